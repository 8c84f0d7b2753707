"""Rules run again only where what they read has changed, and then they say what they would say afresh."""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop_app.checks import engine, memory
from desktop_app.checks.facts import facts
from desktop_app.checks.finding import Finding
from desktop_app.checks.rule import Context, Note, Rule, Scope
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, PublicPaper, RichText
from desktop_app.domain.record import EventKind
from desktop_app.domain.richtext import Paragraph, Text
from desktop_app.storage.forms import load_catalogue
from tests.conftest import ROOT
from tools.bench import material, telling

from .labelled_set import Case, case_paper, cases, template
from .papers import SIGNING, TEMPLATE, TODAY, given, paper, rich

FOUND = [case for case in cases() if case.found]


def _checked(form: Template, checked: Paper, today: date = TODAY) -> tuple[Finding, ...]:
    return engine.check(form, checked, stage=Stage.SIGNING, today=today, language=True)


def _afresh(form: Template, checked: Paper) -> tuple[Finding, ...]:
    memory.forget()
    return _checked(form, checked)


def _steps(case: Case, chance: random.Random) -> Iterator[Paper]:
    """Yield a case's paper, then what becomes of it: a block gone, one added, a line or the record empty."""
    form, whole = case_paper(case.given)
    yield whole
    for key, value in whole.public.answers.items():
        if isinstance(value, RichText) and value.blocks:
            at = chance.randrange(len(value.blocks))
            yield _with(whole, key, RichText((*value.blocks[:at], *value.blocks[at + 1 :])))
            first = Paragraph((Text("See paragraph 1.1. It costs £1.2m and ends on 3 June 2019."),), id="new")
            yield _with(whole, key, RichText((first, *value.blocks)))
        elif not isinstance(value, RichText):
            answers = {other: one for other, one in whole.public.answers.items() if other != key}
            yield whole.with_public(answers=answers)
    yield whole.with_public(record=())
    if whole.restricted.answers:
        yield whole.with_restricted(answers={})
    yield whole
    assert form.key == whole.public.template


def _with(whole: Paper, key: str, value: RichText) -> Paper:
    return whole.with_public(answers={**whole.public.answers, key: value})


class DescribeWhatRulesRemember:
    @pytest.mark.parametrize("share", range(4))
    def it_is_what_they_would_say_afresh(self, share: int) -> None:
        chance = random.Random(share)
        for case in FOUND[share::16]:
            form = template(str(case.given.get("template", "mopac/decision-2021")))
            steps = list(_steps(case, chance))
            remembered = [_checked(form, step) for step in steps]
            assert remembered == [_afresh(form, step) for step in steps], case

    @pytest.mark.parametrize("grown", [telling.paper, telling.drifted])
    def it_is_that_of_a_copy_that_nobody_has_seen(self, grown: Callable[[Paper, int], Paper]) -> None:
        form, small = material.case()
        whole = grown(small, 28)
        steps = [change(3) for change in telling.changes(whole).values()]
        remembered = [_checked(form, step) for step in (whole, *steps, whole)]
        assert remembered == [_afresh(form, deepcopy(step)) for step in (whole, *steps, whole)]
        assert remembered[1] != remembered[0] == remembered[-1]

    def it_is_of_the_same_day(self) -> None:
        form = template()
        _, whole = case_paper(FOUND[0].given)
        before = _checked(form, whole)
        _checked(form, whole, date(2031, 1, 1))
        assert _checked(form, whole) == before == _afresh(form, whole)

    def it_is_of_the_same_words_of_part_2(self) -> None:
        secret = paper({"notice.has_secret": True, "notice.extra": rich("Bell Ltd.")}, body=rich("Bell Ltd."))
        told = {f.rule for f in engine.check(TEMPLATE, secret, stage=SIGNING, today=TODAY)}
        other = replace(secret, restricted=replace(secret.restricted, answers={"secret.body": rich("None.")}))
        quiet = {f.rule for f in engine.check(TEMPLATE, other, stage=SIGNING, today=TODAY)}
        assert "part1.both" in told - quiet

    def it_is_of_the_text_that_a_tick_stands_for(self) -> None:
        ticked = given(paper(), "notice.tick_money", EventKind.TICKED)
        changed = ticked.with_public(answers={**ticked.public.answers, "notice.body": rich("Another text.")})
        stale = [
            [f.field for f in engine.check(TEMPLATE, one, stage=SIGNING, today=TODAY) if "stale" in f.rule]
            for one in (ticked, changed, ticked)
        ]
        assert stale == [[], ["notice.tick_money"], []]

    def it_is_of_the_state_looked_at_while_another_thread_looks_at_a_later_one(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = (case_paper(case.given) for case in FOUND if case.rule == "completeness.option")
        form, now = next(each for each in found if "decision.has_part2" in each[1].public.answers)
        answers = {key: own for key, own in now.public.answers.items() if key != "decision.has_part2"}
        later = now.with_public(answers=answers)
        wanted = [_afresh(form, each) for each in (now, later)]
        assert wanted[0] != wanted[1]
        turns: list[object] = []

        class Interrupted(dict[Any, Any]):
            def __setitem__(self, key: Any, value: Any) -> None:
                super().__setitem__(key, value)
                if not turns:
                    turns.append(key)
                    _checked(form, later)

        memory.forget()
        monkeypatch.setattr(memory, "_frames", Interrupted())
        assert [_checked(form, each) for each in (now, later)] == wanted


class DescribeRunningAgain:
    def it_is_left_where_nothing_that_a_rule_reads_has_changed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        runs: list[int] = []

        def sums(text: str) -> tuple[str, ...]:
            return ("£",) if "£" in text else ()

        def counting(context: Context) -> Iterator[Note]:
            runs.append(len(list(facts(context, sums))))
            yield from ()

        rule = Rule("counting.paper", "t", "l", "w", "s", Scope.PAPER, counting)
        monkeypatch.setattr(engine, "RULES", (rule,))
        for words in ("It costs £5.", "It costs £5.", "It costs £6.", "None.", "Nothing."):
            checked = paper({"notice.body": rich("A first paragraph.", words)})
            engine.check(TEMPLATE, checked, stage=SIGNING, today=TODAY)
        assert runs == [1, 1, 0]  # the same words again give the same answer, and none the same as none

        same = paper({"notice.body": rich("A first paragraph.", "It costs £5.")})
        engine.check(TEMPLATE, same, stage=SIGNING, today=TODAY)
        longer = same.with_public(
            answers={
                **same.public.answers,
                "notice.body": RichText((*_blocks(same), Paragraph((Text("And so on."),), id="p9"))),
            }
        )
        engine.check(TEMPLATE, longer, stage=SIGNING, today=TODAY)
        assert runs == [1, 1, 0, 1]

    def it_is_left_where_an_answer_changed_that_is_not_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[object] = []

        def counting(context: Context) -> Iterator[Note]:
            read.append((context.public.get("notice.title"), len(context.record(TEMPLATE.forms[0]))))
            yield from ()

        rule = Rule("counting.paper", "t", "l", "w", "s", Scope.PAPER, counting)
        monkeypatch.setattr(engine, "RULES", (rule,))
        step = paper({"notice.title": "One"})
        for key, answer in (("notice.deferred", True), ("notice.title", "Two"), ("notice.deferred", False)):
            engine.check(TEMPLATE, step, stage=SIGNING, today=TODAY)
            step = step.with_public(answers={**step.public.answers, key: answer})
        step = given(step, "notice.tick_money", EventKind.TICKED)
        engine.check(TEMPLATE, step, stage=SIGNING, today=TODAY)
        assert read == [("One", 0), ("Two", 0), ("Two", 1)]


def _blocks(checked: Paper) -> tuple[Paragraph, ...]:
    body = checked.public.answers["notice.body"]
    assert isinstance(body, RichText)
    return tuple(block for block in body.blocks if isinstance(block, Paragraph))


class DescribeFormsReadAnew:
    def it_says_the_same_under_them(self) -> None:
        for day in (3, 4):
            text = f"The procurement began on {day} March 2025. The Procurement Act 2023 governs it."
            form = load_catalogue(ROOT / "forms").template("mopac/decision-2021")
            made = Paper(PublicPaper("id", form.key, {"decision.legal_comments": rich(text)}))
            found = _checked(form, made, date(2025, 9, 1))
            assert [finding.rule for finding in found if finding.rule == "law.regime"] == []
