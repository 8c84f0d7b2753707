"""How many pages a paper's foot says it has before Word has counted them."""

from desktop_app.document.model import (
    DataTable,
    Document,
    Edition,
    Heading,
    Item,
    Node,
    Para,
    Scheme,
    Span,
    TableCell,
)
from desktop_app.export.docx import write_docx
from desktop_app.export.word.extent import pages_of

from .docx_lint import Package
from .papers import RESOURCES
from .word_reading import shown

SENTENCE = (
    "The harbour silts up every winter, and the channel is dredged again before the first ferries sail. "
)


def document(*nodes: Node) -> Document:
    return Document("Dredging", "Note", "Ann", "OPEN", "H 7", Edition.SIGNING, nodes, Scheme())


def text(count: int) -> tuple[Span, ...]:
    return (Span(SENTENCE * count),)


class DescribeTheNumberOfPages:
    def it_is_one_of_nothing(self) -> None:
        assert pages_of(document()) == 1

    def it_grows_with_the_text(self) -> None:
        found = [pages_of(document(*(Para(text(3)) for _ in range(count)))) for count in (5, 50, 500)]
        assert found[0] == 1
        assert 9 * found[1] <= found[2] <= 11 * found[1]

    def it_begins_a_page_where_a_section_does(self) -> None:
        assert pages_of(document(Para(text(1)), Heading(1, text(1), new_page=True), Para(text(1)))) == 2

    def it_gives_what_stands_in_narrow_columns_more_room(self) -> None:
        rows = tuple((TableCell(text(4)),) * 3 for _ in range(12))
        items = (Item(text(4), "•", "bullet", "•") for _ in range(12))
        assert pages_of(document(DataTable(rows))) > pages_of(document(*items))

    def it_does_not_tear_a_row_over_a_page(self) -> None:
        row = ((TableCell(text(30)),),)
        assert pages_of(document(*(DataTable(row) for _ in range(3)))) == 3

    def it_takes_what_is_kept_together_to_the_next_page(self) -> None:
        row = (TableCell((Span("Gates"),)), TableCell((Span("£1"),), amount=True))
        above = [Para(text(5)) for _ in range(5)]
        announced = [Heading(2, (Span("Cost"),)), Para((Span("The cost is:"),)), DataTable((row,) * 12)]
        below = [Para(text(5)) for _ in range(4)]
        # Without the heading's coming along, the second page would have room for all that is below.
        assert pages_of(document(*above, *announced)) == 2
        assert pages_of(document(*above, *announced, *below)) == 3

    def it_says_so_at_the_foot(self) -> None:
        long = document(*(Para(text(6)) for _ in range(60)))
        foot = Package.of(write_docx(long, RESOURCES)).root("footer1")
        assert f"of {pages_of(long)}" in shown(foot)
