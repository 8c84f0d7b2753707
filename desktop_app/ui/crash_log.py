"""Where the program broke, written down for whoever mends it: places in the code, no word of a text."""

import os
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .paper_page import PaperPage

_MOST = 2**20  #: bytes of a log that is written on


class CrashLog:
    """The log of one library. What a problem says is not in it: that may quote the text."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def heed_others(self) -> None:
        """Take note too of what breaks in other threads and where nobody can be told.

        Python itself would print what the problem says, and a desktop keeps what programs print.
        """
        threading.excepthook = lambda broke: self._note_apart(broke.exc_type, broke.exc_traceback)
        sys.unraisablehook = lambda broke: self._note_apart(broke.exc_type, broke.exc_traceback)

    def _note_apart(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        if not issubclass(kind, SystemExit):
            self.note(kind, trace)

    def note(self, kind: type[BaseException], trace: TracebackType | None) -> str:
        """Write down where it broke; return where that is written, or what it is where no log can be kept."""
        frames: list[str] = []
        while trace is not None:
            code = trace.tb_frame.f_code
            frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        line = f"{kind.__name__} at {' < '.join(reversed(frames))}"
        if sys.stderr is not None:  # a windowed program on Windows has none
            print(f"{kind.__name__} at {frames[-1] if frames else '?'}", file=sys.stderr)
        try:
            if self._path.exists() and self._path.stat().st_size > _MOST:  # it breaks again and again
                return f"Where it broke: {line}"
            with open(self._path, "a", encoding="utf-8", opener=_private) as log:
                log.write(f"{now} {line}\n")
        except OSError:  # then it is told, so that it can be told on
            return f"Where it broke: {line}"
        return f"Where it broke is written down in {self._path}"


def standing(page: "PaperPage | None") -> str:
    """Say how it stands with the paper that is open, if any, after something broke, and what can be done."""
    if page is None:
        return "You can go on, or close Engross and open it again."
    if page.pen.waits:
        return (
            "What you typed last could not be taken over and is not saved. It is still here: copy it to "
            "another program, then close and open Engross again."
        )
    if page.session.save_state.dirty:
        return f"{page.session.save_state.failed} What you typed is still here; go on, or export it."
    return "Your paper is saved; you can go on, or close and open it again."


def _private(path: str, flags: int) -> int:
    """Open a file that is readable by its user alone."""
    return os.open(path, flags, 0o600)
