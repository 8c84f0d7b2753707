"""What real programs put on the clipboard, kept to the letter: a note of our own, copied whole."""

from pathlib import Path

import pytest

from desktop_app.domain.richtext import (
    Block,
    Footnote,
    ListItem,
    Paragraph,
    SubHeading,
    Table,
    Text,
    block_text,
    plain,
)
from desktop_app.intake.html import blocks_from_html

#: Copied with Ctrl+A, Ctrl+C from LibreOffice 7.4 and Chromium under Debian 12.
SAMPLES = Path(__file__).parent / "clipboard"


def outline(block: Block) -> str:
    """Return a block in one line: its kind, level, and words."""
    words = block_text(block).replace("\ufffc", "*")
    match block:
        case Paragraph(level=level):
            return f"paragraph {level}: {words}"
        case ListItem(kind=kind, level=level):
            return f"{kind} {level}: {words}"
        case SubHeading():
            return f"heading: {words}"
        case Table(header=header, total=total):
            return f"table {header} {total}: {words!r}"


def pasted(name: str) -> tuple[list[Block], list[str]]:
    blocks, left_out, _ = blocks_from_html((SAMPLES / f"{name}.html").read_text(encoding="utf-8"))
    return list(blocks), left_out


class DescribeLibreOfficeWriter:
    def it_keeps_levels_lists_and_tables(self) -> None:
        blocks, left_out = pasted("writer")
        assert [outline(block) for block in blocks] == [
            "heading: Moorings",
            "paragraph 0: The quay is nearly full in summer, as the tide table shows.*",
            "paragraph 0: Two things follow:",
            "paragraph 1: a longer quay;",
            "bullet 0: for small boats",
            "bullet 1: at the north end",
            "letter 0: dredge first",
            "letter 0: then build",
            "paragraph 0: Cost by year",
            "table 1 True: 'Year\\tCost\\n2021/22\\t£1,200\\nTotal\\t£1,200'",
            "paragraph 0: The board agreed in June.",
        ]
        assert left_out == []

    def it_keeps_looks_links_and_footnotes(self) -> None:
        (_, first, *_), _ = pasted("writer")
        assert isinstance(first, Paragraph)
        looks = {run.text: run for run in first.runs if isinstance(run, Text)}
        assert looks["nearly"].bold
        assert looks["summer"].italic
        assert looks["tide table"].link == "https://example.org/tides"
        (note,) = (run for run in first.runs if isinstance(run, Footnote))
        assert plain(note.note) == "Counted in July."


class DescribeLibreOfficeCalc:
    def it_is_a_table_with_header_and_total(self) -> None:
        (table,), _ = pasted("calc")
        assert outline(table).startswith("table 1 True: 'Year\\tCost\\tShare\\n2021/22\\t£1,200\\t40.00%")


class DescribeChromium:
    def it_keeps_lists_and_tables_and_tells_of_the_picture(self) -> None:
        blocks, left_out = pasted("chromium")
        assert [outline(block) for block in blocks] == [
            "heading: Moorings",
            "paragraph 0: The quay is nearly full in summer, as the tide table shows.",
            "number 0: A longer quay:",
            "bullet 1: for small boats",
            "bullet 1: at the north end",
            "number 0: Dredge first",
            "table 1 True: 'Year\\tCost\\n2021/22\\t£1,200\\nTotal\\t£1,200'",
            "paragraph 0: The board agreed in June.",
        ]
        assert left_out == ["pictures"]

    @pytest.mark.parametrize(
        ("words", "look"), [("nearly", "bold"), ("summer", "italic"), ("tide table", "link")]
    )
    def it_keeps_looks_and_links(self, words: str, look: str) -> None:
        (_, first, *_), _ = pasted("chromium")
        assert isinstance(first, Paragraph)
        (run,) = (run for run in first.runs if isinstance(run, Text) and run.text == words)
        assert getattr(run, look)
