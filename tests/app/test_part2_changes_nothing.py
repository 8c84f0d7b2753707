"""Whatever is changed in Part 2, no byte of a published file changes."""

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.app.publishing import Ask, publish
from desktop_app.app.writers import WRITERS
from desktop_app.domain.paper import Leftover, Paper, RichText
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.richtext import Paragraph, Text
from tests.export.papers import RESOURCES, sample, templates

SAMPLE = sample()
TEMPLATE = templates()[SAMPLE.public.template]
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
TEXT_KEYS = sorted(key for key, value in SAMPLE.restricted.answers.items() if isinstance(value, RichText))


def published(held: Paper) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        ask = Ask(Path(folder), "Kit Example", "A trial", combine=True)
        made = publish(TEMPLATE, held, ask, WRITERS, RESOURCES, NOW)
        return {path.name: path.read_bytes() for path in made.files}


@cache
def unchanged() -> dict[str, bytes]:
    return published(SAMPLE)


@pytest.fixture
def before() -> dict[str, bytes]:
    return unchanged()


@settings(max_examples=3)
@given(st.sampled_from(TEXT_KEYS), st.text(st.characters(exclude_categories=["C"]), max_size=80))
def it_changes_no_byte(key: str, text: str) -> None:
    answers = {**SAMPLE.restricted.answers, key: RichText((Paragraph((Text(f"Zq {text}"),)),))}
    noted = Event(0, EventKind.SET_ASIDE, 2, "2026-03-05T10:00:00+00:00", note=text, key=key)
    other = SAMPLE.with_restricted(
        answers=answers, leftovers=(Leftover(text),), record=(noted,), secret="another"
    )
    assert published(other) == unchanged()


def it_changes_no_byte_where_nothing_is_left_of_part_2(before: dict[str, bytes]) -> None:
    assert published(SAMPLE.with_restricted(answers={})) == before


def it_would_notice_a_change_of_part_1(before: dict[str, bytes]) -> None:
    other = {**SAMPLE.public.answers, "decision.title": "Another title"}
    assert published(SAMPLE.with_public(answers=other)) != before
