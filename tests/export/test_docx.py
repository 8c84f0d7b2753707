"""A Word file's details: its page, notes, tables, boxes, references and properties, in each edition."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Edition,
    Heading,
    Item,
    Node,
    NoteMark,
    Para,
    Ref,
    RefPart,
    Scheme,
    Signature,
    Span,
    Statement,
    TableCell,
    Title,
)
from desktop_app.export.docx import write_docx
from desktop_app.export.word.inline import bookmark
from desktop_app.export.word.package import BASE
from tools.make_base_docx import base

from .docx_lint import Element, Package, lint, w
from .papers import RESOURCES, ROOT
from .word_reading import W, lines_of, references, shown

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
BY_SECTION = Scheme("{section}.", ("{section}.{n}.", "({a})", "({i})"))


def written(*nodes: Node, edition: Edition = Edition.SIGNING, scheme: Scheme = BY_SECTION) -> Package:
    """Return the Word file of a document of these nodes, which has nothing wrong with it."""
    data = write_docx(document(*nodes, edition=edition, scheme=scheme), RESOURCES)
    assert not lint(data)
    return Package.of(data)


def document(
    *nodes: Node,
    edition: Edition = Edition.SIGNING,
    scheme: Scheme = BY_SECTION,
    marking: str = "OPEN",
    title: str = "Dredging",
) -> Document:
    return Document(
        title,
        "Note – H 7",
        "Ann Example",
        marking,
        "H 7  Dredging",
        edition,
        nodes,
        scheme,
        modified="2026-03-02T10:00:00+01:00",
    )


def words(text: str) -> tuple[Span, ...]:
    return (Span(text),)


def under(package: Package, path: str, part: str = "document") -> list[Element]:
    return package.root(part).findall(".//" + path.replace("w:", W))


def paragraph(package: Package, text: str) -> Element:
    (found,) = [p for p in under(package, "w:p") if shown(p) == text]
    return found


def keeps(package: Package, text: str) -> bool:
    return paragraph(package, text).find(f"{W}pPr/{W}keepNext") is not None


class DescribeThePage:
    def it_bears_the_marking_at_head_and_foot(self) -> None:
        package = Package.of(write_docx(document(marking="DRAFT – OPEN"), RESOURCES))
        for part in ("header1", "footer1"):
            marking = under(package, "w:p", part)[-1]
            assert shown(marking) == "DRAFT – OPEN"
            assert w(under(package, "w:pStyle", part)[-1], "val") == "PaperMarking"

    def it_counts_its_pages_by_fields(self) -> None:
        foot = under(written(), "w:p", "footer1")[0]
        assert shown(foot) == "H 7  Dredging\tPage 1 of 1"
        codes = [(code.text or "").strip() for code in foot.iter(W + "instrText")]
        assert codes == ["PAGE", "NUMPAGES"]

    def it_has_the_margins_of_the_style(self) -> None:
        (margins,) = under(written(), "w:pgMar")
        assert {w(margins, side) for side in ("top", "left", "bottom", "right")} == {"1440"}

    def it_begins_a_section_on_a_new_page(self) -> None:
        package = written(Heading(1, words("Next"), new_page=True))
        assert len(under(package, "w:pageBreakBefore")) == 1


class DescribeProperties:
    def it_tells_what_the_file_is(self) -> None:
        told = docx.Document(io.BytesIO(write_docx(document(), RESOURCES))).core_properties
        assert (told.title, told.subject, told.author) == ("Dredging", "Note – H 7", "Ann Example")
        assert (told.keywords, told.language) == ("OPEN", "en-GB")
        assert told.created == told.modified == datetime(2026, 3, 2, 9, tzinfo=UTC)
        assert not told.comments
        assert not told.last_modified_by

    def it_takes_a_title_of_any_length_and_sign(self) -> None:
        data = write_docx(document(title="R&D \x0b" + "x" * 400), RESOURCES)
        title = docx.Document(io.BytesIO(data)).core_properties.title
        assert title.startswith("R&D x")
        assert len(title) == 255


class DescribeTheBaseDocument:
    def it_is_what_its_maker_makes(self) -> None:
        assert (RESOURCES / "word" / "base.docx").read_bytes() == base()

    def it_holds_nothing_of_another_template(self) -> None:
        package = Package.of(base())
        assert not [name for name in package.parts if "thumbnail" in name or "theme" in name]
        assert b"python-docx" not in b"".join(package.parts.values())
        assert b"en-US" not in b"".join(package.parts.values())


NOTED = Para((Span("Silt"), NoteMark("n", 1, (Span("Seen "), Span("here", link="https://a.example/?b&c")))))


class DescribeWriting:
    def it_loads_neither_a_tree_of_xml_nor_the_forms(self) -> None:
        asked = ("lxml", "docx", "desktop_app.domain.form", "desktop_app.domain.paper")
        code = (
            f"import sys, desktop_app.export.docx; print([each for each in {asked} if each in sys.modules])"
        )
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"

    def it_relates_an_address_once_wherever_it_is_linked(self) -> None:
        addresses = "https://x.example/?a=1&b", "https://x.example/?a=1&b", "https://y.example"
        package = written(*(Para((Span("here", link=address),)) for address in addresses))
        related = package.relationships("word/document.xml").values()
        outside = [each.get("Target") for each in related if each.get("TargetMode") == "External"]
        assert outside == ["https://x.example/?a=1&b", "https://y.example"]

    def it_refuses_a_base_document_that_it_does_not_know(self, tmp_path: Path) -> None:
        (tmp_path / "word").mkdir()
        with zipfile.ZipFile(io.BytesIO(base())) as given, zipfile.ZipFile(tmp_path / BASE, "w") as made:
            for name in given.namelist():
                made.writestr(name, given.read(name).replace(b"<w:sectPr>", b'<w:sectPr w:rsidR="1">'))
        with pytest.raises(ValueError, match=r"word/document\.xml"):
            write_docx(document(Title(words("x"), "")), tmp_path)


class DescribeFootnotes:
    def it_puts_the_note_in_the_notes_part(self) -> None:
        package = written(NOTED, Para((NoteMark("m", 2, (Span("a"), Break(), Span("b"))),)))
        notes = [shown(note) for note in under(package, "w:footnote", "footnotes") if int(w(note, "id")) > 0]
        assert notes == [" Seen here", " a\nb"]

    def it_links_from_a_note(self) -> None:
        package = written(NOTED)
        (link,) = package.relationships("word/footnotes.xml").values()
        assert link.get("Target") == "https://a.example/?b&c"
        assert link.get("TargetMode") == "External"


def table(**more: bool | int | str) -> DataTable:
    rows = ("What", "Cost"), ("Mud", "£5"), ("All", "£5")
    cells = tuple(tuple(TableCell(words(text), amount=n == 1) for n, text in enumerate(row)) for row in rows)
    return DataTable(cells, **more)  # pyright: ignore[reportArgumentType]


class DescribeTables:
    def it_repeats_the_head_and_tears_no_row(self) -> None:
        rows = under(written(table()), "w:tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)

    def it_sets_amounts_at_the_right(self) -> None:
        package = written(table())
        places = [p.find(f"{W}pPr/{W}jc") for p in under(package, "w:tc/w:p")]
        assert ["" if place is None else w(place, "val") for place in places] == ["", "right"] * 3

    @pytest.mark.parametrize(("total", "bold"), [(True, 4), (False, 2)])
    def it_sets_head_and_total_bold(self, total: bool, bold: int) -> None:
        assert len(under(written(table(total=total)), "w:tc/w:p/w:r/w:rPr/w:b")) == bold

    def it_is_called_by_its_caption(self) -> None:
        package = written(table(caption="Costs & more"))
        assert [w(e, "val") for e in under(package, "w:tblCaption")] == ["Costs & more"]
        assert w(paragraph(package, "Costs & more").find(f"{W}pPr/{W}pStyle"), "val") == "Caption"

    def it_says_what_it_is_to_who_cannot_see_it(self) -> None:
        package = written(table(), Box((), "k"), Signature("Clerk", "s"))
        told = {w(e, "val") for e in under(package, "w:tblDescription")}
        assert told == {"Table with the columns What, Cost", "A box for words", "To sign and date: Clerk"}

    @pytest.mark.parametrize(("stands_under", "indent"), [(True, 680), (False, 0)])
    def it_stands_in_with_its_paragraph(self, stands_under: bool, indent: int) -> None:
        package = written(table(under=stands_under))
        assert w(under(package, "w:tblInd")[0], "w") == str(indent)
        assert sum(int(w(column, "w")) for column in under(package, "w:gridCol")) == 9026 - indent


STATEMENTS = Declaration(
    ("Statement", "Tick"),
    (
        Statement("Money", (words("Seen."), words("All.")), True, "note.money"),
        Statement("Tides", (words("Looked up."),), False, "note.tides", "Not applicable: no tides"),
    ),
)


class DescribeTheDeclaration:
    def it_has_a_check_box_for_each_statement(self) -> None:
        package = written(STATEMENTS, STATEMENTS_TOO)
        controls = under(package, "w:sdt")
        tags = [w(control.find(f".//{W}tag"), "val") for control in controls]
        assert tags == ["chk:note.money", "chk:note.tides", "chk:note.more"]
        checked = [control.find(f".//{W14}checked").get(W14 + "val") for control in controls]
        assert checked == ["1", "0", "1"]
        assert [shown(control) for control in controls] == ["☑", "☐", "☑"]

    def it_prints_the_other_answer_with_its_reason(self) -> None:
        assert ("", "Not applicable: no tides") in lines_of(written(STATEMENTS))

    def it_has_the_same_boxes_without_controls_in_a_publication(self) -> None:
        package = written(STATEMENTS, edition=Edition.PUBLICATION)
        assert [words for _, words in lines_of(package) if words in ("☑", "☐")] == ["☑", "☐"]


STATEMENTS_TOO = Declaration(("", ""), (Statement("More", (), True, "note.more"),))


class DescribeABlockToSign:
    def it_stays_together_with_what_is_above_it(self) -> None:
        package = written(
            Para(words("I confirm"), fixed=True),
            Box((), "note.interests"),
            Para(words("I approve"), fixed=True),
            Signature("Harbour master", "note.sign", fingerprint="AAAA-BBBB-CCCC"),
        )
        together = [p.find(f"{W}pPr/{W}keepNext") is not None for p in under(package, "w:p")]
        assert together == [*[True] * (len(together) - 2), False, False]
        assert shown(under(package, "w:p")[-2]) == "Text to be approved: AAAA-BBBB-CCCC"

    def it_has_room_for_a_pen(self) -> None:
        package = written(Signature("Harbour master", "note.sign"))
        (height,) = under(package, "w:trHeight")
        assert (w(height, "val"), w(height, "hRule")) == ("600", "atLeast")

    def it_names_who_signed_and_when(self) -> None:
        package = written(Signature("Harbour master", "note.sign", "Ann", "2 March 2026"))
        expected = ["Signature", "Date", "Ann", "2 March 2026", "Harbour master"]
        assert [text for _, text in lines_of(package)] == expected


class DescribeParagraphs:
    @pytest.mark.parametrize("following", [table(), Item(words("mud"), "•", "bullet", "•", first=True)])
    def it_keeps_an_announcement_with_what_it_announces(self, following: Node) -> None:
        assert keeps(written(Para(words("These are:")), following), "These are:")
        assert keeps(written(Para(words("a supplier-")), following), "a supplier-")
        assert not keeps(written(Para(words("This is it.")), following), "This is it.")

    def it_keeps_an_item_with_the_table_that_it_announces(self) -> None:
        asked = Item(words("To spend:"), "(1)", "recommendation", "({n})", first=True)
        assert keeps(written(asked, table()), "To spend:")

    @pytest.mark.parametrize(
        ("node", "style"),
        [
            (Title(words("x"), "note.title"), "Title"),
            (Heading(1, words("x")), "Heading1"),
            (Heading(3, words("x")), "Heading3"),
            (Heading(1, words("x"), banner=True), "PaperBanner"),
            (Heading(2, words("x"), "1."), "PaperSection"),
            (Para(words("x")), "BodyText"),
            (Para(words("x"), hangs=True), "PaperContinuation"),
        ],
    )
    def it_has_a_style_that_says_what_it_is(self, node: Node, style: str) -> None:
        package = written(node)
        assert w(paragraph(package, "x").find(f"{W}pPr/{W}pStyle"), "val") == style

    @pytest.mark.parametrize(("level", "left"), [(0, None), (1, "1160"), (2, "1640")])
    def it_stands_in_as_far_as_the_numbered_paragraph_that_it_goes_on_with(
        self, level: int, left: str | None
    ) -> None:
        place = paragraph(written(Para(words("x"), level=level, hangs=True)), "x").find(f"{W}pPr/{W}ind")
        assert (None if place is None else w(place, "left")) == left

    def it_locks_wording_that_begins_in_bold_within_its_paragraph(self) -> None:
        begun = Para((Span("Part 2:", bold=True), Span(" why")), fixed=True)
        package = written(begun, Para(words("plain"), fixed=True), edition=Edition.REVIEW)
        locked = [shown(each) for each in under(package, "w:p/w:sdt/w:sdtContent")]
        assert locked == ["Part 2: why"]

    def it_tells_the_level_of_a_numbered_heading(self) -> None:
        package = written(Heading(1, words("x"), "1."), Heading(2, words("y"), "2."))
        assert w(paragraph(package, "x").find(f"{W}pPr/{W}outlineLvl"), "val") == "0"
        assert paragraph(package, "y").find(f"{W}pPr/{W}outlineLvl") is None

    @pytest.mark.parametrize(
        "text",
        [
            "R&D <b>not bold</b>",
            "]]> &amp; \"quoted\" 'twice'",
            "emoji 👩‍🚀 and 𠀀",
            "x" * 3000,
            "العربية \u202eright to left\u202c",
            "a\ttab and\nline",
            " spaces at  both ends ",
        ],
    )
    def it_prints_whatever_an_author_wrote(self, text: str) -> None:
        cell = DataTable(((TableCell(words(text)),),), caption=text)
        note = Para((NoteMark("n", 1, words(text)),))
        package = written(
            Title(words(text), "note.title"), Para(words(text)), cell, note, Box(words(text), "k")
        )
        assert [found for _, found in lines_of(package) if found == text] == [text] * 5
        assert shown(under(package, "w:footnote", "footnotes")[-1]) == f" {text}"

    def it_leaves_out_what_no_file_can_hold(self) -> None:
        assert lines_of(written(Para(words("a\x00b\x0bc\ufffed\ud800e")))) == [("", "abcde")]

    def it_has_the_looks_of_its_pieces(self) -> None:
        looks = Para((Span("a", bold=True), Span("b", italic=True), Span("c", underline=True), Span("d")))
        runs = under(written(looks), "w:p/w:r")
        found = ["".join(e.tag.removeprefix(W) for e in run.iterfind(f"{W}rPr/*")) for run in runs]
        assert found == ["b", "i", "u", ""]

    def it_links(self) -> None:
        package = written(Para((Span("law", link=" https://a.example/ü?x y&<z>#p"),)))
        (link,) = under(package, "w:hyperlink")
        assert shown(link) == "law"
        targets = [rel.get("Target") for rel in package.relationships("word/document.xml").values()]
        assert "https://a.example/ü?x%20y&%3Cz%3E#p" in targets


REFERRING = (
    Heading(2, words("Facts"), "1.", "note.facts"),
    Para(words("Silt"), "1.1.", key="note.facts", id="b1"),
    Para((Span("See "), Ref("1.1", "b1"), Span(" and "), Ref("[reference lost]", "")), "1.2.", id="b2"),
)


class DescribeReferences:
    def it_is_a_field_that_means_its_paragraph(self) -> None:
        package = written(*REFERRING)
        (code,) = under(package, "w:instrText")
        kind, name, *_ = (code.text or "").split()
        (mark,) = [e for e in under(package, "w:bookmarkStart") if w(e, "name") == name]
        assert kind == "REF"
        assert shown(mark.getparent()) == "Silt"
        assert shown(under(package, "w:p")[2]) == "See 1.1 and [reference lost]"

    def it_is_a_field_a_number_where_it_names_what_its_own_stands_under(self) -> None:
        sub = Ref("1.1(a)", "b3", (RefPart("b1", "1.1"), RefPart("b3", "(a)")))
        package = written(*REFERRING[:2], Para(words("mud"), "(a)", 1, id="b3"), Para((Span("See "), sub)))
        assert shown(under(package, "w:p")[-1]) == "See 1.1(a)"
        assert references(package) == [("1.1", "1.1"), ("(a)", "(a)")]
        names = [(e.text or "").split()[1] for e in under(package, "w:instrText")]
        marks = {w(e, "name"): shown(e.getparent()) for e in under(package, "w:bookmarkStart")}
        assert [marks[name] for name in names] == ["Silt", "mud"]
        assert names[0] == bookmark("b1") + "a"

    def it_leads_to_a_bullet_by_words(self) -> None:
        words_of = RefPart("b3", "first bullet", ", ", counted=False)
        dot = Ref("1.1, first bullet", "b3", (RefPart("b1", "1.1"), words_of))
        bullet = Item(words("mud"), "•", "bullet", "•", first=True, id="b3")
        package = written(*REFERRING[:2], bullet, Para((dot,)))
        (link,) = under(package, "w:hyperlink")
        assert (w(link, "anchor"), shown(link)) == (bookmark("b3"), ", first bullet")
        assert shown(under(package, "w:p")[-1]) == "1.1, first bullet"
        assert references(package) == [("1.1", "1.1")]

    def it_marks_a_block_that_prints_twice_but_once(self) -> None:
        package = written(REFERRING[1], Para(words("Silt"), "1.2.", key="note.more", id="b1"))
        assert len(under(package, "w:bookmarkStart")) == 1


class DescribeEditions:
    def it_tracks_changes_in_a_review(self) -> None:
        for edition in Edition:
            found = under(written(edition=edition), "w:trackRevisions", "settings")
            assert bool(found) is (edition is Edition.REVIEW)

    def it_publishes_no_bookmark_control_or_identity(self) -> None:
        package = written(*REFERRING, NOTED, STATEMENTS, edition=Edition.PUBLICATION)
        for tag in ("bookmarkStart", "bookmarkEnd", "sdt", "tag", "alias", "instrText"):
            assert not under(package, f"w:{tag}")
        for data in package.parts.values():
            assert b"note.facts" not in data
            assert b"note.money" not in data
        assert ("1.2.", "See 1.1 and [reference lost]") in lines_of(package)


def _items(*marked: tuple[str, str, int]) -> Iterator[Item]:
    patterns = {"letter": "{a})", "bullet": "•", "number": "{n}."}
    for marker, kind, level in marked:
        yield Item(words(f"{kind} {level}"), marker, kind, patterns[kind], level)


class DescribeNumbers:
    """Numbers are Word's own, and yet those of the document: a list begins anew where they would part."""

    def it_numbers_by_styles_alone_where_it_can(self) -> None:
        package = written(*REFERRING[:2], Para(words("Sub"), "(a)", 1), Para(words("More"), "1.2."))
        assert [number for number, _ in lines_of(package)] == ["1.", "1.1.", "(a)", "1.2."]
        assert not under(package, "w:numPr")

    @pytest.mark.parametrize(
        "labels",
        [
            [("(a)", 1), ("(b)", 1), ("1.1.", 0), ("(a)", 1)],
            [("1.1.", 0), ("(a)", 1), ("(a)", 1), ("(b)", 1), ("1.2.", 0)],
            [("(i)", 2), ("(ii)", 2), ("(a)", 1), ("(i)", 2)],
        ],
    )
    def it_prints_the_document_s_numbers(self, labels: list[tuple[str, int]]) -> None:
        head = Heading(2, words("Facts"), "1.")
        package = written(head, *(Para(words("x"), label, level) for label, level in labels))
        assert [number for number, _ in lines_of(package)[1:]] == [label for label, _ in labels]

    def it_runs_on_through_numbered_sections(self) -> None:
        scheme = Scheme("{section}.", ("{n}.", "({a})"), continuous=True)
        heads = [Heading(2, words("x"), f"{n}.") for n in (1, 2)]
        paras = [Para(words("y"), f"{n}.") for n in (1, 2, 3, 4)]
        nodes = (heads[0], *paras[:2], heads[1], *paras[2:])
        found = [number for number, _ in lines_of(written(*nodes, scheme=scheme))]
        assert found == ["1.", "1.", "2.", "2.", "3.", "4."]

    def it_goes_on_with_letters_after_bullets(self) -> None:
        marked = ("a)", "letter", 0), ("•", "bullet", 0), ("b)", "letter", 0), ("a)", "letter", 1)
        scheme = Scheme(letters=("{a})",))
        assert [number for number, _ in lines_of(written(*_items(*marked), scheme=scheme))] == [
            mark for mark, _, _ in marked
        ]

    def it_starts_where_a_list_starts(self) -> None:
        marked = ("3.", "number", 0), ("4.", "number", 0), ("1.", "number", 0)
        found = [number for number, _ in lines_of(written(*_items(*marked)))]
        assert found == ["3.", "4.", "1."]
