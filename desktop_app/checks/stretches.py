"""Rules of a block run over its stretches of text: the block's own, its table's cells, its footnotes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from desktop_app.domain.richtext import Block, Table
from desktop_app.domain.same import same

from .rule import Given, Note, Rule, Scope
from .rules import RULES
from .stretches_of import Stretch, stretches

_MOST = (
    100  #: notes of one rule on one piece of text; more would help nobody, and each costs its text's length
)
BLOCK_RULES = tuple(rule for rule in RULES if rule.scope is Scope.BLOCK)
TABLE_RULES = tuple(rule for rule in RULES if rule.scope is Scope.TABLE)


def line_notes(text: str, given: Given) -> tuple[tuple[Rule, Note], ...]:
    """Return what the rules of a block have to say of one stretch of text."""
    return tuple(
        (rule, note)
        for rule in BLOCK_RULES
        if rule.id not in given.off
        for note in islice(rule.function(text, given), _MOST)
    )


@same(16384)  # the very block is known without being hashed
def block_notes(block: Block, given: Given) -> tuple[tuple[Rule, Note], ...]:
    """Return what the rules of a block have to say of it, each note with its place in the block."""
    return notes_of_equal(block, given)


@lru_cache(maxsize=4096)  # blocks of some eight long papers; a block that did not change is not read again
def notes_of_equal(block: Block, given: Given) -> tuple[tuple[Rule, Note], ...]:
    """Return the same for any block that is equal: one that was made anew with the same words."""
    told = tuple(
        (rule, _placed(note, stretch, block.id))
        for stretch in stretches(block)
        for rule, note in line_notes(stretch.text, given)
    )
    return (*told, *_table_notes(block, given)) if isinstance(block, Table) else told


def _table_notes(table: Table, given: Given) -> Iterator[tuple[Rule, Note]]:
    for rule in TABLE_RULES:
        if rule.id not in given.off:
            for note in rule.function(table, given):
                yield rule, replace(note, block=table.id)


def _placed(note: Note, stretch: Stretch, block: str) -> Note:
    if stretch.mark is not None:
        says = f"In the footnote: {note.says}"
        return replace(
            note, block=block, cell=stretch.cell, start=stretch.mark, end=stretch.mark + 1, says=says
        )
    if stretch.caption:
        return replace(note, block=block, start=0, end=0, says=f"In the table's caption: {note.says}")
    return replace(note, block=block, cell=stretch.cell)
