"""Finding what belongs together in two sequences: by identity, by equal words, then by likeness.

Everything is near to linear in what is compared: words that nearly every piece has are no evidence, and
only the few pieces that share rare ones are looked at closely.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

ALIKE = 0.5  #: share of words in common from which two pieces are one piece, rewritten
_SENTENCE, _WHOLE = 6, 0.8  #: words, and the share of them in another piece, that make one part of the other
_COMMON = 24  #: a word in more pieces than this tells nothing of which belongs to which
_LOOKED_AT = 6  #: candidates compared closely for each piece


@dataclass(frozen=True)
class Unit:
    """One piece of a sequence. id: "" for none. sort: only pieces of one sort belong together."""

    id: str
    words: str
    sort: str = ""

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(self.words.casefold().split())

    @property
    def equal(self) -> Hashable:
        """What two pieces with the same words have in common."""
        return self.sort, self.words


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two pieces have in common, from 0 to 1; 0 where one has none.

    A longer piece that stands nearly whole in the other is alike however much was added to it.
    """
    if not one or not other:
        return 0.0
    few, many = (one, other) if len(one) < len(other) else (other, one)
    shared = sum(min(count, many[word]) for word, count in few.items() if word in many)
    short = min(one.total(), other.total())
    score = 2 * shared / (one.total() + other.total())
    held = short >= _SENTENCE and shared >= _WHOLE * short
    return max(score, ALIKE) if held else score


def matched(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Return for each place in `new` the place in `old` that it comes from, as far as there is one."""
    pairs: dict[int, int] = {}
    _by_id(old, new, pairs)
    _by_words(old, new, pairs)
    _by_likeness(old, new, pairs)
    return pairs


def _by_id(old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int]) -> None:
    places = {(unit.sort, unit.id): place for place, unit in enumerate(old) if unit.id}
    for place, unit in enumerate(new):
        found = places.pop((unit.sort, unit.id), None)
        if found is not None:
            pairs[place] = found


def _by_words(old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place in reversed(range(len(old))):
        if place not in taken:
            places[old[place].equal].append(place)
    for place, unit in enumerate(new):
        if place not in pairs and places.get(unit.equal):
            pairs[place] = places[unit.equal].pop()


def _by_likeness(old: Sequence[Unit], new: Sequence[Unit], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    free = [place for place in range(len(old)) if place not in taken]
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in free:
        for word in old[place].bag:
            having[old[place].sort, word].append(place)
    scored: list[tuple[float, int, int]] = []
    for place, unit in enumerate(new):
        if place in pairs:
            continue
        for candidate in _candidates(place, unit, old, pairs, having):
            score = likeness(unit.bag, old[candidate].bag)
            if score >= ALIKE:
                scored.append((-score, place, candidate))
    for _, place, candidate in sorted(scored):
        if place not in pairs and candidate not in taken:
            pairs[place] = candidate
            taken.add(candidate)


def _candidates(
    place: int,
    unit: Unit,
    old: Sequence[Unit],
    pairs: dict[int, int],
    having: dict[tuple[str, str], list[int]],
) -> list[int]:
    votes: Counter[int] = Counter()
    for word in unit.bag:
        holders = having.get((unit.sort, word), ())
        if len(holders) <= _COMMON:
            votes.update(holders)
    found = [candidate for candidate, _ in votes.most_common(_LOOKED_AT)]
    after = pairs.get(place - 1)  # where the piece before it came from, the next is its likeliest origin
    near = after + 1 if after is not None else place
    if near < len(old) and near not in found and old[near].sort == unit.sort:
        found.append(near)
    return found


def in_order(places: Sequence[int]) -> list[int]:
    """Return the positions in `places` of a longest run that only rises: what stayed, not moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(position)
        else:
            tails[at], ends[at] = place, position
    kept: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        kept.append(position)
        position = before[position]
    return kept[::-1]
