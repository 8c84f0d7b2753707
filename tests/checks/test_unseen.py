"""Sentences written before rules were mended, for these alone: what they miss and what they make up."""

from collections import Counter
from pathlib import Path

import pytest

from .labelled_set import BLIND, PHRASED, UNSEEN, cases, findings

FOUND = 0.9  #: of what must be found, at least this share is


class DescribeUnseenSet:
    @pytest.mark.parametrize("folder", [UNSEEN, BLIND, PHRASED], ids=["unseen", "blind", "phrased"])
    def it_is_found_for_the_most_part_and_nothing_else_is(self, folder: Path) -> None:
        count = Counter((case.found, bool(findings(case))) for case in cases(folder))
        hit = count[True, True]
        assert hit >= FOUND * (hit + count[True, False])
        assert count[False, True] == 0

    @pytest.mark.parametrize("folder", [UNSEEN, BLIND], ids=["unseen", "blind"])
    def it_has_five_of_each_for_every_rule_that_it_names(self, folder: Path) -> None:
        count = Counter((case.rule, case.found) for case in cases(folder))
        assert {rule for rule, _ in count if min(count[rule, True], count[rule, False]) < 5} == set()
