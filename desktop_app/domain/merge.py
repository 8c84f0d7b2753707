"""Bringing two states of a paper together that were written apart: field by field, block by block.

Each is held against the state that both began with. What one side alone changed is taken; what both
changed alike is no matter; what both changed otherwise is a clash, and a person chooses.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from .comments import Comment, Decision, merged_comment
from .paper import WORDS, Choices, Leftover, Paper, Part, PublicPaper, Restricted, RichText, Value
from .richtext import Block, Blocks
from .richtext_json import block_data
from .step import LEFTOVER, OWN_WAY, Change, comment_change, decision_change, leftover_words

#: What names a place that can clash: the full key of a field, and the id of a block, "" for all of it.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both sides changed otherwise. None on a side: it was taken out there."""

    key: str
    block: str
    part: Part
    base: Value | None
    ours: Value | None
    theirs: Value | None

    @property
    def place(self) -> Place:
        """What names the place."""
        return self.key, self.block


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of two states. changes: what makes ours the merged one. clashes: settled for ours as yet."""

    changes: tuple[Change, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sides:
    """Values of one part on three sides."""

    part: Part
    base: Mapping[str, Value]
    ours: Mapping[str, Value]
    theirs: Mapping[str, Value]


@dataclass(slots=True)
class _Blocks:
    """The blocks of a field on three sides, by id. taken: places where a clash is settled for theirs."""

    key: str
    part: Part
    base: Mapping[str, Block]
    ours: Mapping[str, Block]
    theirs: Mapping[str, Block]
    taken: Collection[Place]
    clashes: list[Clash] = field(default_factory=list[Clash])

    def settled(self, id_: str) -> Block | None:
        """Return what becomes of a block, None for nothing."""
        base, ours, theirs = (side.get(id_) for side in (self.base, self.ours, self.theirs))
        if _same(ours, theirs) or _same(base, theirs):
            return ours
        if _same(base, ours):
            return theirs
        clash = Clash(self.key, id_, self.part, _text(base), _text(ours), _text(theirs))
        self.clashes.append(clash)
        return theirs if clash.place in self.taken else ours


def merged(base: Paper, ours: Paper, theirs: Paper, taken: Collection[Place] = ()) -> Merged:
    """Return what makes ours hold what theirs changed since base. taken: clashes settled for theirs."""
    changes: list[Change] = []
    clashes: list[Clash] = []
    for part in Part:
        sides = _Sides(part, *(_answers(paper, part) for paper in (base, ours, theirs)))
        for key in sorted(sides.base.keys() | sides.ours.keys() | sides.theirs.keys()):
            value, met = _value(sides, key, taken)
            clashes += met
            if value != sides.ours.get(key):
                changes.append(Change(key, part, sides.ours.get(key), value))
        changes += _comments(part, *(_half(paper, part).comments for paper in (base, ours, theirs)))
        changes += _decisions(part, *(_half(paper, part).decisions for paper in (ours, theirs)))
        changes += _leftovers(part, *(_left(paper, part) for paper in (base, ours, theirs)))
    changes += _own_ways(base, ours, theirs)
    return Merged(tuple(changes), tuple(clashes))


def _half(paper: Paper, part: Part) -> PublicPaper | Restricted:
    return paper.public if part is Part.ONE else paper.restricted


def _answers(paper: Paper, part: Part) -> Mapping[str, Value]:
    return _half(paper, part).answers


def _left(paper: Paper, part: Part) -> dict[str, Leftover]:
    return {leftover.id: leftover for leftover in _half(paper, part).leftovers}


def _value(sides: _Sides, key: str, taken: Collection[Place]) -> tuple[Value | None, list[Clash]]:
    base, ours, theirs = (side.get(key) for side in (sides.base, sides.ours, sides.theirs))
    if theirs in (ours, base):
        return ours, []
    if base == ours:
        return theirs, []
    if all(value is None or isinstance(value, RichText) for value in (base, ours, theirs)):
        blocks = _Blocks(key, sides.part, _by_id(base), _by_id(ours), _by_id(theirs), taken)
        put = _merged_blocks(blocks)
        return (RichText(put) if put or ours is not None else None), blocks.clashes
    if key in WORDS.values():  # words that spelling passes over: all that either side knows
        known = (value.keys for value in (ours, theirs) if isinstance(value, Choices))
        return Choices(tuple(sorted({word for words in known for word in words}))), []
    clash = Clash(key, "", sides.part, base, ours, theirs)
    return (theirs if clash.place in taken else ours), [clash]


def _by_id(value: Value | None) -> dict[str, Block]:
    return {block.id: block for block in value.blocks} if isinstance(value, RichText) else {}


def _merged_blocks(blocks: _Blocks) -> Blocks:
    put = (blocks.settled(id_) for id_ in _order(list(blocks.base), list(blocks.ours), list(blocks.theirs)))
    return tuple(block for block in put if block is not None)


def _order(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Return the ids of all three in one order: that of the side which moved something, ours if both did."""
    common = set(base) & set(ours) & set(theirs)
    moved = [id_ for id_ in ours if id_ in common] != [id_ for id_ in base if id_ in common]
    first, *others = (ours, theirs, base) if moved else (theirs, ours, base)
    order = list(first)
    for other in others:
        behind = ""
        for id_ in other:
            if id_ not in order:
                order.insert(order.index(behind) + 1 if behind else 0, id_)
            behind = id_
    return order


def _same(one: Block | None, other: Block | None) -> bool:
    if one is None or other is None:
        return one is other
    return block_data(one) == block_data(other)


def _text(block: Block | None) -> RichText | None:
    return None if block is None else RichText((block,))


def _leftovers(
    part: Part, base: dict[str, Leftover], ours: dict[str, Leftover], theirs: dict[str, Leftover]
) -> Iterator[Change]:
    for id_ in theirs.keys() - base.keys() - ours.keys():
        yield Change(LEFTOVER + id_, part, None, leftover_words(theirs[id_]))
    for id_ in (base.keys() & ours.keys()) - theirs.keys():
        yield Change(LEFTOVER + id_, part, leftover_words(ours[id_]), None)


def _comments(
    part: Part, base: Mapping[str, Comment], ours: Mapping[str, Comment], theirs: Mapping[str, Comment]
) -> Iterator[Change]:
    for id_ in sorted(theirs.keys() | (base.keys() & ours.keys())):
        then, here, there = base.get(id_), ours.get(id_), theirs.get(id_)
        if here is None and there is not None and then is None:
            yield comment_change(part, None, there)
        elif here is not None and there is None and here == then:
            yield comment_change(part, here, None)
        elif here is not None and there is not None:
            both = merged_comment(then, here, there)
            if both != here:
                yield comment_change(part, here, both)


def _decisions(part: Part, ours: Mapping[str, Decision], theirs: Mapping[str, Decision]) -> Iterator[Change]:
    for id_ in sorted(theirs.keys() - ours.keys()):
        yield decision_change(part, None, theirs[id_])


def _own_ways(base: Paper, ours: Paper, theirs: Paper) -> Iterator[Change]:
    then, here, there = (paper.public.own_way for paper in (base, ours, theirs))
    for key in sorted((there ^ then) & (there ^ here)):
        yield Change(OWN_WAY + key, Part.ONE, key in here, key in there)
