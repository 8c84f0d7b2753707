"""Run by the measurements: open a window as the program does, or a bare one, and end at its first painting.

`python -m tools.bench.window app LIBRARY` or `… bare`. Says "painted" on standard output when the event
that painted the window has been dealt with, and how many lines of papers were painted in it.
"""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded by the program at its own time, as every start does
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QMainWindow, QStyleOptionViewItem

    from desktop_app.ui.papers_list import Index, PaperDelegate


def _ending(kind: "type[QMainWindow]", lines: list[object]) -> "type[QMainWindow]":
    """Return a kind of window that ends the process once it has been painted for the first time.

    lines: one for each line of a list that has been painted in it.
    """
    from PySide6.QtCore import QEvent, QTimer

    class Ending(kind):
        def event(self, event: "QEvent") -> bool:
            done = super().event(event)
            if event.type() is QEvent.Type.Paint:
                # At the next turn of the loop the children are painted too, and all is on the screen.
                QTimer.singleShot(0, self.painted)
            return done

        def painted(self) -> None:
            print(f"painted {len(lines)}", flush=True)
            os._exit(0)  # what the program does on its way out is not its start

    return Ending


def _counted(kind: "type[PaperDelegate]", lines: list[object]) -> "type[PaperDelegate]":
    """Return a kind of delegate that counts the lines that it paints."""

    class Counted(kind):
        def paint(self, painter: "QPainter", option: "QStyleOptionViewItem", index: "Index") -> None:
            super().paint(painter, option, index)
            lines.append(index)

    return Counted


def bare() -> int:
    """Open a bare main window: the least that a window costs."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from desktop_app.ui import window_size

    app = QApplication(sys.argv[:1])
    window = _ending(QMainWindow, [])()
    window_size.fit(window)  # as large as the program's
    window.show()
    return app.exec()


def app(library: str) -> int:
    """Open the program's window by the way of its own entry, with its kind of window made to end."""
    from desktop_app import __main__ as entry

    resources_dir = entry.paths.resources_dir

    def asked_before_the_window_is_made():  # noqa: ANN202
        from desktop_app.ui import library_page, start  # which the entry has loaded by now

        lines: list[object] = []
        start.Window = _ending(start.Window, lines)
        library_page.PaperDelegate = _counted(library_page.PaperDelegate, lines)
        return resources_dir()

    entry.paths.resources_dir = asked_before_the_window_is_made
    return entry.main(["--library", library])


if __name__ == "__main__":
    sys.exit(app(sys.argv[2]) if sys.argv[1] == "app" else bare())
