"""Two states of a document as tracked changes: accept all gives the one, reject all the other."""

import re
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.document.build import build_public
from desktop_app.document.model import Document, Edition, Heading, Item, NoteMark, Para, Span, Title
from desktop_app.document.pairing import Part, paired
from desktop_app.domain.paper import PublicPaper
from desktop_app.export.docx import write_comparison
from tests.export.documents import SCHEMES, answers, template
from tests.export.docx_lint import Package, lint
from tests.export.docx_order import look
from tests.export.docx_settling import settled
from tests.export.papers import RESOURCES
from tests.export.test_docx_lint import DOCUMENT, words
from tests.export.word_reading import Line, W, expected, lines_of


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Document, Document]:
    """Two states of one paper: some answers stayed, some went, some came, lists and notes among them."""
    made = template(draw(st.sampled_from(SCHEMES)))
    first, second = draw(answers()), draw(answers())
    stays = draw(st.sets(st.sampled_from(sorted(first))))
    second |= {key: value for key, value in first.items() if key in stays}
    papers = (PublicPaper("00000000-0000-4000-8000-000000000001", made.key, a) for a in (first, second))
    old, new = (build_public(made, "minutes", paper, Edition.REVIEW, draft=True) for paper in papers)
    return old, new


def compared(old: Document, new: Document) -> bytes:
    return write_comparison(old, new, "Comparison", RESOURCES)


def renumbered(lines: list[Line]) -> list[str]:
    """Return the words of lines, marks of notes by their order, and no line that has none."""
    marks = count(1)
    told = [re.sub(r"\[\d+\]", lambda _: f"[{next(marks)}]", line) for _, line in lines]
    return [line for line in told if line]


def changes(data: bytes) -> list[tuple[str, str]]:
    """Return the tracked words of the body in order, each with its way."""
    root = Package.of(data).root("document")
    found = [(each, each.tag.removeprefix(W)) for each in root.iter(W + "ins", W + "del")]
    told = [(way, "".join(t.text or "" for t in each.iter(W + "t", W + "delText"))) for each, way in found]
    return [(way, text) for way, text in told if text]


def with_runs(document: Document, number: int, text: str) -> Document:
    node = document.nodes[number]
    assert isinstance(node, Para | Item | Title)
    nodes = (*document.nodes[:number], replace(node, runs=words(text)), *document.nodes[number + 1 :])
    return replace(document, nodes=nodes)


class DescribeAComparison:
    @given(two_states())
    def it_is_the_newer_state_and_its_numbers_where_all_is_accepted(
        self, states: tuple[Document, Document]
    ) -> None:
        old, new = states
        lines = lines_of(settled(compared(old, new), accept=True))
        assert renumbered(lines) == renumbered(expected(new))
        assert [number for number, _ in lines if number] == [number for number, _ in expected(new) if number]

    @given(two_states())
    def it_is_the_older_state_where_all_is_rejected(self, states: tuple[Document, Document]) -> None:
        old, new = states
        assert renumbered(lines_of(settled(compared(old, new), accept=False))) == renumbered(expected(old))

    @given(two_states())
    def it_is_a_sound_word_file(self, states: tuple[Document, Document]) -> None:
        data = compared(*states)
        assert lint(data) == []
        assert look(data) == []

    @given(two_states())
    def it_has_no_change_between_a_state_and_itself(self, states: tuple[Document, Document]) -> None:
        root = Package.of(compared(states[0], states[0])).root("document")
        assert list(root.iter(W + "ins", W + "del", W + "pPrChange")) == []

    @given(two_states())
    def it_is_the_same_bytes_for_the_same_states(self, states: tuple[Document, Document]) -> None:
        assert compared(*states) == compared(*states)

    def it_tells_a_sentence_apart_word_by_word(self) -> None:
        old = with_runs(DOCUMENT, 2, "The crane costs £10 in all.")
        new = with_runs(DOCUMENT, 2, "The crane costs £12 in all.")
        assert changes(compared(old, new)) == [("del", "£10 "), ("ins", "£12 ")]

    def it_keeps_a_link_and_a_note_that_stayed_beside_what_changed(self) -> None:
        para = DOCUMENT.nodes[1]
        assert isinstance(para, Para)
        link, note = para.runs
        assert isinstance(note, NoteMark)
        longer = replace(para, runs=(link, replace(note, number=2), Span(" again")))
        nodes = (DOCUMENT.nodes[0], longer, *DOCUMENT.nodes[2:])
        assert changes(compared(DOCUMENT, replace(DOCUMENT, nodes=nodes))) == [("ins", " again")]

    def it_marks_a_changed_note_as_one_that_went_and_one_that_came(self) -> None:
        para = DOCUMENT.nodes[1]
        assert isinstance(para, Para)
        other = replace(para, runs=(para.runs[0], NoteMark("f", 1, words("Since 1961."))))
        data = compared(DOCUMENT, replace(DOCUMENT, nodes=(DOCUMENT.nodes[0], other, *DOCUMENT.nodes[2:])))
        root = Package.of(data).root("document")
        assert [len(list(root.iter(f"{W}{way}"))) for way in ("del", "ins")] == [1, 1]
        assert "Since 1960." in "".join(Package.of(data).root("footnotes").itertext())

    @pytest.mark.parametrize("kind", ["level", "item", "heading"])
    def it_marks_a_paragraph_that_only_changed_its_level_or_kind(self, kind: str) -> None:
        para = DOCUMENT.nodes[2]
        assert isinstance(para, Para)
        para = replace(para, id="b2")
        old = replace(DOCUMENT, nodes=(*DOCUMENT.nodes[:2], para, *DOCUMENT.nodes[3:]))
        became = {
            "level": replace(para, level=1, number="(a)"),
            "item": Item(para.runs, "•", "bullet", "•", id="b2"),
            "heading": Heading(3, para.runs, id="b2"),
        }[kind]
        new = replace(DOCUMENT, nodes=(*DOCUMENT.nodes[:2], became, *DOCUMENT.nodes[3:]))
        data = compared(old, new)
        assert changes(data) == []
        assert len(list(Package.of(data).root("document").iter(W + "pPrChange"))) == 1


class DescribePairing:
    def it_keeps_what_went_where_it_stood(self) -> None:
        old = [Part(letter, letter) for letter in "abc"]
        assert paired(old, [old[0], old[2], Part("d", "d")]) == [(0, 0), (1, None), (2, 1), (None, 2)]

    def it_tells_apart_one_id_that_stands_twice(self) -> None:
        twice = [Part("a", "x"), Part("a", "x")]
        assert paired(twice, twice) == [(0, 0), (1, 1)]

    def it_says_of_what_was_moved_that_it_went_and_came(self) -> None:
        a, b, c = (Part(letter, letter) for letter in "abc")
        assert paired([a, b, c], [b, c, a]) == [(0, None), (1, 0), (2, 1), (None, 2)]

    @given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
    def it_gives_each_place_once_and_in_order(self, old: list[str], new: list[str]) -> None:
        pairs = paired([Part("", each) for each in old], [Part("", each) for each in new])
        assert [a for a, _ in pairs if a is not None] == list(range(len(old)))
        assert [b for _, b in pairs if b is not None] == list(range(len(new)))
