"""The two published papers: every section in its place, nothing lost, nothing claimed as valid."""

import re
import textwrap
from pathlib import Path

import pytest

from desktop_app.domain.paper import Choices, Month, Person
from desktop_app.domain.reading import read_whole
from desktop_app.domain.richtext import Paragraph, blocks_text
from desktop_app.intake.text import Imported

from .sample import answers, blocks, everything, imported

OWN = "report.{}"


@pytest.fixture
def pcd602(real_papers: Path) -> Imported:
    return imported((real_papers / "pcd-602.txt").read_text(encoding="utf-8"), "pcd-602.txt")


@pytest.fixture
def pcd963(real_papers: Path) -> Imported:
    return imported((real_papers / "pcd-963.txt").read_text(encoding="utf-8"), "pcd-963.txt")


def printed(found: Imported, key: str) -> list[str]:
    """Return the blocks of a field as they print: what it follows, then its own."""
    reading = read_whole(found.template, found.paper)
    return [blocks_text([block]) for block in reading.blocks(key)]


PLACES_602 = (
    ("decision.executive_summary", 1, "This paper seeks approval for", "modern London operational policing."),
    ("decision.recommendation", 2, "Approve award of the extension of the existing", "(DP) budget."),
    ("decision.introduction", 3, "MPS has operated a Secure", "optimised MetSEG environment."),
    ("decision.issues", 2, "Both the existing SEG", "MetSEG solution is available"),
    (
        "decision.financial_comments",
        2,
        "The requested extension facilitates",
        "implications in this proposal.",
    ),
    ("decision.legal_comments", 5, "The Mayor's Office for Policing", "more than 12 months."),
    ("decision.gdpr", 4, "The MPS is subject to", "taken to ensure compliance."),
    ("decision.equality", 1, "As this is an extension", "to equality or diversity."),
    ("decision.background_papers", 1, "Report", "Report"),
    ("report.executive_summary", 1, "This paper seeks approval for", "modern London operational policing."),
    ("report.recommendation_board", 2, "Approval for award of the extension of the existing", "(DP) budget."),
    ("report.recommendation_deputy_mayor", 2, "Approval for award", "(DP) budget."),
    ("report.introduction", 3, "MPS has operated a Secure", "optimised MetSEG environment."),
    ("report.issues", 4, "Both the existing SEG", "unplanned and planned events."),
    ("report.police_crime_plan", 3, "This extension provides service", "Police & Crime Plan 2017-2021."),
    ("report.financial_commercial", 3, "The requested extension facilitates", "to responsible procurement."),
    ("report.equality", 1, "As this is an extension", "to equality or diversity."),
    ("report.privacy", 4, "The MPS is subject to", "taken to ensure compliance"),
    ("report.legal", 5, "The Mayor's Office for Policing", "more than 12 months."),
    ("report.real_estate", 1, "There are no changes to", "for this contract extension"),
    ("report.environmental", 1, "There are no Environment Implications", "for this contract extension"),
    ("report.background_papers", 1, "Not used.", "Not used."),
    ("report.part2_reasons", 2, "Exempt under Article 2(2)(a)", "information management solution."),
)

PLACES_963 = (
    ("decision.executive_summary", 1, "The MPS receives, creates", "further approval through IAM."),
    ("decision.recommendation", 1, "approve a further one-year contract", "needs to be taken up."),
    ("decision.introduction", 2, "The MPS receives, creates", "with Box is required."),
    ("decision.issues", 1, "This information is contained", "section of the report."),
    ("decision.financial_comments", 1, "The request is for", "needs to be taken up."),
    ("decision.legal_comments", 5, "The Mayor’s Office for Policing", "with procurement regulations."),
    ("decision.commercial_issues", 1, "The total contract value", "to responsible procurement."),
    ("decision.gdpr", 4, "The MPS is subject", "taken to ensure compliance."),
    ("decision.equality", 1, "As this is a renewal", "to equality or diversity."),
    ("decision.background_papers", 1, "Report.", "Report."),
)


class DescribePcd602:
    @pytest.mark.parametrize(("key", "count", "first", "last"), PLACES_602)
    def it_has_every_section_in_its_place(
        self, pcd602: Imported, key: str, count: int, first: str, last: str
    ) -> None:
        found = printed(pcd602, key)
        assert len(found) == count
        assert found[0].startswith(first)
        assert found[-1].endswith(last)

    def it_is_read_as_the_form_of_2019(self, pcd602: Imported) -> None:
        assert pcd602.template.key == "mopac/decision-2019"

    def it_has_the_short_answers(self, pcd602: Imported) -> None:
        held = answers(pcd602.paper)
        assert held["decision.reference"] == "PCD 602"
        assert held["decision.title"] == "SEG & MSEG Contract Extension"
        assert held["decision.deferred"] is False
        assert held["decision.has_part2"] is True
        assert held["report.board"] == "MOPAC Investment Advisory Board"
        assert held["report.month"] == Month(2019, 6)
        assert held["report.report_by"] == Person("Angus McCallum")
        assert held["report.on_behalf_of"] == Person("the Deputy Commissioner")
        assert held["report.marking"] == "official-public"
        assert held["report.plan_years"] == "2017-2021"
        post = "Digital Policing Core Infrastructure Transformation Manager"
        assert held["report.author"] == Person("David Elliott", post)
        assert held["report.part2_marking"] == "official-sensitive-organisational"
        assert held["report.part2_exemptions"] == Choices(("foia-43",))
        assert held["report.retention_years"] == "6"
        assert held["report.retention_policy"] == "MPS Records Management Policy"
        assert "decision.interests" not in held
        assert "decision.deferral_reason" not in held
        assert "decision.deferred_until" not in held

    def it_keeps_the_levels_of_lists(self, pcd602: Imported) -> None:
        for key in ("decision.legal_comments", "report.legal"):
            reading = read_whole(pcd602.template, pcd602.paper)
            levels = [block.level for block in reading.blocks(key) if isinstance(block, Paragraph)]
            assert levels == [0, 1, 1, 0, 0]

    def it_keeps_a_line_break_in_a_paragraph(self, pcd602: Imported) -> None:
        words = "Impact on Capital Budget:\nThere are no Capital implications in this proposal."
        assert words in printed(pcd602, "report.financial_commercial")

    def it_joins_a_sentence_broken_by_a_page(self, pcd602: Imported) -> None:
        assert "the LED and they demonstrate that" in printed(pcd602, "report.privacy")[3]

    def it_knows_the_footnote_of_the_form(self, pcd602: Imported) -> None:
        assert "safer city" not in everything(pcd602.paper)

    def it_follows_where_the_report_says_the_same(self, pcd602: Imported) -> None:
        own = pcd602.paper.public.own_way
        names = ("financial_commercial", "introduction", "issues", "privacy")
        lists = ("recommendation_board", "recommendation_deputy_mayor")
        assert own == {OWN.format(name) for name in (*names, *lists)}
        for name in ("executive_summary", "equality", "legal", "title"):
            assert OWN.format(name) not in answers(pcd602.paper)

    def it_claims_ticks_and_signature(self, pcd602: Imported) -> None:
        first, *claims = pcd602.paper.record
        assert (first.kind.value, first.note) == ("imported", "pcd-602.txt")
        ticks = ("financial", "legal", "equalities", "commercial", "gdpr", "head_of_service")
        assert [claim.key for claim in claims] == [
            *(f"decision.tick_{name}" for name in ticks),
            "decision.chief_executive",
        ]
        assert {claim.kind.value for claim in claims} == {"claimed"}
        assert not any(claim.digest for claim in claims)
        last = claims[-1]
        assert (last.who, last.role, last.note) == ("R. Lawrence", "Chief Executive Officer", "10/7/19")

    def it_lists_what_has_no_place(self, pcd602: Imported) -> None:
        left = pcd602.paper.public.leftovers
        assert [leftover.text[:12] for leftover in left] == ["1. The first", "2. The secon"]
        assert {leftover.after for leftover in left} == {"report.part2_statement"}
        assert all(leftover.why for leftover in left)
        assert not pcd602.paper.restricted.leftovers


class DescribePcd963:
    @pytest.mark.parametrize(("key", "count", "first", "last"), PLACES_963)
    def it_has_every_section_in_its_place(
        self, pcd963: Imported, key: str, count: int, first: str, last: str
    ) -> None:
        found = printed(pcd963, key)
        assert len(found) == count
        assert found[0].startswith(first)
        assert found[-1].endswith(last)

    def it_is_read_as_the_form_of_2021(self, pcd963: Imported) -> None:
        assert pcd963.template.key == "mopac/decision-2021"

    def it_has_the_short_answers(self, pcd963: Imported) -> None:
        held = answers(pcd963.paper)
        assert held["decision.reference"] == "PCD 963"
        assert held["decision.title"] == "Digital Asset Management Services Business Justification"
        assert held["decision.decision_by"] == Person("Sophie Linden", "Deputy Mayor, Policing and Crime")
        assert "decision.date_signed" not in held

    def it_claims_nothing(self, pcd963: Imported) -> None:
        assert [event.kind.value for event in pcd963.paper.record] == ["imported"]
        assert not pcd963.paper.public.own_way

    def it_lists_the_furniture_of_the_page(self, pcd963: Imported) -> None:
        left = pcd963.paper.public.leftovers
        assert [leftover.text.split()[0] for leftover in left] == ["Skip", "Signed", "Need", "If", "It"]
        assert left[0].text.split("\n") == [
            "Skip to main content",
            "Mayor of London logo London Assembly logo",
            "Home",
        ]
        assert [leftover.after for leftover in left] == ["", *["decision.background_papers"] * 4]

    def it_numbers_every_paragraph(self, pcd963: Imported) -> None:
        found = blocks(pcd963, "decision.legal_comments")
        assert all(isinstance(block, Paragraph) and block.numbered and block.level == 0 for block in found)


@pytest.mark.parametrize("name", ["pcd-602.txt", "pcd-963.txt"])
def it_keeps_every_sentence_in_order(real_papers: Path, name: str) -> None:
    text = (real_papers / name).read_text(encoding="utf-8")
    found = imported(text, name)
    reading = read_whole(found.template, found.paper)
    keys = [item.key for item in found.template.fields]
    held = " ".join(" ".join(blocks_text(reading.blocks(key)).split()) for key in keys)
    at = 0
    for sentence in _body(text):
        place = held.find(sentence, at)
        assert place >= 0, sentence
        at = place


def _body(text: str) -> list[str]:
    """Return the sentences of the numbered paragraphs of a paper's text, in order."""
    rows = re.findall(r"^[- ]*(?:\d+\.\d+\.|[a-z][.)]|\(\d\)) (.*)$", text, re.MULTILINE)
    return [sentence for row in rows for sentence in re.split(r"(?<=\.) (?=[A-Z])", row.strip())]


@pytest.mark.parametrize("name", ["pcd-602.txt", "pcd-963.txt"])
def it_reads_the_same_from_lines_of_100_characters(real_papers: Path, name: str) -> None:
    text = (real_papers / name).read_text(encoding="utf-8")
    rows = [
        textwrap.wrap(row, 100, break_on_hyphens=False, break_long_words=False) for row in text.split("\n")
    ]
    whole, broken = imported(text), imported("\n".join("\n".join(row) for row in rows))
    keys = [item.key for item in whole.template.fields]
    assert [printed(broken, key) for key in keys] == [printed(whole, key) for key in keys]
