"""How many pages a paper will have, for what its foot says until Word has counted them.

Lines are set by how wide signs are on average, and pages filled as Word fills them. It is no more than an
estimate: Word and its readers put their own count there as soon as they lay the pages out.
"""

from dataclasses import dataclass
from math import ceil
from typing import assert_never

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Heading,
    Inlines,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Questions,
    Signature,
    Title,
)
from desktop_app.document.style import STYLE, TextStyle

from .body import leads
from .styles import text_indent
from .tables import SMALL
from .widths import Columns, columns_of, lines_in
from .xml import twips

_WIDE, _BOLD = 0.48, 0.52  #: of a sign of Arial on average in English text, in parts of its size
_ROOM = STYLE.page.height - 2 * STYLE.page.margin  #: of a page for text and notes, in points
_FEWEST = 2  #: lines of a paragraph that stand together at the foot or head of a page


@dataclass(slots=True)
class _Pages:
    """Pages while they are filled. used: points of the last one. below: space that its last piece asks for.

    notes: points at its foot that footnotes take. kept: points of what goes with the next piece.
    """

    count: int = 1
    used: float = 0
    below: float = 0
    notes: float = 0
    kept: float = 0

    def next(self) -> None:
        """Begin a page, unless the last is empty."""
        if self.used:
            self.count, self.used, self.below, self.notes, self.kept = self.count + 1, 0, 0, 0, 0

    def put(
        self, height: float, before: float = 0, after: float = 0, *, room: float = 0, keep: bool = False
    ) -> None:
        """Put a piece that is not torn. room: for what has to stand below it on the same page.

        keep: it goes to the next page with the piece after it, if that goes there.
        """
        space = max(before, self.below) if self.used else 0
        if self.used + space + height + room > _ROOM - self.notes:
            along = self.kept if self.kept < self.used else 0
            self.next()
            self.used, self.kept = along, along
            space = space if along else 0
        self.used += space + height
        self.kept = (self.kept + space if self.kept else 0) + height if keep else 0
        self.below = after

    def lines(self, count: int, style: TextStyle, *, keep: bool = False) -> None:
        """Put the lines of a paragraph, which go on to the next page where there is no room."""
        whole = count < 2 * _FEWEST
        first = count if whole else _FEWEST
        self.put(first * style.leading, style.before, 0, keep=keep and first == count)
        for left in range(count - first, 0, -1):
            last = left <= _FEWEST
            self.put(style.leading, room=style.leading if left == _FEWEST else 0, keep=keep and last)
        self.below = style.after


def pages_of(document: Document) -> int:
    """Return about how many pages a document has, at least one."""
    pages = _Pages()
    for place, node in enumerate(document.nodes):
        following = document.nodes[place + 1] if place + 1 < len(document.nodes) else None
        _put(pages, node, following)
    return pages.count


def _put(pages: _Pages, node: Node, following: Node | None) -> None:  # noqa: C901 - one case a kind of node
    measure = STYLE.page.measure
    match node:
        case Kicker(runs=runs):
            _text(pages, runs, STYLE.kicker, measure)
        case Title(runs=runs):
            _text(pages, runs, STYLE.title, measure)
        case Heading():
            _heading(pages, node)
        case Para():
            level = node.level if node.number or node.hangs else node.level - 1
            indent = text_indent(level) if level >= 0 else 0
            _text(pages, node.runs, STYLE.body, measure - indent, keep=leads(node, following))
        case Item():
            indent = STYLE.indents.list_text + node.level * STYLE.indents.step
            width = measure - indent - STYLE.indents.number_text * node.under
            _text(pages, node.runs, STYLE.item, width, keep=leads(node, following))
        case Labelled(label=label, answer=answer):
            pages.lines(_rows(f"{label} {_words(answer)}", STYLE.body, measure), STYLE.body)
        case DataTable():
            _table(pages, node)
        case Questions(rows=rows):
            answer = measure * STYLE.tables.answer
            asked = [(_words(row.label), _words(row.answer)) for row in rows]
            _grid(pages, asked, Columns([twips(measure - answer), twips(answer)]))
        case Declaration(head=head, rows=rows):
            told = ("\n".join((row.name, *map(_words, row.parts))) for row in rows)
            tick = STYLE.tables.tick
            columns = Columns([twips(measure - tick), twips(tick)])
            _grid(pages, [head, *((words, "") for words in told)], columns)
        case Signature():
            labels = 2 + bool(node.fingerprint)
            height = labels * STYLE.label.leading + STYLE.signing.room
            pages.put(height + STYLE.signing.before, STYLE.signing.before, STYLE.signing.after)
        case Box(runs=runs, lines=lines):
            rows = max(lines, _rows(_words(runs), STYLE.body, measure))
            height = rows * STYLE.body.leading + 2 * STYLE.tables.pad_x
            pages.put(height, 0, STYLE.body.after, room=isinstance(following, Signature) * _ROOM / 8)
        case _:
            assert_never(node)


def _heading(pages: _Pages, node: Heading) -> None:
    if node.new_page:
        pages.next()
    style = STYLE.heading(node.level, banner=node.banner, numbered=bool(node.number))
    count = _rows(f"{node.number} {_words(node.runs)}", style, STYLE.page.measure)
    pages.put(count * style.leading, style.before, style.after, keep=True)
    _notes(pages, node.runs)


def _text(pages: _Pages, runs: Inlines, style: TextStyle, width: float, *, keep: bool = False) -> None:
    _notes(pages, runs)
    pages.lines(_rows(_words(runs), style, width), style, keep=keep or style.keep_next)


def _notes(pages: _Pages, runs: Inlines) -> None:
    """Take the room of the footnotes that a text has from its page."""
    for run in runs:
        if isinstance(run, NoteMark):
            count = _rows(_words(run.note), STYLE.note, STYLE.page.measure)
            pages.notes += count * STYLE.note.leading + STYLE.note.after


def _table(pages: _Pages, node: DataTable) -> None:
    room = STYLE.page.measure - STYLE.indents.number_text * node.under
    if node.caption:
        style = STYLE.caption
        pages.put(style.leading, style.before, style.after, keep=True)
    rows = [tuple(_words(cell.runs) for cell in row) for row in node.rows]
    _grid(pages, rows, columns_of(node, room), keep=len(rows) <= SMALL)


def _grid(pages: _Pages, rows: list[tuple[str, ...]], columns: Columns, *, keep: bool = False) -> None:
    """Put rows of words, none of which is torn, and the space below them. keep: they stand together."""
    style, pad, last = columns.style, STYLE.tables, len(rows) - 1
    for place, row in enumerate(rows):
        cells = zip(row, columns.widths, strict=False)
        counts = (
            lines_in(words, style, width / 20 - 2 * columns.pad, bold=not place) for words, width in cells
        )
        height = max(counts, default=1) * style.leading + 2 * pad.pad_y
        pages.put(height, keep=keep and place < last)
    pages.below = pad.after


def _rows(words: str, style: TextStyle, width: float) -> int:
    """Return how many lines words take in a width of so many points."""
    signs = max(1.0, width / (style.size * (_BOLD if style.bold else _WIDE)))
    return sum(max(1, ceil(len(line) / signs)) for line in words.split("\n"))


def _words(runs: Inlines) -> str:
    return "".join("\n" if isinstance(run, Break) else getattr(run, "text", "") for run in runs)
