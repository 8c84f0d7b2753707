"""Verifying the open paper: its record at once, a fingerprint or a file where one is given."""

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit

from desktop_app.app.desk import StorageError
from desktop_app.app.session import Session
from desktop_app.app.verifying import Verified, verify_record
from desktop_app.app.verifying_open import looks, verify_data

from .aside import Aside
from .asides import show_aside
from .one_job import Answer, OneJob
from .parts import button, card, clear, column, row, words
from .showing import Showing

_ABOUT = (
    "Every tick and signature stands for a text. Here you see whether the record of them is whole, and "
    "whether a text that was signed, or a file that was made of this paper, still says the same."
)
_FINGERPRINT = "Fingerprint, as printed beside a signature"
_SLICE_S = 0.010  #: for how long is looked at a time, so that the window never waits
_MOST = 40  #: lines shown of what differs


class VerifyPage(Aside):
    """Shows how the record stands, and holds a fingerprint or a file against the paper."""

    def __init__(self, session: Session) -> None:
        super().__init__("Verify", _ABOUT)
        self._session = session
        self._looks: Iterator[Verified | None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._look_on)
        self._job = OneJob("The comparison", self._answered, self)
        self._record = column(space=8)
        self._found = column(space=8)
        self.fingerprint = QLineEdit()
        self.fingerprint.setAccessibleName(_FINGERPRINT)
        self.fingerprint.setPlaceholderText("7F3K-9QXM-2C4D")
        self.fingerprint.returnPressed.connect(self.compare)
        asked = row(self.fingerprint, button("Compare", self.compare, "accent", "Compare the fingerprint"))
        asked.setStretch(0, 1)
        choose = button("Choose a Word or PDF file …", self._choose)
        self.body.addLayout(column(words("Record", "strong"), self._record, space=4))
        self.body.addLayout(column(words(_FINGERPRINT, "strong"), asked, space=4))
        self.body.addLayout(column(words("File made of this paper", "strong"), row(choose, None), space=4))
        self.body.addLayout(self._found)
        self.setFocusProxy(self.fingerprint)
        self.refresh()

    def refresh(self) -> None:
        """Show how the record stands now."""
        super().refresh()
        clear(self._record)
        found = verify_record(self._session.template, self._session.paper)
        self._record.addWidget(_result(found))

    def compare(self) -> None:
        """Look for the fingerprint typed, in the paper as it is and in its versions."""
        asked = self.fingerprint.text().strip()
        if not asked:
            self._tell(Verified(False, "Type the fingerprint that is printed beside a signature."))
            return
        self._wait("Looking through the versions of this paper …")
        self._looks = looks(self._session, asked)
        self._timer.start()

    def _look_on(self) -> None:
        ends = time.monotonic() + _SLICE_S
        try:
            while time.monotonic() < ends:
                found = next(self._looks)
                if found is not None:
                    self._timer.stop()
                    self._tell(found)
                    return
        except StorageError as problem:
            self._timer.stop()
            self._tell(Verified(False, str(problem)))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "File to hold against the paper", "", "Papers (*.docx *.pdf)"
        )
        if name:
            self.hold(Path(name))

    def hold(self, path: Path) -> None:
        """Hold a file against the paper, in another process: it makes the files that it compares with."""
        self._timer.stop()
        self._wait(f"{path.name} is held against the paper …")
        try:
            self._job.start(verify_data(self._session, path))
        except StorageError as problem:
            self._tell(Verified(False, str(problem)))

    def _answered(self, answer: Answer) -> None:
        if "failed" in answer:
            self._tell(Verified(False, str(answer["failed"])))
            return
        lines = answer["lines"]
        told = tuple(str(line) for line in lines) if isinstance(lines, list) else ()
        self._tell(Verified(bool(answer["same"]), str(answer["sentence"]), told))

    def _wait(self, told: str) -> None:
        clear(self._found)
        self._found.addWidget(words(told, "soft"))

    def _tell(self, found: Verified) -> None:
        clear(self._found)
        shown = _result(found)
        self._found.addWidget(shown)
        shown.setAccessibleName(found.sentence)
        self.area.ensureWidgetVisible(shown)


def _result(found: Verified) -> QFrame:
    more = len(found.lines) - _MOST
    lines = [words(line) for line in found.lines[:_MOST]]
    if more > 0:
        lines.append(words(f"and {more} more", "soft"))
    return card("tip" if found.whole else "warning", words(found.sentence, "strong"), *lines)


def show_verify(window: Showing) -> None:
    """Show the page that verifies the open paper."""
    if window.paper is not None:
        window.paper.pen.flush()
        show_aside(window, VerifyPage(window.paper.session))
