"""Pages one below the other, as wide as there is room, drawn when they come in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_app.ui.theme import current

AIR = 12  #: px around and between pages
_KEPT = 4  #: pages before and after those in sight whose pictures are kept
_SETTLE_MS = 120  #: after the last change of size, before pages are drawn at the new one


class PagesView(QAbstractScrollArea):
    """Shows pages by their pictures. wanted: a page is in sight and its picture is not at hand.

    turned: another page is the one being read, counted from 0.
    """

    wanted = Signal(int, int)  #: page, width in pixels of the screen
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # So that pages do not change their width as the bar comes and goes.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sizes: Sequence[tuple[float, float]] = ()
        self._rects: list[QRect] = []
        self._pictures: dict[int, QImage] = {}
        self._fresh: dict[int, int] = {}  #: width asked for, or had, of pages of the layout shown
        self._page = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def page(self) -> int:
        """The page being read, from 0: the one a third down from the top."""
        return self._page

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def show_pages(self, sizes: Sequence[tuple[float, float]], *, anew: bool = False) -> None:
        """Show pages of these sizes. Pictures of the same pages stay until new ones come, unless anew."""
        self._sizes = sizes
        self._pictures = {} if anew else {n: p for n, p in self._pictures.items() if n < len(sizes)}
        self._fresh = {}
        self._lay_out()
        self._want()
        self._tell_page(always=True)
        self.viewport().update()

    def show_picture(self, page: int, picture: QImage) -> None:
        """Show the picture of a page."""
        if page < len(self._rects):
            self._pictures[page] = picture
            self.viewport().update(self._in_view(self._rects[page]))

    def picture(self, page: int) -> QImage | None:
        """Return the picture shown of a page, None where it has not come yet."""
        return self._pictures.get(page)

    def go_to(self, page: int, down: float) -> None:
        """Bring a place of a page near the top. down: part of the page's height."""
        if page < len(self._rects):
            rect = self._rects[page]
            self.verticalScrollBar().setValue(round(rect.top() + down * rect.height()) - AIR)

    def _lay_out(self) -> None:
        width = max(40, self.viewport().width() - 2 * AIR)
        bar = self.verticalScrollBar()
        before = bar.value() / max(1, self._height)
        self._rects = []
        top = AIR
        for wide, high in self._sizes:
            height = round(width * high / wide)
            self._rects.append(QRect(AIR, top, width, height))
            top += height + AIR
        bar.setPageStep(round(self.viewport().height() * 0.9))
        bar.setSingleStep(40)
        bar.setRange(0, max(0, top - self.viewport().height()))
        if self._sizes:
            bar.setValue(round(before * self._height))

    @property
    def _height(self) -> int:
        return self._rects[-1].bottom() + AIR if self._rects else 0

    def _in_view(self, rect: QRect) -> QRect:
        return rect.translated(0, -self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        seen = self.viewport().rect()
        return [n for n, rect in enumerate(self._rects) if self._in_view(rect).intersects(seen)]

    def _want(self) -> None:
        """Ask for the pages in sight and their neighbours, and let far ones go."""
        seen = self._in_sight()
        if not seen or not self.isVisible():
            return
        width = round(self._rects[0].width() * self.devicePixelRatioF())
        first, last = seen[0], seen[-1]
        for page in (*seen, last + 1, first - 1):
            if 0 <= page < len(self._rects) and self._fresh.get(page) != width:
                self._fresh[page] = width
                self.wanted.emit(page, width)
        for page in [n for n in self._pictures if not first - _KEPT <= n <= last + _KEPT]:
            del self._pictures[page]
            self._fresh.pop(page, None)

    def _scrolled(self) -> None:
        self._want()
        self._tell_page()
        self.viewport().update()

    def _tell_page(self, *, always: bool = False) -> None:
        bar = self.verticalScrollBar()
        read = bar.value() + self.viewport().height() // 3
        place = next((n for n, rect in enumerate(self._rects) if rect.bottom() + AIR >= read), 0)
        if bar.value() == bar.maximum():  # there is nothing further to scroll to
            place = max(0, len(self._rects) - 1)
        if place != self._page or always:
            self._page = place
            self.turned.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, and the ring that tells where the focus is."""
        theme = current()
        painter = QPainter(self.viewport())
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(event.rect(), QColor(theme.side))
            for page in self._in_sight():
                rect = self._in_view(self._rects[page])
                picture = self._pictures.get(page)
                painter.fillRect(rect, QColor("white"))  # paper is white in every theme
                if picture is not None:
                    painter.drawImage(QRectF(rect), picture)
                painter.setPen(QColor(theme.edge))
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme.accent), 2))
                painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages out at the new width; they are drawn anew once it rests."""
        super().resizeEvent(event)
        self._lay_out()
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first or the last page; Page Up, Page Down and the arrows scroll."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()
