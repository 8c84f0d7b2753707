"""Blocks: the lines of a section as paragraphs, list items and sub-headings, as the form has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Inlines,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    canonical,
)
from desktop_app.domain.scheme import Scheme

from .clean import Line
from .marks import MarkKind
from .notes import Bound, NoteLine
from .paragraphs import Para, paragraphs, runs_of_para
from .squeeze import squeeze

_SHORT = 90  # characters that an unnumbered sub-heading may have
_NUMBERS = (MarkKind.DOTTED, MarkKind.PLAIN)


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the lines of a section: its blocks, the footnotes used, and what is not of it."""

    blocks: Blocks
    notes: tuple[NoteLine, ...] = ()
    rest: tuple[Line, ...] = ()


@dataclass(slots=True)
class _Builder:
    item: RichTextField | RecommendationField
    scheme: Scheme
    top: tuple[MarkKind, str, int] | None
    blocks: list[Block] = field(default_factory=list[Block])
    outer: MarkKind | None = None
    indents: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def add(self, para: Para, runs: Inlines) -> None:
        """Add the block that a paragraph is."""
        mark = para.mark
        if mark is None:
            self._unmarked(para, runs)
            return
        kind = mark.kind
        if self.top and (kind, mark.style, len(mark.numbers)) == self.top:
            self.indents.clear()
            self.outer = None
            self.blocks.append(Paragraph(runs))
        elif kind is MarkKind.BULLET:
            self.blocks.append(ListItem(runs, level=self._depth(para.first.indent, mark.style)))
        elif kind is MarkKind.DOTTED:
            numbered = isinstance(self.item, RichTextField) and self.item.numbered
            level = max(0, len(mark.numbers) - 2) if numbered else 0
            self.blocks.append(Paragraph(runs, level=level))
        elif kind is MarkKind.PLAIN:
            self.blocks.append(ListItem(runs, ListKind.NUMBER))
        else:
            self._lettered(kind, runs)

    def _lettered(self, kind: MarkKind, runs: Inlines) -> None:
        """Add a lettered item: a paragraph of a deeper level where the form's scheme has letters there."""
        self.outer = self.outer or kind
        level = 1 if kind is self.outer else 2
        levels = self.scheme.levels
        under = any(isinstance(block, Paragraph) for block in self.blocks)
        numbered = isinstance(self.item, RecommendationField) or self.item.numbered
        if numbered and under and len(levels) > level and _is_letter(levels[level]):
            self.blocks.append(Paragraph(runs, level=level))
        else:
            self.blocks.append(ListItem(runs, ListKind.LETTER, level=level - 1))

    def _unmarked(self, para: Para, runs: Inlines) -> None:
        short = len(para.text) <= _SHORT and len(para.pieces) == 1 and para.text[-1:] not in ".;,:"
        if para.first.heading or (short and para.bold and isinstance(self.item, RichTextField)):
            plain = tuple(Text(run.text) if isinstance(run, Text) and not run.link else run for run in runs)
            self.blocks.append(SubHeading(plain))
            return
        numbered = isinstance(self.item, RecommendationField) or self.item.numbered
        self.outer = None
        self.blocks.append(Paragraph(runs, numbered=self.top is None or not numbered))

    def _depth(self, indent: int, sign: str) -> int:
        """Return the level of a bullet by its indentation and, where that is the same, by its sign."""
        here = (indent, sign)
        while self.indents and (
            self.indents[-1][0] > indent or (here in self.indents and self.indents[-1] != here)
        ):
            self.indents.pop()
        if not self.indents or (self.indents[-1] != here and len(self.indents) < 4):
            self.indents.append(here)
        return len(self.indents) - 1


def _is_letter(pattern: str) -> bool:
    return "{a}" in pattern.lower() or "{i}" in pattern.lower()


def build_blocks(
    lines: Sequence[Line],
    item: RichTextField | RecommendationField,
    scheme: Scheme,
    notes: Bound,
    *,
    section: int = 0,
    last: bool = False,
) -> Built:
    """Return the blocks of a field.

    section: the number that its heading had. last: nothing of the form follows, so paragraphs without a
    mark behind those with one are not of the section but of the page around it.
    """
    paras = paragraphs(lines, section)
    rest: list[Para] = []
    if last:
        end = _end(paras, item)
        paras, rest = paras[:end], paras[end:]
    builder = _Builder(item, scheme, _top(paras, item))
    used: list[NoteLine] = []
    bold = isinstance(item, RecommendationField) and item.bold
    for para in paras:
        plain = bold and para.bold
        runs, noted = runs_of_para(para, notes, plain=plain)
        used += noted
        builder.add(para, runs)
    spare = tuple(piece.line for para in rest for piece in para.pieces)
    return Built(canonical(builder.blocks), tuple(used), spare)


@dataclass(frozen=True, slots=True)
class RichPara:
    """A paragraph of a file that knows more than its lines: its own runs, or the table that it stands for.

    table_number: of the table within its file, -1 where it is none. block: what it is, where that is
    known for sure.
    """

    para: Para
    runs: Inlines
    table: Table | None = None
    table_number: int = -1
    block: Block | None = None


def build_rich(
    given: Sequence[RichPara], item: RichTextField | RecommendationField, scheme: Scheme, *, last: bool
) -> Built:
    """Return the blocks of a field from paragraphs with runs of their own. See `build_blocks`."""
    words = [each.para for each in given]
    end = _end(words, item) if last else len(given)
    builder = _Builder(item, scheme, _top(words, item))
    for each in given[:end]:
        if each.table is not None or each.block is not None:
            builder.blocks += [block for block in (each.table, each.block) if block is not None]
        else:
            builder.add(each.para, each.runs)
    spare = tuple(piece.line for each in given[end:] for piece in each.para.pieces)
    return Built(canonical(builder.blocks), (), spare)


def _top(
    paras: Sequence[Para], item: RichTextField | RecommendationField
) -> tuple[MarkKind, str, int] | None:
    """Return kind, style and depth of the marks that stand for the form's own paragraph numbers."""
    marks = [para.mark for para in paras if para.mark]
    if isinstance(item, RecommendationField):
        first = marks[0] if marks else None
        return (first.kind, first.style, len(first.numbers)) if first else None
    if not item.numbered:
        return None
    for kind in _NUMBERS:
        found = next((mark for mark in marks if mark.kind is kind), None)
        if found:
            return (kind, found.style, len(found.numbers))
    first = paras[0].mark if paras else None
    if first and first.kind is MarkKind.BULLET and first.style in "-\u2013\u2014":
        return (first.kind, first.style, 0)
    return None


def _end(paras: Sequence[Para], item: RichTextField | RecommendationField) -> int:
    """Return how many of the last section's paragraphs are its own."""
    nil = squeeze(item.nil).rstrip(".") if isinstance(item, RichTextField) else ""
    if nil and paras and squeeze(paras[0].text).rstrip(".") == nil:
        return 1
    marked = [index for index, para in enumerate(paras) if para.mark]
    return marked[-1] + 1 if marked else len(paras)
