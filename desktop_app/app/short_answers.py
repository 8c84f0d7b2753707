"""What a copy that came back has beside its text, laid over a document: lines, choices, dates, ticks, tables.

A proposal is for text alone; what else differs in a file is told as such, and shown where both are compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Inlines,
    Labelled,
    Node,
    Question,
    Questions,
    Signature,
    Span,
    TableCell,
    Title,
)
from desktop_app.intake.docx.tokens import (
    CellRead,
    Para,
    Sort,
    Story,
    TableRead,
    accept_all,
    paragraphs_of,
    stands,
)
from desktop_app.intake.squeeze import squeeze

from .copies import bookmark

_TITLE = "title"  #: Word's name of the style that a paper's title has


@dataclass(slots=True)
class _Copy:
    """What a file says with every change accepted, each taken once, in its order.

    titles, lines: of paragraphs. rows: of two cells, of tables in which a row has no more. boxes: of tables
    with one cell. tables: by the bookmark that they begin with. ticks: by key. blanks: by what and key.
    """

    titles: list[str]
    lines: list[str]
    rows: list[tuple[str, str]]
    boxes: list[str]
    tables: dict[str, tuple[tuple[str, ...], ...]]
    ticks: dict[str, bool]
    blanks: dict[str, str]


def with_short_answers(document: Document, story: Story) -> Document:
    """Return a document with the short answers that a file has; what it does not tell stays as it is."""
    copy = _read(story)
    boxes = sum(isinstance(node, Box) for node in document.nodes)
    if boxes != len(copy.boxes):  # which is which cannot be told
        copy.boxes.clear()
    return replace(document, nodes=tuple(_mended(node, copy) for node in document.nodes))


def _read(story: Story) -> _Copy:
    tables = [each for each in story.content if isinstance(each, TableRead)]
    paras = [each for each in story.content if isinstance(each, Para)]
    grids = [_grid(table) for table in tables]
    starts = [next(iter(paragraphs_of([table])), Para(0)).bookmarks for table in tables]
    return _Copy(
        titles=[_words([para]) for para in paras if para.style == _TITLE],
        lines=[_words([para]) for para in paras],
        rows=[(row[0], row[1]) for grid in grids for row in grid if len(row) == 2],
        boxes=[grid[0][0] for grid in grids if len(grid) == 1 == len(grid[0])],
        tables={name: grid for names, grid in zip(starts, grids, strict=True) for name in names},
        ticks={tick.tag.removeprefix("chk:"): tick.ticked for tick in story.ticks if tick.tag},
        blanks={blank.tag: blank.words for blank in story.blanks if blank.tag and blank.words},
    )


def _grid(table: TableRead) -> tuple[tuple[str, ...], ...]:
    rows = (row for row in table.rows if stands(row.within, accept_all))
    return tuple(tuple(_of_cell(cell) for cell in row.cells) for row in rows)


def _of_cell(cell: CellRead) -> str:
    return _words(paragraphs_of(cell.content))


def _words(paras: Iterable[Para]) -> str:
    told: list[str] = []
    for para in paras:
        pieces = (token for token in para.tokens if token.sort is not Sort.BLANK)
        told.append("".join(token.text for token in pieces if stands(token.within, accept_all)))
    return "\n".join(told).strip()


def _mended(node: Node, copy: _Copy) -> Node:
    match node:
        case Title():
            return replace(node, runs=_answer(node.runs, copy.titles.pop(0) if copy.titles else None))
        case Labelled():
            label = node.label.rstrip()
            return replace(node, answer=_answer(node.answer, _behind(label, copy.lines)))
        case Questions():
            return replace(node, rows=tuple(_asked(row, copy.rows) for row in node.rows))
        case Declaration():
            rows = (replace(row, ticked=copy.ticks.get(row.key, row.ticked)) for row in node.rows)
            return replace(node, rows=tuple(rows))
        case Signature():
            name, day = (copy.blanks.get(f"{what}:{node.key}", "") for what in ("name", "date"))
            return replace(node, name=name or node.name, date=day or node.date)
        case Box():
            return replace(node, runs=_answer(node.runs, copy.boxes.pop(0) if copy.boxes else None))
        case DataTable():
            return _table(node, copy.tables.get(bookmark(node.id)))
        case _:
            return node


def _behind(label: str, lines: list[str]) -> str | None:
    """Return what stands behind a label in the first line that begins with it; the line is used up."""
    for place, line in enumerate(lines):
        if line.startswith(label):
            del lines[place]
            return line.removeprefix(label).removeprefix(":").strip()
    return None


def _asked(row: Question, rows: list[tuple[str, str]]) -> Question:
    label = squeeze(_plain(row.label))
    for place, (asked, answer) in enumerate(rows):
        if squeeze(asked) == label:
            del rows[place]
            return replace(row, answer=_answer(row.answer, answer))
    return row


def _answer(now: Inlines, words: str | None) -> Inlines:
    """Return an answer as a file has it, as it is where that says the same or nothing is known of it."""
    if words is None or squeeze(words) == squeeze(_plain(now)):
        return now
    lines = words.split("\n")
    pieces = [piece for line in lines for piece in (Break(), *((Span(line),) if line else ()))]
    return tuple(pieces[1:])


def _table(node: DataTable, grid: tuple[tuple[str, ...], ...] | None) -> DataTable:
    """Return a table with the rows that a file has where these are others, told by their words alone."""
    if not grid or _same(node, grid):
        return node
    amounts: Sequence[bool] = [cell.amount for cell in node.rows[-1]] if node.rows else ()
    rows = tuple(
        tuple(TableCell(_answer((), words), (*amounts[:n + 1], False)[n] and bool(place))
              for n, words in enumerate(row))
        for place, row in enumerate(grid)
    )  # fmt: skip
    return replace(node, rows=rows)


def _same(node: DataTable, grid: tuple[tuple[str, ...], ...]) -> bool:
    own = tuple(tuple(squeeze(_plain(cell.runs)) for cell in row) for row in node.rows)
    return own == tuple(tuple(squeeze(words) for words in row) for row in grid)


def _plain(runs: Inlines) -> str:
    return "".join("\n" if isinstance(run, Break) else getattr(run, "text", "") for run in runs)
