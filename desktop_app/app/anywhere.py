"""Going anywhere by typing: which of many targets some typed words mean, in an order one can learn."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

SHOWN = 40  #: targets offered at once
_NUMBER = re.compile(r"\d[\d.]*\s+")  #: of a section, before its words


class Kind(IntEnum):
    """What a target is. The order is that in which equally good ones are offered."""

    SECTION = 0
    COMMAND = 1
    FINDING = 2
    PAPER = 3

    @property
    def label(self) -> str:
        """The kind in a word."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere to go. key: what names it for whoever goes there. detail: beside its words; searched too."""

    kind: Kind
    words: str
    detail: str = ""
    key: str = ""


class Fit(IntEnum):
    """How well typed words fit, the best first."""

    WHOLE = 0  #: they are its words
    START = 1  #: its words begin with them
    WORDS = 2  #: each begins a word of it
    INSIDE = 3  #: each stands in it somewhere
    INITIALS = 4  #: they are the first letters of its words


def best(typed: str, targets: Sequence[Target]) -> list[Target]:
    """Return the targets that typed words mean, the likeliest first, `SHOWN` at most.

    Nothing typed means all. Equally good ones stay in their order, the kinds one after the other.
    """
    asked = " ".join(typed.casefold().split())
    if not asked:
        return sorted(targets, key=lambda target: target.kind)[:SHOWN]
    found: list[tuple[tuple[int, int, int], Target]] = []
    for number, target in enumerate(targets):
        how = fit(asked, target)
        if how is not None:
            found.append(((how, target.kind, number), target))
    found.sort(key=lambda pair: pair[0])
    return [target for _, target in found[:SHOWN]]


def fit(asked: str, target: Target) -> Fit | None:
    """Return how well words in small letters fit a target, None where they do not."""
    words = target.words.casefold()
    bare = _without_number(words)  # of sections with a number and without one, neither is the better
    if asked in (words, bare):
        return Fit.WHOLE
    if words.startswith(asked) or bare.startswith(asked):
        return Fit.START
    tokens = asked.split()
    both = f"{words} {target.detail.casefold()}"
    if all(token in both for token in tokens):
        starts = [both[place.start() :] for place in re.finditer(r"\b\w", both)]
        begun = all(any(rest.startswith(token) for rest in starts) for token in tokens)
        return Fit.WORDS if begun else Fit.INSIDE
    return Fit.INITIALS if len(tokens) == 1 and (_initials(words, asked) or _initials(bare, asked)) else None


def _without_number(words: str) -> str:
    found = _NUMBER.match(words)
    return words[found.end() :] if found else words


def _initials(words: str, asked: str) -> bool:
    return len(asked) > 1 and "".join(_firsts(words)).startswith(asked)


def _firsts(words: str) -> Iterable[str]:
    return (word[0] for word in re.findall(r"\w+", words))
