"""What pasted HTML is put together in: paragraphs, list items and tables, with the air taken out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from desktop_app.domain.figures import amount_columns, figure
from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Cell,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    canonical_runs,
    plain,
)

_AIR = " \t\n\u00a0"
#: A number typed before a paragraph; one with a mere space after it may be a figure ("1.5 FTE") and stays.
_TYPED_NUMBER = re.compile(
    r"\d{1,3}(?:\.\d{1,3})*\.?[ \u00a0]*[\t\u2003][\s\u00a0]*|\d{1,3}(?:\.\d{1,3})+\.[\s\u00a0]+"
)
_TYPED_BULLET = re.compile("[•‣◦▪●○■·\uf0b7][\\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the paragraph being read is: heading, list item (kind), level."""

    heading: bool = False
    kind: ListKind | None = None
    level: int = 0


@dataclass(slots=True)
class Sink:
    """Takes pieces of text and makes blocks of them."""

    blocks: list[Block] = field(default_factory=list[Block])
    runs: list[Inline] = field(default_factory=list[Inline])

    def text(self, text: Text) -> None:
        """Take words; white space at the start of a paragraph or after white space is air."""
        words = text.text
        if words.startswith(" ") and (not self.runs or self._ends_in_air()):
            words = words.lstrip(" ")
        if words:
            self.runs.append(replace(text, text=words))

    def _ends_in_air(self) -> bool:
        last = self.runs[-1]
        return isinstance(last, LineBreak) or (isinstance(last, Text) and last.text.endswith((" ", "\n")))

    def line_break(self, shape: Shape) -> None:
        """Take a line break; a second one in a row parts two paragraphs."""
        if self.runs and isinstance(self.runs[-1], LineBreak):
            self.end(shape)
        elif self.runs:
            self.runs.append(LineBreak())

    def end(self, shape: Shape, item: int = -1) -> None:
        """End the paragraph; one without words leaves nothing.

        item: the number of the block that it belongs to where that is a list item, of several paragraphs.
        """
        runs = trimmed(self.runs)
        self.runs = []
        if not plain(runs).strip(_AIR):
            return
        last = self.blocks[-1] if self.blocks else None
        if item == len(self.blocks) - 1 and isinstance(last, ListItem) and shape.kind is not None:
            self.blocks[-1] = replace(last, runs=canonical_runs((*last.runs, LineBreak(), *runs)))
        else:
            self.blocks.append(_block(runs, shape))


def _block(runs: Inlines, shape: Shape) -> Block:
    if shape.heading:
        return SubHeading(_unbold(runs))
    if shape.kind is not None:
        return ListItem(runs, shape.kind, min(shape.level, 4))
    first = runs[0]
    if isinstance(first, Text):
        if found := _TYPED_BULLET.match(first.text):
            return ListItem(trimmed((replace(first, text=first.text[found.end() :]), *runs[1:])))
        if found := _TYPED_NUMBER.match(first.text):
            runs = trimmed((replace(first, text=first.text[found.end() :]), *runs[1:]))
    return Paragraph(runs, min(shape.level, 4))


def _unbold(runs: Inlines) -> Inlines:
    """Return a heading's runs; bold throughout is the heading's own look, not the author's."""
    words = [run for run in runs if isinstance(run, Text) and run.text.strip(_AIR)]
    if not all(run.bold for run in words):
        return runs
    return canonical_runs(replace(run, bold=False) if isinstance(run, Text) else run for run in runs)


def trimmed(runs: Iterable[Inline]) -> Inlines:
    """Return runs without white space and line breaks at either end."""
    pieces = list(canonical_runs(runs))
    while pieces and _is_air(pieces[0]):
        del pieces[0]
    while pieces and _is_air(pieces[-1]):
        del pieces[-1]
    if pieces and isinstance(pieces[0], Text):
        pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip(_AIR))
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(_AIR))
    return canonical_runs(pieces)


def _is_air(run: Inline) -> bool:
    return isinstance(run, LineBreak) or (isinstance(run, Text) and not run.text.strip(_AIR))


@dataclass(slots=True)
class Grid:
    """Takes the cells of a table, those that span several with empty ones in their places."""

    rows: list[list[Inlines | None]] = field(default_factory=list[list[Inlines | None]])
    caption: str = ""
    only: Blocks = ()
    _heads: dict[int, bool] = field(default_factory=dict[int, bool])  #: of rows, whether they only name
    _below: dict[tuple[int, int], bool] = field(default_factory=dict[tuple[int, int], bool])

    def row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def cell(self, blocks: Blocks, *, columns: int, rows: int, head: bool) -> None:
        """Take a cell."""
        if not self.rows:
            self.row()
        row, number = self.rows[-1], len(self.rows) - 1
        while self._below.pop((number, len(row)), False):
            row.append(None)
        for right in range(columns):
            for down in range(1, rows):
                self._below[number + down, len(row) + right] = True
        row.append(lines(blocks))
        row.extend([None] * (columns - 1))
        self.only = blocks
        if head or plain(row[-columns] or ()).strip(_AIR):  # a corner that is empty is neither
            self._heads[number] = head and self._heads.get(number, True)

    def _header(self) -> int:
        """Return how many rows at the top only name what stands below: of others the first cell may, too."""
        return next((n for n in range(len(self.rows)) if not self._heads.get(n, False)), len(self.rows))

    def blocks(self) -> Blocks:
        """Return the table; one of a single cell is only there for its frame and gives its content."""
        rows = [row for row in self.rows if row]
        if sum(len(row) for row in rows) <= 1:
            return self.only
        if not any(plain(runs).strip(_AIR) for row in rows for runs in row if runs):
            return ()
        width = max(len(row) for row in rows)
        cells = tuple(
            tuple(Cell(runs or ()) for runs in (*row, *[None] * (width - len(row)))) for row in rows
        )
        header = self._header() or int(len(rows) > 1 and (_all_bold(cells[0]) or _names_figures(cells)))
        if header:
            cells = (
                *(tuple(Cell(_unbold(cell.runs)) for cell in row) for row in cells[:header]),
                *cells[header:],
            )
        total = len(cells) > header + 1 and plain(cells[-1][0].runs).casefold().startswith("total")
        if total and _all_bold(cells[-1]):  # the total's own look, not the author's
            cells = (*cells[:-1], tuple(Cell(_unbold(cell.runs)) for cell in cells[-1]))
        return (Table(cells, min(header, len(cells)), total, self.caption),)


def _all_bold(row: tuple[Cell, ...]) -> bool:
    return all(_bold(cell.runs) for cell in row)


def _names_figures(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Say whether the first row names columns of figures: spreadsheets mark a header in no other way."""
    figures = amount_columns(Table(rows, 1))
    heads = [plain(rows[0][column].runs).strip() for column in figures]
    return bool(figures) and all(head and figure(head) is None for head in heads)


def _bold(runs: Inlines) -> bool:
    words = [run for run in runs if isinstance(run, Text) and run.text.strip(_AIR)]
    return bool(words) and all(run.bold for run in words)


def lines(blocks: Blocks) -> Inlines:
    """Return blocks as the text of a cell: a line each, bullets written out, a table's cells side by side."""
    result: list[Inline] = []
    for block in blocks:
        parts = [block.runs] if not isinstance(block, Table) else [_side_by_side(row) for row in block.rows]
        for runs in parts:
            result.extend([LineBreak()] if result else [])
            result.extend([Text("• ")] if isinstance(block, ListItem) else [])
            result.extend(runs)
    return canonical_runs(result)


def _side_by_side(row: tuple[Cell, ...]) -> Inlines:
    result: list[Inline] = []
    for cell in row:
        result.extend([Text(" "), *cell.runs] if result else cell.runs)
    return tuple(result)


def outlined(blocks: Iterable[Block]) -> Blocks:
    """Return blocks with the numbers of an outline taken for what they are: numbered paragraphs.

    Writer puts a heading and the paragraphs under it into one list of several levels: numbered items
    deeper than the outermost level, with none of that level above them, are no list of their own.
    """
    done: list[Block] = []
    outline = True  #: no item of the outermost level stands above
    for block in blocks:
        if not isinstance(block, ListItem):
            outline = True
        elif block.level == 0:
            outline = False
        elif outline and block.kind is not ListKind.BULLET:
            done.append(Paragraph(block.runs, block.level - 1, id=block.id))
            continue
        done.append(block)
    return tuple(done)


def with_notes(blocks: Iterable[Block], notes: dict[str, Inlines]) -> Blocks:
    """Return blocks with the words of footnotes put in, which stand after the text; marks without go."""

    def filled(runs: Inlines) -> Inlines:
        result: list[Inline] = []
        for run in runs:
            if not isinstance(run, Footnote):
                result.append(run)
            elif run.id in notes:
                words = tuple(piece for piece in notes[run.id] if isinstance(piece, Text | LineBreak))
                result.append(replace(run, note=words))
        return canonical_runs(result)

    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = tuple(tuple(Cell(filled(cell.runs)) for cell in row) for row in block.rows)
            done.append(replace(block, rows=rows))
        else:
            done.append(replace(block, runs=filled(block.runs)))
    return tuple(done)
