"""Comments put into a Word paper that is written: their parts, and their marks in its body."""

import io
from collections.abc import Iterable

import docx
from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from desktop_app.document.model import Document

from .comments import Comments
from .identities import Identities
from .zipping import HEAD, zipped

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: How the document is related to each part of comments, by the part's name.
_RELATED = {
    "comments": "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
}


def commented(data: bytes, document: Document, identities: Identities) -> bytes:
    """Return the file that a document was written as with the document's comments in it.

    identities: those of the file's paragraphs.
    """
    word = docx.Document(io.BytesIO(data))
    package = word.part.package
    if package is None:
        raise TypeError("the paper was read without its package")
    comments = Comments(document, identities)
    comments.put_into(word.element.body)
    for name, blob in (("comments", comments.part()), ("commentsExtended", comments.threads())):
        part = Part(PackURI(f"/word/{name}.xml"), f"{_WORDML}.{name}+xml", blob, package)
        word.part.relate_to(part, _RELATED[name])
    parts = list(package.iter_parts())
    members: dict[str, bytes | str] = {"_rels/.rels": package.rels.xml, "[Content_Types].xml": _types(parts)}
    for part in parts:
        members[part.partname.membername] = part.blob
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
    return zipped(members)


def _types(parts: Iterable[Part]) -> str:
    overrides = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in sorted(parts, key=lambda part: part.partname)
    )
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML))
    )
    return f'{HEAD}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'
