"""A table that came back, laid over the one sent out: what came or went untracked is a change too."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.document.pairing import Part, paired
from desktop_app.domain.richtext import Cell, Table, plain

from .laid import Laid
from .rebase import counted, rebased, sent_tokens, words_of
from .table_columns import Column, columns_of, in_columns
from .tokens import (
    CellRead,
    ChangeKind,
    Decide,
    Para,
    RowRead,
    TableRead,
    Token,
    Within,
    accept_none,
    paragraphs_of,
    stands,
)


def table_over(base: Table, table: TableRead, laid: Laid) -> TableRead | None:
    """Return a table laid over what was sent out; None where its rows have not the same columns."""
    rows = [row for row in table.rows if stands(row.within, accept_none)]
    words = [[_original(cell, laid) for cell in row.cells] for row in rows]
    columns = columns_of(base, table.rows, words, laid.untracked) if rows else None
    if columns is None:
        return None
    done: list[RowRead] = []
    waiting = list(table.rows)
    for sent, there in _pairs(base, words):
        while there is not None and waiting[0] is not rows[there]:
            done.append(_came(waiting.pop(0), columns, laid))
        if sent is None:
            row = _came(waiting.pop(0), columns, laid)
            change = laid.untracked.change(ChangeKind.INSERTED)
            done.append(replace(row, within=(*row.within, change)))
        elif there is None:
            done.append(_gone(base.rows[sent], columns, laid))
        else:
            done.append(_kept(waiting.pop(0), base.rows[sent], columns, laid))
    return replace(table, rows=(*done, *(_came(row, columns, laid) for row in waiting)))


def _pairs(
    base: Table, words: Sequence[Sequence[str]]
) -> Sequence[tuple[int, int] | tuple[int | None, int | None]]:
    """Return which rows that stand with no change accepted are which of those sent out."""
    if len(words) == len(base.rows):
        return [(n, n) for n in range(len(words))]
    old = [Part("", "\t".join(plain(cell.runs) for cell in row)) for row in base.rows]
    return paired(old, [Part("", "\t".join(row)) for row in words])


def _original(cell: CellRead, laid: Laid) -> str:
    return words_of(token for token in _pieces(cell, laid) if stands(token.within, accept_none))


def _pieces(cell: CellRead, laid: Laid) -> list[Token]:
    """Return the pieces of a cell, line breaks between its paragraphs."""
    tokens: list[Token] = []
    paras = list(paragraphs_of(cell.content))
    for number, para in enumerate(paras):
        if number:
            tokens.append(Token("\n", within=paras[number - 1].mark))
        tokens += counted(para.tokens, laid.targets)
    return tokens


def _kept(row: RowRead, base: Sequence[Cell], columns: Sequence[Column], laid: Laid) -> RowRead:
    """Return a row that was sent out, each of its cells laid over what it was."""
    cells: list[CellRead] = []
    for column, cell in in_columns(row.cells, columns):
        if cell is None:
            cells.append(_taken(base[column.sent or 0], column.within))
        elif column.sent is None:
            cells.append(_cell(cell, _pieces(cell, laid), column))
        else:
            runs = base[column.sent].runs
            cells.append(_cell(cell, rebased(_pieces(cell, laid), runs, laid.untracked), column))
    return replace(row, cells=tuple(cells))


def _came(row: RowRead, columns: Sequence[Column], laid: Laid) -> RowRead:
    """Return a row that was not sent out, with the look and links it has."""
    cells = (
        _cell(cell, _pieces(cell, laid), column) if cell is not None else CellRead((), within=column.within)
        for column, cell in in_columns(row.cells, columns)
    )
    return replace(row, cells=tuple(cells))


def _gone(row: Sequence[Cell], columns: Sequence[Column], laid: Laid) -> RowRead:
    """Return a row that was sent out and is not there."""
    cells = (
        _taken(row[column.sent], column.within)
        if column.sent is not None
        else CellRead((), within=column.within)
        for column in columns
    )
    return RowRead(tuple(cells), (laid.untracked.change(ChangeKind.DELETED),))


def _taken(cell: Cell, within: Within) -> CellRead:
    """Return a cell as it was sent out."""
    return CellRead((Para(0, tuple(sent_tokens(cell.runs))),), within=within)


def _cell(cell: CellRead, tokens: Sequence[Token], column: Column) -> CellRead:
    """Return a cell with these pieces, its paragraphs made one; it came or went as its column did."""
    first = next(iter(paragraphs_of(cell.content)), None)
    pieces = (replace(token, within=column.changes(token.within)) for token in tokens)
    content = (replace(first, tokens=tuple(pieces), mark=()),) if first is not None else cell.content
    return replace(cell, content=content, within=column.within)


def table_block(base: Table, table: TableRead, decide: Decide, laid: Laid) -> Table | None:
    """Return a table that was laid over `base` as it stands under decisions, None where it has no row."""
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if stands(row.within, decide):
            cells = (cell for cell in row.cells if stands(cell.within, decide))
            paras = [next(iter(paragraphs_of(cell.content)), Para(0)) for cell in cells]
            rows.append(tuple(Cell(laid.runs(para.tokens, decide)) for para in paras))
    return replace(base, rows=tuple(rows)) if any(rows) else None
