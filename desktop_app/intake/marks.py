"""Paragraph numbers and list markers at the start of a line, and which of them are really meant as such."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

_BULLET = re.compile(
    r"([-\u2022\u25cf\u25aa\u25e6\u2023\u2219\u00b7\u2013\u2014*\uf0b7\u2610-\u2612\u2713\u2714]|o)(?:\s+|$)"
)
_NUMBER = re.compile(
    r"(?:(\d{1,3}(?:\.\d{1,3}){1,3})[.):]?|\((\d{1,3})\)|(\d{1,3})[.)]|\(([A-Za-z]|[ivxIVX]{2,5})\)"
    r"|([A-Za-z]|[ivxIVX]{2,5})[.)])(?:\s+|$)"
)
_BARE = re.compile(r"\d{1,2}\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
MOST_MISSED = 3  # paragraphs that a copy may have lost between two numbers and still be one count


class MarkKind(StrEnum):
    """What a mark at the start of a line is."""

    BULLET = "bullet"
    DOTTED = "dotted"  #: 3.2
    PLAIN = "plain"  #: 3.
    LETTER = "letter"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its kind, the column after it, its numbers, and the style it is written in ("()", ".")."""

    kind: MarkKind
    end: int
    numbers: tuple[int, ...] = ()
    style: str = ""
    upper: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What may be marks at the start of a line: a bullet, and a number or letter behind it."""

    bullet: Mark | None = None
    number: Mark | None = None


def marks_of(text: str) -> Marks:
    """Return what could be the marks of a line; whether they are is for `Count` to say."""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    found = _NUMBER.match(text, start)
    dot = Mark(MarkKind.BULLET, start, style=bullet[1]) if bullet else None
    return Marks(dot, _number(found) if found else None)


def heading_starts(text: str) -> tuple[int, ...]:
    """Return the columns at which the words of a heading may begin, given marks before them."""
    marks = marks_of(text)
    starts = [0]
    starts.extend(mark.end for mark in (marks.bullet, marks.number) if mark)
    bare = _BARE.match(text)
    if bare:
        starts.append(bare.end())
    return tuple(dict.fromkeys(start for start in starts if start < len(text)))


def _number(found: re.Match[str]) -> Mark:
    dotted, bracket, plain, bracket_letter, letter = found.groups()
    style = found[0].strip().lstrip("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")[-1:]
    if dotted:
        return Mark(MarkKind.DOTTED, found.end(), tuple(int(part) for part in dotted.split(".")), ".")
    if bracket or plain:
        style = "()" if bracket else style
        return Mark(MarkKind.PLAIN, found.end(), (int(bracket or plain),), style)
    words = bracket_letter or letter
    style = "()" if bracket_letter else style
    upper = words.isupper()
    if len(words) > 1:
        number = _ROMAN.index(words.lower()) + 1 if words.lower() in _ROMAN else 0
        return Mark(MarkKind.ROMAN, found.end(), (number,), style, upper)
    return Mark(MarkKind.LETTER, found.end(), (ord(words.lower()) - ord("a") + 1,), style, upper)


@dataclass(slots=True)
class Count:
    """Follows the numbers of one section and says which marks carry on a count.

    A year at the start of a line, an initial ("R. Lawrence") or a paragraph of a scheme ("4.13 of the
    Scheme") at the start of a wrapped line carries on no count and so stays in the text.
    section: the number of the section where its heading bears one, else 0.
    """

    section: int = 0
    _last: dict[tuple[MarkKind, str, bool], int] = field(
        default_factory=dict[tuple[MarkKind, str, bool], int]
    )
    _begun: bool = False

    def take(self, mark: Mark | None, *, wrapped: bool, coming: frozenset[tuple[str, int]]) -> Mark | None:
        """Return the mark as it is meant where it carries on a count, else None.

        wrapped: the line before runs on into this one. coming: style and number of later letters.
        """
        if mark is None or (wrapped and not self._begun):
            return None
        if mark.kind is MarkKind.DOTTED:
            meant = mark if self._dotted(mark, wrapped) else None
        elif mark.kind is MarkKind.PLAIN:
            meant = mark if self._plain(mark, wrapped) else None
        else:
            meant = self._letter(mark, coming)
        self._begun = self._begun or meant is not None
        return meant

    def _dotted(self, mark: Mark, wrapped: bool) -> bool:
        section, number = mark.numbers[0], mark.numbers[-1]
        key = (MarkKind.DOTTED, str(len(mark.numbers)), False)
        last = self._last.get(key, 0)
        if self.section and section != self.section:
            return False
        ahead = 0 < number - last <= (1 if wrapped else MOST_MISSED)
        if not (ahead or (number == 1 and not wrapped) or (not self._begun and not wrapped)):
            return False
        self.section = section
        self._last[key] = number
        return True

    def _plain(self, mark: Mark, wrapped: bool) -> bool:
        key = (MarkKind.PLAIN, mark.style, False)
        number = mark.numbers[0]
        last = self._last.get(key)
        ahead = last is not None and 0 < number - last <= (1 if wrapped else MOST_MISSED)
        first = last is None and not wrapped and (not self._begun or number == 1)
        if not (ahead or first or (number == 1 and not wrapped)):
            return False
        self._last[key] = number
        return True

    def _letter(self, mark: Mark, coming: frozenset[tuple[str, int]]) -> Mark | None:
        number = mark.numbers[0]
        style = mark.style
        letters = (MarkKind.LETTER, style, mark.upper)
        romans = (MarkKind.ROMAN, style, mark.upper)
        if mark.kind is MarkKind.LETTER and number == self._last.get(letters, 0) + 1:
            if number > 1 or not mark.upper or (style, 2) in coming:
                self._last[letters] = number
                self._last.pop(romans, None)
                return mark
            return None
        roman = number if mark.kind is MarkKind.ROMAN else {9: 1, 22: 5, 24: 10}.get(number, 0)
        if roman and roman == self._last.get(romans, 0) + 1 and (roman > 1 or not mark.upper):
            self._last[romans] = roman
            return Mark(MarkKind.ROMAN, mark.end, (roman,), style, mark.upper)
        if mark.kind is MarkKind.LETTER and number == 1 and not mark.upper:
            self._last[letters] = 1
            return mark
        if roman == 1 and not mark.upper:
            self._last[romans] = 1
            return Mark(MarkKind.ROMAN, mark.end, (1,), style, mark.upper)
        return None
