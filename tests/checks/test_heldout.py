"""The rules on sentences that they were not made for, and on the sums and dates of published papers."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from desktop_app.checks.engine import RULES

from .labelled_set import HELD_OUT, all_findings, cases, findings, relations

FOUND = 0.85  #: of what must be found, at least this share is
TRUE = 0.95  #: of what is found, at least this share is rightly so
FAILS = [(paper, rule, given) for paper, rule, given in relations() if rule]
HOLDS = [(paper, given) for paper, rule, given in relations() if not rule]
SUMS = ("money", "timeline", "law", "dates")


class DescribeHeldOutSet:
    def it_is_found_and_left_alone_for_the_most_part(self) -> None:
        count: Counter[tuple[bool, bool]] = Counter()
        for case in cases(HELD_OUT):
            count[case.found, bool(findings(case))] += 1
        hit = count[True, True]
        assert hit >= FOUND * (hit + count[True, False])
        assert hit >= TRUE * (hit + count[False, True])

    def it_has_five_of_each_for_every_rule_that_it_names(self) -> None:
        count = Counter((case.rule, case.found) for case in cases(HELD_OUT))
        assert {rule for rule, _ in count if min(count[rule, True], count[rule, False]) < 5} == set()


class DescribeSumsOfPublishedPapers:
    @pytest.mark.parametrize(("paper", "rule", "given"), FAILS, ids=[paper for paper, _, _ in FAILS])
    def it_tells_those_that_fail(self, paper: str, rule: str, given: Mapping[str, Any]) -> None:
        assert rule in {finding.rule for finding in all_findings(given)}

    @pytest.mark.parametrize(("paper", "given"), HOLDS, ids=[paper for paper, _ in HOLDS])
    def it_is_quiet_on_those_that_hold(self, paper: str, given: Mapping[str, Any]) -> None:
        told = [finding for finding in all_findings(given) if finding.rule.startswith(SUMS)]
        assert [finding.message for finding in told] == []

    def it_names_rules_that_there_are(self) -> None:
        assert {rule for _, rule, _ in FAILS} <= {rule.id for rule in RULES}
