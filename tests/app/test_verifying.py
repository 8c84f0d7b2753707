import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.acts import sign, tick
from desktop_app.app.session import Session
from desktop_app.app.verifying import mark_of, verify_fingerprint, verify_record
from desktop_app.domain.paper import Value
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.signoff import fingerprint
from desktop_app.storage.errors import PaperDamaged
from desktop_app.storage.items import event_text, row_hash
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    library = Library(tmp_path)
    answers: dict[str, Value] = {"note.title": "Refit", "note.money": rich("It costs £1.", "Met.")}
    made = Session(TEMPLATE, library.create(paper(answers)), lambda: NOW)
    tick(made, "note.tick", "A. Bee", "Treasurer")
    made.save()
    yield made
    made.close()
    library.close()


def file_of(session: Session) -> PaperFile:
    assert isinstance(session.keeper, PaperFile)
    return session.keeper


def mark(session: Session, key: str = "note.tick") -> str:
    return fingerprint(session.text_digest(key))


class DescribeTheRecord:
    def it_is_whole_as_the_program_keeps_it(self, session: Session) -> None:
        found = verify_record(TEMPLATE, session.paper)
        assert found.whole
        assert "1 entry" in found.sentence
        assert "Money seen: A. Bee, 2 March 2026: the text is as it was then." in found.lines

    def it_says_which_signed_text_was_changed(self, session: Session) -> None:
        session.change("note.money", rich("It costs £2."), label="Typing")
        assert any("has been changed since" in line for line in verify_record(TEMPLATE, session.paper).lines)

    @pytest.mark.parametrize("name", [name for name in Event.__dataclass_fields__ if name != "kind"])
    def it_does_not_hold_where_any_field_of_an_event_was_edited(self, session: Session, name: str) -> None:
        session.change("note.title", "Refit 2", label="Typing")
        session.record(session.event(EventKind.EXPORTED, note="a.pdf"))
        first, last = session.paper.record
        edited = replace(first, **{name: 7 if isinstance(getattr(first, name), int) else "forged"})
        record = tuple(sorted((edited, last), key=lambda event: event.number))
        found = verify_record(TEMPLATE, session.paper.with_public(record=record))
        assert not found.whole
        assert "does not hold at entry" in found.sentence

    def it_does_not_hold_where_an_event_was_taken_out(self, session: Session) -> None:
        session.record(session.event(EventKind.EXPORTED, note="a.pdf"))
        found = verify_record(TEMPLATE, session.paper.with_public(record=session.paper.record[1:]))
        assert "at entry 1" in found.sentence

    def it_is_told_apart_by_a_fingerprint_kept_elsewhere(self, session: Session) -> None:
        kept = fingerprint(session.paper.record[-1].hash)
        session.record(session.event(EventKind.EXPORTED, note="a.pdf"))
        session.save()
        assert verify_fingerprint(TEMPLATE, file_of(session), kept).whole
        forged = chained((), replace(session.paper.record[0], who="C. Dee"))
        assert fingerprint(forged.hash) != kept


class DescribeAFingerprint:
    def it_stands_for_the_text_as_it_is(self, session: Session) -> None:
        found = verify_fingerprint(TEMPLATE, file_of(session), mark(session))
        assert found.whole
        assert "The same text" in found.sentence

    def it_is_read_as_people_type_it(self) -> None:
        assert mark_of("7f3k 9qxm-2c4o") == "7F3K-9QXM-2C40"
        assert mark_of("7f3k") is None
        assert mark_of("UUUU-9QXM-2C4D") is None

    def it_says_which_paragraph_differs(self, session: Session) -> None:
        then = mark(session)
        session.change("note.money", rich("It costs £2.", "Met."), label="Typing")
        session.save()
        found = verify_fingerprint(TEMPLATE, file_of(session), then)
        assert not found.whole
        assert found.lines == ("Money, paragraph 1: “It costs £1.” became “It costs £2.”",)

    def it_quotes_of_a_long_paragraph_what_differs_with_the_words_round_it(self, session: Session) -> None:
        long = "The present contract ends soon. " * 5
        session.change("note.money", rich(f"{long}It costs £1. {long}"), label="Typing")
        session.save()
        then = mark(session)
        session.change("note.money", rich(f"{long}It costs £2. {long}"), label="Typing")
        session.save()
        said = "“…present contract ends soon. It costs £{}. The present contract ends soon. The…”"
        before, after = map(said.format, "12")
        found = verify_fingerprint(TEMPLATE, file_of(session), then)
        assert found.lines == (f"Money, paragraph 1: {before} became {after}",)

    def it_leaves_out_what_the_signature_did_not_stand_for(self, session: Session) -> None:
        then = mark(session)
        session.change("note.money", rich("It costs £2."), label="Typing")
        session.change("note.facts", rich("There are boats."), label="Typing")
        session.save()
        assert all("Facts" not in line for line in verify_fingerprint(TEMPLATE, file_of(session), then).lines)

    def it_is_of_a_whole_document_where_a_signature_is(self, session: Session) -> None:
        sign(session, "note.sign", "C. Dee", "", NOW.date())
        session.save()
        then = mark(session, "note.sign")
        session.change("note.title", "Refit of the launch", label="Typing")
        session.save()
        found = verify_fingerprint(TEMPLATE, file_of(session), then)
        assert found.lines == ("Title: “Refit” became “Refit of the launch”",)

    def it_may_be_of_no_text_of_the_paper(self, session: Session) -> None:
        found = verify_fingerprint(TEMPLATE, file_of(session), "0000-0000-0000")
        assert not found.whole
        assert "No text of this paper" in found.sentence

    def it_may_be_none_at_all(self, session: Session) -> None:
        assert "is no fingerprint" in verify_fingerprint(TEMPLATE, file_of(session), "hello").sentence


class DescribeForgeryWithADatabaseTool:
    def edited(self, session: Session, *statements: tuple[str, tuple[object, ...]]) -> Path:
        path = file_of(session).path
        session.close()
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("drop trigger public_events_update")
        for statement, values in statements:
            connection.execute(statement, values)
        connection.close()
        return path

    def it_is_noticed_on_opening(self, session: Session) -> None:
        path = self.edited(session, ("update public_events set text = replace(text, 'A. Bee', 'C. Dee')", ()))
        with pytest.raises(PaperDamaged, match="entry 1 of its record"):
            PaperFile(path)

    def it_is_noticed_where_the_hash_of_the_row_was_forged_too(self, session: Session) -> None:
        text = event_text(replace(session.paper.record[0], who="C. Dee"))
        change = "update public_events set text = ?, sha256 = ?"
        path = self.edited(session, (change, (text, row_hash("1", text))))
        with pytest.raises(PaperDamaged, match="not what was saved"):
            PaperFile(path)


class DescribeAllStatesOfAPaper:
    def it_gives_each_as_it_was(self, session: Session) -> None:
        for number in range(70):
            session.change("note.title", f"Title {number}", label="Typing")
            session.save()
        file = file_of(session)
        walked = dict(file.past.papers())
        assert sorted(walked) == [revision.number for revision in file.revisions()]
        assert all(walked[number] == file.paper_at(number) for number in (1, 2, 33, file.revision))
