"""Printing a document: its pages drawn one by one by the press and put on the printer's paper.

What comes out of the printer is drawn from the very PDF pages that the preview shows and the export writes.
"""

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop_app.ui.printers import new_printer

from .press import Laid, Order, Press

DPI = 300  #: dots of a page to the inch: what small type needs on paper; a page is then 35 MB
_POINTS = 72  #: to the inch


def chosen_printer(parent: QWidget, name: str) -> QPrinter | None:
    """Ask on which printer a document of a name is to be printed; None where it is not, after all."""
    printer = new_printer()
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


class Printing(QObject):
    """Prints one document. told: how far it is, in words. done: in words, how it ended, and whether well."""

    told = Signal(str)
    done = Signal(str, bool)

    def __init__(self, printer: QPrinter, order: Order, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._laid: Laid | None = None
        self._left: list[int] = []
        self._count = 0
        self._painter = QPainter()
        self.press = Press(self)
        self.press.laid.connect(self._begin)
        self.press.drawn.connect(self._put)
        self.press.refused.connect(self._end)
        self.press.broken.connect(lambda: self._end("Printing stopped before it was done. Print again."))
        self.press.make(order)

    def _begin(self, laid: Laid) -> None:
        self._laid = laid
        printer = self._printer
        first, last = printer.fromPage() or 1, printer.toPage() or len(laid.sizes)
        pages = range(max(first, 1) - 1, min(last, len(laid.sizes)))
        backwards = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
        self._left = list(reversed(pages)) if backwards else list(pages)
        self._count = len(self._left)
        width, height = laid.sizes[0]
        size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point)
        printer.setPageSize(size)
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        if not self._left:
            self._end(f"Nothing was printed: the document has {len(laid.sizes)} pages.")
        elif not self._painter.begin(printer):
            self._end(f"Not printed: {printer.printerName() or 'the printer'} does not take anything now.")
        else:
            self._ask()

    def _ask(self) -> None:
        assert self._laid is not None
        page = self._left[0]
        self.told.emit(f"Printing page {self._count - len(self._left) + 1} of {self._count}")
        self.press.draw(self._laid.number, page, round(self._laid.sizes[page][0] * DPI / _POINTS))

    def _put(self, _number: int, _page: int, picture: QImage) -> None:
        printer = self._printer
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        self._painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), picture)
        self._left.pop(0)
        if not self._left:
            self._painter.end()
            pages = f"{self._count} page{'' if self._count == 1 else 's'}"
            self._end(f"{pages} sent to {printer.printerName() or printer.outputFileName()}.", well=True)
        elif printer.newPage():
            self._ask()
        else:
            self._end("Printing stopped: the printer takes no further page.")

    def stop(self) -> None:
        """Stop at the page that is being printed."""
        if self._painter.isActive():
            self._printer.abort()
        self._end("Printing was stopped.", well=True)

    def _end(self, words: str, *, well: bool = False) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.press.stop()
        self.done.emit(words, well)
