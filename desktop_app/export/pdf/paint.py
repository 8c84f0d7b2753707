"""Pages of a file: text, rules, links, marking and foot, each at its place."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from desktop_app.document.model import Document, Span
from desktop_app.document.style import Style

from .lines import Line, Look, Piece
from .nodes import ARTIFACT
from .pages import NOTE_GAP, Page, Placed
from .strips import Strip, base_line, look_of, put_line
from .tagging import TaggedFile
from .text import Setter

#: Where an underline runs below the base line and how thick it is, as shares of the size.
_UNDER_DEPTH, _UNDER_WIDTH = 0.11, 0.055
#: From the last line that text may stand on to the hairline of the foot, and on to its words (points).
_FOOT_LINE, _FOOT_WORDS = 13.0, 4.0
#: The least space in points between what stands left and right in the foot.
_FOOT_GAP = 18.0
#: How far above the top of a strip a link to it leads, so that its words are not cut (points).
_ABOVE = 8.0
#: How far the area of a link reaches below and above the base line, as shares of the size.
_LINK_BELOW, _LINK_ABOVE = 0.25, 0.9
#: What may stand in a web address as it is.
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Painter:
    """Draws the pages of one document. places: the names that are drawn somewhere, for links to reach."""

    def __init__(
        self, file: TaggedFile, document: Document, setter: Setter, style: Style, places: frozenset[str]
    ) -> None:
        self._file = file
        self._document = document
        self._setter = setter
        self._style = style
        self._places = places
        self._headings = 0

    def draw(self, pages: Sequence[Page]) -> None:
        """Draw all pages."""
        for number, page in enumerate(pages, 1):
            self._file.begin_page()
            self._draw_page(page, number, len(pages))
            self._file.end_page()

    def _draw_page(self, page: Page, number: int, count: int) -> None:
        size = self._style.page
        top = size.height - size.margin
        self._marking(size.height - size.head, upwards=True)
        for _, group in groupby(page.body, key=_reading_unit):
            placed = list(group)
            strips = [(one.strip, top - one.top) for one in placed]
            self._strips(strips, repeated=placed[0].repeated)
        if page.notes:
            self._notes(page)
        self._foot(number, count)
        self._marking(size.foot, upwards=False)

    def _notes(self, page: Page) -> None:
        size = self._style.page
        top = size.margin + sum(strip.height for strip in page.notes)
        line = top + NOTE_GAP / 2 - 2
        self._hairline(line)
        for strip in page.notes:
            self._strip(strip, top)
            top -= strip.height

    def _strip(self, strip: Strip, top: float, *, repeated: bool = False) -> None:
        """Draw a strip whose top is at a height of the page."""
        self._strips([(strip, top)], repeated=repeated)

    def _strips(self, strips: Sequence[tuple[Strip, float]], *, repeated: bool) -> None:
        """Draw strips with their tops: those of one row of a table together, cell by cell."""
        for strip, top in strips:
            if not repeated:
                self._mark(strip, top)
                for node in strip.elements:
                    self._file.stand(node)
            if strip.fills or strip.rules:
                self._shapes(strip, top)
        pieces = [(piece, top) for strip, top in strips for piece in strip.pieces]
        if len(strips) > 1:
            pieces.sort(key=lambda placed: placed[0].cell)
        for piece, top in pieces:
            self._piece(piece, top, repeated=repeated)
        for strip, top in strips:
            for each in strip.fields:
                left = self._style.page.margin
                self._file.field(each, (left + each.x0, top - each.y1, left + each.x1, top - each.y0))

    def _shapes(self, strip: Strip, top: float) -> None:
        shapes, left = self._file.shapes, self._style.page.margin
        for fill in strip.fills:
            shapes.fill(left + fill.x0, top - fill.y1, fill.x1 - fill.x0, fill.y1 - fill.y0, fill.color)
        for rule in strip.rules:
            shapes.rule(left + rule.x0, top - rule.y0, left + rule.x1, top - rule.y1, rule.width, rule.color)

    def _mark(self, strip: Strip, top: float) -> None:
        """Name the place where a strip stands and enter it in the outline."""
        names = strip.places
        if strip.entry:
            self._headings += 1
            names = (f"heading:{self._headings}", *names)
        for name in names:
            self._file.place(name, top + _ABOVE)
        if strip.entry:
            self._file.entry(strip.entry.title, names[0], strip.entry.level)

    def _piece(self, piece: Piece, top: float, *, repeated: bool) -> None:
        """Draw a piece of a strip with this top."""
        look, node = piece.look, piece.node
        x, y = self._style.page.margin + piece.x, top - piece.y
        self._file.text(ARTIFACT if repeated else node, piece.face, look.size, look.color, (x, y, piece.text))
        if look.underline:
            under = y - look.size * _UNDER_DEPTH
            self._file.shapes.rule(x, under, x + piece.width, under, look.size * _UNDER_WIDTH, look.color)
        if not repeated and (node.url or node.target):
            low, high = y - look.size * _LINK_BELOW, y + look.size * _LINK_ABOVE
            self._link(piece, (x, low, x + piece.width, high))

    def _hairline(self, y: float) -> None:
        size, style = self._style.page, self._style
        right = size.width - size.margin
        self._file.shapes.rule(size.margin, y, right, y, style.rules.hairline, style.colors.hairline)

    def _link(self, piece: Piece, area: tuple[float, float, float, float]) -> None:
        if piece.node.url:
            self._file.link(piece.node, area, url=quote(piece.node.url, safe=_URL_SAFE))
        elif piece.node.target in self._places:
            self._file.link(piece.node, area, place=piece.node.target)

    def _marking(self, middle: float, *, upwards: bool) -> None:
        """Draw the marking, its first (upwards: last) line centred on a height of the page."""
        if not self._document.marking:
            return
        look = look_of(self._style.marking)
        lines = self._lines(self._document.marking, look)
        top = middle + look.leading / 2 + ((len(lines) - 1) * look.leading if upwards else 0)
        strip = Strip(look.leading * len(lines))
        for index, line in enumerate(lines):
            x = (self._style.page.measure - line.width) / 2
            put_line(strip, line, x, index * look.leading + base_line(look))
        self._strip(strip, top, repeated=True)

    def _foot(self, number: int, count: int) -> None:
        """Draw the hairline, reference and short title at the left, the page's number at the right."""
        size, look = self._style.page, look_of(self._style.foot)
        line = size.margin - _FOOT_LINE
        self._hairline(line)
        strip = Strip(look.leading)
        pages = self._lines(f"Page {number} of {count}", look)[0]
        words = self._shortened(self._document.foot, look, size.measure - pages.width - _FOOT_GAP)
        put_line(strip, words, 0, base_line(look))
        put_line(strip, pages, size.measure - pages.width, base_line(look))
        self._strip(strip, line - _FOOT_WORDS, repeated=True)

    def _shortened(self, words: str, look: Look, room: float) -> Line:
        """Return words on one line; where there is no room, cut off with an ellipsis at the end of a word."""
        lines = self._setter.lines((Span(words),), look, room, ARTIFACT)
        if len(lines) == 1:
            return lines[0]
        first = "".join(piece.text for piece in lines[0].pieces).rstrip()
        while first and self._setter.width(f"{first}…", look) > room:
            first = first.rpartition(" ")[0].rstrip() or first[:-1]
        return self._setter.lines((Span(f"{first}…"),), look, room + 1, ARTIFACT)[0]

    def _lines(self, words: str, look: Look) -> list[Line]:
        return self._setter.lines((Span(words),), look, self._style.page.measure, ARTIFACT)


def _reading_unit(placed: Placed) -> tuple[int, bool]:
    """Return what strips have in common that are read together: the row of a table, or nothing."""
    return id(placed.strip.row or placed.strip), placed.repeated
