"""The list of papers: what it asks the library for."""

from datetime import UTC, datetime

from desktop_app.storage.entry import Entry
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
