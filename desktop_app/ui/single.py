"""One window for one library: a second start brings the first window to the front and ends.

The first holds a lock file and looks for a request file; no socket is opened for it.
"""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtWidgets import QWidget

LOCK, REQUEST = "window.lock", "window.request"
LOOK_MS = 300  #: between two looks for a request
_ANY = -1  #: whichever process


class Single(QObject):
    """The lock of one library's window. `first` tells whether this process has it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._request = folder / REQUEST
        with contextlib.suppress(OSError):  # the library itself will say that its folder is of no use
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # held for days; that its process is gone is seen by itself
        taken = self._lock.tryLock(0)
        # Where no lock can be written at all, there is nobody to wait for: papers have their own locks.
        self.first = taken or self._lock.error() is not QLockFile.LockError.LockFailedError
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)

    def ask(self) -> bool:
        """Ask the first window to come to the front; False where that could not be put to it."""
        if sys.platform == "win32":  # where a window comes to the front only if the program in front lets it
            import ctypes  # Windows alone

            ctypes.windll.user32.AllowSetForegroundWindow(_ANY)
        try:
            self._request.write_bytes(b"")
        except OSError:
            return False
        return True

    def listen(self, come: Callable[[], None]) -> None:
        """Call `come` whenever another start asks for the window."""
        with contextlib.suppress(OSError):  # in a folder that takes nothing nobody can ask either
            self._request.unlink(missing_ok=True)  # asked of a window that is gone
        self._timer.timeout.connect(lambda: self._look(come))
        self._timer.start()

    def _look(self, come: Callable[[], None]) -> None:
        if self._request.exists():
            with contextlib.suppress(OSError):
                self._request.unlink()
            come()

    def end(self) -> None:
        """Let the lock go."""
        self._timer.stop()
        self._lock.unlock()


def to_front(window: QWidget) -> None:
    """Bring a window to the front, out of the task bar where it was put there."""
    window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
