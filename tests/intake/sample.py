"""What the tests of import share: the forms, and a paper's own words in one string."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Choices, Month, Paper, Person, RichText, Value
from desktop_app.domain.reading import MONTHS, date_words
from desktop_app.domain.richtext import Block, Footnote, Text, blocks_text, runs_of
from desktop_app.intake.text import Imported, import_text
from desktop_app.storage.forms import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@cache
def templates() -> dict[str, Template]:
    """Return the templates that the project ships."""
    return dict(load_catalogue(ROOT / "forms").templates)


def imported(text: str, name: str = "paper.txt") -> Imported:
    """Return what a text is imported as."""
    return import_text(text, templates(), name, NOW)


def reference(name: str) -> Imported:
    """Return what an invented paper is imported as."""
    path = ROOT / "tests" / "reference" / name
    return imported(path.read_text(encoding="utf-8"), name)


def answers(paper: Paper) -> dict[str, Value]:
    """Return all answers of a paper by full key."""
    return {**paper.public.answers, **paper.restricted.answers}


def blocks(found: Imported, key: str) -> tuple[Block, ...]:
    """Return the blocks of a rich-text answer, none where there is none."""
    value = answers(found.paper).get(key)
    return value.blocks if isinstance(value, RichText) else ()


def lines(found: Imported, key: str) -> list[str]:
    """Return the text of each block of an answer."""
    return [blocks_text([block]) for block in blocks(found, key)]


def words_of(value: Value) -> str:
    """Return the words of an answer, those of footnotes and links among them."""
    match value:
        case RichText(blocks=held):
            notes = [
                run.text
                for block in held
                for runs in runs_of(block)
                for mark in runs
                if isinstance(mark, Footnote)
                for run in mark.note
                if isinstance(run, Text)
            ]
            return "\n".join([blocks_text(held), *notes])
        case Person(name=name, post=post):
            return f"{name} {post}"
        case Choices(keys=keys):
            return " ".join(keys)
        case Month(year=year, month=month):
            return f"{MONTHS[month - 1]} {year}"
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case _:
            return date_words(value)


def everything(paper: Paper) -> str:
    """Return every word that a paper holds: answers, leftovers and what events claim."""
    parts = [words_of(value) for value in answers(paper).values()]
    parts += [leftover.text for leftover in (*paper.public.leftovers, *paper.restricted.leftovers)]
    parts += [f"{event.who} {event.note}" for event in paper.record]
    return "\n".join(parts)
