"""Going through a paper's misspelt words one after the other."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from desktop_app.app.finding_text import Hit, Spot
from desktop_app.app.misspelt import Place, Proof
from desktop_app.app.own_words import OwnWords, add_to_paper
from desktop_app.app.session import Session
from desktop_app.app.spelling import Speller
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.richtext import Cell, Footnote, Paragraph, Table, Text
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich


class Capitals:
    """An engine that knows every word but those that begin with a small x."""

    def knows(self, word: str) -> bool:
        return not word.startswith("x")

    def suggest(self, word: str) -> Iterable[str]:
        return ()


@pytest.fixture
def proof() -> Proof:
    """A reading with no words of one's own."""
    return Proof(Speller(Capitals()), OwnWords())


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An open paper with mistakes in title, text, table, note and Part 2."""
    facts = RichText(
        (
            Paragraph((Text("An xone and xtwo"), Footnote("n", (Text("xnote"),))), id="p"),
            Table(((Cell((Text("a"),)), Cell((Text("xcell"),))),), id="t"),
        )
    )
    answers: dict[str, Value] = {"note.title": "An xtitle", "note.facts": facts, "note.reference": "xref 1"}
    made = Session(TEMPLATE, Library(tmp_path).create(paper(answers, {"closed.facts": rich("xsecret")})))
    yield made
    made.close()


def walk(session: Session, proof: Proof, start: Place, times: int) -> list[str]:
    found: list[str] = []
    place = start
    for _ in range(times):
        hit = proof.after(session, place)
        if hit is None:
            break
        found.append(hit.text)
        place = Place(hit.key, hit.spot, hit.end)
    return found


class DescribeWalking:
    def it_goes_through_the_paper_in_form_order_and_round(self, session: Session, proof: Proof) -> None:
        words = walk(session, proof, Place("note.title"), 8)
        assert words == ["xtitle", "xone", "xtwo", "xnote", "xcell", "xsecret", "xtitle", "xone"]

    def it_begins_behind_the_caret(self, session: Session, proof: Proof) -> None:
        assert walk(session, proof, Place("note.facts", Spot("p"), 8), 1) == ["xtwo"]

    def it_finds_what_stands_before_the_caret_last(self, session: Session, proof: Proof) -> None:
        session.change("closed.facts", None, label="Typing")
        session.change("note.title", "All right", label="Typing")
        place = Place("note.facts", Spot("t", (0, 1)), 5)
        assert walk(session, proof, place, 1) == ["xone"]

    def it_passes_references(self, session: Session, proof: Proof) -> None:
        assert list(proof.in_field(session, "note.reference")) == []

    def it_ends_where_nothing_is_left(self, session: Session, proof: Proof) -> None:
        for key in ("note.title", "note.facts", "closed.facts"):
            session.change(key, None, label="Typing")
        assert proof.after(session, Place("note.title")) is None


class DescribeLettingBe:
    def it_leaves_a_word_in_its_paragraph_alone(self, session: Session, proof: Proof) -> None:
        hit = next(proof.in_field(session, "note.facts"))
        proof.leave(hit)
        assert [h.text for h in proof.in_field(session, "note.facts")] == ["xtwo", "xnote", "xcell"]
        proof.leave(Hit("note.facts", Spot("elsewhere"), 0, 0, "", "xtwo", ""))
        assert next(proof.in_field(session, "note.facts")).text == "xtwo"

    def it_passes_words_of_the_paper_in_their_part_alone(self, session: Session, proof: Proof) -> None:
        add_to_paper(session, "closed.facts", "xsecret")
        add_to_paper(session, "closed.facts", "xone")
        assert list(proof.in_field(session, "closed.facts")) == []
        assert next(proof.in_field(session, "note.facts")).text == "xone"
