"""Forgery: any one field of any event or signed text edited in the file; noticed on opening or by verifying.

Events are those of either part; they are taken out and change places too.

Each is tried twice: edited alone, and with every hash of the file made right again, as by somebody who knows
how it is kept but does not write a new chain.
"""

import json
import random
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.app.acts import tick, withdraw
from desktop_app.app.desk import Desk
from desktop_app.app.verifying import verify_record
from desktop_app.domain.fields import TickField
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.signoff import fingerprint
from desktop_app.storage.errors import StorageError
from desktop_app.storage.items import PREFIX, event_text, json_text, row_hash, whole_hash
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.rows import read_rows

from .material import desk_on, sample_in
from .suite import Outcome

#: What is left as it is: a block's id, which nobody signs for, and its sort, without which it is none.
_UNSIGNED = {"id", "kind", "type"}
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_TABLES = ("public_events", "restricted_events")
Forgery = Callable[[Path, bool], str]


def run(count: int) -> Outcome:
    """Forge so many fields and texts. Control: a new chain, seen by its fingerprint alone."""
    found = Outcome("forgery")
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_on(Path(folder))
        path = sample_in(desk)
        _act_on(desk, path)
        whole = path.read_bytes()
        forgeries = [*_of_events(path), *_of_order(path), *_of_texts(path)]
        random.Random(20).shuffle(forgeries)
        for forge in forgeries[: max(1, count // 2)]:
            for hashes in (False, True):
                path.write_bytes(whole)
                what = forge(path, hashes)
                found.tried += 1
                if not _noticed(desk, path):
                    found.wrong.append(f"{what}, hashes {'made right' if hashes else 'left'}")
        path.write_bytes(whole)
        found.control = not _noticed(desk, path) and _rewritten_chain_passes(desk, path)
        desk.library.close()
    found.told = (
        f"of {2 * len(forgeries):,} there are; "
        "a chain written anew passes, as is said; its fingerprint differs from one kept elsewhere"
    )
    return found


def _act_on(desk: Desk, path: Path) -> None:
    """Let the record grow: statements ticked and withdrawn by several people."""
    session = desk.open(path.name.partition(".")[0])
    ticks = [item.key for item in session.template.fields if isinstance(item, TickField)]
    for number, key in enumerate(ticks * 3):
        withdraw(session, key)
        tick(session, key, f"Person {number}", "Head of service")
        session.save()
    secret = next(item.key for item in session.template.fields if session.template.is_restricted(item.key))
    for number in range(2):
        session.record(session.event(EventKind.SET_ASIDE, secret, who=f"Person {number}", note="So agreed"))
        session.save()
    session.close()


def _of_events(path: Path) -> Iterator[Forgery]:
    """Yield a forgery of each field of each event: another value, or none."""

    def forge(number: int, name: str, emptied: bool, path: Path, hashes: bool) -> str:
        _forge_event(path, number, name, emptied=emptied, hashes=hashes)
        return f"{name} of event {number}{' emptied' if emptied else ''}"

    for number, event in enumerate(_record(path), 1):
        for name in _names():
            for emptied in (False, True):
                if not emptied or event[name]:
                    yield partial(forge, number, name, emptied)


def _of_order(path: Path) -> Iterator[Forgery]:
    """Yield a forgery of each place in the record: an event less, or two that have changed places.

    That the last are missing tells the hash of a revision alone, unless a fingerprint is kept elsewhere.
    """

    def forge(number: int, swapped: bool, path: Path, hashes: bool) -> str:
        _forge_order(path, number, swapped=swapped, hashes=hashes)
        return f"event {number} {'and the next have changed places' if swapped else 'is taken out'}"

    for number in range(1, len(_record(path))):
        for swapped in (False, True):
            yield partial(forge, number, swapped)


def _of_texts(path: Path) -> Iterator[Forgery]:
    """Yield a forgery of each word and look of each answer that is signed for."""

    def forge(key: str, place: int, path: Path, hashes: bool) -> str:
        _forge_text(path, key, place, hashes=hashes)
        return f"text of {key}, place {place}"

    for key, data in _answers(path):
        yield from (partial(forge, key, place) for place in range(_leaves(data)))


def _names() -> list[str]:
    return [field.name for field in fields(Event)]


def _record(path: Path) -> list[dict[str, Any]]:
    connection = sqlite3.connect(path)
    asked = "select text from public_events union all select text from restricted_events"
    found = [json.loads(text) for (text,) in connection.execute(asked)]
    connection.close()
    return sorted(found, key=lambda event: event["number"])


def _answers(path: Path) -> list[tuple[str, Any]]:
    """Return the answers of the document that is signed, each as its data."""
    connection = sqlite3.connect(path)
    asked = "select key, text from public_answers where key like 'decision.%' order by key"
    found = connection.execute(asked).fetchall()
    connection.close()
    return [(key, json.loads(text)) for key, text in found]


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for table in _TABLES:
        for verb in ("update", "delete"):
            connection.execute(f"drop trigger {table}_{verb}")
    return connection


def _event(connection: sqlite3.Connection, number: int) -> tuple[str, dict[str, Any]]:
    """Return the table that has an event, and its data."""
    for table in _TABLES:
        row = connection.execute(f"select text from {table} where number = ?", (number,)).fetchone()
        if row is not None:
            return table, json.loads(row[0])
    raise KeyError(number)


def _forge_event(path: Path, number: int, name: str, *, emptied: bool, hashes: bool) -> None:
    connection = _opened(path)
    table, data = _event(connection, number)
    if emptied:
        data[name] = 0 if isinstance(data[name], int) else ""
    else:
        data[name] = data[name] + 1 if isinstance(data[name], int) else _other(name, data[name])
    _put_event(connection, table, number, json_text(data), hashes=hashes)
    if hashes:
        _make_right(connection, path)
    connection.close()


def _forge_order(path: Path, number: int, *, swapped: bool, hashes: bool) -> None:
    """Take an event out, or let it and the next change places, each with the number of its place."""
    connection = _opened(path)
    table, data = _event(connection, number)
    if swapped:
        other, following = _event(connection, number + 1)
        _put_event(connection, other, number + 1, json_text({**data, "number": number + 1}), hashes=hashes)
        _put_event(connection, table, number, json_text({**following, "number": number}), hashes=hashes)
    else:
        connection.execute(f"delete from {table} where number = ?", (number,))
    if hashes:
        _make_right(connection, path)
    connection.close()


def _other(name: str, value: str) -> str:
    if name == "kind":
        return "exported" if value != "exported" else "created"
    return value + "x"


def _put_event(connection: sqlite3.Connection, table: str, number: int, text: str, *, hashes: bool) -> None:
    connection.execute(f"update {table} set text = ? where number = ?", (text, number))
    if hashes:
        digest = row_hash(str(number), text)
        connection.execute(f"update {table} set sha256 = ? where number = ?", (digest, number))


def _make_right(connection: sqlite3.Connection, path: Path) -> None:
    """Make the hash of the last revision that of the rows as they are now."""
    rows = read_rows(connection, path)
    for part, prefix in PREFIX.items():
        whole = whole_hash(rows.hashes, rows.event_hashes[part], part)
        last = f"(select max(number) from {prefix}_revisions)"
        connection.execute(f"update {prefix}_revisions set sha256 = ? where number = {last}", (whole,))


def _forge_text(path: Path, key: str, place: int, *, hashes: bool) -> None:
    connection = _opened(path)
    (text,) = connection.execute("select text from public_answers where key = ?", (key,)).fetchone()
    forged = json_text(_edited(json.loads(text), iter(range(place, -1, -1))))
    assert forged != text
    connection.execute("update public_answers set text = ? where key = ?", (forged, key))
    if hashes:
        digest = row_hash(key, forged)
        connection.execute("update public_answers set sha256 = ? where key = ?", (digest, key))
        _make_right(connection, path)
    connection.close()


def _leaves(data: Any) -> int:
    """Return how many words, looks and figures an answer has that `_edited` could change."""
    if isinstance(data, dict):
        return sum(_leaves(each) for name, each in data.items() if name not in _UNSIGNED)
    return sum(map(_leaves, data)) if isinstance(data, list) else 1


def _edited(data: Any, left: Iterator[int]) -> Any:
    """Return an answer's data with one leaf changed: that at which nothing is left to pass."""
    if isinstance(data, dict):
        return {n: each if n in _UNSIGNED else _edited(each, left) for n, each in data.items()}
    if isinstance(data, list):
        return [_edited(each, left) for each in data]
    if next(left, None) != 0:
        return data
    if isinstance(data, bool):
        return not data
    if isinstance(data, int):
        return data + 1
    return "2001-01-01"[: len(data)] if _DATE.fullmatch(data) else data + " forged"


def _noticed(desk: Desk, path: Path) -> bool:
    """Say whether opening refuses, the record does not hold, or a tick no longer stands."""
    try:
        file = PaperFile(path)
    except StorageError:
        return True
    try:
        paper = file.read()
        template = desk.catalogue.template(paper.public.template)
        found = verify_record(template, paper)
        return bool(not found.whole or any("has been changed since" in line for line in found.lines))
    except StorageError:
        return True
    finally:
        file.close()


def _rewritten_chain_passes(desk: Desk, path: Path) -> bool:
    """Say whether a whole new chain is taken for whole, while a fingerprint of the old one shows it."""
    kept = shutil.copyfile(path, path.with_name("kept"))
    file = PaperFile(path)
    paper = file.read()
    file.close()
    record: list[Event] = []
    for event in paper.record:
        record.append(chained(record, replace(event, who="C. Dee")))
    connection = _opened(path)
    for event in record:
        _put_event(connection, _TABLES[event.part - 1], event.number, event_text(event), hashes=True)
    _make_right(connection, path)
    connection.close()
    template = desk.catalogue.template(paper.public.template)
    ours, theirs = (tuple(event for event in record if event.part == part) for part in (1, 2))
    forged = paper.with_public(record=ours).with_restricted(record=theirs)
    kept.unlink()
    stands = verify_record(template, forged).whole
    return stands and fingerprint(record[-1].hash) != fingerprint(paper.record[-1].hash)
