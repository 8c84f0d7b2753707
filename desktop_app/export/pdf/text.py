"""Inline text set in lines: words broken where they may be, left aligned, each piece at its place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from desktop_app.document.model import Break, Inline, NoteMark, Ref, Span

from .fonts import Face, Fonts
from .nodes import Node

#: What separates words: a space or tab (a no-break space does not).
_SPACES = re.compile(r"([ \t]+|\n)")
#: Where a word may be broken without a sign: after a hyphen, dash or slash between letters.
_JOINTS = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=\u200b)")

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


@dataclass(slots=True)
class _Word:
    """What must stay together on a line; space: it is white space, end: it ends the line."""

    pieces: list[Piece] = field(default_factory=list[Piece])
    width: float = 0
    notes: list[NoteMark] = field(default_factory=list[NoteMark])
    space: bool = False
    end: bool = False


class Setter:
    """Sets inline text in lines with one set of fonts. targets: ids that a cross-reference can reach.

    owners: by number of a footnote, the element that its mark stands in.
    """

    def __init__(self, fonts: Fonts, targets: frozenset[str], link_color: str, rise: float = 0.33) -> None:
        self.fonts = fonts
        self._targets = targets
        self._link_color = link_color
        self._rise = rise
        self._stretches: dict[tuple[str, bool, bool], list[tuple[Face, str, float]]] = {}
        self.owners: dict[int, Node] = {}

    def lines(self, runs: Iterable[Inline], look: Look, measure: float, node: Node) -> list[Line]:
        """Return text in lines no wider than measure (points); one empty line where there is no text."""
        return _filled(self._words(runs, look, node), measure, self.fonts)

    def natural(self, runs: Iterable[Inline], look: Look) -> tuple[float, float]:
        """Return the widths in points of the widest word and of the widest line with none broken."""
        widest = line = longest = 0.0
        for word in self._words(runs, look, Node("Span")):
            line = 0.0 if word.end else line + word.width
            longest = max(longest, line)
            widest = max(widest, 0 if word.space else word.width)
        return widest, longest

    def width(self, text: str, look: Look) -> float:
        """Return how wide a text on one line is, in points."""
        return self.natural((Span(text),), look)[1]

    def _words(self, runs: Iterable[Inline], look: Look, node: Node) -> Iterator[_Word]:
        word = _Word()
        for text, its_look, its_node, note in self._texts(runs, look, node):
            for part in _SPACES.split(text):
                if not part:
                    continue
                if part == "\n" or part[0] in " \t":
                    yield from (word,) if word.pieces else ()
                    word = _Word()
                    yield self._space(part, its_look, its_node)
                    continue
                for index, bit in enumerate(_JOINTS.split(part)):
                    if index and word.pieces:
                        yield word
                        word = _Word()
                    self._add(word, bit, its_look, its_node)
            if note is not None:
                word.notes.append(note)
        if word.pieces or word.notes:
            yield word

    def _texts(
        self, runs: Iterable[Inline], look: Look, node: Node
    ) -> Iterator[tuple[str, Look, Node, NoteMark | None]]:
        """Yield the texts of runs with look, structure and the footnote that hangs on each."""
        for run in runs:
            match run:
                case Span(text=text, link=link):
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

    def _space(self, part: str, look: Look, node: Node) -> _Word:
        if part == "\n":
            return _Word(end=True, space=True)
        word = _Word(space=True)
        self._add(word, part.replace("\t", "    "), look, node)
        return word

    def _add(self, word: _Word, text: str, look: Look, node: Node) -> None:
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        for face, stretch, width in self._measured(text, look):
            word.pieces.append(Piece(stretch, face, look, node, 0, width * look.size))
            word.width += width * look.size

    def _measured(self, text: str, look: Look) -> list[tuple[Face, str, float]]:
        """Return text in stretches of one face each with their widths at a size of one point."""
        key = (text, look.bold, look.italic)
        known = self._stretches.get(key)
        if known is None:
            stretches = self.fonts.split(text, bold=look.bold, italic=look.italic)
            known = [(face, part, self.fonts.width(face, part, 1)) for face, part in stretches]
            self._stretches[key] = known
        return known


def _filled(words: Iterable[_Word], measure: float, fonts: Fonts) -> list[Line]:
    lines = [Line()]
    gap: _Word | None = None
    for word in words:
        line = lines[-1]
        if word.end:
            _close(line)
            lines.append(Line())
            gap = None
        elif word.space:
            gap = word
        elif line.width + (gap.width if gap else 0) + word.width <= measure + 0.01 or not line.pieces:
            _put(line, gap)
            gap = None
            _put_broken(lines, word, measure, fonts)
        else:
            if gap is not None:
                _close(line)
                gap = None
            lines.append(Line())
            _put_broken(lines, word, measure, fonts)
    return lines


def _close(line: Line) -> None:
    """End a line with one space, which is not seen but keeps words apart for those who hear or copy."""
    last = line.pieces[-1] if line.pieces else None
    if last is not None and _SPACE in last.face.widths and not last.text.endswith(" "):
        last.text += " "


def _put(line: Line, word: _Word | None) -> None:
    if word is None:
        return
    for piece in word.pieces:
        last = line.pieces[-1] if line.pieces else None
        if last and last.node is piece.node and last.face is piece.face and last.look == piece.look:
            last.text += piece.text
            last.width += piece.width
        else:
            piece.x = line.width
            line.pieces.append(piece)
        line.width += piece.width
    line.notes.extend(word.notes)


def _put_broken(lines: list[Line], word: _Word, measure: float, fonts: Fonts) -> None:
    """Put a word on the last line; one wider than the whole measure is broken where the line ends."""
    if word.width <= measure + 0.01 or lines[-1].width + word.width <= measure:
        _put(lines[-1], word)
        return
    for piece in word.pieces:
        for char in piece.text:
            width = fonts.width(piece.face, char, piece.look.size)
            if lines[-1].pieces and lines[-1].width + width > measure:
                lines.append(Line())
            _put(lines[-1], _Word([replace(piece, text=char, width=width)], width))
    lines[-1].notes.extend(word.notes)
