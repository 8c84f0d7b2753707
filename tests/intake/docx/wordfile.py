"""Word files made for tests from the mark-up of their parts."""

import io
import zipfile
from collections.abc import Mapping

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DATE = 'w:date="2026-03-02T10:00:00Z"'

Parts = dict[str, bytes | str]


def t(words: str, look: str = "") -> str:
    """Return a run."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def gone(words: str) -> str:
    """Return a run as it stands within a deletion."""
    return f'<w:r><w:delText xml:space="preserve">{words}</w:delText></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def ins(content: str, who: str = "Ann", number: int = 1) -> str:
    return f'<w:ins w:id="{number}" w:author="{who}" {DATE}>{content}</w:ins>'


def cut(words: str, who: str = "Ann", number: int = 2) -> str:
    return f'<w:del w:id="{number}" w:author="{who}" {DATE}>{gone(words)}</w:del>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of words."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{p(t(words))}</w:tc>' for words in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def relations(*each: tuple[str, str, str], external: tuple[str, ...] = ()) -> str:
    """Return a part of relationships: id, type (a whole one, or its last word) and target of each."""
    made = ""
    for id_, kind, target in each:
        mode = ' TargetMode="External"' if id_ in external else ""
        whole = kind if ":" in kind else f"{_OFFICE}/{kind}"
        made += f'<Relationship Id="{id_}" Type="{whole}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def parts(body: str = "", *, main_type: str = MAIN_TYPE, **others: str) -> Parts:
    """Return the parts of a Word file. others: further parts of word/ by kind, as mark-up."""
    links = [(f"r{kind}", _kind(kind), f"{kind}.xml") for kind in others]
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*links),
        **{f"word/{kind}.xml": markup for kind, markup in others.items()},
    }


def _kind(kind: str) -> str:
    ours = "http://schemas.microsoft.com/office/2011/relationships/"
    return ours + kind if kind == "commentsExtended" else kind


def zipped(given: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return parts packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in given.items():
            made.writestr(name, content)
    return buffer.getvalue()


def word_file(body: str = "", **others: str) -> bytes:
    """Return a Word file whose body has this mark-up."""
    return zipped(parts(body, **others))
