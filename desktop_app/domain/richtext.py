"""Rich text: what an author writes in a section, as a tuple of blocks made of inline pieces.

A block keeps its id through every edit, move and trip through Word; a copy gets a new one. Ids hold
comments, cross-references and findings to their block and are left out of digests. Numbers and markers
are never part of the text: they are derived from kind and level (see `numbering`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from .text import clean, new_id

MAX_LEVEL = 4  #: the deepest level of a paragraph or list item; 0 is the outermost


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one look. An empty link is no link; otherwise it is a URL."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""

    def same_look(self, other: "Text") -> bool:
        """Say whether other differs in its words alone."""
        return replace(self, text="") == replace(other, text="")


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a block."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """The mark of a footnote, carrying the note itself. Notes hold text and line breaks only."""

    id: str
    note: tuple["Text | LineBreak", ...]


@dataclass(frozen=True, slots=True)
class CrossRef:
    """A reference to the number of another block ("3.1"), worked out whenever the paper is built."""

    target: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in a form's fixed wording, filled from the field with this key. Never in an author's text."""

    key: str


Inline: TypeAlias = Text | LineBreak | Footnote | CrossRef | Slot
Inlines: TypeAlias = tuple[Inline, ...]


class ListKind(StrEnum):
    """How a list item is marked."""

    BULLET = "bullet"
    LETTER = "letter"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; numbered at its level where the section numbers its paragraphs, else plain."""

    runs: Inlines
    level: int = 0
    numbered: bool = True
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a bullet, lettered or numbered list."""

    runs: Inlines
    kind: ListKind = ListKind.BULLET
    level: int = 0
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class SubHeading:
    """An unnumbered heading within a section."""

    runs: Inlines
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: one piece of inline text, which may hold line breaks."""

    runs: Inlines = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table. All rows have the same number of cells; `header` rows at the top repeat on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    header: int = 1
    total: bool = False
    caption: str = ""
    id: str = field(default_factory=new_id)


TextBlock: TypeAlias = Paragraph | ListItem | SubHeading
Block: TypeAlias = TextBlock | Table
Blocks: TypeAlias = tuple[Block, ...]


def text_runs(text: str) -> Inlines:
    """Return plain text as inline pieces, its line feeds as line breaks; illegal characters are mended."""
    pieces: list[Inline] = []
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            pieces.append(LineBreak())
        if line:
            pieces.append(Text(line))
    return tuple(pieces)


def plain(runs: Iterable[Inline]) -> str:
    """Return the words of inline pieces as the offsets of findings count them.

    A line break is "\\n"; a footnote mark, cross-reference or slot is one "\\ufffc" each, so that every
    piece has a place. See `readable` for text meant for people.
    """
    return "".join(_plain(run) for run in runs)


def _plain(run: Inline) -> str:
    match run:
        case Text(text=text):
            return text
        case LineBreak():
            return "\n"
        case Footnote() | CrossRef() | Slot():
            return "\ufffc"


def readable(runs: Iterable[Inline]) -> str:
    """Return the words of inline pieces without the marks of notes, references and slots."""
    return plain(runs).replace("\ufffc", "")


def block_text(block: Block) -> str:
    """Return the plain text of a block; a table's cells are parted by tabs, its rows by line feeds."""
    match block:
        case Table(rows=rows):
            return "\n".join("\t".join(plain(cell.runs) for cell in row) for row in rows)
        case Paragraph(runs=runs) | ListItem(runs=runs) | SubHeading(runs=runs):
            return plain(runs)


def blocks_text(blocks: Iterable[Block]) -> str:
    """Return the readable text of blocks, one line each."""
    return "\n".join(block_text(block).replace("\ufffc", "") for block in blocks)


def runs_of(block: Block) -> Iterator[Inlines]:
    """Yield the inline pieces of a block: its own, or those of each cell."""
    match block:
        case Table(rows=rows):
            for row in rows:
                for cell in row:
                    yield cell.runs
        case Paragraph(runs=runs) | ListItem(runs=runs) | SubHeading(runs=runs):
            yield runs


def footnotes_of(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """Yield the footnotes of blocks in the order of their marks."""
    for block in blocks:
        for runs in runs_of(block):
            yield from (run for run in runs if isinstance(run, Footnote))


def is_empty(blocks: Iterable[Block]) -> bool:
    """Say whether blocks hold no word at all."""
    return not any(block_text(block).strip() for block in blocks)


def canonical_runs(runs: Iterable[Inline]) -> Inlines:
    """Return runs in their one canonical shape: cleaned, empty ones dropped, equal neighbours joined."""
    result: list[Inline] = []
    for run in _split_breaks(runs):
        last = result[-1] if result else None
        if isinstance(run, Text) and isinstance(last, Text) and last.same_look(run):
            result[-1] = replace(last, text=last.text + run.text)
        else:
            result.append(run)
    return tuple(result)


def _split_breaks(runs: Iterable[Inline]) -> Iterator[Inline]:
    for run in runs:
        if isinstance(run, Footnote):
            note = tuple(r for r in canonical_runs(run.note) if isinstance(r, Text | LineBreak))
            yield replace(run, note=note)
        elif isinstance(run, Text):
            for number, part in enumerate(clean(run.text).split("\n")):
                if number:
                    yield LineBreak()
                if part:
                    yield replace(run, text=part)
        else:
            yield run


def canonical(blocks: Iterable[Block]) -> Blocks:
    """Return blocks in their one canonical shape: runs canonical, levels in range, tables rectangular.

    What the editor, Word and intake hand over passes through here, so equal text is an equal value.
    """
    return tuple(_canonical_block(block) for block in blocks)


def _canonical_block(block: Block) -> Block:
    match block:
        case Table(rows=rows):
            width = max((len(row) for row in rows), default=0)
            filled = (row + (Cell(),) * (width - len(row)) for row in rows)
            cells = tuple(tuple(Cell(canonical_runs(cell.runs)) for cell in row) for row in filled)
            header = max(0, min(block.header, len(rows)))
            return replace(block, rows=cells, header=header, caption=clean(block.caption))
        case SubHeading(runs=runs):
            return replace(block, runs=canonical_runs(runs))
        case Paragraph(runs=runs) | ListItem(runs=runs):
            return replace(block, runs=canonical_runs(runs), level=max(0, min(block.level, MAX_LEVEL)))


def copied(blocks: Iterable[Block]) -> Blocks:
    """Return blocks as a copy: each with a new id, footnotes too; references within the copy follow it."""
    originals = tuple(blocks)
    ids = {block.id: new_id() for block in originals}
    return tuple(_copied(block, ids) for block in originals)


def _copied(block: Block, ids: dict[str, str]) -> Block:
    def renew(runs: Inlines) -> Inlines:
        return tuple(_renewed(run, ids) for run in runs)

    match block:
        case Table(rows=rows):
            cells = tuple(tuple(Cell(renew(cell.runs)) for cell in row) for row in rows)
            return replace(block, rows=cells, id=ids[block.id])
        case Paragraph(runs=runs) | ListItem(runs=runs) | SubHeading(runs=runs):
            return replace(block, runs=renew(runs), id=ids[block.id])


def _renewed(run: Inline, ids: dict[str, str]) -> Inline:
    match run:
        case Footnote():
            return replace(run, id=new_id())
        case CrossRef(target=target):
            return CrossRef(ids.get(target, target))
        case Text() | LineBreak() | Slot():
            return run
