"""What a screen reader is told where the caret goes: numbers, references and notes are not in the text."""

from PySide6.QtGui import QTextBlock

from desktop_app.domain.richtext import CrossRef, Footnote

from .formats import style_of
from .inline import insets_in
from .objects import Inset
from .view import DocumentView

_LOST = {"[gone]": "a paragraph that is gone", "[no number]": "a paragraph without a number"}


def tell(view: DocumentView, left: int) -> None:
    """Have a screen reader say what the caret came to, if one is there. left: the line that it left."""
    from PySide6.QtGui import QAccessible  # only who moves about in text needs it: 2 ms

    if QAccessible.isActive() and (words := words_at(view, left)):
        from PySide6.QtGui import QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))


def words_at(view: DocumentView, left: int) -> str:
    """Return what is not in the text of where the caret stands.

    Of another line than `left` that is its number and all that stands in it; within a line, what the caret
    stands before.
    """
    cursor = view.textCursor()
    line = cursor.block()
    held = insets_in(line)
    if line.blockNumber() == left:
        return next((_inset(view, piece) for at, piece in held if at == cursor.position()), "")
    number = "" if cursor.currentTable() is not None else _number(view, line)
    return ", ".join(filter(None, (number, *(_inset(view, piece) for _, piece in held))))


def _number(view: DocumentView, line: QTextBlock) -> str:
    id_ = style_of(line).id
    named = view.named(id_)
    return view.labels().get(id_, "") if named.startswith("[") else named


def _inset(view: DocumentView, piece: Inset) -> str:
    shown = view.shown(piece)
    if isinstance(piece, Footnote):
        return f"footnote {shown}"
    return f"reference to {_LOST.get(shown, shown)}" if isinstance(piece, CrossRef) else "blank"
