"""The list of papers: what it asks the library for."""

from datetime import UTC, datetime

import pytest

from desktop_app.storage.entry import Entry
from desktop_app.ui.found_words import pieces
from desktop_app.ui.papers_list import PAGE, Lines

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Shelf:
    """A library of numbered papers that remembers what it was asked for."""

    def __init__(self, count: int) -> None:
        self.papers = [
            Entry(str(number), "form", "", f"Paper {number}", "drafting", NOW) for number in range(count)
        ]
        self.asked: list[int] = []

    def fetch(self, start: int, limit: int) -> list[Entry]:
        self.asked.append(start)
        return self.papers[start : start + limit]


class DescribeLines:
    def it_asks_only_for_what_is_shown_and_once(self) -> None:
        shelf = Shelf(10_000)
        lines = Lines(len(shelf.papers), shelf.fetch)
        assert [lines.at(row) for row in range(PAGE)] == shelf.papers[:PAGE]
        assert lines.at(9_999) == shelf.papers[-1]
        assert shelf.asked == [0, 9_999 // PAGE * PAGE]

    def it_has_no_paper_where_the_library_has_fewer_by_now(self) -> None:
        shelf = Shelf(3)
        assert Lines(5, shelf.fetch).at(4) is None


class DescribeWordsSought:
    @pytest.mark.parametrize(
        ("line", "sought", "marked"),
        [
            ("Renewal of the Custody Records", "custody", ["Custody"]),
            ("the archived archive", "archive", ["archived", "archive"]),
            ("PCD 1120 and pcd 1120", "PCD 1120", ["PCD", "1120", "pcd", "1120"]),
            ("as approved, an approach", "approving", ["approved"]),
            ("records of custody records", '"custody records"', ["custody records"]),
            ("a capital letter", "cap", ["capital"]),
            ("uncapped (cap)", "cap", ["cap"]),
            ("one two", "three", []),
            ("one", "(", []),
        ],
    )
    def it_stands_out_in_the_line_of_its_paper(self, line: str, sought: str, marked: list[str]) -> None:
        found = pieces(line, sought)
        assert "".join(words for words, _ in found) == line
        assert [words for words, is_found in found if is_found] == marked
