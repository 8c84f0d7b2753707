"""Values: words of a text read as dates, months, persons, markings and choices."""

import re
from collections.abc import Sequence
from datetime import date

from desktop_app.domain.fields import Option, PersonField
from desktop_app.domain.paper import Month, Person
from desktop_app.domain.reading import MONTHS
from desktop_app.domain.text import clean_line

from .squeeze import squeeze

_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_NAMES |= {name[:3]: number for name, number in tuple(_NAMES.items())} | {"sept": 9}
_MONTH_NAME = "(" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\.?"
_FIGURES = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDS = re.compile(
    rf"(\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH_NAME},?[\s-]+(\d{{4}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"{_MONTH_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_MONTH = re.compile(rf"{_MONTH_NAME}\s+(\d{{4}})(?!\d)", re.IGNORECASE)
_DASH = re.compile(r"\s+[\u2013\u2014-]\s+")
_PIVOT = 70  # two-digit years from here on are of the last century


def read_date(words: str) -> tuple[date | None, str]:
    """Return the day that words begin with, day first, and what is behind it; (None, words) if none."""
    text = words.lstrip()
    weekday = _WEEKDAY.match(text)
    text = text[weekday.end() :] if weekday else text
    for pattern, order in ((_ISO, "ymd"), (_FIGURES, "dmy"), (_WORDS, "dmy"), (_MONTH_FIRST, "mdy")):
        found = pattern.match(text)
        if found is None:
            continue
        parts = dict(zip(order, found.groups(), strict=True))
        month = _NAMES.get(parts["m"].lower().rstrip("."), 0) or int(parts["m"])
        try:
            return date(_year(parts["y"]), month, int(parts["d"])), text[found.end() :].strip()
        except ValueError:
            return None, words
    return None, words


def _year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= _PIVOT else 2000)


def read_month(words: str) -> tuple[Month | None, str]:
    """Return the month that words end with, and what stands before it; (None, words) if none."""
    text = words.rstrip(" .,)")
    for found in _MONTH.finditer(text):
        if found.end() == len(text):
            before = text[: found.start()].rstrip(" ,(\u2013\u2014-")
            return Month(int(found[2]), _NAMES[found[1].lower()]), before
    return None, words


def read_person(words: str, item: PersonField) -> Person:
    """Return the person that words name: the name up to a dash or the first comma, then the post."""
    line = clean_line(words).strip()
    if not item.with_post:
        return Person(line)
    dash = _DASH.search(line)
    if dash:
        return Person(line[: dash.start()].strip(), line[dash.end() :].strip())
    name, _, post = line.partition(", ")
    return Person(name.strip(), post.strip())


def read_yes_no(words: str, yes: str, no: str) -> tuple[bool | None, str]:
    """Return the answer that words begin with, and what is behind it."""
    found = re.match(r"\W*([^\W_]+)", words)
    if found is None:
        return None, words
    said = found[1].casefold()
    rest = words[found.end() :].strip(" .;")
    if said in {yes.casefold(), "yes", "y"}:
        return True, rest
    if said in {no.casefold(), "no", "n"}:
        return False, rest
    return None, words


def read_option(words: str, options: Sequence[Option]) -> tuple[Option | None, bool]:
    """Return the option that words name, and whether to the letter.

    Nearly to the letter is a label of which the last letters are missing ("Commercial Interest").
    """
    said = squeeze(words).rstrip(".;,")
    exact = [option for option in options if squeeze(option.label).rstrip(".;,") == said]
    if exact:
        return exact[0], True
    near = [option for option in options if said and squeeze(option.label).startswith(said)]
    close = [option for option in near if len(squeeze(option.label)) - len(said) <= 2]
    return (close[0], False) if len(close) == 1 else (None, False)
