"""A finished file packed small: its many small objects in compressed streams (PDF 1.5, object streams).

The tags of a file are thousands of small objects, which nothing else compresses. A file that is to be
signed is left as it is: what signs it adds to its end, and need not know of such streams.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_END = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s*?\n")
_OBJECT = re.compile(rb"(\d+) 0 obj\s")
_SIZE = re.compile(rb"/Size\s+\d+")
_TOGETHER = 200  #: objects in one stream: readers take a stream apart as a whole
_LINE_ENDS = (10, 13)


@dataclass(frozen=True, slots=True)
class _Object:
    """An object of a file: its number and the bytes between "obj" and "endobj"."""

    number: int
    body: bytes

    @property
    def is_stream(self) -> bool:
        """Whether it has a stream, which can stand in no other."""
        return self.body.rstrip().endswith(b"endstream")


def packed(data: bytes) -> bytes:
    """Return a file that ReportLab wrote with the same content in fewer bytes: the same for the same file.

    Raises ValueError for bytes of another shape.
    """
    ended = _END.search(data)
    table = _TABLE.match(data, int(ended[1])) if ended else None
    if ended is None or table is None:
        raise ValueError("the file does not end in one table of its objects")
    objects = list(_objects(data, int(ended[1]), table))
    trailer = data[table.end() + 20 * int(table[1]) :]
    kept = _SIZE.sub(b"", trailer[trailer.index(b"<<") + 2 : trailer.rindex(b">>")]).strip()
    return _written(data[: data.index(b"1 0 obj")], objects, kept)


def _objects(data: bytes, end: int, table: re.Match[bytes]) -> Iterator[_Object]:
    rows = (data[at : at + 20] for at in range(table.end(), table.end() + 20 * int(table[1]), 20))
    places = sorted(int(row[:10]) for row in rows if row[17:18] == b"n")
    for place, following in zip(places, [*places[1:], end], strict=True):
        begun = _OBJECT.match(data, place)
        if begun is None:
            raise ValueError(f"there is no object at byte {place}")
        yield _Object(int(begun[1]), data[begun.end() : data.rindex(b"endobj", place, following)].strip())


def _written(head: bytes, objects: Sequence[_Object], trailer: bytes) -> bytes:
    out = bytearray(head)
    rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def write(number: int, body: bytes) -> None:
        rows[number] = (1, len(out), 0)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    for held in objects:
        if held.is_stream:
            write(held.number, held.body)
    small = [held for held in objects if not held.is_stream]
    number = max(held.number for held in objects) + 1
    for start in range(0, len(small), _TOGETHER):
        group = small[start : start + _TOGETHER]
        rows.update({held.number: (2, number, place) for place, held in enumerate(group)})
        write(number, _together(group))
        number += 1
    place = len(out)
    rows[number] = (1, place, 0)
    out.extend(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, _table(rows, trailer), place))
    return bytes(out)


def _together(group: Sequence[_Object]) -> bytes:
    """Return objects as one compressed stream, preceded by a list of where each begins."""
    bodies = b"\n".join(held.body for held in group)
    places: list[int] = []
    at = 0
    for held in group:
        places.append(at)
        at += len(held.body) + 1
    listed = b" ".join(b"%d %d" % (held.number, p) for held, p in zip(group, places, strict=True)) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(group), len(listed)), listed + bodies, b" ")


def _table(rows: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Return the table of all objects as a compressed stream."""
    unused = (0, 0, 65535)
    listed = b"".join(_row(rows.get(number, unused)) for number in range(max(rows) + 1))
    # More rows than objects: they may be cut off by what a reader is told of the size.
    known = b"/Type/XRef/Size %d/W[1 4 2]%b" % (max(rows) + 1, trailer)
    return _stream(known, listed, _row(unused))


def _row(row: tuple[int, int, int]) -> bytes:
    return row[0].to_bytes(1, "big") + row[1].to_bytes(4, "big") + row[2].to_bytes(2, "big")


def _stream(known: bytes, content: bytes, filling: bytes) -> bytes:
    """Return a compressed stream that does not end as a line does, or readers could miscount its length."""
    data = zlib.compress(content, 9)
    while data[-1] in _LINE_ENDS:
        content += filling
        data = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (known, len(data), data)
