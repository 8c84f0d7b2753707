"""A form of a quite different kind, which the program knows nothing of."""

import pytest

from desktop_app.domain.form import Template, Wording
from desktop_app.domain.numbering import number
from desktop_app.domain.paper import Choices, PublicPaper, RichText, Value
from desktop_app.domain.reading import read_public
from desktop_app.domain.richtext import Paragraph, Text, plain
from desktop_app.storage.forms import Catalogue


@pytest.fixture
def template(catalogue: Catalogue) -> Template:
    return catalogue.template("northmoor/committee-report-2025")


def paragraphs(prefix: str, count: int) -> RichText:
    return RichText(tuple(Paragraph((Text("x"),), id=f"{prefix}{n}") for n in range(count)))


class DescribeTheCommitteeReport:
    def it_puts_recommendations_before_their_reasons(self, template: Template) -> None:
        keys = [section.key for section in template.form("report").sections]
        assert (
            keys.index("report.recommendation")
            < keys.index("report.reasons")
            < keys.index("report.alternatives")
        )

    def it_numbers_in_its_own_way(self, template: Template) -> None:
        answers: dict[str, Value] = {
            "report.recommendation": paragraphs("r", 2),
            "report.background": paragraphs("b", 2),
        }
        numbers = number(template.form("report"), read_public(template, PublicPaper("p", "", answers)))
        assert numbers.headings["report.background"] == "5"
        assert [numbers.of("report.recommendation", f"r{n}") for n in range(2)] == ["(i)", "(ii)"]
        assert [numbers.of("report.background", f"b{n}") for n in range(2)] == ["5.1", "5.2"]

    @pytest.mark.parametrize(
        ("answers", "key", "asked"),
        [
            ({"report.key_decision": True}, "report.key_reason", True),
            ({"report.key_decision": False}, "report.key_reason", False),
            ({"report.call_in": False}, "report.urgency_reason", True),
            ({"report.outcome": Choices(("amended",))}, "report.amendment", True),
            ({"report.outcome": Choices(("agreed",))}, "report.amendment", False),
        ],
    )
    def it_asks_what_follows_from_the_answers(
        self, template: Template, answers: dict[str, Value], key: str, asked: bool
    ) -> None:
        reading = read_public(template, PublicPaper("p", template.key, answers))
        assert reading.asked(template.field(key)) is asked

    def it_has_an_exempt_appendix_only_where_it_says_so(self, template: Template) -> None:
        form = template.form("appendix")
        answers: dict[str, Value] = {"report.has_exempt": True}
        assert read_public(template, PublicPaper("p", template.key, answers)).has_document(form)
        assert not read_public(template, PublicPaper("p", template.key)).has_document(form)

    def it_relies_on_schedule_12a(self, template: Template) -> None:
        assert [item.key for item in template.pack.exemptions] == [f"lga-{n}" for n in range(1, 8)]
        answers: dict[str, Value] = {"report.exempt_paragraphs": Choices(("lga-3",))}
        reading = read_public(template, PublicPaper("p", template.key, answers))
        assert reading.words("appendix.exempt_paragraphs").startswith(
            "Paragraph 3 – Information relating to the"
        )

    def it_fills_its_lead_in_with_the_decision_maker(self, template: Template) -> None:
        reading = read_public(
            template, PublicPaper("p", template.key, {"report.decision_maker": Choices(("cabinet",))})
        )
        item = template.field("report.recommendation")
        assert plain(reading.fill(getattr(item, "lead_in", ()))) == "That Cabinet resolves to:"

    def it_states_the_law_only_where_something_is_exempt(self, template: Template) -> None:
        section = template.form("report").section_of("report.exempt_information")
        (wording,) = [item for item in section.items if isinstance(item, Wording)]
        reading = read_public(template, PublicPaper("p", template.key, {"report.has_exempt": False}))
        assert not reading.holds(wording.when, "report")
