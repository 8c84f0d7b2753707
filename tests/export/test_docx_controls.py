"""Controls of a review copy: which sections stand in them, what of them is locked, and where none are."""

from dataclasses import replace

import lxml.etree
import pytest
from hypothesis import given

from desktop_app.app.copies import bookmark
from desktop_app.document.model import (
    Document,
    Edition,
    Heading,
    Item,
    Node,
    NoteMark,
    Para,
    Signature,
    Stretch,
    Title,
)
from desktop_app.export.docx import write_comparison, write_docx
from desktop_app.export.word.identities import of_bookmark

from .documents import documents
from .docx_lint import Element, Package, lint, w
from .docx_order import look
from .papers import RESOURCES, documents_of, papers
from .test_docx import document, under, words
from .word_reading import W, expected, lines_of, shown

PAPERS = papers()
IDENTITY = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
NODES: tuple[Node, ...] = (
    Title(words("Dredging"), "note.title"),
    Heading(2, words("Facts"), "1.", "note.facts"),
    Para(words("The harbour silts up."), "1.1.", key="note.facts", id="b1"),
    Para(words("The board is asked:"), fixed=True),
    Item(words("to read this"), "1.", "number", "{n}.", first=True, fixed=True),
    Para(words("It costs £1,200."), "1.2.", key="note.facts", id="b2"),
    Heading(2, words("Signing"), "2.", "note.signing"),
    Signature("Harbour master", "note.sign"),
)
#: All parts, elements and attributes that a published file may have.
PUBLISHED_PARTS = {
    "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml",
    "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels", "word/document.xml", "word/footer1.xml",
    "word/footnotes.xml", "word/header1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
}  # fmt: skip
_ELEMENTS = (
    "b body bottom br cantSplit continuationSeparator document fldChar footerReference footnote "
    "footnoteRef footnoteReference footnotes ftr gridCol hdr headerReference hyperlink i ilvl ind "
    "instrText jc keepLines keepNext left numId numPr outlineLvl p pBdr pPr pStyle pageBreakBefore pgMar "
    "pgSz r rFonts rPr rStyle right sectPr separator shd spacing t tab tabs tbl tblCaption tblCellMar "
    "tblDescription tblGrid tblHeader tblInd tblLayout tblLook tblPr tblW tc tcBorders tcPr tcW top "
    "tr trHeight trPr u vAlign"
)
PUBLISHED = set(_ELEMENTS.split())
_ATTRIBUTES = (
    "Ignorable after ascii before bottom color eastAsia fill firstColumn firstRow fldCharType footer "
    "gutter h hAnsi hRule header history id lastColumn lastRow left line lineRule noHBand noVBand pos "
    "right space sz top type val w"
)
PUBLISHED_ATTRIBUTES = set(_ATTRIBUTES.split())
SECTIONS = (
    Stretch("note.head", "Head", 0, 1),
    Stretch("note.facts", "Facts & figures", 1, 6),
    Stretch("note.nothing", "Nothing", 6, 6),
    Stretch("note.signing", "Signing", 6, 8),
)


def made(edition: Edition = Edition.REVIEW) -> Document:
    return replace(document(*NODES, edition=edition), sections=SECTIONS)


def reviewed() -> Package:
    data = write_docx(made(), RESOURCES)
    assert not [*lint(data), *look(data)]
    return Package.of(data)


def sections(package: Package) -> dict[str, Element]:
    """Return the controls of sections by tag."""
    found = {w(each.find(f"{W}sdtPr/{W}tag"), "val"): each for each in under(package, "w:sdt") if _tag(each)}
    return {tag: each for tag, each in found.items() if tag.startswith("sec:")}


def _tag(control: Element) -> bool:
    return control.find(f"{W}sdtPr/{W}tag") is not None


def lock(control: Element) -> str:
    return w(control.find(f"{W}sdtPr/{W}lock"), "val")


class DescribeSections:
    def it_puts_each_that_prints_into_a_control(self) -> None:
        assert list(sections(reviewed())) == ["sec:note.head", "sec:note.facts", "sec:note.signing"]

    def it_calls_it_by_its_label_and_hides_its_frame(self) -> None:
        properties = sections(reviewed())["sec:note.facts"].find(f"{W}sdtPr")
        assert w(properties.find(f"{W}alias"), "val") == "Facts & figures"
        assert properties.find(f"{W15}appearance").get(f"{W15}val") == "hidden"

    def it_keeps_it_from_being_deleted_but_open(self) -> None:
        assert {lock(each) for each in sections(reviewed()).values()} == {"sdtLocked"}

    def it_holds_all_that_the_section_prints(self) -> None:
        own = sections(reviewed())["sec:note.facts"]
        assert [shown(each) for each in own.iter(f"{W}p")] == [
            "Facts", "The harbour silts up.", "The board is asked:", "to read this", "It costs £1,200.",
        ]  # fmt: skip

    def it_marks_the_heading_too(self) -> None:
        for tag, name in (("sec:note.facts", "Facts"), ("sec:note.signing", "Signing")):
            heading = next(sections(reviewed())[tag].iter(f"{W}p"))
            assert shown(heading) == name
            assert heading.find(f"{W}bookmarkStart") is not None

    def it_gives_each_control_an_identity_of_its_own(self) -> None:
        ids = [int(w(each, "val")) for each in under(reviewed(), "w:sdtPr/w:id")]
        assert len(ids) == len(set(ids)) > len(SECTIONS)
        assert all(0 < each < 2**31 for each in ids)

    def it_leaves_out_a_tag_that_word_would_not_take(self) -> None:
        long = replace(SECTIONS[1], key=f"note.{'facts' * 20}", label="Facts " * 20)
        data = write_docx(replace(made(), sections=(long,)), RESOURCES)
        package = Package.of(data)
        assert sections(package) == {}
        assert all(len(w(each, "val")) <= 64 for each in under(package, "w:alias"))


class DescribeAnEmptySection:
    def it_has_a_paragraph_to_write_in(self) -> None:
        blank = replace(SECTIONS[3], blank=True)
        package = Package.of(write_docx(replace(made(), sections=(*SECTIONS[:3], blank)), RESOURCES))
        control = sections(package)["sec:note.signing"]
        assert shown(control.findall(f"{W}sdtContent/{W}p")[-1]) == ""
        assert lines_of(package) == lines_of(reviewed())

    def it_has_none_where_an_author_wrote(self) -> None:
        full = replace(SECTIONS[1], blank=True)
        package = Package.of(write_docx(replace(made(), sections=(full,)), RESOURCES))
        paragraphs = list(sections(package)["sec:note.facts"].iter(f"{W}p"))
        assert shown(paragraphs[-1]) == "It costs £1,200."

    @pytest.mark.parametrize("name", PAPERS)
    def it_never_leaves_a_section_that_is_asked_for_without(self, name: str) -> None:
        for each in documents_of(PAPERS[name], Edition.REVIEW):
            own = sections(Package.of(write_docx(each, RESOURCES)))
            for stretch in each.sections:
                if stretch.blank and (control := own.get(f"sec:{stretch.key}")) is not None:
                    free = control.findall(f"{W}sdtContent/{W}p")
                    assert free, stretch.key


class DescribeIdentities:
    @pytest.mark.parametrize("name", PAPERS)
    def it_gives_one_to_each_paragraph(self, name: str) -> None:
        for each in documents_of(PAPERS[name], Edition.REVIEW):
            package = Package.of(write_docx(each, RESOURCES))
            parts = [package.root("document"), package.root("footnotes")]
            paragraphs = [p for part in parts for p in part.iter(f"{W}p")]
            ids = [p.get(IDENTITY) for p in paragraphs]
            assert None not in ids
            assert len(ids) == len(set(ids))

    def it_is_the_same_as_long_as_the_block_is(self) -> None:
        before = _identity(made(), "It costs £1,200.")
        less = replace(made(), nodes=NODES[4:], sections=())
        assert before == _identity(less, "It costs £1,200.") == of_bookmark(bookmark("b2"))

    @pytest.mark.parametrize("edition", [Edition.SIGNING, Edition.PUBLICATION])
    def it_is_in_no_other_edition(self, edition: Edition) -> None:
        assert b"paraId" not in b"".join(Package.of(write_docx(made(edition), RESOURCES)).parts.values())


def _identity(document: Document, text: str) -> str:
    package = Package.of(write_docx(document, RESOURCES))
    (found,) = [p.get(IDENTITY) for p in under(package, "w:p") if shown(p) == text]
    return found


class DescribeABlockToSign:
    @pytest.mark.parametrize(("edition", "prompt"), [(Edition.REVIEW, "Enter a name"), (Edition.SIGNING, "")])
    def it_has_a_name_and_a_date_to_fill_in(self, edition: Edition, prompt: str) -> None:
        package = Package.of(write_docx(made(edition), RESOURCES))
        name, day = (control(package, f"{what}:note.sign") for what in ("name", "date"))
        assert name.find(f"{W}sdtPr/{W}text") is not None
        assert w(day.find(f"{W}sdtPr/{W}date/{W}lid"), "val") == "en-GB"
        assert [lock(each) for each in (name, day)] == ["sdtLocked"] * 2
        assert "".join(t.text for t in name.iter(f"{W}t")).strip() == prompt

    def it_has_none_once_it_is_signed(self) -> None:
        signed = replace(NODES[-1], name="Ann", date="2 March 2026")
        package = Package.of(write_docx(replace(made(), nodes=(*NODES[:-1], signed)), RESOURCES))
        assert not [tag for tag in under(package, "w:tag") if w(tag, "val").startswith(("name:", "date:"))]

    def it_has_none_in_a_publication(self) -> None:
        assert not under(Package.of(write_docx(made(Edition.PUBLICATION), RESOURCES)), "w:sdt")


def control(package: Package, tag: str) -> Element:
    (found,) = [
        each
        for each in under(package, "w:sdt")
        if _tag(each) and w(each.find(f"{W}sdtPr/{W}tag"), "val") == tag
    ]
    return found


class DescribeFixedWording:
    def it_is_locked_together_where_it_stands_together(self) -> None:
        locked = [each for each in under(reviewed(), "w:sdt") if lock(each) == "sdtContentLocked"]
        found = [[shown(paragraph) for paragraph in each.iter(f"{W}p")] or shown(each) for each in locked]
        assert found == [
            ["Facts"], ["The board is asked:", "to read this"], ["Signing"],
            "Signature", "Date", "Harbour master",
        ]  # fmt: skip

    def it_is_locked_beside_the_mark_of_a_footnote(self) -> None:
        noted = Heading(2, (*words("Facts"), NoteMark("n", 1, words("As of 2019."))), "1.", "note.facts")
        package = Package.of(write_docx(replace(made(), nodes=(NODES[0], noted, *NODES[2:])), RESOURCES))
        heading = next(sections(package)["sec:note.facts"].iter(f"{W}p"))
        (own,) = heading.iter(f"{W}sdt")
        assert (shown(heading), shown(own), lock(own)) == ("Facts[1]", "Facts", "sdtContentLocked")
        assert heading.getparent().getparent() is sections(package)["sec:note.facts"]

    @pytest.mark.parametrize("name", PAPERS)
    def it_never_holds_what_an_author_wrote(self, name: str) -> None:
        for each in documents_of(PAPERS[name], Edition.REVIEW):
            package = Package.of(write_docx(each, RESOURCES))
            locked = [c for c in under(package, "w:sdt") if lock(c) == "sdtContentLocked"]
            assert locked
            written = {bookmark(id_) for node in each.nodes if (id_ := getattr(node, "id", ""))}
            inside = {w(mark, "name") for c in locked for mark in c.iter(f"{W}bookmarkStart")}
            assert not inside & written


class DescribeOtherEditions:
    @pytest.mark.parametrize("edition", [Edition.SIGNING, Edition.PUBLICATION])
    def it_has_no_section_in_a_control(self, edition: Edition) -> None:
        package = Package.of(write_docx(made(edition), RESOURCES))
        assert not sections(package)
        assert "sdtContentLocked" not in {lock(each) for each in under(package, "w:sdt")}

    def it_has_none_in_a_comparison(self) -> None:
        data = write_comparison(made(), made(), "Ann", RESOURCES)
        assert not under(Package.of(data), "w:sdt")

    @pytest.mark.parametrize("name", PAPERS)
    def it_publishes_nothing_but_what_is_printed(self, name: str) -> None:
        for each in documents_of(PAPERS[name], Edition.PUBLICATION):
            assert each.sections == ()
            package = Package.of(write_docx(each, RESOURCES))
            assert set(package.parts) <= PUBLISHED_PARTS
            for story in package.stories.values():
                assert {lxml.etree.QName(element).localname for element in story.iter()} <= PUBLISHED
                names = {lxml.etree.QName(key).localname for e in story.iter() for key in e.attrib}
                assert names <= PUBLISHED_ATTRIBUTES
                codes = {code.text.split()[0] for code in story.iter(f"{W}instrText")}
                assert codes <= {"PAGE", "NUMPAGES"}


@given(documents())
def it_prints_the_same_words_and_numbers_in_controls(each: Document) -> None:
    data = write_docx(replace(each, edition=Edition.REVIEW), RESOURCES)
    assert not [*lint(data), *look(data)]
    assert lines_of(Package.of(data)) == expected(each)
