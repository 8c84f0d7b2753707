"""From where to where a paragraph is moved, told by what stands before it at either end."""

from collections.abc import Sequence

from desktop_app.domain.richtext import Block, readable, runs_of

from .tokens import Decide
from .units import Unit

_MOST = 40  #: code points told of a paragraph


def way_of(units: Sequence[Unit], places: Sequence[int], before: Decide, after: Decide) -> str:
    """Return the way of what is moved between stretches, "" where it is only words within paragraphs.

    before, after: the decisions without and with the move.
    """
    left = came = ""
    for place in places:
        states = units[place].render(before), units[place].render(after)
        known, then = ({block.id for block in state} for state in states)
        left = left or _first_behind(units, place, states[0], then, before)
        came = came or _first_behind(units, place, states[1], known, after)
    return f"From {left} to {came}" if left and came else ""


def _first_behind(
    units: Sequence[Unit], place: int, blocks: Sequence[Block], others: set[str], decide: Decide
) -> str:
    """Return in words what the first block stands behind that is not among others, "" where all are."""
    at = next((n for n, block in enumerate(blocks) if block.id not in others), -1)
    if at < 0:
        return ""
    found = blocks[at - 1] if at else _last_before(units, place, decide)
    return f"after “{_beginning(found)}”" if found is not None else "the beginning"


def _last_before(units: Sequence[Unit], place: int, decide: Decide) -> Block | None:
    """Return the last block of a field before one of its stretches, None where there is none."""
    key = units[place].key
    for unit in reversed(units[:place]):
        if unit.key == key and (blocks := unit.render(decide)):
            return blocks[-1]
    return None


def _beginning(block: Block) -> str:
    words = " ".join(" ".join(map(readable, runs_of(block))).split())
    return words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0] + " …"
