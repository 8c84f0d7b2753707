"""Advice on wording is given once in a paper, with where else it holds."""

import pytest

from desktop_app.checks.acronyms import uses
from desktop_app.domain.richtext import SubHeading, Text

from .labelled_set import Case, findings

_LONG = (
    "The service is renewed for a year so that the force can go on " + "with it and with what it does " * 4
)
_LONGER = _LONG.replace("The service", "The service that was let in the spring of last year")


def _told(rule: str, **texts: str | list[str] | bool) -> list[str]:
    given = {key.replace("__", "."): text for key, text in texts.items()}
    return [finding.message for finding in findings(Case(rule, given, found=True))]


class DescribeLongSentences:
    def it_tells_the_longest_and_where_the_others_are(self) -> None:
        (message,) = _told(
            "language.long",
            decision__issues=[f"{_LONG}now.", f"{_LONGER}now."],
            decision__legal_comments=f"{_LONG}later.",
        )
        assert message.startswith("Issues for consideration, 2.2: “The service that was let …”")
        assert "2 more have over 35: “Issues for consideration”, 2.1; “Legal comments”" in message

    def it_says_nothing_again_of_a_copy_in_another_document(self) -> None:
        texts = {"decision__issues": f"{_LONG}now.", "report__police_crime_plan": f"{_LONG}now."}
        assert len(_told("language.long", decision__with_report=True, **texts)) == 1
        texts["report__police_crime_plan"] = f"{_LONGER}now."
        assert len(_told("language.long", decision__with_report=True, **texts)) == 2


class DescribeAcronyms:
    def it_takes_no_word_of_a_heading_in_capitals_for_one(self) -> None:
        block = SubHeading((Text("EXECUTIVE SUMMARY"),))
        assert uses(block) == ()

    @pytest.mark.parametrize(
        ("words", "short"),
        [("FOI VAT", ["FOI", "VAT"]), ("SECURE GATEWAY (SG)", ["SG"]), ("The FOI REQUESTS", ["FOI"])],
    )
    def it_takes_them_elsewhere(self, words: str, short: list[str]) -> None:
        assert [use.short for use in uses(SubHeading((Text(words),)))][: len(short)] == short


class DescribePlainerWords:
    def it_tells_each_word_once_with_how_often_it_stands(self) -> None:
        told = _told(
            "language.plain",
            decision__issues="We utilise it in order to save. In order to utilise it, we pay.",
            decision__legal_comments="It is made in order to save.",
        )
        assert len(told) == 2
        assert "“in order to” says less" in told[1]
        assert "It stands 2 times more: “Issues for consideration”, 2.1; “Legal comments”, 4.1." in told[1]


class DescribeAcronymsWrittenOutAgain:
    def it_tells_all_of_a_document_at_once(self) -> None:
        words = "The Secure External Gateway (SEG) serves Digital Policing (DP)."
        (message,) = _told("acronyms.twice", decision__issues=[words, words, words])
        assert "“SEG” is written out as Secure External Gateway a second time, and so is DP" in message
