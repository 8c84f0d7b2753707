"""Hostile text: no rule raises on it or gives a place outside it, and no pattern goes back for ever.

How the work of each rule grows with the text is measured by `make torture SUITES=hostile`.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app import checks
from desktop_app.checks.engine import RULES, check
from desktop_app.checks.rule import Given, Scope
from desktop_app.checks.stretches import line_notes
from desktop_app.domain.fields import Stage
from tools.torture.hostile import PIECES, TODAY, paper, template

parser: Any = importlib.import_module("re._parser")  # what patterns are made of, as Python reads them

GIVEN = Given(("ZZTOP",), 2000, 2021, (), Decimal(20))
FORM = template()


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield all patterns of the checks, by module and name."""
    for found in pkgutil.iter_modules(checks.__path__):
        module = importlib.import_module(f"{checks.__name__}.{found.name}")
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple) else (value,):
                pattern = one[1] if isinstance(one, tuple) and len(one) == 2 else one
                if isinstance(pattern, re.Pattern):
                    yield f"{found.name}.{name}", pattern


def _parsed(pattern: str, flags: int = 0) -> Any:
    return parser.parse(pattern, flags)


def _nested(parsed: Any, *, inside: bool = False) -> bool:
    """Say whether something without an end is repeated without an end, and so may go back for ever."""
    if isinstance(parsed, tuple) and len(parsed) == 3 and hasattr(parsed[2], "data"):
        endless = parsed[1] is parser.MAXREPEAT
        return (endless and inside) or _nested(parsed[2], inside=inside or endless)
    if isinstance(parsed, tuple | list) or hasattr(parsed, "data"):
        return any(_nested(part, inside=inside) for part in parsed)
    return False


PATTERNS = dict(_patterns())


class DescribePatterns:
    def it_knows_them(self) -> None:
        assert len(PATTERNS) > 150
        assert {"amounts._SUM", "language._SPELT", "part1._MAIL"} <= PATTERNS.keys()

    @pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"(?:\w+ ?)*!", r"(?:x|(?:y*z)+)*"])
    def it_would_see_one_that_goes_back_for_ever(self, pattern: str) -> None:
        assert _nested(_parsed(pattern))

    @pytest.mark.parametrize("pattern", [r"(?:a{1,9} ){1,7}b", r"a+b+", r"(?:ab)+"])
    def it_leaves_those_alone_that_cannot(self, pattern: str) -> None:
        assert not _nested(_parsed(pattern))

    @pytest.mark.parametrize("name", sorted(PATTERNS))
    def it_never_repeats_the_endless_endlessly(self, name: str) -> None:
        pattern = PATTERNS[name]
        assert not _nested(_parsed(pattern.pattern, pattern.flags))


class DescribeHostileText:
    @settings(deadline=None, max_examples=150)
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join))
    def it_gives_places_within_the_text_that_hold_the_words_told(self, text: str) -> None:
        for rule, note in line_notes(text, GIVEN):
            assert 0 <= note.start < note.end <= len(text), rule.id
            assert text[note.start : note.end] == note.text
            assert note.text in note.says

    @pytest.mark.parametrize("piece", PIECES)
    def it_is_read_by_every_rule_in_every_place(self, piece: str) -> None:
        hostile = paper(FORM, piece * 25, "one")
        found = check(FORM, hostile, stage=Stage.DECIDED, today=TODAY, language=True)
        assert {finding.rule for finding in found} <= {rule.id for rule in RULES}

    @settings(deadline=None, max_examples=25)
    @given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=40).map("".join))
    def it_is_read_by_rules_of_documents_and_papers(self, text: str) -> None:
        wide = {rule.id for rule in RULES if rule.scope in (Scope.DOCUMENT, Scope.PAPER)}
        found = check(FORM, paper(FORM, text, "many"), stage=Stage.SIGNING, today=TODAY, language=True)
        for finding in found:
            assert finding.rule not in wide or 0 <= finding.start <= finding.end
            assert finding.message
