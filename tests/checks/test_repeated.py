"""Sentences of Part 2 in public text: told while writing, at once, to whoever may read both parts."""

from dataclasses import replace

import pytest

from desktop_app.checks.engine import check_public, checked
from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Template, Wording
from desktop_app.domain.form_words import words_of_forms
from desktop_app.domain.paper import Paper, RichText, Value
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import Block, Cell, Footnote, Paragraph, Table, Text
from tests.export.papers import filled, sample, templates

from .papers import SIGNING, TEMPLATE, TODAY, found, paper, rich

TOLD = "The bidder would take less for the gates if the term were five years."
YES: dict[str, Value] = {"notice.has_secret": True}
RULE = "part2.repeated"


def told(held: Paper, template: Template) -> list[str]:
    """Return what the rule says when the paper is decided."""
    return [f.message for f in found(held, RULE, stage=Stage.DECIDED, template=template)]


def one(body: Value, secret: str | Block = TOLD) -> Finding:
    (finding,) = found(paper({**YES, "notice.body": body}, body=rich(secret)), RULE)
    return finding


class DescribeAFinding:
    def it_is_an_error_at_the_words_and_names_both_places(self) -> None:
        finding = one(rich("A first one.", f"It is said: {TOLD} So be it."))
        assert finding.severity is Severity.ERROR
        assert (finding.block, finding.text) == ("p1", TOLD[:-1])
        assert finding.message.startswith("Text, Body, 1.2: “The bidder")
        assert "word for word in Restricted annex, Secret text, 1 as well" in finding.message

    def it_is_told_of_part_2_to_nobody_who_reads_part_1_alone(self) -> None:
        held = paper({**YES, "notice.body": rich(TOLD)}, body=rich(TOLD))
        assert one(rich(TOLD)).restricted
        public = check_public(TEMPLATE, held.public, stage=SIGNING, today=TODAY)
        assert RULE not in {finding.rule for finding in public}

    def it_cannot_be_set_aside(self) -> None:
        assert one(rich(TOLD)).mark == ""
        held = paper({**YES, "notice.body": rich(TOLD)}, body=rich(TOLD))
        event = Event(0, EventKind.SET_ASIDE, 2, "2021-05-10T09:00:00+01:00", "Jo", digest="0" * 64)
        held = held.with_restricted(record=(chained(held.record, event),))
        assert RULE in {f.rule for f in checked(TEMPLATE, held, stage=SIGNING, today=TODAY).told}

    def it_is_made_wherever_text_stands(self) -> None:
        runs = (Text("As agreed"), Footnote("n", (Text(TOLD),)))
        assert one(rich(Paragraph(runs, id="p0"))).message.count("In the footnote") == 1
        table = Table(((Cell((Text(TOLD),)),),), caption="Gates", id="p0")
        assert one(rich(table)).cell == (0, 0)
        assert "caption" in one(rich(replace(table, caption=TOLD, rows=()))).message
        assert one(rich(TOLD), replace(table, id="t")).message

    def it_is_made_where_the_paper_says_that_it_has_no_part_2(self) -> None:
        assert found(paper({"notice.body": rich(TOLD)}, body=rich(TOLD)), RULE)


def everything_said(template: Template) -> Paper:
    """Return a paper that says in both parts what its forms say, and goes its own way where it can."""
    held = filled(template)
    blocks = [block for form in template.forms for s in form.sections for item in s.items
              if isinstance(item, Wording) for block in item.blocks]  # fmt: skip
    blocks += [Paragraph(form.left_behind) for form in template.forms]
    blocks += [block for clause in template.clauses for block in clause.blocks]
    wording = RichText(tuple(replace(block, id=f"w{at}") for at, block in enumerate(blocks)))
    answers = {**held.public.answers, **held.restricted.answers}
    for item in template.fields:
        source = next((answers[key] for key in item.follows if key in answers), None)
        if source is not None:
            answers[item.key] = source
    rich_keys = [key for key, value in answers.items() if isinstance(value, RichText)]
    for key in rich_keys:
        template_item = template.field(key)
        if not template_item.follows:
            answers[key] = wording
    public = {key: value for key, value in answers.items() if not template.is_restricted(key)}
    secret = {key: value for key, value in answers.items() if template.is_restricted(key)}
    way = frozenset(item.key for item in template.fields if item.follows)
    held = held.with_public(answers=public, own_way=way)
    return held.with_restricted(answers=secret)


class DescribeTheFormsOwnWords:
    @pytest.mark.parametrize("key", templates())
    def it_leaves_them_alone_in_every_form(self, key: str) -> None:
        template = templates()[key]
        assert told(filled(template), template) == []
        assert told(everything_said(template), template) == []

    def it_leaves_the_sample_alone(self) -> None:
        held = sample()
        assert held.restricted.answers
        assert told(held, templates()[held.public.template]) == []

    @pytest.mark.parametrize("key", templates())
    def it_finds_a_sentence_in_every_form_that_has_a_part_2(self, key: str) -> None:
        template = templates()[key]
        held = filled(template)
        public = next(k for k, v in held.public.answers.items() if isinstance(v, RichText))
        secret = next((k for k, v in held.restricted.answers.items() if isinstance(v, RichText)), "")
        held = held.with_public(answers={**held.public.answers, public: rich(TOLD)})
        if secret:
            held = held.with_restricted(answers={**held.restricted.answers, secret: rich(TOLD)})
        assert len(told(held, template)) == bool(secret)


class DescribePartsOfASentence:
    RULE = "part1.both"
    LONG = f"{TOLD[:-1]}, and it would then take on the wages of the twelve clerks in the first year."

    def shared(self, public: str, secret: str = LONG) -> list[Finding]:
        held = paper({**YES, "notice.body": rich(public)}, body=rich(secret))
        assert found(held, RULE) == []
        return [each for each in found(held, self.RULE) if "word for word" in each.message]

    def it_asks_about_twelve_words_in_a_row(self) -> None:
        part = "would then take on the wages of the twelve clerks in the first"
        (finding,) = self.shared(f"The buyer {part} month.")
        assert (finding.text, finding.severity) == (part, Severity.WARNING)
        assert finding.mark  # it may be public by intent
        assert finding.restricted
        assert "Restricted annex, Secret text, 1" in finding.message

    def it_says_nothing_of_fewer_words(self) -> None:
        assert self.shared("It would then take on the wages of the twelve clerks.") == []

    def it_says_nothing_of_names_of_laws_and_bodies(self) -> None:
        named = (
            "the Police Reform and Social Responsibility Act 2011 and the Public Contracts Regulations 2015"
        )
        assert (
            self.shared(f"We relied on {named}.", f"Counsel finds that {named} do not stand in the way.")
            == []
        )

    def it_says_nothing_of_what_forms_say(self) -> None:
        said = next(words for words in sorted(words_of_forms(TEMPLATE), key=len, reverse=True))
        assert self.shared(f"So: {said}", f"Therefore we think that {said}") == []


class DescribeRoundedSums:
    def asked(self, public: str) -> list[str]:
        held = paper({**YES, "notice.body": rich(public)}, body=rich("The second bid was £3,112,450."))
        return [each.text for each in found(held, "part1.both") if "rounded" in each.message]

    @pytest.mark.parametrize("written", ["£3.11m", "£3.112 million", "£3,112k", "£3.11 million"])
    def it_asks_about_a_sum_of_part_2_in_fewer_digits(self, written: str) -> None:
        assert self.asked(f"Both bids were above {written}.") == [written]

    @pytest.mark.parametrize("written", ["£3.1m", "£3.12m", "£3m"])
    def it_says_nothing_of_other_sums_and_of_what_may_be_chance(self, written: str) -> None:
        assert self.asked(f"Both bids were above {written}.") == []

    def it_says_nothing_where_it_may_be_a_public_sum(self) -> None:
        assert self.asked("It was £3.11m, to be exact £3,110,400.") == []
