"""The stretches of text that a block is made of: its own, its table's cells, its footnotes."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.richtext import Block, Footnote, Inlines, Table, plain


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that is read as one. cell: its place in a table. mark: where the note's mark stands, None for
    text of the block itself. caption: it is a table's caption, which has no place among the characters.
    """

    text: str
    cell: tuple[int, int] | None = None
    mark: int | None = None
    caption: bool = False


def stretches(block: Block) -> Iterator[Stretch]:
    """Yield the stretches of text of a block in reading order, each footnote behind what bears its mark."""
    if not isinstance(block, Table):
        yield from _of_runs(block.runs, None)
        return
    if block.caption:
        yield Stretch(block.caption, caption=True)
    for row, cells in enumerate(block.rows):
        for column, cell in enumerate(cells):
            yield from _of_runs(cell.runs, (row, column))


def _of_runs(runs: Inlines, cell: tuple[int, int] | None) -> Iterator[Stretch]:
    yield Stretch(plain(runs), cell)
    at = 0
    for run in runs:
        if isinstance(run, Footnote):
            yield Stretch(plain(run.note), cell, mark=at)
        at += len(plain((run,)))
