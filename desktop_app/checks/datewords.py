"""Days as people write them in running text, found with what each says: no judgement yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.reading import MONTHS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NUMBER = {name[:length].casefold(): number for number, name in enumerate(MONTHS, 1) for length in (3, 9)}
_NUMBER["sept"] = 9
_NAMES = "|".join(sorted({*MONTHS, *(name[:3] for name in MONTHS), "Sept"}, key=len, reverse=True))
_GAP = "[ \u00a0\u202f]{1,4}"
_YEAR = rf"(?:,?{_GAP}(?:(?P<year>\d{{4}})(?!\d)|(?P<short>['’]?\d{{2}})(?![\w%:]|[.,]\d)))?"
_DAY_FIRST = re.compile(
    rf"(?<![\w£$€/.,])(?P<day>\d{{1,2}})(?P<suffix>st|nd|rd|th)?{_GAP}(?:day{_GAP})?(?:of{_GAP})?"
    rf"(?P<month>{_NAMES})(?!\w)\.?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{_NAMES})\.?{_GAP}(?:the{_GAP})?"
    rf"(?P<day>\d{{1,2}})(?P<suffix>st|nd|rd|th)?(?!\w|[.,]\d|%){_YEAR}",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"(?<![\w£$€/.,-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<year>\d{4}|\d{2})(?![\w/-]|[.,]\d|%)"
)
_ISO = re.compile(r"(?<![\w£$€/.,-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w/-]|[.,]\d)")
#: Before a day: looked for there alone, since a pattern that may begin with any weekday is slow everywhere.
_SHORT_DAYS = {"Tues": "Tuesday", "Weds": "Wednesday", "Thur": "Thursday", "Thurs": "Thursday"}
_SHORT_DAYS |= {name[:3]: name for name in WEEKDAYS}
_DAYS = rf"{'|'.join(WEEKDAYS)}|(?:{'|'.join(sorted(_SHORT_DAYS, key=len, reverse=True))})\.?"
_WEEKDAY = re.compile(rf"(?<!\w)({_DAYS}),?{_GAP}(?:the{_GAP})?\Z", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]")
_BEFORE = 24  #: characters that a weekday and its gaps can take
_MONTHS = tuple({name[:3].lower() for name in MONTHS})
#: What is numbered and so makes the number behind it no day: "Table 31 June figures".
_NUMBERED = re.compile(
    r"(?:table|section|article|figure|para|paragraph|page|regulation|annex|appendix|item|chapter|schedule"
    r"|rule"
    r"|clause|no\.|number|week|version|part|lot|note|box|row|line|unit|room|ref|reference)s?[ \u00a0]{1,4}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A day as written at text[start:end]. year: None where none stands. signs: in figures alone."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: str = ""
    signs: bool = False


@lru_cache(maxsize=8192)  # texts of some long papers; several rules read each of them
def written_days(text: str) -> tuple[Written, ...]:
    """Return the days written in text, one way of writing after the other, overlapping ones among them."""
    return tuple(_written_days(text)) if _FIGURE.search(text) else ()


def _written_days(text: str) -> Iterator[Written]:
    folded = text.lower()
    if any(month in folded for month in _MONTHS):
        for match in _DAY_FIRST.finditer(text):
            yield from _in_words(text, match, month_first=False)
        for match in _MONTH_FIRST.finditer(text):
            yield from _in_words(text, match, month_first=True)
    for match in _SIGNS.finditer(text):
        yield from _in_signs(text, match)
    for match in _ISO.finditer(text):
        day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
        if month <= 19 and day <= 39 and _plausible(year):
            yield Written(*match.span(), day, month, year, signs=True)


def _in_words(text: str, match: re.Match[str], *, month_first: bool) -> Iterator[Written]:
    day, month = int(match["day"]), _NUMBER[match["month"].casefold()]
    start, end = match.span()
    year = int(match["year"]) if match["year"] else _short_year(match)
    if year is None:
        end = max(match.end("day"), match.end("suffix"), match.end("month"))
    firm = match["suffix"] is not None or year is not None
    if month_first and not firm and not text[max(0, start - 3) : start].endswith(("on ", "On ")):
        return  # "June 31" may be a month of 2031, "June 20" of 2020
    if not firm and (day > 31 or not match["month"][0].isupper()):
        return  # "of the 45 May applications", "all 31 may apply"
    if match["month"].islower() and year is None:
        return
    named = _WEEKDAY.search(text[max(0, start - _BEFORE) : start])
    bare = match["suffix"] is None and named is None
    if bare and _NUMBERED.search(text[max(0, start - _BEFORE) : start]):
        return
    if named is None:
        yield Written(start, end, day, month, year)
    else:
        begin = max(0, start - _BEFORE) + named.start()
        yield Written(begin, end, day, month, year, _day_name(named[1]))


def _day_name(word: str) -> str:
    word = word.rstrip(".").capitalize()
    return _SHORT_DAYS.get(word, word)


def _short_year(match: re.Match[str]) -> int | None:
    """Return the year that two figures after a month mean, None where they may be something else."""
    short = match["short"]
    if short is None or (len(match["month"]) > 4 and short[0].isdigit()):
        return None
    return _full_year(int(short[-2:]))


def _in_signs(text: str, match: re.Match[str]) -> Iterator[Written]:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    in_range = day <= 31 and month <= 12
    if len(match["year"]) == 2:
        # three pairs of figures may as well be a ratio (50/30/20), a sort code or a paragraph (30.2.19)
        pairs = len(match["day"]) == len(match["month"]) == 2
        if not in_range or match["sign"] == "-" or (match["sign"] == "." and not pairs):
            return
        if not day or not month:
            return
        year = _full_year(year)
    elif not _plausible(year) or (match["sign"] != "/" and (not in_range or not day or not month)):
        return
    if _NUMBERED.search(text[max(0, match.start() - 20) : match.start()]):
        return
    yield Written(*match.span(), day, month, year, signs=True)


def _full_year(short: int) -> int:
    return short + (2000 if short < 60 else 1900)


def _plausible(year: int) -> bool:
    return 1800 <= year <= 2199
