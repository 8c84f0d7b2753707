"""Dates that cannot be: days no calendar has, weekdays that do not fit, years that are far out."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from desktop_app.domain.fields import DateField, MonthField, Stage
from desktop_app.domain.paper import Month
from desktop_app.domain.reading import MONTHS, date_words

from .datewords import WEEKDAYS, Written, written_days
from .finding import Severity
from .placeholders import find_placeholders
from .rule import Given, Note, SectionView

#: Years that a day may lie ahead before it is asked about: longer than any contract in 219 papers.
FAR_AHEAD = 40
#: Years before this are asked about in running text; police acts are cited back to the 1820s.
LONG_AGO = 1800
_NO_YEAR = 2000  # a leap year, so that 29 February can be where no year stands


def find_impossible(text: str, _given: Given) -> Iterable[Note]:
    """Yield the days in text that no calendar has, once each where ways of writing overlap."""
    reached = 0
    for day in sorted(_impossible(text), key=lambda day: (day.start, -day.end)):
        if day.start >= reached:
            reached = day.end
            words = text[day.start : day.end]
            says = (
                f"“{words}” is on no calendar: {_why(day)}. Nobody can act on a day that does not come. "
                "Write the day that is meant."
            )
            yield _note(Severity.ERROR, says, text, day)


def _note(severity: Severity, says: str, text: str, day: Written) -> Note:
    words = text[day.start : day.end]
    return Note(severity=severity, says=says, start=day.start, end=day.end, text=words)


def _impossible(text: str) -> Iterator[Written]:
    return (day for day in written_days(text) if not _can_be(day))


def _can_be(day: Written) -> bool:
    return 1 <= day.month <= 12 and 1 <= day.day <= monthrange(day.year or _NO_YEAR, day.month)[1]


def _why(day: Written) -> str:
    if not 1 <= day.month <= 12:
        return f"read day first, month second, there is no month {day.month}"
    if day.day < 1:
        return "there is no day 0"
    days = monthrange(day.year or _NO_YEAR, day.month)[1]
    year = f" {day.year}" if day.month == 2 and day.year else ""
    return f"{MONTHS[day.month - 1]}{year} has {days} days"


def find_wrong_weekdays(text: str, _given: Given) -> Iterable[Note]:
    """Yield days in text whose weekday is another than the one written before them."""
    for day in written_days(text):
        if not day.weekday or day.year is None or not _can_be(day):
            continue
        right = WEEKDAYS[date(day.year, day.month, day.day).weekday()]
        if right != day.weekday:
            says = (
                f"“{text[day.start : day.end]}” does not fit together: that day is a {right}. "
                "Readers may go by either. Correct the weekday or the date."
            )
            yield _note(Severity.WARNING, says, text, day)


def find_far_years(text: str, given: Given) -> Iterable[Note]:
    """Yield days in text of a year that is centuries back or decades ahead."""
    reached = 0
    for day in sorted(written_days(text), key=lambda day: (day.start, -day.end)):
        if day.start < reached or day.year is None or not _can_be(day):
            continue
        reached = day.end
        if not LONG_AGO <= day.year <= given.year + FAR_AHEAD:
            says = (
                f"“{text[day.start : day.end]}” lies far {'back' if day.year < LONG_AGO else 'ahead'}. "
                "Figures of a year are easily swapped. Check the year; if it is meant, leave it."
            )
            yield _note(Severity.ADVICE, says, text, day)


def find_unread(view: SectionView) -> Iterable[Note]:
    """Yield date and month fields whose words could not be read as a day or month."""
    for answer in view.answers:
        item, own = answer.item, answer.own
        if not (answer.asked and isinstance(item, DateField | MonthField)):
            continue
        if not isinstance(own, str) or not own.strip() or _told_elsewhere(own, view.given):
            continue
        kind = "day, as in “30 June 2019”" if isinstance(item, DateField) else "month, as in “June 2019”"
        says = (
            f"“{own}” could not be read as a {kind}. It prints as you wrote it, but nothing can be worked "
            f"out from it. Write it as a {kind.partition(',')[0]}."
        )
        yield Note(severity=Severity.ERROR, says=says, key=item.key, end=len(own), text=own)


def _told_elsewhere(words: str, given: Given) -> bool:
    return any(find_impossible(words, given)) or any(find_placeholders(words, given))


def find_far_fields(view: SectionView) -> Iterable[Note]:
    """Yield date and month fields whose year is before the pack's earliest or decades ahead."""
    for answer in view.answers:
        own = answer.own
        if not answer.asked or isinstance(own, str) or not isinstance(own, date | Month):
            continue
        if not view.given.earliest_year <= own.year <= view.today.year + FAR_AHEAD:
            words = date_words(own) if isinstance(own, date) else f"{MONTHS[own.month - 1]} {own.year}"
            far = "back" if own.year < view.today.year else "ahead"
            says = f"“{words}” lies far {far}. Figures of a year are easily swapped. Check the year."
            yield Note(severity=Severity.WARNING, says=says, key=answer.item.key, end=len(words), text=words)


def find_passed(view: SectionView) -> Iterable[Note]:
    """Yield days until when something is to hold that are over, or are today, while it is not decided."""
    if view.stage is Stage.DECIDED:
        return
    for answer in view.answers:
        item, own = answer.item, answer.own
        ahead = isinstance(item, DateField) and item.ahead
        if ahead and answer.asked and isinstance(own, date) and own <= view.today:
            says = (
                f"{date_words(own)} {'is today' if own == view.today else 'has passed'}, so nothing is put "
                "off any more. Give a later day, or change the answer that asks for one."
            )
            words = date_words(own)
            yield Note(severity=Severity.WARNING, says=says, key=item.key, end=len(words), text=words)
