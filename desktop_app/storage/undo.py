"""Steps of undo on disk: written as they come, restricted values in tables of their own."""

import json
import sqlite3
import zlib
from dataclasses import astuple
from pathlib import Path

from desktop_app.domain.paper import Part, Value
from desktop_app.domain.same import same
from desktop_app.domain.step import Caret, Change, Step
from desktop_app.domain.value_json import value_from

from .errors import damaged
from .items import PREFIX, json_text, row_hash, value_text

KEPT = 250  #: steps that stay on disk; all of an open paper's stay in memory

_TABLES = ("public_step_changes", "restricted_step_changes")


class Undo:
    """The steps of one paper's file. What was last written is held, so that a save writes what is new."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._first = 1  #: the number on disk of the first step held
        self._steps: list[Step] | None = None
        self._position = 0

    def read(self) -> tuple[list[Step], int]:
        """Return the steps on disk and how many of them are done. Raises PaperDamaged."""
        run = self._connection.execute
        rows = run("select number, label, carets, sha256 from undo_steps order by number").fetchall()
        changes = self._read_changes()
        row = run("select number from undo_position").fetchone()
        self._first = rows[0][0] if rows else (row[0] + 1 if row else 1)
        steps = self._steps = [
            self._step(number, label, carets, digest, changes.get(number, {}))
            for number, label, carets, digest in rows
        ]
        done = row[0] - self._first + 1 if row else 0
        self._position = max(0, min(done, len(steps)))
        return list(steps), self._position

    def _step(self, number: int, label: str, carets: str, digest: str, changes: dict[int, Change]) -> Step:
        if row_hash(f"{number}\0{label}\0{len(changes)}", carets) != digest:
            raise damaged(self._path, f"step {number} of its undo is not what was saved")
        before, after = json.loads(carets)
        return Step(label, tuple(changes[n] for n in sorted(changes)), Caret(*before), Caret(*after))

    def _read_changes(self) -> dict[int, dict[int, Change]]:
        found: dict[int, dict[int, Change]] = {}
        # One step's value after is mostly the next one's before: each is made once.
        made: dict[str | None, Value | None] = {None: None}
        for part, table in zip(Part, _TABLES, strict=True):
            for step, place, key, data, digest in self._connection.execute(
                f"select step, place, key, data, sha256 from {table}"
            ):
                try:
                    text = zlib.decompress(data).decode()
                    both = json.loads(text)
                    for half in both:
                        if half not in made:
                            made[half] = value_from(json.loads(half))
                    change = Change(key, part, *(made[half] for half in both))
                except (zlib.error, ValueError, TypeError) as problem:
                    raise damaged(self._path, f"step {step} of its undo cannot be read") from problem
                if row_hash(f"{step}\0{place}\0{key}", text) != digest:
                    raise damaged(self._path, f"step {step} of its undo is not what was saved")
                found.setdefault(step, {})[place] = change
        return found

    def same(self, steps: list[Step], position: int) -> bool:
        """Say whether this is what is on disk already."""
        held = self._known()
        return position == self._position and len(steps) == len(held) == _shared(held, steps)

    def write(self, steps: list[Step], position: int) -> None:
        """Write the steps that differ, within a transaction of the caller's. Raises sqlite3.Error."""
        run = self._connection.execute
        held = self._known()
        shared = _shared(held, steps)
        if shared < len(held):
            self._delete("number >= ?", "step >= ?", self._first + shared)
        for number, step in enumerate(steps[shared:], start=self._first + shared):
            if number > self._first + len(steps) - 1 - KEPT:
                self._insert(number, step)
        self._delete("number <= ?", "step <= ?", self._first + len(steps) - 1 - KEPT)
        run(
            "insert into undo_position (id, number) values (1, ?)"
            " on conflict (id) do update set number = excluded.number",
            (self._first + position - 1,),
        )

    def written(self, steps: list[Step], position: int) -> None:
        """Take note that what was written is on disk."""
        self._steps, self._position = list(steps), position

    def forget(self) -> None:
        """Take note that what is on disk is not known: it will be read again."""
        self._steps = None

    def _known(self) -> list[Step]:
        if self._steps is None:
            self.read()
        return self._steps or []

    def _delete(self, which: str, which_changes: str, number: int) -> None:
        self._connection.execute(f"delete from undo_steps where {which}", (number,))
        for table in _TABLES:
            self._connection.execute(f"delete from {table} where {which_changes}", (number,))

    def _insert(self, number: int, step: Step) -> None:
        carets = json_text([astuple(step.before), astuple(step.after)])
        self._connection.execute(
            "insert into undo_steps (number, label, carets, sha256) values (?, ?, ?, ?)",
            (number, step.label, carets, row_hash(f"{number}\0{step.label}\0{len(step.changes)}", carets)),
        )
        for place, change in enumerate(step.changes):
            data = f"[{_text(change.before)},{_text(change.after)}]".encode()
            self._connection.execute(
                f"insert into {PREFIX[change.part]}_step_changes (step, place, key, data, sha256)"
                " values (?, ?, ?, ?, ?)",
                (
                    number,
                    place,
                    change.key,
                    # The two values are nearly alike, and the fastest level finds that too.
                    zlib.compress(data, 1),
                    row_hash(f"{number}\0{place}\0{change.key}", data),
                ),
            )


def _shared(held: list[Step], steps: list[Step]) -> int:
    """Return how many steps the two lists begin with in common."""
    for place, (old, new) in enumerate(zip(held, steps, strict=False)):
        if old is not new and old != new:
            return place
    return min(len(held), len(steps))


@same(4)  # what a step leaves is mostly what the next one, or the same one taken further, begins with
def _text(value: Value | None) -> str:
    """Return a value's text as a word of JSON; UTF-8 can hold it, for the text itself says so."""
    return json_text(None if value is None else value_text(value))
