"""Run by the measurements: open a window as the program does, or a bare one, and end at its first painting.

`python -m tools.bench.window app LIBRARY` or `… bare`. Says "painted" on standard output when the event
that painted the window has been dealt with, and how many widgets the window has.
"""

import os
import sys
from typing import TypeVar

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

_Window = TypeVar("_Window", bound=QMainWindow)


def _painted(window: QMainWindow) -> None:
    print(f"painted {len(window.findChildren(QWidget))}", flush=True)
    os._exit(0)  # what the program does on its way out is not its start


def ending(kind: type[_Window]) -> type[_Window]:
    """Return a kind of window that ends the process once it has been painted for the first time."""

    class Ending(kind):  # type: ignore[misc, valid-type]
        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            if event.type() is QEvent.Type.Paint:
                # At the next turn of the loop the children are painted too, and all is on the screen.
                QTimer.singleShot(0, lambda: _painted(self))
            return done

    return Ending


def bare() -> int:
    """Open a bare main window: the least that a window costs."""
    app = QApplication(sys.argv[:1])
    window = ending(QMainWindow)()
    window.resize(1200, 800)
    window.show()
    return app.exec()


def app(library: str) -> int:
    """Open the program's window by the way of its own entry, with its kind of window made to end."""
    from desktop_app import __main__ as entry
    from desktop_app.ui import start

    start.Window = ending(start.Window)
    return entry.main(["--library", library])


if __name__ == "__main__":
    sys.exit(app(sys.argv[2]) if sys.argv[1] == "app" else bare())
