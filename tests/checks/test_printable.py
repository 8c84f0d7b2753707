"""A character that no font holds is a finding before it is a black square."""

from pathlib import Path

import pytest

from desktop_app.checks.printable import find_unprintable
from desktop_app.checks.printable_data import RANGES
from desktop_app.checks.rule import Given
from desktop_app.export.pdf.fonts import load_fonts
from tools.make_printable import printable, ranges

RESOURCES = Path(__file__).parents[2] / "resources"
GIVEN = Given((), 1990, 2026)


class DescribeWhatCanBePrinted:
    @pytest.mark.parametrize(
        "text",
        ["Łódź, Ærø – “so” ’s £5 €6 ₹7", "Ω Привет ☑☐", "e\u0301", "soft\u00adhyphen", "a\ufffcb\tc\nd"],
    )
    def it_says_nothing_of_what_the_fonts_hold(self, text: str) -> None:
        assert list(find_unprintable(text, GIVEN)) == []
        assert load_fonts(RESOURCES).lacking([text.replace("\ufffc", "")]) == []

    def it_names_each_other_character_and_its_place(self) -> None:
        notes = list(find_unprintable("An \U0001f418, 中 and an \U0001f418", GIVEN))
        assert [(note.text, note.start, note.end) for note in notes] == [("\U0001f418", 3, 4), ("中", 6, 7)]
        assert "U+1F418" in notes[0].says

    def it_knows_the_fonts_that_are_embedded(self) -> None:
        assert list(ranges(printable(RESOURCES))) == list(RANGES)
