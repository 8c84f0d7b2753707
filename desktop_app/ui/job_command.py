"""How the window starts another process of this program."""

import sys


def job_command() -> tuple[str, list[str]]:
    """Return the command that carries out a job in a process of its own: this same program."""
    if getattr(sys, "frozen", False):
        return sys.executable, ["export-job"]
    return sys.executable, ["-m", "desktop_app", "export-job"]
