"""What is written down when something breaks: where in the code, and nothing of a text."""

import sys
import threading
from pathlib import Path

import pytest

from desktop_app.ui.crash_log import CrashLog

SECRET = "The bid of Wombat Ltd was £3,112,450"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    CrashLog(tmp_path / "engross.log").heed_others()
    return tmp_path / "engross.log"


def broken() -> None:
    raise ValueError(SECRET)


class Fragile:
    def __del__(self) -> None:
        broken()


class DescribeWhatBreaksWhereNobodyCanBeTold:
    @pytest.mark.parametrize("way", ["thread", "nowhere"])
    def it_is_written_down_without_a_word_of_the_text(
        self, log: Path, way: str, capfd: pytest.CaptureFixture[str]
    ) -> None:
        if way == "thread":
            thread = threading.Thread(target=broken)
            thread.start()
            thread.join()
        else:
            Fragile()
        told, printed = log.read_text(encoding="utf-8"), capfd.readouterr().err
        for words in (told, printed):
            assert "ValueError at" in words
            assert "broken" in words
            assert "Wombat" not in words
            assert str(Path.home()) not in words

    def it_is_told_where_no_log_can_be_kept(self, tmp_path: Path) -> None:
        assert (
            CrashLog(tmp_path / "gone" / "engross.log").note(ValueError, None).startswith("Where it broke:")
        )

    def it_does_not_fill_the_disk(self, tmp_path: Path) -> None:
        path = tmp_path / "engross.log"
        path.write_bytes(b"x" * (2**20 + 1))
        assert CrashLog(path).note(ValueError, None).startswith("Where it broke: ValueError")
        assert path.stat().st_size == 2**20 + 1
