"""The pack holds what the two real papers show, to the letter."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.domain.fields import (
    ChoiceField,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    Show,
    SignatureField,
    Stage,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Choices, PublicPaper, RichText, Value
from desktop_app.domain.reading import read_public
from desktop_app.domain.richtext import Footnote, Paragraph, Slot, Text, block_text, plain
from desktop_app.domain.signoff import vouched
from desktop_app.storage.forms import Catalogue

from .fixed_words import fixed


@pytest.fixture
def of_2019(catalogue: Catalogue) -> Template:
    return catalogue.template("mopac/decision-2019")


@pytest.fixture
def of_2021(catalogue: Catalogue) -> Template:
    return catalogue.template("mopac/decision-2021")


def letters(text: str) -> str:
    """Text without the marks of markdown, its white space single."""
    return " ".join(re.sub(r"\*\*|^#+ |\^", "", text, flags=re.MULTILINE).split())


def lines(name: str) -> list[str]:
    """What a form prints of itself, copied line by line from the paper that shows it."""
    return (Path(__file__).parent / "wording" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


DECISION = lines("decision-2019")
REPORT = lines("report-2019")
OF_2021 = lines("decision-2021")


class DescribeTheFixedWording:
    @pytest.mark.parametrize("line", DECISION)
    def it_stands_in_the_decision_form_of_2019(self, of_2019: Template, line: str) -> None:
        assert line in fixed(of_2019.form("decision"), "PCD 602")

    @pytest.mark.parametrize("line", REPORT)
    def it_stands_in_the_board_report(self, of_2019: Template, line: str) -> None:
        assert line in fixed(of_2019.form("report"), "PCD 602")

    @pytest.mark.parametrize("line", OF_2021)
    def it_stands_in_the_decision_form_of_2021(self, of_2021: Template, line: str) -> None:
        assert line in fixed(of_2021.form("decision"), "PCD 963")

    @pytest.mark.parametrize("line", [line for line in DECISION if len(line) > 40 and "PART I -" not in line])
    def it_is_all_there_in_2021_too(self, of_2021: Template, line: str) -> None:
        assert line in fixed(of_2021.form("decision"), "PCD 963", "assumed")

    def it_says_which_words_no_paper_shows(self, of_2021: Template) -> None:
        form = of_2021.form("decision")
        for key in ("decision", "public_access", "declaration", "chief_executive_statement"):
            section = form.section_of(f"decision.{key}")
            assert {section.source, *(item.source for item in section.items)} == {"assumed"}
        assert {section.source for section in of_2021.form("part2").sections} == {"assumed"}

    def it_has_the_head_of_the_tick_column(self, of_2019: Template) -> None:
        section = of_2019.form("decision").section_of("decision.declaration")
        assert section.table_head[1] == "Tick to confirm statement (✓)"

    def it_prints_the_question_about_part_2_with_its_bold_words(self, of_2019: Template) -> None:
        assert of_2019.field("decision.has_part2").printed == (
            Text("Is there a "),
            Text("Part 2", bold=True),
            Text(" form –"),
        )


class DescribeTheRealPapers:
    def it_finds_every_fixed_word_in_pcd_602(self, of_2019: Template, real_papers: Mapping[str, str]) -> None:
        paper = letters(real_papers["pcd-602"])
        lines = [line for name in ("decision", "report") for line in fixed(of_2019.form(name), "PCD 602")]
        assert [line for line in lines if line not in paper] == []

    def it_finds_every_fixed_word_in_pcd_963(self, of_2021: Template, real_papers: Mapping[str, str]) -> None:
        # the paper's one recommendation runs in, so the lead-in stands there without its colon
        paper = letters(real_papers["pcd-963"])
        lines = [line.removesuffix(" to:") for line in fixed(of_2021.form("decision"), "PCD 963")]
        assert [line for line in lines if line not in {"Title", "Not used."} and line not in paper] == []

    def it_copies_no_sentence_of_theirs(self, catalogue: Catalogue, real_papers: Mapping[str, str]) -> None:
        papers = letters(" ".join(real_papers.values()))
        for template in catalogue.templates.values():
            words = [section.example for form in template.forms for section in form.sections]
            words += [block_text(block) for clause in template.clauses for block in clause.blocks]
            for sentence in re.split(r"[.;]\s|\n", " ".join(words)):
                assert len(sentence) < 60 or letters(sentence) not in papers


class DescribeTheForms:
    def it_has_seven_numbered_sections_in_2019(self, of_2019: Template) -> None:
        sections = of_2019.form("decision").sections
        assert [section.key for section in sections if section.numbered] == [
            f"decision.{key}"
            for key in (
                *("introduction", "issues", "financial_comments", "legal_comments", "gdpr", "equality"),
                "background_papers",
            )
        ]

    def it_has_eight_in_2021_with_commercial_issues_before_gdpr(self, of_2021: Template) -> None:
        keys = [s.key.partition(".")[2] for s in of_2021.form("decision").sections if s.numbered]
        assert len(keys) == 8
        assert keys[3:6] == ["legal_comments", "commercial_issues", "gdpr"]

    @pytest.mark.parametrize(
        ("key", "kind"),
        [
            ("decision.reference", ReferenceField),
            ("decision.title", LineField),
            ("decision.recommendation", RecommendationField),
            ("decision.interests", LineField),
            ("decision.decision_by", PersonField),
            ("decision.approval", SignatureField),
            ("decision.financial_comments", RichTextField),
            ("decision.deferred", YesNoField),
            ("decision.deferred_until", DateField),
            ("decision.tick_gdpr", TickField),
            ("decision.chief_executive", SignatureField),
            ("report.month", MonthField),
            ("report.report_by", PersonField),
            ("report.on_behalf_of", PersonField),
            ("report.author", PersonField),
            ("report.marking", MarkingField),
            ("report.part2_exemptions", ChoiceField),
            ("part2.facts", RichTextField),
            ("part2.held_back_until", DateField),
        ],
    )
    def it_asks_each_thing_in_its_kind(self, catalogue: Catalogue, key: str, kind: type) -> None:
        for name in ("mopac/decision-2019", "mopac/decision-2021"):
            assert type(catalogue.template(name).field(key)) is kind

    def it_wants_a_reference_only_once_decided(self, of_2019: Template) -> None:
        reference = of_2019.field("decision.reference")
        assert isinstance(reference, ReferenceField)
        assert reference.required is Stage.DECIDED
        assert re.fullmatch(reference.pattern, "PCD 602")
        assert not re.fullmatch(reference.pattern, "PCD")

    def it_has_a_box_for_interests(self, of_2019: Template) -> None:
        assert of_2019.field("decision.interests").show is Show.BOX

    def it_lets_one_signature_decide(self, of_2019: Template) -> None:
        signatures = [item for item in of_2019.fields if isinstance(item, SignatureField)]
        assert [(item.key, item.decides) for item in signatures] == [
            ("decision.approval", True),
            ("decision.chief_executive", False),
        ]

    def it_asks_for_the_deferral_only_where_there_is_one(self, of_2019: Template) -> None:
        paper = PublicPaper("p", of_2019.key, {"decision.deferred": False})
        asked = read_public(of_2019, paper)
        assert not asked.asked(of_2019.field("decision.deferred_until"))
        yes = read_public(of_2019, PublicPaper("p", of_2019.key, {"decision.deferred": True}))
        assert yes.asked(of_2019.field("decision.deferred_until"))

    def it_runs_a_single_recommendation_in_only_in_2021(self, of_2019: Template, of_2021: Template) -> None:
        early, late = (template.field("decision.recommendation") for template in (of_2019, of_2021))
        assert isinstance(early, RecommendationField)
        assert isinstance(late, RecommendationField)
        assert (early.run_in, late.run_in) == (False, True)

    def it_sets_the_report_s_recommendations_in_bold_bullets(self, of_2019: Template) -> None:
        for name in ("recommendation_board", "recommendation_deputy_mayor"):
            item = of_2019.field(f"report.{name}")
            assert isinstance(item, RecommendationField)
            assert (item.marker, item.bold) == ("•", True)

    def it_heads_the_plan_section_with_slot_and_footnote(self, of_2019: Template) -> None:
        heading = of_2019.form("report").section_of("report.police_crime_plan").heading
        assert [type(run) for run in heading] == [Text, Slot, Footnote]
        assert heading[1] == Slot("report.plan_years")

    def it_knows_the_banner_of_the_other_version(self, of_2019: Template, of_2021: Template) -> None:
        early, late = (t.form("decision").section_of("decision.introduction") for t in (of_2019, of_2021))
        assert plain(early.banner) in late.banner_aliases
        assert plain(late.banner) in early.banner_aliases

    def it_names_the_paper_by_the_decision_s_reference(self, of_2019: Template) -> None:
        assert {form.reference_key for form in of_2019.forms} == {"decision.reference", "part2.reference"}


class DescribeTheDeclaration:
    @pytest.mark.parametrize(
        ("tick", "texts"),
        [
            ("tick_financial", {"financial_comments"}),
            ("tick_legal", {"legal_comments"}),
            ("tick_equalities", {"equality"}),
            ("tick_commercial", {"commercial_issues"}),
            ("tick_gdpr", {"gdpr"}),
        ],
    )
    def it_vouches_for_the_section_it_speaks_of(self, of_2021: Template, tick: str, texts: set[str]) -> None:
        item = of_2021.field(f"decision.{tick}")
        assert isinstance(item, TickField)
        assert set(item.vouches_for) == {f"decision.{text}" for text in texts}

    def it_has_one_tick_over_two_statements_on_gdpr(self, of_2019: Template) -> None:
        item = of_2019.field("decision.tick_gdpr")
        assert isinstance(item, TickField)
        assert len(item.statements) == 2
        assert [(other.statement, other.needs_reason) for other in item.alternatives] == [(2, True)]

    @pytest.mark.parametrize("key", ["decision.tick_head_of_service", "decision.chief_executive"])
    def it_does_not_go_stale_when_the_reference_is_given(self, catalogue: Catalogue, key: str) -> None:
        for name in ("mopac/decision-2019", "mopac/decision-2021"):
            template = catalogue.template(name)
            texts = vouched(template.form("decision"), template.field(key))
            assert "decision.reference" not in texts
            assert "decision.legal_comments" in texts


class DescribeWhatFollows:
    def it_joins_two_sections_of_the_decision_form(self, of_2021: Template) -> None:
        cost, route = Paragraph((Text("Cost."),)), Paragraph((Text("Route."),))
        answers: dict[str, Value] = {
            "decision.financial_comments": RichText((cost,)),
            "decision.commercial_issues": RichText((route,)),
        }
        reading = read_public(of_2021, PublicPaper("p", of_2021.key, answers))
        assert reading.blocks("report.financial_commercial") == (cost, route)

    def it_repeats_the_public_facts_in_part_2(self, of_2019: Template) -> None:
        answers: dict[str, Value] = {
            "decision.title": "Archive",
            "report.part2_exemptions": Choices(("foia-43",)),
            "report.part2_marking": "official-sensitive-organisational",
            "report.retention_years": "6",
        }
        reading = read_public(of_2019, PublicPaper("p", of_2019.key, answers))
        assert reading.words("part2.title") == "Archive"
        assert reading.words("part2.exemptions") == "Section 43 Commercial Interests"
        assert reading.words("part2.marking") == "OFFICIAL-SENSITIVE [ORGANISATIONAL]"
        assert reading.words("part2.retention_years") == "6"

    def it_gives_part_1_nothing_of_part_2(self, catalogue: Catalogue) -> None:
        for template in catalogue.templates.values():
            for form in template.forms:
                if not form.restricted:
                    sources = {source for item in form.fields for source in item.follows}
                    assert not any(template.is_restricted(source) for source in sources)
