"""How the window starts another process of this program."""

import sys
from pathlib import Path

#: On Windows a program that opens a window alone, by the one beside it that has streams to work through.
_WITH_STREAMS = {"pythonw.exe": "python.exe", "engross-window.exe": "engross.exe"}


def job_command(job: str) -> tuple[str, list[str]]:
    """Return this same program with the arguments by which it carries out a job in a process of its own."""
    running = Path(sys.executable)
    program = str(running.with_name(_WITH_STREAMS.get(running.name.lower(), running.name)))
    if getattr(sys, "frozen", False):
        return program, [job]
    return program, ["-m", "desktop_app", job]
