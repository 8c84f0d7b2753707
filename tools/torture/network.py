"""The network: the tests of the window and the commands run under strace, which sees every socket opened.

Sockets within the machine, as those to the screen, are no matter; one of the internet's kind is a fault.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .material import ROOT
from .suite import Outcome

_CALLS = "socket,connect,bind,sendto,sendmsg"
_INTERNET = re.compile(r"\b(?:AF|PF)_INET6?\b")
_PASSED = re.compile(r"(\d+) passed")
OPENS_ONE = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"


@dataclass(frozen=True, slots=True)
class Traced:
    """What a program did: its exit code, what it said, and the calls that had to do with the internet."""

    code: int
    said: str
    calls: tuple[str, ...]


def run(count: int) -> Outcome:
    """Run so many files of the window's tests, and the commands. Control: a program that opens a socket."""
    found = Outcome("network")
    if shutil.which("strace") is None:
        found.wrong.append("strace is not installed, so nobody can say what was opened")
        return found
    files = sorted((ROOT / "tests" / "ui").rglob("test_*.py"))[:count]
    tests = traced("-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, files))
    passed = _PASSED.search(tests.said)
    found.tried = int(passed[1]) if passed else 0
    if tests.code or not found.tried:
        last = tests.said.strip().splitlines()[-1:] or ["they said nothing"]
        found.wrong.append(f"the tests of the window did not all pass, so they show nothing: {last[0]}")
    with tempfile.TemporaryDirectory() as name:
        library = ("-m", "desktop_app", "--library", str(Path(name, "library")))
        command = traced(*library, "demo", "--out", str(Path(name, "out")))
        if command.code or not any(Path(name, "out").iterdir()):
            found.wrong.append(f"the command made no files, so it shows nothing: {command.said[-200:]}")
    found.wrong += [*tests.calls, *command.calls]
    found.control = bool(traced("-c", OPENS_ONE).calls)
    found.told = f"tests of {len(files)} files, and the command that makes the sample paper’s files"
    return found


def traced(*words: str) -> Traced:
    """Run Python with these words under strace, on a screen that is not there."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "calls")
        # The system's own filter lets all other calls pass at full speed.
        watch = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", f"trace={_CALLS}", "-o", str(log)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [*watch, sys.executable, *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    calls = tuple(line for line in lines if _INTERNET.search(line))
    return Traced(done.returncode, done.stdout + done.stderr, calls)
