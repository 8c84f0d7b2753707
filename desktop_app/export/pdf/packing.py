"""The objects of a file as its bytes, one by one or packed: many in a compressed stream (PDF 1.5).

The tags of a file are thousands of small objects, which nothing else compresses. A file that is to be
signed is not packed: what signs it adds to its end, and need not know of such streams.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate

#: The version; and four bytes by which a program sees that this is no text.
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_UNUSED = b"0000000000 65535 f \n"  #: the row of a number that no object has
_TOGETHER = (
    400  #: objects in one stream: readers take a stream apart as a whole; more would save hardly a byte
)
_LEVEL = 6  #: of compression: half the time of the highest, and hardly a byte more
_LINE_ENDS = (10, 13)  #: LF and CR

#: An object of a file: its number and the bytes between "obj" and "endobj".
Held = tuple[int, bytes]


def written(objects: Sequence[Held], roots: Mapping[str, int]) -> bytes:
    """Return a file of objects in the order of their numbers. roots: those that its end names, by key."""
    size = objects[-1][0] + 1
    parts = [_HEAD, *[b"%d 0 obj\n%b\nendobj\n" % held for held in objects]]
    *places, at = accumulate(map(len, parts))
    rows = [_UNUSED] * size
    for (number, _), place in zip(objects, places, strict=True):
        rows[number] = b"%010d 00000 n \n" % place
    body = b"".join(parts)
    trailer = b"trailer\n<</Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, _end(body, roots), at)
    return b"".join([body, b"xref\n0 %d\n" % size, *rows, trailer])


def packed(objects: Sequence[Held], roots: Mapping[str, int]) -> bytes:
    """Return the same file as `written` does, in fewer bytes."""
    out = bytearray(_HEAD)
    rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def write(number: int, body: bytes) -> None:
        rows[number] = (1, len(out), 0)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    small: list[Held] = []
    for held in objects:
        if held[1].endswith(b"endstream"):  # which can stand in no other
            write(*held)
        else:
            small.append(held)
    number = objects[-1][0] + 1
    for start in range(0, len(small), _TOGETHER):
        group = small[start : start + _TOGETHER]
        rows.update({held: (2, number, place) for place, (held, _) in enumerate(group)})
        write(number, _together(group))
        number += 1
    place = len(out)
    rows[number] = (1, place, 0)
    table = _table(rows, _end(out, roots))
    out.extend(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, table, place))
    return bytes(out)


def _end(body: bytes | bytearray, roots: Mapping[str, int]) -> bytes:
    """Return what the end of a file says of it; its identity follows from all that is in it."""
    identity = hashlib.blake2b(body, digest_size=16).hexdigest().encode()
    named = b"".join(b"/%b %d 0 R" % (key.encode(), number) for key, number in roots.items())
    return named + b"/ID[<%b><%b>]" % (identity, identity)


def _together(group: Sequence[Held]) -> bytes:
    """Return objects as one compressed stream, preceded by a list of where each begins."""
    bodies = b"\n".join([body for _, body in group])
    places: list[bytes] = []
    at = 0
    for number, body in group:
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    listed = b" ".join(places) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(group), len(listed)), listed + bodies, b" ")


def _table(rows: Mapping[int, tuple[int, int, int]], trailer: bytes) -> bytes:
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
    data = zlib.compress(content, _LEVEL)
    while data[-1] in _LINE_ENDS:
        content += filling
        data = zlib.compress(content, _LEVEL)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (known, len(data), data)
