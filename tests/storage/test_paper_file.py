import contextlib
import errno
import json
import os
import platform
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.paper import Paper, Part, Restricted, with_answer
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.step import Change, Step
from desktop_app.storage import connection as files
from desktop_app.storage import paper_file as module
from desktop_app.storage.errors import NotFound, NotSaved, PaperDamaged, PaperLocked, StorageError
from desktop_app.storage.paper_file import PaperFile, create_file
from desktop_app.storage.rows import Rows
from desktop_app.storage.schema import file_name
from tests import strategies
from tests.storage.conftest import quick_folder

TODAY = datetime(2026, 3, 2, tzinfo=UTC)
CANARY = "Quokka-canary-Zyxwv"


@pytest.fixture
def paper() -> Paper:
    return strategies.paper_with("Body worn video", part2=CANARY)


@pytest.fixture
def path(tmp_path: Path, paper: Paper) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder / file_name(paper.id)


@pytest.fixture
def file(path: Path, paper: Paper) -> Iterator[PaperFile]:
    made = create_file(path, paper)
    yield made
    made.close()


def titled(paper: Paper, title: str) -> Paper:
    return with_answer(paper, "decision.title", title, restricted=False)


def tampered(path: Path, *statements: str) -> None:
    """Change a paper's file behind its back."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def small(examples: int) -> settings:
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def lives(draw: st.DrawFn) -> list[Paper]:
    """A paper as it is at each save."""
    stages = [draw(strategies.papers())]
    for _ in range(draw(st.integers(0, 3))):
        stages.append(draw(strategies.later(stages[-1])))
    return stages


class DescribeSaving:
    @small(25)
    @given(lives())
    def it_gives_back_every_paper_as_it_was_saved(self, stages: list[Paper]) -> None:
        with quick_folder() as folder:
            path = folder / file_name(stages[0].id)
            file = create_file(path, stages[0])
            numbers = [file.revision, *(file.save(stage).revision for stage in stages[1:])]
            file.close()
            again = PaperFile(path)
            assert again.read() == stages[-1]
            assert [again.paper_at(number) for number in numbers] == stages
            again.close()

    def it_makes_each_change_a_revision(self, file: PaperFile, paper: Paper) -> None:
        saved = file.save(titled(paper, "Tasers"), label="Typing in Title")
        assert saved.revision == file.revision == 2
        assert [(r.number, r.label) for r in file.revisions()] == [(1, "Created"), (2, "Typing in Title")]
        assert file.revisions()[-1].at == saved.at

    def it_makes_no_revision_where_nothing_changed(self, file: PaperFile, paper: Paper) -> None:
        assert file.save(titled(paper, "Body worn video")).revision == 1

    def it_brings_back_any_of_many_revisions(self, file: PaperFile, paper: Paper) -> None:
        for number in range(2, 125):
            file.save(titled(paper, f"Title {number} " * 20))
        assert file.paper_at(1) == paper
        assert file.paper_at(77) == titled(paper, "Title 77 " * 20)

    def it_keeps_many_revisions_of_long_text_small(self, file: PaperFile, paper: Paper, path: Path) -> None:
        text = " ".join(str(uuid4()) for _ in range(160))
        file.save(titled(paper, text))
        before = path.stat().st_size
        for number in range(1, 121):
            file.save(titled(paper, text + "x" * number))
        assert path.stat().st_size - before < 120 * len(text) / 10

    def it_knows_no_revision_that_never_was(self, file: PaperFile) -> None:
        with pytest.raises(NotFound, match="no revision 7"):
            file.paper_at(7)

    def it_refuses_another_paper(self, file: PaperFile, paper: Paper) -> None:
        with pytest.raises(NotSaved, match="another paper"):
            file.save(replace(paper, public=replace(paper.public, id="other")))

    def it_refuses_a_paper_whose_record_lost_an_event(self, file: PaperFile, paper: Paper) -> None:
        with pytest.raises(NotSaved, match="record"):
            file.save(paper.with_public(record=()))
        assert file.read() == paper

    def it_says_so_where_the_disk_is_full_and_saves_once_it_is_not(
        self, file: PaperFile, paper: Paper
    ) -> None:
        longer = titled(paper, "".join(str(uuid4()) for _ in range(4000)))
        pages = file._connection.execute("pragma page_count").fetchone()[0]
        file._connection.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(NotSaved, match=r"the disk is full\. Free some space"):
            file.save(longer)
        assert file.read() == paper
        file._connection.execute("pragma max_page_count = 100000")
        assert file.save(longer).revision == 2
        assert file.read() == longer

    def it_does_not_say_saved_where_the_disk_gives_back_other_text(
        self, file: PaperFile, paper: Paper, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "write_rows", lambda *_: None)
        with pytest.raises(NotSaved, match="not what was written"):
            file.save(titled(paper, "Tasers"))

    def it_notices_that_its_file_was_replaced(self, file: PaperFile, paper: Paper, path: Path) -> None:
        path.rename(path.with_name("elsewhere"))
        with pytest.raises(NotSaved, match="moved, deleted or replaced"):
            file.save(titled(paper, "Tasers"))
        path.with_name("elsewhere").rename(path)
        assert file.save(titled(paper, "Tasers")).revision == 2

    def it_goes_on_with_the_file_of_a_drive_that_was_away(
        self, file: PaperFile, paper: Paper, path: Path
    ) -> None:
        drive_came_back(path, path.read_bytes())
        assert file.save(titled(paper, "Tasers"), steps=[], position=0).revision == 2
        file.close()
        assert [entry.name for entry in path.parent.glob(f"{path.name}*")] == [path.name]
        with contextlib.closing(PaperFile(path)) as again:
            assert again.read() == titled(paper, "Tasers")

    def it_writes_nothing_into_a_file_that_was_changed_while_its_drive_was_away(
        self, file: PaperFile, paper: Paper, path: Path
    ) -> None:
        then = path.read_bytes()
        file.save(titled(paper, "Tasers"))
        drive_came_back(path, then)
        with pytest.raises(NotSaved, match="moved, deleted or replaced"):
            file.save(titled(paper, "Batons"))
        assert path.read_bytes() == then

    def it_writes_nothing_where_it_may_only_read(self, path: Path, paper: Paper) -> None:
        create_file(path, paper).close()
        before = path.read_bytes()
        file = PaperFile(path, read_only=True)
        assert file.read() == paper
        with pytest.raises(NotSaved, match="reading only"):
            file.save(titled(paper, "Tasers"))
        file.close()
        assert path.read_bytes() == before


class DescribeSteps:
    @small(25)
    @given(st.lists(strategies.steps, max_size=5), st.data())
    def it_keeps_them_with_their_position(self, steps: list[Step], data: st.DataObject) -> None:
        position = data.draw(st.integers(0, len(steps)))
        with quick_folder() as folder:
            paper = strategies.paper_with("Tasers")
            file = create_file(folder / file_name(paper.id), paper)
            file.save(paper, steps=steps[:2], position=min(2, len(steps)))
            file.save(file.read(), steps=steps, position=position)
            file.close()
            again = PaperFile(file.path)
            assert again.steps() == (steps, position)
            again.close()

    def it_forgets_what_was_taken_back_and_typed_over(self, file: PaperFile) -> None:
        one, two, three = (step(label) for label in "abc")
        file.save(file.read(), steps=[one, two], position=2)
        file.save(file.read(), steps=[one, two], position=1)
        file.save(file.read(), steps=[one, three], position=2)
        assert file.steps() == ([one, three], 2)

    def it_keeps_the_last_when_there_are_too_many(
        self, file: PaperFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desktop_app.storage.undo.KEPT", 3)
        steps = [step(str(number)) for number in range(8)]
        for count in range(1, 9):
            file.save(file.read(), steps=steps[:count], position=count)
        file.save(file.read(), steps=steps, position=7)
        assert file.steps() == (steps[-3:], 2)
        kept = [*steps[-3:-1], step("new")]
        file.save(file.read(), steps=kept, position=3)
        assert file.steps() == (kept, 3)

    def it_keeps_those_of_part_two_apart(self, file: PaperFile, path: Path) -> None:
        change = Change("part2.facts", Part.TWO, None, CANARY)
        file.save(file.read(), steps=[Step("Typing", (change,))], position=1)
        assert rows(file, "public_step_changes") == 0
        assert rows(file, "restricted_step_changes") == 1


def step(label: str) -> Step:
    return Step(label, (Change("decision.title", Part.ONE, "before", label),))


def rows(file: PaperFile, table: str) -> int:
    return file._connection.execute(f"select count(*) from {table}").fetchone()[0]


class DescribeTheRecord:
    @pytest.mark.parametrize(
        "statement",
        [
            "update public_events set text = 'x'",
            "delete from public_events",
            "insert or replace into public_events select * from public_events",
            "insert into restricted_events select * from public_events",
        ],
    )
    def it_only_grows(self, file: PaperFile, path: Path, statement: str) -> None:
        with pytest.raises(sqlite3.IntegrityError, match="the record only grows"):
            file._connection.execute(statement)

    def it_holds_events_of_both_parts_in_order(self, file: PaperFile, paper: Paper) -> None:
        event = chained(paper.record, Event(0, EventKind.TICKED, 2, "2026-03-02T10:00:00+00:00", note=CANARY))
        grown = paper.with_restricted(record=(event,))
        file.save(grown)
        assert file.read().record == grown.record
        assert rows(file, "restricted_events") == rows(file, "public_events") == 1


class DescribePartTwo:
    def it_stands_in_tables_of_its_own(self, file: PaperFile) -> None:
        tables = [
            row[0] for row in file._connection.execute("select name from sqlite_master where type = 'table'")
        ]
        public = [name for name in tables if not name.startswith("restricted_")]
        found = [
            str(row)
            for name in public
            for row in file._connection.execute(f"select * from {name}")
            if CANARY in str(row)
        ]
        assert len(public) > 8
        assert found == []

    def it_leaves_no_trace_in_the_current_text_once_deleted(
        self, file: PaperFile, paper: Paper, path: Path
    ) -> None:
        file.save(replace(paper, restricted=Restricted()))
        file.close()
        assert CANARY.encode() not in path.read_bytes()


class DescribeMakingAFile:
    def it_is_not_there_where_one_of_its_states_could_not_be_kept(self, path: Path, paper: Paper) -> None:
        others = [
            (titled(paper, "Tasers"), "", TODAY),
            (strategies.paper_with("Another").with_public(id=str(uuid4())), "", TODAY),
        ]
        with pytest.raises(NotSaved, match="another paper"):
            create_file(path, paper, after=others)
        assert list(path.parent.iterdir()) == []

    def it_leaves_nothing_of_a_paper_that_could_not_be_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = strategies.paper_with("Boats")
        path = tmp_path / file_name(paper.id)

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as held:
            held.setattr(Path, "replace", refuse)
            with pytest.raises(NotSaved, match="disk is full"):
                create_file(path, paper)
        assert list(tmp_path.iterdir()) == []
        create_file(path, paper).close()
        assert read(path) == paper

    def it_says_that_the_disk_is_full_and_not_that_sqlite_is_old(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(handle: sqlite3.Connection, _: Path) -> None:
            handle.execute("pragma max_page_count = 1")

        monkeypatch.setattr(files, "configure", full)
        paper = strategies.paper_with("Boats")
        told = f"Not saved in {tmp_path}: the disk is full. Free some space and try again."
        with pytest.raises(NotSaved, match=re.escape(told)):
            create_file(tmp_path / file_name(paper.id), paper)

    def it_gives_a_paper_its_place_only_with_its_text(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = strategies.paper_with("Boats")
        path = tmp_path / file_name(paper.id)

        def die(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(PaperFile, "save", die)
        with pytest.raises(KeyboardInterrupt):
            create_file(path, paper)
        assert not path.exists()

    def it_says_what_is_so_where_what_was_half_made_cannot_be_taken_away(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = strategies.paper_with("Boats")
        with monkeypatch.context() as held:
            held.setattr(os, "unlink", _refused)
            held.setattr(os, "rmdir", _refused)
            file = create_file(tmp_path / file_name(paper.id), paper)
        file.close()
        assert read(tmp_path / file_name(paper.id)) == paper


def read(path: Path) -> Paper:
    file = PaperFile(path)
    try:
        return file.read()
    finally:
        file.close()


def _refused(*_: object, **__: object) -> None:
    raise OSError(errno.EACCES, "Permission denied")


class DescribeOpening:
    def it_is_one_file_at_rest_for_its_user_alone(self, file: PaperFile, path: Path) -> None:
        file.close()
        assert [found.name for found in path.parent.iterdir()] == [path.name]
        if os.name == "posix":
            assert path.stat().st_mode & 0o777 == 0o600

    def it_is_refused_to_a_second(self, file: PaperFile, path: Path) -> None:
        with pytest.raises(PaperLocked, match=f"process {os.getpid()}") as refusal:
            PaperFile(path)
        assert refusal.value.holder.pid == os.getpid()

    def it_stays_locked_after_a_second_was_refused(self, file: PaperFile, path: Path, paper: Paper) -> None:
        for _ in range(2):
            with pytest.raises(PaperLocked):
                PaperFile(path)
        assert file.save(titled(paper, "Tasers")).revision == 2

    def it_never_writes_over_a_paper(self, file: PaperFile, path: Path, paper: Paper) -> None:
        with pytest.raises(NotSaved, match="there is a paper"):
            create_file(path, titled(paper, "Tasers"))
        assert file.read() == paper

    def it_moves_the_journal_of_another_paper_aside(self, file: PaperFile, path: Path, paper: Paper) -> None:
        file.close()
        journal = path.with_name(path.name + "-journal")
        journal.write_bytes(hot_journal(path.parent))
        again = PaperFile(path)
        assert again.read() == paper
        again.close()
        assert [found.name.split(".")[1][:7] for found in sorted(path.parent.glob("*foreign*"))] == [
            "foreign"
        ]

    def it_copies_the_file_before_it_mends_a_broken_off_save(
        self, file: PaperFile, path: Path, paper: Paper
    ) -> None:
        file.close()
        path.with_name(path.name + "-journal").write_bytes(hot_journal(path.parent, path))
        path.with_name(path.name + ".open").write_text(
            json.dumps({"name": "", "host": platform.node(), "pid": 2**30})
        )
        again = PaperFile(path)
        assert again.read() == paper
        again.close()
        folder = path.parent.parent / "backups" / paper.id
        copies = sorted(found.name.split("-", 1)[1] for found in folder.glob("*-after-break*"))
        assert copies == ["after-break.sqlite3", "after-break.sqlite3.its-journal"]

    def it_stays_known_whose_a_journal_is_that_could_not_be_played_back(
        self, file: PaperFile, path: Path, paper: Paper, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        journal = path.with_name(path.name + "-journal")
        broken_off = hot_journal(path.parent, path)

        class Refusing(sqlite3.Connection):
            def close(self) -> None:
                super().close()
                journal.write_bytes(broken_off)  # as where a disk that is full refuses to take it back

        monkeypatch.setattr(module.files.sqlite3, "connect", partial(sqlite3.connect, factory=Refusing))
        file.close()
        PaperFile(path).close()
        monkeypatch.undo()
        again = PaperFile(path)
        assert again.read() == paper
        again.close()
        assert not list(path.parent.glob("*foreign*"))


def hot_journal(folder: Path, source: Path | None = None) -> bytes:
    """Return the journal of a save that was broken off, in a copy of source or in another paper's file."""
    copy = folder / "victim.db"
    if source is not None:
        copy.write_bytes(source.read_bytes())
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("create table if not exists other (text)")
    connection.execute("insert into other values ('the text of another paper')")
    connection.execute("pragma cache_size = 1")
    connection.execute("begin")
    connection.execute("delete from other")
    connection.execute("create table filler as with recursive n(i) as (select 1 union all select i + 1 from n"
                       " where i < 500) select i, randomblob(900) as b from n")  # fmt: skip
    content = copy.with_name("victim.db-journal").read_bytes()
    connection.execute("rollback")
    connection.close()
    copy.unlink()
    assert content
    return content


class DescribeDamage:
    @pytest.mark.parametrize(
        ("statement", "words"),
        [
            ("update public_answers set text = '\"Forged\"'", "“decision.title” is not what was saved"),
            ("update restricted_answers set sha256 = '0'", "“part2.facts” is not what was saved"),
            ("delete from public_answers", "a part of its text is missing"),
            ("delete from restricted_answers", "a part of its text is missing"),
            ("drop table public_answers", "could not be read"),
            ("pragma application_id = 0", "not the file of a paper"),
        ],
    )
    def it_is_found_on_opening(self, file: PaperFile, path: Path, statement: str, words: str) -> None:
        file.close()
        tampered(path, statement)
        before = path.read_bytes()
        with pytest.raises(PaperDamaged, match=words) as refusal:
            PaperFile(path)
        assert str(path) in str(refusal.value)
        assert "backups" in str(refusal.value)
        assert path.read_bytes() == before

    def it_is_found_in_an_earlier_text(self, file: PaperFile, path: Path, paper: Paper) -> None:
        file.save(titled(paper, "Tasers"))
        file.close()
        tampered(path, "update public_changes set data = x'00' where revision = 1 and key = 'decision.title'")
        with pytest.raises(PaperDamaged, match=r"an earlier text of “decision\.title”"):
            PaperFile(path)

    @pytest.mark.parametrize(
        "content", [b"", b"hello, this is text, not a database at all", b"PK\3\4" + b"\0" * 600]
    )
    def it_leaves_a_file_that_is_no_paper_as_it_is(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        with pytest.raises(PaperDamaged, match="not the file of a paper"):
            PaperFile(path)
        assert path.read_bytes() == content
        assert [found.name for found in path.parent.iterdir()] == [path.name]

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def it_finds_a_file_cut_short(self, file: PaperFile, path: Path, share: float) -> None:
        file.close()
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises(PaperDamaged):
            PaperFile(path)

    def it_finds_a_flipped_bit_in_any_text(self, file: PaperFile, path: Path, paper: Paper) -> None:
        file.close()
        content = path.read_bytes()
        places = [place for place in range(len(content)) if content.startswith(b"Body worn video", place)]
        assert places
        for place in places:
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            with pytest.raises(PaperDamaged):
                PaperFile(path)

    @pytest.mark.parametrize("times", [1, 100])
    def it_is_not_what_a_disk_did_not_give(
        self, file: PaperFile, path: Path, times: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.close()
        left = iter(range(times))
        usual, usual_open = module.read_rows, Path.open

        def reading(connection: sqlite3.Connection, path: Path) -> Rows:
            if next(left, None) is not None:  # SQLite calls it so, where it was not given what it asked for
                raise sqlite3.DatabaseError("database disk image is malformed")
            return usual(connection, path)

        def opening(self: Path, *given: Any, **named: Any) -> Any:
            if self == path and next(left, None) is not None:
                raise OSError(errno.EIO, "Input/output error")
            return usual_open(self, *given, **named)

        monkeypatch.setattr(module, "read_rows", reading)
        monkeypatch.setattr(Path, "open", opening)
        if times == 1:
            PaperFile(path).close()
            return
        with pytest.raises(StorageError, match="did not answer") as refusal:
            PaperFile(path)
        assert not isinstance(refusal.value, PaperDamaged)

    def it_is_not_taken_to_write_in_it_where_the_system_gives_it_for_reading_only(
        self, file: PaperFile, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.close()
        usual = files._handle
        monkeypatch.setattr(files, "_handle", lambda path, _: usual(path, "ro"))
        with pytest.raises(NotSaved, match="may not be written to"):
            PaperFile(path)
        PaperFile(path, read_only=True).close()

    def it_finds_a_paper_under_the_name_of_another(self, file: PaperFile, path: Path) -> None:
        file.close()
        other = path.with_name(file_name(str(uuid4())))
        path.rename(other)
        with pytest.raises(PaperDamaged, match="under another name"):
            PaperFile(other)

    def it_says_where_there_is_no_file(self, path: Path) -> None:
        with pytest.raises(StorageError, match="no such file"):
            PaperFile(path)


def drive_came_back(path: Path, content: bytes) -> None:
    """Put another file in the place of an open one, as a drive does that was unplugged."""
    path.rename(path.with_name("of the drive that was unplugged"))
    path.write_bytes(content)
