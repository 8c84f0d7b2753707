"""The one style table of a printed paper, which every writer translates: type, colours, spaces in points.

Named tuples, not data classes: they are made in a quarter of the time, whenever a process first writes.
"""

from typing import NamedTuple

#: One millimetre in points.
MM = 72 / 25.4


#: How text ends that leads over to a list or a table below it, from which no page's end may part it.
ANNOUNCING = (":", ":-", ":–", "-", "–", "—")


class TextStyle(NamedTuple):
    """How a kind of paragraph is set. size, leading, before, after: points. color: "#rrggbb".

    The space between two paragraphs is the larger of the first's `after` and the second's `before`.
    keep_next: it never stands at the end of a page without what follows.
    """

    size: float
    leading: float
    before: float = 0
    after: float = 0
    bold: bool = False
    color: str = "#1a1a1a"
    keep_next: bool = False


class Colors(NamedTuple):
    """The colours. They must look right on a black-and-white printer."""

    ink: str = "#1a1a1a"
    soft: str = "#4a4a4a"
    hairline: str = "#9aa0a6"
    tint: str = "#f1f3f5"
    link: str = "#1d4f91"


class Page(NamedTuple):
    """The page. width, height, margin: points. head, foot: from the page's edge to the marking's middle."""

    width: float = 210 * MM
    height: float = 297 * MM
    margin: float = 25.4 * MM
    head: float = 10.5 * MM
    foot: float = 10.5 * MM

    @property
    def measure(self) -> float:
        """The width of the text in points."""
        return self.width - 2 * self.margin


class Indents(NamedTuple):
    """Where numbers and texts stand, in points from the margin.

    number_text: text of "1.1". sub_text: text of "(a)", which itself stands at number_text; each level
    further in is `step` more. list_marker, list_text: a list that stands under no numbered paragraph.
    gap: least space between a number and its text.
    """

    number_text: float = 34
    sub_text: float = 58
    step: float = 24
    list_marker: float = 8
    list_text: float = 34
    gap: float = 6


class Rules(NamedTuple):
    """Line widths in points."""

    hairline: float = 0.5
    firm: float = 1.0
    box: float = 0.75


class Tables(NamedTuple):
    """Tables. pad_x, pad_y: from a cell's edge to its text in points. answer: share of the measure
    that the answers of questions take; tick: width of the column of ticks in points."""

    pad_x: float = 6
    pad_y: float = 5
    before: float = 8
    after: float = 16
    answer: float = 0.25
    tick: float = 100


class Signing(NamedTuple):
    """The block to sign. name, date: widths of the two lines in points; room: height for a pen."""

    name: float = 270
    gap: float = 30
    date: float = 151
    room: float = 30
    before: float = 8
    after: float = 16


class Style(NamedTuple):
    """All of it."""

    font: str = "Arial"  #: Word's; PDF embeds Liberation Sans, which has the same widths
    colors: Colors = Colors()
    page: Page = Page()
    indents: Indents = Indents()
    rules: Rules = Rules()
    tables: Tables = Tables()
    signing: Signing = Signing()
    body: TextStyle = TextStyle(11, 15.5, after=7)
    kicker: TextStyle = TextStyle(11, 15.5, color="#4a4a4a", keep_next=True)
    title: TextStyle = TextStyle(20, 25, before=8, after=10, bold=True, keep_next=True)
    banner: TextStyle = TextStyle(11, 15.5, before=16, after=6, bold=True, keep_next=True)
    headings: tuple[TextStyle, ...] = (
        TextStyle(13, 17, before=12, after=6, bold=True, keep_next=True),
        TextStyle(11, 15.5, before=10, after=4, bold=True, keep_next=True),
        TextStyle(11, 15.5, before=8, after=3, bold=True, color="#4a4a4a", keep_next=True),
    )
    item: TextStyle = TextStyle(11, 15.5, after=5)
    cell: TextStyle = TextStyle(10, 13.5)
    small_cell: TextStyle = TextStyle(8, 11)
    caption: TextStyle = TextStyle(10, 13.5, before=4, after=4, bold=True, keep_next=True)
    label: TextStyle = TextStyle(9, 12, color="#4a4a4a")
    note: TextStyle = TextStyle(9, 12, color="#4a4a4a", after=2)
    foot: TextStyle = TextStyle(9, 12, color="#4a4a4a")
    marking: TextStyle = TextStyle(10, 13, bold=True)
    tick: TextStyle = TextStyle(15, 17)

    def heading(self, level: int, *, banner: bool = False, numbered: bool = False) -> TextStyle:
        """Return the style of a heading of a level from 1; deeper ones look like the last.

        numbered: it bears a section's number, and so looks like a section's heading down to level 2.
        """
        if banner:
            return self.banner
        if numbered and level == 2:
            level = 1
        return self.headings[min(max(level, 1), len(self.headings)) - 1]


STYLE = Style()
