"""Finding and replacing words in a paper's own text; what it follows and what the form writes stays."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from desktop_app.domain.fields import LineField
from desktop_app.domain.paper import Person, RichText, Value
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import (
    Block,
    Cell,
    Footnote,
    Inline,
    Inlines,
    Table,
    Text,
    canonical_runs,
    footnotes_of,
    plain,
)
from desktop_app.domain.step import Caret, Change, Step

from .session import Session

_AROUND = 70  #: code points of a sentence shown before and after what was found
_SENTENCE_END = re.compile(r"[.!?\n\t][\s\ufffc]+|[\n\t]")
#: What an author types for several characters that look alike.
_ALIKE = ("'’‘ʼ", '"“”', "-‐‑", " \u00a0\u202f")


class Scope(StrEnum):
    """Where to look. Part 2 is looked at only by PART_TWO, and from within it."""

    SECTION = "This section"
    DOCUMENT = "This document"
    PUBLIC = "All of Part 1"
    PART_TWO = "Part 1 and Part 2"


#: What is put in place of words: always the same, or made of those that were found.
Put: TypeAlias = str | Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: words; as whole words; in the case as written."""

    words: str
    whole: bool = False
    case: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """Return it as a pattern, None for no words. Apostrophes, quotes, hyphens, spaces of any kind fit."""
        if not self.words.strip():
            return None
        found = "".join(_one(sign) for sign in self.words)
        if self.whole:
            found = rf"(?<!\w){found}(?!\w)"
        return re.compile(found, 0 if self.case else re.IGNORECASE)


def _one(sign: str) -> str:
    for alike in _ALIKE:
        if sign in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(sign)


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of text within an answer: of a block, of a cell of its, of its caption, of a footnote of it.

    name: "name" or "post" of a person, "caption" of a table.
    """

    block: str = ""
    cell: tuple[int, int] | None = None
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: full key of the field, piece of text in it, code points, and the sentence around them."""

    key: str
    spot: Spot
    start: int
    end: int
    before: str
    text: str
    after: str

    @property
    def caret(self) -> Caret:
        """Where to put the caret to see it."""
        inside = not self.spot.note and self.spot.cell is None
        return Caret(self.key, self.spot.block, self.start if inside else 0)


def keys_in(session: Session, scope: Scope, here: str) -> tuple[str, ...]:
    """Return the full keys of the fields of a scope, seen from a section, in form order."""
    form = session.form_of(here)
    reading = session.reading
    match scope:
        case Scope.SECTION:
            items = tuple(form.section_of(here).fields)
        case Scope.DOCUMENT:
            items = tuple(form.fields)
        case Scope.PUBLIC | Scope.PART_TWO:
            forms = (f for f in session.template.forms if scope is Scope.PART_TWO or not f.restricted)
            items = tuple(item for f in forms if reading.has_document(f) for item in f.fields)
    return tuple(item.key for item in items if reading.asked(item))


def find(reading: Reading, keys: Iterable[str], query: Query) -> tuple[Hit, ...]:
    """Return all places of words in fields' own answers, in form order."""
    pattern = query.pattern()
    if pattern is None:
        return ()
    found: list[Hit] = []
    for key in keys:
        value = reading.own(key)
        if isinstance(value, str) and not isinstance(reading.template.field(key), LineField):
            continue
        for spot, text in texts_of(value):
            found.extend(hit_at(key, spot, text, *match.span()) for match in pattern.finditer(text))
    return tuple(found)


def hit_at(key: str, spot: Spot, text: str, start: int, end: int) -> Hit:
    """Return words between two code points of a piece of text, with the sentence around them."""
    starts = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
    first = max(starts[-1] if starts else 0, start - _AROUND)
    stop = _SENTENCE_END.search(text, end)
    last = min(stop.start() + 1 if stop else len(text), end + _AROUND)

    def shown(words: str) -> str:
        return re.sub(r"[\n\t]", " ", words.replace("\ufffc", ""))

    before, after = shown(text[first:start]), shown(text[end:last])
    cut_before, cut_after = (
        first > (starts[-1] if starts else 0),
        last < (stop.start() if stop else len(text)),
    )
    return Hit(key, spot, start, end, "… " * cut_before + before, text[start:end], after + " …" * cut_after)


def texts_of(value: Value | None) -> Iterator[tuple[Spot, str]]:
    """Yield the pieces of text of an answer with their spots: blocks, cells, captions, then their notes."""
    match value:
        case str():
            yield Spot(), value
        case Person(name=name, post=post):
            yield Spot(name="name"), name
            yield Spot(name="post"), post
        case RichText(blocks=blocks):
            for block in blocks:
                yield from _block_texts(block)
        case _:
            return


def _block_texts(block: Block) -> Iterator[tuple[Spot, str]]:
    if isinstance(block, Table):
        yield Spot(block.id, name="caption"), block.caption
        for row, cells in enumerate(block.rows):
            for column, cell in enumerate(cells):
                yield Spot(block.id, (row, column)), plain(cell.runs)
    else:
        yield Spot(block.id), plain(block.runs)
    for note in footnotes_of((block,)):
        yield Spot(block.id, note=note.id), plain(note.note)


def keeping_case(query: Query, words: str) -> Callable[[str], str]:
    """Return what to put in place of words that were found: with their capitals, where case does not matter.

    Words found just as they were asked for get those that were typed, letter by letter.
    """

    def put(found: str) -> str:
        if query.case or found == query.words or not found or not words:
            return words
        if len(found) > 1 and found.isupper() and not query.words.isupper():
            return words.upper()
        if found[0].isupper() and not query.words[0].isupper():
            return words[0].upper() + words[1:]
        return words

    return put


def replace_hits(session: Session, hits: Iterable[Hit], words: Put) -> int:
    """Put other words in place of what was found, as one step of undo; return how many places changed.

    Places whose text is no longer what was found are left alone.
    """
    by_key: dict[str, list[Hit]] = {}
    for hit in hits:
        by_key.setdefault(hit.key, []).append(hit)
    changes: list[Change] = []
    count = 0
    for key, found in by_key.items():
        before = session.reading.own(key)
        now = dict(texts_of(before))
        standing = [h for h in found if now.get(h.spot, "")[h.start : h.end] == h.text != _put(words, h.text)]
        after = replaced(before, standing, words) if before is not None else None
        if standing and after != before:
            count += len(standing)
            changes.append(Change(key, session.part_of(key), before, after))
    if changes:
        first = next(iter(by_key.values()))[0].caret
        # The label is public whatever the part: no words of the text stand in it.
        label = f"Replace in {count} place{'' if count == 1 else 's'}"
        session.take(Step(label, tuple(changes), first, first))
    return count


def replaced(value: Value, hits: Iterable[Hit], words: Put) -> Value:
    """Return an answer with other words in place of hits in it, each in the look of its first character."""
    spans: dict[Spot, list[tuple[int, int]]] = {}
    for hit in hits:
        spans.setdefault(hit.spot, []).append((hit.start, hit.end))
    match value:
        case str():
            return _in_text(value, spans.get(Spot(), []), words)
        case Person():
            name, post = (spans.get(Spot(name=which), []) for which in ("name", "post"))
            return Person(_in_text(value.name, name, words), _in_text(value.post, post, words))
        case RichText(blocks=blocks):
            return RichText(tuple(_in_block(block, spans, words) for block in blocks))
        case _:
            return value


def _in_block(block: Block, spans: dict[Spot, list[tuple[int, int]]], words: Put) -> Block:
    if not any(spot.block == block.id for spot in spans):
        return block

    def changed(runs: Inlines, cell: tuple[int, int] | None = None) -> Inlines:
        made = in_runs(runs, spans.get(Spot(block.id, cell), []), words)
        return tuple(_in_note(run, block.id, spans, words) for run in made)

    if not isinstance(block, Table):
        return replace(block, runs=changed(block.runs))
    rows = tuple(
        tuple(Cell(changed(cell.runs, (row, column))) for column, cell in enumerate(cells))
        for row, cells in enumerate(block.rows)
    )
    return replace(
        block,
        rows=rows,
        caption=_in_text(block.caption, spans.get(Spot(block.id, name="caption"), []), words),
    )


def _in_note(run: Inline, block: str, spans: dict[Spot, list[tuple[int, int]]], words: Put) -> Inline:
    found = spans.get(Spot(block, note=run.id), []) if isinstance(run, Footnote) else []
    if not isinstance(run, Footnote) or not found:
        return run
    note = in_runs(run.note, found, words)
    return replace(run, note=tuple(piece for piece in note if not isinstance(piece, Footnote)))


def _put(words: Put, found: str) -> str:
    return words if isinstance(words, str) else words(found)


def _in_text(text: str, spans: Iterable[tuple[int, int]], words: Put) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + _put(words, text[start:end]) + text[end:]
    return text


def in_runs(runs: Inlines, spans: Iterable[tuple[int, int]], words: Put) -> Inlines:
    """Return runs with other words in place of spans of code points; notes and marks within stay."""
    for start, end in sorted(spans, reverse=True):
        before: list[Inline] = []
        after: list[Inline] = []
        put: Text | None = None
        said = _put(words, plain(runs)[start:end])
        at = 0
        for run in runs:
            length = len(plain((run,)))
            first, last = max(start - at, 0), min(end - at, length)
            if isinstance(run, Text) and first < last:
                put = put or replace(run, text=said)
                before.append(replace(run, text=run.text[:first]))
                after.append(replace(run, text=run.text[last:]))
            else:
                (before if at < start else after).append(run)
            at += length
        runs = canonical_runs((*before, *((put,) if put else ()), *after))
    return runs
