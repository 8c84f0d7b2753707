"""Parts of a Word file as trees, parsed behind guards: no entities, no endless depth, no endless count."""

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

#: What all parts that are read may hold together. A paper of 80 pages has a fifth of it.
MOST_ELEMENTS, MOST_SIGNS, MOST_DEPTH = 150_000, 400_000, 200
MOST_REVISIONS, MOST_COMMENTS = 20_000, 5_000
MOST_BYTES = 32 * 2**20

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REVISIONS = frozenset(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
        *("tcPrChange", "tblPrExChange"),
    )
)
_COMMENT = W + "comment"
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
_UTF8 = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


class Refused(Exception):
    """A file that is not read; the words are one plain sentence or two that say why and what to do."""


@dataclass(slots=True)
class Budget:
    """How much of what may be read has been read. Made for one file."""

    elements: int = 0
    signs: int = 0
    size: int = 0
    counts: Counter[str] = field(default_factory=Counter[str])

    def parse(self, data: bytes, part: str) -> Element:
        """Return the root of a part. Raises Refused where it is no sound XML or more than may be read."""
        data = _utf8(data, part)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise Refused(f"The file was not opened: {part} declares entities, which no Word file needs.")
        self.size += len(data)
        self.signs += data.count(b"=")
        self.elements += data.count(b"<") - data.count(b"</")
        if self.size > MOST_BYTES:
            raise Refused("The file was not opened: its text is larger than any paper.")
        if self.elements > MOST_ELEMENTS or self.signs > MOST_SIGNS:
            raise Refused("The file was not opened: it is made of more pieces than any paper.")
        root = _tree(data, part)
        self._measure(root)
        return root

    def _measure(self, root: Element) -> None:
        level: list[Element] = [root]
        for _ in range(MOST_DEPTH):
            level = [child for element in level for child in element]
            if not level:
                break
        else:
            raise Refused("The file was not opened: its parts are nested deeper than in any paper.")
        for tag in (*REVISIONS, _COMMENT):
            self.counts["revisions" if tag in REVISIONS else "comments"] += sum(1 for _ in root.iter(tag))
        if self.counts["revisions"] > MOST_REVISIONS:
            raise Refused(
                f"The file was not opened: it has more than {MOST_REVISIONS:,} tracked changes. "
                "Accept or reject some of them in Word first."
            )
        if self.counts["comments"] > MOST_COMMENTS:
            raise Refused(
                f"The file was not opened: it has more than {MOST_COMMENTS:,} comments. "
                "Delete some of them in Word first."
            )


def _utf8(data: bytes, part: str) -> bytes:
    """Return the bytes of a part as UTF-8 whichever of the two encodings of Word files it is in."""
    encoding = _UTF16.get(data[:2])
    if encoding:
        try:
            return re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", data.decode(encoding), count=1).encode()
        except UnicodeError as problem:
            raise _damaged(part) from problem
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _UTF8:
        raise Refused(f"The file was not opened: {part} is in an encoding that Word files never have.")
    return data


def _tree(data: bytes, part: str) -> Element:
    parser = XMLParser(target=TreeBuilder(), encoding="utf-8")  # noqa: S314 - no entity gets this far
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError) as problem:
        raise _damaged(part) from problem


def _damaged(part: str) -> Refused:
    return Refused(
        f"The file was not opened: {part} in it is damaged. Open it in Word, save it again and take that."
    )
