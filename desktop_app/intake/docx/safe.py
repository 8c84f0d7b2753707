"""Opening an untrusted .docx: its container looked over first, then only what is needed unpacked.

Nothing is written to disk, no relationship is followed out of the file, no picture is decoded.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from .parse import Budget, Refused

__all__ = ["Link", "Package", "Refused", "file_bytes", "open_package"]

MOST_FILE, MOST_PART, MOST_ALL = 50 * 2**20, 30 * 2**20, 200 * 2**20
MOST_PARTS, MOST_DIRECTORY, MOST_RATIO, MOST_NAME = 2_000, 2**20, 200, 255

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = (f"{_TYPES}document.main+xml", f"{_TYPES}template.main+xml")
_AGAIN = "Open it in Word, save it as a Word Document (.docx) and take that."
_NOT_WHOLE = f"The file was not opened: it is damaged or was not copied whole. {_AGAIN}"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OverflowError)
#: How files begin that are no Word documents whatever their name says.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "It is protected with a password, or of the kind that Word wrote before 2007."),
    (b"{\\rtf", "It is a rich text file."),
    (b"%PDF", "It is a PDF, which cannot be read back."),
    (b"<!DOCTYPE", "It is a web page."),
    (b"<html", "It is a web page."),
    (b"<?xml", "It is an XML file."),
)
#: Relationship types, by their last word, that would fetch or run something.
_ACTIVE = {
    "attachedTemplate": "a template elsewhere",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "aFChunk": "an embedded document",
    "subDocument": "a linked document",
    "frame": "a frame",
    "vbaProject": "macros",
    "control": "an active control",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: the last word of its type, where it leads, whether out of the file."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An opened Word file.

    main: the document. parts: its other parts by kind ("styles", "comments", "header"). links: of each
    part by kind, by relationship id. left_out: what the file asked for that was not followed, in words.
    """

    main: Element
    parts: Mapping[str, tuple[Element, ...]] = field(default_factory=dict[str, tuple[Element, ...]])
    links: Mapping[str, Mapping[str, Link]] = field(default_factory=dict[str, Mapping[str, Link]])
    left_out: tuple[str, ...] = ()

    def part(self, kind: str) -> Element | None:
        """Return the first part of a kind, None where there is none."""
        return next(iter(self.parts.get(kind, ())), None)


def file_bytes(path: Path) -> bytes:
    """Return the bytes of a file. Raises Refused where it is larger than may be, OSError as open does."""
    with path.open("rb") as file:
        data = file.read(MOST_FILE + 1)
    if len(data) > MOST_FILE:
        raise Refused(f"The file was not opened: it is larger than {MOST_FILE // 2**20} MB.")
    return data


#: Parts that are read, by the last word of the type of the main part's relationship to them.
_READ = (
    *("styles", "numbering", "footnotes", "endnotes", "comments", "commentsExtended", "commentsExtensible"),
)
_SEVERAL = ("header", "footer")


def open_package(data: bytes) -> Package:
    """Return a Word file opened. Raises Refused with a plain sentence for anything else."""
    _look_at_start(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            box = _Box(archive, len(data))
            return box.package()
    except _BROKEN as problem:
        raise Refused(_NOT_WHOLE) from problem
    except (RuntimeError, UnicodeError, ValueError) as problem:
        raise Refused(f"The file was not opened: it is not packed as a Word file is. {_AGAIN}") from problem


def _look_at_start(data: bytes) -> None:
    if len(data) > MOST_FILE:
        raise Refused(f"The file was not opened: it is larger than {MOST_FILE // 2**20} MB.")
    if not data:
        raise Refused("The file is empty. Ask for it to be sent again.")
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, what in _OTHERS:
        if start.lower().startswith(sign.lower()):
            raise Refused(f"The file is no Word document. {what} {_AGAIN}")
    if not data.startswith(b"PK"):
        raise Refused(f"The file is no Word document. {_AGAIN}")
    end = data.rfind(b"PK\5\6")
    if end < 0 or end + 22 > len(data):
        raise Refused(_NOT_WHOLE)
    disk, first, _, _, size = struct.unpack("<4HL", data[end + 4 : end + 16])
    if disk or first:
        raise Refused("The file was not opened: it is one part of several.")
    if size > MOST_DIRECTORY:
        raise Refused(f"The file was not opened: it holds more than {MOST_PARTS:,} parts.")


class _Box:
    """The container while it is unpacked."""

    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive = archive
        self._budget = Budget()
        self._left: dict[str, None] = {}
        self._members = {member.filename: member for member in _looked_over(archive, size)}

    def package(self) -> Package:
        types = self._types()
        name = self._main_name()
        kind = types.get(f"/{name}", "")
        if kind not in _MAIN:
            raise Refused(_wrong_kind(kind))
        if name not in self._members:
            raise Refused(f"The file is no Word document: its text is missing. {_AGAIN}")
        main_links = self._links(name)
        parts: dict[str, list[Element]] = {}
        links: dict[str, Mapping[str, Link]] = {"document": main_links}
        for link in main_links.values():
            target = "" if link.external else _resolved(name, link.target)
            wanted = link.kind in _SEVERAL or (link.kind in _READ and link.kind not in parts)
            if wanted and target in self._members:
                parts.setdefault(link.kind, []).append(self._tree(target))
                links.setdefault(link.kind, self._links(target))
        if "docProps/custom.xml" in self._members:
            parts["custom"] = [self._tree("docProps/custom.xml")]
        if any("vbaProject" in member for member in self._members):
            self._left.setdefault("macros")
        main = self._tree(name)
        return Package(main, {kind: tuple(each) for kind, each in parts.items()}, links, tuple(self._left))

    def _types(self) -> dict[str, str]:
        if "[Content_Types].xml" not in self._members:
            odt = "mimetype" in self._members
            what = "It is an OpenDocument file." if odt else ""
            raise Refused(" ".join(word for word in ("The file is no Word document.", what, _AGAIN) if word))
        root = self._tree("[Content_Types].xml")
        return {each.get("PartName", ""): each.get("ContentType", "") for each in root}

    def _main_name(self) -> str:
        for link in self._links("").values():
            if link.kind == "officeDocument" and not link.external:
                return _resolved("", link.target)
        raise Refused(f"The file is no Word document: nothing in it says which part is its text. {_AGAIN}")

    def _links(self, part: str) -> dict[str, Link]:
        name = join(dirname(part), "_rels", f"{part.rsplit('/', 1)[-1]}.rels")
        if name not in self._members:
            return {}
        found: dict[str, Link] = {}
        for each in self._tree(name).iter(_RELATIONS):
            kind = each.get("Type", "")
            if kind.startswith(_STRICT):
                raise Refused(f"The file was not opened: it is a Strict Open XML document. {_AGAIN}")
            link = Link(
                kind.rsplit("/", 1)[-1], each.get("Target", "")[:2000], each.get("TargetMode") == "External"
            )
            found.setdefault(each.get("Id", ""), link)
            self._note(link)
        return found

    def _note(self, link: Link) -> None:
        """Keep in mind what a file asks for beyond its own text and pictures."""
        if link.kind in _ACTIVE:
            self._left.setdefault(_ACTIVE[link.kind])
        elif link.external and link.kind != "hyperlink":
            self._left.setdefault(f"a linked {'picture' if link.kind == 'image' else 'file'}")

    def _tree(self, name: str) -> Element:
        return self._budget.parse(self._inflated(self._members[name]), name)

    def _inflated(self, member: zipfile.ZipInfo) -> bytes:
        """Return the bytes of a part, counted as they come: what a header says is not believed."""
        made = bytearray()
        with self._archive.open(member) as stream:
            while chunk := stream.read(2**16):
                made += chunk
                if len(made) > MOST_PART:
                    raise _bomb()
        return bytes(made)


def _looked_over(archive: zipfile.ZipFile, size: int) -> Iterator[zipfile.ZipInfo]:
    """Yield the members of a container after a look at what it says of them. Raises Refused."""
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise Refused(f"The file was not opened: it holds more than {MOST_PARTS:,} parts.")
    names: set[str] = set()
    for member in members:
        _check_name(member)
        if member.filename.casefold() in names:
            raise Refused(f"The file was not opened: it holds two parts called {member.filename}.")
        names.add(member.filename.casefold())
        if member.flag_bits & 0x2041:
            raise Refused("The file is protected with a password. Take the password off and save it again.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"The file was not opened: it is not packed as a Word file is. {_AGAIN}")
        ratio = member.file_size > 2**20 and member.file_size > MOST_RATIO * max(1, member.compress_size)
        if ratio or member.file_size > 2 * MOST_PART:
            raise _bomb()
    if sum(member.file_size for member in members) > MOST_ALL:
        raise _bomb()
    _check_apart(members, size)
    yield from members


def _check_name(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    odd = name.startswith("/") or ".." in name.split("/") or re.search(r"[\\:\x00-\x1f]", name)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if odd or len(name) > MOST_NAME or kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refused("The file was not opened: a part in it has a name that leads out of the file.")


def _check_apart(members: list[zipfile.ZipInfo], size: int) -> None:
    """Raise Refused where parts lie over each other, as they do in a file made to swell."""
    placed = sorted(members, key=lambda member: member.header_offset)
    ends = [*(member.header_offset for member in placed), size][1:]
    for member, end in zip(placed, ends, strict=True):
        if member.header_offset + 30 + member.compress_size > end:
            raise Refused("The file was not opened: parts of it lie over each other.")


def _bomb() -> Refused:
    return Refused("The file was not opened: unpacked it would be far larger than any paper.")


def _resolved(part: str, target: str) -> str:
    """Return the name of the part that a target names, "" where it leads out of the file."""
    name = normpath(target if target.startswith("/") else join("/", dirname(part), target)).lstrip("/")
    return "" if name.startswith("..") else name


def _wrong_kind(kind: str) -> str:
    if "macroEnabled" in kind:
        return f"The file was not opened: it is a Word document with macros. {_AGAIN}"
    if "spreadsheetml" in kind or "presentationml" in kind:
        return "The file is no Word document but another kind of Office file."
    return f"The file is no Word document. {_AGAIN}"
