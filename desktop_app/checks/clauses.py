"""A sentence as a row of sums with the words between them, which say how the sums are tied."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .amounts import Amount, amounts
from .sentences import sentences

_SHARE = re.compile(
    r"(?<![\w.,/£-])(?P<figure>\d{1,3}(?:\.\d{1,4})?)[ \u00a0]?(?:%|per[ ]?cent(?!\w)|percent(?!\w))",
    re.IGNORECASE,
)


_MOST = 40  #: sums and percentages of one sentence; what has more is no sentence, and slow to compare


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage written at text[start:end]. half: half a unit in its last place. part: "a third"."""

    start: int
    end: int
    rate: Decimal
    half: Decimal
    part: str = ""

    @property
    def words(self) -> str:
        """The percentage in figures, or the part as it is written."""
        return self.part or f"{self.rate}%"


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its sums. gaps[i]: the words, in small letters, before sum i; the last one, after all.

    words: the sentence in small letters. begin: where it starts in the text.
    """

    begin: int
    end: int
    words: str
    sums: tuple[Amount, ...]
    gaps: tuple[str, ...]
    shares: tuple[Share, ...] = ()

    def between(self, first: int, second: int) -> str:
        """Return the words between two places of the text, in small letters."""
        return self.words[first - self.begin : second - self.begin]


@lru_cache(maxsize=8192)  # texts of some long papers; several rules read each of them
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the sentences of a text that hold two sums or more, or a sum and a percentage."""
    found = amounts(text)
    shares = shares_in(text)
    if len(found) + min(1, len(shares)) < 2:
        return ()
    made: list[Clause] = []
    at = share_at = 0
    for start, end in sentences(text):
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        share_first = share_at
        while share_at < len(shares) and shares[share_at].start < end:
            share_at += 1
        count = (at - first) + (share_at - share_first)
        if at > first and 1 < count <= _MOST:
            made.append(_clause(text, start, end, found[first:at], shares[share_first:share_at]))
    return tuple(made)


def _clause(text: str, start: int, end: int, sums: tuple[Amount, ...], shares: tuple[Share, ...]) -> Clause:
    words = _small(text[start:end])
    edges = [start, *(place for amount in sums for place in (amount.begin, amount.stop)), end]
    gaps = tuple(
        words[max(0, edges[i] - start) : max(0, edges[i + 1] - start)] for i in range(0, len(edges), 2)
    )
    return Clause(start, end, words, sums, gaps, shares)


def _small(text: str) -> str:
    """Return text in small letters, character for character: some letters have no single small one."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return lower.replace("\u00a0", " ").replace("\n", " ")


#: Parts written as words: "half of the cost", "two thirds of". Said to be about, they are no figure.
_PARTS = {"half": 50, "third": Decimal(100) / 3, "quarter": 25, "fifth": 20, "tenth": 10}
_FRACTION = re.compile(
    r"(?<!about )(?<!around )(?<!some )(?<!nearly )(?<!almost )(?<!over )(?<!under )(?<!than )(?<!roughly )"
    r"(?<![\w-])(?:(?P<count>an?|one|two|three|four)[ -])?(?P<part>half|third|quarter|fifth|tenth)s?(?= of )",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4}


def shares_in(text: str) -> tuple[Share, ...]:
    """Return the percentages written in text, and parts written as words, in their order."""
    found: list[Share] = []
    for match in _FRACTION.finditer(text):
        count = (match["count"] or "").lower()
        if count or match["part"].lower() == "half":
            rate = _PARTS[match["part"].lower()] * _COUNTS.get(count, 1)
            found.append(Share(*match.span(), Decimal(rate), Decimal(0), match[0].lower()))
    for match in _SHARE.finditer(text):
        places = len(match["figure"].partition(".")[2])
        half = Decimal(1).scaleb(-places) / 2
        found.append(Share(*match.span(), Decimal(match["figure"]), half))
    return tuple(sorted(found, key=lambda share: share.start))
