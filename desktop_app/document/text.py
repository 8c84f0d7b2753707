"""Rich text of a paper as nodes of a document: numbers put in, references worked out, notes numbered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.domain import richtext as rich
from desktop_app.domain.citing import LOST
from desktop_app.domain.figures import amount_columns
from desktop_app.domain.numbering import Numbers, marker
from desktop_app.domain.scheme import Scheme

from .model import (
    Break,
    DataTable,
    Heading,
    Inline,
    Inlines,
    Item,
    Node,
    NoteMark,
    Para,
    Ref,
    RefPart,
    Span,
    TableCell,
)

#: What joins two numbers in print, so that no line ends between them.
_UNBROKEN = {" ": "\u00a0"}
#: A pattern that counts, as those of letters and numbers do and a bullet does not.
_COUNTS = re.compile(r"\{[naAi]\}")


@dataclass(slots=True)
class Texts:
    """Turns rich text into nodes through one document, counting its footnotes.

    ids: whether nodes bear the ids of their blocks, which a publication does not.
    """

    numbers: Numbers
    scheme: Scheme
    ids: bool = True
    notes: int = 0
    _seen: set[str] = field(default_factory=set[str])

    def runs(self, runs: Iterable[rich.Inline]) -> Inlines:
        """Return inline pieces of a document. Slots must have been filled before."""
        return tuple(self._piece(run) for run in runs)

    def identity(self, block: rich.Block) -> str:
        """Return the id that the node of a block bears: its own, "" where it prints a second time."""
        if not self.ids or block.id in self._seen:
            return ""
        self._seen.add(block.id)
        return block.id

    def _piece(self, run: rich.Inline) -> Inline:
        match run:
            case rich.Text(text=text, bold=bold, italic=italic, underline=underline, link=link):
                return Span(text, bold, italic, underline, link)
            case rich.LineBreak():
                return Break()
            case rich.Footnote(id=id_, note=note):
                self.notes += 1
                pieces = tuple(_note_piece(piece) for piece in note)
                return NoteMark(id_ if self.ids else "", self.notes, pieces)
            case rich.CrossRef(target=target):
                return self._reference(target)
            case rich.Slot(key=key):
                raise ValueError(f"slot {key!r} was not filled")

    def _reference(self, target: str) -> Ref:
        citation = self.numbers.citation(target)
        if not citation:
            return Ref(LOST, "")
        parts = tuple(
            RefPart(step.block, step.words, _UNBROKEN.get(step.joint, step.joint), step.counted)
            for step in citation
        )
        words = "".join(part.joint + part.text for part in parts)
        if not self.ids:
            return Ref(words, "")
        return Ref(words, target, parts if len(parts) > 1 else ())

    def blocks(
        self,
        key: str,
        blocks: Iterable[rich.Block],
        *,
        level: int = 2,
        fixed: bool = False,
        labels: Mapping[str, str] | None = None,
        hangs: bool = False,
    ) -> list[Node]:
        """Return the nodes of a field's blocks.

        level: of the headings among them. fixed: the form's own wording, whose markers are `labels`.
        hangs: unnumbered paragraphs stand in with the text of numbered ones.
        """
        nodes: list[Node] = []
        before: rich.Block | None = None
        for block in blocks:
            label = (labels or {}).get(block.id, "") if fixed else self.numbers.of(key, block.id)
            nodes.append(self._block(block, before, _Place(key, label, level, fixed, hangs)))
            before = block
        return nodes

    def _block(self, block: rich.Block, before: rich.Block | None, at: "_Place") -> Node:
        id_ = "" if at.fixed else self.identity(block)
        key = at.key
        match block:
            case rich.Paragraph(runs=runs, level=level):
                hangs = at.hangs and not at.label
                words = self.runs(runs)
                return Para(words, at.label, level, key, id_, fixed=at.fixed, hangs=hangs)
            case rich.ListItem(runs=runs, kind=kind, level=level):
                words = self.runs(runs)
                pattern = _pattern(self.scheme, kind, level)
                first = _first(block, before, pattern, at.label)
                return Item(
                    words, at.label, kind.value, pattern, level, at.hangs, first, key, id_, fixed=at.fixed
                )
            case rich.SubHeading(runs=runs):
                return Heading(at.level, self.runs(runs), id=id_)
            case rich.Table():
                return self._table(block, at, id_)

    def _table(self, table: rich.Table, at: "_Place", id_: str) -> DataTable:
        amounts = amount_columns(table)
        rows = tuple(
            tuple(TableCell(self.runs(cell.runs), n in amounts) for n, cell in enumerate(row))
            for row in table.rows
        )
        return DataTable(rows, table.header, table.total, table.caption, at.hangs, at.key, id_)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands."""

    key: str
    label: str
    level: int
    fixed: bool
    hangs: bool


def _note_piece(piece: rich.Text | rich.LineBreak) -> Span | Break:
    if isinstance(piece, rich.LineBreak):
        return Break()
    return Span(piece.text, piece.bold, piece.italic, piece.underline, piece.link)


def _first(item: rich.ListItem, before: rich.Block | None, pattern: str, label: str) -> bool:
    """Say whether an item begins a list: it bears the first number, or is the first of its bullets."""
    if _COUNTS.search(pattern):
        return label == marker(pattern, 1)
    if not isinstance(before, rich.ListItem):
        return True
    return item.level > before.level or (item.level == before.level and item.kind is not before.kind)


def _pattern(scheme: Scheme, kind: rich.ListKind, level: int) -> str:
    patterns = {
        rich.ListKind.BULLET: scheme.bullets,
        rich.ListKind.LETTER: scheme.letters,
        rich.ListKind.NUMBER: scheme.numbers,
    }[kind]
    return patterns[min(level, len(patterns) - 1)] if patterns else ""
