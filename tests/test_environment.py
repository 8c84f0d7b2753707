"""The machine itself: that Python and Qt get on with each other here."""

import sys

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot


class DescribePySide:
    def it_keeps_its_references_to_none(self, qtbot: QtBot) -> None:
        """PySide6 6.12.0 on Python before 3.12 loses one a call, and after some 7,000 the process ends."""
        timer = QTimer()
        before = sys.getrefcount(None)
        for _ in range(1000):
            timer.setInterval(5)
        assert abs(sys.getrefcount(None) - before) < 50
