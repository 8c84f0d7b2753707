"""Forgery: any one field of any event or signed text edited in the file; noticed on opening or by verifying.

Each is tried twice: edited alone, and with every hash of the file made right again, as by somebody who knows
how it is kept but does not write a new chain.
"""

import json
import random
import shutil
import sqlite3
import tempfile
from dataclasses import fields
from pathlib import Path

from desktop_app.app.desk import Desk
from desktop_app.app.verifying import verify_record
from desktop_app.domain.record import Event
from desktop_app.domain.signoff import fingerprint
from desktop_app.storage.errors import StorageError
from desktop_app.storage.items import PREFIX, json_text, row_hash, whole_hash
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.rows import read_rows

from .material import desk_on, sample_in
from .suite import Outcome


def run(count: int) -> Outcome:
    """Forge up to so many fields and texts. Control: a new chain, seen by its fingerprint alone."""
    found = Outcome("forgery")
    with tempfile.TemporaryDirectory() as folder:
        desk = desk_on(Path(folder))
        path = sample_in(desk)
        whole = path.read_bytes()
        wishes = [(number, name) for number in range(1, _events(path) + 1) for name in _names()]
        random.Random(20).shuffle(wishes)
        for number, name in wishes[: count // 2]:
            for hashes in (False, True):
                path.write_bytes(whole)
                _forge_event(path, number, name, hashes=hashes)
                found.tried += 1
                if not _noticed(desk, path):
                    found.wrong.append(
                        f"{name} of event {number}, hashes {'made right' if hashes else 'left'}"
                    )
        for hashes in (False, True):
            path.write_bytes(whole)
            for key in _forge_texts(path, hashes=hashes):
                found.tried += 1
                if not _noticed(desk, path):
                    found.wrong.append(f"text of {key}")
        path.write_bytes(whole)
        found.control = not _noticed(desk, path) and _rewritten_chain_passes(desk, path)
    found.told = "a chain written anew passes, as is said; its fingerprint differs from one kept elsewhere"
    return found


def _names() -> list[str]:
    return [field.name for field in fields(Event)]


def _events(path: Path) -> int:
    connection = sqlite3.connect(path)
    count = connection.execute("select count(*) from public_events").fetchone()[0]
    connection.close()
    return count


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for verb in ("update", "delete"):
        connection.execute(f"drop trigger public_events_{verb}")
    return connection


def _forge_event(path: Path, number: int, name: str, *, hashes: bool) -> None:
    connection = _opened(path)
    (text,) = connection.execute("select text from public_events where number = ?", (number,)).fetchone()
    data = json.loads(text)
    data[name] = data[name] + 1 if isinstance(data[name], int) else _other(name, data[name])
    _put_event(connection, number, json_text(data), hashes=hashes)
    if hashes:
        _make_right(connection, path)
    connection.close()


def _other(name: str, value: str) -> str:
    if name == "kind":
        return "exported" if value != "exported" else "created"
    return value + "x"


def _put_event(connection: sqlite3.Connection, number: int, text: str, *, hashes: bool) -> None:
    connection.execute("update public_events set text = ? where number = ?", (text, number))
    if hashes:
        digest = row_hash(str(number), text)
        connection.execute("update public_events set sha256 = ? where number = ?", (digest, number))


def _make_right(connection: sqlite3.Connection, path: Path) -> None:
    """Make the hash of the last revision that of the rows as they are now."""
    rows = read_rows(connection, path)
    for part, prefix in PREFIX.items():
        whole = whole_hash(rows.hashes, rows.event_hashes[part], part)
        last = f"(select max(number) from {prefix}_revisions)"
        connection.execute(f"update {prefix}_revisions set sha256 = ? where number = {last}", (whole,))


def _forge_texts(path: Path, *, hashes: bool):  # noqa: ANN202 - a generator of keys
    """Yield the key of each answer that a tick stands for once its text has been edited."""
    whole = path.read_bytes()
    file = PaperFile(path)
    keys = [key for key in file.read().public.answers if key.startswith("decision.")]
    file.close()
    for key in keys:
        path.write_bytes(whole)
        connection = _opened(path)
        (text,) = connection.execute("select text from public_answers where key = ?", (key,)).fetchone()
        forged = json_text(_edited(json.loads(text)))
        connection.execute("update public_answers set text = ? where key = ?", (forged, key))
        if hashes:
            digest = row_hash(key, forged)
            connection.execute("update public_answers set sha256 = ? where key = ?", (digest, key))
            _make_right(connection, path)
        connection.close()
        yield key


def _edited(data: object) -> object:
    """Return an answer's data with its first words changed."""
    if isinstance(data, bool):
        return not data
    if isinstance(data, str):
        return data + " forged"
    if isinstance(data, list):
        return [_edited(data[0]), *data[1:]] if data else ["forged"]
    if isinstance(data, dict):
        name = next(
            (n for n in ("text", "runs", "blocks", "chosen", "date", "month", "name") if n in data), ""
        )
        return (
            {**data, name: _edited(data[name])}
            if name not in ("date", "month")
            else {name: "2001-01-01"[: len(data[name])]}
        )
    return data


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
    from dataclasses import replace

    from desktop_app.domain.record import chained
    from desktop_app.storage.items import event_text

    kept = shutil.copyfile(path, path.with_name("kept"))
    file = PaperFile(path)
    paper = file.read()
    file.close()
    record: list[Event] = []
    for event in paper.record:
        record.append(chained(record, replace(event, who="C. Dee")))
    connection = _opened(path)
    for event in record:
        _put_event(connection, event.number, event_text(event), hashes=True)
    _make_right(connection, path)
    connection.close()
    template = desk.catalogue.template(paper.public.template)
    forged = paper.with_public(record=tuple(record))
    kept.unlink()
    stands = verify_record(template, forged).whole
    return stands and fingerprint(record[-1].hash) != fingerprint(paper.record[-1].hash)
