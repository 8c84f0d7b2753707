import contextlib
import errno
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.paper import Paper, RichText, with_answer
from desktop_app.domain.richtext import CrossRef, Paragraph, Text
from desktop_app.storage.copying import copy_of
from desktop_app.storage.errors import NotFound, PaperLocked, StorageError
from desktop_app.storage.index import Index
from desktop_app.storage.library import Entry, Library
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.schema import SUFFIX
from desktop_app.storage.seeking import excerpt
from tests.strategies import paper_with

ROOT = Path(__file__).resolve().parents[2]
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
CANARY = "Quokka-canary-Zyxwv"
GONE = "zyxquicksilverb"  # one word to the index


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


def line(paper: Paper, title: str, reference: str = "", *, hour: int = 0, state: str = "drafting") -> Entry:
    changed = MORNING + timedelta(hours=hour)
    return Entry(
        paper.id, paper.public.template, reference, title, state, changed, steps_done=2, steps=9, errors=1
    )


def add(
    library: Library, number: int, title: str, reference: str = "", text: str = "", state: str = "drafting"
) -> Entry:
    paper = paper_with(title, part2=CANARY, uuid=number)
    entry = line(paper, title, reference, hour=number % 1000, state=state)
    library.create(paper, entry).close()
    library.note(entry, text)
    return entry


def no_room() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def titles(entries: list[Entry]) -> list[str]:
    return [entry.title for entry in entries]


def lose_index(library: Library) -> None:
    library.close()
    library.folder.joinpath("index.sqlite3").unlink()


def _gone_through(steps: Generator[None, None, bool]) -> bool:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return bool(end.value)


class DescribeListing:
    def it_begins_empty(self, library: Library) -> None:
        assert library.entries() == []

    def it_lists_a_paper_whose_title_holds_half_a_sign(self, library: Library) -> None:
        add(library, 1, "Harbour \ud83d launch", "PCD 1", "The quay \udea4 was built")
        add(library, 2, "Radio masts")
        library.refresh()
        lose_index(library)
        again = Library(library.folder)
        assert titles(again.entries()) == ["Radio masts", "Harbour ? launch"]
        assert titles(again.search("quay")) == ["Harbour ? launch"]
        again.close()

    def it_lists_the_last_changed_first(self, library: Library) -> None:
        entries = [add(library, number, f"Paper {number}", f"PCD {number}") for number in range(1, 5)]
        assert library.entries() == entries[::-1]
        assert library.entries(limit=2, start=1) == entries[2:0:-1]

    def it_orders_by_the_moment_whatever_the_clock_on_the_wall(self, library: Library) -> None:
        late = add(library, 1, "Late")
        early = add(library, 2, "Early")
        summer = datetime.fromisoformat("2026-03-02T11:30:00+03:00")
        library.note(early._replace(changed=summer))
        assert titles(library.entries()) == [late.title, early.title]

    def it_lists_one_state_and_says_where_a_paper_stands(self, library: Library) -> None:
        states = ("drafting", "decided", "drafting", "decided")
        one, two, three, four = (
            add(library, n, f"Paper {n}", state=state) for n, state in enumerate(states, 1)
        )
        assert library.entries(state="decided") == [four, two]
        assert library.entries(state="drafting", limit=1, start=1) == [one]
        assert [library.place(entry.id) for entry in (four, three, two, one)] == [0, 1, 2, 3]
        assert library.place(two.id, state="decided") == 1
        assert library.place(two.id, state="drafting") == -1
        assert library.place(two.id, archived=True) == -1

    def it_counts_the_states(self, library: Library) -> None:
        add(library, 1, "One")
        add(library, 2, "Two")
        add(library, 3, "Three", state="decided")
        assert library.counts() == {"drafting": 2, "decided": 1}
        assert library.counts(archived=True) == {}

    def it_counts_them_right_whatever_becomes_of_them(self, library: Library) -> None:
        first, second = add(library, 1, "Dogs"), add(library, 2, "Boats")
        library.note(first._replace(state="decided"))
        library.note(first._replace(title="Cats", state="decided"))
        library.archive(second.id)
        assert library.counts() == {"decided": 1}
        assert library.counts(archived=True) == {"drafting": 1}
        library.restore(second.id)
        library.papers.joinpath(f"{first.id}{SUFFIX}").unlink()
        library.refresh()
        assert library.counts() == {"drafting": 1}
        assert library.counts(archived=True) == {}

    def it_counts_them_where_an_earlier_version_kept_no_tally(self, library: Library) -> None:
        add(library, 1, "Dogs")
        add(library, 2, "Boats", state="decided")
        library.close()
        with contextlib.closing(sqlite3.connect(library.folder / "index.sqlite3")) as index:
            for trigger in ("paper_came", "paper_went", "paper_moved"):
                index.execute(f"drop trigger {trigger}")
            index.executescript("drop table tally; pragma user_version = 3;")
        assert library.counts() == {"drafting": 1, "decided": 1}
        add(library, 3, "Masts")
        assert library.counts() == {"drafting": 2, "decided": 1}
        assert [entry.title for entry in library.entries()] == ["Masts", "Boats", "Dogs"]

    def it_lists_a_paper_that_nothing_is_known_of(self, library: Library) -> None:
        paper = paper_with("Tasers")
        library.create(paper).close()
        assert [(e.id, e.template, e.state) for e in library.entries()] == [
            (paper.id, paper.public.template, "drafting")
        ]

    def it_does_not_load_what_only_new_files_need(self, library: Library) -> None:
        add(library, 1, "One")
        code = (
            "import sys; from pathlib import Path; from desktop_app.storage.library import Library;"
            "library = Library(Path(sys.argv[1])); assert library.entries();"
            "library.read(library.entries()[0].id); assert 'sqlite_utils' not in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code, str(library.folder)], check=True, cwd=ROOT)


class DescribePapers:
    def it_opens_and_reads_what_was_created(self, library: Library) -> None:
        paper = paper_with("Tasers", part2=CANARY)
        library.create(paper, line(paper, "Tasers")).close()
        assert library.read(paper.id) == paper
        file = library.open(paper.id)
        assert (file.id, file.read(), file.read_only) == (paper.id, paper, False)
        file.close()

    def it_reads_one_that_is_open_here(self, library: Library) -> None:
        paper = paper_with("Tasers")
        file = library.create(paper)
        changed = with_answer(paper, "decision.title", "Drones", restricted=False)
        file.save(changed)
        assert library.read(paper.id) == changed
        assert file.save(paper).revision == 3
        file.close()

    def it_opens_one_to_read_where_the_disk_has_no_room_for_the_name_of_its_holder(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        entry = add(library, 1, "Tasers")
        with monkeypatch.context() as full:
            full.setattr(json, "dump", lambda *_: no_room())
            file = library.open(entry.id)
            assert file.read_only
            assert file.why_not == (
                f"Nothing can be written in {library.papers}: the disk is full. "
                "Free some space and try again."
            )
            file.close()
        assert [path.suffix for path in library.papers.iterdir()] == [".sqlite3"]
        with contextlib.closing(library.open(entry.id)) as again:
            assert not again.read_only

    def it_refuses_to_open_one_twice(self, library: Library) -> None:
        file = library.create(paper_with("Tasers"))
        with pytest.raises(PaperLocked):
            library.open(file.id)
        file.close()
        library.open(file.id).close()

    @pytest.mark.parametrize("name", ["none", "", "../index", "a/b", "."])
    def it_says_which_paper_is_not_there(self, library: Library, name: str) -> None:
        with pytest.raises(NotFound, match="There is no paper"):
            library.open(name)

    def it_names_who_has_a_paper_open_in_another_process(self, library: Library) -> None:
        entry = add(library, 1, "Tasers")
        with held_elsewhere(library, entry.id) as pid:
            with pytest.raises(PaperLocked, match=f"already open in another window .*process {pid}"):
                library.open(entry.id)
            with pytest.raises(PaperLocked):
                library.read(entry.id)
            assert library.entries() == [entry]
        library.open(entry.id).close()

    def it_is_for_its_user_alone(self, library: Library) -> None:
        add(library, 1, "Tasers")
        modes = {
            path.name: path.stat().st_mode & 0o777 for path in (library.folder, *library.folder.iterdir())
        }
        assert {"library", "papers", "index.sqlite3"} <= modes.keys()
        assert {name for name, mode in modes.items() if mode == 0o700} == {"backups", "library", "papers"}
        assert all(mode in {0o700, 0o600} for mode in modes.values())

    def it_says_where_there_can_be_no_library(self, tmp_path: Path) -> None:
        tmp_path.joinpath("file").write_text("")
        with pytest.raises(StorageError, match=r"file.* cannot be used"):
            Library(tmp_path / "file" / "library")


class held_elsewhere:
    """A paper held open by another process."""

    def __init__(self, library: Library, paper_id: str) -> None:
        code = (
            "import sys; from pathlib import Path; from desktop_app.storage.library import Library;"
            "file = Library(Path(sys.argv[1])).open(sys.argv[2]); print('open', flush=True); sys.stdin.read()"
        )
        command = [sys.executable, "-c", code, str(library.folder), paper_id]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )

    def __enter__(self) -> int:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "open\n"
        return self._process.pid

    def __exit__(self, *_: object) -> None:
        self._process.communicate("")


class DescribeArchiving:
    def it_puts_a_paper_away_and_brings_it_back(self, library: Library) -> None:
        one, two = add(library, 1, "One"), add(library, 2, "Two")
        library.archive(one.id)
        assert library.entries() == [two]
        assert library.entries(archived=True) == [one._replace(archived=True)]
        library.restore(one.id)
        assert library.entries() == [two, one]

    def it_stays_away_when_noted_and_when_the_index_is_made_again(self, library: Library) -> None:
        one = add(library, 1, "One")
        library.archive(one.id)
        library.note(one._replace(title="Still one"), "words")
        lose_index(library)
        assert titles(library.entries(archived=True)) == ["Still one"]
        assert library.entries() == []

    def it_works_on_a_paper_that_is_open(self, library: Library) -> None:
        one = add(library, 1, "One")
        file = library.open(one.id)
        library.archive(one.id)
        file.close()
        assert library.entries() == []


class DescribeDuplicating:
    def it_takes_part_one_under_a_new_id_with_new_block_ids(self) -> None:
        first = Paragraph((Text("One"),), id="a" * 12)
        second = Paragraph((CrossRef(first.id),), id="b" * 12)
        paper = paper_with("Tasers", part2=CANARY)
        paper = with_answer(paper, "decision.legal", RichText((second,)), restricted=False)
        paper = with_answer(paper, "decision.summary", RichText((first,)), restricted=False)
        paper = with_answer(paper, "decision.reference", "PCD 1", restricted=False)
        copy = copy_of(paper, "c" * 8, frozenset(["decision.reference"]))
        summary, legal = copy.public.answers["decision.summary"], copy.public.answers["decision.legal"]
        assert copy.public.answers["decision.title"] == "Tasers"
        assert isinstance(summary, RichText)
        assert isinstance(legal, RichText)
        assert summary.blocks[0].id != first.id
        assert legal.blocks == (Paragraph((CrossRef(summary.blocks[0].id),), id=legal.blocks[0].id),)
        assert "decision.reference" not in copy.public.answers
        assert (copy.restricted.answers, copy.record) == ({}, ())


class DescribeSearching:
    @pytest.fixture(autouse=True)
    def papers(self, library: Library) -> None:
        add(library, 1, "Budget of the estate", "PCD 602", "Officers will be paid.")
        add(library, 2, "Body worn video", "PCD 603", "The budget was approved by the Commissioner’s office.")
        add(
            library,
            3,
            "Policing of events",
            "PCD 963",
            "Nothing else, with “quotes” and 50% more at £10,000.",
        )

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("budget", ["Budget of the estate", "Body worn video"]),
            ("budgets approving", ["Body worn video"]),
            ("pol", ["Policing of events"]),
            ("policin", ["Policing of events"]),
            ("PCD 60", ["Body worn video", "Budget of the estate"]),
            ("pcd 963", ["Policing of events"]),
            ('"was approved"', ["Body worn video"]),
            ('"approved was"', []),
            ('"was appr', ["Body worn video"]),
            ("Commissioner’s office", ["Body worn video"]),
            ("50% £10,000", ["Policing of events"]),
            ("budget AND NOT estate", []),
            ("nosuchword", []),
            ("", []),
            (" ?! ", []),
        ],
    )
    def it_finds_papers_titles_first(self, library: Library, words: str, found: list[str]) -> None:
        assert titles(library.search(words)) == found

    def it_shows_where_it_hit(self, library: Library) -> None:
        assert (
            library.search("commissioner")[0].excerpt
            == "The budget was approved by the Commissioner’s office."
        )

    def it_does_not_show_the_title_twice(self, library: Library) -> None:
        add(library, 4, "Quay walls", "PCD 964", "Quay walls\nBoth walls of the quay.")
        add(library, 5, "Jetty", "PCD 965", "Jetty\nBy the harbour.")
        assert library.search("quay walls")[0].excerpt == "Both walls of the quay."
        assert library.search("jetty")[0].excerpt == ""

    @pytest.mark.parametrize(
        "typed",
        ['"', '""', "'", "*", "a*b", "(", "a OR", "NEAR(", "title:x", "-", "^", "\0", "\ud800", "{a}"],
    )
    def it_takes_any_text(self, library: Library, typed: str) -> None:
        library.search(typed)
        library.search(f"budget {typed}")
        library.find(typed)

    def it_takes_random_text(self, library: Library) -> None:
        @given(st.text(max_size=30))
        def searched(typed: str) -> None:
            library.search(typed)

        searched()

    def it_searches_the_archive_apart(self, library: Library) -> None:
        [video] = library.search("worn")
        library.archive(video.id)
        assert library.search("worn") == []
        assert titles(library.search("worn", archived=True)) == ["Body worn video"]

    def it_forgets_words_that_are_gone(self, library: Library) -> None:
        [video] = library.search("commissioner")
        library.note(video._replace(excerpt=""), "Other words.")
        assert library.search("commissioner") == []
        assert titles(library.search("other words")) == ["Body worn video"]

    def it_gives_no_more_than_asked_for(self, library: Library) -> None:
        assert titles(library.search("budget", limit=1)) == ["Budget of the estate"]


class DescribeFinding:
    def it_finds_by_reference_id_or_beginning_of_an_id(self, library: Library) -> None:
        one, two = add(library, 1, "One", "PCD 602"), add(library, 0xA << 124, "Two", "PCD 603")
        assert library.find(" pcd  602 ") == [one]
        assert library.find(two.id.upper()) == [two]
        assert library.find("a000") == [two]
        assert library.find("a00") == []
        assert library.find("PCD") == []
        assert library.find("") == []

    def it_finds_all_that_share_a_reference(self, library: Library) -> None:
        one, two = add(library, 1, "One", "PCD 602"), add(library, 2, "Two", "PCD 602")
        library.archive(two.id)
        assert library.find("PCD 602") == [one, two._replace(archived=True)]


class DescribeTheIndex:
    def it_is_made_again_the_same_from_the_papers(self, library: Library) -> None:
        for number in range(1, 6):
            add(library, number, f"Paper {number}", f"PCD {number}", f"word{number} shared")
        library.archive(library.entries()[0].id)
        before = (library.entries(), library.entries(archived=True), library.search("shared"))
        library.close()
        library.folder.joinpath("index.sqlite3").unlink()
        again = Library(library.folder)
        assert (again.entries(), again.entries(archived=True), again.search("shared")) == before
        again.close()

    @pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
    def it_is_made_again_when_damaged(self, library: Library, content: bytes) -> None:
        entry = add(library, 1, "One")
        library.close()
        library.folder.joinpath("index.sqlite3").write_bytes(content)
        assert library.entries() == [entry]

    def it_may_be_deleted_while_in_use(self, library: Library) -> None:
        one = add(library, 1, "One")
        library.folder.joinpath("index.sqlite3").unlink()
        two = add(library, 2, "Two")
        assert library.entries() == [two, one]
        library.close()
        assert library.entries() == [two, one]

    def it_lists_papers_where_it_cannot_be_kept(self, library: Library) -> None:
        entry = add(library, 1, "One")
        library.close()
        library.folder.joinpath("index.sqlite3").unlink()
        library.folder.joinpath("index.sqlite3").mkdir()
        assert library.entries() == [entry]

    def it_follows_papers_that_come_and_go(self, library: Library, tmp_path: Path) -> None:
        one, two = add(library, 1, "One"), add(library, 2, "Two")
        path = library.papers / f"{one.id}{SUFFIX}"
        path.rename(tmp_path / "away")
        library.refresh()
        assert library.entries() == [two]
        (tmp_path / "away").rename(path)
        library.refresh()
        assert library.entries() == [two, one]

    def it_follows_a_paper_that_changed_behind_its_back(self, library: Library) -> None:
        one = add(library, 1, "One")
        file = PaperFile(library.papers / f"{one.id}{SUFFIX}")
        file.describe(one._replace(title="Another"), "x" * 5000)
        file.close()
        library.refresh()
        assert titles(library.entries()) == ["Another"]

    def it_gives_what_was_last_known_until_the_files_are_looked_through(self, library: Library) -> None:
        one, two = add(library, 1, "One"), add(library, 2, "Two")
        library.close()
        library.papers.joinpath(f"{one.id}{SUFFIX}").unlink()
        opened = Library(library.folder, looked_through=False)
        assert opened.entries() == [two, one]
        assert _gone_through(opened.looking())
        assert opened.entries() == [two]
        assert not _gone_through(opened.looking())
        opened.close()

    def it_is_made_again_in_steps(self, library: Library) -> None:
        entries = [add(library, number, f"Paper {number}") for number in range(1, 21)]
        library.close()
        library.folder.joinpath("index.sqlite3").unlink()
        opened = Library(library.folder, looked_through=False)
        assert opened.entries() == []
        steps, counts = opened.looking(), set[int]()
        for _ in steps:
            counts.add(len(opened.entries()))
        assert len(counts) > 2
        assert opened.entries() == entries[::-1]
        opened.close()

    def it_looks_again_where_the_index_is_lost_on_the_way(self, library: Library) -> None:
        entries = [add(library, number, f"Paper {number}") for number in range(1, 21)]
        library.close()
        opened = Library(library.folder, looked_through=False)
        steps = opened.looking()
        next(steps)
        lose_index(opened)
        _gone_through(steps)
        assert opened.entries() == entries[::-1]
        opened.close()

    def it_names_the_files_that_it_cannot_list(self, library: Library) -> None:
        add(library, 1, "One")
        library.papers.joinpath(f"broken{SUFFIX}").write_bytes(b"broken")
        library.refresh()
        assert titles(library.entries()) == ["One"]
        [trouble] = library.troubles
        assert trouble.path.name == f"broken{SUFFIX}"
        assert "damaged" in trouble.sentence

    def it_says_that_all_are_away_and_lists_them_once_they_are_back(self, library: Library) -> None:
        entry = add(library, 1, "One")
        library.close()
        library.folder.rename(library.folder.with_name("away"))
        library.refresh()
        [trouble] = library.troubles
        told = f"{library.papers} is not there. Check that its disk is connected."
        assert (trouble.of_all, trouble.sentence) == (True, told)
        with pytest.raises(StorageError, match=re.escape(told)):
            library.open(entry.id)
        library.folder.with_name("away").rename(library.folder)
        library.refresh()
        assert library.troubles == ()
        assert titles(library.entries()) == ["One"]

    def it_never_holds_part_two(self, library: Library) -> None:
        entry = add(library, 1, "One", text="public words")
        file = library.open(entry.id)
        file.save(with_answer(file.read(), "part2.facts", f"more {CANARY}", restricted=True))
        library.note(entry, "public words")
        file.close()
        library.archive(entry.id)
        lose_index(library)
        library.entries()
        content = library.folder.joinpath("index.sqlite3").read_bytes()
        assert b"public words" in content
        assert CANARY.encode() not in content
        assert CANARY.casefold().encode() not in content

    def it_holds_no_word_that_has_left_part_one(self, library: Library) -> None:
        entry = add(library, 1, "One", text=f"public words {GONE}")
        add(library, 2, "Two", text="others")
        library.note(entry, "public words")
        assert library.search("public")
        content = library.folder.joinpath("index.sqlite3").read_bytes()
        assert GONE.encode() not in content.lower()

    def it_holds_no_word_of_a_paper_that_is_gone(self, library: Library) -> None:
        entry = add(library, 1, "One", text=f"public words {GONE}")
        library.close()
        library.papers.joinpath(f"{entry.id}{SUFFIX}").unlink()
        library.refresh()
        content = library.folder.joinpath("index.sqlite3").read_bytes()
        assert GONE.encode() not in content.lower()

    def it_lists_the_papers_where_its_file_may_be_read_only(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add(library, 1, "One", text="public words")
        two = add(library, 2, "Two")
        library.close()
        spare = library.papers.joinpath(f"{two.id}{SUFFIX}").rename(library.folder / "spare")
        usual = Index.drop

        def refused(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        def dropped(index: Index, ids: Iterable[str]) -> None:
            if index._path is not None:
                raise sqlite3.OperationalError("attempt to write a readonly database")
            usual(index, ids)

        monkeypatch.setattr(Path, "unlink", refused)
        monkeypatch.setattr(Index, "drop", dropped)
        library.refresh()
        assert titles(library.entries()) == ["One"]
        assert titles(library.search("public")) == ["One"]
        assert spare.exists()

    def it_can_be_used_by_two_processes(self, library: Library) -> None:
        add(library, 1, "One")
        other = Library(library.folder)
        add(other, 2, "Two")
        assert titles(library.entries()) == ["Two", "One"]
        other.close()


def it_keeps_every_acknowledged_save_through_kills(tmp_path: Path) -> None:
    paper = paper_with("0")
    folder = tmp_path / "library"
    library = Library(folder)
    library.create(paper, line(paper, "0")).close()
    code = (
        "import sys; from pathlib import Path; from itertools import count;"
        "from desktop_app.domain.paper import with_answer; from desktop_app.storage.library import Library\n"
        "file = Library(Path(sys.argv[1])).open(sys.argv[2]); paper = file.read()\n"
        "for number in count(file.revision):\n"
        "    paper = with_answer(paper, 'decision.title', str(number) * 3000, restricted=False)\n"
        "    print(file.save(paper).revision, number, flush=True)\n"
    )
    for saves in (1, 5, 17):
        command = [sys.executable, "-c", code, str(folder), paper.id]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        for _ in range(saves):
            process.stdout.readline()
        process.kill()
        # A line cut off by the kill acknowledges nothing.
        whole = [told for told in process.stdout.read().splitlines(keepends=True) if told.endswith("\n")]
        last = whole[-1:]
        process.wait()
        process.stdout.close()
        file = library.open(paper.id)
        for acknowledged in last:
            revision, number = (int(word) for word in acknowledged.split())
            assert file.revision >= revision
            assert file.paper_at(revision).public.answers["decision.title"] == str(number) * 3000
        assert file.revision >= saves
        assert [r.number for r in file.revisions()] == list(range(1, file.revision + 1))
        file.close()
    library.close()


class DescribeExcerpts:
    @pytest.mark.parametrize(
        ("body", "wanted", "shown"),
        [
            ("One budget here.", ["budget"], "One budget here."),
            ("a " * 60 + "Budget " + "b " * 60, ["budget"], f"… {'a ' * 20}Budget {'b ' * 37}…"),
            ("It was approved.", ["approving"], "It was approved."),
            ("Second word only.", ["nothing", "word"], "Second word only."),
            ("2 boats\nBudget\n\nJetty", ["budget"], "2 boats · Budget · Jetty"),
            ("Nothing of it.", ["budget"], ""),
            ("", ["budget"], ""),
        ],
    )
    def it_shows_the_words_around_a_hit(self, body: str, wanted: list[str], shown: str) -> None:
        assert excerpt(body, wanted) == shown
