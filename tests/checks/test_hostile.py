"""Hostile text: no rule takes long, raises, or gives a place outside the text."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.checks.rule import Given
from desktop_app.checks.stretches import line_notes

GIVEN = Given(("ZZTOP",), 2000, 2021, (), Decimal(20))
SIZE = 100_000
PIECES = [
    " ",
    "\u00a0",
    "[",
    "]",
    "<",
    ">",
    "(",
    "9",
    "1/",
    "31 ",
    "31 June ",
    "Monday ",
    "x",
    "X",
    "XX ",
    "M",
]
PIECES += [
    "£",
    "£X.",
    "?",
    "_",
    ".",
    "…",
    "[ ",
    "[insert ",
    "<a ",
    "www.",
    "http://",
    "@",
    "a@",
    "T.B.",
    "TBC",
]
PIECES += [
    "31/",
    "2021-",
    "1 2",
    "Monday the ",
    "June ",
    "20",
    "#REF",
    "n",
    "to be ",
    "é",
    "\uf900",
    "🚓",
    "\n",
    "a ",
    "aX",
]
PIECES += [
    "£1,",
    "£1-£1",
    "1.",
    "£1m ",
    "£1m and ",
    "£1m plus £2m = ",
    "(£1m ",
    "5% of £1m ",
    "£1 pa for 2 years ",
    "2+1+",
]
PIECES += [
    "from £1m to £2m ",
    "2019/20 ",
    "June 2021 to ",
    "the the ",
    "A B C ",
    "AB ",
    "contract ends ",
    "**",
    "C:\\\\a",
    "totalling ",
]
PIECES += ["£1,000 plus VAT ", "1,000,", "up to ", "program "]
PIECES += ["a@b XX ", "[ ] ", "(to be confirmed", "[to be "]


class DescribeHostileText:
    @pytest.mark.parametrize("piece", PIECES)
    def it_takes_time_in_proportion_to_the_text(self, piece: str) -> None:
        begun = time.process_time()
        line_notes((piece * SIZE)[:SIZE], GIVEN)
        # a quadratic pattern takes minutes here; the margin is for a busy machine
        assert time.process_time() - begun < 3

    @settings(deadline=None, max_examples=150)
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join))
    def it_gives_places_within_the_text_that_hold_the_words_told(self, text: str) -> None:
        for rule, note in line_notes(text, GIVEN):
            assert 0 <= note.start < note.end <= len(text), rule.id
            assert text[note.start : note.end] == note.text
            assert note.text in note.says
