"""The package round the body: our own base document filled, its properties set, zipped the same each time."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory, XmlPart
from docx.oxml import parse_xml
from docx.package import Package
from docx.parts.story import StoryPart

from desktop_app.document.model import Document, Edition
from desktop_app.document.style import STYLE

from .body import Body, body_xml, scheme_styles
from .comments import Comments
from .controls import Controls
from .identities import Identities
from .inline import Inliner, Relate
from .numbering import Numbering, numbering_for
from .xml import NAMESPACES, ROOT, eighths, field, legal, paragraph, run, text, twips
from .zipping import zipped

_W = f"{{{NAMESPACES['w']}}}"
ROOT_W = f'xmlns:w="{NAMESPACES["w"]}"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Each part of comments by its name: its kind, and how the document is related to it.
_COMMENTS = {
    "comments": ("comments", f"{_OFFICE}/relationships/comments"),
    "commentsExtended": (
        "commentsExtended",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    ),
}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
BASE = Path("word", "base.docx")  #: the base document among the resources

PartFactory.part_type_for[CONTENT_TYPE.WML_FOOTNOTES] = StoryPart


@dataclass(frozen=True, slots=True)
class Content:
    """What is put into the base document: the body and the footnotes part as XML, and the numbering."""

    body: str
    notes: str
    numbering: Numbering


def filled(document: Document, resources: Path) -> bytes:
    """Return a document as a .docx file: the same bytes for the same document."""
    identities = Identities()
    for_review = document.edition is Edition.REVIEW
    comments = Comments(document, identities) if document.comments and for_review else None

    def content(relate: Relate, relate_note: Relate) -> Content:
        for_public = document.edition is Edition.PUBLICATION
        inliner = Inliner(relate, relate_note, marked=not for_public)
        numbering = numbering_for(document)
        controls = Controls(filling=not for_public, guarding=for_review)
        body = Body(inliner, numbering, controls)
        words, notes = body_xml(document, body), inliner.notes_xml()
        if for_review:
            words, notes = identities.given(words), identities.given(notes)
        return Content(words, notes, numbering)

    return packed(document, resources, content, comments)


def packed(
    document: Document,
    resources: Path,
    make: Callable[[Relate, Relate], Content],
    comments: Comments | None = None,
) -> bytes:
    """Return a .docx file with the properties of a document and the content that `make` writes.

    make: is given what relates a link of the body, and one of the notes. comments: those to put in.
    """
    word = docx.Document(io.BytesIO(_base(resources / BASE)))
    notes = _notes(word)
    content = make(_relating(word.part), _relating(notes))
    if comments is not None:
        _add_comments(word, content.body, comments)
    _replace(word.part.numbering_part, content.numbering.xml())
    _replace(notes, content.notes)
    _bind_styles(word, content.numbering)
    section = word.sections[0]
    _replace(section.header.part, f"<w:hdr {ROOT}>{_marking(document)}</w:hdr>")
    _replace(section.footer.part, f"<w:ftr {ROOT}>{_foot(document)}{_marking(document)}</w:ftr>")
    _describe(word, document)
    if document.export:
        _name_copy(word, document)
    if document.edition is Edition.REVIEW:
        stop = word.settings.element.find(f"{_W}defaultTabStop")
        stop.addprevious(parse_xml(f"<w:trackRevisions {ROOT_W}/>"))
    return zipped(word, "" if comments is not None else content.body)


@cache
def _base(path: Path) -> bytes:
    """Return the base document unpacked, as every paper reads it anew."""
    unpacked = io.BytesIO()
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(unpacked, "w", zipfile.ZIP_STORED) as made:
        for name in given.namelist():
            made.writestr(name, given.read(name))
    return unpacked.getvalue()


def _notes(word: WordDocument) -> XmlPart:
    part = word.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    if not isinstance(part, XmlPart):
        raise TypeError("the base document's footnotes were not read as XML")
    return part


def _relating(part: Part) -> Relate:
    return lambda address: part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _replace(part: XmlPart, xml: str) -> None:
    """Put other content into a part that holds XML."""
    element = part.element
    fresh = parse_xml(xml)
    for child in list(element):
        element.remove(child)
    for child in list(fresh):
        element.append(child)


def _add_comments(word: WordDocument, xml: str, comments: Comments) -> None:
    """Put the body in as elements, and the comments among them."""
    section = word.element.body.sectPr
    for child in list(parse_xml(f"<w:body {ROOT}>{xml}</w:body>")):
        section.addprevious(child)
    comments.put_into(word.element.body)
    for name, (kind, related) in _COMMENTS.items():
        blob = comments.part() if name == "comments" else comments.threads()
        part = Part(PackURI(f"/word/{name}.xml"), f"{_WORDML}.{kind}+xml", blob, _package(word))
        word.part.relate_to(part, related)


def _package(word: WordDocument) -> Package:
    package = word.part.package
    if package is None:
        raise TypeError("the base document was read without its package")
    return package


def _bind_styles(word: WordDocument, numbering: Numbering) -> None:
    """Bind the scheme's numbers to the styles of this document's headings and paragraphs."""
    styles = {style.get(f"{_W}styleId"): style for style in word.styles.element.iter(f"{_W}style")}
    for style_id, number in scheme_styles(numbering).items():
        properties = styles[style_id].find(f"{_W}pPr")
        after = properties.find(f"{_W}spacing")
        after.addprevious(parse_xml(number.replace("<w:numPr>", f"<w:numPr {ROOT_W}>")))


def _marking(document: Document) -> str:
    return paragraph(run(text(document.marking)), "PaperMarking")


def _foot(document: Document) -> str:
    measure = twips(STYLE.page.measure)
    line = (
        f'<w:pBdr><w:top w:val="single" w:sz="{eighths(STYLE.rules.hairline)}" w:space="4" '
        f'w:color="{STYLE.colors.hairline[1:]}"/></w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{measure}"/></w:tabs><w:spacing w:before="0" w:after="80"/>'
    )
    pages = run(text("Page ")) + field("PAGE", "1") + run(text(" of ")) + field("NUMPAGES", "1")
    return paragraph(run(text(document.foot)) + run("<w:tab/>") + pages, "Footer", line)


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    moment = datetime.fromisoformat(document.modified) if document.modified else _EPOCH
    when = moment.astimezone(UTC).replace(tzinfo=None)
    properties.title = legal(document.title)[:255]
    properties.subject = legal(document.subject)[:255]
    properties.author = legal(document.author)[:255]
    properties.last_modified_by = ""
    properties.keywords = legal(document.marking)[:255]
    properties.language = document.language
    properties.comments = ""
    properties.created = when
    properties.modified = when
    properties.revision = 1


def _name_copy(word: WordDocument, document: Document) -> None:
    """Put into the file which copy it is, so that it is known when it comes back. It tells nothing else."""
    values = {"PaperExportId": document.export, "PaperDocument": document.name}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(legal(value))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    xml = f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}'
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}</Properties>'.encode()
    package = _package(word)
    part = Part(PackURI("/docProps/custom.xml"), kind, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
