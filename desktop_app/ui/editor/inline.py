"""Changes of the look of characters: bold, italic, underline, links; and insets put into the text."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop_app.domain.richtext import CrossRef, Footnote, Inlines, LineBreak, Text

from .formats import OBJECT, OBJECT_TYPE, Formats, Kind, Look, inline_of, look_of, style_of
from .objects import Inset

Change = Callable[[Look], Look]
_SCHEMES = ("http://", "https://", "mailto:")


def address(text: str) -> str:
    """Return what a person wrote as the address of a link; "" where it can be none."""
    text = text.strip()
    if not text or any(sign.isspace() for sign in text):
        return ""
    if text.lower().startswith(_SCHEMES):
        return text
    if "@" in text and "/" not in text:
        return f"mailto:{text}"
    return f"https://{text}" if "." in text and ":" not in text.partition("/")[0] else ""


def looks(document: QTextDocument, start: int, end: int) -> list[tuple[int, int, Look, Kind]]:
    """Return the pieces of text between two positions: start, end, look and kind of block of each."""
    found: list[tuple[int, int, Look, Kind]] = []
    line = document.findBlock(start)
    while line.isValid() and line.position() < end:
        kind = style_of(line).kind
        for first, last, look in _fragments(line):
            if first < end and last > start:
                found.append((max(first, start), min(last, end), look, kind))
        line = line.next()
    return found


def _fragments(line: QTextBlock) -> Iterator[tuple[int, int, Look]]:
    place = line.begin()
    while not place.atEnd():
        fragment = place.fragment()
        form = fragment.charFormat()
        if form.objectType() != OBJECT_TYPE:
            yield fragment.position(), fragment.position() + fragment.length(), look_of(form)
        place += 1


def change_looks(cursor: QTextCursor, start: int, end: int, change: Change, formats: Formats) -> None:
    """Change the look of all text between two positions of the cursor's document, as one edit."""
    pieces = looks(cursor.document(), start, end)
    editing = QTextCursor(cursor.document())
    editing.beginEditBlock()
    try:
        for first, last, look, kind in pieces:
            editing.setPosition(first)
            editing.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            editing.setCharFormat(formats.text(change(look), kind))
    finally:
        editing.endEditBlock()


def toggled(cursor: QTextCursor, name: str) -> bool:
    """Say whether turning a look ("bold") of the selection on or off turns it on: some of it lacks it."""
    pieces = looks(cursor.document(), cursor.selectionStart(), cursor.selectionEnd())
    return any(not getattr(look, name) for _, _, look, _ in pieces)


def link_around(cursor: QTextCursor) -> tuple[int, int, str]:
    """Return start, end and address of the link that the cursor stands in; ("" where in none)."""
    line = cursor.block()
    at = cursor.position()
    start = end = -1
    link = ""
    for first, last, look in _fragments(line):
        if look.link and look.link == link and first == end:
            end = last
        elif start <= at <= end and link:
            break
        else:
            start, end, link = first, last, look.link
    inside = bool(link) and start <= at <= end
    return (start, end, link) if inside else (at, at, "")


def set_link(cursor: QTextCursor, link: str, formats: Formats) -> None:
    """Make the selection, or the link around the cursor, a link; write the address where there is neither.

    An empty link takes links away.
    """
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if start == end:
        start, end, _ = link_around(cursor)
    if start == end:
        if link:
            kind = style_of(cursor.block()).kind
            cursor.insertText(link.removeprefix("mailto:"), formats.text(Look(link=link), kind))
        return
    change_looks(cursor, start, end, lambda look: replace(look, link=link), formats)


def insert_inset(cursor: QTextCursor, piece: Footnote | CrossRef, formats: Formats) -> None:
    """Insert a footnote mark or cross-reference after the selection."""
    cursor.setPosition(cursor.selectionEnd())
    cursor.insertText(OBJECT, formats.object(piece))


def is_reference(cursor: QTextCursor) -> bool:
    """Say whether a cross-reference is selected and nothing else."""
    if cursor.selectionEnd() - cursor.selectionStart() != 1:
        return False
    behind = QTextCursor(cursor.document())
    behind.setPosition(cursor.selectionEnd())
    return isinstance(inline_of(behind.charFormat()), CrossRef)


def typing_look(cursor: QTextCursor, current: Look) -> Look:
    """Return the look of what is typed next: the current one, but nothing is typed on to a link's end."""
    if not current.link:
        return current
    _, end, link = link_around(cursor)
    inside = link == current.link and cursor.position() < end
    return current if inside else replace(current, link="")


def set_note(document: QTextDocument, id_: str, note: Inlines, formats: Formats) -> None:
    """Give the footnote with this id other words; nothing happens where it is gone."""
    for start, piece in _insets(document):
        if isinstance(piece, Footnote) and piece.id == id_:
            words = tuple(run for run in note if isinstance(run, Text | LineBreak))
            editing = QTextCursor(document)
            editing.setPosition(start)
            editing.setPosition(start + 1, QTextCursor.MoveMode.KeepAnchor)
            editing.setCharFormat(formats.object(replace(piece, note=words)))
            return


def position_of_note(document: QTextDocument, id_: str) -> int:
    """Return the position of a footnote's mark, -1 where it is gone."""
    found = (at for at, piece in _insets(document) if isinstance(piece, Footnote) and piece.id == id_)
    return next(found, -1)


def _insets(document: QTextDocument) -> list[tuple[int, Inset]]:
    found: list[tuple[int, Inset]] = []
    line = document.firstBlock()
    while line.isValid():
        found += insets_in(line)
        line = line.next()
    return found


def insets_in(line: QTextBlock) -> list[tuple[int, Inset]]:
    """Return the footnote marks, references and slots of a line, each with its position."""
    found: list[tuple[int, Inset]] = []
    if OBJECT in line.text():
        place = line.begin()
        while not place.atEnd():
            fragment = place.fragment()
            piece = inline_of(fragment.charFormat())
            if piece is not None:
                found.extend((fragment.position() + n, piece) for n in range(fragment.length()))
            place += 1
    return found
