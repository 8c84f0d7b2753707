"""Run by the measurements: open a window as the program does, or a bare one, and end at its first painting.

`python -m tools.bench.window app LIBRARY` or `… bare`. Says "painted" on standard output when the event
that painted the window has been dealt with, and how many widgets the window has.
"""

import os
import sys

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


def _painted(window: QMainWindow) -> None:
    print(f"painted {len(window.findChildren(QWidget))}", flush=True)
    os._exit(0)  # what the program does on its way out is not its start


class Ending(QMainWindow):
    """Mixed into a kind of window: ends the process once it has been painted for the first time."""

    def event(self, event: QEvent) -> bool:
        """Deal with an event; after the first painting, say so and end."""
        done = super().event(event)
        if event.type() is QEvent.Type.Paint:
            # At the next turn of the loop the children are painted too, and all is on the screen.
            QTimer.singleShot(0, lambda: _painted(self))
        return done


def bare() -> int:
    """Open a bare main window: the least that a window costs."""
    app = QApplication(sys.argv[:1])
    window = Ending()
    window.resize(1200, 800)
    window.show()
    return app.exec()


def app(library: str) -> int:
    """Open the program's window by the way of its own entry, with its kind of window made to end."""
    from desktop_app import __main__ as entry
    from desktop_app.ui import start

    class Window(Ending, start.Window):
        pass

    start.Window = Window
    return entry.main(["--library", library])


if __name__ == "__main__":
    sys.exit(app(sys.argv[2]) if sys.argv[1] == "app" else bare())
