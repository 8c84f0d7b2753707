"""Filled wording and numbers come out as the two real papers print them."""

import pytest

from desktop_app.domain.form import Form, Template, Wording
from desktop_app.domain.numbering import number
from desktop_app.domain.paper import Month, Person, PublicPaper, RichText, Value
from desktop_app.domain.reading import Reading, read_public
from desktop_app.domain.richtext import ListItem, ListKind, Paragraph, Slot, Text, plain
from desktop_app.storage.forms import Catalogue


@pytest.fixture
def of_2019(catalogue: Catalogue) -> Template:
    return catalogue.template("mopac/decision-2019")


@pytest.fixture
def of_2021(catalogue: Catalogue) -> Template:
    return catalogue.template("mopac/decision-2021")


def first_words(form: Form, reading: Reading, section: str) -> list[str]:
    """The paragraphs of a section's first wording as they print."""
    wording = next(item for item in form.section_of(section).items if isinstance(item, Wording))
    return [plain(reading.fill(runs)) for runs in (getattr(block, "runs", ()) for block in wording.blocks)]


class DescribeTheFilledWording:
    def it_prints_the_front_lines_of_the_report(self, of_2019: Template) -> None:
        answers: dict[str, Value] = {
            "report.board": "MOPAC Investment Advisory Board",
            "report.month": Month(2019, 6),
            "report.report_by": Person("Angus McCallum"),
            "report.on_behalf_of": Person("the Deputy Commissioner"),
            "report.marking": "official-public",
        }
        reading = read_public(of_2019, PublicPaper("p", of_2019.key, answers))
        assert first_words(of_2019.form("report"), reading, "report.front") == [
            "MOPAC Investment Advisory Board June 2019",
            "Report by Angus McCallum on behalf of the Deputy Commissioner",
            (
                "Part 1 – This section of the report will be published by MOPAC. "
                "It is Classified as OFFICIAL – PUBLIC"
            ),
        ]

    def it_nests_the_sections_of_the_act_under_their_bullet(self, of_2019: Template) -> None:
        section = of_2019.form("report").section_of("report.part2_statement")
        blocks = [block for item in section.items if isinstance(item, Wording) for block in item.blocks]
        items = [block for block in blocks if isinstance(block, ListItem)]
        assert [(item.kind, item.level) for item in items] == [(ListKind.BULLET, 0), (ListKind.BULLET, 1)]
        assert items[1].runs == (Slot("report.part2_exemptions"),)

    def it_names_people_as_each_document_does(self, of_2019: Template, of_2021: Template) -> None:
        author, maker = (
            Person("David Elliott", "Manager"),
            Person("Sophie Linden", "Deputy Mayor, Policing and Crime"),
        )
        answers: dict[str, Value] = {"report.author": author, "decision.decision_by": maker}
        reading = read_public(of_2021, PublicPaper("p", of_2021.key, answers))
        assert reading.words("report.author") == "David Elliott – Manager"
        assert reading.words("decision.decision_by") == "Sophie Linden, Deputy Mayor, Policing and Crime"


def texts(prefix: str, *levels: int) -> RichText:
    return RichText(
        tuple(
            Paragraph((Text(f"{prefix} {n}"),), level=level, id=f"{prefix}{n}")
            for n, level in enumerate(levels)
        )
    )


class DescribeTheNumbers:
    def it_numbers_the_decision_form_by_section(self, of_2019: Template) -> None:
        items = (
            ListItem((Text("x"),), ListKind.LETTER, id="l0"),
            ListItem((Text("y"),), ListKind.LETTER, id="l1"),
        )
        answers: dict[str, Value] = {
            "decision.recommendation": texts("r", 0, 0),
            "decision.introduction": texts("i", 0, 0, 0),
            "decision.issues": texts("s", 0),
            "decision.legal_comments": RichText((*texts("a", 0).blocks, *items, *texts("b", 0).blocks)),
        }
        numbers = number(of_2019.form("decision"), read_public(of_2019, PublicPaper("p", "", answers)))
        assert numbers.headings["decision.introduction"] == "1."
        assert numbers.headings["decision.legal_comments"] == "4."
        assert numbers.headings["decision.public_access"] == ""
        assert [numbers.of("decision.recommendation", f"r{n}") for n in range(2)] == ["(1)", "(2)"]
        assert [numbers.of("decision.introduction", f"i{n}") for n in range(3)] == ["1.1.", "1.2.", "1.3."]
        legal = [numbers.of("decision.legal_comments", id_) for id_ in ("a0", "l0", "l1", "b0")]
        assert legal == ["4.1.", "a)", "b)", "4.2."]

    def it_numbers_the_report_right_through(self, of_2019: Template) -> None:
        answers: dict[str, Value] = {
            "decision.executive_summary": RichText((Paragraph((Text("s"),), numbered=False, id="e"),)),
            "decision.recommendation": texts("r", 0, 0),
            "decision.introduction": texts("i", 0, 0, 0),
            "report.issues": texts("q", 0),
            "decision.issues": texts("s", 0),
            "report.police_crime_plan": texts("p", 0, 1, 1),
            "report.real_estate": texts("t", 0),
        }
        numbers = number(of_2019.form("report"), read_public(of_2019, PublicPaper("p", "", answers)))
        assert set(numbers.headings.values()) == {""}
        assert numbers.of("report.executive_summary", "e") == ""
        assert [numbers.of("report.recommendation_board", f"r{n}") for n in range(2)] == ["•", "•"]
        assert [numbers.of("report.introduction", f"i{n}") for n in range(3)] == ["1.", "2.", "3."]
        assert [numbers.of("report.issues", id_) for id_ in ("s0", "q0")] == ["4.", "5."]
        assert [numbers.of("report.police_crime_plan", f"p{n}") for n in range(3)] == ["6.", "a.", "b."]
        assert numbers.of("report.real_estate", "t0") == "7."
