"""Every rule of the labelled set finds what it must and nothing in what only looks like it."""

from collections import Counter
from dataclasses import replace

import pytest

from desktop_app.checks.engine import RULES, check
from desktop_app.checks.finding import Severity
from desktop_app.domain.fields import Stage

from .labelled_set import HELD_OUT, TODAY, Case, case_paper, cases, findings, right

CASES = list(cases())
#: Rules of what is read off the text: asked about, never called an error.
FAMILIES = ("money", "timeline", "law", "ticks", "part1", "acronyms", "language", "agree")


class DescribeLabelledSet:
    @pytest.mark.parametrize("case", [c for c in CASES if c.found], ids=lambda c: f"{c.rule}: {c.words}")
    def it_finds_asking_and_never_calling_sums_and_timelines_errors(self, case: Case) -> None:
        found = findings(case)
        assert right(case, found), [finding.message for finding in found]
        if case.rule.startswith(FAMILIES):
            assert not any(f.severity is Severity.ERROR or "wrong" in f.message for f in found)

    @pytest.mark.parametrize("case", [c for c in CASES if not c.found], ids=lambda c: f"{c.rule}: {c.words}")
    def it_leaves_alone(self, case: Case) -> None:
        assert [finding.message for finding in findings(case)] == []

    def it_has_five_of_each_for_every_rule(self) -> None:
        count = Counter((case.rule, case.found) for case in (*CASES, *cases(HELD_OUT)))
        ids = [rule.id for rule in RULES]
        assert {rule for rule in ids for found in (True, False) if count[rule, found] < 5} == set()

    def it_knows_every_rule_that_it_names(self) -> None:
        assert {case.rule for case in CASES} <= {rule.id for rule in RULES}


class DescribeTurningOff:
    @pytest.mark.parametrize("rule", [rule.id for rule in RULES])
    def it_silences_any_rule_that_the_pack_turns_off(self, rule: str) -> None:
        found = (case for case in (*CASES, *cases(HELD_OUT)) if case.found and case.rule == rule)
        case = next(case for case in found if findings(case))
        form, paper = case_paper(case.given)
        off = replace(form, pack=replace(form.pack, off=(*form.pack.off, rule)))
        today = case.given.get("today", TODAY)
        stage = Stage(case.given.get("stage", "signing"))
        told = check(off, paper, stage=stage, today=today, language=True)
        assert rule not in {finding.rule for finding in told}
