"""Where a stretch of a returned copy stands among the blocks of a field."""

from dataclasses import replace

from desktop_app.domain.richtext import Block, Blocks
from desktop_app.domain.richtext_json import block_data
from desktop_app.intake.docx.tokens import accept_all as accept_every
from desktop_app.intake.docx.tokens import accept_none
from desktop_app.intake.docx.units import BEGINNING

from .review import Review


def with_all(review: Review, key: str, blocks: Blocks) -> Blocks:
    """Return the blocks of a field as they were sent out with every change of a copy accepted."""
    for number, unit in enumerate(review.returned.units):
        if unit.key == key:
            came = came_before(review, number)
            span = span_of(blocks, unit.render(accept_none), unit.after, came)
            if span is not None:
                blocks = (*blocks[: span[0]], *unit.render(accept_every), *blocks[span[1] :])
    return blocks


def came_before(review: Review, place: int) -> frozenset[str]:
    """Return the ids of what the file has between a stretch that came in and the block sent out before it."""
    unit = review.returned.units[place]
    others = (other for other in review.returned.units[:place] if not other.blocks)
    behind = (other for other in others if (other.key, other.after) == (unit.key, unit.after))
    return frozenset(block.id for other in behind for block in other.render(accept_every))


def span_of(
    blocks: Blocks, wanted: Blocks, after: str, came: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """Return where blocks stand among others, None where they do not.

    For no blocks: at the beginning or behind the block `after`, and behind those that came in between.
    """
    ids = [block.id for block in blocks]
    if not wanted:
        if after not in (*ids, BEGINNING):
            return None
        at = 0 if after == BEGINNING else ids.index(after) + 1
        while at < len(ids) and ids[at] in came:
            at += 1
        return at, at
    if wanted[0].id not in ids:
        return None
    start = ids.index(wanted[0].id)
    here = blocks[start : start + len(wanted)]
    same = len(here) == len(wanted) and all(_same(a, b) for a, b in zip(here, wanted, strict=True))
    return (start, start + len(wanted)) if same else None


def _same(one: Block, other: Block) -> bool:
    return replace(one, id="") == replace(other, id="") or block_data(one) == block_data(other)
