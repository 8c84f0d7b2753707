"""The formats of the live document: what each carries of a block's meaning, and how it is shown.

Meaning stands in user properties; what Qt shows is derived from it. So a heading may look bold without
being the author's bold, and a link may be underlined without being the author's underline.
"""

import json
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)

from desktop_app.domain.richtext import (
    Block,
    CrossRef,
    Footnote,
    Inline,
    ListItem,
    ListKind,
    Paragraph,
    Slot,
    SubHeading,
    Table,
    Text,
    TextBlock,
)
from desktop_app.domain.richtext_json import inline_data, inline_from

from .look import EditorLook

OBJECT = "\ufffc"  #: stands in the document for a footnote mark, cross-reference or slot
BREAK = "\u2028"  #: a line break within a block
OBJECT_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
_USER = QTextFormat.Property.UserProperty.value


class Prop(IntEnum):
    """User properties that carry meaning: of blocks, of characters, of tables."""

    ID = _USER + 1
    KIND = _USER + 2
    LEVEL = _USER + 3
    GLUE = _USER + 4
    LOOK = _USER + 11
    LINK = _USER + 12
    INLINE = _USER + 13
    TOTAL = _USER + 21
    CAPTION = _USER + 22
    EMPTY_ROWS = _USER + 23
    HEADER = _USER + 24


class Kind(StrEnum):
    """What a block of the live document is. CELL: the text of a table cell."""

    NUMBERED = "numbered"
    PLAIN = "plain"
    BULLET = "bullet"
    LETTER = "letter"
    NUMBER = "number"
    HEADING = "heading"
    CELL = "cell"
    HEAD_CELL = "head cell"

    @property
    def is_list(self) -> bool:
        """Whether it is an item of a list."""
        return self in (Kind.BULLET, Kind.LETTER, Kind.NUMBER)

    @property
    def in_table(self) -> bool:
        """Whether it is text of a table."""
        return self in (Kind.CELL, Kind.HEAD_CELL)

    @property
    def has_level(self) -> bool:
        """Whether Tab may put it deeper."""
        return self.is_list or self is Kind.NUMBERED


@dataclass(frozen=True, slots=True)
class Style:
    """A block's kind, level and id. glue: a line that Qt wants beside a table, no block while empty."""

    kind: Kind = Kind.NUMBERED
    level: int = 0
    id: str = ""
    glue: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """The author's look of characters."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""

    def text(self, words: str) -> Text:
        """Return words in this look."""
        return Text(words, self.bold, self.italic, self.underline, self.link)


def kind_of(block: TextBlock) -> Kind:
    """Return the kind of a block of text."""
    match block:
        case Paragraph(numbered=numbered):
            return Kind.NUMBERED if numbered else Kind.PLAIN
        case ListItem(kind=kind):
            return Kind(kind.value)
        case SubHeading():
            return Kind.HEADING


def level_of(block: Block) -> int:
    """Return the level of a block, 0 where it has none."""
    return block.level if isinstance(block, Paragraph | ListItem) else 0


def style_of(block: QTextBlock) -> Style:
    """Return what the format of a live block says."""
    form = block.blockFormat()
    kind = form.stringProperty(Prop.KIND)
    level, glue = form.intProperty(Prop.LEVEL), form.boolProperty(Prop.GLUE)
    return Style(Kind(kind) if kind else Kind.NUMBERED, level, form.stringProperty(Prop.ID), glue)


def look_of(form: QTextCharFormat) -> Look:
    """Return the author's look that a character format carries."""
    signs = form.stringProperty(Prop.LOOK)
    return Look("b" in signs, "i" in signs, "u" in signs, form.stringProperty(Prop.LINK))


def inline_of(form: QTextCharFormat) -> Footnote | CrossRef | Slot | None:
    """Return the footnote, cross-reference or slot that an object character carries."""
    data = form.stringProperty(Prop.INLINE)
    piece = inline_from(json.loads(data)) if data else None
    return piece if isinstance(piece, Footnote | CrossRef | Slot) else None


def text_block(style: Style, runs: tuple[Inline, ...]) -> TextBlock:
    """Return a block of text of a style."""
    match style.kind:
        case Kind.BULLET | Kind.LETTER | Kind.NUMBER:
            return ListItem(runs, ListKind(style.kind.value), style.level, style.id)
        case Kind.HEADING:
            return SubHeading(runs, style.id)
        case _:
            return Paragraph(runs, style.level, style.kind is not Kind.PLAIN, style.id)


@dataclass(frozen=True)
class Formats:
    """Makes the formats of a live document in one look."""

    look: EditorLook = field(default_factory=EditorLook)
    _texts: dict[tuple[Look, Kind], QTextCharFormat] = field(
        default_factory=dict[tuple[Look, Kind], QTextCharFormat], repr=False, compare=False
    )

    def block(self, style: Style) -> QTextBlockFormat:
        """Return the format of a block."""
        form = QTextBlockFormat()
        # In the order in which the layout asks for them, of each line of each block at every key; what is as
        # it is where nothing is said is left out.
        form.setLineHeight(
            120 if style.kind.in_table else self.look.leading,
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        if not style.kind.in_table:
            below = self.look.below * self.look.em
            form.setLeftMargin(self.left(style))
            form.setBottomMargin(below * (0.5 if style.kind.is_list else 1))
            if style.kind is Kind.HEADING:
                form.setTopMargin(below)
        form.setProperty(Prop.ID, style.id)
        if style.kind is not Kind.NUMBERED:
            form.setProperty(Prop.KIND, style.kind.value)
        if style.level:
            form.setProperty(Prop.LEVEL, style.level)
        if style.glue:
            form.setProperty(Prop.GLUE, style.glue)
        return form

    def left(self, style: Style) -> float:
        """Return where the text of a block begins, in pixels from the document's margin."""
        level = style.level + (1 if style.kind.is_list else 0)
        return (self.look.gutter + level * self.look.indent) * self.look.em

    def text(self, look: Look = Look(), kind: Kind = Kind.NUMBERED) -> QTextCharFormat:
        """Return the format of characters in the author's look, within a block of a kind."""
        # Asked for at every key: each is made once, and its copies share what it holds.
        made = self._texts.get((look, kind))
        if made is None:
            made = self._texts[look, kind] = self._text(look, kind)
        return QTextCharFormat(made)

    def _text(self, look: Look, kind: Kind) -> QTextCharFormat:
        form = QTextCharFormat()
        signs = "b" * look.bold + "i" * look.italic + "u" * look.underline
        form.setProperty(Prop.LOOK, signs)
        form.setFont(self.look.font)
        bold = look.bold or kind in (Kind.HEADING, Kind.HEAD_CELL)
        form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        form.setFontItalic(look.italic)
        form.setForeground(QBrush(self.look.link if look.link else self.look.text))
        line = QTextCharFormat.UnderlineStyle
        form.setUnderlineStyle(line.SingleUnderline if look.underline else line.NoUnderline)
        if look.link:
            form.setProperty(Prop.LINK, look.link)
            form.setToolTip(look.link)
            if not look.underline:
                form.setUnderlineStyle(line.DotLine)
        return form

    def object(self, piece: Footnote | CrossRef | Slot) -> QTextCharFormat:
        """Return the format of the character that stands for a footnote, cross-reference or slot."""
        form = self.text()
        form.setObjectType(OBJECT_TYPE)
        form.setProperty(Prop.INLINE, json.dumps(inline_data(piece), ensure_ascii=False))
        return form

    def cell(self, kind: Kind) -> QTextCharFormat:
        """Return the format of a table's cell: the ground of its header, and how text in it looks."""
        form = self.text(kind=kind)
        if kind is Kind.HEAD_CELL:
            form.setBackground(QBrush(self.look.head))
        return form

    def table(self, table: Table) -> QTextTableFormat:
        """Return the format of a table."""
        form = QTextTableFormat()
        form.setProperty(Prop.ID, table.id)
        form.setProperty(Prop.TOTAL, table.total)
        form.setProperty(Prop.CAPTION, table.caption)
        form.setProperty(Prop.HEADER, table.header)
        # Qt walks into nothing where a table is said to have more header rows than rows.
        form.setHeaderRowCount(min(table.header, len(table.rows)) if any(table.rows) else 0)
        em = self.look.em
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QBrush(self.look.line))
        form.setCellPadding(em * 0.35)
        form.setCellSpacing(0)
        form.setLeftMargin(self.look.gutter * em)
        form.setTopMargin(em * (1.8 if table.caption else 0.3))
        form.setBottomMargin(em * 0.6)
        form.setAlignment(Qt.AlignmentFlag.AlignLeft)
        width = max((len(row) for row in table.rows), default=1) or 1
        share = QTextLength(QTextLength.Type.PercentageLength, 100 / width)
        form.setColumnWidthConstraints([share] * width)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return form
