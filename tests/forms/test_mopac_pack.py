"""Figures, exemptions and clauses that come with the forms."""

import re
from datetime import date
from decimal import Decimal

import pytest

from desktop_app.domain.form import Template
from desktop_app.domain.richtext import block_text
from desktop_app.storage.forms import Catalogue

from .fixed_words import fixed, pieces


@pytest.fixture
def of_2019(catalogue: Catalogue) -> Template:
    return catalogue.template("mopac/decision-2019")


@pytest.fixture
def of_2021(catalogue: Catalogue) -> Template:
    return catalogue.template("mopac/decision-2021")


class DescribeThePack:
    @pytest.mark.parametrize(
        ("day", "amount"),
        [
            (date(2015, 6, 1), "172514"),
            (date(2019, 12, 31), "181302"),
            (date(2020, 1, 1), "189330"),
            (date(2022, 1, 1), "213477"),
            (date(2026, 11, 1), "207720"),
        ],
    )
    def it_knows_the_threshold_in_force_on_a_day(self, of_2021: Template, day: date, amount: str) -> None:
        figure = of_2021.pack.figure("procurement.services", day)
        assert figure is not None
        assert figure.amount == Decimal(amount)

    def it_knows_which_exemptions_are_weighed(self, of_2021: Template) -> None:
        qualified = {item.key: item.qualified for item in of_2021.pack.exemptions}
        assert qualified["foia-43"]
        assert not qualified["foia-41"]
        assert qualified["eir-12-5-e"]
        assert "elpb-2-2-a" in qualified

    def it_offers_clauses_whose_gaps_its_placeholders_find(self, of_2021: Template) -> None:
        for clause in of_2021.clauses:
            for block in clause.blocks:
                for gap in re.findall(r"\[.*?\]", block_text(block)):
                    assert any(re.search(pattern, gap) for pattern in of_2021.pack.placeholders)

    def it_finds_no_placeholder_in_its_own_words(self, of_2019: Template) -> None:
        for form in of_2019.forms:
            for line in fixed(form, "PCD 602", "assumed"):
                assert not any(re.search(pattern, line) for pattern in of_2019.pack.placeholders)

    def it_has_footnotes_in_its_pieces(self, of_2019: Template) -> None:
        heading = of_2019.form("report").section_of("report.police_crime_plan").heading
        assert list(pieces(heading))[-1].startswith("Police and crime plan:")
