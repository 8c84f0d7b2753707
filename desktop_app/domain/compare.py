"""The one comparison of what an author wrote: blocks matched, then told apart word by word.

It serves the history of a paper, the drift between its documents, stale ticks, and review.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .fields import AnyField
from .form import Template
from .matching import Unit, in_order, matched
from .paper import Paper, RichText, Value
from .reading import Reading, read_whole, value_words
from .richtext import Block, Blocks, Table, runs_of
from .richtext_json import block_data
from .tablewise import RowChange, compare_tables
from .wordwise import Kind, Piece, Pieces, compare_words, told, without, words_in

__all__ = ["BlockChange", "Kind", "Piece", "Pieces", "RowChange", "ValueChange", "compare_blocks",
           "compare_papers", "compare_values", "compare_words", "told", "without", "words_in"]  # fmt: skip

_SHARED = 0.6  #: share of a new paragraph's words missing from its neighbour for it to be a part of that


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What became of a block: `old` and `new` are none, one, or several where it was split or joined.

    pieces: its words, several blocks parted by a line feed; of a table its caption. rows: of a table.
    look: the words stayed, but not what they look like, their level, or where a reference points.
    """

    old: Blocks
    new: Blocks
    pieces: Pieces = ()
    rows: tuple[RowChange, ...] = ()
    moved: bool = False
    look: bool = False

    @property
    def kind(self) -> Kind | None:
        """Came, went, or stayed as it was; None for stayed but changed."""
        if not self.old or not self.new:
            return Kind.INSERTED if self.new else Kind.DELETED
        return None if self.changed else Kind.SAME

    @property
    def changed(self) -> bool:
        """Whether anything at all differs."""
        worded = any(piece.kind is not Kind.SAME for piece in all_pieces((self,)))
        rows = any(row.kind is not Kind.SAME or row.moved for row in self.rows)
        return worded or rows or self.moved or self.look or not self.old or not self.new


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What became of the answer of a field. own_way: whether it now goes its own way, None for as before."""

    key: str
    blocks: tuple[BlockChange, ...] = ()
    pieces: Pieces = ()
    own_way: bool | None = None

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        worded = any(piece.kind is not Kind.SAME for piece in self.pieces)
        return worded or self.own_way is not None or any(block.changed for block in self.blocks)

    def words(self, kind: Kind) -> int:
        """Return how many words came, went or stayed."""
        return words_in((*self.pieces, *all_pieces(self.blocks)), kind)


def all_pieces(changes: Iterable[BlockChange]) -> Pieces:
    """Return the pieces of all blocks, those of tables cell by cell."""
    found: list[Piece] = []
    for change in changes:
        found += change.pieces
        found += (piece for row in change.rows for cell in row.cells for piece in cell)
    return tuple(found)


def block_words(block: Block) -> str:
    """Return the words of a block as comparison shows them."""
    return "\t".join(told(runs) for runs in runs_of(block))


@dataclass(slots=True)
class _Group:
    """Places of blocks that belong together."""

    old: list[int] = field(default_factory=list[int])
    new: list[int] = field(default_factory=list[int])


def compare_blocks(old: Blocks, new: Blocks) -> tuple[BlockChange, ...]:
    """Return what became of each block: in the order of `new`, what went at the place where it stood.

    Every block of either is in exactly one change. Blocks belong together by id first, then by words.
    """
    before, after = [_unit(block) for block in old], [_unit(block) for block in new]
    pairs = matched(before, after)
    groups = {place: _Group([pairs[place]], [place]) for place in pairs}
    _join(groups, before, after)
    taken = {place for group in groups.values() for place in group.old}
    held = {place: group for group in groups.values() for place in group.new}
    ordered: list[_Group] = []
    for place in range(len(new)):
        group = held.get(place) or _Group([], [place])
        if not ordered or ordered[-1] is not group:
            ordered.append(group)
    tied = [group for group in ordered if group.old]
    stayed = {id(tied[n]) for n in in_order([group.old[0] for group in tied])}
    gone = [place for place in range(len(old)) if place not in taken]
    found: list[BlockChange] = []
    for group in ordered:
        if id(group) in stayed:
            while gone and gone[0] < group.old[0]:
                found.append(_change(_Group([gone.pop(0)]), old, new))
        found.append(_change(group, old, new, moved=bool(group.old) and id(group) not in stayed))
    return (*found, *(_change(_Group([place]), old, new) for place in gone))


def _unit(block: Block) -> Unit:
    return Unit(block.id, block_words(block), "table" if isinstance(block, Table) else "text")


def _join(groups: dict[int, _Group], before: Sequence[Unit], after: Sequence[Unit]) -> None:
    """Take into each group the neighbours that were parted from it or have gone into it."""
    free_old = set(range(len(before))) - {group.old[0] for group in groups.values()}
    free_new = set(range(len(after))) - set(groups)
    for group in groups.values():
        if before[group.old[0]].words == after[group.new[0]].words or after[group.new[0]].sort == "table":
            continue
        pieces = compare_words(before[group.old[0]].words, after[group.new[0]].words)
        _take(group.new, free_new, after, _bag(pieces, Kind.DELETED))
        _take(group.old, free_old, before, _bag(pieces, Kind.INSERTED))


def _bag(pieces: Pieces, kind: Kind) -> Counter[str]:
    return Counter(word for piece in pieces if piece.kind is kind for word in piece.text.casefold().split())


def _take(held: list[int], free: set[int], units: Sequence[Unit], missing: Counter[str]) -> None:
    for step in (1, -1):
        place = held[-1 if step > 0 else 0] + step
        while place in free and units[place].sort == "text" and _is_part(units[place].bag, missing):
            free.discard(place)
            held.append(place) if step > 0 else held.insert(0, place)
            missing = missing - units[place].bag
            place += step


def _is_part(bag: Counter[str], missing: Counter[str]) -> bool:
    return bool(bag) and (bag & missing).total() >= _SHARED * bag.total()


def _change(group: _Group, old: Blocks, new: Blocks, *, moved: bool = False) -> BlockChange:
    before = tuple(old[place] for place in group.old)
    after = tuple(new[place] for place in group.new)
    if any(isinstance(block, Table) for block in (*before, *after)):
        one = next((block for block in before if isinstance(block, Table)), None)
        other = next((block for block in after if isinstance(block, Table)), None)
        pieces = compare_words(one.caption if one else "", other.caption if other else "")
        change = BlockChange(before, after, pieces, compare_tables(one, other), moved)
    else:
        words = ["\n".join(block_words(block) for block in blocks) for blocks in (before, after)]
        change = BlockChange(before, after, compare_words(*words), moved=moved)
    plain = (
        len(before) == len(after) == 1 and not BlockChange(before, after, change.pieces, change.rows).changed
    )
    if plain and block_data(before[0], ids=False) != block_data(after[0], ids=False):
        return BlockChange(before, after, change.pieces, change.rows, moved, look=True)
    return change


def compare_values(item: AnyField, old: Value | None, new: Value | None) -> ValueChange:
    """Return what became of the answer of a field."""
    if isinstance(old, RichText) or isinstance(new, RichText):
        blocks = [value.blocks if isinstance(value, RichText) else () for value in (old, new)]
        return ValueChange(item.key, compare_blocks(*blocks))
    return ValueChange(item.key, pieces=compare_words(value_words(item, old), value_words(item, new)))


def compare_papers(template: Template, old: Paper, new: Paper) -> tuple[ValueChange, ...]:
    """Return what changed between two states of a paper, in form order. Both parts: never for the public.

    What a field merely repeats of another document is told there alone.
    """
    before, after = read_whole(template, old), read_whole(template, new)
    changes = (_field(item, before, after) for item in template.fields)
    return tuple(change for change in changes if change.changed)


def _field(item: AnyField, before: Reading, after: Reading) -> ValueChange:
    ways = [item.key in reading.own_way for reading in (before, after)]
    if ways[0] == ways[1]:
        return compare_values(item, before.own(item.key), after.own(item.key))
    change = compare_values(item, before.get(item.key), after.get(item.key))
    return ValueChange(item.key, change.blocks, change.pieces, own_way=ways[1])
