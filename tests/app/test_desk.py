from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.desk import CannotRead, Desk
from desktop_app.domain.record import EventKind, broken_at
from desktop_app.domain.richtext import blocks_text
from desktop_app.storage.forms import UnknownTemplate, load_catalogue
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from tests.domain.forms_for_tests import rich

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "sample" / "paper.json"
CATALOGUE = load_catalogue(ROOT / "forms")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    library = Library(tmp_path)
    yield Desk(CATALOGUE, library, lambda: datetime(2026, 3, 2, 14, 2, tzinfo=UTC))
    library.close()


class DescribeStarting:
    def it_begins_with_what_its_template_says_and_its_creation_on_record(self, desk: Desk) -> None:
        paper_id = desk.new_paper("mopac/decision-2021", {"decision.title": "Launch refit"}, "A. Bee")
        template, paper = desk.read(paper_id)
        assert paper.public.answers["report.board"] == template.starting["report.board"]
        assert [(event.kind, event.who) for event in paper.record] == [(EventKind.CREATED, "A. Bee")]
        assert broken_at(paper.record) is None
        assert len(paper.restricted.secret) == 64

    def it_is_listed_with_title_and_state(self, desk: Desk) -> None:
        desk.new_paper("mopac/decision-2021", {"decision.title": "Launch refit"})
        (entry,) = desk.library.entries()
        assert (entry.title, entry.state) == ("Launch refit", "drafting")
        assert 0 < entry.steps_done < entry.steps
        assert entry.errors > 0

    def it_refuses_a_template_that_is_not_there(self, desk: Desk) -> None:
        with pytest.raises(UnknownTemplate):
            desk.new_paper("nowhere/none", {})


class DescribeTheSample:
    def it_is_put_in_once(self, desk: Desk) -> None:
        assert desk.sample(SAMPLE) == desk.sample(SAMPLE)
        assert len(desk.library.entries()) == 1

    def it_is_complete_but_for_its_placeholder_and_ticks(self, desk: Desk) -> None:
        session = desk.open(desk.sample(SAMPLE))
        rules = {finding.rule for finding in session.findings() if finding.severity.value == "error"}
        session.close()
        assert rules == {"placeholders.left", "declarations.open"}


class DescribeCopies:
    def it_starts_without_reference_ticks_or_part_two(self, desk: Desk) -> None:
        first = desk.sample(SAMPLE)
        template, copy = desk.read(desk.duplicate(first, "A. Bee"))
        _, original = desk.read(first)
        assert copy.id != first
        assert template.forms[0].reference_key not in copy.public.answers
        assert copy.restricted.answers == {}
        assert [event.kind for event in copy.record] == [EventKind.CREATED]
        assert copy.public.answers["decision.title"] == original.public.answers["decision.title"]

    def it_has_blocks_of_its_own(self, desk: Desk) -> None:
        first = desk.sample(SAMPLE)
        one, two = (desk.open(paper_id) for paper_id in (first, desk.duplicate(first)))
        texts = [session.reading.blocks("decision.issues") for session in (one, two)]
        one.close()
        two.close()
        assert blocks_text(texts[0]) == blocks_text(texts[1])
        assert {b.id for b in texts[0]}.isdisjoint({b.id for b in texts[1]})


class DescribeTheIndex:
    def it_finds_public_words_and_never_restricted_ones(self, desk: Desk) -> None:
        paper_id = desk.sample(SAMPLE)
        session = desk.open(paper_id)
        session.change("part2.facts", rich("Quillfeather bid lowest."), label="Typing")
        session.change("decision.issues", rich("Bollards are worn."), label="Typing")
        session.close()
        desk.note(session)
        assert [entry.id for entry in desk.library.search("bollards")] == [paper_id]
        assert desk.library.search("Quillfeather") == []

    def it_does_not_take_looking_for_a_change(self, tmp_path: Path) -> None:
        library = Library(tmp_path)
        desk = Desk(CATALOGUE, library, lambda: datetime(2099, 3, 2, 9, tzinfo=UTC))
        session = desk.open(desk.sample(SAMPLE))
        keeper = session.keeper
        assert isinstance(keeper, PaperFile)
        saved = keeper.revisions()[-1].at
        session.close()
        desk.note(session)
        assert desk.library.entries()[0].changed == saved
        library.close()


class DescribeImporting:
    def it_says_which_file_it_could_not_read(self, desk: Desk, tmp_path: Path) -> None:
        with pytest.raises(CannotRead, match=r"gone\.txt"):
            desk.import_file(tmp_path / "gone.txt")
