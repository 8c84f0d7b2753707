import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.app.acts import NotReady
from desktop_app.app.exporting import (
    NotExportable,
    Order,
    Writer,
    edition_of,
    export,
    file_name,
    last_change,
    safe_name,
)
from desktop_app.app.job import job_data, run_job
from desktop_app.document.model import Document, Edition
from desktop_app.domain.paper import Paper
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.state import State
from tests.domain.forms_for_tests import CLOSED, NOTE, REPORT, TEMPLATE, paper, rich

TODAY = date(2026, 3, 2)


def plain_writer(document: Document, resources: Path) -> bytes:
    """Return a document's bare words in a package, as a Word file is one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("words.txt"), repr(document))
    return target.getvalue()


WRITERS: dict[str, Writer] = {"docx": plain_writer, "pdf": plain_writer}


def exported(held: Paper, order: Order) -> list[Path]:
    return [made.path for made in export(TEMPLATE, held, order, WRITERS, Path(), TODAY)]


@pytest.fixture
def order(tmp_path: Path) -> Callable[..., Order]:
    def make(*documents: str, formats: tuple[str, ...] = ("docx",), final: bool = False) -> Order:
        return Order(documents, formats, tmp_path / "out", final)

    return make


class DescribeFileNames:
    @given(st.text(st.characters(exclude_categories=())))
    def it_fits_every_system_whatever_the_title(self, title: str) -> None:
        name = safe_name(title)
        assert 0 < len(name) <= 161
        assert len(name.encode()) <= 230
        assert not set(name) & set('<>:"/\\|?*\n\r\t\x00')
        assert name == name.strip(" .")

    @pytest.mark.parametrize("title", ["CON", "nul", "com1", "COM²", "con .x", "LPT9.txt", "", "..", " . "])
    def it_steps_round_names_that_a_system_keeps_for_itself(self, title: str) -> None:
        assert safe_name(title).startswith("_")

    def it_says_draft_however_long_the_title_is_in_bytes(self) -> None:
        name = file_name(TEMPLATE, NOTE, paper({"note.title": "제방 준설 " * 40}), "docx", draft=True)
        assert name.endswith("Decision note DRAFT.docx")
        assert len(name.encode()) < 250

    def it_says_reference_document_and_draft(self) -> None:
        held = paper({"note.reference": "H 7/2026", "note.title": "Dredging"})
        assert file_name(TEMPLATE, NOTE, held, "docx", draft=True) == "H 7 2026 Decision note DRAFT.docx"

    def it_takes_the_title_until_there_is_a_reference(self) -> None:
        held = paper({"note.title": "Dredging"})
        assert file_name(TEMPLATE, REPORT, held, "pdf", draft=False) == "Dredging Report.pdf"

    def it_says_that_part_two_is_restricted_in_public_words_only(self) -> None:
        held = paper({"note.title": "Dredging"}, {"closed.facts": rich("secret")})
        assert file_name(TEMPLATE, CLOSED, held, "pdf", draft=False) == "Dredging Closed part restricted.pdf"

    def it_has_a_name_even_for_a_paper_without_one(self) -> None:
        assert file_name(TEMPLATE, NOTE, paper(), "pdf", draft=False) == "Paper Decision note.pdf"


class DescribeEditions:
    @pytest.mark.parametrize(
        ("state", "final", "edition"),
        [
            (State.DRAFTING, False, Edition.REVIEW),
            (State.DECIDED, False, Edition.REVIEW),
            (State.SUBMITTED, True, Edition.SIGNING),
            (State.DECIDED, True, Edition.PUBLICATION),
            (State.DEFERRED, True, Edition.PUBLICATION),
        ],
    )
    def it_follows_state_and_wish(self, state: State, final: bool, edition: Edition) -> None:
        assert edition_of(state, NOTE, final=final) is edition

    def it_never_publishes_part_two(self) -> None:
        assert edition_of(State.DECIDED, CLOSED, final=True) is Edition.SIGNING


class DescribeExporting:
    def it_makes_each_document_in_each_format(self, order: Callable[..., Order]) -> None:
        held = paper({"note.title": "Dredging"})
        made = exported(held, order("note", "report", formats=("docx", "pdf")))
        assert [path.name for path in made] == [
            "Dredging Decision note DRAFT.docx",
            "Dredging Decision note DRAFT.pdf",
            "Dredging Report DRAFT.docx",
            "Dredging Report DRAFT.pdf",
        ]
        assert all(path.is_file() for path in made)

    def it_marks_a_paper_with_errors_as_a_draft(self, order: Callable[..., Order]) -> None:
        (made,) = exported(paper({"note.title": "T"}), order("note"))
        assert b"DRAFT" in made.read_bytes()

    def it_refuses_a_final_paper_while_something_is_missing(self, order: Callable[..., Order]) -> None:
        with pytest.raises(NotReady) as refused:
            exported(paper(), order("note", final=True))
        assert "note.title" in {finding.field for finding in refused.value.findings}
        assert not (order().folder).exists()

    def it_changes_no_byte_of_part_one_when_part_two_changes(self, order: Callable[..., Order]) -> None:
        one = paper({"note.title": "T"}, {"closed.facts": rich("secret")})
        two = paper({"note.title": "T"}, {"closed.facts": rich("TBC", "31 June 2019")})
        first = [path.read_bytes() for path in exported(one, order("note", "report"))]
        second = [path.read_bytes() for path in exported(two, order("note", "report"))]
        assert first == second
        assert b"secret" not in b"".join(first)

    @pytest.mark.parametrize(
        ("documents", "formats", "told"),
        [(("annex",), ("docx",), "no document “annex”"), (("note",), ("odt",), "not a format")],
    )
    def it_refuses_what_it_does_not_know_before_writing(
        self, tmp_path: Path, documents: tuple[str, ...], formats: tuple[str, ...], told: str
    ) -> None:
        with pytest.raises(NotExportable, match=told):
            exported(paper(), Order(documents, formats, tmp_path / "out"))
        assert not (tmp_path / "out").exists()

    def it_dates_a_file_by_its_last_change_not_by_its_exports(self) -> None:
        events = [Event(1, EventKind.CREATED, 1, "2026-01-01"), Event(2, EventKind.EXPORTED, 1, "2026-02-02")]
        assert last_change(tuple(events)) == "2026-01-01"
        assert last_change(()) == ""


class DescribeJobs:
    def it_is_handed_part_two_only_where_there_is_one(self, order: Callable[..., Order]) -> None:
        one = paper({"note.title": "T"})
        two = paper({"note.title": "T"}, {"closed.facts": rich("secret")})
        assert json.loads(job_data(TEMPLATE, one, order("note"), TODAY))["paper"] is None
        assert b"secret" in job_data(TEMPLATE, two, order("note"), TODAY)

    def it_stops_where_a_finished_file_shows_what_only_part_two_holds(
        self, order: Callable[..., Order], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        secret = "The winning bid came from Halden Archives over five years."

        def leaking(document: Document, resources: Path) -> bytes:
            return f"<html><body><p>{secret}</p></body></html>".encode()

        monkeypatch.setattr("desktop_app.app.job.WRITERS", {"html": leaking})
        told: list[str] = []
        held = paper({"note.title": "T"}, {"closed.facts": rich(secret)})
        job = job_data(TEMPLATE, held, order("note", formats=("html",)), TODAY)
        assert run_job(job, lambda _: TEMPLATE, Path(), told.append) == 2
        assert "Part 2" in json.loads(told[-1])["failed"]
        assert not list(order().folder.iterdir())

    def it_hands_the_reason_on(self, order: Callable[..., Order], monkeypatch: pytest.MonkeyPatch) -> None:
        given: list[Order] = []
        monkeypatch.setattr(
            "desktop_app.app.job.export", lambda _t, _p, order, *_rest: iter(given.append(order) or ())
        )
        asked = replace(order("note", formats=("html",)), reason="The minister said so")
        job = job_data(TEMPLATE, paper({"note.title": "T"}), asked, TODAY)
        assert run_job(job, lambda _: TEMPLATE, Path(), lambda _: None) == 0
        assert given == [asked]

    def it_tells_each_file_and_the_end(self, order: Callable[..., Order]) -> None:
        told: list[str] = []
        job = job_data(TEMPLATE, paper({"note.title": "T"}), order("note"), TODAY)
        resources = Path(__file__).parents[2] / "resources"
        assert run_job(job, lambda _: TEMPLATE, resources, told.append) == 0
        lines = [json.loads(line) for line in told]
        assert Path(lines[0]["file"]).is_file()
        assert lines[-1] == {"done": 1}

    def it_says_what_went_wrong(self, order: Callable[..., Order], tmp_path: Path) -> None:
        (tmp_path / "out").write_text("a file where the folder should be")
        told: list[str] = []
        job = job_data(TEMPLATE, paper({"note.title": "T"}), order("note"), TODAY)
        assert run_job(job, lambda _: TEMPLATE, Path(), told.append) == 2
        assert "failed" in json.loads(told[-1])

    def it_refuses_a_final_job_before_it_starts(self, order: Callable[..., Order]) -> None:
        with pytest.raises(NotReady):
            job_data(TEMPLATE, paper(), replace(order("note"), final=True), TODAY)

    def it_says_which_character_cannot_be_printed(self, order: Callable[..., Order]) -> None:
        told: list[str] = []
        held = paper({"note.title": "T", "note.facts": rich("An elephant: \U0001f418")})
        job = job_data(TEMPLATE, held, order("note", formats=("pdf",)), TODAY)
        resources = Path(__file__).parents[2] / "resources"
        assert run_job(job, lambda _: TEMPLATE, resources, told.append) == 2
        assert "\U0001f418" in json.loads(told[-1])["failed"]
