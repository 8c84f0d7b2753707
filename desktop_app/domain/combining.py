"""Two people's changes of one text put together, where neither touches what the other changed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import product

from .richtext import Block, Blocks, Inline, Inlines, Table, Text, canonical_runs

_WORD = re.compile(r"\s*\S+|\s+")

#: From and up to which piece of the text before, and what stands there instead.
_Hunk = tuple[int, int, tuple[Inline, ...]]


def combined(base: Blocks, ours: Blocks, theirs: Blocks) -> Blocks | None:
    """Return ours with what theirs changed of base; None where both changed the same or neighbouring words.

    All three must have the same blocks, known by their ids, and no tables.
    """
    if not [b.id for b in base] == [b.id for b in ours] == [b.id for b in theirs]:
        return None
    found: list[Block] = []
    for three in zip(base, ours, theirs, strict=True):
        block = _block(*three)
        if block is None:
            return None
        found.append(block)
    return tuple(found)


def _block(base: Block, ours: Block, theirs: Block) -> Block | None:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if isinstance(base, Table) or isinstance(ours, Table) or isinstance(theirs, Table):
        return None
    shells = [replace(block, runs=()) for block in (base, ours, theirs)]
    if shells[0] not in shells[1:]:
        return None
    runs = _runs(base.runs, ours.runs, theirs.runs)
    return None if runs is None else replace(theirs if shells[1] == shells[0] else ours, runs=runs)


def _runs(base: Inlines, ours: Inlines, theirs: Inlines) -> Inlines | None:
    before = list(_pieces(base))
    mine, yours = (list(_hunks(before, list(_pieces(runs)))) for runs in (ours, theirs))
    for one, other in product(mine, yours):
        if not (one[1] < other[0] or other[1] < one[0]):
            return None
    found: list[Inline] = []
    at = 0
    for start, end, pieces in sorted([*mine, *yours], key=lambda hunk: hunk[:2]):
        found += [*before[at:start], *pieces]
        at = end
    return canonical_runs([*found, *before[at:]])


def _pieces(runs: Inlines) -> Iterator[Inline]:
    """Yield runs, each word a run of its own with the white space before it."""
    for run in runs:
        if isinstance(run, Text):
            yield from (replace(run, text=word) for word in _WORD.findall(run.text))
        else:
            yield run


def _hunks(before: list[Inline], after: list[Inline]) -> Iterator[_Hunk]:
    for kind, start, end, i, j in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end, tuple(after[i:j])
