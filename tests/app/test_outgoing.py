"""Comments beside a review copy: none unless asked for, those of its own part alone, and never published."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.app.exporting import NotExportable, Order, export, public_document, restricted_document
from desktop_app.app.job import job_data, run_job
from desktop_app.app.outgoing import Beside
from desktop_app.app.writers import WRITERS
from desktop_app.document.model import Document, Para
from desktop_app.domain.comments import Answer, Comment
from desktop_app.domain.paper import Paper
from desktop_app.intake.docx.reader import read_docx
from tests.domain.forms_for_tests import CLOSED, NOTE, TEMPLATE, paper, rich
from tests.export.papers import RESOURCES

TODAY = date(2026, 3, 2)
KEPT, FOUND, ALL = Beside(kept=True), Beside(found=True), Beside(kept=True, found=True)
ASKED = Comment("c1", "", "note.facts", "", "Ann", "", "Is this so?", (Answer("a1", "Bo", "", "It is."),))
HELD = Comment("c2", "", "closed.facts", "", "Cy", "", "Not for the public.")


def held(words: str = "It costs TBC.") -> Paper:
    """Return a paper with a comment on each part and something to find in each."""
    made = paper(
        {"note.title": "T", "note.facts": rich(words)}, {"closed.facts": rich("Due on 31 June 2019.")}
    )
    return made.with_public(comments={"c1": ASKED}).with_restricted(comments={"c2": HELD})


def public(beside: Beside, given: Paper | None = None, *, final: bool = False) -> Document:
    whole = given or held()
    return public_document(TEMPLATE, NOTE, whole.public, final=final, today=TODAY, beside=beside)


def said(document: Document) -> list[tuple[str, str]]:
    return [(each.who, each.text) for each in document.comments]


class DescribeKeptComments:
    def it_goes_out_with_its_answers_where_that_is_asked_for(self) -> None:
        assert public(KEPT).comments == (ASKED,)
        assert public(Beside()).comments == ()
        assert public(FOUND).comments != (ASKED,)

    def it_stays_in_its_part(self) -> None:
        closed = restricted_document(TEMPLATE, CLOSED, held(), final=False, today=TODAY, beside=KEPT)
        assert closed.comments == (HELD,)
        assert public(KEPT).comments == (ASKED,)

    def it_never_goes_out_with_a_final_paper(self) -> None:
        assert public(ALL, final=True).comments == ()


class DescribeFindings:
    def it_stands_at_the_words_it_speaks_of(self) -> None:
        nodes = [node for node in public(FOUND).nodes if isinstance(node, Para) and node.key == "note.facts"]
        block = nodes[0].id
        found = [each for each in public(FOUND).comments if each.block == block]
        assert [(each.who, each.quote) for each in found] == [("Engross", "TBC")]
        assert "TBC" in found[0].text

    def it_tells_of_the_documents_own_part_alone(self) -> None:
        closed = restricted_document(TEMPLATE, CLOSED, held(), final=False, today=TODAY, beside=FOUND)
        assert any("31 June" in text for _, text in said(closed))
        assert not any("31 June" in text for _, text in said(public(FOUND)))

    def it_is_not_there_once_it_is_mended(self) -> None:
        before, after = (said(public(FOUND, held(words))) for words in ("It costs TBC.", "It costs £5."))
        assert len(after) == len(before) - 1


class DescribeAnExport:
    def it_writes_them_into_the_word_file_alone(self, tmp_path: Path) -> None:
        order = Order(("note",), ("docx", "html"), tmp_path, beside=KEPT)
        word, web = [made.path for made in export(TEMPLATE, held(), order, WRITERS, RESOURCES, TODAY)]
        assert [each.text for each in read_docx(word.read_bytes()).comments] == ["Is this so?", "It is."]
        assert "Is this so?" not in web.read_text("utf-8")

    def it_is_refused_where_one_tells_what_only_part_two_holds(self, tmp_path: Path) -> None:
        secret = "The winning bid came from Halden Archives over five years."
        told = replace(ASKED, text=f"But: {secret}")
        whole = (
            held().with_public(comments={"c1": told}).with_restricted(answers={"closed.facts": rich(secret)})
        )
        order = Order(("note",), ("docx",), tmp_path, beside=KEPT)
        with pytest.raises(NotExportable):
            list(export(TEMPLATE, whole, order, WRITERS, RESOURCES, TODAY))
        assert list(tmp_path.iterdir()) == []

    def it_is_asked_for_through_the_pipe_too(self, tmp_path: Path) -> None:
        order = Order(("note",), ("docx",), tmp_path, beside=KEPT)
        lines: list[str] = []
        assert (
            run_job(job_data(TEMPLATE, held(), order, TODAY), lambda _: TEMPLATE, RESOURCES, lines.append)
            == 0
        )
        made = Path(json.loads(lines[0])["file"])
        assert len(read_docx(made.read_bytes()).comments) == 2
