"""Papers of other shapes: lost numbers, lost headings, hard line ends, another authority, Part 2."""

import pytest

from desktop_app.domain.paper import Choices, Person
from desktop_app.domain.richtext import Footnote, ListItem, Paragraph, SubHeading, plain
from desktop_app.domain.text import clean

from .sample import answers, blocks, everything, imported, lines, reference


class DescribeRepeatedOnes:
    def it_finds_headings_among_paragraphs_that_all_bear_a_one(self) -> None:
        found = reference("repeated-ones.txt")
        assert lines(found, "decision.legal_comments") == [
            "The lease is outside the Public Contracts Regulations 2015.",
            "Paragraph 4.8 of the Scheme gives the Deputy Mayor the power to approve it.",
        ]
        assert not found.paper.public.leftovers

    def it_takes_title_and_reference_from_a_repeated_line(self) -> None:
        held = answers(reference("repeated-ones.txt").paper)
        assert held["decision.title"] == "Vehicle Recovery Storage: extension of lease"
        assert held["decision.reference"] == "PCD 1042"

    def it_finds_the_recommendation_by_its_lead_in_and_the_summary_before_it(self) -> None:
        found = reference("repeated-ones.txt")
        assert len(blocks(found, "decision.recommendation")) == 2
        assert lines(found, "decision.executive_summary")[0].startswith("This paper seeks approval")
        assert "Text without a heading was taken for the executive summary." in found.notes

    def it_keeps_lettered_items_at_their_level(self) -> None:
        found = blocks(reference("repeated-ones.txt"), "decision.issues")
        assert [getattr(block, "level", None) for block in found] == [0, 1, 1, 1, 0]


class DescribeLoneDashes:
    def it_takes_a_lone_dash_for_a_lost_number(self) -> None:
        found = reference("lone-dashes.txt")
        assert len(blocks(found, "decision.recommendation")) == 2
        assert lines(found, "decision.introduction") == [
            "Armour is replaced after ten years, when its makers no longer vouch for it.",
            "The present stock was bought in 2014.",
        ]

    def it_tells_bullets_from_lost_numbers(self) -> None:
        kinds = [type(block) for block in blocks(reference("lone-dashes.txt"), "decision.issues")]
        assert kinds == [Paragraph, Paragraph, ListItem, ListItem]

    def it_lists_the_links_of_the_page(self) -> None:
        left = [leftover.text for leftover in reference("lone-dashes.txt").paper.public.leftovers]
        assert left == ["Home", "Share this page", "Back to top"]


class DescribeUnnumbered:
    def it_numbers_paragraphs_that_had_no_number(self) -> None:
        found = blocks(reference("unnumbered.txt"), "decision.introduction")
        assert [block.numbered for block in found if isinstance(block, Paragraph)] == [True, True]

    def it_joins_lines_that_their_width_broke(self) -> None:
        found = lines(reference("unnumbered.txt"), "decision.introduction")
        assert found[0].endswith("because nobody can tell whose they are.")
        assert lines(reference("unnumbered.txt"), "decision.recommendation")[0].endswith(
            "for the marking of cycles."
        )

    def it_binds_a_footnote_to_its_mark(self) -> None:
        last = blocks(reference("unnumbered.txt"), "decision.introduction")[-1]
        assert isinstance(last, Paragraph)
        notes = [run for run in last.runs if isinstance(run, Footnote)]
        assert [plain(note.note) for note in notes] == ["Survey of the scheme of 2016."]

    def it_knows_a_bold_line_as_a_sub_heading(self) -> None:
        found = blocks(reference("unnumbered.txt"), "decision.issues")
        assert [type(block) for block in found] == [Paragraph, SubHeading, Paragraph]

    def it_reads_interests_signature_and_deferral(self) -> None:
        found = reference("unnumbered.txt")
        held = answers(found.paper)
        assert held["decision.interests"] == "I am a member of a cycling club."
        assert held["decision.deferred"] is True
        assert held["decision.deferral_reason"] == "The scheme is launched in June."
        assert str(held["decision.deferred_until"]) == "2017-07-01"
        claim = found.paper.record[-1]
        assert (claim.key, claim.who, claim.note) == ("decision.approval", "A. Morgan", "3rd May 2017")
        assert not found.paper.public.leftovers


class DescribeContinuous:
    def it_keeps_a_paragraph_of_a_scheme_at_the_start_of_a_line(self) -> None:
        found = lines(reference("continuous-2015.txt"), "decision.issues")
        assert found[0].endswith("as paragraph 4.8 of the guidance asks to be shown.")

    def it_keeps_both_roman_items_at_one_level(self) -> None:
        found = blocks(reference("continuous-2015.txt"), "decision.issues")
        assert [getattr(block, "level", None) for block in found] == [0, 0, 1, 1]

    def it_joins_a_sentence_across_a_blank_line(self) -> None:
        found = lines(reference("continuous-2015.txt"), "decision.financial_comments")
        (only,) = found
        assert only.endswith("£330,000 in all, and they are paid for from the capital budget.")

    def it_reads_a_run_in_recommendation(self) -> None:
        found = lines(reference("continuous-2015.txt"), "decision.recommendation")
        assert found == ["approve the purchase of six vans at a cost of £330,000."]


class DescribeCouncilReport:
    def it_is_read_as_the_form_of_the_council(self) -> None:
        assert reference("council-report.txt").template.key == "northmoor/committee-report-2025"

    def it_reads_choices_and_persons(self) -> None:
        held = answers(reference("council-report.txt").paper)
        assert held["report.decision_maker"] == Choices(("cabinet",))
        assert held["report.wards"] == Choices(("abbey", "priory"))
        assert held["report.lead_director"] == Person("Sam Okoro", "Director of Place")

    def it_reads_answers_to_questions(self) -> None:
        held = answers(reference("council-report.txt").paper)
        assert (held["report.key_decision"], held["report.call_in"]) == (True, True)
        assert held["report.has_exempt"] is False

    def it_reads_every_section(self) -> None:
        found = reference("council-report.txt")
        assert lines(found, "report.purpose") == [
            "To ask Cabinet to let the contract for resurfacing the Market Square."
        ]
        assert len(blocks(found, "report.recommendation")) == 2
        assert lines(found, "report.background_papers") == ["None."]
        assert not found.paper.public.leftovers


class DescribePartTwo:
    def it_keeps_restricted_text_out_of_part_one(self) -> None:
        found = reference("part-two.txt")
        assert "84,300" in everything(found.paper)
        public = found.paper.with_restricted(answers={}, leftovers=(), record=())
        assert "84,300" not in everything(public)
        assert "Printed from" not in everything(public)

    def it_reads_the_restricted_form(self) -> None:
        held = reference("part-two.txt").paper.restricted.answers
        assert held["part2.exemptions"] == Choices(("foia-43",))
        assert str(held["part2.held_back_until"]) == "2019-04-01"


@pytest.mark.parametrize(
    "heading",
    [
        "Legal Comments",
        "4. Legal Comments",
        "- 4. LEGAL COMMENTS:",
        "4 Legal comments",
        "**4. Legal Comments**",
        "### Legal Comments",
        "Legal  comments :",
        "**Legal Comments**",
    ],
)
def it_finds_a_heading_in_any_dress(heading: str) -> None:
    text = f"Executive Summary:\n\nWords.\n\n{heading}\n\nThe power is there.\n\nEquality Comments\n\nNone."
    assert lines(imported(text), "decision.legal_comments") == ["The power is there."]


def it_takes_no_sentence_for_a_heading() -> None:
    start = "Executive Summary:\n\nWords.\n\nLegal Comments\n\n"
    text = f"{start}Legal advice was taken.\n\nEquality Comments are below."
    assert lines(imported(text), "decision.legal_comments") == [
        "Legal advice was taken.",
        "Equality Comments are below.",
    ]


def it_keeps_the_characters_of_the_author() -> None:
    words = "“Curly” – it’s 50% of £1.2m… and  two spaces"
    text = f"Executive Summary:\n\n{words}\n\nLegal Comments\n\n4.1. {words}"
    found = imported(text)
    assert lines(found, "decision.executive_summary") == [clean(words)]
    assert lines(found, "decision.legal_comments") == [clean(words)]


@pytest.mark.parametrize(("mark", "claimed"), [("✓", 1), ("☑", 1), ("[x]", 1), ("", 0), ("☐", 0)])
def it_claims_only_what_is_ticked(mark: str, claimed: int) -> None:
    statement = "The MPS legal team has been consulted on the proposal."
    start = "Executive Summary:\n\nWords.\n\nORIGINATING OFFICER DECLARATION\n\nLegal Advice"
    text = f"{start}\n\n{statement}\n\n{mark}"
    assert len(imported(text).paper.record) == 1 + claimed
