"""A Word package as bytes: parts in fixed order and of fixed date, so that equal parts are equal files."""

import io
import zipfile
from collections.abc import Iterable, Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import Part

_FRONT = {"[Content_Types].xml": 0, "_rels/.rels": 1}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BODY = b"<w:body>"


def zipped(word: WordDocument, body: str) -> bytes:
    """Return a document as a .docx file, with XML put in front of what its body holds.

    body: must need no namespace that the base document's root does not declare. It goes in as it is, for
    to read it and write it again would cost as much as making it.
    """
    package = word.part.package
    if package is None:
        raise TypeError("the base document was read without its package")
    parts = list(package.iter_parts())
    members: dict[str, bytes | str] = {"_rels/.rels": package.rels.xml, "[Content_Types].xml": _types(parts)}
    for part in parts:
        part.before_marshal()
        members[part.partname.membername] = part.blob
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
    name = word.part.partname.membername
    before, opening, after = word.part.blob.partition(_BODY)
    if not opening:
        raise ValueError("the base document has no body to put the text into")
    members[name] = before + opening + body.encode() + after
    return _packed(sorted(members.items(), key=lambda member: (_FRONT.get(member[0], 2), member[0])))


def _types(parts: Iterable[Part]) -> bytes:
    overrides = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in sorted(parts, key=lambda part: part.partname)
    )
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML))
    )
    return f'{_HEAD}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()


def _packed(members: Iterable[tuple[str, bytes | str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member, data in _headed(members):
            made.writestr(member, data)
    return out.getvalue()


def _headed(members: Iterable[tuple[str, bytes | str]]) -> Iterator[tuple[zipfile.ZipInfo, bytes | str]]:
    for name, data in members:
        member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        member.create_system = 3
        member.external_attr = 0o600 << 16
        yield member, data
