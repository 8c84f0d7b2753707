"""Spans of time as people write them in running text: days, months, quarters, financial years."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop_app.domain.reading import MONTHS

from .datewords import written_days

_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?,?[ \u00a0]"
    rf"(?:of )?(?P<year>(?:19|20)\d\d)(?![\d/])",
    re.IGNORECASE,
)
_FINANCIAL = re.compile(
    r"(?<![\w£./,-])(?:FY[ \u00a0]?)?(?P<first>20\d\d)[ ]?(?P<sign>[/–-])[ ]?(?P<second>20\d\d"
    r"|\d\d)(?![\w/–-]|[.,]\d)|\bFY[ \u00a0]?(?P<short>\d\d)[ ]?[/–-][ ]?(?P<next>\d\d)(?!\w)",
)
_QUARTER = re.compile(
    r"\b(?:Q|quarter )(?P<quarter>\d)(?: of)?,? (?:the )?(?:(?:financial year|FY) ?)?"
    r"(?:(?P<first>20\d\d)[/–-](?P<second>20\d\d|\d\d)|(?P<short>\d\d)/(?P<next>\d\d))(?!\w)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Span:
    """Time written at text[start:end]: its first and last day. kind: "day", "month", "quarter", "year"."""

    start: int
    end: int
    first: date
    last: date
    kind: str


@lru_cache(maxsize=8192)  # texts of some long papers; several rules read each of them
def time_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of time written in text in their order, none within another."""
    if not _DIGIT.search(text):
        return ()
    found = sorted(_spans(text), key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _spans(text: str) -> Iterator[Span]:
    for day in written_days(text):
        if day.year and 1 <= day.month <= 12 and 1 <= day.day <= monthrange(day.year, day.month)[1]:
            at = date(day.year, day.month, day.day)
            yield Span(day.start, day.end, at, at, "day")
    for match in _MONTH.finditer(text):
        year, month = int(match["year"]), _NUMBER[match["month"][:3].lower()]
        last = date(year, month, monthrange(year, month)[1])
        yield Span(*match.span(), date(year, month, 1), last, "month")
    for match in _QUARTER.finditer(text):
        quarter, year = int(match["quarter"]), int(match["first"] or 2000 + int(match["short"]))
        if 1 <= quarter <= 4 and _next(year, match["second"] or match["next"]):
            yield _quarter(match, year, quarter)
    for match in _FINANCIAL.finditer(text):
        year = int(match["first"] or 2000 + int(match["short"]))
        if _next(year, match["second"] or match["next"]):
            yield Span(*match.span(), date(year, 4, 1), date(year + 1, 3, 31), "year")


def _next(year: int, second: str) -> bool:
    return int(second) in (year + 1, (year + 1) % 100)


def _quarter(match: re.Match[str], year: int, quarter: int) -> Span:
    month = 1 + quarter * 3
    begun = date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)
    ends = begun.month + 2
    return Span(*match.span(), begun, date(begun.year, ends, monthrange(begun.year, ends)[1]), "quarter")


def year_ranges(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield start, end, first and second year of what is written as two full years: "2017-2021"."""
    for match in _FINANCIAL.finditer(text):
        if match["first"] and len(match["second"]) == 4:
            yield (*match.span(), int(match["first"]), int(match["second"]))
        elif match["first"] and (match["sign"] == "/" or int(match["second"]) > 12):
            first = int(match["first"])
            yield (*match.span(), first, first - first % 100 + int(match["second"]))
