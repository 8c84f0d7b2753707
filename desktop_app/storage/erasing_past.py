"""Part 1 before now, without what Part 2 once said: earlier versions, notes on record, copies that came back.

Everything beside it stays as it was saved, each row of it. Within a transaction of the caller's.
"""

import sqlite3
from pathlib import Path
from typing import Protocol

from desktop_app.domain.paper import Part
from desktop_app.domain.record import Event

from .errors import damaged
from .history import ALONE_EVERY, packed, slot_rows
from .items import PREFIX, Item, Slot, event_of, event_text, item_from, item_text, row_hash, whole_hash


class Scrub(Protocol):
    """What knows what is to go: each returns what it was given where that holds none of it."""

    def item(self, slot: Slot, item: Item) -> Item:
        """Return an item of Part 1 without it."""
        ...

    def event(self, event: Event) -> Event:
        """Return an entry of the record without it."""
        ...

    def words(self, words: str) -> str:
        """Return a version's name, or what was done in it, without it."""
        ...

    def holds(self, data: bytes) -> bool:
        """Say whether a file that came back holds it."""
        ...


def scrub_past(connection: sqlite3.Connection, path: Path, scrub: Scrub) -> None:
    """Take out of Part 1's past what is to go. Raises sqlite3.Error, PaperDamaged."""
    try:
        for slot, texts in slot_rows(connection, Part.ONE, path):
            _scrub_slot(connection, slot, texts, scrub)
        for prefix in PREFIX.values():
            _scrub_events(connection, f"{prefix}_events", scrub)
    except (ValueError, TypeError, KeyError) as problem:
        raise damaged(path, f"an earlier state could not be read ({problem})") from problem
    _scrub_words(connection, scrub)
    for table in (f"{PREFIX[Part.ONE]}_returned",):
        for key, data in connection.execute(f"select key, data from {table}").fetchall():
            if scrub.holds(data):
                connection.execute(f"delete from {table} where key = ?", (key,))


def _scrub_slot(
    connection: sqlite3.Connection, slot: Slot, texts: list[tuple[int, str | None]], scrub: Scrub
) -> None:
    """Write the texts of a slot anew where one of them changes. What is said today is left as it is."""
    now = connection.execute(f"select text from {slot.table} where key = ?", (slot.key,)).fetchone()
    left = [(number, _scrubbed(slot, text, scrub) if not now or text != now[0] else text)
            for number, text in texts]  # fmt: skip
    if left == texts:
        return
    table = f"{PREFIX[slot.part]}_changes"
    connection.execute(f"delete from {table} where kind = ? and key = ?", (slot.kind, slot.key))
    before: str | None = None
    depth = 0
    for number, text in left:
        depth = (depth + 1) % ALONE_EVERY if text is not None and before is not None else 0
        data = None if text is None else packed(text, before if depth else None)
        digest = None if text is None else row_hash(slot.key, text)
        connection.execute(
            f"insert into {table} (revision, kind, key, depth, data, sha256) values (?, ?, ?, ?, ?, ?)",
            (number, slot.kind, slot.key, depth, data, digest),
        )
        before = text


def _scrubbed(slot: Slot, text: str | None, scrub: Scrub) -> str | None:
    if text is None:
        return None
    item = item_from(slot.kind, text)
    left = scrub.item(slot, item)
    return text if left is item else item_text(left)


def _scrub_events(connection: sqlite3.Connection, table: str, scrub: Scrub) -> None:
    """Take notes out of a record, which else only grows: the entry of the erasure vouches for the rest."""
    changed: list[tuple[int, str]] = []
    for number, text in connection.execute(f"select number, text from {table}"):
        event = event_of(text)
        if (left := scrub.event(event)) is not event:
            changed.append((number, event_text(left)))
    if not changed:
        return
    name = f"{table}_update"  # the trigger by which the record only grows
    guard = connection.execute("select sql from sqlite_master where name = ?", (name,)).fetchone()[0]
    connection.execute(f"drop trigger {name}")
    for number, text in changed:
        connection.execute(
            f"update {table} set text = ?, sha256 = ? where number = ?",
            (text, row_hash(str(number), text), number),
        )
    connection.execute(guard)


def _scrub_words(connection: sqlite3.Connection, scrub: Scrub) -> None:
    for number, name in connection.execute("select revision, name from version_names").fetchall():
        if (left := scrub.words(name)) != name:
            connection.execute(
                "update version_names set name = ?, sha256 = ? where revision = ?",
                (left, row_hash(str(number), left), number),
            )
    for number, label in connection.execute("select number, label from public_revisions").fetchall():
        if (left := scrub.words(label)) != label:
            connection.execute("update public_revisions set label = ? where number = ?", (left, number))


def bind_anew(connection: sqlite3.Connection) -> None:
    """Write anew the hash of all rows of Part 1 that stands with each revision."""
    hashes: dict[Slot, str] = {}
    changes = connection.execute(
        "select revision, kind, key, sha256 from public_changes order by revision"
    ).fetchall()
    events = connection.execute("select revision, sha256 from public_events order by number").fetchall()
    place = 0
    for number, held in connection.execute(
        "select number, sha256 from public_revisions order by number"
    ).fetchall():
        while place < len(changes) and changes[place][0] <= number:
            _, kind, key, digest = changes[place]
            hashes.pop(Slot(Part.ONE, kind, key), None)
            if digest is not None:
                hashes[Slot(Part.ONE, kind, key)] = digest
            place += 1
        told = (digest for revision, digest in events if revision <= number)
        whole = whole_hash(hashes, told, Part.ONE)
        if whole != held:
            connection.execute("update public_revisions set sha256 = ? where number = ?", (whole, number))
