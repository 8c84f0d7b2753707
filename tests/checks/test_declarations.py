"""Declarations: what is not ticked, what no longer stands, what is only claimed, what is not signed."""

import pytest

from desktop_app.checks.finding import Severity
from desktop_app.domain.paper import Paper
from desktop_app.domain.record import EventKind

from .papers import DECIDED, SIGNING, answered, found, given, keys_found, paper, rich

MONEY, LATE = "notice.tick_money", "notice.tick_late"
CHIEF, DECISION = "notice.chief", "notice.decision"


def changed(base: Paper) -> Paper:
    """Return the paper with the text that ticks vouch for changed."""
    return answered(base, "notice.body", rich("The boilers are worn out and leak."))


class DescribeOpenStatements:
    def it_finds_one_that_nobody_ticked(self) -> None:
        assert keys_found(paper(), "declarations.open") == [MONEY]

    def it_finds_one_that_was_withdrawn(self) -> None:
        back = given(given(paper(), MONEY, EventKind.TICKED), MONEY, EventKind.WITHDRAWN)
        assert keys_found(back, "declarations.open") == [MONEY]

    def it_finds_one_that_is_due_once_decided(self) -> None:
        assert keys_found(paper(), "declarations.open", stage=DECIDED) == [MONEY, LATE]

    def it_finds_one_of_a_restricted_document_once_there_is_one(self) -> None:
        secret = paper({"notice.has_secret": True}, body=rich("Bids."))
        assert keys_found(secret, "declarations.open", stage=DECIDED) == [MONEY, LATE, "secret.tick"]

    def it_does_not_take_another_event_for_a_tick(self) -> None:
        other = given(paper(), MONEY, EventKind.SET_ASIDE)
        assert keys_found(other, "declarations.open") == [MONEY]

    @pytest.mark.parametrize("choice", ["", "later", "na"])
    def it_leaves_alone_one_that_was_answered(self, choice: str) -> None:
        ticked = given(paper(), MONEY, EventKind.TICKED, choice=choice, note="No money is spent.")
        assert keys_found(ticked, "declarations.open") == []

    def it_leaves_alone_one_that_is_stale_or_claimed_for_which_there_are_rules(self) -> None:
        assert keys_found(changed(given(paper(), MONEY, EventKind.TICKED)), "declarations.open") == []
        assert keys_found(given(paper(), MONEY, EventKind.CLAIMED), "declarations.open") == []

    def it_names_the_text_that_it_vouches_for(self) -> None:
        (finding,) = found(paper(), "declarations.open")
        assert "“Body”" in finding.message
        assert finding.message.startswith("Signing, Financial advice: ")


class DescribeStale:
    @pytest.mark.parametrize("key", [MONEY, CHIEF, DECISION])
    @pytest.mark.parametrize("stage", [SIGNING, DECIDED])
    def it_finds_what_was_given_for_other_text(self, key: str, stage: object) -> None:
        kind = EventKind.TICKED if key == MONEY else EventKind.SIGNED
        stale = changed(given(paper(), key, kind))
        (finding,) = found(stale, "declarations.stale", stage=DECIDED if stage is DECIDED else SIGNING)
        assert (finding.field, finding.severity) == (key, Severity.ERROR)
        assert "Jo on 10 May 2021" in finding.message

    def it_lets_it_stand_again_once_the_text_is_as_it_was(self) -> None:
        ticked = given(paper(), MONEY, EventKind.TICKED)
        same = answered(changed(ticked), "notice.body", rich("The boilers are worn out."))
        assert found(same, "declarations.stale") == []

    @pytest.mark.parametrize("key", ["notice.title", "notice.extra", "notice.asks", "notice.reason"])
    def it_leaves_alone_a_change_of_what_it_does_not_vouch_for(self, key: str) -> None:
        other = "New title" if key in ("notice.title", "notice.reason") else rich("Other.")
        ticked = given(paper(), MONEY, EventKind.TICKED)
        assert found(answered(ticked, key, other), "declarations.stale") == []

    def it_leaves_alone_what_was_never_given_or_withdrawn(self) -> None:
        back = given(given(paper(), MONEY, EventKind.TICKED), MONEY, EventKind.WITHDRAWN)
        assert found(changed(back), "declarations.stale") == []
        assert found(changed(paper()), "declarations.stale") == []


class DescribeClaimed:
    def it_finds_a_tick_known_from_an_import(self) -> None:
        (finding,) = found(given(paper(), MONEY, EventKind.CLAIMED), "declarations.claimed")
        assert (finding.field, finding.severity) == (MONEY, Severity.ERROR)

    @pytest.mark.parametrize("key", [CHIEF, DECISION, LATE])
    def it_only_advises_on_what_is_not_due_yet(self, key: str) -> None:
        claimed = given(paper(), key, EventKind.CLAIMED)
        assert [f.severity for f in found(claimed, "declarations.claimed")] == [Severity.ADVICE]
        decided = found(claimed, "declarations.claimed", stage=DECIDED)
        assert [f.severity for f in decided] == [Severity.ERROR]

    def it_names_who_is_said_to_have_given_it(self) -> None:
        (finding,) = found(
            given(paper(), CHIEF, EventKind.CLAIMED, who="R. Lawrence"), "declarations.claimed"
        )
        assert "signed by R. Lawrence" in finding.message

    @pytest.mark.parametrize("kind", [EventKind.TICKED, EventKind.WITHDRAWN])
    def it_leaves_alone_what_was_confirmed_or_withdrawn_here(self, kind: EventKind) -> None:
        here = given(given(paper(), MONEY, EventKind.CLAIMED), MONEY, kind)
        assert found(here, "declarations.claimed") == []

    @pytest.mark.parametrize("kind", [EventKind.IMPORTED, EventKind.EXPORTED, EventKind.SET_ASIDE])
    def it_leaves_alone_other_events(self, kind: EventKind) -> None:
        assert found(given(paper(), MONEY, kind), "declarations.claimed") == []


class DescribeReasons:
    @pytest.mark.parametrize("note", ["", " ", "\n", "\t", "\u00a0"])
    def it_finds_an_alternative_without_its_reason(self, note: str) -> None:
        bare = given(paper(), MONEY, EventKind.TICKED, choice="na", note=note)
        assert keys_found(bare, "declarations.reason") == [MONEY]

    @pytest.mark.parametrize(
        ("kind", "choice", "note"),
        [
            (EventKind.TICKED, "na", "No money is spent."),
            (EventKind.TICKED, "later", ""),
            (EventKind.TICKED, "", ""),
            (EventKind.CLAIMED, "na", ""),
            (EventKind.WITHDRAWN, "", ""),
        ],
    )
    def it_leaves_alone_those_that_need_none(self, kind: EventKind, choice: str, note: str) -> None:
        answer = given(paper(), MONEY, kind, choice=choice, note=note)
        assert keys_found(answer, "declarations.reason") == []


class DescribeSignatures:
    def it_needs_all_of_them_once_decided(self) -> None:
        assert keys_found(paper(), "declarations.signature", stage=DECIDED) == [CHIEF, DECISION]

    @pytest.mark.parametrize(("signed", "left"), [(CHIEF, DECISION), (DECISION, CHIEF)])
    def it_finds_the_one_that_is_left(self, signed: str, left: str) -> None:
        one = given(paper(), signed, EventKind.SIGNED, choice="2021-05-10")
        assert keys_found(one, "declarations.signature", stage=DECIDED) == [left]

    def it_finds_one_that_was_withdrawn(self) -> None:
        back = given(given(paper(), CHIEF, EventKind.SIGNED), CHIEF, EventKind.WITHDRAWN)
        assert CHIEF in keys_found(back, "declarations.signature", stage=DECIDED)

    def it_names_the_post(self) -> None:
        assert "of the Chief" in found(paper(), "declarations.signature", stage=DECIDED)[0].message

    def it_needs_none_for_signing(self) -> None:
        assert keys_found(paper(), "declarations.signature", stage=SIGNING) == []

    @pytest.mark.parametrize("kind", [EventKind.SIGNED, EventKind.CLAIMED])
    def it_leaves_alone_what_is_there_or_told_by_another_rule(self, kind: EventKind) -> None:
        both = given(given(paper(), CHIEF, kind), DECISION, kind)
        assert keys_found(both, "declarations.signature", stage=DECIDED) == []
        assert keys_found(changed(both), "declarations.signature", stage=DECIDED) == []


def signed_on(chief: str, decision: str) -> Paper:
    """Return a paper signed by both on the days given as ISO dates."""
    first = given(paper(), CHIEF, EventKind.SIGNED, choice=chief)
    return given(first, DECISION, EventKind.SIGNED, choice=decision)


class DescribeOrder:
    @pytest.mark.parametrize(
        ("chief", "decision"),
        [
            ("2021-05-11", "2021-05-10"),
            ("2021-05-10", "2021-05-09"),
            ("2021-06-01", "2021-05-31"),
            ("2022-01-01", "2021-12-31"),
            ("2021-05-10", "2020-05-10"),
        ],
    )
    def it_finds_a_decision_dated_before_the_advice(self, chief: str, decision: str) -> None:
        assert keys_found(signed_on(chief, decision), "declarations.order", stage=DECIDED) == [DECISION]

    @pytest.mark.parametrize(
        ("chief", "decision"),
        [
            ("2021-05-10", "2021-05-10"),
            ("2021-05-10", "2021-05-11"),
            ("2020-12-31", "2021-01-01"),
            ("", "2021-05-10"),
            ("2021-05-10", ""),
            ("some day", "2021-05-10"),
        ],
    )
    def it_leaves_alone_the_right_order_and_days_unknown(self, chief: str, decision: str) -> None:
        assert keys_found(signed_on(chief, decision), "declarations.order", stage=DECIDED) == []

    def it_names_both_days(self) -> None:
        (finding,) = found(signed_on("2021-05-11", "2021-05-10"), "declarations.order")
        assert "10 May 2021" in finding.message
        assert "11 May 2021" in finding.message
