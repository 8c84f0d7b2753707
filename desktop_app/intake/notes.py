"""Footnotes: taken out of the lines they interrupt, and bound to their marks wherever they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .clean import Line

_NOTE = re.compile(r"([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\[\d{1,3}\])\s+(?=\S)")
_SUPER = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_MARK = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\[\d{1,3}\]")
_UNIT = re.compile(r"(?:^|[\s\d(])(?:k|c|m)?m$")


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A footnote of the text: its mark as written, its words, and the number of its first line."""

    mark: str
    line: Line
    text: str


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """Where a mark stands in a text: line by number in the text, and columns."""

    number: int
    start: int
    end: int


#: The footnotes of a text by the number of the line that their mark stands in.
Bound: TypeAlias = Mapping[int, Mapping[int, tuple[MarkPlace, NoteLine]]]


def mark_number(mark: str) -> int:
    """Return the number of a mark: 12 for "¹²" and "[12]"."""
    return int(mark.strip("[]").translate(_SUPER))


def part_notes(lines: Sequence[Line]) -> tuple[list[Line], Bound, list[NoteLine]]:
    """Return lines without footnotes, the notes by line and column of their marks, and the notes without one.

    A line that begins with a mark is a note only where the same mark stands somewhere in the text.
    """
    marks: dict[int, list[MarkPlace]] = {}
    for line in lines:
        for place, number in _marks(line):
            marks.setdefault(number, []).append(place)
    rest: list[Line] = []
    notes: list[NoteLine] = []
    open_note = False
    for line in lines:
        begins = _NOTE.match(line.text)
        if begins and mark_number(begins[1]) in marks:
            notes.append(NoteLine(begins[1], line, line.text[begins.end() :]))
            open_note = True
        elif open_note and not line.gap and line.text[:1].islower():
            last = notes[-1]
            notes[-1] = NoteLine(last.mark, last.line, f"{last.text} {line.text}")
        else:
            rest.append(line)
            open_note = False
    return rest, *_bound(notes, marks)


def _marks(line: Line) -> list[tuple[MarkPlace, int]]:
    if line.text.isascii() and "[" not in line.text:
        return []
    found: list[tuple[MarkPlace, int]] = []
    for match in _MARK.finditer(line.text):
        before = line.text[max(0, match.start() - 4) : match.start()]
        if not before or (match[0][0] != "[" and _UNIT.search(before)):
            continue
        found.append((MarkPlace(line.number, match.start(), match.end()), mark_number(match[0])))
    return found


def _bound(notes: Sequence[NoteLine], marks: dict[int, list[MarkPlace]]) -> tuple[Bound, list[NoteLine]]:
    bound: dict[int, dict[int, tuple[MarkPlace, NoteLine]]] = {}
    loose: list[NoteLine] = []
    waiting: dict[int, list[MarkPlace]] = {}
    ahead = {number: list(reversed(places)) for number, places in marks.items()}
    for note in notes:
        number = mark_number(note.mark)
        passed = waiting.setdefault(number, [])
        while ahead[number] and ahead[number][-1].number < note.line.number:
            passed.append(ahead[number].pop())
        if passed:
            place = passed.pop()
        elif ahead[number]:
            place = ahead[number].pop()
        else:
            loose.append(note)
            continue
        bound.setdefault(place.number, {})[place.start] = (place, note)
    return bound, loose
