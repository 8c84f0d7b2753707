from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.erasing import erase_from_part2
from desktop_app.app.session import Session
from desktop_app.app.verifying import verify_record
from desktop_app.domain.record import EventKind
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    library = Library(tmp_path)
    made = Session(TEMPLATE, library.create(paper({"note.title": "Refit"})), lambda: NOW)
    made.change("closed.facts", rich("The wombat is for sale."), label="Typing")
    made.save()
    made.change("closed.facts", rich("Nothing."), label="Typing")
    made.save()
    yield made
    made.close()
    library.close()


class DescribeErasingFromPart2:
    def it_cannot_be_taken_back(self, session: Session) -> None:
        erase_from_part2(session, "A. Bee")
        assert session.undo() is None
        file = session.keeper
        assert isinstance(file, PaperFile)
        assert all("closed.facts" not in file.paper_at(n).restricted.answers for n in range(1, file.revision))
        assert session.reading.blocks("closed.facts") == rich("Nothing.").blocks

    def it_is_on_record_and_the_record_is_whole(self, session: Session) -> None:
        erase_from_part2(session, "A. Bee")
        assert [(event.kind, event.who) for event in session.paper.record] == [(EventKind.ERASED, "A. Bee")]
        assert verify_record(TEMPLATE, session.paper).whole

    def it_lets_one_write_on(self, session: Session) -> None:
        erase_from_part2(session, "A. Bee")
        session.change("closed.facts", rich("Sold."), label="Typing")
        session.save()
        assert not session.save_state.dirty
        session.undo()
        session.save()
        assert session.keeper.read() == session.paper
