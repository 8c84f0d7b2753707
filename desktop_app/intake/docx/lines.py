"""A Word file as lines for the import of text, with the way back from lines to what Word knows of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.richtext import (
    Block,
    Cell,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
)
from desktop_app.domain.scheme import Scheme
from desktop_app.domain.text import clean
from desktop_app.intake.blocks import Built, RichPara, build_rich
from desktop_app.intake.clean import Line, Look
from desktop_app.intake.marks import Count, Mark, MarkKind, marks_of
from desktop_app.intake.paragraphs import Para as TextPara
from desktop_app.intake.paragraphs import Piece

from .shape import inlines, trimmed
from .tokens import Content, Numbered, Para, Sort, TableRead, Token, paragraphs_of

_STEP = 2  # columns that a level of a list is further in
#: What a form prints itself: a box not ticked, a line to write on, the mark of the text that was signed.
_OF_THE_FORM = re.compile(r"☐|_{4,}|Text (?:to be )?approved: [0-9A-Z]{4}(?:-[0-9A-Z]{4})+")
_CAPTIONS = ("caption", "table caption")  #: styles of the paragraph above a table that says what is in it
_KINDS = {
    "bullet": MarkKind.BULLET,
    "lowerLetter": MarkKind.LETTER,
    "upperLetter": MarkKind.LETTER,
    "lowerRoman": MarkKind.ROMAN,
    "upperRoman": MarkKind.ROMAN,
}


@dataclass(frozen=True, slots=True)
class _Held:
    """What a line was made from: its paragraph, and the place of the table that it stands in, -1 for none."""

    para: Para
    table: int = -1


@dataclass(slots=True)
class WordLines:
    """The lines of a Word file, and its blocks by the numbers of their lines.

    notes: words of notes by key. used: keys of the notes that came into a section's text.
    """

    notes: Mapping[str, Inlines]
    lines: list[Line] = field(default_factory=list[Line])
    used: set[str] = field(default_factory=set[str])
    _held: dict[int, _Held] = field(default_factory=dict[int, _Held])
    _tables: list[TableRead] = field(default_factory=list[TableRead])

    def take(self, content: Iterable[Content]) -> None:
        """Take paragraphs and tables, a line for each line of each of them that has words."""
        for each in content:
            if isinstance(each, Para):
                self._para(each, -1)
            else:
                self._tables.append(each)
                place = len(self._tables) - 1
                for para in paragraphs_of([each]):
                    self._para(para, place)

    def _para(self, para: Para, table: int) -> None:
        number = len(self._held)
        self._held[number] = _Held(para, table)
        words = "".join(_words(token) for token in para.tokens)
        level = para.numbered.level if para.numbered else 0
        start = 0
        for row in words.split("\n"):
            text = row.strip()
            shift = start + len(row) - len(row.lstrip())
            if clean(text) and not _OF_THE_FORM.fullmatch(text):
                looks = tuple(_looks(para.tokens, shift, shift + len(text)))
                heading = para.outline > 0 and table < 0
                self.lines.append(Line(text, number, level * _STEP, start == 0, heading, looks, shift=shift))
            start += len(row) + 1

    def build(
        self,
        lines: Sequence[Line],
        item: RichTextField | RecommendationField,
        scheme: Scheme,
        section: int,
        last: bool,
    ) -> Built:
        """Return the blocks of a field that lines are the text of."""
        counts = Count(section)
        paras: list[RichPara] = []
        for group in _groups(lines):
            table = self._whole_table(group[0], lines)
            if table >= 0:
                if not any(para.table_number == table for para in paras):
                    caption = self._caption(paras[-1]) if paras else ""
                    if caption:
                        del paras[-1]
                    paras.append(self._as_table(group, table, caption or self._tables[table].caption))
                continue
            made = self._as_para(group, counts)
            # What the form itself sets bold is no look of the author's.
            bold = isinstance(item, RecommendationField) and item.bold
            runs = _not_bold(made.runs) if bold else made.runs
            block = _by_style(self._held[group[0].number].para, runs, item)
            paras.append(replace(made, runs=runs, block=block))
        return build_rich(paras, item, scheme, last=last)

    def _whole_table(self, line: Line, lines: Sequence[Line]) -> int:
        """Return the table of a line if all of it is among lines and it is more than a frame, -1 if not."""
        place = self._held[line.number].table
        if place < 0 or sum(len(row.cells) > 1 for row in self._tables[place].rows) < 1:
            return -1
        here = sum(1 for each in lines if self._held[each.number].table == place)
        everywhere = sum(1 for each in self.lines if self._held[each.number].table == place)
        return place if here == everywhere else -1

    def _caption(self, made: RichPara) -> str:
        """Return the words of a paragraph that is the caption of the table behind it, "" where it is none."""
        style = self._held[made.para.first.number].para.style
        plain = made.table is None and all(isinstance(run, Text) for run in made.runs)
        return made.para.text if plain and style in _CAPTIONS else ""

    def _as_table(self, group: list[Line], place: int, caption: str) -> RichPara:
        read = self._tables[place]
        rows: list[tuple[Cell, ...]] = []
        for row in read.rows:
            cells: list[Cell] = []
            for cell in row.cells:
                cells.append(Cell(self._cell(() if cell.continued else cell.content)))
                cells += [Cell()] * (min(cell.span, 60) - 1)
            rows.append(tuple(cells))
        header = sum(1 for row in read.rows if row.header) or int(len(rows) > 1)
        total = len(rows) > header + 1 and _begins_total(rows[-1])
        for at in [*range(header), *([len(rows) - 1] if total else [])]:
            rows[at] = tuple(Cell(_not_bold(cell.runs)) for cell in rows[at])
        return RichPara(_text_para(group, None), (), Table(tuple(rows), header, total, caption), place)

    def _cell(self, content: Iterable[Content]) -> Inlines:
        runs: list[Inline] = []
        for para in paragraphs_of(content):
            words = trimmed(self._runs(para.tokens))
            runs.extend([LineBreak()] if runs and words else [])
            runs.extend(words)
        return tuple(runs)

    def _runs(self, tokens: Sequence[Token]) -> Inlines:
        self.used |= {token.note for token in tokens if token.sort is Sort.NOTE}
        return inlines(tokens, self.notes)

    def _as_para(self, group: list[Line], counts: Count) -> RichPara:
        first, last = group[0], group[-1]
        para = self._held[first.number].para
        start, end = first.shift, last.shift + len(last.text)
        mark = _mark(para.numbered) if para.numbered and not first.heading else None
        if mark is None and not first.heading:
            typed = marks_of(first.text)
            taken = counts.take(typed.number, wrapped=False, coming=frozenset()) or typed.bullet
            if taken is not None and (taken.kind is not MarkKind.BULLET or taken.end >= 2):
                mark, start = taken, start + taken.end
        return RichPara(_text_para(group, mark), trimmed(self._runs(_cut(para.tokens, start, end))))


def _text_para(group: list[Line], mark: Mark | None) -> TextPara:
    return TextPara(tuple(Piece(line, 0, broken=n > 0) for n, line in enumerate(group)), mark, gap=True)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines, those of one paragraph together."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].number == line.number:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _by_style(para: Para, runs: Inlines, item: RichTextField | RecommendationField) -> Block | None:
    """Return the block that a paragraph is by a style of this program's own papers, None for another's."""
    if para.style == "paper continuation":
        return Paragraph(runs, numbered=False)
    if found := re.fullmatch(r"paper paragraph ([1-5])", para.style):
        return Paragraph(runs, int(found[1]) - 1)
    if para.style != "paper list" or para.numbered is None:
        return None
    shape, level = para.numbered.format, min(para.numbered.level, 4)
    if isinstance(item, RecommendationField):
        pattern = re.sub(r"\{\w\}", "%1", item.marker)
        if para.numbered.pattern == pattern and level == 0:
            return Paragraph(runs)
    kinds = {"bullet": ListKind.BULLET, "decimal": ListKind.NUMBER}
    return ListItem(runs, kinds.get(shape, ListKind.LETTER), level)


def _not_bold(runs: Inlines) -> Inlines:
    """Return runs that are bold throughout without it, others as they are."""
    words = [run for run in runs if isinstance(run, Text) and run.text.strip()]
    if not all(run.bold for run in words):
        return runs
    return tuple(replace(run, bold=False) if isinstance(run, Text) else run for run in runs)


def _begins_total(row: tuple[Cell, ...]) -> bool:
    words = "".join(run.text for run in row[0].runs if isinstance(run, Text)) if row else ""
    return words.casefold().startswith("total")


def _mark(numbered: Numbered) -> Mark | None:
    """Return an automatic number as the mark that it would be in a text."""
    kind = _KINDS.get(numbered.format)
    if kind is MarkKind.BULLET:
        return Mark(kind, 0, style=numbered.pattern[:1])
    if kind is not None:
        return Mark(kind, 0, (1,), f"level {numbered.level}")
    if numbered.format == "none":
        return None
    depth = max(1, numbered.pattern.count("%"))
    return Mark(MarkKind.DOTTED if depth > 1 else MarkKind.PLAIN, 0, (1,) * depth, "auto")


def _words(token: Token) -> str:
    """Return a piece as it counts in lines: a tick's sign counts, a note's mark and a picture do not."""
    return token.text if token.sort in (Sort.TEXT, Sort.TICK, Sort.BLANK) else ""


def _looks(tokens: Sequence[Token], start: int, end: int) -> Iterable[Look]:
    at = 0
    for token in tokens:
        size = len(_words(token))
        first, last = max(at, start), min(at + size, end)
        if first < last and (token.look.bold or token.link):
            yield Look(first - start, last - start, token.look.bold, token.link)
        at += size


def _cut(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    """Return the pieces between two places; notes at the end of the words belong to them."""
    found: list[Token] = []
    at = 0
    for token in tokens:
        size = len(_words(token))
        first, last = max(at, start), min(at + size, end)
        if size and first < last:
            found.append(replace(token, text=token.text[first - at : last - at]))
        elif not size and start <= at <= end:
            found.append(token)
        at += size
    return found
