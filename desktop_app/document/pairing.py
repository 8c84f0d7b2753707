"""Which pieces of two states of a document belong together, for writers that show what changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.matching import Unit, in_order, matched


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a document. id: "" for none; sort: only pieces of one sort belong together."""

    id: str
    words: str
    sort: str = ""


Places = tuple[int | None, int | None]


def paired(old: Sequence[Part], new: Sequence[Part]) -> list[Places]:
    """Return the places of pieces that belong together, each place of either once.

    In the order of `new`; what went stands where it stood. A piece that was moved went and came.
    """
    pairs = matched(_units(old), _units(new))
    places = sorted(pairs)
    stayed = [places[n] for n in in_order([pairs[place] for place in places])]
    found: list[Places] = []
    last_old = last_new = 0
    for place in stayed:
        found += [(gone, None) for gone in range(last_old, pairs[place])]
        found += [(None, came) for came in range(last_new, place)]
        found.append((pairs[place], place))
        last_old, last_new = pairs[place] + 1, place + 1
    found += [(gone, None) for gone in range(last_old, len(old))]
    return found + [(None, came) for came in range(last_new, len(new))]


def _units(parts: Sequence[Part]) -> list[Unit]:
    """Return pieces to be matched; one id that stands several times is told apart by which time it is."""
    seen: Counter[str] = Counter()
    units: list[Unit] = []
    for part in parts:
        seen[part.id] += 1
        units.append(Unit(part.id and f"{part.id} {seen[part.id]}", part.words, part.sort))
    return units
