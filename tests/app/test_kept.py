"""Saving in a thread of its own: nothing is lost, and nothing is called saved that is not."""

import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.session import Session
from desktop_app.domain.paper import Paper
from desktop_app.domain.step import Step
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile, Saved
from tests.domain.forms_for_tests import TEMPLATE, paper

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


class SlowKeeper:
    """Keeps a paper in a file, and takes as long over each save as it is told to."""

    def __init__(self, file: PaperFile) -> None:
        self.file = file
        self.go_on = threading.Event()
        self.at_it = threading.Event()
        self.threads: list[int] = []
        self.trouble: Exception | None = None

    @property
    def read_only(self) -> bool:
        return self.file.read_only

    @property
    def revision(self) -> int:
        return self.file.revision

    def read(self) -> Paper:
        return self.file.read()

    def steps(self) -> tuple[list[Step], int]:
        return self.file.steps()

    def save(
        self, paper: Paper, *, label: str = "", steps: Sequence[Step] | None = None, position: int = 0
    ) -> Saved:
        self.threads.append(threading.get_ident())
        self.at_it.set()
        assert self.go_on.wait(10)
        if self.trouble is not None:
            raise self.trouble
        return self.file.save(paper, label=label, steps=steps, position=position)

    def close(self) -> None:
        self.file.close()


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[SlowKeeper]:
    library = Library(tmp_path)
    made = SlowKeeper(library.create(paper({"note.title": "Dredging"})))
    yield made
    made.go_on.set()
    made.file.close()
    library.close()


@pytest.fixture
def session(keeper: SlowKeeper) -> Iterator[Session]:
    made = Session(TEMPLATE, keeper, lambda: NOW)
    yield made
    keeper.go_on.set()
    made.close()


def begin(session: Session, keeper: SlowKeeper) -> threading.Event:
    """Begin to save apart, and return what is set once that is over; by then the save is under way."""
    over = threading.Event()
    session.save_apart(over.set)
    assert keeper.at_it.wait(10)
    return over


class DescribeSavingApart:
    def it_saves_in_another_thread_and_says_when_it_is_over(
        self, session: Session, keeper: SlowKeeper
    ) -> None:
        session.change("note.title", "Piling", label="Typing")
        over = begin(session, keeper)
        assert session.save_state.dirty
        assert not over.is_set()
        keeper.go_on.set()
        assert over.wait(10)
        session.settle()
        assert not session.save_state.dirty
        assert keeper.read() == session.paper
        assert threading.get_ident() not in keeper.threads

    def it_saves_what_there_was_when_it_began_and_calls_no_more_saved(
        self, session: Session, keeper: SlowKeeper
    ) -> None:
        session.change("note.title", "Piling", label="Typing")
        begin(session, keeper)
        session.change("note.title", "Dredging again", label="Typing")
        keeper.go_on.set()
        session.settle()
        assert session.save_state.dirty
        assert session.save_state.at is not None
        assert keeper.read().public.answers["note.title"] == "Piling"
        assert [step.label for step in keeper.steps()[0]] == ["Typing"]

    def it_lets_whoever_wants_the_file_wait(self, session: Session, keeper: SlowKeeper) -> None:
        session.change("note.title", "Piling", label="Typing")
        before = keeper.revision
        begin(session, keeper)
        threading.Timer(0.05, keeper.go_on.set).start()
        assert session.keeper.revision == before + 1

    def it_lets_a_save_at_once_wait_too_and_then_save_the_rest(
        self, session: Session, keeper: SlowKeeper
    ) -> None:
        session.change("note.title", "Piling", label="Typing")
        begin(session, keeper)
        session.change("note.title", "The last word", label="Typing")
        threading.Timer(0.05, keeper.go_on.set).start()
        session.save()
        assert not session.save_state.dirty
        assert keeper.read() == session.paper

    def it_saves_the_last_word_on_closing(self, session: Session, keeper: SlowKeeper, tmp_path: Path) -> None:
        session.change("note.title", "Piling", label="Typing")
        begin(session, keeper)
        session.change("note.title", "The last word", label="Typing")
        keeper.go_on.set()
        session.close()
        file = Library(tmp_path).open(session.paper.id)
        assert file.read().public.answers["note.title"] == "The last word"
        file.close()

    def it_begins_nothing_once_the_paper_was_let_go(self, session: Session, keeper: SlowKeeper) -> None:
        keeper.trouble = NotSaved("Not saved: the disk is full.")
        keeper.go_on.set()
        session.change("note.title", "Piling", label="Typing")
        session.close()
        assert session.save_state.dirty
        keeper.threads.clear()
        session.save_apart(lambda: None)
        session.settle()
        assert keeper.threads == []
        assert not session.check_apart(lambda: None)

    def it_begins_no_second_save_beside_the_first(self, session: Session, keeper: SlowKeeper) -> None:
        session.change("note.title", "Piling", label="Typing")
        begin(session, keeper)
        session.save_apart(lambda: None)
        keeper.go_on.set()
        session.settle()
        assert len(keeper.threads) == 1

    def it_says_what_went_wrong_and_keeps_the_text(self, session: Session, keeper: SlowKeeper) -> None:
        keeper.trouble = NotSaved("Not saved: the disk is full.")
        session.change("note.title", "Piling", label="Typing")
        over = begin(session, keeper)
        keeper.go_on.set()
        assert over.wait(10)
        session.settle()
        assert (session.save_state.dirty, session.save_state.failed) == (True, "Not saved: the disk is full.")
        keeper.trouble = None
        session.save()
        assert not session.save_state.dirty

    def it_does_nothing_where_all_is_on_disk(self, session: Session, keeper: SlowKeeper) -> None:
        session.save_apart(lambda: None)
        assert keeper.threads == []
