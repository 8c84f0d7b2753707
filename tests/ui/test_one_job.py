"""A job done by another process of this program."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui import one_job
from desktop_app.ui.job_command import job_command
from desktop_app.ui.one_job import Answer, OneJob


@pytest.fixture
def answer_of(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Answer]:
    """Do a job by a program of Python; return the answer that comes of it."""

    def answer(program: str) -> Answer:
        command = (sys.executable, ["-I", "-S", "-c", program]) if program else ("/no/such/program", [])
        monkeypatch.setattr(one_job, "job_command", lambda _: command)
        owner, answers = QObject(), list[Answer]()
        job = OneJob("Comparing", answers.append, owner)
        job.start(b"{}")
        qtbot.waitUntil(lambda: bool(answers))
        assert not job.busy
        return answers[0]

    return answer


class DescribeAJob:
    def it_answers_with_its_last_line(self, answer_of: Callable[[str], Answer]) -> None:
        assert answer_of("print('{\"at\": 1}'); print('{\"done\": 2}')") == {"done": 2}

    @pytest.mark.parametrize("program", ["pass", "print('{\"do', end='')", ""])
    def it_says_so_where_the_process_ends_without_an_answer(
        self, answer_of: Callable[[str], Answer], program: str
    ) -> None:
        assert str(answer_of(program)["failed"]).startswith("Comparing ")


class DescribeTheCommand:
    def it_is_this_program(self) -> None:
        assert job_command("preview-job") == (sys.executable, ["-m", "desktop_app", "preview-job"])

    @pytest.mark.parametrize(
        ("running", "frozen", "program"),
        [("pythonw.exe", False, "python.exe"), ("Engross-Window.exe", True, "engross.exe")],
    )
    def it_is_the_one_with_streams_on_windows(
        self, running: str, frozen: bool, program: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "executable", f"/programs/{running}")
        monkeypatch.setattr(sys, "frozen", frozen, raising=False)
        command, arguments = job_command("export-job")
        assert command == f"/programs/{program}"
        assert arguments[-1] == "export-job"
        assert ("-m" in arguments) is not frozen
