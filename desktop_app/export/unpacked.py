"""Finished files taken apart again: every text that stands anywhere in one, for those who search it."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - it has no types
from lxml import html as html_reader

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}
#: Elements whose end ends a word: paragraphs, cells, breaks.
_BREAKS = {"p", "tr", "tc", "br", "tab", "cr"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text found in a file. place: where, for people. seen: readers see it; else it only stands there."""

    place: str
    text: str
    seen: bool


class CannotSearch(Exception):
    """A file could not be taken apart, so nobody can say what is in it."""


def unpacked(data: bytes, kind: str) -> list[Piece]:
    """Return all texts of a file of a kind: docx, pdf, html, json, txt. Raises CannotSearch."""
    readers: dict[str, Callable[[bytes], Iterator[Piece]]] = {"docx": _docx, "pdf": _pdf, "html": _html}
    try:
        return [*readers.get(kind, _text)(data), Piece("its bytes", _loose(data), seen=False)]
    except Exception as problem:  # whatever is wrong with it, it must not go out unsearched
        raise CannotSearch(f"it could not be taken apart: {type(problem).__name__}") from problem


def _loose(data: bytes) -> str:
    """Return bytes as text in every encoding that words could stand in."""
    return data.decode("utf-8", "replace") + "\n" + data.replace(b"\x00", b"").decode("latin-1")


def _text(data: bytes) -> Iterator[Piece]:
    yield Piece("its text", data.decode("utf-8"), seen=True)


def _docx(data: bytes) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Piece("the comment of the package", _loose(archive.comment), seen=False)
        for name in archive.namelist():
            yield Piece("the names of its parts", name, seen=False)
            held = archive.read(name)
            if name.endswith((".xml", ".rels")):
                yield from _xml(name, held)
            yield Piece(name, _loose(held), seen=False)


def _xml(name: str, data: bytes) -> Iterator[Piece]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    words: list[str] = []
    for event, element in etree.iterwalk(root, ("start", "end", "comment")):
        if event == "comment":
            yield Piece(name, element.text or "", seen=False)
        elif event == "start":
            words.append(element.text or "")
            yield from (Piece(name, unquote(str(value)), seen=False) for value in element.attrib.values())
        else:
            breaks = etree.QName(element).localname in _BREAKS or element.getparent() is root
            words.append(("\n" if breaks else "") + (element.tail or ""))
    yield Piece(name, "".join(words), seen=True)


def _html(data: bytes) -> Iterator[Piece]:
    root = html_reader.document_fromstring(data.decode())
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield Piece("a remark in the page", element.text or "", seen=False)
            continue
        yield from (
            Piece(f"{element.tag} of the page", unquote(str(v)), seen=False) for v in element.attrib.values()
        )
        if element.tag == "script":
            yield Piece("the summary in the page", element.text or "", seen=False)
    kept = (element for element in root.iter() if element.tag not in {"style", "script"})
    texts = (
        f"{element.text or ''}\n{element.tail or ''}" for element in kept if isinstance(element.tag, str)
    )
    yield Piece("the page", "\n".join(texts), seen=True)
    yield Piece("the page", "".join(str(text) for text in root.itertext()), seen=False)


def _pdf(data: bytes) -> Iterator[Piece]:
    import pypdfium2  # takes 30 ms to load, which who makes a Word file need not wait for

    file = pypdfium2.PdfDocument(data)
    try:
        texts: list[str] = []
        for number, page in enumerate(file, 1):
            text = page.get_textpage().get_text_bounded()
            texts.append(text)
            yield Piece(f"page {number}", text, seen=True)
        yield Piece("its pages", "\n".join(texts), seen=True)
    finally:
        file.close()
    rest = _STREAM.sub(b"stream endstream", data)
    yield from (Piece("its properties and structure", text, seen=False) for text in _strings(rest))
    for number, packed in enumerate(_STREAM.findall(data)):
        try:
            held = zlib.decompressobj().decompress(packed)  # its end may be taken for the line's, and be gone
        except zlib.error:
            held = packed
        yield Piece(f"stream {number}", _loose(held), seen=False)
        yield from (Piece(f"stream {number}", text, seen=False) for text in _strings(held))


def _strings(data: bytes) -> Iterator[str]:
    for found in _LITERAL.findall(data):
        yield _decoded(_ESCAPED.sub(lambda match: _unescaped(match[1]), found))
    for found in _HEX.findall(data):
        digits = b"".join(found.split())
        yield _decoded(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))


def _unescaped(code: bytes) -> bytes:
    return bytes([int(code, 8) & 255]) if code[:1].isdigit() else _LETTERS.get(code, code)


def _decoded(text: bytes) -> str:
    plain = text[2:].decode("utf-16-be", "replace") if text[:2] == b"\xfe\xff" else text.decode("latin-1")
    return unquote(plain) if "%" in plain else plain
