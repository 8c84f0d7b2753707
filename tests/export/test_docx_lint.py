"""The strict look at Word files sees what it is there to see: each defect, put into a good file."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop_app.document.model import (
    DataTable,
    Declaration,
    Document,
    Edition,
    Heading,
    Item,
    NoteMark,
    Para,
    Ref,
    Scheme,
    Span,
    Statement,
    TableCell,
)
from desktop_app.export.docx import write_docx
from tests.export.docx_lint import lint

RESOURCES = Path(__file__).parents[2] / "resources"
BODY, STYLES, NUMBERS = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def words(text: str) -> tuple[Span, ...]:
    return (Span(text),)


DOCUMENT = Document(
    "Crane", "Note", "Ann", "OPEN", "H 12  Crane", Edition.REVIEW,
    (
        Heading(1, words("Facts"), "1.", "note.facts"),
        Para((Span("Old", link="https://a.example"), NoteMark("f", 1, words("Since 1960."))), "1.1.", id="p"),
        Para((Span("see "), Ref("1.1", "p"), Span(" and so on")), "1.2.", id="q"),
        Item(words("x"), "(a)", "letter", "({a})", first=True),
        DataTable(((TableCell(words("Cost")),), (TableCell(words("£1"), amount=True),))),
        Declaration(("Statement", "Tick"), (Statement("Money", (words("Seen."),), True, "note.tick"),)),
    ),
    Scheme("{section}.", ("{section}.{n}.", "({a})"), letters=("({a})",)),
)  # fmt: skip


@pytest.fixture(scope="module")
def good() -> bytes:
    return write_docx(DOCUMENT, RESOURCES)


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a file with the first occurrence of something in a part replaced; it must be there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            xml = given.read(name).decode()
            if name == part:
                assert old in xml
                xml = xml.replace(old, new, 1)
            made.writestr(name, xml)
    return out.getvalue()


def without(data: bytes, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            if name != part:
                made.writestr(name, given.read(name))
    return out.getvalue()


class DescribeTheLook:
    def it_finds_nothing_in_a_good_file(self, good: bytes) -> None:
        assert lint(good) == []

    @pytest.mark.parametrize(
        ("part", "old", "new", "complaint"),
        [
            (BODY, 'w:pStyle w:val="PaperList"', 'w:pStyle w:val="Gone"', "style Gone is not defined"),
            (BODY, 'w:rStyle w:val="Hyperlink"', 'w:rStyle w:val="Gone"', "style Gone is not defined"),
            (BODY, 'w:numId w:val="2"', 'w:numId w:val="77"', "list 77 is not defined"),
            (BODY, "<w:bookmarkEnd", "<w:proofErr", "do not begin and end alike"),
            (BODY, 'w:fldCharType="separate"', 'w:fldCharType="end"', "a field does not begin"),
            (BODY, "REF _", "REF _gone", "which is not there"),
            (BODY, 'w:h="16838"', 'w:h="15840"', "not A4"),
            (BODY, "<w:gridCol ", "<w:gridCol/><w:gridCol ", "the grid 2"),
            (BODY, 'w:footnoteReference w:id="1"', 'w:footnoteReference w:id="9"', "are referred to as"),
            (BODY, ' xml:space="preserve"> and so on', "> and so on", "would be lost"),
            (BODY, "> and so on<", ">and\nso on<", "a line end or tab"),
            (BODY, "<w:hyperlink r:id=", '<w:hyperlink r:id="rId99" w:tooltip=', "relationship rId99"),
            (STYLES, 'w:styleId="Title"', 'w:styleId="BodyText"', "style BodyText is defined twice"),
            (STYLES, 'w:name w:val="Title"', 'w:name w:val="Body Text"', "two styles are called Body Text"),
            (STYLES, 'w:lang w:val="en-GB"', 'w:lang w:val="en-US"', "the language is"),
            (STYLES, 'w:basedOn w:val="Normal"', 'w:basedOn w:val="Gone"', "which is not defined"),
            (NUMBERS, "<w:pStyle ", "<w:pStyle_ ", "but is named by"),
            ("[Content_Types].xml", "/word/footnotes.xml", "/word/other.xml", "/word/other.xml"),
            ("word/footnotes.xml", 'Ignorable="w14', 'Ignorable="w99 w14', "prefix w99 is not declared"),
        ],
    )
    def it_sees(self, good: bytes, part: str, old: str, new: str, complaint: str) -> None:
        found = lint(changed(good, part, old, new))
        assert any(complaint in each for each in found), found

    def it_sees_a_head_of_the_page_without_a_paragraph(self, good: bytes) -> None:
        head = "word/header1.xml"
        broken = changed(changed(good, head, "<w:p>", "<w:q>"), head, "</w:p>", "</w:q>")
        assert f"{head} has no paragraph" in lint(broken)

    def it_sees_a_part_that_is_missing(self, good: bytes) -> None:
        assert any(
            "footnotes.xml, which is not there" in found
            for found in lint(without(good, "word/footnotes.xml"))
        )

    def it_sees_a_name_given_twice(self, good: bytes) -> None:
        out = io.BytesIO(good)
        with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/styles.xml", zipfile.ZipFile(io.BytesIO(good)).read("word/styles.xml"))
        assert "two entries of the zip are called word/styles.xml" in lint(out.getvalue())

    @pytest.mark.parametrize("identity", ["00000000", "80000000"])
    def it_sees_an_identity_that_word_refuses(self, good: bytes, identity: str) -> None:
        broken = changed(good, BODY, 'w14:paraId="40000000"', f'w14:paraId="{identity}"')
        assert f"paraId {identity} is out of range" in lint(broken)

    def it_sees_deleted_text_that_would_come_back(self, good: bytes) -> None:
        broken = changed(good, BODY, "<w:r><w:t", '<w:del w:id="7" w:author="A"><w:r><w:t')
        broken = changed(broken, BODY, "</w:t></w:r>", "</w:t></w:r></w:del>")
        assert any("deleted text" in found for found in lint(broken))
