"""Sums that are told to be halved, doubled or trebled, each way round that a sentence may have it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .amounts import Amount
from .clauses import Clause
from .relations import Relation, range_words

_TIMES = {
    "halved": Decimal("0.5"), "halves": Decimal("0.5"), "halving": Decimal("0.5"),
    "doubled": Decimal(2), "doubles": Decimal(2), "doubling": Decimal(2),
    "trebled": Decimal(3), "trebles": Decimal(3), "trebling": Decimal(3),
    "tripled": Decimal(3), "triples": Decimal(3), "tripling": Decimal(3),
    "quadrupled": Decimal(4), "quadruples": Decimal(4), "quadrupling": Decimal(4),
}  # fmt: skip
_OF_IT = r"(?: (?:in|over|since|by|this|last|the|next) [^,;()£]{0,30})?"
_LEAD = re.compile(
    rf"(?P<loosely>\b(?:more than|less than|almost|nearly|about|around|roughly|over|virtually|effectively"
    rf"|practically|not|than) )?\b(?P<word>{'|'.join(_TIMES)}){_OF_IT},? (?P<to>from|to) (?:the |an? )?"
    rf"(?:[a-z]+ ){{0,3}}\Z"
)
_THEN_TO = re.compile(r"\A[^,;()£]{0,40}\bto (?:the |an? )?(?:[a-z]+ ){0,3}\Z")
_THEN_FROM = re.compile(r"\A,?[^,;()£]{0,40}\bfrom (?:the |an? )?(?:[a-z]+ ){0,3}\Z")
_NEAR = 90  #: characters before a sum in which the word that ties it stands
_ROUGH = Decimal("0.01")  #: a word is rounder than a figure: so much of what it comes to is left aside


def multiples(clause: Clause) -> Iterator[Relation]:
    """Yield sums told to be so many times what they were: "doubled from £1.1m to £2.2m"."""
    for at in range(len(clause.sums) - 1):
        lead = _LEAD.search(clause.gaps[at][-_NEAR:])
        if lead is None or lead["loosely"]:
            continue
        first, second = clause.sums[at], clause.sums[at + 1]
        if first.yearly is not second.yearly or first.loose or second.loose:
            continue
        gap = clause.gaps[at + 1]
        if lead["to"] == "from" and _THEN_TO.match(gap):
            yield _times(first, second, _TIMES[lead["word"]])
        elif lead["to"] == "to" and _THEN_FROM.match(gap):
            yield _times(second, first, _TIMES[lead["word"]])


def _times(base: Amount, told: Amount, count: Decimal) -> Relation:
    low, high = base.low * count, base.high * count
    shown = f"× {count}" if count > 1 else f"÷ {1 / count}"
    words = f"{range_words(base.low, base.high)} {shown} = {range_words(low, high)}"
    slack = told.half + base.half * count + high * _ROUGH
    return Relation("multiple", told, low, high, words, slack, slack, terms=(base,))
