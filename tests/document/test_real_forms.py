"""Every shipped form builds, empty as it is, with all that it says and asks, in its order."""

import functools
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import Document, Edition, Heading, Span, Statement
from desktop_app.domain.fields import RecommendationField, RichTextField, Show
from desktop_app.domain.form import Form, Template, Wording
from desktop_app.domain.paper import Paper, PublicPaper
from desktop_app.domain.reading import BLANK
from desktop_app.domain.richtext import Inlines, Slot, Text, readable, runs_of
from desktop_app.storage.forms import load_catalogue
from tests.conftest import ROOT


@functools.cache
def templates() -> dict[str, Template]:
    return dict(load_catalogue(ROOT / "forms").templates)


EVERY = [(key, form.document) for key, template in templates().items() for form in template.forms]


def empty(template: Template, form: Form) -> Document:
    """Return a document of a form with nothing filled in."""
    paper = Paper(PublicPaper("p", template.key))
    if form.restricted:
        return build_restricted(template, form.document, paper, Edition.SIGNING, draft=False)
    return build_public(template, form.document, paper.public, Edition.SIGNING, draft=False)


def spans(value: object) -> Iterator[str]:
    """Yield the words of a tree of nodes as they print."""
    if isinstance(value, Span):
        yield value.text
    elif isinstance(value, Statement):
        yield value.name
        yield from spans(value.parts)
    elif is_dataclass(value):
        for each in fields(value):
            yield from spans(getattr(value, each.name))
    elif isinstance(value, tuple):
        for child in value:
            yield from spans(child)


def filled(runs: Inlines) -> str:
    """Return a form's words with a line to write on in each slot."""
    return readable(Text(BLANK) if isinstance(run, Slot) else run for run in runs)


def keys(value: object) -> Iterator[str]:
    """Yield the keys of a tree of nodes in order."""
    if is_dataclass(value):
        for each in fields(value):
            child = getattr(value, each.name)
            if each.name == "key":
                yield child
            yield from keys(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from keys(child)


@pytest.fixture(params=EVERY, ids=lambda pair: " ".join(pair))
def pair(request: pytest.FixtureRequest) -> tuple[Form, Document]:
    key, document = request.param
    template = templates()[key]
    form = template.form(document)
    return form, empty(template, form)


class DescribeAnEmptyForm:
    def it_prints_every_heading_in_order(self, pair: tuple[Form, Document]) -> None:
        form, document = pair
        told = [filled(s.heading) for s in form.sections if s.heading]
        headings = [n for n in document.nodes if isinstance(n, Heading)]
        printed = iter("".join(run.text for run in n.runs if isinstance(run, Span)) for n in headings)
        assert [heading for heading in told if heading not in printed] == []

    def it_prints_the_fixed_wording_in_order(self, pair: tuple[Form, Document]) -> None:
        form, document = pair
        text = "".join(spans(document.nodes))
        at = 0
        for wording in (
            i for s in form.sections for i in s.items if isinstance(i, Wording) and i.when is None
        ):
            for runs in (runs for block in wording.blocks for runs in runs_of(block)):
                for piece in runs:
                    words = getattr(piece, "text", "")
                    assert words in text[at:]
                    at = text.index(words, at)

    def it_has_a_place_for_every_answer_that_prints_by_itself(self, pair: tuple[Form, Document]) -> None:
        form, document = pair
        asked = [
            item.key
            for item in form.fields
            if not isinstance(item, RichTextField | RecommendationField)
            and item.show not in (Show.NONE, Show.BODY)
        ]
        printed = list(keys(document.nodes))
        assert [key for key in asked if printed.count(key) != 1] == []

    def it_skips_no_level_of_heading(self, pair: tuple[Form, Document]) -> None:
        levels = [n.level for n in pair[1].nodes if isinstance(n, Heading)]
        assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))

    def it_bears_a_marking(self, pair: tuple[Form, Document]) -> None:
        assert pair[1].marking.strip()
