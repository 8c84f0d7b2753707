"""Verifying a paper: whether its record is whole, and whether a fingerprint stands for the text as it is.

What it can tell is that something was changed afterwards, not who did. Whoever can write the whole file
can write a new chain, which is why a fingerprint printed on paper is held against it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.compare import BlockChange, Kind, ValueChange, all_pieces, compare_values, without
from desktop_app.domain.fields import SignatureField, TickField
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import Reading, date_words, read_whole
from desktop_app.domain.record import Event, EventKind, broken_at, erased_from, last_erased
from desktop_app.domain.signoff import Standing, field_digest, fingerprint, sign_off, vouched
from desktop_app.storage.paper_file import PaperFile

from .event_words import event_words
from .quoting import excerpts, is_short, short

#: As people type it: the letters that stand for no digit of their own are read as those they look like.
_MARK = re.compile(r"[0-9A-HJKMNP-TV-Z]{12}")
_ALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a look: whether all is as it should be, a sentence for it, and lines that say more."""

    whole: bool
    sentence: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Signed:
    """A tick or signature by which a text is known."""

    item: TickField | SignatureField
    paper: Paper
    reading: Reading


def verify_record(template: Template, paper: Paper) -> Verified:
    """Say whether the record of a paper is whole and where not, and how each tick and signature stands."""
    record = paper.record
    number = broken_at(record)
    if number is not None:
        return Verified(False, *_broken(template, record, number))
    count = "1 entry" if len(record) == 1 else f"{len(record)} entries, each bound to the one before"
    head = fingerprint(record[-1].hash) if record else ""
    lines = [*_standings(template, paper)]
    withheld = sum(event.kind is EventKind.WITHHELD for event in record)
    if withheld:
        lines.append(f"Of {withheld} of them, of Part 2, only their place is here; they cannot be proved.")
    if erased := erased_from(record):
        lines.append(_lost_notes(record, erased))
    if head:
        lines.append(f"Fingerprint of the record: {head}. Keep it elsewhere to hold the record against it.")
    return Verified(True, f"The record is whole: {count}.", tuple(lines))


def _lost_notes(record: tuple[Event, ...], numbers: frozenset[int]) -> str:
    """Return the sentence that entries lost their notes when something was erased from Part 2."""
    one = len(numbers) == 1
    named = ("entry " if one else "entries ") + ", ".join(map(str, sorted(numbers)))
    event = last_erased(record)
    told = f"The notes of {named} said what was erased from Part 2; they were taken out"
    if event is None or not event.at:
        return f"{told}."
    return (
        f"{told}. Entry {event.number} of {_day_of(event)} vouches for the rest of {'it' if one else 'them'}."
    )


def erased_since(record: Iterable[Event], number: int) -> str:
    """Return who erased from Part 2 after an entry and when, as the end of a sentence; "" for nobody."""
    found = [e for e in record if e.kind is EventKind.ERASED and e.number > number]
    who = f" by {found[-1].who}" if found and found[-1].who else ""
    return f"on {_day_of(found[-1])}{who}" if found else ""


def _day_of(event: Event) -> str:
    """Return the day of an event; of a signature, that on which it was given."""
    given = event.choice if event.kind is EventKind.SIGNED else ""
    return date_words(date.fromisoformat(given or event.at[:10]))


def _broken(template: Template, record: tuple[Event, ...], number: int) -> tuple[str, tuple[str, ...]]:
    event = record[number - 1]
    words = f"The record does not hold at entry {number}: {event_words(template, event)}."
    before = f"The {number - 1} before it are whole. " if number > 1 else ""
    return words, (f"{before}From there on something was changed, taken out or put in.",)


def broken_record(template: Template, paper: Paper) -> str:
    """Return the sentence that the record of a paper does not hold and where, "" where it is whole."""
    number = broken_at(paper.record)
    return "" if number is None else _broken(template, paper.record, number)[0]


def _standings(template: Template, paper: Paper) -> Iterator[str]:
    for signed in _signed(template, paper):
        form = template.form(signed.item.document)
        given = sign_off(signed.reading, form, signed.item, paper.record, _secret(template, paper, signed))
        if given.event is None or given.standing is Standing.CLAIMED:
            continue
        stands = given.standing is Standing.STANDS
        now = "the text is as it was then" if stands else "the text has been changed since"
        yield f"{_named(signed)}: {given.event.who}, {_day_of(given.event)}: {now}."


def verify_fingerprint(template: Template, file: PaperFile, words: str) -> Verified:
    """Say whether the text that a fingerprint stands for is the text as it is now, or what differs.

    Raises PaperDamaged.
    """
    looks = fingerprint_looks(template, file, file.read(), words)
    return next(found for found in looks if found is not None)


def fingerprint_looks(
    template: Template, file: PaperFile, paper: Paper, words: str
) -> Iterator[Verified | None]:
    """Look for a fingerprint revision by revision: yield None after each, and last what was found.

    paper: as it is now. Raises PaperDamaged.
    """
    mark = mark_of(words)
    at_once = _at_once(template, paper, words, mark)
    if mark is None or at_once is not None:
        yield at_once
        return
    found = None
    for number, then in file.past.papers():
        found = _bearing(template, then, number, mark) or found
        yield None
    if found is not None:
        yield _since(template, paper, *found, mark)
        return
    yield _erased_text(template, paper, mark) or Verified(
        False,
        f"No text of this paper has the fingerprint {mark}.",
        ("It is of another paper, or of this one before it came here.",),
    )


def _erased_text(template: Template, paper: Paper, mark: str) -> Verified | None:
    """Return what can be said of the fingerprint of a text that was signed and lost words since."""
    for event in paper.record:
        day = erased_since(paper.record, event.number) if event.digest else ""
        if day and fingerprint(event.digest) == mark:
            told = f"Not the same text: {mark} stands for what entry {event.number} of the record is about."
            why = f"Words of that text were erased from Part 2 {day}: what else differs cannot be told."
            return Verified(False, told, (f"Entry {event.number}: {event_words(template, event)}.", why))
    return None


def _at_once(template: Template, paper: Paper, words: str, mark: str | None) -> Verified | None:
    """Return what can be said of a fingerprint without earlier versions; None where that is nothing."""
    if mark is None:
        told = f"“{words}” is no fingerprint. One has three times four letters and figures: 7F3K-9QXM-2C4D."
        return Verified(False, told)
    now = next((signed for signed in _signed(template, paper) if _mark(template, signed) == mark), None)
    if now is not None:
        return Verified(True, f"The same text: {mark} stands for what “{_named(now)}” signs now.")
    for event in paper.record:
        if fingerprint(event.hash) == mark:
            return _of_record(template, paper, event, mark)
    return None


def mark_of(words: str) -> str | None:
    """Return a fingerprint as it is printed, from what somebody typed; None where it is none."""
    plain = re.sub(r"[\s\-–—]", "", words).upper().translate(_ALIKE)
    return "-".join((plain[:4], plain[4:8], plain[8:])) if _MARK.fullmatch(plain) else None


def _of_record(template: Template, paper: Paper, event: Event, mark: str) -> Verified:
    number = broken_at(paper.record)
    if number is not None and number <= event.number:
        return Verified(False, *_broken(template, paper.record, number))
    told = f"The record up to entry {event.number} is as it was when {mark} was noted."
    return Verified(True, told, (f"Entry {event.number}: {event_words(template, event)}.",))


def _signed(template: Template, paper: Paper) -> Iterator[_Signed]:
    reading = read_whole(template, paper)
    for item in template.fields:
        if isinstance(item, TickField | SignatureField):
            yield _Signed(item, paper, reading)


def _named(signed: _Signed) -> str:
    """Return what a tick or signature is called: there may be several “Signature” on one form."""
    label, post = signed.item.label.rstrip(": "), getattr(signed.item, "post", "")
    return f"{label} of the {post}" if post else label


def _secret(template: Template, paper: Paper, signed: _Signed) -> str:
    return paper.restricted.secret if template.form(signed.item.document).restricted else ""


def _mark(template: Template, signed: _Signed) -> str:
    form = template.form(signed.item.document)
    secret = _secret(template, signed.paper, signed)
    return fingerprint(field_digest(signed.reading, form, signed.item, secret))


def _bearing(template: Template, paper: Paper, number: int, mark: str) -> tuple[_Signed, int] | None:
    """Return what of a revision has a fingerprint, and the number of the revision."""
    if paper.public.template != template.key:
        return None  # under another form the same words have another fingerprint
    signed = (signed for signed in _signed(template, paper) if _mark(template, signed) == mark)
    return next(((one, number) for one in signed), None)


def _since(template: Template, paper: Paper, signed: _Signed, number: int, mark: str) -> Verified:
    now = read_whole(template, paper)
    form = template.form(signed.item.document)
    changes = [
        compare_values(template.field(key), signed.reading.get(key), now.get(key))
        for key in vouched(form, signed.item)
    ]
    told = f"Not the same text: {mark} stands for what “{_named(signed)}” signed in revision {number}."
    return Verified(False, told, tuple(change_lines(template, changes)))


def change_lines(template: Template, changes: Iterable[ValueChange]) -> Iterator[str]:
    """Yield a line for each paragraph or answer that differs."""
    for change in changes:
        if not change.changed:
            continue
        label = template.field(change.key).label.rstrip(": ")
        if not change.blocks:
            old = without(change.pieces, Kind.INSERTED)
            yield f"{label}: {_from_to(old, without(change.pieces, Kind.DELETED))}"
        for place, block in enumerate(change.blocks, start=1):
            if block.changed:
                yield f"{label}, paragraph {place}: {_block_words(block)}"


def _block_words(block: BlockChange) -> str:
    pieces = all_pieces((block,))
    old, new = without(pieces, Kind.INSERTED), without(pieces, Kind.DELETED)
    words = _from_to(old, new)
    if old and new and old != new and not (is_short(old) and is_short(new)):
        words = "; ".join(f"“{before}” became “{after}”" for before, after in excerpts(pieces)) or words
    if block.old and block.new and (block.moved or block.look):
        return f"{'moved' if block.moved else 'set otherwise'}: {words}"
    return words


def _from_to(old: str, new: str) -> str:
    if old == new:
        return f"“{short(new)}”"
    if not old:
        return f"“{short(new)}” came in"
    return f"“{short(old)}” became “{short(new)}”" if new else f"“{short(old)}” was taken out"
