"""What is measured on: the sample paper, grown to any length, and words for thousands of papers."""

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from desktop_app.document.model import Document, Span
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.richtext import Inlines, Paragraph, Text, blocks_text, copied
from desktop_app.intake.text import import_text
from desktop_app.storage.entry import Entry
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.index import Index, Print
from desktop_app.storage.library import Library
from desktop_app.storage.schema import file_name

from .race import NotMeasured

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
PAPERS = 10_000  #: of a large library
TODAY = date(2026, 11, 24)
_COMMON = [
    "contract", "service", "police", "officer", "extension", "budget", "approval", "procurement",
    "supplier", "policing", "london", "crime", "mayor", "deputy", "gateway", "platform",
    "maintenance", "revenue", "capital", "equality", "legal", "data", "privacy", "assessment",
    "risk", "framework", "award", "value", "support", "renewal", "programme", "funding", "victims",
    "probation", "custody", "estate", "vehicle", "fleet", "training", "forensic", "digital",
    "network", "licence", "software", "tender", "grant", "partnership", "commissioning", "delivery",
]  # fmt: skip
_FIRST = ("bar", "cor", "del", "fen", "gal", "hol", "kin", "lor", "mer", "nor")
_LAST = ("bridge", "dale", "ford", "ham", "ley", "mond", "ton", "wick", "worth", "sey")
#: Made-up words, each rarer than the one before, as in any real text: some are in few papers of thousands.
_RARE = [first + middle + last for middle in "aeiou" for first in _FIRST for last in _LAST]
_WORDS = [*_COMMON, *_RARE]
_WEIGHTS = [1 / (rank + 3) ** 1.7 for rank in range(len(_WORDS))]
_TEXT = """Executive Summary

This paper seeks approval for the renewal of the maintenance contract for two years from 1 April 2022.

Recommendation

The Deputy Mayor for Policing and Crime is recommended to:

(1) Approve the award of the contract at a cost of up to £1,240,000.

1. Introduction and background

1.1. The service has been provided under a contract since 2014.

2. Issues for consideration

2.1. The present contract ends on 31 March 2022.

3. Financial Comments

3.1. The cost is met from the approved revenue budget.

4. Legal Comments

4.1. The award keeps to the Regulations.
"""


def case() -> tuple[Template, Paper]:
    """Return a small paper under one of the program's own forms, read by the program's own import."""
    imported = import_text(_TEXT, load_catalogue(ROOT / "forms").templates, "bench.txt")
    return imported.template, imported.paper


def sentences(chance: random.Random, count: int) -> str:
    """Return so many sentences of an approval paper's words."""
    made = (" ".join(chance.choices(_WORDS, _WEIGHTS, k=chance.randint(12, 24))) for _ in range(count))
    return " ".join(f"{words.capitalize()} at £{chance.randint(1, 999)},000." for words in made)


def grown(paper: Paper, paragraphs: int) -> Paper:
    """Return a paper with so many paragraphs more, over all its public rich text; the same each time."""
    chance = random.Random(602)
    answers = dict(paper.public.answers)
    keys = [key for key, value in answers.items() if isinstance(value, RichText)]
    if not keys:
        raise NotMeasured("the paper that was read has no rich text")
    for number in range(paragraphs):
        key = keys[number % len(keys)]
        value = answers[key]
        assert isinstance(value, RichText)
        more = Paragraph(_runs(chance), level=1 if number % 7 == 6 else 0, id=f"bench{number}")
        answers[key] = RichText((*value.blocks, more))
    return paper.with_public(answers=answers)


def _runs(chance: random.Random) -> Inlines:
    return (
        Text(sentences(chance, 1) + " "),
        Text(sentences(chance, 1), bold=True),
        Text(" " + sentences(chance, 2)),
    )


def renewed(paper: Paper) -> Paper:
    """Return the paper with every block copied: the same words, nothing of which is remembered."""
    answers = {
        key: RichText(copied(value.blocks)) if isinstance(value, RichText) else value
        for key, value in paper.public.answers.items()
    }
    return paper.with_public(answers=answers)


def retouched(paper: Paper, number: int) -> Paper:
    """Return the paper with one word more in one paragraph, another word for each number."""
    key = next(key for key, value in paper.public.answers.items() if isinstance(value, RichText))
    value = paper.public.answers[key]
    assert isinstance(value, RichText)
    first = Paragraph((Text(f"Retouched for the {number} time."),), id="retouched")
    blocks = (first, *(block for block in value.blocks if block.id != "retouched"))
    return paper.with_public(answers={**paper.public.answers, key: RichText(blocks)})


def reworded(paper: Paper, words: str) -> Paper:
    """Return the paper with one paragraph of its body worded anew."""
    return _in_body(paper, words, instead=True)


def longer(paper: Paper, words: str) -> Paper:
    """Return the paper with one paragraph of its body more."""
    return _in_body(paper, words, instead=False)


def _in_body(paper: Paper, words: str, *, instead: bool) -> Paper:
    key = [key for key, value in paper.public.answers.items() if isinstance(value, RichText)][-3]
    value = paper.public.answers[key]
    assert isinstance(value, RichText)
    at = len(value.blocks) // 2
    block = Paragraph((Text(words),), id=value.blocks[at].id if instead else "put-in")
    blocks = (*value.blocks[:at], block, *value.blocks[at + instead :])
    return paper.with_public(answers={**paper.public.answers, key: RichText(blocks)})


def paper_text(paper: Paper) -> str:
    """Return all words of a paper's rich text."""
    values = paper.public.answers.values()
    return "\n".join(blocks_text(value.blocks) for value in values if isinstance(value, RichText))


def large_library(folder: Path) -> Path:
    """Return a library of thousands of papers: their lines and words in the index, and a file for each.

    The files are all one paper's, under other names: so many of their own would fill a small disk.
    """
    library = Library(folder)
    paper = case()[1]
    library.create(paper).close()
    library.close()
    one = library.papers / file_name(paper.id)
    held = one.stat()
    index = Index(folder / "index.sqlite3")
    index.drop([paper.id])
    index.put_all((*line, Print(held.st_size, held.st_mtime_ns)) for line in _lines(one))
    index.close()
    one.unlink()
    return folder


def _lines(one: Path) -> Iterator[tuple[Entry, str]]:
    """Yield the lines and words of made-up papers, and link their files to one that there is."""
    chance = random.Random(963)
    begun = datetime(2021, 1, 1).astimezone()
    for number in range(PAPERS):
        title = sentences(chance, 1)[:60]
        moment = begun + timedelta(minutes=number)
        entry = Entry(str(uuid4()), "bench/form-1", f"PCD {number + 1}", title, "drafting", moment)
        one.with_name(file_name(entry.id)).hardlink_to(one)
        yield entry, sentences(chance, 25)


def renumbered(document: Document, number: int) -> Document:
    """Return the document with a number in front of all words of one look: nothing of it was set before."""
    return replace(document, nodes=_renumbered(document.nodes, number))


def _renumbered(value: Any, number: int) -> Any:
    if isinstance(value, Span):
        return replace(value, text=f"{number} {value.text}")
    if isinstance(value, tuple):
        parts: tuple[Any, ...] = value
        return tuple(_renumbered(part, number) for part in parts)
    if is_dataclass(value) and not isinstance(value, type):
        held = {part.name: getattr(value, part.name) for part in fields(value)}
        return replace(value, **{name: _renumbered(part, number) for name, part in held.items()})
    return value


def node_texts(document: Document) -> list[str]:
    """Return the words of each node of a document, for a floor that prints the same words."""
    return [text for node in document.nodes if (text := " ".join(_texts(node)).strip())]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Span):
        yield value.text
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
