"""Hits: where in a text the cues of a template are found, each as long as its words reach."""

import re
from dataclasses import dataclass

from desktop_app.domain.fields import LineField, ReferenceField
from desktop_app.domain.richtext import Slot

from .clean import Line
from .cues import Cue, CueKind, Cues
from .marks import MarkKind, marks_of
from .squeeze import Scroll

NOTE_MARK = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\[\d{1,3}\]")
_AFTER = re.compile(r"[\s:.;?\u2013\u2014-]*")
_LONGEST_SLOT = 400  # squeezed characters that a slot in the midst of fixed wording may hold
_SURE = 20  # squeezed characters from which words followed by others are still known as fixed wording
_SHORT = 80  # characters of a line that a name or date may share with its caption
HEADINGS = (CueKind.HEADING, CueKind.ALIAS, CueKind.KIN)
_TICKED = re.compile(r"[\u2610-\u2612\u2713-\u2716\u221a\[]")
_MOST_HITS = 2000  # forty times what the longest paper has; what is beyond them is read as text
_PAGE = re.compile(r"(?:page\s+)?\d{1,3}\s+of\s+\d{1,3}|page\s+\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found: where its words end in the squeezed text, and what stood in its slots."""

    cue: Cue
    end: int
    captures: tuple[tuple[str, str], ...] = ()
    note_mark: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the text where cues are found. number: of the heading as it was written, or 0."""

    line: int
    column: int
    matches: tuple[Match, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """All hits in the order of the text, and the lines that stand on every page."""

    hits: tuple[Hit, ...]
    asides: frozenset[int]


def find_hits(scroll: Scroll, cues: Cues) -> Found:
    """Return where the cues of a template stand in a text."""
    hits: list[Hit] = []
    asides: set[int] = set()
    covered = (0, 0)
    for number, line in enumerate(scroll.lines):
        if _PAGE.fullmatch(line.text):
            asides.add(number)
            continue
        for column in scroll.entries[number]:
            if (number, column) < covered or len(hits) >= _MOST_HITS:
                continue
            found, covered = _chain(scroll, cues, number, column, covered)
            if found and all(match.cue.kind is CueKind.ASIDE for match in found[0].matches):
                asides.add(number)
            else:
                hits += found
    return Found(tuple(hits), frozenset(asides))


def _chain(
    scroll: Scroll, cues: Cues, number: int, column: int, covered: tuple[int, int]
) -> tuple[list[Hit], tuple[int, int]]:
    """Return the hit at a place and those that follow it in the same line, and where they end."""
    found: list[Hit] = []
    place = (number, column)
    while place[1] < len(scroll.lines[place[0]].text):
        matches = _best(scroll, cues, *place, later=bool(found))
        if not matches:
            break
        found.append(Hit(*place, matches, _heading_number(scroll.lines[number], column)))
        covered = end_of(scroll, matches[0])
        place = covered
    return found, covered


def end_of(scroll: Scroll, match: Match) -> tuple[int, int]:
    """Return line and column behind a match and the signs that part it from what follows."""
    line, column = scroll.place(match.end, end=True)
    text = scroll.lines[line].text
    if match.note_mark:
        column = text.find(match.note_mark, column) + len(match.note_mark)
    after = _AFTER.match(text, column)
    return line, after.end() if after else column


def _heading_number(line: Line, column: int) -> int:
    number = marks_of(line.text[:column] + " x").number
    return number.numbers[0] if number and number.kind is MarkKind.PLAIN else 0


def _best(scroll: Scroll, cues: Cues, line: int, column: int, *, later: bool) -> tuple[Match, ...]:
    at = scroll.offset(line, column)
    found = [
        match
        for cue in cues.starting(scroll.text, at)
        if not (later and cue.size < 8 and column not in scroll.lines[line].seams)
        if (match := _match(scroll, cues, cue, at)) is not None
    ]
    longest = max((match.cue.size for match in found), default=0)
    return tuple(match for match in found if match.cue.size == longest)


def _match(scroll: Scroll, cues: Cues, cue: Cue, at: int) -> Match | None:
    captures: list[tuple[str, str]] = []
    note = ""
    end = at
    for index, part in enumerate(cue.parts):
        if isinstance(part, str):
            if not scroll.text.startswith(part, end):
                return None
            end += len(part)
            continue
        following = cue.parts[index + 1] if index + 1 < len(cue.parts) else ""
        until = _slot_end(scroll, cues, part, following, end)
        if until is not None and not following:
            until = _sentence_end(scroll, cue, until)
        if until is None:
            return None
        words = scroll.words(end, until)
        if cue.notes and (mark := _trailing_note(words)):
            note = mark
            words = words[: -len(mark)].rstrip()
            until -= len(mark)
        if not following and cue.tail.strip() and words.endswith(cue.tail.strip()):
            words = words[: -len(cue.tail.strip())].rstrip()
        captures.append((part.key, words))
        end = until
    return _ended(scroll, cue, end, tuple(captures), note)


def _trailing_note(words: str) -> str:
    marks = [match for match in NOTE_MARK.finditer(words) if match.end() == len(words)]
    return marks[-1][0] if marks else ""


def _slot_end(scroll: Scroll, cues: Cues, slot: Slot, following: object, at: int) -> int | None:
    if isinstance(following, str) and following:
        found = scroll.text.find(following, at, at + _LONGEST_SLOT + len(following))
        return found if found > at else None
    if at >= len(scroll.text):
        return at
    line, column = scroll.place(at)
    pattern = _pattern(cues, slot.key)
    fits = re.compile(pattern).match(scroll.lines[line].text, column) if pattern else None
    return scroll.offset(line, fits.end()) if fits and fits[0] else scroll.line_end(line)


def _sentence_end(scroll: Scroll, cue: Cue, until: int) -> int:
    """Return where a sentence of the form ends whose last slot runs on into the next line."""
    line = scroll.place(until, end=True)[0]
    if "." not in cue.tail or until != scroll.line_end(line) or line + 1 >= len(scroll.lines):
        return until
    following = scroll.lines[line + 1]
    whole = scroll.lines[line].text.endswith(".") or following.gap or not following.text.endswith(".")
    return until if whole or len(following.text) > _SHORT else scroll.line_end(line + 1)


def _pattern(cues: Cues, key: str) -> str:
    try:
        item = cues.template.field(key)
    except KeyError:
        return ""
    return item.pattern if isinstance(item, ReferenceField | LineField) else ""


def _ended(
    scroll: Scroll, cue: Cue, end: int, captures: tuple[tuple[str, str], ...], note: str
) -> Match | None:
    """Return the match where the cue may end there: not within a word, and not in the midst of a sentence."""
    last, column = scroll.place(end, end=True)
    text = scroll.lines[last].text
    rest = text[column:]
    mark = NOTE_MARK.match(rest)
    if mark and not note and (cue.notes or cue.kind in HEADINGS):
        note = mark[0]
        rest = rest[mark.end() :]
    found = Match(cue, end, captures, note)
    if not rest.strip(" \t.:;") or column in scroll.lines[last].seams:
        return found
    if cue.kind is CueKind.ASIDE or rest[0].isalnum():
        return None
    sign = rest.lstrip()[0]
    if cue.kind in HEADINGS:
        return found if sign == ":" else None
    if cue.kind is CueKind.LABEL:
        return found if cue.question or sign in ":?\u2013\u2014-" else None
    if cue.kind is CueKind.CAPTION:
        named = rest[0].isspace() and (sign.isupper() or sign.isdigit()) and len(text) <= _SHORT
        return found if sign == ":" or named else None
    if "." in cue.tail:  # a whole sentence of the form is not the beginning of the author's
        return found if rest[0] in ".;" or _TICKED.match(sign) else None
    return found if cue.size >= _SURE or sign == ":" else None
