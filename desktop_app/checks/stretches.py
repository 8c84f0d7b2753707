"""Rules of a block run over its stretches of text: the block's own, its table's cells, its footnotes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop_app.domain.richtext import Block, Footnote, Inlines, Table, plain

from .rule import Given, Note, Rule, Scope
from .rules import RULES

BLOCK_RULES = tuple(rule for rule in RULES if rule.scope is Scope.BLOCK)


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


def line_notes(text: str, given: Given) -> tuple[tuple[Rule, Note], ...]:
    """Return what the rules of a block have to say of one stretch of text."""
    return tuple(
        (rule, note)
        for rule in BLOCK_RULES
        if rule.id not in given.off
        for note in rule.function(text, given)
    )


@lru_cache(maxsize=4096)  # blocks of some eight long papers; a block that did not change is not read again
def block_notes(block: Block, given: Given) -> tuple[tuple[Rule, Note], ...]:
    """Return what the rules of a block have to say of it, each note with its place in the block."""
    return tuple(
        (rule, _placed(note, stretch, block.id))
        for stretch in stretches(block)
        for rule, note in line_notes(stretch.text, given)
    )


def _placed(note: Note, stretch: Stretch, block: str) -> Note:
    if stretch.mark is not None:
        says = f"In the footnote: {note.says}"
        return replace(
            note, block=block, cell=stretch.cell, start=stretch.mark, end=stretch.mark + 1, says=says
        )
    if stretch.caption:
        return replace(note, block=block, start=0, end=0, says=f"In the table's caption: {note.says}")
    return replace(note, block=block, cell=stretch.cell)
