"""Money in a piece of text: sums that do not add up, and sums that cannot be read for certain."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from .amounts import amounts, pounds
from .finding import Severity
from .rates import products_in, taxed_in
from .relations import Relation, sums_in
from .rule import Given, Note


def find_sums(text: str, _given: Given) -> Iterable[Note]:
    """Yield totals, differences and changes that do not come to what the sentence says."""
    for relation in sums_in(text):
        if not relation.holds:
            yield _told(text, relation)


def find_products(text: str, _given: Given) -> Iterable[Note]:
    """Yield sums that are not the years, the percentage or the uplift the sentence says."""
    for relation in products_in(text):
        if not relation.holds:
            yield _told(text, relation)


def find_tax(text: str, given: Given) -> Iterable[Note]:
    """Yield sums with VAT that are not the sum without it and the rate in force."""
    if given.vat:
        for relation in taxed_in(text, given.vat):
            if not relation.holds:
                yield _told(text, relation)


def _told(text: str, relation: Relation) -> Note:
    told = relation.told
    words = text[told.start : told.end]
    says = f"“{words}” does not add up as printed: {relation.sum_words}{off(relation)}. {settles(relation)}"
    return Note(severity=Severity.WARNING, says=says, start=told.start, end=told.end, text=words)


def off(relation: Relation) -> str:
    """Return by how much a relation is off, and what slip would explain it."""
    miss = relation.miss
    words = f", which is {pounds(abs(miss))} {'less' if miss > 0 else 'more'}"
    slip = slip_words(relation.told.low, relation.low) if relation.low == relation.high else ""
    return f"{words} ({slip})" if slip else words


def settles(relation: Relation) -> str:
    """Return what would settle a relation that does not hold."""
    if abs(relation.miss) <= relation.slack:
        return "Rounding may explain it. If so, give the figures less rounded; if not, correct one of them."
    return "Which of the figures is meant? Correct it, or say what else is counted in."


@lru_cache(maxsize=8192)  # sums are compared with each other again at each check
def digits(value: Decimal) -> str:
    """Return the digits of a sum as it is typed, pence only where it has some."""
    return f"{value:.2f}".removesuffix(".00").replace(".", "")


@lru_cache(maxsize=8192)
def slip_words(told: Decimal, worked: Decimal) -> str:
    """Return the slip of the pen that turns one sum into another, "" where there is no such slip."""
    one, other = digits(told), digits(worked)
    if len(one) == len(other):
        differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(one) == sorted(other):
            return f"{other[differ[0]]} and {other[differ[1]]} look swapped"
        if len(differ) == 3 and len(one) > 4 and differ[0] and sorted(one) == sorted(other):
            return "some of its digits look out of order"
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    ):
        return "a digit looks lost" if shorter == one else "a digit looks doubled"
    return ""


def find_malformed(text: str, _given: Given) -> Iterable[Note]:
    """Yield sums whose commas or points do not stand where they part thousands or pence."""
    for amount in amounts(text):
        if amount.signed and not amount.groups:
            words = text[amount.start : amount.end]
            says = (
                f"“{words}” can be read in more than one way: its commas or points do not part thousands and "
                "pence. Readers may take it for ten times more or less. Write the sum that is meant."
            )
            yield Note(severity=Severity.WARNING, says=says, start=amount.start, end=amount.end, text=words)


_WORTH = re.compile(
    r"\b(?:value|values|valued|cost|costs|costing|budget|sum|price|worth|payment|grant|funding|spend"
    r"|expenditure"
    r"|allocation|contribution|fee|saving|savings|award)(?: (?:of|at|is|was|to|up to|from))?(?: (?:a|the"
    r"|total|up|to|of)){0,3} \Z"
)
_THING = re.compile(
    r"\A (?!or\b|and\b|to\b|for\b|from\b|in\b|per\b|a\b|is\b|was\b|will\b|plus\b|over\b|with\b|of\b|on\b"
    r"|at\b|which\b|are\b|must\b"
    r"|as\b|exclud|includ|each\b|available\b)[a-z]"
)
_REST = re.compile(r"\b(?:remaining|further|additional|by|of|another) \Z")


def find_unsigned(text: str, _given: Given) -> Iterable[Note]:
    """Yield figures among sums of money that lack their pound sign."""
    found = amounts(text)
    lower = text.lower()
    signed = any(amount.signed for amount in found)
    for amount in found:
        if amount.signed or len(lower) != len(text):
            continue
        before, after = lower[max(0, amount.begin - 60) : amount.begin], lower[amount.end : amount.end + 14]
        if _FOREIGN.search(before) or _FOREIGN.match(after.lstrip()) or _THING.match(after):
            continue
        limited = _LIMITED.search(before) and _VERB.match(after)
        rest = amount.scaled and _REST.search(before)
        if _WORTH.search(before) or (signed and (limited or rest)):
            words = text[amount.start : amount.end]
            says = (
                f"“{words}” seems to be a sum without its £. Readers may take it for a number of things. Put "
                "the sign before it, or say what is counted."
            )
            yield Note(severity=Severity.WARNING, says=says, start=amount.start, end=amount.end, text=words)


_LIMITED = re.compile(
    r"\b(?:decisions?|approvals?|contracts?|expenditure|spend(?:ing)?|awards?|proposals?|cases?|costs?)"
    r" (?:of )?(?:above|over|below|under|exceeding|up to) \Z"
)
_VERB = re.compile(r"\A(?: (?:is|are|must|needs?|requires?|and (?:above|over)|or more)\b|[,.] ?)")
_FOREIGN = re.compile(r"[$€]|\b(?:usd|eur|euros?|dollars?)\b")
