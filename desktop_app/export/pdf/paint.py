"""Pages on the canvas: text, rules, links, marking and foot, each at its place."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from reportlab.lib.colors import HexColor

from desktop_app.document.model import Document, Span
from desktop_app.document.style import Style

from .nodes import ARTIFACT
from .pages import NOTE_GAP, Page, Placed
from .strips import Strip, base_line, look_of, put_line
from .tagging import TaggedCanvas
from .text import Line, Look, Piece, Setter

#: Where an underline runs below the base line and how thick it is, as shares of the size.
_UNDER_DEPTH, _UNDER_WIDTH = 0.11, 0.055
#: From the last line that text may stand on to the hairline of the foot, and on to its words (points).
_FOOT_LINE, _FOOT_WORDS = 13.0, 4.0
#: What may stand in a web address as it is.
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"

#: What running heads and feet and repeated table heads are to those who listen: nothing to read out.
_PAGINATION = "/Type/Pagination"


class Painter:
    """Draws the pages of one document. places: the names that are drawn somewhere, for links to reach."""

    def __init__(
        self, canvas: TaggedCanvas, document: Document, setter: Setter, style: Style, places: frozenset[str]
    ) -> None:
        self._canvas = canvas
        self._document = document
        self._setter = setter
        self._style = style
        self._places = places
        self._headings = 0

    def draw(self, pages: Sequence[Page]) -> None:
        """Draw all pages."""
        for number, page in enumerate(pages, 1):
            self._draw_page(page, number, len(pages))
            self._canvas.showPage()

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
        self._rule(size.margin, line, size.width - size.margin, line, self._style.rules.hairline)
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
                    self._canvas.element(node)
            self._shapes(strip, top)
        pieces = [(piece, top) for strip, top in strips for piece in strip.pieces]
        if len(strips) > 1:
            pieces.sort(key=lambda placed: placed[0].cell)
        for _, group in groupby(pieces, key=lambda placed: id(placed[0].node)):
            self._pieces(list(group), repeated=repeated)
        for strip, top in strips:
            for each in strip.fields:
                left = self._style.page.margin
                self._canvas.field(each, (left + each.x0, top - each.y1, left + each.x1, top - each.y0))

    def _shapes(self, strip: Strip, top: float) -> None:
        canvas = self._canvas
        if not (strip.fills or strip.rules):
            return
        with canvas.artifact():
            self._draw_shapes(strip, top)

    def _draw_shapes(self, strip: Strip, top: float) -> None:
        canvas, left = self._canvas, self._style.page.margin
        for fill in strip.fills:
            canvas.setFillColor(HexColor(fill.color))
            height = fill.y1 - fill.y0
            canvas.rect(left + fill.x0, top - fill.y1, fill.x1 - fill.x0, height, stroke=0, fill=1)
        for rule in strip.rules:
            canvas.setLineWidth(rule.width)
            canvas.setStrokeColor(HexColor(rule.color))
            canvas.line(left + rule.x0, top - rule.y0, left + rule.x1, top - rule.y1)

    def _mark(self, strip: Strip, top: float) -> None:
        """Name the place where a strip stands and enter it in the outline."""
        names = strip.places
        if strip.entry:
            self._headings += 1
            names = (f"heading:{self._headings}", *names)
        for name in names:
            self._canvas.bookmarkHorizontal(name, 0, top + 8)
        if strip.entry:
            self._canvas.addOutlineEntry(strip.entry.title, names[0], strip.entry.level)

    def _pieces(self, pieces: list[tuple[Piece, float]], *, repeated: bool) -> None:
        """Draw neighbouring pieces of one element, each with the top of its strip."""
        left = self._style.page.margin
        text = self._canvas.beginText()
        for piece, top in pieces:
            text.setTextOrigin(left + piece.x, top - piece.y)
            text.setFont(piece.face.name, piece.look.size)
            text.setFillColor(HexColor(piece.look.color))
            text.textOut(piece.text)
        node = pieces[0][0].node
        with self._canvas.artifact(_PAGINATION) if repeated else self._canvas.marked(node):
            self._canvas.drawText(text)
        for piece, top in pieces:
            if piece.look.underline:
                self._underline(piece, left, top)
            if not repeated and (piece.node.url or piece.node.target):
                self._link(piece, left, top)

    def _underline(self, piece: Piece, left: float, top: float) -> None:
        look, y = piece.look, top - piece.y - piece.look.size * _UNDER_DEPTH
        x = left + piece.x
        self._rule(x, y, x + piece.width, y, look.size * _UNDER_WIDTH, look.color)

    def _rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: str = "") -> None:
        with self._canvas.artifact():
            self._canvas.setLineWidth(width)
            self._canvas.setStrokeColor(HexColor(color or self._style.colors.hairline))
            self._canvas.line(x0, y0, x1, y1)

    def _link(self, piece: Piece, left: float, top: float) -> None:
        look, x, y = piece.look, left + piece.x, top - piece.y
        area = (x, y - look.size * 0.25, x + piece.width, y + look.size * 0.9)
        if piece.node.url:
            self._canvas.link(piece.node, area, url=quote(piece.node.url, safe=_URL_SAFE))
        elif piece.node.target in self._places:
            self._canvas.link(piece.node, area, place=piece.node.target)

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
        self._rule(size.margin, line, size.width - size.margin, line, self._style.rules.hairline)
        strip = Strip(look.leading)
        pages = self._lines(f"Page {number} of {count}", look)[0]
        words = self._shortened(self._document.foot, look, size.measure - pages.width - 18)
        put_line(strip, words, 0, base_line(look))
        put_line(strip, pages, size.measure - pages.width, base_line(look))
        self._strip(strip, line - _FOOT_WORDS, repeated=True)

    def _shortened(self, words: str, look: Look, room: float) -> Line:
        """Return words on one line; cut off with an ellipsis at a word's end where there is no room."""
        lines = self._setter.lines((Span(words),), look, room, ARTIFACT)
        if len(lines) == 1:
            return lines[0]
        first = "".join(piece.text for piece in lines[0].pieces).rstrip()
        while first and self._setter.width(f"{first}…", look) > room:
            first = first[:-1]
        return self._setter.lines((Span(f"{first}…"),), look, room + 1, ARTIFACT)[0]

    def _lines(self, words: str, look: Look) -> list[Line]:
        return self._setter.lines((Span(words),), replace(look), self._style.page.measure, ARTIFACT)


def _reading_unit(placed: Placed) -> tuple[int, bool]:
    """Return what strips have in common that are read together: the row of a table, or nothing."""
    return id(placed.strip.row or placed.strip), placed.repeated
