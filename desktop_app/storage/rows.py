"""The rows of a paper's file as they stand: read with their hashes, verified, written."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.paper import Paper, Part
from desktop_app.domain.record import Event

from .errors import damaged
from .items import (
    KINDS,
    PREFIX,
    SINCE,
    Item,
    Slot,
    event_of,
    event_text,
    item_from,
    item_text,
    items_of,
    paper_of,
    row_hash,
    whole_hash,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a paper: texts and hashes by slot; the record of each part with its rows' hashes."""

    texts: dict[Slot, str] = field(default_factory=dict[Slot, str])
    hashes: dict[Slot, str] = field(default_factory=dict[Slot, str])
    events: dict[Part, tuple[str, ...]] = field(default_factory=dict[Part, tuple[str, ...]])
    event_hashes: dict[Part, tuple[str, ...]] = field(default_factory=dict[Part, tuple[str, ...]])

    def whole(self, part: Part) -> str:
        """Return the hash of all rows of a part."""
        return whole_hash(self.hashes, self.event_hashes[part], part)

    def same(self, others: "Rows") -> bool:
        """Say whether these are the rows of the same paper, with the same record."""
        return self.hashes == others.hashes and self.event_hashes == others.event_hashes


@dataclass(frozen=True, slots=True)
class Held:
    """What is known to be on disk: the values themselves, so that unchanged ones are told by identity."""

    items: dict[Slot, Item]
    records: dict[Part, tuple[Event, ...]]
    rows: Rows


def read_rows(connection: sqlite3.Connection, path: Path) -> Rows:
    """Return all rows of a paper. Raises PaperDamaged where one is not what was written."""
    rows = Rows()
    version = connection.execute("pragma user_version").fetchone()[0]
    for part, kinds in KINDS.items():
        for kind in (kind for kind in kinds if SINCE.get(kind, 0) <= version):
            for key, text, digest in connection.execute(
                f"select key, text, sha256 from {PREFIX[part]}_{kind}"
            ):
                if row_hash(key, text) != digest:
                    raise damaged(path, f"the text of “{key}” is not what was saved")
                slot = Slot(part, kind, key)
                rows.texts[slot], rows.hashes[slot] = text, digest
        found = connection.execute(
            f"select number, text, sha256 from {PREFIX[part]}_events order by number"
        ).fetchall()
        for number, text, digest in found:
            if row_hash(str(number), text) != digest:
                raise damaged(path, f"entry {number} of its record is not what was saved")
        rows.events[part] = tuple(text for _, text, _ in found)
        rows.event_hashes[part] = tuple(digest for _, _, digest in found)
    return rows


def held(rows: Rows, path: Path, before: Held | None = None) -> Held:
    """Return the values that rows hold. Raises PaperDamaged where a row describes none.

    before: those of other rows; what reads as it does there is not read anew.
    """
    items: dict[Slot, Item] = {}
    known = before.rows.texts if before is not None else {}
    slot = None
    try:
        for slot, text in rows.texts.items():
            same = before is not None and known.get(slot) == text
            items[slot] = before.items[slot] if before and same else item_from(slot.kind, text)
        records = {part: _record(rows.events[part], part, before) for part in KINDS}
    except (ValueError, TypeError, KeyError) as problem:
        where = slot.key if slot else "the record"
        raise damaged(path, f"“{where}” cannot be understood") from problem
    return Held(items, records, rows)


def _record(texts: tuple[str, ...], part: Part, before: Held | None) -> tuple[Event, ...]:
    known = before.rows.events[part] if before is not None else ()
    if before is None or texts[: len(known)] != known:
        return tuple(event_of(text) for text in texts)
    return before.records[part] + tuple(event_of(text) for text in texts[len(known) :])


def paper_held(kept: Held, path: Path) -> Paper:
    """Return the paper that is held. Raises PaperDamaged where it lacks what every paper has."""
    try:
        return paper_of(kept.items, kept.records[Part.ONE], kept.records[Part.TWO])
    except KeyError as problem:
        raise damaged(path, f"it lacks {problem}") from problem


@dataclass(frozen=True, slots=True)
class Difference:
    """What a paper has that the disk has not. An item of None is gone; events only ever come."""

    before: Held
    items: dict[Slot, Item | None]
    texts: dict[Slot, str]
    events: dict[Part, tuple[Event, ...]]
    after: Held

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.items and not any(self.events.values())


def difference(before: Held, paper: Paper) -> Difference:
    """Return what is to be written for a paper. Raises ValueError where its record lost or changed events."""
    items = items_of(paper)
    changed: dict[Slot, Item | None] = dict.fromkeys(before.items.keys() - items.keys())
    for slot, item in items.items():
        old = before.items.get(slot)
        if old is not item and (type(old) is not type(item) or old != item):
            changed[slot] = item
    texts = {slot: item_text(item) for slot, item in changed.items() if item is not None}
    records = {Part.ONE: paper.public.record, Part.TWO: paper.restricted.record}
    new = {part: _new_events(before.records[part], records[part]) for part in KINDS}
    return Difference(
        before, changed, texts, new, Held(items, records, _rows_after(before.rows, changed, texts, new))
    )


def _new_events(old: tuple[Event, ...], record: tuple[Event, ...]) -> tuple[Event, ...]:
    if record[: len(old)] != old:
        raise ValueError("its record would lose what stands in it")
    return record[len(old) :]


def _rows_after(
    rows: Rows,
    changed: dict[Slot, Item | None],
    texts: dict[Slot, str],
    new: dict[Part, tuple[Event, ...]],
) -> Rows:
    """Return the rows as they must read once the difference is written."""
    hashes = {slot: digest for slot, digest in rows.hashes.items() if changed.get(slot, slot) is not None}
    hashes |= {slot: row_hash(slot.key, text) for slot, text in texts.items()}
    kept = {slot: text for slot, text in rows.texts.items() if changed.get(slot, slot) is not None}
    added = {part: [(str(event.number), event_text(event)) for event in new[part]] for part in KINDS}
    events = {part: rows.events[part] + tuple(text for _, text in added[part]) for part in KINDS}
    event_hashes = {
        part: rows.event_hashes[part] + tuple(row_hash(number, text) for number, text in added[part])
        for part in KINDS
    }
    return Rows(kept | texts, hashes, events, event_hashes)


def write_rows(connection: sqlite3.Connection, change: Difference, revision: int) -> None:
    """Write a difference, within a transaction of the caller's. Raises sqlite3.Error."""
    for slot, item in change.items.items():
        if item is None:
            connection.execute(f"delete from {slot.table} where key = ?", (slot.key,))
            continue
        connection.execute(
            f"insert into {slot.table} (key, text, sha256) values (?, ?, ?)"
            " on conflict (key) do update set text = excluded.text, sha256 = excluded.sha256",
            (slot.key, change.texts[slot], change.after.rows.hashes[slot]),
        )
    for part, events in change.events.items():
        for event in events:
            text = event_text(event)
            connection.execute(
                f"insert into {PREFIX[part]}_events (number, text, sha256, revision) values (?, ?, ?, ?)",
                (event.number, text, row_hash(str(event.number), text), revision),
            )
