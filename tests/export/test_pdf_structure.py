"""The structure of every PDF held against its document, node by node: what a screen reader says."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count
from typing import Any

import page
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Edition,
    Heading,
    Inline,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Questions,
    Ref,
    Signature,
    Span,
    TableCell,
    Title,
)
from desktop_app.export.pdf import missing_glyphs, write_pdf
from desktop_app.export.pdf.fonts import INVISIBLE

from .documents import documents
from .papers import RESOURCES, documents_of, papers
from .pdf_samples import DECISION, REPORT, body, document, table, words
from .pdf_structure import Element, Structure, read_structure

PAPERS = {
    f"{name} {each.name} {edition}": each
    for name, paper in papers().items()
    for edition in (Edition.SIGNING, Edition.PUBLICATION)
    for each in documents_of(paper, edition)
}
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


def squeezed(text: str) -> str:
    """Return text as it compares: without what is never drawn, its white space made one space each."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def said(runs: Iterable[Inline]) -> str:
    """Return what is to be read of runs, the marks of their notes left out."""
    parts: list[str] = []
    for run in runs:
        match run:
            case Span(text=text) | Ref(text=text):
                parts.append(text)
            case Break():
                parts.append(" ")
            case NoteMark():
                continue
    return squeezed("".join(parts))


#: What is read at one go: the type of the element and its words.
Read = tuple[str, ...]


def wanted(nodes: Iterable[Node]) -> Iterator[Read]:
    """Yield what a document's structure must say, in order; what has no words says nothing."""
    for node in nodes:
        yield from filter(lambda read: any(read[1:]), _wanted(node))


def _wanted(node: Node) -> Iterator[Read]:  # noqa: C901, PLR0912 - one case a kind of node
    match node:
        case Kicker() | Box():
            yield "P", said(node.runs)
        case Title():
            yield "Title", said(node.runs)
        case Heading():
            yield "H", squeezed(f"{node.number} {said(node.runs)}")
        case Para(number=number):
            yield ("LI", squeezed(number), said(node.runs)) if number else ("P", said(node.runs))
        case Item():
            yield "LI", squeezed(node.marker), said(node.runs)
        case Labelled():
            label = node.label if node.label.endswith(":") else f"{node.label}:"
            yield "P", squeezed(f"{label} {said(node.answer)}")
        case DataTable():
            yield "P", squeezed(node.caption)
            for row in node.rows:
                yield "TR", *(said(cell.runs) for cell in row)
        case Questions():
            for question in node.rows:
                yield "TR", said(question.label), said(question.answer)
        case Declaration():
            yield "TR", *map(squeezed, node.head)
            for row in node.rows:
                parts = (row.name, *map(said, row.parts), row.answer)
                yield "TR", squeezed(" ".join(parts)), "ticked" if row.ticked else "not ticked"
        case Signature():
            yield "P", squeezed(f"Signature {node.name}")
            yield "P", squeezed(f"Date {node.date}")
            yield "P", squeezed(node.post)
            mark = f"Text {'' if node.name else 'to be '}approved: {node.fingerprint}"
            yield "P", squeezed(mark) if node.fingerprint else ""


def found(element: Element) -> Iterator[Read]:
    """Yield what the structure of a file says, in the same terms."""
    for kid in element.kids:
        match kid.tag:
            case "L" | "Table" | "LBody":
                yield from found(kid)
            case "LI":
                label, text = kid.kids
                yield "LI", read(label), read(text.kids[0])
                yield from found(replace(text, holds=text.kids[1:]))
            case "TR":
                cells = [*map(_cell, kid.kids)]
                if any(cells):
                    yield "TR", *cells
            case tag:
                words = read(kid)
                if words:
                    yield ("H" if tag[0] == "H" else tag), words


def read(element: Element) -> str:
    return squeezed(element.text("Note", "Reference"))


def _cell(cell: Element) -> str:
    signs = [kid.alt for kid in cell.kids if kid.tag == "Span"]
    return (
        signs[0]
        if signs
        else squeezed(" ".join(read(kid) for kid in cell.kids if kid.tag == "P") or read(cell))
    )


def marks(paper: Document) -> list[NoteMark]:
    return [run for node in paper.nodes for run in _runs(node) if isinstance(run, NoteMark)]


def _runs(node: Node) -> Iterator[Inline]:
    match node:
        case Kicker() | Title() | Heading() | Para() | Item() | Box():
            yield from node.runs
        case Labelled():
            yield from node.answer
        case DataTable():
            yield from (run for row in node.rows for cell in row for run in cell.runs)
        case Questions():
            yield from (run for row in node.rows for run in (*row.label, *row.answer))
        case Declaration():
            yield from (run for row in node.rows for part in row.parts for run in part)
        case Signature():
            return


def hold(structure: Structure, paper: Document) -> None:
    """Hold the structure of a file against its document; what differs fails."""
    assert structure.faults == []
    assert list(found(structure.root)) == list(wanted(paper.nodes))
    _hold_headings(structure)
    _hold_lists(structure)
    _hold_tables(structure, paper)
    _hold_notes(structure, paper)
    _hold_links(structure)
    assert sum("Page " in text for text in structure.artifacts) >= structure.pages


def _hold_headings(structure: Structure) -> None:
    before = 0
    for heading in structure.find(*(f"H{level}" for level in range(1, 7))):
        level = int(heading.tag[1])
        assert level <= before + 1
        before = level


def _hold_lists(structure: Structure) -> None:
    for each in structure.find("L"):
        assert {kid.tag for kid in each.kids} == {"LI"}
        assert each.numbering in {"Decimal", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman", "Disc"}
    for each in structure.find("LI"):
        assert [kid.tag for kid in each.kids] == ["Lbl", "LBody"]
        assert each.kids[1].kids[0].tag == "P"


def _hold_tables(structure: Structure, paper: Document) -> None:
    tables = [node for node in paper.nodes if isinstance(node, DataTable | Questions | Declaration)]
    tables = [node for node in tables if not isinstance(node, DataTable) or any(node.rows)]
    for node, each in zip(tables, structure.find("Table"), strict=True):
        rows = [[(cell.tag, cell.scope) for cell in row.kids] for row in each.kids]
        assert len({len(row) for row in rows}) == 1
        heads = node.header if isinstance(node, DataTable) else int(isinstance(node, Declaration))
        for index, row in enumerate(rows):
            first = ("TH", "Row") if isinstance(node, Questions) else ("TD", "")
            assert row == [("TH", "Column")] * len(row) if index < heads else row[0] == first


def _hold_notes(structure: Structure, paper: Document) -> None:
    given = [(str(mark.number), said(mark.note)) for mark in marks(paper)]
    notes = structure.find("Note")
    assert sorted((read(note.kids[0]), squeezed(note.text("Lbl", "Note"))) for note in notes) == sorted(given)
    assert all(note.id and note.kids[0].tag == "Lbl" for note in notes)
    owners = [element for element in structure.root.all() if any(kid.tag == "Note" for kid in element.kids)]
    for owner in owners:
        told = {kid.kids[0].text().strip() for kid in owner.kids if kid.tag == "Note"}
        asked = {each.text().strip() for kid in owner.all() if kid.tag == "Reference" for each in kid.kids}
        assert told <= asked


def _hold_links(structure: Structure) -> None:
    for link in structure.find("Link"):
        if link.text().strip():
            assert link.annotations
            assert all(each.contents and each.leads for each in link.annotations)


_SENTENCE = "The archive holds records that must be kept for seven years. "


@st.composite
def long_papers(draw: st.DrawFn) -> Document:
    """A paper in which things cross pages: deep lists, long tables and paragraphs, notes, empty sections."""
    numbers = count(1)

    def note(length: int) -> NoteMark:
        number = next(numbers)
        return NoteMark(f"n{number}", number, words(f"note {number} " + _SENTENCE * length))

    def some(length: int) -> tuple[Inline, ...]:
        marks = [note(draw(st.integers(0, 30)))] if draw(st.booleans()) else []
        return (*words(_SENTENCE * length), *marks, Span("End.", bold=draw(st.booleans())))

    def part(kind: str) -> list[Node]:
        match kind:
            case "filler":
                return [Para(words("Filler.")) for _ in range(draw(st.integers(1, 40)))]
            case "long":
                return [Para(some(draw(st.integers(60, 190))), "1.1.")]
            case "list":
                depth = draw(st.integers(2, 6))
                return [Item(some(1), f"{n}.", "number", "", level=n, first=True) for n in range(depth)]
            case "table":
                rows = [["Item", "Cost"], *([f"row {n}", f"£{n}"] for n in range(draw(st.integers(1, 90))))]
                made = table(rows, total=draw(st.booleans()))
                last = (*made.rows[-1][:-1], replace(made.rows[-1][-1], runs=some(0)))
                return [replace(made, rows=(*made.rows[:-1], last))]
            case _:
                return [Heading(draw(st.integers(1, 3)), words("Empty section"))]

    kinds = draw(
        st.lists(st.sampled_from(["filler", "long", "list", "table", "heading"]), min_size=2, max_size=7)
    )
    return document(*(node for kind in kinds for node in part(kind)))


class DescribeTheStructureOfAPaper:
    @pytest.mark.parametrize("name", PAPERS)
    def it_says_what_the_document_says(self, name: str) -> None:
        hold(read_structure(write_pdf(PAPERS[name], RESOURCES)), PAPERS[name])

    @pytest.mark.parametrize("paper", [DECISION, REPORT, document(), document(*body(9))])
    def it_holds_for_a_made_up_paper(self, paper: Document) -> None:
        hold(read_structure(write_pdf(paper, RESOURCES)), paper)

    @settings(max_examples=30)
    @given(documents())
    def it_holds_whatever_was_written(self, paper: Document) -> None:
        if not missing_glyphs(paper, RESOURCES):
            hold(read_structure(write_pdf(paper, RESOURCES)), paper)

    @settings(max_examples=12)
    @given(long_papers())
    def it_holds_over_pages(self, paper: Document) -> None:
        structure = read_structure(write_pdf(paper, RESOURCES))
        hold(structure, paper)
        tables = sum(isinstance(node, DataTable) for node in paper.nodes)
        assert len(structure.find("Table")) == tables

    def it_is_one_element_over_three_pages(self) -> None:
        long = "The archive holds records that must be kept for seven years. " * 150
        paper = document(
            Para(words(long), "1."), table([["Item", "Cost"], *([f"row {n}", "£5"] for n in range(90))])
        )
        structure = read_structure(write_pdf(paper, RESOURCES))
        hold(structure, paper)
        assert structure.pages >= 5
        assert len(structure.find("Table")) == 1
        assert sum("ItemCost" in text.replace(" ", "") for text in structure.artifacts) == 0
        repeated = [text.strip() for text in structure.artifacts if text.strip() in {"Item", "Cost"}]
        assert repeated == ["Item", "Cost"] * (len(repeated) // 2)
        assert repeated

    def it_takes_deep_lists_apart_level_by_level(self) -> None:
        items = [Item(words(f"level {n}"), f"{n}.", "number", "", level=n, first=True) for n in range(5)]
        structure = read_structure(write_pdf(document(*items), RESOURCES))
        depth, element = 0, structure.root
        while inner := [kid for kid in element.all() if kid.tag == "L" and kid is not element]:
            element, depth = inner[0], depth + 1
        assert depth == 5

    def it_has_a_place_for_words_where_there_are_none(self) -> None:
        items = Item((), "(a)", "letter", "", first=True), Item(words("gates"), "(b)", "letter", "")
        note = Para((NoteMark("n", 1, ()), Break()))
        paper = document(*items, Para((), "1.1."), note, DataTable(((TableCell(()),),), header=0))
        hold(read_structure(write_pdf(paper, RESOURCES)), paper)

    def it_ties_a_note_carried_over_to_the_page_after_to_its_mark(self) -> None:
        note = NoteMark("n", 1, (Span(" ".join(f"w{n}" for n in range(900))),))
        fillers = [Para(words("Filler.")) for _ in range(28)]
        paper = document(*fillers, Para((Span("Marked"), note)), *(Para(words("After.")) for _ in range(40)))
        hold(read_structure(write_pdf(paper, RESOURCES)), paper)


def fields(structure: Structure) -> list[tuple[str, str]]:
    return [(each.name, each.contents) for form in structure.find("Form") for each in form.annotations]


class DescribeFieldsToFillIn:
    def it_has_one_for_each_signature_date_and_empty_box(self) -> None:
        structure = read_structure(write_pdf(DECISION, RESOURCES))
        post = "Deputy Mayor for Policing and Crime"
        assert fields(structure) == [
            ("interests", f"{post}: to be filled in"),
            ("signature", f"Signature, {post}"),
            ("signature_date", f"Date, {post}"),
        ]

    def it_has_none_where_it_was_signed_or_is_not_to_be_signed(self) -> None:
        signed = document(Signature("Chief", "d.s", "Sam Sample", "3 March 2022"))
        open_one = replace(document(Signature("Chief", "d.s")), edition=Edition.PUBLICATION)
        for paper in (signed, open_one):
            assert fields(read_structure(write_pdf(paper, RESOURCES))) == []

    def it_names_them_by_the_key_of_their_answer(self) -> None:
        with pikepdf.open(BytesIO(write_pdf(DECISION, RESOURCES))) as file:
            form: Any = file.Root.AcroForm
            (parent,) = form.Fields
            assert str(parent.T) == "decision"
            assert [str(kid.FT) for kid in parent.Kids] == ["/Tx", "/Sig", "/Tx"]
            named = str(parent.Kids[0].DA).split()[0]
            assert named in form.DR.Font
            assert form.DR.Font[named].FontDescriptor.FontFile2 is not None

    def it_puts_each_on_its_line(self) -> None:
        with pikepdf.open(BytesIO(write_pdf(DECISION, RESOURCES))) as file:
            areas = [list(map(float, each.Rect)) for each in file.pages[0].obj.Annots]
            _, sign, day = areas
            assert sign[1] == day[1]
            assert sign[2] < day[0]
            assert min(area[3] - area[1] for area in areas) > 25


class DescribeTheStandards:
    @pytest.mark.parametrize("name", PAPERS)
    def it_keeps_to_both(self, name: str) -> None:
        data = write_pdf(PAPERS[name], RESOURCES)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
            report = page.validate_pdf_bytes(data, profile=profile)
            assert [str(failure) for failure in report.failures] == []

    def it_is_told_of_what_breaks_them(self) -> None:
        data = write_pdf(DECISION, RESOURCES).replace(b"/Marked true", b"/Marked fals")
        assert page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1).failures
