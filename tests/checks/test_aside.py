"""Findings set aside: gone while the text stays, back when it changes, never where something is missing."""

from dataclasses import replace

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding
from desktop_app.domain.paper import Paper
from desktop_app.domain.record import Event, EventKind, chained

from .papers import SIGNING, TEMPLATE, TODAY, found, paper, rich

SUM = "It goes from £8.7m to £10.9m, an increase of £2.1m."


def aside(base: Paper, finding: Finding, choice: str = "") -> Paper:
    part = 2 if finding.restricted else 1
    event = Event(
        0, EventKind.SET_ASIDE, part, "2021-05-10T09:00:00+01:00", "Jo", key=finding.field, choice=choice,
        note="Rounded.", digest=finding.mark,
    )  # fmt: skip
    linked = chained(base.record, event)
    if part == 2:
        return base.with_restricted(record=(*base.restricted.record, linked))
    return base.with_public(record=(*base.public.record, linked))


class DescribeSettingAside:
    def it_takes_the_finding_away(self) -> None:
        base = paper({"notice.extra": rich(SUM)})
        (finding,) = found(base, "money.sums")
        assert found(aside(base, finding), "money.sums") == []

    def it_leaves_all_others(self) -> None:
        base = paper({"notice.extra": rich(SUM, SUM)})
        first, second = found(base, "money.sums")
        assert found(aside(base, first), "money.sums") == [second]

    def it_ends_when_that_text_changes(self) -> None:
        base = paper({"notice.extra": rich(SUM)})
        (finding,) = found(base, "money.sums")
        changed = replace(base.public, answers={**base.public.answers, "notice.extra": rich(SUM + " So.")})
        record = aside(base, finding).public.record
        assert len(found(Paper(replace(changed, record=record)), "money.sums")) == 1

    def it_goes_on_when_other_text_changes(self) -> None:
        base = paper({"notice.extra": rich(SUM)})
        (finding,) = found(base, "money.sums")
        other = paper({"notice.extra": rich(SUM), "notice.body": rich("New words.")})
        assert found(other.with_public(record=aside(base, finding).public.record), "money.sums") == []

    def it_can_be_taken_up_again(self) -> None:
        base = paper({"notice.extra": rich(SUM)})
        (finding,) = found(base, "money.sums")
        assert found(aside(aside(base, finding), finding, "taken_up"), "money.sums") == [finding]

    def it_is_not_for_what_is_missing(self) -> None:
        told = check(TEMPLATE, paper({"notice.title": None}), stage=SIGNING, today=TODAY)
        assert {f.mark for f in told if f.rule.startswith(("completeness.required", "declarations"))} == {""}

    def it_keys_the_marks_of_part_2(self) -> None:
        secret = paper({"notice.has_secret": True}, body=rich(SUM))
        (one,) = found(secret, "money.sums")
        (other,) = found(replace(secret, restricted=replace(secret.restricted, secret="k2")), "money.sums")
        assert one.mark != other.mark
        assert found(aside(secret, one), "money.sums") == []
