"""Answers in plain words: reading them into a field's kind of value, and a paper's words for the search."""

import re
from datetime import date
from typing import Any

from desktop_app.domain.fields import (
    ChoiceField,
    DateField,
    MarkingField,
    MonthField,
    PersonField,
    RecommendationField,
    RichTextField,
    YesNoField,
)
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Choices, Month, Person, RichText, Value
from desktop_app.domain.reading import MONTHS, Reading
from desktop_app.domain.richtext import Block, Paragraph, blocks_text, footnotes_of, readable, text_runs
from desktop_app.domain.same import same
from desktop_app.domain.text import clean, clean_line, new_id

_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ /.-]([A-Za-z]+|\d{1,2})[ /.-](\d{4}|\d{2})$")
_MONTH = re.compile(r"([A-Za-z]+|\d{1,2})[ /.-](\d{4}|\d{2})$")


def value_of(template: Template, key: str, words: str | bool) -> Value:
    """Return words as the kind of value that a field holds. Raises KeyError for a field unknown.

    Words that are no date or month stay words in those fields, to be reported there.
    """
    item = template.field(key)
    if isinstance(words, bool):
        return words
    if isinstance(item, YesNoField):
        return words.strip().casefold() in ("yes", "y", "true", item.yes.casefold())
    if isinstance(item, DateField):
        return day_of(words)
    if isinstance(item, MonthField):
        return month_of(words)
    if isinstance(item, PersonField):
        name, _, post = clean_line(words).partition(" – " if " – " in words else ", ")
        return Person(name.strip(), post.strip())
    if isinstance(item, ChoiceField):
        return Choices(tuple(part.strip() for part in words.split(";") if part.strip()))
    if isinstance(item, RichTextField | RecommendationField):
        lines = [line for line in clean(words).split("\n") if line.strip()]
        return RichText(tuple(Paragraph(text_runs(line)) for line in lines))
    return clean_line(words) if isinstance(item, MarkingField) else clean(words)


def day_of(words: str) -> date | str:
    """Return the day that words name, day first ("30th June 2019", "10/7/19"); the words if none."""
    words = clean_line(words).strip()
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    match = _DAY.match(words)
    month = _month_number(match[2]) if match else 0
    if match is None or not month:
        return words
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    try:
        return date(year, month, int(match[1]))
    except ValueError:
        return words


def month_of(words: str) -> Month | str:
    """Return the month that words name ("June 2019", "6/2019", "Jun 19"); the words if none."""
    words = clean_line(words).strip()
    match = _MONTH.match(words)
    month = _month_number(match[1]) if match else 0
    if match is None or not month:
        return words
    return Month(int(match[2]) + (2000 if len(match[2]) == 2 else 0), month)


def _month_number(words: str) -> int:
    if words.isdigit():
        return int(words) if 1 <= int(words) <= 12 else 0
    short = words.casefold()[:3]
    names = [name.casefold() for name in MONTHS]
    found = [number for number, name in enumerate(names, 1) if name.startswith(short)]
    whole = len(short) == 3 and any(name.startswith(words.casefold()) for name in names)
    return found[0] if found and whole else 0


def public_text(reading: Reading) -> str:
    """Return all words of a paper's own answers, for the search. Give it a reading of Part 1 alone."""
    lines: list[str] = []
    for item in reading.template.fields:
        own = reading.own(item.key)
        if isinstance(own, RichText):
            lines.append(blocks_text(own.blocks))
            lines += [readable(note.note) for note in footnotes_of(own.blocks)]
        elif own is not None:
            lines.append(reading.words(item.key))
    return "\n".join(line for line in lines if line)


def word_count(reading: Reading, key: str) -> int:
    """Return the number of words that a field prints, footnotes left out."""
    blocks = reading.blocks(key)
    return sum(map(_words_of, blocks)) if blocks else len(reading.words(key).split())


@same(16384)  # the blocks of some thirty long papers; one that did not change is not counted again
def _words_of(block: Block) -> int:
    return len(blocks_text((block,)).split())


def with_ids(data: Any) -> Any:
    """Return the data of an answer in which blocks and notes written without an id have got one."""
    if isinstance(data, list):
        return [with_ids(piece) for piece in data]
    if not isinstance(data, dict):
        return data
    known = {key: with_ids(piece) for key, piece in data.items()}
    return {**known, "id": known.get("id") or new_id()} if "type" in known or "note" in known else known


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 by its mark, else Windows' western code page."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def marking_words(reading: Reading, document: str) -> str:
    """Return the security marking of a document as it prints at head and foot."""
    form = reading.template.form(document)
    return readable(reading.fill(form.marking, document))


def paper_words(reading: Reading) -> int:
    """Return the number of words that the author wrote in all documents, followed text counted once."""
    return sum(_words_of(block) for own in _texts(reading) for block in own.blocks)


def _texts(reading: Reading) -> list[RichText]:
    own = (reading.own(item.key) for item in reading.template.fields)
    return [value for value in own if isinstance(value, RichText)]
