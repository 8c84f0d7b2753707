"""Columns of a table that came or went in a copy from review, on record or not: one proposal each."""

import re
from collections.abc import Callable, Sequence

import pytest

from desktop_app.app.deciding import accept_all, reject
from desktop_app.app.review import Review, review_of
from desktop_app.app.session import Session
from desktop_app.domain.richtext import Cell, Table, plain, text_runs
from desktop_app.storage.library import Library
from tests.intake.docx.wordfile import DATE, ins, t

from .under_review import KEY, copy_of, edited, opened

WORDS = (("Item", "2025/26", "Total"), ("Launch refit", "£9,000", "£9,500"), ("Crane", "£400", "£450"))
COSTS = Table(tuple(tuple(Cell(text_runs(words)) for words in row) for row in WORDS), id="t1")
NEW = ("2026/27", "£500", "£50")
WITH_NEW = [[*row[:2], new, *row[2:]] for row, new in zip(WORDS, NEW, strict=True)]
_CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)


def cells(change: Callable[[int, list[str]], Sequence[str]]) -> Callable[[str], str]:
    """Return what changes the cells of each row of the table. change: given the row's place and cells."""

    def put(xml: str) -> str:
        at = xml.index(">Launch refit<")
        start, end = xml.rindex("<w:tbl>", 0, at), xml.index("</w:tbl>", at)
        rows = re.split(r"(?=<w:tr[ >])", xml[start:end])
        for place, row in enumerate(rows[1:]):
            found = _CELL.findall(row)
            rows[place + 1] = row.replace("".join(found), "".join(change(place, found)))
        return xml[:start] + "".join(rows) + xml[end:]

    return put


def cell(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>'


def marked(kind: str, number: int) -> str:
    return f'<w:{kind} w:id="{number}" w:author="Ann" {DATE}/>'


def put_in(place: int, there: list[str]) -> list[str]:
    return [*there[:2], cell(t(NEW[place])), *there[2:]]


def put_in_and_recorded_in_words(place: int, there: list[str]) -> list[str]:
    return [*there[:2], cell(ins(t(NEW[place]), number=70 + place)), *there[2:]]


def recorded_as_put_in(place: int, there: list[str]) -> list[str]:
    return [*there[:2], cell(t(NEW[place]), marked("cellIns", 80 + place)), *there[2:]]


def recorded_as_taken_out(place: int, there: list[str]) -> list[str]:
    return [there[0], there[1].replace("</w:tcPr>", f"{marked('cellDel', 80 + place)}</w:tcPr>"), there[2]]


def rows_now(session: Session) -> list[list[str]]:
    (table,) = session.reading.blocks(KEY)
    assert isinstance(table, Table)
    return [[plain(each.runs) for each in row] for row in table.rows]


@pytest.fixture
def session(library: Library) -> Session:
    return opened(library, COSTS)


def back(session: Session, change: Callable[[int, list[str]], Sequence[str]]) -> Review:
    return review_of(session, "returned.docx", edited(copy_of(session), cells(change)))


class DescribeColumnsOfATable:
    @pytest.mark.parametrize(
        ("change", "kind", "who"),
        [
            (put_in, "inserted", ""),
            (put_in_and_recorded_in_words, "inserted", "Ann"),
            (recorded_as_put_in, "inserted", "Ann"),
            (lambda _, there: [there[0], there[2]], "deleted", ""),
            (recorded_as_taken_out, "deleted", "Ann"),
        ],
        ids=["came", "came with recorded words", "recorded as come", "went", "recorded as gone"],
    )
    def it_is_one_proposal_that_is_taken_or_left(
        self, session: Session, change: Callable[[int, list[str]], Sequence[str]], kind: str, who: str
    ) -> None:
        read = back(session, change)
        assert [(p.kind, p.who, p.block) for p in read.proposals] == [(kind, who, "t1")]
        assert read.unplaced == ()
        before = session.paper
        accept_all(session, read)
        expected = WITH_NEW if kind == "inserted" else [[row[0], row[2]] for row in WORDS]
        assert rows_now(session) == expected
        session.undo()
        assert session.paper == before
        reject(session, read, read.proposals)
        assert rows_now(session) == [list(row) for row in WORDS]

    def it_stands_apart_from_what_was_written_in_other_cells(self, session: Session) -> None:
        read = back(
            session, lambda place, there: [each.replace("£450", "£460") for each in put_in(place, there)]
        )
        price, column = sorted(read.proposals, key=lambda each: each.kind, reverse=True)
        assert (price.kind, column.kind) == ("replaced", "inserted")
        reject(session, read, [column])
        accept_all(session, read)
        assert rows_now(session)[2] == ["Crane", "£400", "£460"]

    def it_lists_a_table_only_some_of_whose_rows_have_another_cell(self, session: Session) -> None:
        read = back(session, lambda place, there: there if place else put_in(place, there))
        assert read.proposals == ()
        assert "2026/27" in [each.text for each in read.unplaced]
        assert {each.why for each in read.unplaced} == {
            "The rows of this table have no longer the same columns."
        }
