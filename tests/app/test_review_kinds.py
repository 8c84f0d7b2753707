"""Paragraphs that somebody made something else in Word, and rows put in untracked: proposals like others."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop_app.app.deciding import accept, accept_all, conflicts_of, reject, reopen
from desktop_app.app.review import Review, review_of
from desktop_app.app.session import Session
from desktop_app.domain.richtext import (
    Block,
    Cell,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    blocks_text,
    text_runs,
)
from desktop_app.storage.library import Library
from tests.intake.docx.wordfile import DATE, ins, t

from .under_review import KEY, PRICE, copy_of, edited, opened, paragraph

NUMBERED = '<w:pStyle w:val="PaperParagraph1"/>'
HEADED = '<w:pStyle w:val="Heading3"/>'
BEFORE = f'<w:pPrChange w:id="9" w:author="Ann" {DATE}><w:pPr>{NUMBERED}</w:pPr></w:pPrChange>'


def reset(new: str, *, tracked: bool = True) -> Callable[[str], str]:
    """Return what sets a numbered paragraph in another way. new: its properties, {} for those it has."""

    def change(whole: str) -> str:
        assert NUMBERED in whole
        whole = whole.replace(NUMBERED, new.format(NUMBERED), 1)
        return whole.replace("</w:pPr>", f"{BEFORE}</w:pPr>", 1) if tracked else whole

    return change


def with_lists(xml: str) -> str:
    """Return the numbering with two lists as Word makes them: 901 of bullets, 902 of letters."""
    kinds, lists = "", ""
    for number, shape, sign in ((901, "bullet", "-"), (902, "lowerLetter", "%1)")):
        level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="{shape}"/><w:lvlText w:val="{sign}"/></w:lvl>'
        kinds += f'<w:abstractNum w:abstractNumId="{number}">{level}</w:abstractNum>'
        lists += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return xml.replace("</w:numbering>", f"{kinds}{lists}</w:numbering>")


def in_list(number: int, level: int = 0) -> str:
    """Return properties of a paragraph in a list beside those it has. number: 1 for the form's numbers."""
    return f'{{}}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def said(words: str, id_: str) -> Paragraph:
    return Paragraph(text_runs(words), id=id_)


SENT = tuple(said(f"This is paragraph {n}.", f"b{n}") for n in range(7))
RUNS = tuple(block.runs for block in SENT)
#: How each paragraph is set, what that is told as, and the block it is then.
MADE: tuple[tuple[str, str, Block], ...] = (
    (HEADED, "made a heading", SubHeading(RUNS[0], "b0")),
    (
        '<w:pStyle w:val="PaperParagraph2"/>',
        "made a sub-paragraph like a)",
        Paragraph(RUNS[1], 1, id="b1"),
    ),
    (in_list(1, 3), "made a sub-paragraph like i)", Paragraph(RUNS[2], 2, id="b2")),
    (in_list(901), "made a bullet point", ListItem(RUNS[3], id="b3")),
    (in_list(902), "made a list item like a)", ListItem(RUNS[4], ListKind.LETTER, id="b4")),
    (in_list(0), "made a paragraph without a number", Paragraph(RUNS[5], numbered=False, id="b5")),
)


def returned(session: Session, *changes: Callable[[str], str]) -> Review:
    data = edited(copy_of(session), with_lists, "word/numbering.xml")
    for change in changes:
        data = edited(data, change)
    return review_of(session, "returned.docx", data)


@pytest.fixture
def session(library: Library) -> Session:
    return opened(library, *SENT, said("The contract costs £48,000 a year.", "b7"))


class DescribeAChangeOfKindOrLevel:
    @pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
    def it_is_proposed_in_words_and_made(self, session: Session, *, tracked: bool) -> None:
        changes = [paragraph(f"b{n}", reset(new, tracked=tracked)) for n, (new, *_) in enumerate(MADE)]
        read = returned(session, *changes)
        who = "Ann" if tracked else ""
        assert [(p.kind, p.block, p.who, p.tracked) for p in read.proposals] == [
            (told, f"b{n}", who, tracked) for n, (_, told, _) in enumerate(MADE)
        ]
        assert (read.proposals[0].old, read.proposals[0].new) == ("This is paragraph 0.",) * 2
        assert (read.unplaced, conflicts_of(session, read)) == ((), frozenset())
        before = session.paper
        accept_all(session, read)
        assert session.reading.blocks(KEY)[:6] == tuple(block for *_, block in MADE)
        session.undo()
        assert session.paper == before
        reject(session, read, read.proposals)
        assert session.reading.blocks(KEY)[:7] == SENT
        assert read.open == ()

    def it_is_told_where_levels_are_bound_to_styles_on_the_side_of_the_styles_alone(
        self, session: Session
    ) -> None:
        # As LibreOffice writes it, which sets the level of each paragraph beside its style.
        data = edited(copy_of(session), lambda xml: re.sub("<w:pStyle [^>]*>", "", xml), "word/numbering.xml")
        for id_, level in (("b1", 1), ("b2", 2)):
            data = edited(data, paragraph(id_, reset(in_list(1, level), tracked=False)))
        read = review_of(session, "returned.docx", data)
        assert [(each.kind, each.block) for each in read.proposals] == [
            ("made a sub-paragraph like a)", "b2")
        ]

    def it_stands_apart_from_what_was_written_in_the_paragraph(self, session: Session) -> None:
        read = returned(session, lambda xml: paragraph("b7", reset(HEADED))(PRICE(xml)))
        assert [each.kind for each in read.proposals] == ["replaced", "made a heading"]
        words, heading = read.proposals
        reject(session, read, [words])
        accept(session, read, [heading])
        assert session.reading.blocks(KEY)[7] == SubHeading(
            text_runs("The contract costs £48,000 a year."), "b7"
        )
        reopen(session, read, words)
        accept_all(session, read)
        assert session.reading.blocks(KEY)[7] == SubHeading(
            text_runs("The contract costs £52,000 a year."), "b7"
        )

    def it_says_how_a_paragraph_came_that_is_new(self, session: Session) -> None:
        mark = ins("", number=8).replace("></w:ins>", "/>")
        new = f"<w:p><w:pPr>{HEADED}<w:rPr>{mark}</w:rPr>{BEFORE}</w:pPr>{ins(t('Costs'))}</w:p>"
        # A number that is given on record may have no other properties beside it.
        number = in_list(901).replace("</w:numPr>", f"{mark}</w:numPr>")
        listed = paragraph("b3", reset(number, tracked=False))
        read = returned(session, paragraph("b1", lambda whole: whole + new), listed)
        assert [(p.kind, p.who) for p in read.proposals] == [
            ("inserted", "Ann"),
            ("made a bullet point", "Ann"),
        ]
        accept_all(session, read)
        came, *_, item = session.reading.blocks(KEY)[2:5]
        assert replace(came, id="") == SubHeading(text_runs("Costs"), "")
        assert item == ListItem(RUNS[3], id="b3")

    def it_stands_in_the_change_by_which_its_paragraph_came(self, session: Session) -> None:
        """Ann parts a paragraph, Bob makes the second half a heading."""
        parted, by_bob = ins("", number=8).replace("></w:ins>", "/>"), BEFORE.replace("Ann", "Bob")
        run = t("This is paragraph 2.")

        def part(whole: str) -> str:
            head = whole[: whole.index(run)].replace("</w:pPr>", f"<w:rPr>{parted}</w:rPr></w:pPr>", 1)
            rest = f"<w:p><w:pPr>{HEADED}{by_bob}</w:pPr>{t('paragraph 2.')}"
            return head + t("This is ") + whole[whole.index(run) :].replace(run, "</w:p>" + rest, 1)

        read = returned(session, paragraph("b2", part))
        assert [(p.kind, p.who) for p in read.proposals] == [("inserted", "Ann"), ("made a heading", "Bob")]
        accept(session, read, [read.proposals[1]])
        assert read.accepted == {1, 2}
        halves = session.reading.blocks(KEY)[2:4]
        assert halves[0] == said("This is ", "b2")
        assert replace(halves[1], id="") == SubHeading(text_runs("paragraph 2."), "")

    def it_is_none_where_the_look_alone_was_changed(self, session: Session) -> None:
        centred, empty = (
            paragraph(f"b{n}", reset(new)) for n, new in enumerate(('{}<w:jc w:val="center"/>', "{}"))
        )
        read = returned(session, centred, empty)
        assert read.proposals == ()
        assert [(each.text, each.who) for each in read.unplaced] == [("This is paragraph 0.", "Ann")]

    def it_is_none_where_a_program_lost_all_styles(self, session: Session) -> None:
        lost = re.compile(r"<w:pStyle [^>]*/>|<w:numPr>.*?</w:numPr>")
        assert returned(session, lambda xml: lost.sub("", xml)).proposals == ()


LAUNCH = (Cell((Text("Launch", bold=True),)), Cell((Text("£9,000", link="https://a.example/"),)))
COSTS = Table((tuple(Cell(text_runs(each)) for each in ("Item", "Cost")), LAUNCH), id="t1")
CRANE = tuple(Cell(text_runs(each)) for each in ("Crane", "£7,000"))


def rows_of(xml: str) -> list[str]:
    """Return the rows of the table that costs are in, first to last."""
    start = xml.rindex("<w:tbl>", 0, xml.index(">Launch<"))
    return re.findall(r"<w:tr>.*?</w:tr>", xml[start : xml.index("</w:tbl>", start)])


class DescribeRowsOfATableWithoutTracking:
    @pytest.mark.parametrize("at", [0, 1], ids=["at the top", "below"])
    def it_takes_one_that_came_with_its_look_and_links(self, library: Library, at: int) -> None:
        session = opened(library, COSTS)

        def add(xml: str) -> str:
            above, row = rows_of(xml)[at], rows_of(xml)[1]
            new = re.sub(r' w14:paraId="\w+"|<w:bookmark\w+ [^>]*/>', "", row)
            return xml.replace(above, new.replace("Launch", "Buoys").replace("9,000", "500") + above)

        read = returned(session, add)
        assert [(p.kind, p.block, p.tracked) for p in read.proposals] == [("inserted", "t1", False)]
        reject(session, read, read.proposals)
        assert session.reading.blocks(KEY) == (COSTS,)
        reopen(session, read, read.proposals[0])
        accept_all(session, read)
        (table,) = session.reading.blocks(KEY)
        assert isinstance(table, Table)
        came = (Cell((Text("Buoys", bold=True),)), Cell((Text("£500", link="https://a.example/"),)))
        assert table.rows == (*COSTS.rows[:at], came, *COSTS.rows[at:])

    def it_takes_out_one_that_went_and_what_was_mended_beside_it(self, library: Library) -> None:
        session = opened(library, replace(COSTS, rows=(*COSTS.rows, CRANE)))
        read = returned(session, lambda xml: xml.replace(rows_of(xml)[2], "").replace(">£9,000<", ">£9,500<"))
        assert [each.kind for each in read.proposals] == ["deleted", "replaced"]
        accept(session, read, [read.proposals[0]])
        assert session.reading.blocks(KEY) == (COSTS,)
        accept_all(session, read)
        (table,) = session.reading.blocks(KEY)
        assert blocks_text([table]) == "Item\tCost\nLaunch\t£9,500"
