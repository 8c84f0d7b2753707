"""Who has a paper open, in words for whoever finds it so."""

import ctypes
import json
import platform
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.storage.errors import PaperLocked
from desktop_app.storage.holder import Holder, holder_of, mark_of, take, this_process


def open_for(days: int = 0) -> Holder:
    """Return this process as one that opened a paper at noon so many days ago."""
    noon = datetime.now().astimezone().replace(hour=12, minute=5) - timedelta(days)
    return replace(this_process(), since=noon.isoformat())


class DescribeWhoHasIt:
    def it_is_another_window_of_ones_own_and_since_when(self) -> None:
        assert str(open_for()) == "in another window of Engross on this computer since 12:05"

    def it_names_who_it_is_on_this_computer_and_which_other_computer(self) -> None:
        assert str(replace(open_for(), name="kit")) == "by kit on this computer since 12:05"
        assert (
            str(replace(open_for(), host="DESK-17", name="kit")) == "by kit on computer DESK-17 since 12:05"
        )

    def it_names_the_day_where_that_is_not_today(self) -> None:
        held = replace(open_for(), since="2026-03-02T14:02:00")
        assert str(held).endswith(" since 2 March 2026, 14:02")

    def it_is_another_program_where_nobody_is_named(self) -> None:
        assert str(Holder()) == "in another program"

    def it_leaves_the_process_to_the_end_of_a_refusal(self) -> None:
        held = Holder("kit", platform.node(), 7, "")
        told = f"already open by kit on this computer. Close it there first (process 7 on {platform.node()})."
        assert told in str(PaperLocked(held))


class DescribeTheFileBesideThePaper:
    def it_tells_what_was_written(self, tmp_path: Path) -> None:
        take(tmp_path / "paper")
        held = holder_of(tmp_path / "paper")
        assert held is not None
        assert held == replace(this_process(), since=held.since)
        assert held.since

    def it_may_be_of_an_earlier_version_which_did_not_say_since_when(self, tmp_path: Path) -> None:
        mark = {"name": "kit", "host": "DESK-17", "pid": 7}
        mark_of(tmp_path / "paper").write_text(json.dumps(mark), encoding="utf-8")
        assert str(holder_of(tmp_path / "paper")) == "by kit on computer DESK-17"


class Windows:
    """What Windows says of a process: whether it gives a handle, its exit code, its last error."""

    def __init__(self, handle: int, code: int, error: int) -> None:
        self._code, self.error = code, error
        self.closed: list[int | None] = []
        self.OpenProcess = type("Function", (), {"__call__": lambda *_: handle})()

    def GetExitCodeProcess(self, _: object, code: Any) -> int:
        code._obj.value = self._code
        return 1

    def CloseHandle(self, handle: ctypes.c_void_p) -> None:
        self.closed.append(handle.value)


class DescribeAProcessOnWindows:
    @pytest.mark.parametrize(
        ("handle", "code", "error", "alive"),
        [(12, 259, 0, True), (12, 0, 0, False), (0, 0, 5, True), (0, 0, 87, False)],
        ids=["it runs", "it has ended and is held yet", "it is another user's", "there is none"],
    )
    def it_is_told_whether_it_runs(
        self, handle: int, code: int, error: int, alive: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        windows = Windows(handle, code, error)
        monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: windows, raising=False)
        monkeypatch.setattr(ctypes, "get_last_error", lambda: windows.error, raising=False)
        with monkeypatch.context() as there:
            there.setattr(sys, "platform", "win32")
            assert this_process().alive is alive
        assert windows.closed == ([handle] if handle else [])
