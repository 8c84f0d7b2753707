"""A table that came back, laid over the one sent out: rows that came or went untracked are changes too."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.document.pairing import Part, paired
from desktop_app.domain.richtext import Cell, Table, plain

from .laid import Laid
from .rebase import counted, rebased, sent_tokens, words_of
from .tokens import (
    CellRead,
    ChangeKind,
    Decide,
    Para,
    RowRead,
    TableRead,
    Token,
    accept_none,
    paragraphs_of,
    stands,
)


def table_over(base: Table, table: TableRead, laid: Laid) -> TableRead | None:
    """Return a table laid over what was sent out; None where its columns were changed without tracking."""
    rows = [row for row in table.rows if stands(row.within, accept_none)]
    width = len(base.rows[0]) if base.rows else 0
    if not rows or any(len(row.cells) != width for row in rows):
        return None
    done: list[RowRead] = []
    waiting = list(table.rows)
    for sent, there in _pairs(base, rows, laid):
        while there is not None and waiting[0] is not rows[there]:
            done.append(_came(waiting.pop(0), laid))
        if sent is None:
            row = _came(waiting.pop(0), laid)
            change = laid.untracked.change(ChangeKind.INSERTED)
            done.append(replace(row, within=(*row.within, change)))
        elif there is None:
            done.append(_gone(base.rows[sent], laid))
        else:
            row = waiting.pop(0)
            pairs = zip(row.cells, base.rows[sent], strict=True)
            cells = tuple(_cell(cell, rebased(_pieces(cell, laid), own.runs, laid.untracked))
                          for cell, own in pairs)  # fmt: skip
            done.append(replace(row, cells=cells))
    return replace(table, rows=(*done, *(_came(row, laid) for row in waiting)))


def _pairs(
    base: Table, rows: Sequence[RowRead], laid: Laid
) -> Sequence[tuple[int, int] | tuple[int | None, int | None]]:
    """Return which rows that stand with no change accepted are which of those sent out."""
    if len(rows) == len(base.rows):
        return [(n, n) for n in range(len(rows))]
    old = [Part("", "\t".join(plain(cell.runs) for cell in row)) for row in base.rows]
    return paired(old, [Part("", "\t".join(_original(cell, laid) for cell in row.cells)) for row in rows])


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


def _came(row: RowRead, laid: Laid) -> RowRead:
    """Return a row that was not sent out, with the look and links it has."""
    return replace(row, cells=tuple(_cell(cell, _pieces(cell, laid)) for cell in row.cells))


def _gone(row: Sequence[Cell], laid: Laid) -> RowRead:
    """Return a row that was sent out and is not there."""
    cells = (CellRead((Para(0, tuple(sent_tokens(cell.runs))),)) for cell in row)
    return RowRead(tuple(cells), (laid.untracked.change(ChangeKind.DELETED),))


def _cell(cell: CellRead, tokens: Sequence[Token]) -> CellRead:
    """Return a cell with these pieces, its paragraphs made one."""
    first = next(iter(paragraphs_of(cell.content)), None)
    if first is None:
        return cell
    return replace(cell, content=(replace(first, tokens=tuple(tokens), mark=()),))


def table_block(base: Table, table: TableRead, decide: Decide, laid: Laid) -> Table | None:
    """Return a table that was laid over `base` as it stands under decisions, None where it has no row."""
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if stands(row.within, decide):
            paras = [next(iter(paragraphs_of(cell.content)), Para(0)) for cell in row.cells]
            rows.append(tuple(Cell(laid.runs(para.tokens, decide)) for para in paras))
    return replace(base, rows=tuple(rows)) if rows else None
