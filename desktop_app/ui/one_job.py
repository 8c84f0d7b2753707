"""A job done by another process of this program, whose last line of JSON is its answer."""

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess

from .job_command import job_command

Answer = dict[str, object]


class OneJob(QObject):
    """Runs one job at a time and hands its answer on; where there is none, {"failed": a sentence}."""

    def __init__(self, what: str, answered: Callable[[Answer], None], parent: QObject) -> None:
        super().__init__(parent)
        self._what = what
        self._answered = answered
        self._process: QProcess | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is being done."""
        return self._process is not None

    def start(self, job: bytes) -> None:
        """Start a job. One that is still being done is waited for: nothing is started then."""
        if self._process is not None:
            return
        process = self._process = QProcess(self)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broken)
        program, arguments = job_command("export-job")
        process.start(program, arguments)
        process.write(job)
        process.closeWriteChannel()

    def _broken(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            process, self._process = self._process, None
            if process is not None:
                process.deleteLater()
            self._answered(
                {"failed": f"{self._what} could not be started: the program was not found on disk."}
            )

    def _finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        lines = bytes(process.readAllStandardOutput().data()).splitlines()
        process.deleteLater()
        self._answered(
            _answer_in(lines) or {"failed": f"{self._what} stopped before it was done. Try it again."}
        )


def _answer_in(lines: list[bytes]) -> Answer | None:
    """Return the last line, None where the process ended within it, or before it."""
    try:
        return json.loads(lines[-1])
    except (IndexError, ValueError):
        return None
