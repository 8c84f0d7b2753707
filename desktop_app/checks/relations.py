"""What a sentence says of its sums: which one is worked out of which others, and what comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .amounts import Amount, pounds
from .clauses import Clause, clauses

#: What ties a total to the sums before it.
_TOTALS = re.compile(
    r"=|\bequals?\b|\bgiv(?:es?|ing)\b|\bmak(?:es?|ing)\b|\btotals?\b|\btotal(?:l)?ing\b|\bamount(?:s"
    r"|ing)? to\b"
    r"|\bcom(?:es?|ing) to\b|\b(?:bring|tak)(?:s|es|ing)\b[^,;]{0,60}\bto\b|\bsums? to\b|\badds? up to\b"
)
#: What ties a total to the parts behind it.
_MADE_OF = re.compile(
    r"\b(?:made up of|comprising|comprised of|comprises|consist(?:s|ing) of|composed of|split (?:between"
    r"|into|as|across)|broken down (?:into|as)|breaks down (?:into|as)|the sum of|apportioned between)\b|="
)
_COLON = re.compile(r"\A[^:]{0,30}:\s*\Z")
_OF_WHICH = re.compile(r"\bof which\b")
_REST = re.compile(r"\b(?:remaining|remainder|the rest|the balance)\b")
_LEAVES = re.compile(r"\b(?:leav(?:es|ing)|remain(?:s|ing)?)\b|=|\bequals\b")
_LESS = re.compile(r"\b(?:less|minus)\b(?! than)")
_SEPARATOR = re.compile(
    r"[,;+&]|\b(?:and|plus|on top of|in addition to"
    r"|on the (?:existing|original|current|present|initial|approved))\b"
)
_PLUS = re.compile(
    r"\+|\b(?:plus|and|added to|together with|on top of|in addition to"
    r"|on the (?:existing|original|current|present|initial|approved))\b"
)
_NOT_TIED = re.compile(
    r"\b(?:is|are|was|were|will|would|which|against|compared|than|from|to|between|if|per|each|or|by|maximum"
    r"|of the|including|vat|threshold|budget of|increase|saving)\b|%"
)
#: A whole of which parts are told: "Of the £3.3m cost, £1.5m is for hulls and £2.1m for engines".
_OF_THE = re.compile(r"(?:\A|[,;(] ?)of (?:the|this|that|these) (?:total (?:of )?)?\Z")
_THEN_PARTS = re.compile(r"\A(?: [a-z-]+){0,4}, \Z")
_TOTAL_OF = re.compile(r"\btotal (?:cost |sum |budget |value )?of \Z")
_DIFFERENCE = re.compile(r"\bdifference between (?:the |an? )?(?:[a-z]+ ){0,3}(?:of )?\Z")
_AND = re.compile(r"\A[^,;]{0,50}\band (?:the |an? )?(?:[a-z]+ ){0,3}(?:of )?\Z")
#: A total behind a comma or colon: "£1.1m, £0.4m and £0.2m: £1.7m in total".
_STOPPED = re.compile(r"[:,–(-] ?\Z")
_IN_ALL = re.compile(r"\A,? ?(?:in total|in all|altogether|all told|overall)\b")
_UNITS = re.compile(r"\b(?:each|apiece|per|an? (?:day|week|month|hour)|(?:day|week|month|hour|year)s)\b|×")
_LONGEST = 120  #: characters between two parts of one total


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum that is worked out of others. told: the sum as the sentence gives it. worked: low and high.

    sum_words: how it is worked out. slack: what rounding of the terms explains. plain: the sentence sets
    the sum out itself (from, to, by; a total), so that it has to be right as printed: then only `coarse`,
    what the rounding of the total itself explains, is left aside. terms: what it is worked out of.
    """

    kind: str
    told: Amount
    low: Decimal
    high: Decimal
    sum_words: str
    slack: Decimal
    coarse: Decimal
    plain: bool = False
    terms: tuple[Amount, ...] = ()

    @property
    def miss(self) -> Decimal:
        """How far the sum told is off, 0 where it lies within what is worked out."""
        if self.told.high < self.low:
            return self.told.high - self.low
        return max(Decimal(0), self.told.low - self.high)

    @property
    def holds(self) -> bool:
        """Whether the sum is right, or as right as rounding lets it be."""
        return abs(self.miss) <= (self.coarse if self.plain else self.slack)


def added(kind: str, told: Amount, terms: tuple[Amount, ...], signs: tuple[int, ...] = ()) -> Relation:
    """Return the relation of a total and its terms, each with its sign (all are added where none stand)."""
    signs = signs or (1,) * len(terms)
    low = sum((t.low if s > 0 else -t.high for t, s in zip(terms, signs, strict=True)), Decimal(0))
    high = sum((t.high if s > 0 else -t.low for t, s in zip(terms, signs, strict=True)), Decimal(0))
    slack = sum((t.half for t in terms), told.half)
    finest = min(t.half for t in terms)
    coarse = told.half if told.half >= finest else slack  # a total finer than its terms can't be tested so
    pieces = [
        (" + " if s > 0 else " − ") + range_words(t.low, t.high) for t, s in zip(terms, signs, strict=True)
    ]
    words = "".join(pieces).removeprefix(" + ") + " = " + range_words(low, high)
    return Relation(kind, told, low, high, words, slack, coarse, plain=True, terms=terms)


def range_words(low: Decimal, high: Decimal) -> str:
    """Return a sum in words, or both ends of a range."""
    return pounds(low) if low == high else f"{pounds(low)} to {pounds(high)}"


@lru_cache(maxsize=8192)  # changes are read again by the rules that compare them with legal limits
def sums_in(text: str) -> tuple[Relation, ...]:
    """Return the relations of addition that the sentences of a text state, whether they hold or not."""
    found: list[Relation] = []
    for clause in clauses(text):
        if len(clause.sums) < 2 or any(not amount.groups for amount in clause.sums):
            continue
        done: set[int] = set()
        told = (*_changes(clause), *_differences(clause), *_parts(clause), *_totals(clause), *_rests(clause))
        for relation in told:
            if relation.told.start not in done:
                done.add(relation.told.start)
                found.append(relation)
    return tuple(found)


def _differences(clause: Clause) -> Iterator[Relation]:
    """Yield what is said to be the difference between two sums."""
    for i in range(len(clause.sums) - 2):
        if _DIFFERENCE.search(clause.gaps[i + 1][-_LONGEST:]) and _AND.match(clause.gaps[i + 2]):
            told, one, other = clause.sums[i : i + 3]
            yield added("difference", told, (one, other) if one.low >= other.low else (other, one), (1, -1))


def _changes(clause: Clause) -> Iterator[Relation]:
    """Yield what goes from one sum to another by a third."""
    for i in range(len(clause.sums) - 2):
        order = _order(clause.gaps[i], clause.gaps[i + 1], clause.gaps[i + 2])
        if order:
            a, b, c = (clause.sums[i + place] for place in order)
            yield added("change", b, (a, c), (1, 1 if b.low >= a.low else -1))


_BY = re.compile(r"\bby (?:a (?:further|total of) )?\Z")
_CHANGE_OF = re.compile(r"\b(?:increase|uplift|rise|reduction|decrease|addition|cut) of \Z")
_FROM = re.compile(r"\bfrom (?:the |an? )?(?:[a-z]+ ){0,4}(?:of )?\Z")
_TO = re.compile(r"\A[^,;]{0,50}\bto (?:the |an? )?(?:[a-z]+ ){0,4}\Z")
_THEN_CHANGE = re.compile(r"\A[^;]{0,40}\b(?:by|(?:increase|uplift|rise|reduction|decrease|saving) of) \Z")

_MAKING = re.compile(
    r"\A,? (?:giving|making|(?:bringing|taking) it to|to (?:give|make)|resulting in) (?:(?:an?|the) )?"
    r"(?:(?:new|revised|total|overall|contract|final) ){0,3}"
    r"(?:(?:value|total|sum|price|cost|budget|amount|figure) )?(?:of )?\Z"
)


def _order(before: str, first: str, second: str) -> tuple[int, int, int] | None:
    """Return which of three sums is the one from, to, and by, None where the words say no such thing."""
    tail = before[-60:]
    if len(first) > _LONGEST or len(second) > _LONGEST:
        return None
    if (_BY.search(tail) or _CHANGE_OF.search(tail)) and _FROM.search(first) and _TO.search(second):
        return 1, 2, 0
    if _FROM.search(tail) and _TO.search(first) and _THEN_CHANGE.search(second):
        return 0, 1, 2
    if _FROM.search(tail) and _BY.search(first) and (_TO.search(second) or _MAKING.search(second)):
        return 0, 2, 1
    return None


def _tied(gap: str) -> bool:
    """Say whether the words between two sums join them as parts of one list."""
    if len(gap) > _LONGEST or _TOTALS.search(gap) or ":" in gap:
        return False
    ends = [match.end() for match in _SEPARATOR.finditer(gap)]
    return bool(ends) and not _NOT_TIED.search(gap[ends[-1] :])


def _run_from(clause: Clause, first: int) -> int:
    """Return the index behind the last of the parts that begin with sum `first`."""
    stop = first + 1
    while stop < len(clause.sums) and _tied(clause.gaps[stop]):
        stop += 1
    return stop


def _alike(sums: tuple[Amount, ...]) -> bool:
    return len({amount.yearly for amount in sums}) == 1


def _parts(clause: Clause) -> Iterator[Relation]:
    """Yield totals whose parts follow: made up of, comprising; of which, with the rest; in brackets."""
    for i, total in enumerate(clause.sums[:-2]):
        gap = clause.gaps[i + 1]
        stop = _run_from(clause, i + 1)
        parts = clause.sums[i + 1 : stop]
        if len(parts) < 2 or len(gap) > _LONGEST or not _alike((total, *parts)):
            continue
        rest = any(_REST.search(clause.gaps[k]) for k in range(i + 2, stop))
        sums_up = _COLON.search(gap) and (rest or all("+" in clause.gaps[k] for k in range(i + 2, stop)))
        if _OF_THE.search(clause.gaps[i]) and _THEN_PARTS.match(gap):
            sums_up = sum(part.least for part in parts) > total.most  # they need not be all of it
        elif (
            _TOTAL_OF.search(clause.gaps[i])
            and all(  # "a total of £3m covers 2026 (£1m), 2027 (£2m)"
                one.startswith(")") == (k > i + 1) and one.endswith("(")
                for k, one in enumerate(clause.gaps[i + 1 : stop], i + 1)
            )
        ):
            sums_up = clause.gaps[stop].startswith(")")
        of_which = _OF_WHICH.search(gap) and rest
        if sums_up or of_which or _MADE_OF.search(gap) or _bracketed(clause, i, stop):
            yield added("parts", total, parts)


def _bracketed(clause: Clause, i: int, stop: int) -> bool:
    """Say whether the parts stand in brackets of their own behind the total, with nothing else in them."""
    opening, closing = clause.gaps[i + 1], clause.gaps[stop]
    inner = clause.gaps[i + 2 : stop]
    if opening.count("(") != 1 or ")" in opening or ")" not in closing:
        return False
    if any("(" in gap or ")" in gap for gap in inner) or "vat" in "".join((opening, *inner)):
        return False
    return not _NOT_TIED.search(opening.partition("(")[2]) and "(" not in closing.partition(")")[0]


def _totals(clause: Clause) -> Iterator[Relation]:
    """Yield totals whose parts stand before them: A plus B makes C; A less B leaves C; A, B: C in all."""
    for i in range(2, len(clause.sums)):
        gap, told = clause.gaps[i], clause.sums[i]
        if len(gap) > _LONGEST:
            continue
        minuend = clause.sums[i - 2 : i]
        if _LESS.search(clause.gaps[i - 1]) and _LEAVES.search(gap) and _alike((*minuend, told)):
            yield added("difference", told, minuend, (1, -1))
            continue
        behind = gap.rpartition("total")[2] if "total" in gap else ""
        said = _TOTALS.search(gap) or (_STOPPED.search(gap) and _IN_ALL.match(clause.gaps[i + 1]))
        if not said or _NOT_TIED.search(behind.removeprefix(" to")):
            continue
        first = i - 1
        while first > 0 and _tied(clause.gaps[first]):
            first -= 1
        if not _TOTALS.search(gap) and any(_UNITS.search(clause.gaps[k]) for k in range(first + 1, i + 1)):
            continue
        if first == i - 1 or not any(_PLUS.search(clause.gaps[k]) for k in range(first + 1, i)):
            continue
        yield from _best(told, clause.sums[first:i])


def _best(told: Amount, run: tuple[Amount, ...]) -> Iterator[Relation]:
    """Yield the relation of a total and the sums before it: all of them, or the last few if those fit."""
    if _alike((told, *run)):
        made = [added("total", told, run[skip:]) for skip in range(len(run) - 1)]
        yield next((relation for relation in made if relation.holds), made[0])


def _rests(clause: Clause) -> Iterator[Relation]:
    """Yield a whole of which the sentence names the first part and the remaining one."""
    for i in range(2, len(clause.sums)):
        if not _REST.search(clause.gaps[i]) or not _SEPARATOR.search(clause.gaps[i]):
            continue
        first = i
        while first > 1 and _tied(_without_rest(clause.gaps[first])):
            first -= 1
        whole, parts = clause.sums[first - 1], clause.sums[first : i + 1]
        if len(parts) >= 2 and _alike((whole, *parts)):
            yield added("rest", whole, parts)


def _without_rest(gap: str) -> str:
    return _REST.sub("", gap)
