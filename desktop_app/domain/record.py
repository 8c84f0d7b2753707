"""The record of a paper: an append-only chain of events, each bound by hash to the one before.

It detects that an event or a signed text was changed afterwards; it does not prove who acted. Whoever
can write the whole file can write a new chain, which is why fingerprints are printed on what is signed.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a paper, as far as it goes on record."""

    CREATED = "created"
    IMPORTED = "imported"  #: the paper was read from another file; note names it
    CLAIMED = "claimed"  #: a tick or signature found in an imported file: history, never sign-off
    TICKED = "ticked"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"  #: takes back the tick or signature of `key`
    STATE = "state"  #: choice names the new state
    EXPORTED = "exported"
    REJECTED = "rejected"  #: a reviewer's proposal was rejected; note tells it, who made it
    REOPENED = "reopened"  #: a proposal that was rejected was taken up again
    #: what Part 2 once said was taken out of all that is kept, for good; choice has the numbers of the
    #: entries that lost their notes, and digest stands for these entries as they are left
    ERASED = "erased"
    WITHHELD = "withheld"  #: an event of Part 2 in a paper handed over without it: its place and hash alone
    HANDED_OVER = "handed_over"  #: a file was made to hand the paper over; choice "part2" with Part 2
    MERGED = "merged"  #: a paper that came back was merged; note tells of what, digest the end of its record
    SET_ASIDE = "set_aside"  #: a finding was set aside; note is the reason


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    number: from 1, without gaps, over both parts. part: 1 or 2. at: ISO 8601 with offset, as claimed by
    the machine. who, role: as typed. key: full key of the statement, signature or section. choice: the
    answer ("" a plain tick; an alternative's key; a state). note: a reason or file name. digest: of the
    text it stands for. revision: of the paper's file when it happened. previous, hash: the chain.
    """

    number: int
    kind: EventKind
    part: int
    at: str
    who: str = ""
    role: str = ""
    key: str = ""
    choice: str = ""
    note: str = ""
    digest: str = ""
    revision: int = 0
    previous: str = ""
    hash: str = ""


def event_hash(event: Event) -> str:
    """Return the SHA-256 of everything in an event but its own hash, over canonical JSON."""
    fields = {name: value for name, value in asdict(event).items() if name != "hash"}
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"engross-event-v1\0" + text.encode("utf-8", "surrogatepass")).hexdigest()


def chained(record: Sequence[Event], event: Event) -> Event:
    """Return event as the next link of the record: numbered, bound to the last one and hashed."""
    previous = record[-1].hash if record else ""
    linked = replace(event, number=len(record) + 1, previous=previous)
    return replace(linked, hash=event_hash(linked))


def broken_at(record: Sequence[Event]) -> int | None:
    """Return the number of the first event at which the chain does not hold, None where it is whole.

    The whole record is needed: the events of both parts in their order.
    """
    previous = ""
    erased = erased_from(record)
    for number, event in enumerate(record, start=1):
        held = event.hash == event_hash(event) or event == _withheld(event) or number in erased
        if event.number != number or event.previous != previous or not held:
            return number
        previous = event.hash
    return None


def erased_from(record: Sequence[Event]) -> frozenset[int]:
    """Return the numbers of the entries that lost their notes and are as the last erasure left them."""
    last = last_erased(record)
    if last is None:
        return frozenset()
    numbers = erased_numbers(last)
    held = left_digest(event for event in record if event.number in numbers) == last.digest
    return numbers if held else frozenset()


def last_erased(record: Sequence[Event]) -> Event | None:
    """Return the last erasure by which entries lost their notes. It vouches for those of earlier ones too."""
    return next((e for e in reversed(record) if e.kind is EventKind.ERASED and e.choice), None)


def erased_numbers(event: Event) -> frozenset[int]:
    """Return the numbers of the entries that an erasure took the notes from."""
    return frozenset(int(word) for word in event.choice.split() if word.isdecimal())


def left_digest(events: Iterable[Event]) -> str:
    """Return the digest of entries as an erasure leaves them: without their notes, bound where they stand."""
    told = "\n".join(f"{event.hash} {event_hash(event)}" for event in events)
    return hashlib.sha256(b"engross-erased-v1\0" + told.encode()).hexdigest()


def common(one: Sequence[Event], other: Sequence[Event]) -> int:
    """Return with how many equal events two records begin, withheld ones known by their hash."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine.hash != yours.hash:
            break
        count += 1
    return count


def _withheld(event: Event) -> Event:
    """Return what is left of a withheld event: its place, and the hash that the next is bound to."""
    return Event(event.number, EventKind.WITHHELD, 2, "", previous=event.previous, hash=event.hash)


def now_text(now: datetime) -> str:
    """Return a moment as an event holds it: ISO 8601 to the second, with offset."""
    return now.astimezone().isoformat(timespec="seconds")
