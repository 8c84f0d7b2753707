"""Going anywhere by typing: what a few letters mean, in an order that can be learnt."""

import pytest

from desktop_app.app.anywhere import SHOWN, Fit, Kind, Target, best, fit

MONEY = Target(Kind.SECTION, "3 Financial Comments", "Decision form", "decision.money")
LEGAL = Target(Kind.SECTION, "4 Legal Comments", "Decision form", "decision.legal")
EXPORT = Target(Kind.COMMAND, "Export", "Ctrl+E")
FINDING = Target(Kind.FINDING, "Does not add up", "Financial Comments 3.2")
PAPER = Target(Kind.PAPER, "PCD 602 Legal fees", "published")
ALL = [PAPER, FINDING, EXPORT, MONEY, LEGAL]


class DescribeFit:
    @pytest.mark.parametrize(
        ("typed", "target", "how"),
        [
            ("export", EXPORT, Fit.WHOLE),
            ("exp", EXPORT, Fit.START),
            ("3", MONEY, Fit.START),
            ("fin com", MONEY, Fit.WORDS),
            ("com fin", MONEY, Fit.WORDS),
            ("nancial", MONEY, Fit.INSIDE),
            ("decision fin", MONEY, Fit.WORDS),
            ("3fc", MONEY, Fit.INITIALS),
            ("dna", FINDING, Fit.INITIALS),
            ("602", PAPER, Fit.WORDS),
            ("xyz", MONEY, None),
            ("fin xyz", MONEY, None),
        ],
    )
    def it_is(self, typed: str, target: Target, how: Fit | None) -> None:
        assert fit(typed, target) is how


class DescribeOrder:
    def it_offers_everything_by_kind_before_a_key_is_pressed(self) -> None:
        assert best("  ", ALL) == [MONEY, LEGAL, EXPORT, FINDING, PAPER]

    def it_puts_the_better_fit_first_and_sections_before_papers(self) -> None:
        assert best("legal", ALL) == [LEGAL, PAPER]

    def it_finds_a_paper_by_its_reference(self) -> None:
        assert best("pcd 602", ALL) == [PAPER]

    def it_knows_no_case(self) -> None:
        assert best("EXPORT", ALL)[0] is EXPORT

    def it_finds_findings_by_their_place(self) -> None:
        assert best("3.2", ALL) == [FINDING]

    def it_keeps_to_what_can_be_read(self) -> None:
        assert len(best("paper", [Target(Kind.PAPER, f"paper {n}") for n in range(999)])) == SHOWN

    def it_stays_the_same_for_the_same_letters(self) -> None:
        assert best("com", ALL) == best("com", list(ALL))


class DescribeNumbersOfSections:
    def it_keeps_the_order_of_the_forms_whether_sections_are_numbered_or_not(self) -> None:
        targets = [
            Target(Kind.SECTION, "3 Financial comments", "Decision form", "a"),
            Target(Kind.SECTION, "Financial and commercial", "Board report", "b"),
        ]
        assert [target.key for target in best("financial", targets)] == ["a", "b"]
        assert [target.key for target in best("fc", targets)] == ["a"]
