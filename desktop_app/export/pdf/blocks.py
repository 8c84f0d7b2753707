"""Every kind of node as strips: the one place that knows what the parts of a paper look like in PDF."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Document,
    Edition,
    Heading,
    Inlines,
    Item,
    Kicker,
    Labelled,
    NoteMark,
    Para,
    Questions,
    Signature,
    Span,
    Title,
)
from desktop_app.document.model import Node as DocumentNode
from desktop_app.document.style import ANNOUNCING, Style, TextStyle

from .forms import Field, Kind
from .grids import Grids
from .indents import Hanging, Place
from .nodes import Node
from .outline import heading_title, keeps_whole, plain
from .signing import signature_strip
from .strips import Entry, Flow, Rule, Strip, base_line, look_of, put_line_before, text_strips
from .tables import table_strips
from .text import Setter
from .tree import Tree

#: Padding of a box (points).
_BOX_PAD = 6.0
#: How large the number of a footnote is at the foot, and how far it is raised, as shares of its text's size.
_MARK, _RISE = 0.68, 0.3
#: Where the text of a footnote begins at least, and the least space in front of it (points).
_NOTE_INDENT, _NOTE_GAP = 9.0, 4.0
#: A box of more lines may go on over the page.
_LONG_BOX = 20


class Blocks:
    """Lays a document out as strips, in order."""

    def __init__(self, document: Document, setter: Setter, style: Style) -> None:
        self._document = document
        self._setter = setter
        self._style = style
        self._body = body = look_of(style.body)
        # It must not hold this object: all that is laid out would outlive the file until it is collected.
        self._hanging = Hanging(document.nodes, style.indents, lambda text: setter.width(text, body))
        self._whole = keeps_whole(document.nodes)
        self._grids = Grids(document.nodes, setter, style)
        self.tree = Tree()
        self._flow = Flow()
        self._level = -1
        self._under = ""

    def strips(self) -> list[Strip]:
        """Return the whole document as strips."""
        for index, node in enumerate(self._document.nodes):
            start = len(self._flow.strips)
            self._lay(index, node)
            if len(self._flow.strips) > start and _leads_nowhere(self._document.nodes[index : index + 2]):
                self._flow.strips[-1].keep = False
            if index in self._whole:
                for strip in self._flow.strips[start:]:
                    strip.keep = True
        return self._flow.strips

    def note_strips(self, mark: NoteMark) -> list[Strip]:
        """Return a footnote as strips for the page's foot."""
        style = self._style.note
        look = look_of(style)
        node = self.tree.note(mark, self._setter.owners.get(mark.number, self.tree.root))
        number = replace(look, size=look.size * _MARK, rise=look.size * _RISE)
        marker = self._setter.lines((Span(str(mark.number)),), number, self._measure, node.child("Lbl"))[0]
        indent = max(_NOTE_INDENT, marker.width + _NOTE_GAP)
        lines = self._setter.lines(mark.note, look, self._measure - indent, node)
        strips = text_strips(lines, look, indent)
        put_line_before(strips[0], marker, 0, base_line(look))
        strips[0].places = (f"note:{mark.number}",)
        strips[-1].height += style.after
        return strips

    @property
    def _measure(self) -> float:
        return self._style.page.measure

    def _lay(self, index: int, node: DocumentNode) -> None:  # noqa: C901 - one case a kind of node
        match node:
            case Kicker():
                self._text(node.runs, self._style.kicker, self.tree.plain("P"))
            case Title():
                self._text(node.runs, self._style.title, self.tree.plain("Title"), key=node.key)
            case Heading():
                self._heading(node)
            case Para():
                self._para(node)
            case Item():
                self._item(node, self._hanging.item(index))
            case DataTable():
                self._table(node)
            case Questions():
                self._add_rows(self._grids.questions(node, self.tree.plain("Table")))
            case Labelled():
                self._labelled(node)
            case Declaration():
                self._add_rows(self._grids.declaration(node, self.tree.plain("Table")))
            case Signature():
                self._signature(node)
            case Box():
                self._box(node)
            case _:
                assert_never(node)

    def _text(self, runs: Inlines, style: TextStyle, node: Node, *, key: str = "") -> list[Strip]:
        look = look_of(style)
        set_in_lines = self._setter.balanced if node.tag == "Title" else self._setter.lines
        strips = text_strips(set_in_lines(runs, look, self._measure, node), look, 0)
        strips[0].places = _places(key)
        self._flow.add(strips, style.before, style.after, keep_next=style.keep_next)
        return strips

    def _heading(self, node: Heading) -> None:
        style = self._style.heading(node.level, banner=node.banner, numbered=bool(node.number))
        look = look_of(style)
        self._level = min(node.level - 1, self._level + 1)
        element = self.tree.plain(f"H{min(self._level + 1, 6)}")
        number = self._setter.lines((Span(node.number),), look, self._measure, element)[0]
        indent = number.width + look.size * 0.6 if node.number else 0.0
        lines = self._setter.lines(node.runs, look, self._measure - indent, element)
        strips = text_strips(lines, look, indent, whole=True)
        self._put_number(strips[0], node.number, style, 0, element)
        strips[0].new_page = node.new_page
        strips[0].places = _places(node.key)
        self._under = heading_title(node)
        strips[0].entry = Entry(self._under, self._level)
        self._flow.add(strips, style.before, style.after, keep_next=True)

    def _put_number(self, strip: Strip, number: str, style: TextStyle, x: float, node: Node) -> None:
        """Put a number in front of the text of its strip."""
        if not number:
            return
        look = look_of(style)
        line = self._setter.lines((Span(number),), look, self._measure, node)[0]
        line.pieces[-1].text += " "
        put_line_before(strip, line, x, base_line(look))

    def _para(self, node: Para) -> None:
        if node.number:
            place = self._hanging.level(node.level)
            label, element = self.tree.item(place.text, node.number)
        else:
            place = self._unnumbered(node)
            label = element = self.tree.plain("P", inside=place.text)
        style = self._style.body
        measure = self._measure - place.text
        lines = self._setter.lines(node.runs, self._body, measure, element)
        strips = text_strips(lines, self._body, place.text)
        if node.centred:
            for line, strip in zip(lines, strips, strict=True):
                for piece in strip.pieces:
                    piece.x += (measure - line.width) / 2
        if node.number and not strips[0].pieces:  # one of no words is there all the same
            strips[0].elements += [label, element]
        self._put_number(strips[0], node.number, style, place.number, label)
        strips[0].places = _places(node.key, node.id)
        leads = node.keep_next or _leads(node.runs)
        self._flow.add(strips, style.before, style.after, keep_next=leads)

    def _unnumbered(self, node: Para) -> Place:
        if node.hangs:
            return Place(0, self._hanging.level(node.level).text)
        return Place(0, self._hanging.level(node.level - 1).text if node.level else 0)

    def _item(self, node: Item, place: Place) -> None:
        label, element = self.tree.item(place.text, node.marker)
        style = self._style.item
        look = look_of(style)
        lines = self._setter.lines(node.runs, look, self._measure - place.text, element)
        strips = text_strips(lines, look, place.text)
        if not strips[0].pieces:  # an item of no words is one all the same
            strips[0].elements += [label, element]
        self._put_number(strips[0], node.marker, style, place.number, label)
        strips[0].places = _places(node.key, node.id)
        self._flow.add(strips, style.before, style.after, keep_next=_leads(node.runs))

    def _table(self, node: DataTable) -> None:
        x = self._hanging.under if node.under else 0.0
        if node.caption:
            style = self._style.caption
            look = look_of(style)
            element = self.tree.plain("P", inside=x)
            lines = self._setter.lines((Span(node.caption),), look, self._measure - x, element)
            strips = text_strips(lines, look, x, whole=True)
            self._flow.add(strips, style.before, style.after, keep_next=True)
        strips = table_strips(node, x, self.tree.plain("Table", inside=x), self._setter, self._style)
        if strips:
            strips[0].places = _places(node.key, node.id)
            self._add_rows(strips)

    def _add_rows(self, strips: list[Strip]) -> None:
        if strips:
            self._flow.add(strips, self._style.tables.before, self._style.tables.after)

    def _labelled(self, node: Labelled) -> None:
        label = node.label if node.label.endswith(":") else f"{node.label}:"
        runs: Inlines = (Span(label, bold=True), Span(" "), *node.answer)
        self._text(runs, self._style.body, self.tree.plain("P"), key=node.key)

    def _signature(self, node: Signature) -> None:
        if self._flow.strips:
            self._flow.strips[-1].keep = True
        to_fill = self._document.edition is Edition.SIGNING and not node.name
        strip = signature_strip(node, self._setter, self._style, self.tree, to_fill=to_fill)
        strip.places = _places(node.key)
        self._flow.add([strip], self._style.signing.before, self._style.signing.after)

    def _box(self, node: Box) -> None:
        style, rules, colors = self._style.body, self._style.rules, self._style.colors
        element = self.tree.plain("P")
        lines = self._setter.lines(node.runs, self._body, self._measure - 2 * _BOX_PAD, element)
        strips = text_strips(lines, self._body, _BOX_PAD)
        strips += [Strip(style.leading) for _ in range(node.lines - len(strips))]
        for strip in (*strips[:-1],):
            strip.keep = len(strips) <= _LONG_BOX or strip.keep
        strips[0].height += _BOX_PAD
        for piece in strips[0].pieces:
            piece.y += _BOX_PAD
        strips[-1].height += _BOX_PAD
        right, last = self._measure, strips[-1].height
        for strip in strips:
            for x in (0.0, right):
                strip.rules.append(Rule(x, 0, x, strip.height, rules.box, colors.hairline))
        strips[0].rules.append(Rule(0, 0, right, 0, rules.box, colors.hairline))
        strips[-1].rules.append(Rule(0, last, right, last, rules.box, colors.hairline))
        strips[0].places = _places(node.key)
        if self._document.edition is Edition.SIGNING and not node.runs and len(strips) <= _LONG_BOX:
            bottom = sum(strip.height for strip in strips) - 1
            place = (1.0, 1.0, right - 1, bottom, style.size)
            form = self.tree.plain("Form")
            tip = f"{self._under}: to be filled in" if self._under else "To be filled in"
            strips[0].fields.append(Field(Kind.LINES, node.key, tip, form, *place))
        self._flow.add(strips, style.after, style.after)


def _leads_nowhere(nodes: Sequence[DocumentNode]) -> bool:
    """Say whether the first of two nodes goes with nothing below it: there is none, or a section begins."""
    if len(nodes) < 2:
        return True
    node, following = nodes
    return isinstance(following, Heading) and not (isinstance(node, Heading) and following.level > node.level)


def _leads(runs: Inlines) -> bool:
    """Say whether text leads over to what follows it, as a list or a table."""
    return plain(runs).rstrip().endswith(ANNOUNCING)


def _places(key: str = "", id_: str = "") -> tuple[str, ...]:
    return (*([f"key:{key}"] if key else []), *([f"id:{id_}"] if id_ else []))
