"""The declarations on one printed page: what was stated, by whom, when, and over which text."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.app.declarations import Declaration, asked
from desktop_app.app.session import Session
from desktop_app.domain.reading import date_words
from desktop_app.domain.signoff import Standing, fingerprint

from .fields.signing import given_words
from .printers import new_printer
from .theme import FAMILY

_SIZES = (10.0, 9.0, 8.0, 7.0, 6.0)  #: points; the largest at which all fits on a page is taken
_LISTED = 4  #: passages of one statement from which on they are named only
_EXCERPTS = (60, 30, 12, 0)  #: words of each passage printed, the more the better


def sheet_html(session: Session, found: Sequence[Declaration], excerpt: int) -> str:
    """Return the page as markup. excerpt: how many words of each passage are in it."""
    left = asked(tuple(found))
    waiting = f"{left} of {len(found)} not ticked for the present text."
    told = waiting if left else "All statements stand."
    rows = "".join(_row(declaration, excerpt) for declaration in found)
    heads = (("Statement", 34), ("Stands for", 40), ("Given", 26))
    head = "".join(f'<th align="left" width="{wide}%">{name}</th>' for name, wide in heads)
    style = 'width="100%" border="1" cellspacing="0" cellpadding="4" style="border-collapse: collapse"'
    return (
        f"<h2>{escape(session.name)}</h2><p>Declarations as of {date_words(session.today)}. {told}</p>"
        f"<table {style}><tr>{head}</tr>{rows}</table>"
    )


def _row(declaration: Declaration, excerpt: int) -> str:
    given = declaration.given
    stated = "<br>".join(escape(text) for text in declaration.statements)
    passages = declaration.passages
    if len(passages) > _LISTED or declaration.form.restricted:  # what is held back is not printed by the way
        texts = escape("; ".join(passage.heading for passage in passages))
    else:
        texts = "<br>".join(_passage(passage.heading, passage.lines, excerpt) for passage in passages)
    if not declaration.item.vouches_for:
        texts = f"The whole of the {escape(declaration.form.label.lower())}"
    status = escape(given_words(given, signed=False))
    if given.standing is Standing.STANDS and given.event is not None:
        status += f"<br>Text: {fingerprint(given.event.digest)}"
        if given.event.note:
            status += f"<br>{escape(given.event.note)}"
    label = escape(declaration.item.label.rstrip(": "))
    return f"<tr><td><b>{label}</b><br>{stated}</td><td>{texts}</td><td>{status}</td></tr>"


def _passage(heading: str, lines: Sequence[str], excerpt: int) -> str:
    text = " ".join(lines).split()
    shown = " ".join(text[:excerpt]) + (" …" if len(text) > excerpt else "") if excerpt else ""
    told = f"<b>{escape(heading)}</b> ({len(text)} words)"
    return f"{told}<br>{escape(shown)}" if shown else told


def one_page(session: Session, found: Sequence[Declaration], size: QSizeF) -> QTextDocument:
    """Return the sheet laid out for one page of a size in points: less text and smaller type till it fits."""
    document = QTextDocument()
    for points in _SIZES:
        for excerpt in _EXCERPTS:
            font = QFont(FAMILY)
            font.setPixelSize(round(points))  # the page is laid out at 72 to the inch, where both are one
            document.setDefaultFont(font)
            document.setHtml(sheet_html(session, found, excerpt))
            document.setPageSize(size)
            if document.pageCount() == 1:
                return document
    return document


def draw(printer: QPrinter, session: Session, found: Sequence[Declaration]) -> bool:
    """Draw the sheet onto a printer's one page; say whether it took that."""
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(36, 36, 36, 36)
        )
    )
    room = printer.pageLayout().paintRect(QPageLayout.Unit.Point)
    document = one_page(session, found, room.size())
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        scale = printer.resolution() / 72
        painter.scale(scale, scale)
        shrink = min(1.0, room.height() / max(1.0, document.size().height()))
        painter.scale(shrink, shrink)
        look = QAbstractTextDocumentLayout.PaintContext()
        look.palette = QPalette(Qt.GlobalColor.black, Qt.GlobalColor.white)  # whatever the window wears
        look.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
        document.documentLayout().draw(painter, look)
    finally:
        painter.end()
    return True


def print_sheet(parent: QWidget, session: Session, found: Sequence[Declaration]) -> str:
    """Ask for a printer and print the sheet; return in words what came of it, "" where none is chosen."""
    printer = new_printer()
    printer.setDocName(f"Declarations {session.name}")
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return ""
    name = printer.printerName() or printer.outputFileName() or "the printer"
    if not draw(printer, session, found):
        return f"Not printed: {name} does not take anything now."
    return f"1 page sent to {name}."
