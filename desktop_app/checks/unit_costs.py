"""Costs of a month, a quarter or one of several things, and the totals that a sentence gives for them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from .amounts import Amount
from .clauses import Clause
from .relations import Relation, range_words
from .terms import COUNT, month_counts, number

_UNIT_BEHIND = re.compile(
    r"\A[ ]?(?:per|a|each|every|/)?[ ]?(?:calendar )?(?P<unit>month|quarter|week)(?:ly)?\b"
    r"|\A[ ](?P<pcm>pcm)\b"
)
_UNIT_BEFORE = re.compile(r"\b(?P<unit>month|quarter|week)ly(?: [a-z]+){1,3}(?: (?:of|is|at))? \Z")
_OF_A_YEAR = re.compile(r"\A (?:over|in|for) (?:the|a) (?:full |whole )?year\b")
_YEARLY = re.compile(r"\b(?:annual|yearly)(?: [a-z]+){1,3}(?: (?:of|is|at|will be|would be))? \Z")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
#: What gives the same cost for another time: "£18,200 per quarter (£72,800 per annum)".
_THE_SAME = re.compile(
    r"(?:\(|, ?(?:or|i\.e\.?|that is|which is|being)|\bor\b|=|\b(?:equates?|equal|equivalent|amounts?"
    r"|comes?) to)(?: an?)?(?: [a-z]+){0,2} ?\Z|\b(?:giv(?:es|ing)|mak(?:es|ing)) \Z"
    r"|, (?:and )?(?:the|its|an) (?:annual|yearly)(?: [a-z]+){1,2} (?:is|of|will be|would be) \Z"
)
#: The same where nothing but a comma stands between: "£1,250 a month, £15,000 a year."
_BESIDE = re.compile(
    r"\A(?:(?: (?:per|a|each|every) |/)(?:calendar )?(?:month|quarter)| pcm)?,? (?:and so )?\Z"
)
_NO_MORE = re.compile(
    r"\A(?!.*(?:,| and| or) \Z)(?:(?: (?:per|a|each|every) |/)(?:calendar )?(?:month|quarter)| pcm)?"
    r"(?:[.;)]|,? [a-z]|\Z)"
)
_TOTAL = re.compile(
    r"\btotal(?:s|ling)?\b|\bin all\b|=|\bcom(?:es?|ing) to\b|\bamount(?:s|ing)? to\b|\bcosts?\b|\bgiving\b"
    r"|\bequates? to\b|\bmak(?:es|ing)\b|\bis\b|\("
)
_EACH = re.compile(
    rf"(?<![\w.,£/-])(?P<count>{COUNT}|\d{{1,2}},\d{{3}}) (?:[a-z-]+ ){{1,4}}(?:at|costing|priced at|of"
    rf"|for|is|are|@) \Z",
    re.IGNORECASE,
)
_EACH_BEHIND = re.compile(
    rf"\A (?:each\b|apiece\b|per [a-z]+\b(?<!annum)(?<!year)"
    rf"|for each(?: one)? of (?:the )?(?P<count>{COUNT})\b)"
)
_ANOTHER = re.compile(
    r"\b(?:and|while|but) (?:the |its |an? )?(?:[a-z]+ ){1,3}(?:of|costs?|at|is|are|was) \Z"
)
_IN_ALL = re.compile(r"\A,? ?(?:in total|in all|altogether|all told)\b")
#: "£350 a day for 20 days": a cost of a short time and how many of them.
_SHORT = re.compile(
    rf"\A (?:an?|per|each) (?:working )?(?P<unit>day|hour|week|shift|night)\b[^.;]{{0,30}}"
    rf"\bfor (?P<count>{COUNT}) (?:working )?(?P=unit)s\b(?P<rest>[^.;]{{0,40}})\Z"
)
#: "Twelve monthly payments of £5,000".
_INSTALMENTS = re.compile(
    rf"(?<![\w.,£/-])(?P<count>{COUNT}) (?:[a-z]+ ){{0,2}}(?:payments|instalments|contributions|rents) of \Z"
)
_ANY = re.compile("")
_FAR_OUT = 3  #: a sum this many times what is worked out is about something else
_NEAR = 60


def unit_costs(clause: Clause) -> Iterator[Relation]:
    """Yield totals that are not the cost of a month, a quarter or a thing, times as many as a sentence "
    "says."""
    for at in range(len(clause.sums) - 1):
        yield from _of_time(clause, at)
        yield from _of_things(clause, at)
        yield from _of_short_time(clause, at)


def _unit(clause: Clause, at: int) -> str:
    """Return the time that a sum is the cost of, "" where the words beside it name none."""
    behind, before = clause.gaps[at + 1], clause.gaps[at][-_NEAR:]
    if clause.sums[at].yearly or _YEARLY.search(before) or _OF_A_YEAR.match(behind):
        return "year"
    found = _UNIT_BEHIND.match(behind) or _UNIT_BEFORE.search(before)
    return (found["unit"] or "month") if found else ""


def _of_time(clause: Clause, at: int) -> Iterator[Relation]:
    cost, told, gap = clause.sums[at], clause.sums[at + 1], clause.gaps[at + 1]
    unit, other = _unit(clause, at), _unit(clause, at + 1)
    if unit not in _MONTHS or len(gap) > 2 * _NEAR:
        return
    beside = _BESIDE.match(gap) and _NO_MORE.match(clause.gaps[at + 2])
    if other in _MONTHS and other != unit and (beside or _THE_SAME.search(gap)):
        yield _times(cost, told, Decimal(_MONTHS[other]) / _MONTHS[unit], f"{unit} to {other}")
    elif not other and unit != "year" and _TOTAL.search(gap) and not _ANOTHER.search(gap):
        near = clause.words[max(0, cost.begin - clause.begin - _NEAR) : told.stop - clause.begin + _NEAR]
        long = _MONTHS[unit]
        counts = [n // long for n in sorted(month_counts(near)) if n > long and not n % long]
        made = [_times(cost, told, Decimal(n), f"{n} {unit}s") for n in counts]
        close = [relation for relation in made if _close(relation)]
        if close:
            yield min(close, key=lambda relation: (not relation.holds, abs(relation.miss)))


def _of_things(clause: Clause, at: int) -> Iterator[Relation]:
    cost, told, gap = clause.sums[at], clause.sums[at + 1], clause.gaps[at + 1]
    before = _INSTALMENTS.search(clause.gaps[at][-_NEAR:])
    behind = _ANY.match(gap) if before else _EACH_BEHIND.match(gap)
    before = before or _EACH.search(clause.gaps[at][-_NEAR:])
    if behind is None or cost.yearly or told.yearly or len(gap) > 2 * _NEAR:
        return
    if not _TOTAL.search(gap) and not _IN_ALL.match(clause.gaps[at + 2]):
        return
    word = behind.groupdict().get("count") or (before["count"] if before else "")
    if word and not _ANOTHER.search(gap) and not _unit(clause, at + 1):
        count = number(word.replace(",", ""))
        relation = _times(cost, told, Decimal(count), f"{count}")
        if count > 1 and _close(relation):
            yield relation


def _of_short_time(clause: Clause, at: int) -> Iterator[Relation]:
    cost, told = clause.sums[at], clause.sums[at + 1]
    match = _SHORT.match(clause.gaps[at + 1])
    if match is None or told.yearly or _ANOTHER.search(match["rest"]):
        return
    if _TOTAL.search(match["rest"]) or _IN_ALL.match(clause.gaps[at + 2]):
        count = number(match["count"])
        relation = _times(cost, told, Decimal(count), f"{count}")
        if count > 1 and _close(relation):
            yield relation


def _close(relation: Relation) -> bool:
    """Say whether a sum is near enough to what is worked out to be meant by it."""
    return relation.holds or relation.high < _FAR_OUT * relation.told.high < _FAR_OUT**2 * relation.low


def _times(cost: Amount, told: Amount, count: Decimal, what: str) -> Relation:
    low, high = cost.low * count, cost.high * count
    times = f"× {count.normalize():f}" if count >= 1 else f"÷ {round(1 / count)}"
    shown = f"× {what}" if what[:1].isdigit() else f"{times} ({what})"
    words = f"{range_words(cost.low, cost.high)} {shown} = {range_words(low, high)}"
    slack = cost.half * count + told.half
    if told.up_to and told.low > high:
        slack = told.low  # "up to" may leave room
    return Relation("units", told, low, high, words, slack, slack, terms=(cost,))
