"""What differs between two texts, shown: put in underlined, taken out struck through, and said in words."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.domain.compare import (
    BlockChange,
    Kind,
    Pieces,
    RowChange,
    ValueChange,
    compare_words,
    told,
)
from desktop_app.domain.figures import amount_columns
from desktop_app.domain.richtext import Table

from .parts import column, holder, words
from .theme import Theme, current

LEGEND = "Underlined was put in; struck through was taken out."
MOST = 150  #: changed blocks shown of one field; more would be a rewritten text, better read than compared
_SPOKEN = {Kind.INSERTED: "[put in: {}]", Kind.DELETED: "[taken out: {}]", Kind.SAME: "{}"}


def difference(change: ValueChange) -> QWidget:
    """Return what became of the answer of a field, what stayed between two changes told in one line."""
    made: list[QWidget] = []
    same = 0
    changed = [block for block in change.blocks if block.changed]
    for block in change.blocks:
        if not block.changed:
            same += 1
        elif len(made) < 2 * MOST:
            made += _unchanged(same)
            same = 0
            made += _block(block)
    if change.pieces:
        made.append(_label(_marked(change.pieces, current()), _spoken(change.pieces)))
    if changed:
        made += _unchanged(same)
    if len(changed) > MOST:
        made.append(words(f"There are {len(changed)} changes here; the first {MOST} are shown.", "soft"))
    if not made:
        made.append(words("The words are the same.", "soft"))
    return holder(column(*made, space=8))


def _unchanged(count: int) -> list[QWidget]:
    if not count:
        return []
    return [words(f"… {count} paragraph{'s' if count > 1 else ''} unchanged …", "small")]


def _block(block: BlockChange) -> list[QWidget]:
    said = what_happened(block)
    made: list[QWidget] = [words(said, "small")] if said else []
    theme = current()
    if block.pieces:
        made.append(_label(_marked(block.pieces, theme), _spoken(block.pieces)))
    if block.rows:
        spoken = "; ".join(", ".join(_spoken(cell) for cell in row.cells) for row in block.rows)
        made.append(_label(_table(block.rows, theme), spoken))
    return made


def as_it_is(table: Table) -> QWidget:
    """Return a table to be read, as it is."""
    cells = [tuple(_same(told(cell.runs)) for cell in row) for row in table.rows]
    html = _table((RowChange(Kind.SAME, row) for row in cells), current(), amount_columns(table))
    caption = [words(table.caption, "small")] if table.caption else []
    spoken = "; ".join(", ".join(_spoken(cell) for cell in row) for row in cells)
    return holder(column(*caption, _label(html, spoken), space=2))


def to_be_read(pieces: Sequence[str | Table]) -> QWidget:
    """Return text to be read: paragraphs together, tables between them as tables."""
    made: list[QWidget] = []
    for is_text, some in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if is_text:
            made.append(words("\n".join(piece for piece in some if isinstance(piece, str))))
        else:
            made += (as_it_is(piece) for piece in some if isinstance(piece, Table))
    return holder(column(*made, space=4))


def _same(text: str) -> Pieces:
    return compare_words(text, text)


def what_happened(block: BlockChange) -> str:
    """Return in words what happened to a block beyond its words, "" where they say it all."""
    many_old, many_new = len(block.old) > 1, len(block.new) > 1
    told: list[str] = []
    if not block.old:
        told.append("New")
    elif not block.new:
        told.append("Taken out")
    elif many_new and not many_old:
        told.append(f"Split into {len(block.new)}")
    elif many_old and not many_new:
        told.append(f"{len(block.old)} joined")
    if block.moved:
        told.append("Moved")
    if block.look:
        told.append("Only its look or level changed")
    return " · ".join(told)


def _label(html: str, spoken: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(html)
    label.setWordWrap(True)
    label.setAccessibleName(spoken)
    return label


def _spoken(pieces: Pieces) -> str:
    return "".join(_SPOKEN[piece.kind].format(piece.text) for piece in pieces)


def _marked(pieces: Pieces, theme: Theme) -> str:
    shown: list[str] = []
    for number, piece in enumerate(pieces):
        before = pieces[number - 1] if number else None
        # Words that took the place of others would run into them.
        if (
            before
            and before.kind is Kind.DELETED
            and piece.kind is Kind.INSERTED
            and not before.text[-1].isspace()
        ):
            shown.append("\u2002")
        shown.append(_piece(piece.kind, piece.text, theme))
    return "".join(shown)


def _piece(kind: Kind, text: str, theme: Theme) -> str:
    shown = escape(text).replace("\t", " &nbsp; ").replace("\n", _line_end(kind))
    if kind is Kind.INSERTED:
        return f'<span style="color:{theme.ok}; text-decoration: underline">{shown}</span>'
    if kind is Kind.DELETED:
        return f'<span style="color:{theme.err}; text-decoration: line-through">{shown}</span>'
    return shown


def _line_end(kind: Kind) -> str:
    """Return how the end of a line or paragraph shows: with a sign of its own where it came or went."""
    return "<br>" if kind is Kind.SAME else "¶" if kind is Kind.DELETED else "¶<br>"


def _table(rows: Iterable[RowChange], theme: Theme, right: AbstractSet[int] = frozenset()) -> str:
    """Return a table, before each row that came, went or moved the words that say so.

    right: its columns of figures.
    """
    rows = tuple(rows)
    told = {Kind.INSERTED: "New row", Kind.DELETED: "Row taken out", Kind.SAME: ""}
    whole = (
        len({row.kind for row in rows}) == 1
    )  # of a table that came or went as a whole, that is said above it
    marks = ["" if whole and not row.moved else told[row.kind] or "Moved" * row.moved for row in rows]
    lines: list[str] = []
    for mark, row in zip(marks, rows, strict=True):
        cells = "".join(
            f'<td align="{"right" if n in right else "left"}">{_marked(cell, theme) or "&nbsp;"}</td>'
            for n, cell in enumerate(row.cells)
        )
        first = f'<td style="color:{theme.soft}">{mark}</td>' if any(marks) else ""
        lines.append(f"<tr>{first}{cells}</tr>")
    look = f"border-collapse: collapse; border-style: solid; border-color:{theme.edge}"
    style = f'border="1" cellspacing="0" cellpadding="4" style="{look}"'
    return f"<table {style}>{''.join(lines)}</table>"
