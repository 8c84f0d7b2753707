"""Inline text set in lines: words broken where they may be, left aligned, each piece at its place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from desktop_app.document.model import Break, Inline, NoteMark, Ref, Span

from .fonts import Face, Fonts, Stretch, Stretches
from .nodes import Node

#: What separates words: a space or tab (a no-break space does not).
_SPACES = re.compile(r"([ \t]+|\n)")
#: Where a word may be broken without a sign: after a hyphen, dash or slash between letters.
_JOINTS = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=\u200b)")

_SPACE = ord(" ")
#: What text belongs to that is measured and not set.
_NOWHERE = Node("Span")


@dataclass(frozen=True, slots=True)
class Look:
    """How text is drawn. size, rise: points. color: "#rrggbb"."""

    size: float
    leading: float
    color: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    rise: float = 0


@dataclass(slots=True, eq=False)
class Piece:
    """Text of one look at its place: x from the left of the strip it stands in, y of its base line
    down from the strip's top. node: what it belongs to in the document's structure. cell: the column
    of a table that it stands in."""

    text: str
    face: Face
    look: Look
    node: Node
    x: float = 0
    width: float = 0
    y: float = 0
    cell: int = 0


@dataclass(slots=True, eq=False)
class Line:
    """One line of text, its width in points, and the footnotes whose marks stand in it."""

    pieces: list[Piece] = field(default_factory=list[Piece])
    width: float = 0
    notes: list[NoteMark] = field(default_factory=list[NoteMark])


#: Text of one look and face: face, text, width in points, look, node.
_Bit = tuple[Face, str, float, Look, Node]


class _Word:
    """What must stay together on a line; space: it is white space, end: it ends the line."""

    __slots__ = ("bits", "end", "notes", "space", "width")

    def __init__(self, *, space: bool = False, end: bool = False) -> None:
        self.bits: list[_Bit] = []
        self.width = 0.0
        self.notes: list[NoteMark] = []
        self.space = space
        self.end = end


class Setter:
    """Sets inline text in lines with one set of fonts. targets: ids that a cross-reference can reach.

    owners: by number of a footnote, the element that its mark stands in.
    """

    def __init__(self, fonts: Fonts, targets: frozenset[str], link_color: str, rise: float = 0.33) -> None:
        self.fonts = fonts
        self._targets = targets
        self._link_color = link_color
        self._rise = rise
        self.owners: dict[int, Node] = {}

    def lines(self, runs: Iterable[Inline], look: Look, measure: float, node: Node) -> list[Line]:
        """Return text in lines no wider than measure (points); one empty line where there is no text."""
        filling = _Filling(measure, self.fonts)
        for word in self._words(runs, look, node):
            filling.add(word)
        return filling.lines

    def natural(self, runs: Iterable[Inline], look: Look) -> tuple[float, float]:
        """Return the widths in points of the widest word and of the widest line with none broken."""
        widest = line = longest = 0.0
        for word in self._words(runs, look, _NOWHERE):
            line = 0.0 if word.end else line + word.width
            longest = max(longest, line)
            widest = max(widest, 0 if word.space else word.width)
        return widest, longest

    def width(self, text: str, look: Look) -> float:
        """Return how wide a text on one line is, in points."""
        return self.natural((Span(text),), look)[1]

    def _words(self, runs: Iterable[Inline], look: Look, node: Node) -> list[_Word]:
        words: list[_Word] = []
        word = _Word()
        for text, its_look, its_node, note in self._texts(runs, look, node):
            spaces: dict[str, _Word] = {}
            for index, part in enumerate(_SPACES.split(text)):
                if index % 2:
                    if word.bits:
                        words.append(word)
                        word = _Word()
                    words.append(spaces.get(part) or self._space(part, its_look, its_node, spaces))
                elif part:
                    for place, stretches in enumerate(self._known(part, its_look)):
                        if place and word.bits:
                            words.append(word)
                            word = _Word()
                        self._add(word, stretches, its_look, its_node)
            if note is not None:
                word.notes.append(note)
        if word.bits or word.notes:
            words.append(word)
        return words

    def _space(self, part: str, look: Look, node: Node, made: dict[str, _Word]) -> _Word:
        """Return what stands between two words, or ends a line. It is the same each time: none is added to."""
        word = made[part] = _Word(space=True, end=part == "\n")
        if part != "\n":
            self._add(word, self._known(part.replace("\t", "    "), look)[0], look, node)
        return word

    def _known(self, part: str, look: Look) -> Stretches:
        return self.fonts.measured(part, _JOINTS, bold=look.bold, italic=look.italic)

    @staticmethod
    def _add(word: _Word, stretches: Sequence[Stretch], look: Look, node: Node) -> None:
        size = look.size
        for face, text, width in stretches:
            word.bits.append((face, text, width * size, look, node))
            word.width += width * size

    def _texts(
        self, runs: Iterable[Inline], look: Look, node: Node
    ) -> Iterator[tuple[str, Look, Node, NoteMark | None]]:
        """Yield the texts of runs with look, structure and the footnote that hangs on each."""
        for run in runs:
            match run:
                case Span(text=text, link=link):
                    if not (link or run.bold or run.italic or run.underline):
                        yield text, look, node, None
                        continue
                    its = replace(
                        look,
                        bold=look.bold or run.bold,
                        italic=look.italic or run.italic,
                        underline=look.underline or run.underline or bool(link),
                        color=self._link_color if link else look.color,
                    )
                    yield text, its, Node("Link", node, url=link, alt=text) if link else node, None
                case Break():
                    yield "\n", look, node, None
                case NoteMark(number=number):
                    raised = replace(look, size=look.size * 0.62, rise=look.size * self._rise, bold=False)
                    link = Node(
                        "Link", Node("Reference", node), target=f"note:{number}", alt=f"Note {number}"
                    )
                    self.owners[number] = node
                    yield str(number), raised, link, run
                case Ref(text=text, target=target):
                    known = target in self._targets
                    link = Node("Link", node, target=f"id:{target}", alt=text) if known else node
                    yield text, look, link, None
                case _:
                    assert_never(run)


class _Filling:
    """Lines of a measure (points) as words are put on them."""

    def __init__(self, measure: float, fonts: Fonts) -> None:
        self._measure = measure
        self._fonts = fonts
        self._gap: _Word | None = None
        self._line = Line()
        self.lines = [self._line]

    def add(self, word: _Word) -> None:
        """Put a word on the last line, or on a new one where it has no room."""
        line, gap = self._line, self._gap
        if word.end:
            self._turn(closed=True)
            self._gap = None
        elif word.space:
            self._gap = word
        elif not line.pieces or line.width + (gap.width if gap else 0) + word.width <= self._measure + 0.01:
            if gap is not None:
                self._put(gap)
                self._gap = None
            self._put_broken(word)
        else:
            self._turn(closed=gap is not None)
            self._gap = None
            self._put_broken(word)

    def _turn(self, *, closed: bool) -> None:
        """Begin a line. closed: the one before ends with a space, which is not seen but keeps words apart
        for those who hear or copy."""
        last = self._line.pieces[-1] if closed and self._line.pieces else None
        if last is not None and _SPACE in last.face.widths and not last.text.endswith(" "):
            last.text += " "
        self._line = Line()
        self.lines.append(self._line)

    def _put(self, word: _Word) -> None:
        line = self._line
        pieces = line.pieces
        for face, text, width, look, node in word.bits:
            last = pieces[-1] if pieces else None
            if (
                last is not None
                and last.node is node
                and last.face is face
                and (last.look is look or last.look == look)
            ):
                last.text += text
                last.width += width
            else:
                pieces.append(Piece(text, face, look, node, line.width, width))
            line.width += width
        if word.notes:
            line.notes.extend(word.notes)

    def _put_broken(self, word: _Word) -> None:
        """Put a word on the last line; one wider than the whole measure is broken where the line ends."""
        if word.width <= self._measure + 0.01 or self._line.width + word.width <= self._measure:
            self._put(word)
            return
        for face, text, _, look, node in word.bits:
            for char in text:
                width = self._fonts.width(face, char, look.size)
                if self._line.pieces and self._line.width + width > self._measure:
                    self._turn(closed=False)
                single = _Word()
                single.bits.append((face, char, width, look, node))
                self._put(single)
        self._line.notes.extend(word.notes)
