"""The tables of a paper's file, as append-only migrations: one that has been released is never changed.

Each runs in a transaction of its own together with the mark that it ran. This module alone loads
sqlite-utils, which costs some 130 ms; it is loaded when a file is made or brought up to date.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from .schema import APPLICATION_ID

migrations = Migrations("engross-paper")

_APPEND_ONLY = """
create trigger {table}_{verb} before {verb} on {table}
begin select raise(abort, 'the record only grows'); end
"""
#: "insert or replace" deletes without asking the trigger on deletes.
_NO_REPLACE = """
create trigger {table}_replace before insert on {table}
when exists (select 1 from public_events where number = new.number)
  or exists (select 1 from restricted_events where number = new.number)
begin select raise(abort, 'the record only grows'); end
"""


@migrations()
def m001_first(db: Database) -> None:
    """Make all tables, those of Part 1 and of Part 2 apart."""
    for part in ("public", "restricted"):
        _items(db, part)
        _history(db, part)
    for part in ("public", "restricted"):
        _record(db, part)
    _items_table(db, "public_own_way")
    _items_table(db, "listing")
    _make(db, "undo_steps", {"number": int, "label": str, "carets": str, "sha256": str}, "number")
    _make(db, "undo_position", {"id": int, "number": int}, "id")
    db.execute(f"pragma application_id = {APPLICATION_ID}")
    db.execute("pragma user_version = 1")


@migrations()
def m002_versions(db: Database) -> None:
    """Make the tables of versions: at which revisions somebody sat down to write, and names given."""
    _make(db, "sittings", {"revision": int}, "revision")
    _make(db, "version_names", {"revision": int, "name": str, "sha256": str}, "revision")
    db.execute("pragma user_version = 2")


@migrations()
def m003_review(db: Database) -> None:
    """Make the tables of comments, of what was decided on proposals, and of copies that came back."""
    for part in ("public", "restricted"):
        _items_table(db, f"{part}_comments")
        _items_table(db, f"{part}_decisions")
        columns = {"key": str, "name": str, "document": str, "at": str, "data": bytes, "sha256": str}
        _make(db, f"{part}_returned", columns, "key")
    db.execute("pragma user_version = 3")


def _items(db: Database, part: str) -> None:
    for kind in ("facts", "answers", "leftovers"):
        _items_table(db, f"{part}_{kind}")
    event = {"number": int, "text": str, "sha256": str, "revision": int}
    _make(db, f"{part}_events", event, "number")


def _items_table(db: Database, name: str) -> None:
    _make(db, name, {"key": str, "text": str, "sha256": str}, "key")


def _history(db: Database, part: str) -> None:
    revision = {"number": int, "at": str, "label": str, "sha256": str}
    if part == "restricted":
        revision = {"number": int, "sha256": str}
    _make(db, f"{part}_revisions", revision, "number")
    change = {"revision": int, "kind": str, "key": str, "depth": int, "data": bytes, "sha256": str}
    required = ("revision", "kind", "key", "depth")
    db.table(f"{part}_changes").create(change, pk=("kind", "key", "revision"), not_null=required, strict=True)
    step = {"step": int, "place": int, "key": str, "data": bytes, "sha256": str}
    db.table(f"{part}_step_changes").create(step, pk=("step", "place"), not_null=step, strict=True)


def _record(db: Database, part: str) -> None:
    table = f"{part}_events"
    for verb in ("update", "delete"):
        db.execute(_APPEND_ONLY.format(table=table, verb=verb))
    db.execute(_NO_REPLACE.format(table=table))


def _make(db: Database, name: str, columns: dict[str, type], key: str) -> None:
    db.table(name).create(columns, pk=key, not_null=columns, strict=True)
