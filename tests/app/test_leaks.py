"""Nothing of Part 2 leaves in a file of Part 1, wherever in it and however it is spelled."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings

from desktop_app.app.exporting import NotExportable, Order, export
from desktop_app.app.leaks import Leaked, guard, only_in_part2, scan
from desktop_app.app.writers import WRITERS
from desktop_app.document.model import Document, Item, Para, Span
from desktop_app.domain.comments import Answer, Comment
from desktop_app.domain.edition import Edition
from desktop_app.domain.paper import WORDS, Paper, Part, Value
from desktop_app.export.docx import write_docx
from desktop_app.export.html import write_html
from desktop_app.export.pdf import write_pdf
from desktop_app.export.unpacked import unpacked
from tests.domain.forms_for_tests import TEMPLATE, paper, rich
from tests.export.papers import documents_of, templates
from tests.export.papers import papers as every_paper
from tests.export.pdf_samples import document
from tests.strategies import papers

RESOURCES = Path(__file__).parents[2] / "resources"
SECRET = "The winning bid came from Halden Archives at £3,112,450 over five years."
PUBLIC = "The harbour silts up every year."
HELD = only_in_part2(TEMPLATE, paper({"note.facts": rich(PUBLIC)}, {"closed.facts": rich(SECRET)}))


def hits(text: str) -> set[str]:
    return {hit.words for hit in scan(text.encode(), "txt", HELD)}


class DescribeWhatOnlyPart2Says:
    def it_knows_its_wording_its_names_and_its_figures(self) -> None:
        assert ("winning", "bid", "came", "from", "halden") in HELD.runs
        assert set(HELD.names) == {"halden", "archives"}
        assert [f"{amount:f}" for amount in HELD.amounts] == ["3112450"]

    def it_says_where_it_stands_there(self) -> None:
        assert set(HELD.runs.values()) == {"Closed part, Facts"}

    def it_leaves_out_what_part_1_says_too(self) -> None:
        both = paper({"note.facts": rich(SECRET)}, {"closed.facts": rich(SECRET)})
        assert not only_in_part2(TEMPLATE, both)

    def it_is_nothing_where_there_is_no_part_2(self) -> None:
        assert not only_in_part2(TEMPLATE, paper({"note.facts": rich(SECRET)}))


class DescribeASearch:
    @pytest.mark.parametrize(
        "text",
        [
            "It was the winning bid came from us",
            "WINNING  BID\ncame from — Halden",
            "a bid of £3,112,450 in all",
            "a bid of 3112450",
            "some £3.11m of it",
            "some £3.112 million",
            "£3,112.45k",
            "as Halden told us",
        ],
    )
    def it_finds_what_was_planted(self, text: str) -> None:
        assert hits(text)

    @pytest.mark.parametrize(
        "text",
        [
            "The harbour silts up every year.",
            "the winning bid came late",
            "£3.2m",
            "£311,245",
            "3 of 11 pages",
        ],
    )
    def it_leaves_the_rest_alone(self, text: str) -> None:
        assert not hits(text)

    def it_names_both_places(self) -> None:
        with pytest.raises(Leaked, match="stands in Closed part, Facts and in the file, in its text"):
            guard("a.txt", SECRET.encode(), "txt", HELD)

    def it_refuses_what_it_cannot_read(self) -> None:
        with pytest.raises(Leaked, match="could not be searched"):
            guard("a.docx", b"no package", "docx", HELD)


def plain() -> Document:
    return document(Para((Span("The harbour silts up every year."),)))


def docx_with(name: str, data: bytes, comment: bytes = b"") -> bytes:
    target = io.BytesIO(write_docx(plain(), RESOURCES))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, data)
        archive.comment = comment
    return target.getvalue()


def pdf_with(change: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(write_pdf(plain(), RESOURCES))) as file:
        match change:
            case "info":
                file.docinfo["/Keywords"] = SECRET
            case "attachment":
                file.attachments["a.txt"] = pikepdf.AttachedFileSpec(file, SECRET.encode())
            case "utf-16 string":
                file.Root.PieceInfo = pikepdf.String(SECRET + " ₹")
            case "packed stream":
                file.Root.Extra = file.make_indirect(file.make_stream(SECRET.encode()))
            case _:
                pass
        file.save(target, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


class DescribePlantedLeaks:
    def it_looks_into_the_packed_objects_of_a_published_file(self) -> None:
        made = document(Para((Span("here", link="https://example.org/the winning bid came from"),)))
        published = write_pdf(replace(made, edition=Edition.PUBLICATION), RESOURCES)
        assert b"/ObjStm" in published
        assert scan(published, "pdf", HELD)

    def it_finds_nothing_in_a_clean_file(self) -> None:
        for write, kind in ((write_docx, "docx"), (write_pdf, "pdf"), (write_html, "html")):
            assert scan(write(plain(), RESOURCES), kind, HELD) == ()

    @pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
    @pytest.mark.parametrize("where", ["text", "title", "author", "foot", "link"])
    def it_finds_them_wherever_a_document_has_words(self, kind: str, where: str) -> None:
        runs: dict[str, tuple[Span, ...]] = {
            "text": (Span("The winning bid "), Span("came from Halden", bold=True))
        }
        runs["link"] = (Span("here", link="https://example.org/the winning bid came from"),)
        made = document(Para(runs.get(where, (Span("x"),))))
        if where in {"title", "author", "foot"}:
            made = replace(made, **{where: SECRET})
        if (kind, where) == ("docx", "link"):
            made = document(Para((Span("here", link="https://example.org/the-winning-bid-came-from"),)))
        assert scan(WRITERS[kind](made, RESOURCES), kind, HELD)

    @pytest.mark.parametrize(
        ("name", "data", "comment"),
        [
            ("word/comments.xml", f"<a><p>{SECRET}</p></a>".encode(), b""),
            ("word/custom.xml", f"<a b='{SECRET}'/>".encode(), b""),
            ("word/split.xml", b"<a><p><t>The win</t><t>ning bid came</t><t> from us</t></p></a>", b""),
            ("word/media/image1.bin", SECRET.encode("utf-16-le"), b""),
            ("the winning bid came from.txt", b"", b""),
            ("word/x.txt", b"", SECRET.encode()),
        ],
    )
    def it_finds_them_in_a_package(self, name: str, data: bytes, comment: bytes) -> None:
        assert scan(docx_with(name, data, comment), "docx", HELD)

    @pytest.mark.parametrize("change", ["info", "attachment", "utf-16 string", "packed stream"])
    def it_finds_them_in_a_pdf(self, change: str) -> None:
        assert scan(pdf_with(change), "pdf", HELD)
        assert not scan(pdf_with("nothing"), "pdf", HELD)

    @pytest.mark.parametrize("markup", ["<!--{}-->", "<p title='{}'>x</p>", "<style>{}</style>", "<p>{}</p>"])
    def it_finds_them_in_a_page(self, markup: str) -> None:
        data = write_html(plain(), RESOURCES).replace(b"</main>", markup.format(SECRET).encode() + b"</main>")
        assert scan(data, "html", HELD)


class DescribeTheGate:
    def it_stops_an_export_and_writes_nothing(self, tmp_path: Path) -> None:
        held = paper({"note.title": "T"}, {"closed.facts": rich(SECRET)})

        def leaking(made: Document, resources: Path) -> bytes:
            return write_docx(replace(made, nodes=(*made.nodes, Para((Span(SECRET),)))), resources)

        order = Order(("note",), ("docx",), tmp_path)
        with pytest.raises(NotExportable, match="halden"):
            list(export(TEMPLATE, held, order, {"docx": leaking}, RESOURCES, date(2026, 3, 2)))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", every_paper())
    def it_lets_every_sample_pass(self, name: str) -> None:
        whole = every_paper()[name]
        template = templates()[whole.public.template]
        held = only_in_part2(template, whole)
        for made in documents_of(whole, Edition.PUBLICATION):
            restricted = template.form(made.name).restricted
            for kind in ("docx", "pdf", "html"):
                found = scan(WRITERS[kind](made, RESOURCES), kind, held)
                assert bool(found) == (restricted and bool(held))

    @pytest.mark.parametrize(
        ("kind", "words"),
        [
            ("docx", "Document Application Relationship lowerLetter hybridMultilevel PaperContinuation"),
            ("pdf", "Description Keywords Metadata Producer"),
            ("html", "Document Description Position"),
        ],
    )
    def it_takes_no_word_of_the_file_s_own_machinery_for_one_of_part_2(self, kind: str, words: str) -> None:
        named = {word.casefold() for word in words.split()}
        held = only_in_part2(TEMPLATE, paper({}, {"closed.facts": rich(f"We call it {words} here.")}))
        assert named <= held.names.keys()
        data = WRITERS[kind](document(Item((Span("gates"),), "a)", "letter", "{a})", first=True)), RESOURCES)
        there = " ".join(piece.text for piece in unpacked(data, kind)).casefold()
        assert [word for word in named if word not in there] == []
        assert scan(data, kind, held) == ()

    def it_finds_such_a_word_where_readers_see_it(self) -> None:
        held = only_in_part2(TEMPLATE, paper({}, {"closed.facts": rich("We call it Software here.")}))
        assert scan(b"They bought Software.", "txt", held)

    @pytest.mark.parametrize("said", ["in London", "to the Board", "at City Hall"])
    def it_takes_no_word_of_a_form_for_one_of_part_2(self, said: str) -> None:
        held = only_in_part2(
            templates()["mopac/decision-2021"], paper({}, {"part2.facts": rich(f"They met {said}.")})
        )
        assert scan(f"It was held {said}.".encode(), "txt", held) == ()

    @settings(max_examples=20)
    @given(papers())
    def it_never_stops_a_paper_for_nothing(self, whole: Paper) -> None:
        template = templates()[whole.public.template]
        held = only_in_part2(template, whole)
        for made in documents_of(whole, Edition.PUBLICATION):
            if not template.form(made.name).restricted:
                assert scan(write_docx(made, RESOURCES), "docx", held) == ()


class DescribeWordsOfThePaper:
    def it_takes_no_word_for_public_because_spelling_knows_it(self) -> None:
        known: dict[str, Value] = {"note.facts": rich(PUBLIC), WORDS[Part.ONE]: "Halden"}
        assert "halden" in only_in_part2(TEMPLATE, paper(known, {"closed.facts": rich(SECRET)})).names


class DescribeComments:
    def it_knows_what_is_said_of_part_2(self) -> None:
        words = "The bidder called Wolverine withdrew in May after all."
        said = Comment(
            "c1", "b1", "part2.facts", "", "Ann", "", words, (Answer("a1", "Jo", "", "Ask Ocelotte."),)
        )
        held = only_in_part2(TEMPLATE, paper({}, {}).with_restricted(comments={"c1": said}))
        assert {"wolverine", "ocelotte"} <= held.names.keys() | {w for run in held.runs for w in run}
        assert scan(f"It says: {words}".encode(), "txt", held)
