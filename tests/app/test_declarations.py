from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.acts import tick
from desktop_app.app.declarations import Declaration, asked, declarations
from desktop_app.app.session import Session
from desktop_app.domain.compare import Kind, without
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import CrossRef, Footnote, Paragraph, Text
from desktop_app.domain.signoff import Standing
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    library = Library(tmp_path)
    made = Session(TEMPLATE, library.create(paper({"note.money": rich("It costs £1.", "Met.")})), lambda: NOW)
    yield made
    made.close()
    library.close()


def only(session: Session) -> Declaration:
    (found,) = declarations(session)
    return found


class DescribeTheManagersPage:
    def it_has_each_statement_beside_all_its_text(self, session: Session) -> None:
        found = only(session)
        assert found.statements == ("The treasurer has seen this.",)
        (passage,) = found.passages
        assert passage.heading.endswith("Money")
        assert [line.split("  ")[-1] for line in passage.lines] == ["It costs £1.", "Met."]
        assert passage.words >= 4

    def it_reads_references_and_notes_out(self, session: Session) -> None:
        runs = (Text("As in "), CrossRef("p0"), Text(", met."), Footnote("n", (Text("By grant."),)))
        first = Paragraph((Text("It costs £1."),), id="p0")
        below = Paragraph((Text("By grant."),), 1, id="p2")
        session.change("note.money", RichText((first, Paragraph(runs, id="p1"), below)), label="Typing")
        number = session.numbers("note").target("p0")
        assert number
        assert only(session).passages[0].lines[1].endswith(f"As in {number}, met. [note: By grant.]")
        assert only(session).passages[0].lines[2].startswith("    "), "a level down it stands a step in"

    def it_reads_references_as_they_print(self, session: Session) -> None:
        sub = Paragraph((Text("See "), CrossRef("s")), 1, id="s")
        session.change("note.money", RichText((*rich("It costs £1.").blocks, sub)), label="Typing")
        (passage,) = only(session).passages
        assert passage.lines[1] == "    (a)  See 2.1(a)"

    def it_asks_for_what_is_open(self, session: Session) -> None:
        assert asked(declarations(session)) == 1

    def it_asks_for_nothing_once_all_stands(self, session: Session) -> None:
        tick(session, "note.tick", "A", "B")
        assert only(session).given.standing is Standing.STANDS
        assert asked(declarations(session)) == 0

    def it_shows_what_changed_since_a_tick_word_by_word(self, session: Session) -> None:
        tick(session, "note.tick", "A", "B")
        session.save()
        session.change("note.money", rich("It costs £2.", "Met."), label="Typing")
        session.save()
        found = only(session)
        assert found.given.standing is Standing.STALE
        assert found.since is not None
        (change,) = found.since
        assert (change.words(Kind.DELETED), change.words(Kind.INSERTED)) == (1, 1)
        assert without(change.blocks[0].pieces, Kind.INSERTED) == "It costs £1."

    def it_shows_the_very_text_that_was_ticked_though_it_was_not_on_disk_yet(self, session: Session) -> None:
        session.change("note.money", rich("It costs £3."), label="Typing")
        tick(session, "note.tick", "A", "B")
        session.save()
        session.change("note.money", rich("It costs £4."), label="Typing")
        found = only(session)
        assert found.since is not None
        assert without(found.since[0].blocks[0].pieces, Kind.INSERTED) == "It costs £3."

    def it_says_so_where_the_text_ticked_is_not_known(self, session: Session) -> None:
        session.change("note.money", rich("It costs £3."), label="Typing")
        tick(session, "note.tick", "A", "B")
        session.change("note.money", rich("It costs £4."), label="Typing")
        session.save()
        assert only(session).since is None

    def it_has_the_findings_on_the_text_and_no_others(self, session: Session) -> None:
        session.change("note.money", rich("It costs £XX."), label="Typing")
        session.change("note.facts", rich("There are XX boats."), label="Typing")
        found = only(session).findings
        assert found
        assert {finding.section for finding in found} == {"note.money"}
