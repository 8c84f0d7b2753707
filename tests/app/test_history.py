from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.app import history
from desktop_app.app.acts import go_own_way, tick
from desktop_app.app.history import (
    NOW,
    Version,
    Words,
    bring_back,
    compare_versions,
    count_words,
    name_version,
    versions,
)
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.richtext import blocks_text
from desktop_app.domain.signoff import Standing
from desktop_app.storage import paper_file
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich


class Clock(datetime):
    """A clock that goes when it is told to."""

    moment = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return cls.moment


Write = Callable[[str, Value | None], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Give what lets minutes pass."""
    monkeypatch.setattr(paper_file, "datetime", Clock)
    monkeypatch.setattr(Clock, "moment", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def pass_minutes(minutes: int) -> None:
        Clock.moment += timedelta(minutes=minutes)

    return pass_minutes


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path)
    yield made
    made.close()


@pytest.fixture
def session(library: Library, later: Callable[[int], None]) -> Iterator[Session]:
    """A paper just made, its text written a moment later."""
    made = Session(TEMPLATE, library.create(paper({"note.facts": rich("The boats are old.")})), Clock.now)
    yield made
    made.close()


def write(session: Session, key: str, value: Value | None) -> None:
    session.change(key, value, label=f"Typing in {key}")
    session.save()


class DescribeVersions:
    def it_takes_writing_without_a_pause_as_one(self, session: Session, later: Callable[[int], None]) -> None:
        for number in range(3):
            write(session, "note.title", f"Boats {number}")
            later(15)
        (only,) = versions(session)
        assert (only.first, only.last) == (1, 4)

    def it_begins_a_new_one_after_a_pause(self, session: Session, later: Callable[[int], None]) -> None:
        later(21)
        write(session, "note.title", "Boats")
        assert [(v.first, v.last) for v in versions(session)] == [(2, 2), (1, 1)]

    def it_begins_a_new_one_where_the_paper_is_opened(self, session: Session, library: Library) -> None:
        write(session, "note.title", "Boats")
        session.close()
        opened = Session(TEMPLATE, library.open(session.paper.id), Clock.now)
        write(opened, "note.title", "New boats")
        write(opened, "note.title", "Newer boats")
        assert [(v.first, v.last) for v in versions(opened)] == [(3, 4), (1, 2)]
        opened.close()

    def it_names_the_sections_touched_in_form_order(self, session: Session) -> None:
        write(session, "note.money", rich("None."))
        write(session, "note.title", "Boats")
        (only,) = versions(session)
        assert only.sections == ("note.head", "note.facts", "note.money")

    def it_tells_what_was_done_besides_writing(self, session: Session) -> None:
        tick(session, "note.tick", "A", "B")
        session.save()
        (only,) = versions(session)
        assert only.done == ("Tick Money seen",)

    def it_tells_what_was_taken_back(self, session: Session) -> None:
        session.change("note.money", rich("It costs £1."), label="Typing in Money")
        session.save()
        tick(session, "note.tick", "A", "B")
        session.save()
        session.undo()
        session.save()
        assert versions(session)[0].done[-1] == f"Undo: {session.redo_label}"

    def it_keeps_a_named_one_as_it_is_while_writing_goes_on(self, session: Session) -> None:
        write(session, "note.title", "Boats")
        name_version(session, versions(session)[0], "  As sent to\nthe board ")
        write(session, "note.title", "New boats")
        newest, named = versions(session)
        assert (newest.name, named.name) == ("", "As sent to the board")
        assert (named.first, named.last) == (1, 2)

    def it_keeps_names_in_the_file(self, session: Session, library: Library) -> None:
        name_version(session, versions(session)[0], "First")
        session.close()
        opened = Session(TEMPLATE, library.open(session.paper.id), Clock.now)
        assert [version.name for version in versions(opened)] == ["First"]
        name_version(opened, versions(opened)[0], "")
        assert [version.name for version in versions(opened)] == [""]
        opened.close()

    def it_counts_the_words_that_came_and_went(self, session: Session, later: Callable[[int], None]) -> None:
        later(30)
        write(session, "note.facts", rich("The four boats are."))
        write(session, "note.title", "New boats")
        *_, counts = count_words(session, versions(session))
        assert counts == {1: Words(4, 0), 3: Words(3, 1)}


def between(session: Session, old: int, new: int) -> list[str]:
    return [change.key for change in compare_versions(session, old, new)]


class DescribeComparingVersions:
    def it_compares_any_two(self, session: Session) -> None:
        write(session, "note.title", "Boats")
        write(session, "note.money", rich("None."))
        assert between(session, 1, 2) == ["note.title"]
        assert between(session, 1, 3) == ["note.title", "note.money"]
        assert between(session, 3, 3) == []

    def it_compares_with_the_paper_as_it_is_now(self, session: Session) -> None:
        session.change("note.title", "Not yet saved", label="Typing")
        assert between(session, 1, NOW) == ["note.title"]


class DescribeBringingBack:
    def it_puts_a_section_back_in_one_step(self, session: Session) -> None:
        write(session, "note.facts", rich("Rewritten."))
        write(session, "note.title", "Kept")
        assert bring_back(session, "note.facts", 1)
        assert blocks_text(session.reading.blocks("note.facts")) == "The boats are old."
        assert session.reading.words("note.title") == "Kept"
        assert session.undo_label == "Bring back Facts as of 2 March 2026, 09:00"
        session.undo()
        assert blocks_text(session.reading.blocks("note.facts")) == "Rewritten."

    def it_takes_no_step_where_nothing_differs(self, session: Session) -> None:
        assert not bring_back(session, "note.facts", 1)
        assert session.undo_label == ""

    def it_brings_back_that_a_section_followed(self, session: Session) -> None:
        go_own_way(session, "report.all")
        session.save()
        assert bring_back(session, "report.all", 1)
        assert session.reading.sources("report.all") == ("note.facts", "note.money")

    def it_makes_a_tick_stand_again_whose_text_is_back(self, session: Session) -> None:
        write(session, "note.money", rich("£1"))
        tick(session, "note.tick", "A", "B")
        session.save()
        write(session, "note.money", rich("£2"))
        assert session.sign_off("note.tick").standing is Standing.STALE
        bring_back(session, "note.money", 2)
        assert session.sign_off("note.tick").standing is Standing.STANDS

    def it_gives_new_ids_to_text_that_stands_elsewhere_by_now(self, session: Session) -> None:
        facts = session.reading.own("note.facts")
        assert isinstance(facts, RichText)
        write(session, "note.money", facts)
        write(session, "note.facts", None)
        bring_back(session, "note.facts", 1)
        (back,), (other,) = session.reading.blocks("note.facts"), session.reading.blocks("note.money")
        assert back.id != other.id
        assert blocks_text((back,)) == "The boats are old."


def it_says_a_moment_in_words() -> None:
    local = datetime(2026, 3, 2, 9, 5).astimezone()
    assert history.moment_words(local) == "2 March 2026, 09:05"
    assert Version(1, 1, local, local).name == ""
