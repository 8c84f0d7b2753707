"""What a PDF says: every word of the document, in its order, and nothing that the fonts cannot draw."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Heading,
    Inline,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Question,
    Questions,
    Ref,
    Signature,
    Span,
    Statement,
    TableCell,
    Title,
)
from desktop_app.export.pdf import MissingGlyphs, missing_glyphs, write_pdf

from .pdf_samples import DECISION, REPORT, document, words

RESOURCES = Path(__file__).parents[2] / "resources"


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page, without white space, marking and foot kept."""
    file = pypdfium2.PdfDocument(data)
    try:
        return [_squeezed(page.get_textpage().get_text_range()) for page in file]
    finally:
        file.close()


def _squeezed(text: str) -> str:
    # pdfium tells a hyphen at the end of a line by a sign of its own
    return re.sub(r"\s+", "", re.sub(r"[\ufffe\u0002]", "-", text))


def body_words(pages: list[str], paper: Document) -> str:
    """Return the words of all pages without their marking, head and foot."""
    marking, foot = _squeezed(paper.marking), _squeezed(paper.foot)
    count = len(pages)
    result = ""
    for number, page in enumerate(pages, 1):
        rest = page.removeprefix(marking).removesuffix(marking)
        result += rest.removesuffix(f"{foot}Page{number}of{count}")
    return result


def runs_words(runs: tuple[Inline, ...]) -> str:
    parts = []
    for run in runs:
        match run:
            case Span(text=text) | Ref(text=text):
                parts.append(text)
            case NoteMark(number=number):
                parts.append(str(number))
            case Break():
                pass
    return "".join(parts)


def node_words(node: Node) -> list[str]:
    """Return what must be read for a node, piece by piece in order."""
    match node:
        case Kicker() | Title() | Box():
            return [runs_words(node.runs)]
        case Heading() | Para():
            return [node.number, runs_words(node.runs)]
        case Item():
            return [node.marker, runs_words(node.runs)]
        case DataTable():
            return [node.caption, *(runs_words(cell.runs) for row in node.rows for cell in row)]
        case Questions():
            return [runs_words(part) for row in node.rows for part in (row.label, row.answer)]
        case Labelled():
            return [node.label, runs_words(node.answer)]
        case Declaration():
            rows = [[row.name, *map(runs_words, row.parts), row.answer] for row in node.rows]
            return [*node.head, *(piece for row in rows for piece in row)]
        case Signature():
            return ["Signature", node.name, "Date", node.date, node.post, node.fingerprint]


def notes_of(paper: Document) -> list[NoteMark]:
    runs = [run for node in paper.nodes for run in getattr(node, "runs", ())]
    return [run for run in runs if isinstance(run, NoteMark)]


def assert_reads(paper: Document, text: str) -> None:
    """Hold the text of a file against the document: every piece, one after the other."""
    at = 0
    for piece in (piece for node in paper.nodes for piece in node_words(node)):
        wanted = _squeezed(piece)
        found = text.find(wanted, at)
        assert found >= 0, f"{piece!r} is not after {text[max(0, at - 60) : at]!r}"
        at = found + len(wanted)


class DescribeTheTextOfAPdf:
    @pytest.mark.parametrize("paper", [DECISION, REPORT], ids=["decision form", "board report"])
    def it_holds_every_word_in_order(self, paper: Document) -> None:
        assert_reads_with_notes(paper)

    @pytest.mark.outside
    @pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
    @pytest.mark.parametrize("paper", [DECISION, REPORT], ids=["decision form", "board report"])
    def it_reads_the_same_by_its_tags_alone(self, paper: Document, tmp_path: Path) -> None:
        path = tmp_path / "paper.pdf"
        path.write_bytes(write_pdf(paper, RESOURCES))
        told = subprocess.run(
            ["pdfinfo", "-struct-text", path], capture_output=True, check=True, encoding="utf-8"
        ).stdout
        told = re.sub(r"^ *Note <.*?(?=^ {0,8}\S)", "", told, flags=re.MULTILINE | re.DOTALL)
        text = _squeezed("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)))
        assert_reads(paper, text)
        assert _squeezed(paper.marking) not in text

    @pytest.mark.outside
    @pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
    def it_is_read_alike_by_another_reader(self, tmp_path: Path) -> None:
        path = tmp_path / "paper.pdf"
        path.write_bytes(write_pdf(REPORT, RESOURCES))
        told = subprocess.run(
            ["pdftotext", "-raw", path, "-"], capture_output=True, check=True, encoding="utf-8"
        ).stdout
        for node in REPORT.nodes:
            for piece in node_words(node):
                assert _squeezed(piece)[:60] in _squeezed(told)

    def it_bears_marking_and_page_number_on_every_page(self) -> None:
        pages = pages_of(write_pdf(REPORT, RESOURCES))
        marking = _squeezed(REPORT.marking)
        assert len(pages) > 5
        for number, page in enumerate(pages, 1):
            assert page.startswith(marking)
            assert page.endswith(f"{_squeezed(REPORT.foot)}Page{number}of{len(pages)}{marking}")

    def it_says_draft_only_where_the_marking_says_so(self) -> None:
        pages = pages_of(write_pdf(REPORT, RESOURCES))
        assert all(page.count("DRAFT") == 2 for page in pages)
        assert "DRAFT" not in "".join(pages_of(write_pdf(DECISION, RESOURCES)))

    def it_shows_a_tick_for_each_statement(self) -> None:
        text = "".join(pages_of(write_pdf(DECISION, RESOURCES)))
        assert (text.count("☑"), text.count("☐")) == (4, 2)

    def it_keeps_what_a_foot_has_no_room_for_to_one_line_that_ends_with_a_whole_word(self) -> None:
        paper = replace(DECISION, foot="A very long short title " * 12)
        page = pages_of(write_pdf(paper, RESOURCES))[0]
        assert re.search(r"(very|long|short|title|A)…Page1of3", page)


def assert_reads_with_notes(paper: Document) -> None:
    """Hold text and footnotes against the document, the footnotes taken out of the text first."""
    pages = pages_of(write_pdf(paper, RESOURCES))
    text = body_words(pages, paper)
    for note in notes_of(paper):
        wanted = f"{note.number}{_squeezed(runs_words(note.note))}"
        assert wanted in text
        before, _, after = text.rpartition(wanted)
        text = before + after
    assert_reads(paper, text)


class DescribeCharacters:
    def it_draws_signs_that_the_text_font_lacks_in_another_embedded_font(self) -> None:
        paper = document(Para(words("₹ 5 ≥ ☑ – “quoted” £5 €6 Ł")))
        assert missing_glyphs(paper, RESOURCES) == []
        assert "₹5≥☑–“quoted”£5€6Ł" in pages_of(write_pdf(paper, RESOURCES))[0]

    def it_names_what_no_font_has_instead_of_drawing_a_blank(self) -> None:
        note = NoteMark("n", 1, words("see 漢"))
        paper = document(Para((Span("a 🙂 b"), note)), Heading(1, words("🙂")))
        assert missing_glyphs(paper, RESOURCES) == ["🙂", "漢"]
        with pytest.raises(MissingGlyphs, match=r"“🙂” \(U\+1F642\), “漢” \(U\+6F22\).* in “a 🙂 b”"):
            write_pdf(paper, RESOURCES)

    def it_never_draws_what_is_invisible(self) -> None:
        paper = document(Para(words("soft\u00adhyphen zero\u200bwidth narrow\u202f5")))
        assert "softhyphenzerowidthnarrow5" in pages_of(write_pdf(paper, RESOURCES))[0]

    def it_sets_composed_and_decomposed_letters_alike(self) -> None:
        one, other = (document(Para(words(f"caf{sign}"))) for sign in ("é", "e\u0301"))
        assert missing_glyphs(other, RESOURCES) == []
        assert write_pdf(one, RESOURCES) == write_pdf(other, RESOURCES)


# -- any document at all

_LETTERS = st.characters(
    codec="latin-1", categories=["Lu", "Ll", "Nd", "Po", "Sc", "Zs"], exclude_characters="\u00ad\u00a0"
)
_TEXT = st.text(_LETTERS, max_size=60)
_SPANS = st.builds(
    Span, _TEXT, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["", "https://example.org/ä b"])
)
_INLINE = st.one_of(_SPANS, st.builds(Break), st.builds(Ref, _TEXT, st.sampled_from(["", "b1", "gone"])))
_RUNS = st.lists(_INLINE, max_size=4).map(tuple)
_CELLS = st.lists(st.builds(TableCell, _RUNS, st.booleans()), max_size=4).map(tuple)
_KEYS = st.sampled_from(["", "decision.one"])
_NODES = st.one_of(
    st.builds(Kicker, _RUNS),
    st.builds(Title, _RUNS, _KEYS),
    st.builds(Heading, st.integers(1, 7), _RUNS, _TEXT, _KEYS, st.booleans(), st.booleans()),
    st.builds(
        Para,
        _RUNS,
        st.sampled_from(["", "1.1.", "10.12."]),
        st.integers(0, 3),
        _KEYS,
        st.sampled_from(["", "b1"]),
        hangs=st.booleans(),
        centred=st.booleans(),
        keep_next=st.booleans(),
    ),
    st.builds(
        Item,
        _RUNS,
        st.sampled_from(["•", "(a)", "(viii)", "(100)"]),
        st.just("bullet"),
        st.just("•"),
        st.integers(0, 3),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(
        DataTable,
        st.lists(_CELLS, max_size=5).map(tuple),
        st.integers(0, 3),
        st.booleans(),
        _TEXT,
        st.booleans(),
        _KEYS,
    ),
    st.builds(Questions, st.lists(st.builds(Question, _RUNS, _RUNS, _KEYS), max_size=3).map(tuple)),
    st.builds(Labelled, _TEXT, _RUNS, _KEYS),
    st.builds(
        Declaration,
        st.tuples(_TEXT, _TEXT),
        st.lists(
            st.builds(Statement, _TEXT, st.lists(_RUNS, max_size=2).map(tuple), st.booleans(), _KEYS, _TEXT),
            max_size=3,
        ).map(tuple),
    ),
    st.builds(Signature, _TEXT, _KEYS, _TEXT, _TEXT, _TEXT),
    st.builds(Box, _RUNS, _KEYS, st.integers(0, 90)),
)


class DescribeAnyDocument:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(_NODES, max_size=8), st.sampled_from(["", "OFFICIAL"]), st.sampled_from(["", "A paper"]))
    def it_can_be_written(self, nodes: list[Node], marking: str, foot: str) -> None:
        paper = document(*nodes, marking=marking, foot=foot)
        data = write_pdf(paper, RESOURCES)
        assert data.startswith(b"%PDF-1.7")
        assert pages_of(data)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.builds(
                Para,
                st.lists(_SPANS, max_size=5).map(tuple),
                st.sampled_from(["", "1.1."]),
                hangs=st.booleans(),
            ),
            max_size=9,
        )
    )
    def it_reads_in_its_own_order(self, nodes: list[Para]) -> None:
        paper = document(*nodes)
        assert_reads(paper, body_words(pages_of(write_pdf(paper, RESOURCES)), paper))
