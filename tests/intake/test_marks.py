"""Numbers and markers at the start of a line, and what only looks like one."""

import pytest

from desktop_app.intake.clean import Line, lines_of
from desktop_app.intake.marks import MarkKind, heading_starts, marks_of
from desktop_app.intake.paragraphs import paragraphs


def marked(text: str) -> list[tuple[str, str]]:
    """Return kind of mark and words of each paragraph of a text."""
    return [(para.mark.kind.value if para.mark else "", para.text) for para in paragraphs(lines_of(text))]


class DescribeMarksOf:
    @pytest.mark.parametrize(
        ("text", "kind", "numbers"),
        [
            ("1.1. Words", MarkKind.DOTTED, (1, 1)),
            ("- 1.1. Words", MarkKind.DOTTED, (1, 1)),
            ("3.12 Words", MarkKind.DOTTED, (3, 12)),
            ("12. Words", MarkKind.PLAIN, (12,)),
            ("(2) Words", MarkKind.PLAIN, (2,)),
            ("2) Words", MarkKind.PLAIN, (2,)),
            ("(b) Words", MarkKind.LETTER, (2,)),
            ("b) Words", MarkKind.LETTER, (2,)),
            ("- b. Words", MarkKind.LETTER, (2,)),
            ("iii. Words", MarkKind.ROMAN, (3,)),
        ],
    )
    def it_reads_numbers(self, text: str, kind: MarkKind, numbers: tuple[int, ...]) -> None:
        mark = marks_of(text).number
        assert mark is not None
        assert (mark.kind, mark.numbers, text[mark.end :]) == (kind, numbers, "Words")

    @pytest.mark.parametrize("text", ["• Words", "- Words", "– Words", "o Words", "* Words"])
    def it_reads_bullets(self, text: str) -> None:
        marks = marks_of(text)
        assert marks.bullet is not None
        assert marks.number is None

    @pytest.mark.parametrize(
        "text", ["Words", "-5 degrees", "1.5m of it", "G-Cloud 12", "on time", "e.g. this"]
    )
    def it_leaves_words_alone(self, text: str) -> None:
        marks = marks_of(text)
        assert (marks.bullet, marks.number) == (None, None)

    def it_says_where_a_heading_may_begin(self) -> None:
        assert heading_starts("- 1. Words") == (0, 2, 5)
        assert heading_starts("4 Words") == (0, 2)


class DescribeCounting:
    def it_carries_on_a_count(self) -> None:
        assert marked("4. One\n5. Two\n\n7. Three") == [
            ("plain", "One"),
            ("plain", "Two"),
            ("plain", "Three"),
        ]

    def it_leaves_a_year_in_the_text(self) -> None:
        assert marked("1. It began in\n2016. It ended later.") == [
            ("plain", "It began in\n2016. It ended later.")
        ]

    def it_leaves_a_number_that_no_count_leads_to(self) -> None:
        assert marked("4.1 As the paragraph\n4.13 of the Scheme says.")[0][1].endswith(
            "4.13 of the Scheme says."
        )

    def it_leaves_an_initial_in_the_text(self) -> None:
        assert marked("R. Lawrence said so.\n\nA. Morgan did not.") == [
            ("", "R. Lawrence said so."),
            ("", "A. Morgan did not."),
        ]

    def it_reads_capital_letters_in_a_row(self) -> None:
        assert marked("A. One\nB. Two") == [("letter", "One"), ("letter", "Two")]

    def it_tells_roman_from_letters(self) -> None:
        assert [kind for kind, _ in marked("a. One\nb. Two\ni. In\nii. In\nc. Three")] == [
            *("letter", "letter", "roman", "roman", "letter"),
        ]

    def it_reads_h_i_j_as_letters(self) -> None:
        text = "\n".join(f"{letter}) Words" for letter in "abcdefghij")
        assert {kind for kind, _ in marked(text)} == {"letter"}

    def it_takes_a_number_alone_for_the_paragraph_below(self) -> None:
        assert marked("1.1.\n\nWords\n\n-\n\nMore") == [("dotted", "Words"), ("bullet", "More")]


class DescribeLines:
    def it_takes_markup_off(self) -> None:
        (line,) = lines_of("**All** of [this](http://x.test/a) &amp; [that](#)")
        assert line.text == "All of this & that"
        assert [(line.text[look.start : look.end], look.bold, look.link) for look in line.looks] == [
            ("All", True, ""),
            ("this", False, "http://x.test/a"),
        ]

    @pytest.mark.parametrize(
        "text", ["2 ** 3", "a [note](x y)", "AT&T", "[a](javascript:x)", "**", "`code`", "a_b_c", "5*3*2"]
    )
    def it_leaves_what_is_no_markup(self, text: str) -> None:
        assert lines_of(text)[0].text == text

    def it_remembers_where_stretches_were_run_together(self) -> None:
        assert lines_of("Signature**Date**") == [
            Line("SignatureDate", 0, looks=lines_of("Signature**Date**")[0].looks, seams=(9,))
        ]

    def it_knows_a_bold_line(self) -> None:
        assert lines_of("**Where it is**")[0].bold
        assert not lines_of("**Where** it is")[0].bold

    def it_mends_line_ends_of_other_programs(self) -> None:
        assert [line.text for line in lines_of("a\r\nb\rc\x0bd\u2028e")] == ["a", "b", "c", "d", "e"]

    def it_carries_bold_over_the_lines_of_a_paragraph(self) -> None:
        found = lines_of("- **One\ntwo\nthree** four\n\n**alone")
        assert [line.text for line in found] == ["- One", "two", "three four", "**alone"]
        assert [line.looks[0].bold for line in found[:3]] == [True, True, True]
