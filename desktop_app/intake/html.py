"""Pasted HTML as blocks: what a paper's text can hold of it; nothing is ever fetched.

Word, Outlook, Excel, Google Docs, LibreOffice and browsers each write the same things differently. A
list of what is known is followed; all other elements count for the words in them alone.
"""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import NamedTuple

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Footnote,
    Inlines,
    LineBreak,
    ListKind,
    canonical,
    copied,
    plain,
)

from .html_build import Grid, Shape, Sink, lines, outlined, trimmed, with_notes
from .html_element import Open, is_comment, opened_by

_VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905 - a word a line would fill two pages
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905 - a word a line would fill two pages
)
_CLOSED_BY = {"p": {"p"}, "li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr", "td", "th"}}
#: What Word writes for programs that know less than it does: a row of no height, a second line break.
_FOR_OTHERS = re.compile(
    r"<!(?:--)?\[if !support(?:MisalignedColumns|LineBreakNewLine|Annotations|EmptyParas)\](?:--)?>"
    r".{0,2000}?<!(?:--)?\[endif\](?:--)?>",
    re.DOTALL | re.IGNORECASE,
)
_WALLS = {"table", "td", "th", "ul", "ol"}  # an end tag left out is not looked for beyond these


class Pasted(NamedTuple):
    """What HTML says as blocks with new ids.

    left_out: what a text cannot hold, in words. pictures: of each picture the number of blocks that end or go
    on before it.
    """

    blocks: Blocks
    left_out: list[str]
    pictures: list[int]


def blocks_from_html(html: str) -> Pasted:
    """Return what HTML says and what of it was left out. Never raises."""
    reader = _Reader()
    start = html.find("<")
    if html.startswith("Version:") and start > 0:  # the clipboard's own header on Windows
        html = html[start:]
    html = _FOR_OTHERS.sub("", html)
    # Python's versions differ over Word's "<![if …]>": as comments they are the same to all.
    html = re.sub(r"<!\[([^\]<>]*)\]>", r"<!--[\1]-->", html)
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # a declaration that Python's parser gives up at: what came before it is kept
        reader.left_out.add("what followed a broken mark")
    reader.finish()
    blocks = outlined(with_notes(reader.sink.blocks, reader.notes))
    read = canonical(copied(blocks))
    return Pasted(read, sorted(reader.left_out), [min(place, len(read)) for place in reader.pictures])


class _Reader(HTMLParser):
    """Reads HTML from start to end once, and puts what it means into a sink."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sink = Sink()
        self.left_out: set[str] = set()
        self.pictures: list[int] = []
        self.notes: dict[str, Inlines] = {}
        self._open: list[Open] = [Open("")]
        self._sinks: list[Sink] = []
        self._grids: list[Grid] = []
        self._items: list[tuple[Sink, int]] = []  #: of list items that are open the block which each is
        self._ignored = 0
        self._shape = Shape()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        attributes = {name: value or "" for name, value in attrs}
        self._imply_end(tag)
        now = self._open[-1]
        if tag in _VOID:
            if not now.silent:
                self._void(tag, attributes)
            return
        if not now.silent and (tag in _BLOCKS or tag in ("td", "th", "caption")):
            self._end_paragraph()
        opened = opened_by(tag, attributes, now)
        self._open.append(opened)
        if opened.silent:
            self._leave_out(tag, attributes)
            return
        self._enter(tag, attributes, opened)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that ends where it begins."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those within it that were left open."""
        if tag == "p" and all(opened.tag != "p" for opened in self._open):
            self._end_paragraph()
        for number in range(len(self._open) - 1, 0, -1):
            if self._open[number].tag == tag:
                while len(self._open) > number:
                    self._close()
                return
            if self._open[number].tag in _WALLS and tag not in _WALLS | {"tr", "tbody", "thead"}:
                return

    def handle_data(self, data: str) -> None:
        """Take words."""
        now = self._open[-1]
        if now.marker:
            self._note_marker(data)
        if now.silent or self._ignored:
            return
        if now.tab:
            self.sink.text(replace(now.look, text="\t"))
            return
        if now.pre:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self.sink.line_break(self._shape)
                self.sink.text(replace(now.look, text=line))
            return
        words = re.sub(r"[ \t\n\r\f]+", " ", data)
        if self._grids and len(self._sinks) < len(self._grids) and not words.strip():
            return
        self.sink.text(replace(now.look, text=words))

    def handle_comment(self, data: str) -> None:
        """Take heed of Word's conditions; all other comments are nothing."""
        self._condition(data.strip().strip("[]"))

    def finish(self) -> None:
        """End all that is still open."""
        while len(self._open) > 1:
            self._close()
        self._end_paragraph()

    def _condition(self, condition: str) -> None:
        if condition.startswith("if !supportLists") and ">" not in condition:
            self._ignored += 1
        elif condition.startswith("endif"):
            self._ignored = max(0, self._ignored - 1)

    def _void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br" and "interchange" not in attributes.get("class", ""):
            self.sink.line_break(self._shape)
        elif tag == "hr":
            self._end_paragraph()
        elif tag == "img" and not _is_air(attributes):
            self._picture()

    def _imply_end(self, tag: str) -> None:
        closed = _CLOSED_BY.get(tag, set())
        for number in range(len(self._open) - 1, 0, -1):
            if self._open[number].tag in closed:
                while len(self._open) > number:
                    self._close()
            elif self._open[number].tag in _WALLS:
                return

    def _enter(self, tag: str, attributes: dict[str, str], opened: Open) -> None:
        if opened.note and tag == "a":
            self.sink.runs.append(Footnote(opened.note, ()))
            self._open[-1] = replace(opened, silent=True)  # its own words are the mark alone
        elif opened.note:  # the words of a footnote
            self._sinks.append(self.sink)
            self.sink = Sink()
        elif tag == "table":
            self._grids.append(Grid())
        elif tag == "tr" and self._grids:
            self._grids[-1].row()
        elif tag in ("td", "th", "caption") and self._grids:
            self._sinks.append(self.sink)
            self.sink = Sink()
        elif tag in _BLOCKS:
            self._shape = opened.shape
        if tag == "li":
            self._items.append((self.sink, len(self.sink.blocks)))
        if tag in ("sup", "sub"):
            self.left_out.add("raised or lowered letters")
        if tag == "a" and attributes.get("href") and not opened.look.link and not opened.note:
            self.left_out.add("links that are no web or mail address")

    def _close(self) -> None:
        ended = self._open.pop()
        if ended.silent:
            return
        if ended.note and ended.tag != "a":
            self._end_paragraph()
            self.notes[ended.note] = trimmed(run for block in self.sink.blocks for run in _runs(block))
            self.sink = self._sinks.pop()
        elif ended.tag in ("td", "th", "caption") and self._grids and self._sinks:
            self._end_cell(ended)
        elif ended.tag == "table" and self._grids:
            self._end_paragraph()
            self.sink.blocks.extend(self._grids.pop().blocks())
        elif ended.tag in _BLOCKS:
            self._end_paragraph()
        if ended.tag == "li" and self._items:
            self._items.pop()
        self._shape = self._open[-1].shape

    def _end_cell(self, ended: Open) -> None:
        self._end_paragraph()
        blocks = tuple(self.sink.blocks)
        self.sink = self._sinks.pop()
        if ended.tag == "caption":
            self._grids[-1].caption = " ".join(plain(_runs(block)) for block in blocks).replace("\n", " ")
            return
        columns, rows = ended.cell
        head = ended.tag == "th" or any(opened.tag == "thead" for opened in self._open)
        self._grids[-1].cell(blocks, columns=columns, rows=rows, head=head)

    def _end_paragraph(self) -> None:
        within = bool(self._items) and self._items[-1][0] is self.sink
        self.sink.end(self._shape, self._items[-1][1] if within else -1)

    def _note_marker(self, data: str) -> None:
        """Learn from Word's own marker which kind of list the paragraph belongs to."""
        words = data.strip(" \n\t\u00a0")
        if not words or self._shape.kind is None:
            return
        if re.fullmatch(r"\d+(\.\d+)+\.?", words):
            self._shape = Shape(level=words.rstrip(".").count(".") - 1)
        elif re.fullmatch(r"\(?\d+[.)]?", words):
            self._shape = replace(self._shape, kind=ListKind.NUMBER)
        elif re.fullmatch(r"\(?([a-np-zA-Z]|[ivxIVX]+)[.)]?|\(?o[.)]|\(o\)", words):
            self._shape = replace(self._shape, kind=ListKind.LETTER)
        for number in range(len(self._open) - 1, 0, -1):  # it holds until the paragraph ends
            self._open[number] = replace(self._open[number], shape=self._shape)
            if self._open[number].tag in _BLOCKS:
                return

    def _leave_out(self, tag: str, attributes: dict[str, str]) -> None:
        if is_comment(attributes):
            self.left_out.add("comments")
        if tag in ("audio", "canvas", "iframe", "object", "svg", "video") or tag.startswith("v:"):
            self._picture()

    def _picture(self) -> None:
        """Keep in mind a picture and where it stood; several at one place count as one."""
        self.left_out.add("pictures")
        around = self._sinks[0] if self._sinks else self.sink
        begun = bool(self._sinks) or bool(plain(tuple(around.runs)).strip())
        place = len(around.blocks) + begun
        if place not in self.pictures[-1:]:
            self.pictures.append(place)


def _is_air(attributes: dict[str, str]) -> bool:
    """Say whether an image is a point that nobody sees, such as mail programs put in."""
    return all(attributes.get(side, "").rstrip("px") in ("0", "1") for side in ("width", "height"))


def _runs(block: Block) -> Inlines:
    return (*lines((block,)), LineBreak())
