"""Time within a sentence: ends before beginnings, durations and financial years that do not fit."""

import re
from collections.abc import Iterable
from itertools import pairwise

from desktop_app.domain.reading import date_words

from .finding import Severity
from .rule import Given, Note
from .sentences import sentences
from .terms import spans as terms
from .when import Span, time_spans, year_ranges

_FROM = re.compile(
    r"(?:\bfrom|\bbetween|\bbeginning(?: on)?|\bstart(?:s|ing|ed)?(?: on| in)?|\bcommenc(?:es|ing"
    r"|ed)(?: on| in)?|\bperiod)"
    r" (?:the )?(?:period )?\Z",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\A(?: ?[-–] ?| (?:to|until|till|and|through|through to|up to)(?: the)? "
    r"|,? (?:and )?(?:end(?:s|ing)?|expir(?:es|ing)|finish(?:es|ing)?|conclud(?:es|ing)) (?:on|in) )\Z",
    re.IGNORECASE,
)
_DASH = re.compile(r"\A ?[-–] ?\Z|\A (?:to|until) \Z")


def _note(text: str, start: int, end: int, says: str) -> Note:
    words = text[start:end]
    return Note(severity=Severity.WARNING, says=says.format(words), start=start, end=end, text=words)


def _pairs(text: str) -> Iterable[tuple[Span, Span]]:
    """Yield beginnings and ends that a sentence ties together."""
    found = time_spans(text)
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        if len(between) > 30 or not _TO.match(between):
            continue
        began = _FROM.search(text[max(0, one.start - 30) : one.start])
        tied = bool(_DASH.match(between)) or (began is not None)
        if tied and not (began and "between" not in began[0].lower() and between.strip() == "and"):
            yield one, other


def find_reversed(text: str, _given: Given) -> Iterable[Note]:
    """Yield periods that end before they begin."""
    for one, other in _pairs(text):
        if other.last < one.first:
            first, last = text[one.start : one.end], text[other.start : other.end]
            says = f"“{{}}” ends before it begins: {last} is before {first}. What is meant?"
            yield _note(text, one.start, other.end, says)
    for start, end, first, second in year_ranges(text):
        if second < first:
            says = f"“{{}}” runs backwards, from {first} to {second}. Which years are meant?"
            yield _note(text, start, end, says)


_TERM_BEFORE = re.compile(
    r"\A[ ,(]{1,3}(?:term |period |contract |extension |agreement )?(?:(?:running|is|which runs|that runs"
    r"|,) ?)?(?:from |starting |commencing |beginning |between )(?:on )?(?:the )?\Z"
    r"|\A (?:(?!to\b|from\b|and\b|of\b|in\b|on\b|for\b)[a-z]+ ){0,2}\((?:from )?\Z"
    r"|\A (?:(?!to\b|from\b|and\b|of\b|in\b|on\b|for\b)[a-z]+ ){1,3}(?:runs?|lasts?|running|lasting) from \Z",
    re.IGNORECASE,
)
_TERM_AFTER = re.compile(
    r"\A[ ,(]{1,3}(?:for )?(?:a (?:period|term) of |a |i\.e\. |being )?\Z", re.IGNORECASE
)


def find_durations(text: str, _given: Given) -> Iterable[Note]:
    """Yield lengths of time that are not those of the two dates beside them."""
    lengths = terms(text) if "year" in text.lower() or "month" in text.lower() else ()
    for one, other in _pairs(text) if lengths else ():
        if {one.kind, other.kind} - {"day", "month"} or other.last < one.first:
            continue
        for start, end, count, unit in lengths:
            before = end <= one.start and _TERM_BEFORE.match(text[end : one.start])
            after = start >= other.end and _TERM_AFTER.match(text[other.end : start])
            if (before or after) and not _fits(one, other, count * (12 if unit == "year" else 1)):
                months = _months(one, other)
                says = (
                    f"“{{}}” does not fit {text[one.start : other.end]}, which is about "
                    f"{_length(months)}. Which of them is meant?"
                )
                yield _note(text, start, end, says)


def _months(one: Span, other: Span) -> int:
    """Return the months from the start of one span to the end of another, rounded."""
    days = (other.last - one.first).days + 1
    return round(days / 30.4375)


def _length(months: int) -> str:
    years, rest = divmod(months, 12)
    words = [f"{years} year{'s' if years > 1 else ''}"] if years else []
    words += [f"{rest} month{'s' if rest > 1 else ''}"] if rest or not words else []
    return " and ".join(words)


def _fits(one: Span, other: Span, months: int) -> bool:
    """Say whether a number of months is what two dates allow: days may count in or out."""
    slack = 5 if one.kind == other.kind == "day" else 35
    days = months * 30.4375
    span = (other.last - one.first).days + 1
    return abs(span - days) <= slack


#: What sets a day behind a year in it: "in 2021/22, when the work starts on 1 June 2022".
_DAY_IN = re.compile(
    r"\A(?:,? (?:(?:which|that|it|and) )?(?:will |is to |are to |should )?(?:begins?|starts?|commences?"
    r"|opens?|ends?|starting|beginning|commencing|ending"
    r"|takes? place|goes live|go live)|,? (?:is|are) (?:now )?(?:planned|due|scheduled|expected"
    r"|set)(?: to \w+)?"
    r"|,? (?:from|on) the [\w -]{2,30}|,? (?:when|as|since|because) [^,;.]{2,40}|,(?= (?:on|from) )"
    r"|,? \((?:[a-z]{3,9} (?:to|-|–))?)? ?(?:on|in|for|from|by)? ?(?:the )?\Z",
    re.IGNORECASE,
)
#: What sets a year behind a day over it: "on 30 April 2023, in Q4 2022/23".
_YEAR_OVER = re.compile(
    r"\A(?:,? ?\(?(?:i\.e\.? |that is,? )?(?:in|within|during)|,? (?:i\.e\.?|that is|which is)"
    r"|,? [^;.]{0,60}\bfalls? (?:in|into|within))(?: the)?(?: financial year| FY)? ?\Z",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"\A[^.;]{0,40}\b(?:covers?|pays? for|meets?|funds?)\b[^.;]{0,60}\b(?:up to|until|to|till|from|on|of) \Z",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|into|within|during|for)(?: the)?(?: financial year| FY)? ?\Z", re.IGNORECASE)
#: What speaks of a year before or after it: plans, budgets, reports and accounts.
_ABOUT = re.compile(
    r"\b(?:approved|published|report(?:ed|s|ing)?|accounts|outturn|carr(?:ied|y) (?:forward|over)"
    r"|audit\w*|monitoring|confirmed|strategy|submitted|letter|compared|since (?=(?:the )?\w{0,10} ?\d)"
    r"|before|after|previous|following|underspen[dt]|bid)\b",
    re.IGNORECASE,
)
_YEAR_BEHIND = re.compile(
    r"\A ?[(,] ?(?:i\.e\.? |in |that is,? )?(?:the )?(?:financial year )?\Z|\A (?:in"
    r"|of) (?:the )?financial year \Z",
    re.IGNORECASE,
)
_WORDS_BEHIND = re.compile(r"\A\)| ?financial year|\A ?\(", re.IGNORECASE)


def find_outside_year(text: str, _given: Given) -> Iterable[Note]:
    """Yield days and months beside a financial year that does not hold them; quarters beyond the fourth."""
    found = time_spans(text)
    for one, other in pairwise(found):
        between = text[one.end : other.start]
        day, year = (one, other) if other.kind in _LONG else (other, one)
        if len(between) > _FAR or year.kind not in _LONG or day.kind not in ("day", "month"):
            continue
        if not year.first <= day.first <= year.last and _tied_to_year(text, one, other):
            first, last = date_words(year.first), date_words(year.last)
            words = text[year.start : year.end]
            says = f"“{{}}” lies outside {words}, which is {first} to {last}. Which is meant?"
            yield _note(text, day.start, day.end, says)
    for match in _BAD_QUARTER.finditer(text):
        says = "“{}” is no quarter: a year has four. Which one is meant?"
        yield _note(text, *match.span(), says)


def _tied_to_year(text: str, one: Span, other: Span) -> bool:
    """Say whether text sets a day in a financial year or quarter that stands before or behind it."""
    between, behind = text[one.end : other.start], text[other.end : other.end + 16]
    if _YEAR_BEHIND.match(between) and (
        "financial year" in between.lower() or _WORDS_BEHIND.match(behind) or "(" in between
    ):
        return True
    start, end = next((s for s in sentences(text) if s[0] <= one.start < s[1]), (0, len(text)))
    if other.start >= end or _ABOUT.search(text[start:end]):
        return False
    if one.kind not in _LONG:
        return bool(_YEAR_OVER.match(between))
    within = _IN.search(text[max(start, one.start - 40) : one.start])
    return bool((within and _DAY_IN.match(between)) or _COVERS.match(between))


_LONG = ("year", "quarter")
_FAR = 90  #: characters between a day and the year that it is set in
_BAD_QUARTER = re.compile(r"\b(?:Q|[Qq]uarter )[05-9](?= (?:of )?(?:FY ?)?20\d\d)")

ENDS = re.compile(
    r"\b(?:co-?terminat\w*|terminat\w*|expir\w*|comes? to an end|came to an end|ends?|ended|lapses?|lapsed"
    r"|due to end|runs? (?:out|until)|ran (?:out|until))\b[^.;:]{0,40}\Z",
    re.IGNORECASE,
)
AGREEMENT = re.compile(
    r"\b(?:contracts?|leases?|agreements?|licen[cs]es?|framework|service|term)\b", re.IGNORECASE
)
WANTED = re.compile(
    r"\b(?:decision|approval|award|signature)\b[^.;]{0,60}\b(?:required|needed|sought|wanted|necessary"
    r"|must be made)\b[^.;]{0,60}\b(?:by|before|no later than)(?: the)? \Z",
    re.IGNORECASE,
)
NEW_ONE = re.compile(
    r"\b(?:new|proposed|extended|extension|will|would|shall|option|to extend|replacement|if)\b", re.IGNORECASE
)


def ends_in(text: str) -> tuple[tuple[Span, str], ...]:
    """Return when present contracts, leases and the like end, as text says, with the sentence."""
    return tuple(
        (span, text[start:end])
        for start, end in sentences(text)
        if AGREEMENT.search(text[start:end])
        for span in time_spans(text)
        if start <= span.start < end
        and span.kind in ("day", "month")
        and ENDS.search(text[start : span.start])
        and not NEW_ONE.search(text[start : span.start])
    )


def wanted_in(text: str) -> tuple[Span, ...]:
    """Return the days by which text says that the decision is wanted."""
    spans = (span for span in time_spans(text) if span.kind == "day")
    return tuple(span for span in spans if WANTED.search(text[max(0, span.start - 200) : span.start]))
