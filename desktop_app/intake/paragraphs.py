"""Paragraphs: lines joined again as they were before a page, a column or a blank line broke them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from desktop_app.domain.richtext import Footnote, Inline, Inlines, LineBreak, Text, text_runs
from desktop_app.domain.text import new_id

from .clean import Line
from .marks import Count, Mark, MarkKind, Marks, marks_of
from .notes import Bound, NoteLine

_ENDED = re.compile(r"[.!?:;][\"'\u2019\u201d)\]]*$")
_LONG = 60  # characters from which a line that ends in the midst of a sentence was broken by its width
_WRAPPED = 130  # a text whose longest line is no longer than this was broken by its width throughout
_FULL = 0.75  # of the longest line: how far a line reaches that only its width ended


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a paragraph and where its words begin; `broken` if it begins a new line of its own."""

    line: Line
    start: int = 0
    broken: bool = False


@dataclass(frozen=True)
class Para:
    """A paragraph as it stood in a text: its mark, its lines, and the bullet before its number."""

    pieces: tuple[Piece, ...]
    mark: Mark | None = None
    gap: bool = False

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.pieces[0].line

    @cached_property
    def text(self) -> str:
        """Its words, without its mark."""
        parts: list[str] = []
        for piece in self.pieces:
            parts.append(("\n" if piece.broken else " ") if parts else "")
            parts.append(piece.line.text[piece.start :])
        return "".join(parts).strip()

    @property
    def whole(self) -> str:
        """Its words with its mark, as they stood in the text."""
        return "\n".join(piece.line.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(
            piece.line.cut(piece.start).bold for piece in self.pieces if piece.line.text[piece.start :]
        )


def paragraphs(lines: Sequence[Line], section: int = 0) -> list[Para]:
    """Return the paragraphs of a section's lines. section: the number of its heading, 0 for none."""
    width = max((len(line.text) + line.indent for line in lines), default=0)
    count = Count(section)
    known = [marks_of(line.text) for line in lines]
    coming = frozenset(
        (marks.number.style, marks.number.numbers[0])
        for marks in known
        if marks.number and marks.number.kind is MarkKind.LETTER
    )
    result: list[Para] = []
    pieces: list[Piece] = []
    pending: Mark | None = None
    for line, marks in zip(lines, known, strict=True):
        wrapped = bool(pieces) and not pending and _runs_on(pieces[-1].line, line, width, marked=True)
        mark = _meant(count, marks, line, wrapped=wrapped, coming=coming)
        if mark and mark.end >= len(line.text.rstrip()) and mark.kind in _LONE:
            pending = mark
            pieces = []
            continue
        if pending or mark or not pieces or _begins(result[-1], pieces[-1].line, line, width):
            start = mark.end if mark else 0
            pieces = [Piece(line, start)]
            result.append(Para(tuple(pieces), mark or pending, line.gap))
            pending = None
            continue
        broken = not (line.gap or _runs_on(pieces[-1].line, line, width, marked=False))
        pieces.append(Piece(line, 0, broken))
        result[-1] = replace(result[-1], pieces=tuple(pieces)) if len(pieces) < _MOST_LINES else result[-1]
        if len(pieces) >= _MOST_LINES:
            pieces = [Piece(line)]
            result.append(Para(tuple(pieces)))
    return result


_LONE = (MarkKind.BULLET, MarkKind.DOTTED, MarkKind.PLAIN)
_MOST_LINES = 400  # lines of one paragraph; no paper has so many, and a list without marks is no paragraph


def _meant(
    count: Count, marks: Marks, line: Line, *, wrapped: bool, coming: frozenset[tuple[str, int]]
) -> Mark | None:
    mark = count.take(marks.number, wrapped=wrapped, coming=coming)
    if mark is not None or marks.bullet is None:
        return mark
    dash = marks.bullet.style in "-\u2013\u2014*"
    return (
        None
        if dash and wrapped and not line.gap and line.text[marks.bullet.end :][:1].islower()
        else marks.bullet
    )


def _ended(text: str) -> bool:
    return _ENDED.search(text[-8:]) is not None


def _runs_on(before: Line, line: Line, width: int, *, marked: bool) -> bool:
    """Say whether a sentence of the line before runs on into this line."""
    reach = before.shift + len(before.text)
    if _ended(before.text):
        full = reach + before.indent >= _FULL * width
        return not marked and not line.gap and width <= _WRAPPED and full and width >= _LONG
    if line.text[:1].islower():
        return True
    return not line.gap and reach >= _LONG


def _begins(para: Para, before: Line, line: Line, width: int) -> bool:
    """Say whether a line without a mark begins a paragraph, rather than going on with the last one."""
    if line.heading or before.heading or line.bold != before.bold:
        return True
    if _runs_on(before, line, width, marked=False):
        return False
    return line.gap or (para.mark is None and _ended(before.text) and not before.text.endswith(":"))


def runs_of_para(para: Para, notes: Bound, *, plain: bool = False) -> tuple[Inlines, list[NoteLine]]:
    """Return the runs of a paragraph and the footnotes used. plain: without its bold."""
    runs: list[Inline] = []
    used: list[NoteLine] = []
    for index, piece in enumerate(para.pieces):
        if index:
            runs.append(LineBreak() if piece.broken else Text(" "))
        _add(piece, notes, plain, runs, used)
    return tuple(runs), used


def _add(piece: Piece, notes: Bound, plain: bool, runs: list[Inline], used: list[NoteLine]) -> None:
    line = piece.line
    marks = notes.get(line.number, {})
    edges = {piece.start, len(line.text)}
    for look in line.looks:
        edges |= {look.start, look.end}
    for place, _ in marks.values():
        edges |= {place.start - line.shift, place.end - line.shift}
    columns = sorted(edge for edge in edges if piece.start <= edge <= len(line.text))
    for start, end in pairwise(columns):
        marked = marks.get(start + line.shift)
        if marked and marked[0].end - line.shift == end:
            used.append(marked[1])
            words = tuple(run for run in text_runs(marked[1].text) if isinstance(run, Text | LineBreak))
            runs.append(Footnote(new_id(), words))
            continue
        here = [look for look in line.looks if look.start <= start and look.end >= end]
        bold = not plain and any(look.bold for look in here)
        link = next((look.link for look in here if look.link), "")
        runs.append(Text(line.text[start:end], bold=bold, link=link))
