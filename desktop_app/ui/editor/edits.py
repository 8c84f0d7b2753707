"""Changes of blocks as values: cutting out, putting in, moving; no Qt."""

from dataclasses import dataclass, replace

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Cell,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    TextBlock,
    block_text,
    canonical_runs,
    plain,
)
from desktop_app.domain.text import new_id


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: id of the block, code points into its plain text (a table's cells in a row)."""

    block: str = ""
    offset: int = 0


def sliced(runs: Inlines, start: int, end: int | None = None) -> Inlines:
    """Return the inline pieces between two code points of a text."""
    last = len(plain(runs)) if end is None else end
    result: list[Inline] = []
    at = 0
    for run in runs:
        length = len(plain((run,)))
        low, high = max(start - at, 0), min(last - at, length)
        if low < high:
            result.append(replace(run, text=run.text[low:high]) if isinstance(run, Text) else run)
        at += length
    return canonical_runs(result)


def flat(blocks: Blocks) -> Inlines:
    """Return blocks as one piece of inline text, a line break between each two; cells parted by spaces."""
    result: list[Inline] = []
    for block in blocks:
        rows = (
            [_joined([cell.runs for cell in row], Text(" ")) for row in block.rows]
            if isinstance(block, Table)
            else [block.runs]
        )
        for runs in rows:
            result.extend([LineBreak(), *runs] if result else runs)
    return canonical_runs(result)


def _joined(pieces: list[Inlines], between: Inline) -> Inlines:
    result: list[Inline] = []
    for number, runs in enumerate(pieces):
        result.extend([between, *runs] if number else runs)
    return tuple(result)


def cell_at(table: Table, offset: int) -> tuple[int, int, int]:
    """Return row, column and offset in the cell of an offset into a table's plain text."""
    left = offset
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            length = len(plain(cell.runs))
            if left <= length:
                return row, column, left
            left -= length + 1
    return max(len(table.rows) - 1, 0), max(len(table.rows[-1]) - 1 if table.rows else 0, 0), 0


def cell_offset(table: Table, row: int, column: int) -> int:
    """Return the offset into a table's plain text at which a cell begins."""
    before = [cell for cells in table.rows[:row] for cell in cells]
    before += table.rows[row][:column] if row < len(table.rows) else ()
    return sum(len(plain(cell.runs)) + 1 for cell in before)


def with_cell(table: Table, row: int, column: int, runs: Inlines) -> Table:
    """Return a table with other text in one cell."""
    cells = [list(line) for line in table.rows]
    cells[row][column] = Cell(canonical_runs(runs))
    return replace(table, rows=tuple(tuple(line) for line in cells))


def put(blocks: Blocks, index: int, offset: int, pasted: Blocks, *, inline: bool) -> tuple[Blocks, Place]:
    """Put blocks in at a place: an offset into the block with an index; return them and where they end.

    inline: they are words, to go into the block itself. An index past the end is a new block there. In a
    cell of a table all goes in as words.
    """
    if not pasted:
        return blocks, Place(blocks[index].id, offset) if index < len(blocks) else Place()
    if index >= len(blocks):
        return (*blocks, *pasted), _end(pasted[-1])
    target = blocks[index]
    if isinstance(target, Table):
        row, column, inside = cell_at(target, offset)
        words, runs = flat(pasted), target.rows[row][column].runs
        table = with_cell(target, row, column, (*sliced(runs, 0, inside), *words, *sliced(runs, inside)))
        place = Place(target.id, offset + len(plain(words)))
        return (*blocks[:index], table, *blocks[index + 1 :]), place
    if inline:
        words = flat(pasted)
        runs = (*sliced(target.runs, 0, offset), *words, *sliced(target.runs, offset))
        changed = replace(target, runs=canonical_runs(runs))
        return (*blocks[:index], changed, *blocks[index + 1 :]), Place(target.id, offset + len(plain(words)))
    before, after = _parted(target, offset)
    return (*blocks[:index], *before, *pasted, *after, *blocks[index + 1 :]), _end(pasted[-1])


def put_lines(
    blocks: Blocks, index: int, offset: int, lines: Blocks, *, parted: bool
) -> tuple[Blocks, Place]:
    """Put lines of plain text into a block of text: the first goes on in it, the others are of its kind.

    What has a kind of its own, as a bullet has, keeps it. parted: what stands after the place is a block by
    itself, and does not go on in the last line.
    """
    target = blocks[index]
    if isinstance(target, Table):
        return put(blocks, index, offset, lines, inline=False)
    kind = Paragraph(()) if isinstance(target, SubHeading) else target
    before, after = sliced(target.runs, 0, offset), sliced(target.runs, offset)
    made: list[TextBlock] = (
        [replace(target, runs=before)] if before or isinstance(lines[0], Paragraph) else []
    )
    for number, line in enumerate(lines):
        assert not isinstance(line, Table)  # of which plain text has none
        if not isinstance(line, Paragraph):
            made.append(line)
        elif not number:
            made[0] = replace(made[0], runs=canonical_runs((*before, *line.runs)))
        else:
            made.append(replace(kind, runs=line.runs, id=line.id or new_id()))
    end = Place(made[-1].id, len(plain(made[-1].runs)))
    if parted and after:
        made.append(replace(kind, runs=after, id=new_id()))
    elif after:
        made[-1] = replace(made[-1], runs=canonical_runs((*made[-1].runs, *after)))
    return (*blocks[:index], *made, *blocks[index + 1 :]), end


def as_paragraphs(blocks: Blocks) -> Blocks:
    """Return blocks with numbered lists as numbered paragraphs, for a text whose paragraphs are numbered so.

    What stands lettered or numbered deeper in such a list is a paragraph of that level.
    """
    made: list[Block] = []
    within = False  #: a numbered item of the outermost level stands above, with nothing but items since
    for block in blocks:
        item = block if isinstance(block, ListItem) and block.kind is not ListKind.BULLET else None
        if isinstance(block, ListItem) and not block.level:
            within = block.kind is ListKind.NUMBER
        elif not isinstance(block, ListItem):
            within = False
        made.append(Paragraph(item.runs, item.level, id=item.id) if item and within else block)
    return tuple(made)


def _parted(block: TextBlock, offset: int) -> tuple[Blocks, Blocks]:
    """Return what stays before and after what is put into a block; an empty block gives way to it."""
    first, second = sliced(block.runs, 0, offset), sliced(block.runs, offset)
    if not first:
        return (), ((block,) if second else ())
    if not second:
        return (block,), ()
    keeps_first = len(plain(first)) >= len(plain(second))
    ids = (block.id, new_id()) if keeps_first else (new_id(), block.id)
    return (replace(block, runs=first, id=ids[0]),), (replace(block, runs=second, id=ids[1]),)


def _end(block: Block) -> Place:
    return Place(block.id, len(block_text(block)))


def moved(blocks: Blocks, first: int, last: int, by: int) -> Blocks:
    """Return blocks with those from first to last moved one place up (-1) or down (1), if there is one."""
    if by < 0 and first > 0:
        return (*blocks[: first - 1], *blocks[first : last + 1], blocks[first - 1], *blocks[last + 1 :])
    if by > 0 and last + 1 < len(blocks):
        return (*blocks[:first], blocks[last + 1], *blocks[first : last + 1], *blocks[last + 2 :])
    return blocks


def cut_table(table: Table, first: tuple[int, int], last: tuple[int, int]) -> Table:
    """Return the part of a table between two cells, as a table without header unless it begins at the top."""
    left, right = sorted((first[1], last[1]))
    if first[0] != last[0] and first[1] > last[1]:
        left, right = 0, len(table.rows[0]) - 1
    rows = tuple(row[left : right + 1] for row in table.rows[first[0] : last[0] + 1])
    header = max(0, min(table.header - first[0], len(rows)))
    whole = len(rows) == len(table.rows)
    return replace(table, rows=rows, header=header, total=table.total and whole, caption="")
