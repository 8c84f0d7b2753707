"""Import of Word files: papers made here come back whole, others by their headings."""

from datetime import date

import pytest

from desktop_app.app.exporting import public_document
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import (
    Blocks,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
    footnotes_of,
    readable,
)
from desktop_app.domain.richtext_json import block_data
from desktop_app.export.docx import write_docx
from desktop_app.intake.word import import_docx
from tests.export.papers import RESOURCES, sample, templates
from tests.intake.docx.wordfile import NS, cut, ins, p, t, table, word_file
from tests.intake.sample import NOW

_HEAD = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
_STYLES = f"<w:styles {NS}>{_HEAD}</w:styles>"
_LIST = (
    f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    "</w:numbering>"
)
_NOTES = f'<w:footnotes {NS}><w:footnote w:id="2">{p(t(" Minutes of May."))}</w:footnote></w:footnotes>'


def head(words: str) -> str:
    return p(t(words), '<w:pStyle w:val="H1"/>')


def item(words: str) -> str:
    return p(t(words), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


FOREIGN = word_file(
    p(t("A letter on top"))
    + head("Introduction and background")
    + p(t("The harbour ") + t("silts", "<w:b/>") + t(" up.") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    + item("gates")
    + item("locks")
    + head("Financial Comments")
    + p(t("It costs ") + cut("£1") + ins(t("£2")) + t("."))
    + table(("What", "Cost"), ("Dredging", "£2"))
    + p("<w:r><w:drawing/></w:r>")
    + head("Legal Comments")
    + p(t("None.")),
    styles=_STYLES, numbering=_LIST, footnotes=_NOTES,
)  # fmt: skip


class DescribeAPaperMadeHere:
    def it_comes_back_whole(self) -> None:
        paper = sample()
        template = templates()[paper.public.template]
        form = template.form("decision")
        document = public_document(template, form, paper.public, final=False, today=date(2026, 3, 2))
        found = import_docx(write_docx(document, RESOURCES), templates(), "sample.docx", NOW)
        assert found.template.key == template.key
        texts = 0
        for item in form.fields:
            was, now = paper.public.answers.get(item.key), found.paper.public.answers.get(item.key)
            if isinstance(was, RichText) and "ref" not in str([block_data(b) for b in was.blocks]):
                assert isinstance(now, RichText), item.key
                assert [block_data(b, ids=False) for b in now.blocks] == [
                    block_data(b, ids=False) for b in was.blocks
                ]
                texts += 1
        assert texts >= 5
        assert found.paper.public.leftovers == ()


class DescribeAForeignFile:
    found = import_docx(FOREIGN, templates(), "council.docx", NOW)

    def blocks(self, key: str) -> Blocks:
        value = self.found.paper.public.answers[key]
        assert isinstance(value, RichText)
        return value.blocks

    def it_goes_by_its_headings(self) -> None:
        first, *items = self.blocks("decision.introduction")
        assert isinstance(first, Paragraph)
        assert readable(first.runs) == "The harbour silts up."
        assert [run.bold for run in first.runs[:3] if isinstance(run, Text)] == [False, True, False]
        assert [(each.kind, readable(each.runs)) for each in items if isinstance(each, ListItem)] == [
            (ListKind.BULLET, "gates"),
            (ListKind.BULLET, "locks"),
        ]
        (note,) = footnotes_of([first])
        assert readable(note.note) == "Minutes of May."

    def it_keeps_tables_and_the_final_text(self) -> None:
        first, second = self.blocks("decision.financial_comments")
        assert isinstance(first, Paragraph)
        assert readable(first.runs) == "It costs £2."
        assert isinstance(second, Table)
        assert [[readable(cell.runs) for cell in row] for row in second.rows] == [
            ["What", "Cost"],
            ["Dredging", "£2"],
        ]

    def it_lists_what_has_no_place_and_what_was_left_out(self) -> None:
        left = [each.text for each in self.found.paper.public.leftovers]
        taken = self.found.paper.public.answers.get("decision.title")
        assert "A letter on top" in [taken, *left]
        assert "2 tracked changes of the file taken as accepted." in self.found.notes
        assert "A picture was left out." in self.found.notes
        (picture,) = [each for each in self.found.paper.public.leftovers if each.text.startswith("A picture")]
        assert (picture.text, picture.after) == (
            "A picture after “It costs £2.”",
            "decision.financial_comments",
        )
        assert picture.block == self.blocks("decision.financial_comments")[0].id


def _captioned(style: str, words: str) -> tuple[object, ...]:
    named = f'<w:style w:type="paragraph" w:styleId="C"><w:name w:val="{style}"/></w:style>'
    data = word_file(
        head("Introduction and background")
        + p(t("The harbour silts up."))
        + p(words, '<w:pStyle w:val="C"/>')
        + table(("What", "Cost"), ("Dredging", "£2"))
        + head("Legal Comments")
        + p(t("None.")),
        styles=f"<w:styles {NS}>{_HEAD}{named}</w:styles>", footnotes=_NOTES,
    )  # fmt: skip
    value = import_docx(data, templates(), "theirs.docx", NOW).paper.public.answers["decision.introduction"]
    assert isinstance(value, RichText)
    return value.blocks


class DescribeACaption:
    @pytest.mark.parametrize("style", ["caption", "Table Caption"])
    def it_belongs_to_the_table_below_it(self, style: str) -> None:
        first, second = _captioned(style, t("Table 1: Costs"))
        assert isinstance(first, Paragraph)
        assert isinstance(second, Table)
        assert second.caption == "Table 1: Costs"

    def it_stays_a_paragraph_where_it_has_a_footnote(self) -> None:
        note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        _, caption, below = _captioned("caption", t("Table 1: Costs") + note)
        assert isinstance(caption, Paragraph)
        assert [readable(each.note) for each in footnotes_of([caption])] == ["Minutes of May."]
        assert isinstance(below, Table)
        assert below.caption == ""
