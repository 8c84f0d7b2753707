"""The package round the body: our own base document filled, its properties set, zipped the same each time.

All of it is text put together: to read the base document into a tree and write it out again would cost a
process as much as all the rest.
"""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from desktop_app.document.model import Document, Edition
from desktop_app.document.style import STYLE

from .body import Body, body_xml, scheme_styles
from .controls import Controls
from .extent import pages_of
from .identities import Identities
from .inline import Inliner, Relate
from .numbering import Numbering, numbering_for
from .relations import Relations
from .xml import ROOT, attribute, eighths, escaped, field, legal, paragraph, run, text, twips
from .zipping import HEAD, zipped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 255  #: signs that Word takes in a property
BASE = Path("word", "base.docx")  #: the base document among the resources


class Content(NamedTuple):
    """What is put into the base document: the body and the footnotes part as XML, and the numbering."""

    body: str
    notes: str
    numbering: Numbering


def filled(document: Document, resources: Path) -> bytes:
    """Return a document as a .docx file: the same bytes for the same document."""
    identities = Identities()
    for_review = document.edition is Edition.REVIEW

    def content(relate: Relate, relate_note: Relate) -> Content:
        for_public = document.edition is Edition.PUBLICATION
        inliner = Inliner(relate, relate_note, marked=not for_public)
        numbering = numbering_for(document)
        controls = Controls(filling=not for_public, guarding=for_review)
        body = Body(inliner, numbering, controls)
        words, notes = inliner.marked_above(body_xml(document, body)), inliner.notes_xml()
        if for_review:
            words, notes = identities.given(words), identities.given(notes)
        return Content(words, notes, numbering)

    made = packed(document, resources, content)
    if not (document.comments and for_review):
        return made
    from .commenting import commented  # python-docx takes as long to load as a paper takes to be written

    return commented(made, document, identities)


def packed(document: Document, resources: Path, make: Callable[[Relate, Relate], Content]) -> bytes:
    """Return a .docx file with the properties of a document and the content that `make` writes.

    make: is given what relates a link of the body, and one of the notes.
    """
    parts = dict(_base(resources / BASE))
    links, note_links = Relations(parts["word/_rels/document.xml.rels"]), Relations()
    content = make(links.link, note_links.link)
    _put(parts, "word/document.xml", "<w:sectPr>", content.body)
    parts["word/numbering.xml"] = HEAD + content.numbering.xml()
    parts["word/footnotes.xml"] = HEAD + content.notes
    parts["word/styles.xml"] = _bound(parts["word/styles.xml"], content.numbering)
    parts["word/header1.xml"] = f"{HEAD}<w:hdr {ROOT}>{_marking(document)}</w:hdr>"
    parts["word/footer1.xml"] = f"{HEAD}<w:ftr {ROOT}>{_foot(document)}{_marking(document)}</w:ftr>"
    parts["docProps/core.xml"] = _described(parts["docProps/core.xml"], document)
    parts["word/_rels/document.xml.rels"] = links.xml()
    if note_links:
        parts["word/_rels/footnotes.xml.rels"] = HEAD + note_links.xml()
    if document.export:
        _name_copy(parts, document)
    if document.edition is Edition.REVIEW:
        _put(parts, "word/settings.xml", "<w:defaultTabStop ", "<w:trackRevisions/>")
    return zipped(parts)


@cache
def _base(path: Path) -> dict[str, str]:
    """Return the parts of the base document by their names."""
    with zipfile.ZipFile(path) as given:
        return {name: given.read(name).decode() for name in given.namelist()}


def _put(parts: dict[str, str], name: str, beside: str, xml: str) -> None:
    """Put XML into a part in front of what it has once. Raises ValueError if it has not."""
    front, found, back = parts[name].partition(beside)
    if not found or beside in back:
        raise ValueError(f"{name} of the base document has not one {beside}")
    parts[name] = f"{front}{xml}{beside}{back}"


def _bound(styles: str, numbering: Numbering) -> str:
    """Return the styles, those of headings and paragraphs bound to the numbers of this document's scheme."""
    for style, number in scheme_styles(numbering).items():
        before, opening, own = styles.partition(f'w:styleId="{style}"')
        properties, spacing, after = own.partition("<w:spacing ")
        if not opening or not spacing or "</w:style>" in properties:
            raise ValueError(f"the base document has no style {style} with spacing")
        styles = f"{before}{opening}{properties}{number}{spacing}{after}"
    return styles


def _marking(document: Document) -> str:
    return paragraph(run(text(document.marking)), "PaperMarking")


def _foot(document: Document) -> str:
    measure = twips(STYLE.page.measure)
    line = (
        f'<w:pBdr><w:top w:val="single" w:sz="{eighths(STYLE.rules.hairline)}" w:space="4" '
        f'w:color="{STYLE.colors.hairline[1:]}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{measure}"/></w:tabs><w:spacing w:before="0" w:after="80"/>'
    )
    count = field("NUMPAGES", str(pages_of(document)))
    pages = run(text("Page ")) + field("PAGE", "1") + run(text(" of ")) + count
    return paragraph(run(text(document.foot)) + run("<w:tab/>") + pages, "Footer", line)


def _described(core: str, document: Document) -> str:
    """Return the properties of the file: what it is, whose, and when it was last changed."""
    moment = datetime.fromisoformat(document.modified) if document.modified else _EPOCH
    when = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    told = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "cp:lastModifiedBy": "",
        "cp:keywords": document.marking,
        "dc:language": document.language,
        "dc:description": "",
    }
    words = "".join(f"<{name}>{escaped(legal(value)[:_LONGEST])}</{name}>" for name, value in told.items())
    moments = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return core.replace("<dc:title></dc:title>", f"{words}{moments}<cp:revision>1</cp:revision>")


def _name_copy(parts: dict[str, str], document: Document) -> None:
    """Put into the file which copy it is, so that it is known when it comes back. It tells nothing else."""
    values = {"PaperExportId": document.export, "PaperDocument": document.name}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escaped(legal(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    spaces = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    parts["docProps/custom.xml"] = f"{HEAD}<Properties {spaces}>{properties}</Properties>"
    kind = f'<Override PartName="/docProps/custom.xml" ContentType={attribute(_CUSTOM)}/>'
    _put(parts, "[Content_Types].xml", "</Types>", kind)
    related = Relations(parts["_rels/.rels"])
    related.add("custom-properties", "docProps/custom.xml")
    parts["_rels/.rels"] = related.xml()
