"""Alignment: which hits are meant, so that a text runs through the forms of a template as they are laid out.

The same heading stands in several forms, and the words of a heading also stand in running text. The path
with the highest score decides: each hit that is taken adds to it, each step back or into another form
takes away from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .cues import Cue, CueKind, Cues, Spot
from .hits import Found, Hit, Match

_GAIN = {
    CueKind.HEADING: 3.0,
    CueKind.ALIAS: 2.4,
    CueKind.LABEL: 2.5,
    CueKind.WORDING: 3.0,
    CueKind.LEAD_IN: 4.0,
    CueKind.CAPTION: 1.0,
    CueKind.KIN: 1.0,
    CueKind.ASIDE: 0.0,
}
_SHORT_LABEL = 6  # squeezed characters; a shorter label ("Board") is weak evidence
_BACK = 2.0
_AGAIN = 2.5
_ELSEWHERE = 4.0
_DISTANCE = 0.01  # for each spot passed over
_LATER_FORM = 0.1  # where nothing else tells, the first form is meant
_MISSING = 0.8  # for each numbered section of a form in use that the text does not have


@dataclass(frozen=True, slots=True)
class Taken:
    """A hit that is meant, and as which spot."""

    hit: Hit
    match: Match
    spot: Spot


@dataclass(frozen=True, slots=True)
class Path:
    """The hits that are meant, in the order of the text, and what they add up to."""

    taken: tuple[Taken, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Node:
    taken: Taken
    before: "_Node | None"


def align(cues: Cues, found: Found) -> Path:
    """Return the path with the highest score through a template."""
    forms: dict[int, list[int]] = {}
    for spot in cues.spots:
        forms.setdefault(spot.form, []).append(spot.order)
    best: dict[int, dict[int, tuple[float, _Node]]] = {form: {} for form in forms}
    top: tuple[float, _Node | None] = (0.0, None)
    for hit in found.hits:
        new: list[tuple[Spot, float, _Node]] = []
        for match in hit.matches:
            if match.cue.kind is CueKind.ASIDE:
                continue
            spot = cues.spots[match.cue.spot]
            score, before = _before(best, spot, top[0] > 0)
            new.append((spot, score + gain(match.cue), _Node(Taken(hit, match, spot), before)))
        for spot, score, node in new:
            held = best[spot.form].get(spot.order)
            if held is None or score > held[0]:
                best[spot.form][spot.order] = (score, node)
            if score > top[0]:
                top = (score, node)
    taken = _unrolled(top[1])
    return Path(taken, top[0] - _MISSING * _missing(cues, taken))


def gain(cue: Cue) -> float:
    """Return how much a cue adds to a path: long fixed wording most."""
    if cue.kind is CueKind.LABEL and cue.size < _SHORT_LABEL:
        return 1.5
    return _GAIN[cue.kind] + (min(cue.size, 200) / 50 if cue.kind is CueKind.WORDING else 0.0)


def _before(
    best: dict[int, dict[int, tuple[float, _Node]]], spot: Spot, begun: bool
) -> tuple[float, _Node | None]:
    """Return the best score with which a spot can be reached, and the way to it."""
    found: tuple[float, _Node | None] = (-_LATER_FORM * spot.form, None)
    if begun:
        found = (found[0] - _ELSEWHERE, None)
    for form, held in best.items():
        for order, (score, node) in held.items():
            reached = score - _cost(form, order, spot)
            if reached > found[0]:
                found = (reached, node)
    return found


def _cost(form: int, order: int, spot: Spot) -> float:
    if form != spot.form:
        return _ELSEWHERE
    if order < spot.order:
        return _DISTANCE * (spot.order - order)
    return _AGAIN if order == spot.order else _BACK


def _unrolled(node: _Node | None) -> tuple[Taken, ...]:
    taken: list[Taken] = []
    while node is not None:
        taken.append(node.taken)
        node = node.before
    return tuple(reversed(taken))


def _missing(cues: Cues, taken: Sequence[Taken]) -> int:
    """Return how many numbered sections the forms in use have that the text does not."""
    seen = {one.spot.section.key for one in taken if one.match.cue.kind in (CueKind.HEADING, CueKind.ALIAS)}
    missing = 0
    for form in cues.template.forms:
        numbered = [section.key for section in form.sections if section.numbered]
        there = sum(key in seen for key in numbered)
        missing += len(numbered) - there if there >= 2 else 0
    return missing


def headings(path: Path) -> int:
    """Return how many headings and pieces of fixed wording of the forms were found."""
    kinds = (CueKind.HEADING, CueKind.ALIAS, CueKind.KIN, CueKind.WORDING, CueKind.LEAD_IN)
    return sum(one.match.cue.kind in kinds for one in path.taken)
