from desktop_app.app.showing import overview
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import CrossRef, Paragraph, Text
from tests.domain.forms_for_tests import TEMPLATE, paper, rich


class DescribeAPaperAsLines:
    def it_writes_references_out(self) -> None:
        runs = (Text("See "), CrossRef("s"), Text(" and "), CrossRef("gone"))
        money = RichText((*rich("It costs £1.").blocks, Paragraph(runs, 1, id="s")))
        told = list(overview(TEMPLATE, paper({"note.money": money})))
        assert "  2.1. It costs £1." in told
        assert "  (a) See 2.1(a) and [reference lost]" in told
