"""Plain text from the clipboard as blocks."""

import pytest

from desktop_app.domain.richtext import ListItem, Paragraph, block_text
from desktop_app.intake.pasted import blocks_from_text


class DescribePlainText:
    def it_makes_a_paragraph_of_each_line(self) -> None:
        assert [block_text(block) for block in blocks_from_text("One\r\n\r\nTwo\n")] == ["One", "Two"]

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("1.2. The cost", "The cost"),
            ("1.5 FTE posts", "1.5 FTE posts"),
            ("3.1.\tThe cost", "The cost"),
            ("14. The cost", "The cost"),
            ("7\tThe cost", "The cost"),
            ("2019 was dear", "2019 was dear"),
            ("3.5% of it", "3.5% of it"),
            ("£1.2m more", "£1.2m more"),
        ],
    )
    def it_takes_the_number_of_a_paragraph_off(self, line: str, words: str) -> None:
        (block,) = blocks_from_text(line)
        assert isinstance(block, Paragraph)
        assert block_text(block) == words

    def it_reads_markers(self) -> None:
        blocks = blocks_from_text("• one\n- two\n(a) three\n(i) four\nii) five\nb) six")
        found = [(b.kind.value, b.level, block_text(b)) for b in blocks if isinstance(b, ListItem)]
        assert found == [
            ("bullet", 0, "one"),
            ("bullet", 0, "two"),
            ("letter", 0, "three"),
            ("letter", 1, "four"),
            ("letter", 1, "five"),
            ("letter", 0, "six"),
        ]

    def it_takes_numbers_off_where_several_lines_have_one(self) -> None:
        assert [block_text(b) for b in blocks_from_text("1.1 The cost\n1.2 A sum")] == ["The cost", "A sum"]

    def it_leaves_figures_at_the_start_of_a_line_alone(self) -> None:
        (block,) = blocks_from_text("8.7 million pounds")
        assert block_text(block) == "8.7 million pounds"
