"""Copy and paste: the program's own form without loss, HTML and plain text for all others."""

import json
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desktop_app.domain.citing import worded
from desktop_app.domain.richtext import Block, Blocks, Cell, Paragraph, Table, canonical, copied, text_runs
from desktop_app.domain.richtext_json import blocks_data, blocks_from
from desktop_app.domain.text import clean
from desktop_app.intake.html import Pasted, blocks_from_html
from desktop_app.intake.pasted import blocks_from_text

from . import tables
from .copying import html_of, text_of
from .editing import EditingView
from .edits import Place, as_paragraphs, cell_at, cut_table, sliced
from .places import place_at

OWN = "application/x-engross-blocks+json"  #: blocks as JSON; "whole" says that they are whole paragraphs

#: By these names Windows knows what neither its history nor its cloud may keep; the last is KDE's.
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NOT_KEPT = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\x01\x00\x00\x00",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\x00\x00\x00\x00",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\x00\x00\x00\x00",
    "x-kde-passwordManagerHint": b"secret",
}
_PICTURES = "pictures"  #: what the reading of HTML calls them, too
RESTRICTED = "application/x-engross-restricted"  #: there where it was copied from restricted text


def fill_mime(editor: EditingView, mime: QMimeData) -> None:
    """Put what is selected in an editor, in all forms, in place of Qt's own idea of it."""
    mime.text()  # Qt writes its forms when first asked, over whatever stands there: so ask first
    for name in mime.formats():
        mime.removeFormat(name)
    blocks, whole = selected(editor)
    labels = editor.labels() if whole else {}
    data = json.dumps({"blocks": blocks_data(blocks), "whole": whole}, ensure_ascii=False)
    mime.setData(OWN, QByteArray(data.encode()))
    told = tuple(worded(block, editor.named) for block in blocks)  # no other program can work a number out
    mime.setText(text_of(told, labels))
    mime.setHtml(html_of(told, labels))
    if editor.restricted:
        mark_restricted(mime)


def mark_restricted(mime: QMimeData) -> None:
    """Mark what is copied as restricted: no clipboard is to keep it or send it on."""
    mime.setData(RESTRICTED, QByteArray(b"1"))
    for name, value in _NOT_KEPT.items():
        mime.setData(name, QByteArray(value))


def selected(editor: EditingView) -> tuple[Blocks, bool]:
    """Return what is selected, and whether it is whole blocks rather than some words of one."""
    cursor = editor.textCursor()
    ends: list[tuple[int, int]] = []
    now = editor.blocks()
    order = [block.id for block in now]
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        end = QTextCursor(editor.document())
        end.setPosition(position)
        place = place_at(editor.live, end)
        if place.block:
            ends.append((order.index(place.block), place.offset))
        else:
            line = end.block().blockNumber()
            ends.append((sum(editor.live.line_of(id_) < line for id_ in order), 0))
    (first, start), (last, end) = ends
    if first == last and first < len(now):
        return _within(now[first], start, end)
    parts: list[Block] = []
    for index in range(first, min(last + 1, len(now))):
        block = now[index]
        if isinstance(block, Table):
            parts.append(block)
            continue
        runs = sliced(block.runs, start if index == first else 0, end if index == last else None)
        if runs or first < index < last:
            parts.append(replace(block, runs=runs))
    return tuple(parts), True


def _within(block: Block, start: int, end: int) -> tuple[Blocks, bool]:
    if not isinstance(block, Table):
        return (Paragraph(sliced(block.runs, start, end)),), False
    first, last = cell_at(block, start), cell_at(block, end)
    if first[:2] == last[:2]:
        runs = block.rows[first[0]][first[1]].runs
        return (Paragraph(sliced(runs, first[2], last[2])),), False
    return (cut_table(block, first[:2], last[:2]),), True


def paste(editor: EditingView, source: QMimeData, *, plain: bool) -> None:
    """Paste into an editor what its text can hold of the clipboard; tell where it leaves restricted text."""
    before = editor.place()
    with editor.one_change("Paste"):
        left = _put_in(editor, source, plain=plain)
    _tell_left_out(editor, left.what)
    if left.pictures:
        editor.pictures_left_out.emit(_places(editor, left, before))
    if source.hasFormat(RESTRICTED) and not editor.restricted:
        editor.restricted_pasted.emit()


class _Left(NamedTuple):
    """What of a clipboard a text cannot hold, in words; and behind which pasted block each picture stood."""

    what: list[str]
    pictures: list[str]


def _places(editor: EditingView, left: _Left, before: Place) -> list[tuple[str, bool]]:
    """Return of each picture a block of the text that it stood at, and whether it stood before that."""
    order = [block.id for block in editor.blocks()]
    found: list[tuple[str, bool]] = []
    for wanted in left.pictures:
        if wanted in order:
            found.append((wanted, False))
        elif before.block in order:
            found.append((before.block, not before.offset))
        else:
            found.append((editor.place().block, False))
    return found


def _put_in(editor: EditingView, source: QMimeData, *, plain: bool) -> _Left:
    """Put in what the text can hold; return what it cannot."""
    if not plain and source.hasFormat(OWN):
        found = _own(source)
        if found is not None:
            if not _fill_cells(editor, found[0]):
                editor.insert_blocks(found[0], whole=found[1])
            return _Left([], [])
    read = blocks_from_html(source.html()) if not plain and source.hasHtml() else Pasted((), [], [])
    blocks, left_out = as_paragraphs(read.blocks) if editor.counts else read.blocks, read.left_out
    pictures = [blocks[place - 1].id if place else "" for place in read.pictures]
    if blocks:
        _insert(editor, blocks)
    elif not (source.hasText() and _insert_text(editor, source.text())) and source.hasImage():
        left_out, pictures = [_PICTURES], [""]
    return _Left(left_out, pictures)


def _tell_left_out(editor: EditingView, what: list[str]) -> None:
    """Say what was on the clipboard that a paper's text cannot hold."""
    if what:
        named = " and ".join(filter(None, (", ".join(what[:-1]), what[-1])))
        editor.left_out.emit(
            f"Left out of what was pasted: {named}. A paper’s text holds words, lists and tables."
        )


def _insert(editor: EditingView, blocks: Blocks) -> None:
    """Insert blocks from elsewhere: one plain paragraph goes in as words, all else as blocks."""
    words = len(blocks) == 1 and isinstance(blocks[0], Paragraph)
    if not _fill_cells(editor, blocks):
        editor.insert_blocks(blocks, whole=not words)


def _insert_text(editor: EditingView, text: str) -> bool:
    """Insert plain text: cells into those of a table, all else as lines; say whether there was anything."""
    if "\t" in text and _fill_cells(editor, _cells(text)):
        return True
    lines = blocks_from_text(text)
    if len(lines) > 1:
        editor.insert_lines(lines, parted=text.endswith("\n"))
    elif lines:
        _insert(editor, lines)
    return bool(lines)


def _fill_cells(editor: EditingView, blocks: Blocks) -> bool:
    """Put cells into those of the table at the caret, from that of the caret on; say whether it was that."""
    chosen = tables.chosen(editor)
    if chosen is None or len(blocks) != 1 or not isinstance(blocks[0], Table):
        return False
    cells, row, column = blocks[0].rows, chosen[0][0], chosen[1][0]
    last = (row + len(cells) - 1, column + len(cells[-1]) - 1)
    tables.change(editor, lambda table: tables.filled(table, row, column, cells), last, at_end=True)
    return True


def _cells(words: str) -> Blocks:
    """Return lines of plain text, cells parted by tabs, as a table; none where the lines are not alike."""
    rows = [line.split("\t") for line in clean(words).rstrip("\n").split("\n")]
    if len({len(row) for row in rows}) > 1:
        return ()
    return (Table(tuple(tuple(Cell(text_runs(words.strip())) for words in row) for row in rows), header=0),)


def _own(source: QMimeData) -> tuple[Blocks, bool] | None:
    try:
        data = json.loads(bytes(source.data(OWN).data()))
        return copied(canonical(blocks_from(data["blocks"]))), bool(data["whole"])
    except (ValueError, KeyError, TypeError):
        return None  # from a program that took the name, or cut short: the other forms are there still


def paste_plain(editor: EditingView) -> None:
    """Paste the clipboard's words alone."""
    source = QApplication.clipboard().mimeData()
    if source is not None:
        paste(editor, source, plain=True)
