"""Finished files searched for words that no reader may find in them, by other means than the program's own.

Nothing of the program is used here: packages are inflated from their raw bytes, so that what no directory
names is seen too; a PDF's objects are read by QPDF, and the glyphs on its pages turned into letters by the
tables that its fonts carry.
"""

import base64
import html
import io
import re
import zlib
from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import Any
from urllib.parse import unquote

import pikepdf

_MEMBER = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n")
_MARK = re.compile(r"<[^<>]*>")
_CODES = re.compile(r"beginbf(char|range)(.*?)endbf", re.DOTALL)
_HEX = re.compile(r"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_RAW_DEFLATE = -15
_MOST = 2**26
_KNOWN = 5  #: letters at which all words begin alike that are enough to say that none of them is there


def found_in(data: bytes, words: Collection[str]) -> set[str]:
    """Return those of the words that stand in a file in any way: spelt, coded, packed, drawn."""
    views = list(_views(data))
    joined = b"\n".join(views)
    letters = "\n".join(_told(view) for view in views).casefold()
    begins = "".join(takewhile(bool, (_same(column) for column in zip(*words, strict=False))))
    ways = None  # in which a word may be coded
    if len(begins) >= _KNOWN:
        ways = [way for way, coded in enumerate(_coded(begins)) if coded in joined]
        if not ways and begins.casefold() not in letters:
            return set()
    return {word for word in words if _stands(word, letters, joined, ways)}


def _same(letters: tuple[str, ...]) -> str:
    return letters[0] if len(set(letters)) == 1 else ""


def _stands(word: str, letters: str, data: bytes, ways: list[int] | None) -> bool:
    """Say whether a word stands in letters, or in bytes in one of some ways of coding it, None for all."""
    if word.casefold() in letters:
        return True
    coded = list(_coded(word))
    return any(coded[way] in data for way in (range(len(coded)) if ways is None else ways))


def _coded(word: str) -> Iterator[bytes]:
    """Yield a word as it may stand in bytes, each way of coding in its place."""
    for spelt in (word, word.upper(), word.lower()):
        for text in (spelt.encode(), spelt.encode("utf-16-le"), spelt.encode("utf-16-be")):
            yield text
            yield from (text.hex().encode(), text.hex().upper().encode())
            for before in range(3):  # where it falls among groups of three bytes, ends shared with neighbours
                whole = (before + len(text)) // 3 * 4
                yield base64.b64encode(bytes(before) + text)[4 if before else 0 : whole]


def _views(data: bytes) -> Iterator[bytes]:
    yield data
    if b"PK\x03\x04" in data:
        for member in _members(data):
            yield member
            if member[:2] == b"PK" or member[:5] == b"%PDF-":
                yield from _views(member)
    elif data[:5] == b"%PDF-":
        yield from _inflated(data)
        yield _pdf(data).encode("utf-8", "surrogatepass")


def _members(data: bytes) -> Iterator[bytes]:
    """Yield all that a package holds, named by its directory or not, and the names."""
    for match in _MEMBER.finditer(data):
        name, extra = (int.from_bytes(part, "little") for part in match.groups())
        at = match.start() + 30
        yield data[at : at + name]
        with_size = int.from_bytes(data[match.start() + 18 : match.start() + 22], "little")
        body = data[at + name + extra :]
        method = int.from_bytes(data[match.start() + 8 : match.start() + 10], "little")
        yield _unpacked(body, _RAW_DEFLATE) if method else body[: with_size or len(body)]


def _inflated(data: bytes) -> Iterator[bytes]:
    for match in _STREAM.finditer(data):
        yield _unpacked(data[match.end() :], zlib.MAX_WBITS)


def _unpacked(data: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(data, _MOST)
    except zlib.error:
        return b""


def _told(view: bytes) -> str:
    """Return bytes as readers take them: where they are marked up or JSON, without marks and escapes."""
    text = view.decode("utf-8", "replace")
    if view.lstrip()[:1] not in {b"<", b"{", b"["}:
        return text
    plain = html.unescape(text)
    return "\n".join((text, _MARK.sub("", plain), _MARK.sub("", text), unquote(plain), _escapes(text)))


def _escapes(text: str) -> str:
    """Return text with the escapes of JSON resolved."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)


def _pdf(data: bytes) -> str:
    """Return every name and string of a PDF's objects, and what its pages and forms show."""
    told: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as file:
        for thing in file.objects:
            _tell(thing, told, 0)
            if isinstance(thing, pikepdf.Stream) and "/Resources" in thing:
                told.append(_shown(thing, thing.get("/Resources")))
        told += [_shown(page, page.obj.get("/Resources")) for page in file.pages]
    return "\n".join(told)


def _tell(thing: Any, told: list[str], depth: int) -> None:
    if depth > 40:
        return
    if isinstance(thing, pikepdf.String):
        told += [
            str(thing),
            bytes(thing).decode("utf-16-be", "replace"),
            bytes(thing).decode("utf-8", "replace"),
        ]
    elif isinstance(thing, pikepdf.Name):
        told.append(str(thing))
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            _within(each, told, depth)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, each in thing.items():
            told.append(name)
            _within(each, told, depth)


def _within(thing: Any, told: list[str], depth: int) -> None:
    """Tell of what stands in another object itself, not of what that only points to."""
    if not getattr(thing, "is_indirect", False):
        _tell(thing, told, depth + 1)


def _shown(page: Any, resources: Any) -> str:
    """Return the letters that a page or form draws, as its fonts say that they read."""
    fonts = resources.get("/Font", {}) if resources is not None else {}
    tables: dict[str, dict[bytes, str]] = {}
    told: list[str] = []
    name = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                name = str(operands[0])
                if name not in tables:
                    tables[name] = _letters(fonts.get(name))
            case "Tj" | "'" | '"' | "TJ":
                last = operands[-1]
                pieces = list(last) if isinstance(last, pikepdf.Array) else [last]
                told += [
                    _read(bytes(p), tables.get(name, {})) for p in pieces if isinstance(p, pikepdf.String)
                ]
            case _:
                pass
    return "".join(told)


def _letters(font: Any) -> dict[bytes, str]:
    """Return what the codes of a font read, by its table; {} where it has none."""
    if font is None or "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    letters: dict[bytes, str] = {}
    for kind, body in _CODES.findall(table):
        codes = [(bytes.fromhex("".join(h.split())), open_, close) for h, open_, close in _HEX.findall(body)]
        if kind == "char":
            plain = [code for code, *_ in codes]
            letters |= {code: _utf16(text) for code, text in zip(plain[::2], plain[1::2], strict=False)}
        else:
            letters |= dict(_ranges(codes))
    return letters


def _ranges(codes: list[tuple[bytes, str, str]]) -> Iterator[tuple[bytes, str]]:
    at = 0
    while at + 2 < len(codes):
        first, last = (int.from_bytes(codes[at + n][0], "big") for n in (0, 1))
        width = len(codes[at][0])
        if codes[at + 2][1]:  # a list, one for each code
            at += 3
            for code in range(first, last + 1):
                yield code.to_bytes(width, "big"), _utf16(codes[at][0])
                at += 1
            at += 1
            continue
        start = int.from_bytes(codes[at + 2][0], "big")
        for code in range(first, last + 1):
            reads = (start + code - first).to_bytes(max(2, len(codes[at + 2][0])), "big")
            yield code.to_bytes(width, "big"), _utf16(reads)
        at += 3


def _utf16(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")


def _read(text: bytes, letters: dict[bytes, str]) -> str:
    """Return the letters of a shown string; where the font has no table, its bytes as they are."""
    if not letters:
        return text.decode("latin-1")
    told, at = "", 0
    widths = sorted({len(code) for code in letters})
    while at < len(text):
        width = next((w for w in widths if text[at : at + w] in letters), 0)
        told += letters.get(text[at : at + width], "") if width else ""
        at += width or widths[0]
    return told
