"""Lines: words broken where they may be, left aligned, each piece at its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from unicodedata import normalize

from desktop_app.document.model import NoteMark

from .fonts import Face, Fonts, Stretch
from .nodes import Node

#: What separates words: a space or tab (a no-break space does not).
_SPACES = re.compile(r"([ \t]+|\n)")
#: The space in front of a dash between words: no line begins with the dash.
_DASH = re.compile(r"(?<=\S) (?=[–—] )")
#: Text of so many parts, words and spaces, is set as a row.
_ROW = 9
_SPACE = ord(" ")


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


class Word:
    """What must stay together on a line; space: it is white space, end: it ends the line."""

    __slots__ = ("bits", "end", "notes", "space", "width")

    def __init__(self, *, space: bool = False, end: bool = False) -> None:
        self.bits: list[_Bit] = []
        self.width = 0.0
        self.notes: list[NoteMark] = []
        self.space = space
        self.end = end

    def add(self, stretches: Sequence[Stretch], look: Look, node: Node) -> None:
        """Add text of a look."""
        size = look.size
        for face, text, width in stretches:
            self.bits.append((face, text, width * size, look, node))
            self.width += width * size


@dataclass(slots=True)
class Row:
    """Many words of one look with one space between each two, as most text is: they are set at one go.

    widths: of the words, at a size of one point.
    """

    words: list[str]
    widths: list[float]
    space: Word
    look: Look
    node: Node


class Reading:
    """Texts as they are taken apart into words and rows of them."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._words: list[Word | Row] = []
        self._word = Word()

    def add(self, text: str, look: Look, node: Node) -> None:
        """Add text that may go on with the word before it."""
        if not text.isascii():
            text = normalize("NFC", text)
        parts = _SPACES.split(_DASH.sub("\u00a0", text))
        row = self._row(parts, look, node) if len(parts) >= _ROW else None
        if row is None:
            self._add_parts(parts, look, node)
            return
        self._add_parts(parts[:2], look, node)
        self._words.append(row)
        self._add_parts(["", *parts[-2:]], look, node)

    def note(self, mark: NoteMark) -> None:
        """Let a footnote hang on the word that was begun."""
        self._word.notes.append(mark)

    def end(self) -> list[Word | Row]:
        """Return all words."""
        self._close()
        return self._words

    def _close(self) -> None:
        if self._word.bits or self._word.notes:
            self._words.append(self._word)
            self._word = Word()

    def _add_parts(self, parts: Sequence[str], look: Look, node: Node) -> None:
        """Add words, and at each second place what stands between two."""
        for index, part in enumerate(parts):
            if index % 2:
                self._close()
                self._words.append(self._space(part, look, node))
            elif part:
                known = self._fonts.measured(part, bold=look.bold, italic=look.italic)
                for place, stretches in enumerate(known):
                    if place:
                        self._close()
                    self._word.add(stretches, look, node)

    def _row(self, parts: Sequence[str], look: Look, node: Node) -> Row | None:
        """Return all but the first and the last word as a row, None where they are not as those of a row."""
        if parts[1::2].count(" ") != len(parts) // 2:
            return None
        words = [*parts[2:-2:2]]
        widths = [*map(self._fonts.widths(bold=look.bold, italic=look.italic).__getitem__, words)]
        return None if inf in widths else Row(words, widths, self._space(" ", look, node), look, node)

    def _space(self, part: str, look: Look, node: Node) -> Word:
        """Return what stands between two words, or ends a line."""
        word = Word(space=True, end=part == "\n")
        if part != "\n":
            words = part.replace("\t", "    ")
            word.add(self._fonts.measured(words, bold=look.bold, italic=look.italic)[0], look, node)
        return word


class Filling:
    """Lines of a measure (points) as words are put on them."""

    def __init__(self, measure: float, fonts: Fonts) -> None:
        self._measure = measure
        self._fonts = fonts
        self._gap: Word | None = None
        self._line = Line()
        self.lines = [self._line]

    def add(self, word: Word) -> None:
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

    def add_row(self, row: Row) -> None:
        """Put a row on lines: the first word of each as any word, then as many more as have room."""
        words, widths, look = row.words, row.widths, row.look
        gap, at = row.space.width / look.size, 0
        while True:
            for stretches in self._fonts.measured(words[at], bold=look.bold, italic=look.italic):
                word = Word()
                word.add(stretches, look, row.node)
                self.add(word)
            at += 1
            begun, taken, room = at, 0.0, (self._measure + 0.01 - self._line.width) / look.size
            while at < len(words) and taken + gap + widths[at] <= room:
                taken += gap + widths[at]
                at += 1
            if at > begun:
                self._go_on(" " + " ".join(words[begun:at]), taken * look.size)
            if at == len(words):
                return
            self._gap = row.space

    def _go_on(self, text: str, width: float) -> None:
        """Add text to the last piece."""
        last = self._line.pieces[-1]
        last.text += text
        last.width += width
        self._line.width += width

    def _turn(self, *, closed: bool) -> None:
        """Begin a line. closed: the one before ends with a space, which is not seen but keeps words apart
        for those who hear or copy."""
        last = self._line.pieces[-1] if closed and self._line.pieces else None
        if last is not None and _SPACE in last.face.widths and not last.text.endswith(" "):
            last.text += " "
        self._line = Line()
        self.lines.append(self._line)

    def _put(self, word: Word) -> None:
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

    def _put_broken(self, word: Word) -> None:
        """Put a word on the last line; one wider than the whole measure is broken where the line ends."""
        if word.width <= self._measure + 0.01 or self._line.width + word.width <= self._measure:
            self._put(word)
            return
        for face, text, _, look, node in word.bits:
            for char in text:
                width = self._fonts.width(face, char, look.size)
                if self._line.pieces and self._line.width + width > self._measure:
                    self._turn(closed=False)
                single = Word()
                single.bits.append((face, char, width, look, node))
                self._put(single)
        self._line.notes.extend(word.notes)
