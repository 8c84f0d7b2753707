import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlite_utils
from sqlite_utils.migrations import Migrations

from desktop_app.storage import connection as files
from desktop_app.storage import migrations as module
from desktop_app.storage.errors import NotSaved, PaperNewer, StorageError
from desktop_app.storage.later import LaterFile, check_made_here
from desktop_app.storage.listing import peek
from desktop_app.storage.migrations import migrations
from desktop_app.storage.paper_file import PaperFile, create_file
from desktop_app.storage.schema import VERSION, file_name
from tests.strategies import paper_with

PAPER = paper_with("Tasers", part2="restricted words")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / file_name(PAPER.id)
    path.parent.mkdir()
    create_file(path, PAPER).close()
    return path


def rows(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, isolation_level=None)
    found = connection.execute(statement).fetchall()
    connection.close()
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[sqlite_utils.Database], None]], None]:
    """Give what adds one more migration, as a later version would."""

    def add(function: Callable[[sqlite_utils.Database], None]) -> None:
        more = Migrations(migrations.name)
        more(name="m001_first")(module.m001_first)
        more(name="m002_versions")(module.m002_versions)
        more(name="m003_review")(module.m003_review)
        more(name="m004_later")(function)
        monkeypatch.setattr(module, "migrations", more)
        monkeypatch.setattr(files, "VERSION", VERSION + 1)

    return add


class DescribeTheTables:
    def it_has_a_version_for_each_migration(self) -> None:
        assert len(migrations._migrations) == VERSION

    def it_has_strict_tables_only(self, path: Path) -> None:
        tables = "pragma_table_list where type = 'table' and schema = 'main'"
        loose = rows(path, f"select name from {tables} and not strict and name <> 'sqlite_schema'")
        assert loose == [("_sqlite_migrations",)]  # which sqlite-utils makes, and nobody else writes to

    def it_has_tables_for_each_part(self, path: Path) -> None:
        names = {str(row[0]) for row in rows(path, "select name from sqlite_master where type = 'table'")}
        kinds = {name.removeprefix("restricted_") for name in names if name.startswith("restricted_")}
        told = {"comments", "decisions", "returned"}
        assert kinds - told == {
            *("facts", "answers", "leftovers", "events", "revisions", "changes", "step_changes"),
        }
        assert told < kinds
        assert {f"public_{kind}" for kind in kinds} < names


class DescribeUpdating:
    def it_brings_a_file_of_the_first_version_up_to_date(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = Migrations(migrations.name)
        first(name="m001_first")(module.m001_first)
        path = tmp_path / file_name(PAPER.id)
        with monkeypatch.context() as old:
            old.setattr(module, "migrations", first)
            old.setattr(files, "VERSION", 1)
            old.setattr(PaperFile, "save", lambda *_, **__: None)
            create_file(path, PAPER).close()
        looked = PaperFile(path, read_only=True)
        assert looked.past.names() == {}
        assert looked.past.sittings() == frozenset()
        looked.close()
        opened = PaperFile(path)
        opened.save(PAPER)
        assert opened.past.sittings() == {1}
        opened.close()

    def it_copies_the_file_first_and_keeps_all(self, path: Path, later: Callable[..., None]) -> None:
        def add_table(db: sqlite_utils.Database) -> None:
            db.execute("create table remarks (text text) strict")
            db.execute(f"pragma user_version = {VERSION + 1}")

        later(add_table)
        file = PaperFile(path)
        assert file.read() == PAPER
        file.close()
        assert rows(path, "pragma user_version") == [(VERSION + 1,)]
        [copy] = (path.parent.parent / "backups" / PAPER.id).glob("*-before-update.sqlite3")
        assert copy.stat().st_mode & 0o777 == 0o600
        assert rows(copy, "pragma user_version") == [(VERSION,)]
        assert rows(copy, "select text from public_answers") == [('"Tasers"',)]

    def it_leaves_the_old_version_where_it_fails(self, path: Path, later: Callable[..., None]) -> None:
        def fail(db: sqlite_utils.Database) -> None:
            db.execute("create table remarks (text text) strict")
            db.execute(f"pragma user_version = {VERSION + 1}")
            raise sqlite3.OperationalError("no room")

        later(fail)
        with pytest.raises(StorageError, match="cannot be opened: no room"):
            PaperFile(path)
        assert rows(path, "pragma user_version") == [(VERSION,)]
        assert rows(path, "select * from sqlite_master where name = 'remarks'") == []

    def it_changes_nothing_where_no_copy_could_be_made(self, path: Path, later: Callable[..., None]) -> None:
        later(lambda db: None)
        shutil.rmtree(path.parent.parent / "backups")
        (path.parent.parent / "backups").write_text("in the way")
        before = path.read_bytes()
        with pytest.raises(StorageError, match="No copy of the paper could be made"):
            PaperFile(path)
        assert path.read_bytes() == before

    def it_leaves_the_file_of_a_later_version_alone(self, path: Path) -> None:
        rows(path, f"pragma user_version = {VERSION + 1}")
        before = path.read_bytes()
        with pytest.raises(PaperNewer, match="later version"):
            PaperFile(path)
        assert path.read_bytes() == before


class DescribeTheFileOfALaterVersion:
    def it_is_read_and_not_a_byte_of_it_changed(self, path: Path) -> None:
        rows(path, "alter table public_answers add column shade text")
        rows(path, "create table remarks (text text) strict")
        rows(path, f"pragma user_version = {VERSION + 1}")
        before = path.read_bytes()
        file = LaterFile(path)
        assert file.read() == PAPER
        assert (file.read_only, file.steps()) == (True, ([], 0))
        file.close()
        assert path.read_bytes() == before
        assert [found.name for found in path.parent.iterdir()] == [path.name]

    def it_is_never_saved(self, path: Path) -> None:
        rows(path, f"pragma user_version = {VERSION + 1}")
        file = LaterFile(path)
        with pytest.raises(NotSaved, match="reading only"):
            file.save(paper_with("Other"))
        file.close()

    @pytest.mark.parametrize(
        "change",
        [
            "drop table public_answers",
            "alter table public_answers rename column text to words",
            "update public_answers set text = 'v3:' || text",
            "update public_changes set sha256 = 'of another kind'",
        ],
    )
    def it_is_never_taken_for_damaged(self, path: Path, change: str) -> None:
        rows(path, change)
        rows(path, f"pragma user_version = {VERSION + 1}")
        before = path.read_bytes()
        with pytest.raises(PaperNewer, match="Open it with that version"):
            LaterFile(path)
        assert path.read_bytes() == before

    def it_is_listed_by_what_it_says_of_itself(self, path: Path) -> None:
        rows(path, f"pragma user_version = {VERSION + 1}")
        assert peek(path).text == ""
        rows(path, "drop table listing")
        with pytest.raises(PaperNewer):
            peek(path)

    def it_is_noticed_that_no_file_may_be_made_of_it(self, path: Path) -> None:
        rows(path, f"pragma user_version = {VERSION + 1}")
        file = LaterFile(path)
        with pytest.raises(PaperNewer, match="No file was made"):
            check_made_here(file)
        file.close()


class DescribeSettings:
    def it_has_the_settings_that_survive_power_cuts(self, path: Path) -> None:
        connection = files.connect(path)
        wanted = {"locking_mode": "exclusive", "journal_mode": "truncate", "synchronous": 2}
        wanted |= {"secure_delete": 1, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1}
        assert {name: connection.execute(f"pragma {name}").fetchone()[0] for name in wanted} == wanted
        files.close(connection, path)

    def it_refuses_to_run_without_one(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(files, "_SETTINGS", (("synchronous", "full", 3),))
        with pytest.raises(StorageError, match="SQLite did not take the setting synchronous"):
            PaperFile(path)
