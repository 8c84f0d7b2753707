"""Which kind of paper a text is taken for: none of an invented authority that it does not name."""

import pytest

from desktop_app.intake.text import import_text
from tests.export.papers import templates

HEADINGS = ("Purpose", "Reasons for the recommendation", "Financial implications", "Legal implications")
PLAIN = "\n\n".join(f"{heading}\n\nSome words on it." for heading in HEADINGS)
EXAMPLE = "northmoor/committee-report-2025"


def taken(text: str, *keys: str) -> str:
    kinds = {key: each for key, each in templates().items() if not keys or key in keys}
    return import_text(text, kinds).template.key


class DescribeTheKindOfAText:
    def it_is_none_of_an_invented_authority_by_itself(self) -> None:
        assert taken(PLAIN) == "mopac/decision-2019"

    def it_is_that_of_an_authority_which_it_names(self) -> None:
        assert taken(f"Northmoor Borough Council\n\n{PLAIN}") == EXAMPLE

    def it_is_the_one_that_is_the_only_one(self) -> None:
        assert taken(PLAIN, EXAMPLE) == EXAMPLE

    @pytest.mark.parametrize("key", templates())
    def it_is_the_one_that_was_chosen_however_little_fits(self, key: str) -> None:
        found = import_text("A heading of nobody\n\nSome words.", {key: templates()[key]})
        assert found.template.key == key
        assert found.doubt

    def it_is_in_doubt_only_where_little_fits_and_no_authority_is_named(self) -> None:
        assert import_text(PLAIN, {EXAMPLE: templates()[EXAMPLE]}).doubt
        named = f"Northmoor Borough Council\n\n{PLAIN}"
        assert import_text(named, {EXAMPLE: templates()[EXAMPLE]}).doubt == ""
