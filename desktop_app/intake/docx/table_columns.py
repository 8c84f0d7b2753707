"""Columns of a table that came back: which of those sent out each is, and which came or went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.document.pairing import Part, paired
from desktop_app.domain.richtext import Table, plain

from .rebase import Untracked
from .tokens import CellRead, Change, ChangeKind, RowRead, Within, accept_none, paragraphs_of, stands


@dataclass(frozen=True, slots=True)
class Column:
    """A column of either state: its place in the table sent out and in the file, None where it is not there.

    within: the change by which it came or went. own: numbers of the changes in its cells that are this one.
    """

    sent: int | None
    there: int | None
    within: Within = ()
    own: frozenset[int] = frozenset()

    def changes(self, within: Within) -> Within:
        """Return the changes that a piece of one of its cells stands in, those of the cell as its own."""
        others = tuple(change for change in within if change.number not in self.own)
        return (*self.within, *others) if len(others) < len(within) else within


def columns_of(
    base: Table, rows: Sequence[RowRead], words: Sequence[Sequence[str]], untracked: Untracked
) -> list[Column] | None:
    """Return the columns of a table in order; None where its rows are not alike in them.

    words: those of each cell of the rows that stand with no change accepted.
    """
    width, count = len(base.rows[0]) if base.rows else 0, len(rows[0].cells) if rows else 0
    if not count or any(len(row.cells) != count for row in rows):
        return None
    marks = [[cell.within for cell in cells] for cells in zip(*(row.cells for row in rows), strict=True)]
    if any(bool(mark) != bool(column[0]) for column in marks for mark in column):
        return None  # of one of whose columns only some cells came or went
    kept = [n for n in range(count) if stands(marks[n][0], accept_none)]
    if len(kept) == width:
        return [_tracked(marks[n], kept.index(n) if n in kept else None, n) for n in range(count)]
    if any(cell.within or cell.span != 1 for row in rows for cell in row.cells):
        return None
    return list(_untracked(base, rows, words, untracked))


def _tracked(marks: Sequence[Within], sent: int | None, there: int) -> Column:
    """Return a column that Word recorded, cell for cell, as come or gone, or one that is what it was."""
    return Column(sent, there, marks[0][:1], frozenset(change.number for mark in marks for change in mark))


def _untracked(
    base: Table, rows: Sequence[RowRead], words: Sequence[Sequence[str]], untracked: Untracked
) -> Iterator[Column]:
    old = [Part("", "\n".join(plain(row[n].runs) for row in base.rows)) for n in range(len(base.rows[0]))]
    new = [Part("", "\n".join(row[n] for row in words)) for n in range(len(words[0]))]
    for sent, there in paired(old, new):
        if there is None:
            yield Column(sent, None, (untracked.change(ChangeKind.DELETED),))
        elif sent is None:
            yield _came(there, [row.cells[there] for row in rows], untracked)
        else:
            yield Column(sent, there)


def _came(there: int, cells: Sequence[CellRead], untracked: Untracked) -> Column:
    """Return a column that came in: by whoever is on record as having written its words."""
    written: list[Change] = []
    for para in paragraphs_of(each for cell in cells for each in cell.content):
        for token in para.tokens:
            written += (change for change in token.within if change.kind is ChangeKind.INSERTED)
    if not written:
        return Column(None, there, (untracked.change(ChangeKind.INSERTED),))
    own = frozenset(change.number for change in written if change.who == written[0].who)
    return Column(None, there, (written[0],), own)


def in_columns(
    cells: Sequence[CellRead], columns: Sequence[Column]
) -> Iterator[tuple[Column, CellRead | None]]:
    """Yield each column with its cell in a row of the file, None for one that is not there."""
    for column in columns:
        yield column, cells[column.there] if column.there is not None else None
