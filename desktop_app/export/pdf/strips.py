"""Strips: what pages are made of, bands across the page that no page break cuts."""

from dataclasses import dataclass, field

from desktop_app.document.model import NoteMark
from desktop_app.document.style import TextStyle

from .forms import Field
from .lines import Line, Look, Piece
from .nodes import Node

#: Ascent and descent of the family as shares of its size.
_ASCENT, _DESCENT = 0.905, 0.212


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from (x0, y0) to (x1, y1): points from the strip's left and down from its top."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    color: str


@dataclass(frozen=True, slots=True)
class Fill:
    """A rectangle of one colour, behind the text."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline. level: from 0."""

    title: str
    level: int


@dataclass(slots=True, eq=False)
class Strip:
    """A band of the page. height, gap: points; the gap above it falls away at the top of a page.

    keep: no page ends after it. head: repeated above it where it begins a page. places: names that
    links can lead to. row: the same object for all strips of one row of a table, whose cells are read
    one after the other. elements: those that stand here though they may have no text. fields: to fill in.
    """

    height: float
    gap: float = 0
    pieces: list[Piece] = field(default_factory=list[Piece])
    rules: list[Rule] = field(default_factory=list[Rule])
    fills: list[Fill] = field(default_factory=list[Fill])
    notes: list[NoteMark] = field(default_factory=list[NoteMark])
    keep: bool = False
    head: tuple["Strip", ...] = ()
    places: tuple[str, ...] = ()
    entry: Entry | None = None
    new_page: bool = False
    row: object = None
    elements: list[Node] = field(default_factory=list[Node])
    fields: list[Field] = field(default_factory=list[Field])


def look_of(style: TextStyle, *, bold: bool = False) -> Look:
    """Return the look of text in a style."""
    return Look(style.size, style.leading, style.color, bold=style.bold or bold)


def base_line(look: Look) -> float:
    """Return how far below the top of its line text stands, in points."""
    return (look.leading - (_ASCENT + _DESCENT) * look.size) / 2 + _ASCENT * look.size


def put_line(strip: Strip, line: Line, x: float, y: float) -> None:
    """Put a line on a strip: x of its left, y of its base line, in points from the strip's top left."""
    for piece in line.pieces:
        piece.x += x
        piece.y = y - piece.look.rise
        strip.pieces.append(piece)
    strip.notes.extend(line.notes)


def put_line_before(strip: Strip, line: Line, x: float, y: float) -> None:
    """Put a line on a strip as `put_line` does, but to be read before what stands there."""
    text, strip.pieces = strip.pieces, []
    put_line(strip, line, x, y)
    strip.pieces += text


def text_strips(lines: list[Line], look: Look, x: float, *, whole: bool = False) -> list[Strip]:
    """Return lines as strips that keep together as a paragraph should: no line of it stands alone.

    whole: no page break anywhere in it. The last strip is free to end a page.
    """
    strips: list[Strip] = []
    for line in lines:
        strip = Strip(look.leading)
        put_line(strip, line, x, base_line(look))
        strips.append(strip)
    keep_lines(strips, whole=whole)
    return strips


def keep_lines(strips: list[Strip], *, whole: bool) -> None:
    """Mark where no page may end in a paragraph or row: not after its first line nor before its last."""
    last = len(strips) - 1
    for index, strip in enumerate(strips[:-1]):
        strip.keep = whole or index == 0 or index == last - 1


@dataclass(slots=True)
class Flow:
    """All strips of a document in order, with the space between its blocks."""

    strips: list[Strip] = field(default_factory=list[Strip])
    _after: float = 0

    def add(self, strips: list[Strip], before: float, after: float, *, keep_next: bool = False) -> None:
        """Add the strips of a block. Between two blocks stands the larger of the spaces they ask for."""
        strips[0].gap = max(before, self._after)
        strips[-1].keep = keep_next
        self.strips.extend(strips)
        self._after = after
