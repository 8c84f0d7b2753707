"""Makes the base document that every Word paper starts from: resources/word/base.docx.

Written from literals, so that nothing of another program's template is in it.
"""

import io
import sys
import zipfile
from pathlib import Path

ROOT_FOLDER = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT_FOLDER))

from desktop_app.document.style import STYLE  # noqa: E402
from desktop_app.export.word.styles import styles_xml  # noqa: E402
from desktop_app.export.word.xml import ROOT, twips  # noqa: E402

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = ("styles", "numbering", "settings", "footnotes", "header", "footer")


def _types() -> str:
    names = {"header": "header1", "footer": "footer1"}
    overrides = "".join(
        f'<Override PartName="/word/{names.get(part, part)}.xml" ContentType="{WORD}.{part}+xml"/>'
        for part in PARTS
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(pairs: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _document() -> str:
    page = STYLE.page
    sides = " ".join(f'w:{side}="{twips(page.margin)}"' for side in ("top", "right", "bottom", "left"))
    return (
        f"<w:document {ROOT}><w:body><w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/><w:pgMar {sides} '
        f'w:header="{twips(page.head - 6)}" w:footer="{twips(page.foot - 6)}" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings() -> str:
    compatibility = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {ROOT}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{compatibility}" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def members() -> dict[str, str]:
    """Return the parts of the base document by name."""
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title></dc:title></cp:coreProperties>'
    )
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Engross</Application></Properties>"
    )
    related = [(f"{OFFICE}/{part}", f"{part}.xml") for part in PARTS[:4]]
    related += [(f"{OFFICE}/header", "header1.xml"), (f"{OFFICE}/footer", "footer1.xml")]
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [
                (f"{OFFICE}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{OFFICE}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/app.xml": app,
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _relations(related),
        "word/document.xml": _document(),
        "word/footer1.xml": f"<w:ftr {ROOT}><w:p/></w:ftr>",
        "word/footnotes.xml": f"<w:footnotes {ROOT}/>",
        "word/header1.xml": f"<w:hdr {ROOT}><w:p/></w:hdr>",
        "word/numbering.xml": f"<w:numbering {ROOT}/>",
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_xml(),
    }


def base() -> bytes:
    """Return the base document, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, xml in members().items():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            package.writestr(member, XML + xml)
    return out.getvalue()


if __name__ == "__main__":
    target = ROOT_FOLDER / "resources" / "word" / "base.docx"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(base())
