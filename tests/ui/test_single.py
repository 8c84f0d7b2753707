import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.single import LOCK, REQUEST, Single, to_front
from tests.conftest import ROOT

HOLD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.ui.single import Single
app = QCoreApplication([])
single = Single(Path(sys.argv[1]))
print("first" if single.first else "second", flush=True)
time.sleep(60)
"""


def held_by_another(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == "first"
    return other


class DescribeStartingTwice:
    def it_brings_the_first_window_to_the_front(self, qtbot: QtBot, tmp_path: Path) -> None:
        first = Single(tmp_path)
        assert first.first
        window = QWidget()
        qtbot.addWidget(window)
        window.showMinimized()
        first.listen(lambda: to_front(window))
        second = Single(tmp_path)
        assert not second.first
        assert second.ask()
        qtbot.waitUntil(lambda: window.isVisible() and not window.isMinimized())
        qtbot.waitUntil(lambda: not (tmp_path / REQUEST).exists())
        first.end()

    def it_lets_the_first_window_come_to_the_front_on_windows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        let: list[int] = []
        windows = SimpleNamespace(user32=SimpleNamespace(AllowSetForegroundWindow=let.append))
        monkeypatch.setattr(ctypes, "windll", windows, raising=False)
        second = Single(tmp_path)
        with monkeypatch.context() as there:
            there.setattr(sys, "platform", "win32")
            assert second.ask()
        assert let == [-1]
        second.end()

    def it_opens_a_window_on_a_folder_that_takes_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(30, "Read-only file system")

        single = Single(tmp_path)
        monkeypatch.setattr(Path, "unlink", refuse)
        single.listen(lambda: None)
        single.end()

    def it_is_first_once_the_first_has_ended(self, tmp_path: Path) -> None:
        first = Single(tmp_path)
        first.end()
        again = Single(tmp_path)
        assert again.first
        again.end()

    def it_heeds_no_request_from_before_its_start(self, qtbot: QtBot, tmp_path: Path) -> None:
        (tmp_path / REQUEST).touch()
        asked: list[int] = []
        single = Single(tmp_path)
        single.listen(lambda: asked.append(1))
        qtbot.wait(400)
        assert not asked
        single.end()

    @pytest.mark.slow
    def it_knows_a_process_that_was_killed_from_one_that_runs(self, tmp_path: Path) -> None:
        other = held_by_another(tmp_path)
        assert not Single(tmp_path).first
        other.kill()
        other.communicate()
        time.sleep(0.1)
        assert (tmp_path / LOCK).exists()
        single = Single(tmp_path)
        assert single.first
        single.end()
