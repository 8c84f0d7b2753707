"""The commands carried out: everything the library can do without a window. Imports no Qt."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from desktop_app import paths
from desktop_app.app.acts import NotReady
from desktop_app.app.desk import CannotRead, Desk
from desktop_app.app.exporting import NotExportable
from desktop_app.app.job import run_job
from desktop_app.app.preview import PreviewJob
from desktop_app.app.session import ReadOnly
from desktop_app.app.shell import Shell
from desktop_app.intake.text import NotAPaper
from desktop_app.storage.errors import StorageError
from desktop_app.storage.forms import FormError, UnknownTemplate, load_catalogue
from desktop_app.storage.library import Library

from .asking import parser

#: Exit codes beside 0, all well: 1 the paper has errors; 2 the command could not be carried out.
HAS_ERRORS, FAILED = 1, 2

_REFUSALS = (
    *(CannotRead, FormError, NotAPaper, NotExportable),
    *(ReadOnly, StorageError, UnknownTemplate, OSError),
)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return the exit code, as `carry_out` does."""
    return carry_out(parser().parse_args(arguments))


def carry_out(asked: argparse.Namespace) -> int:
    """Carry out what is asked and return the exit code. Refusals go to standard error as one sentence."""
    try:
        return _run(asked)
    except BrokenPipeError:  # who read it has read enough, as in `engross rules | head`
        assert sys.stdout is not None
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except NotReady as problem:
        print(problem, file=sys.stderr)
        for finding in problem.findings:
            print(f"  {finding.title}: {finding.message}", file=sys.stderr)
        return HAS_ERRORS
    except _REFUSALS as problem:
        print(_sentence(problem), file=sys.stderr)
        return FAILED


def _sentence(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}."
    return str(problem)


def _run(asked: argparse.Namespace) -> int:
    catalogue = load_catalogue(paths.forms_dir())
    if asked.command == "export-job":
        return run_job(sys.stdin.buffer.read(), catalogue.template, paths.resources_dir(), _tell)
    if asked.command == "preview-job":
        return PreviewJob(catalogue.template, paths.resources_dir(), _answer).run(sys.stdin.buffer)
    library = Library(paths.library_dir(asked.library, os.environ))
    try:
        code = Shell(Desk(catalogue, library), paths.resources_dir(), print, _warn).run(asked)
        if sys.stdout is not None:  # a windowed program on Windows has none
            sys.stdout.flush()
        return code
    finally:
        library.close()


def _warn(line: str) -> None:
    print(line, file=sys.stderr)


def _tell(line: str) -> None:
    print(json.dumps(json.loads(line)), flush=True)


def _answer(told: dict[str, Any], data: bytes) -> None:
    left = memoryview(json.dumps(told).encode() + b"\n" + data)
    while left:  # where Python does not buffer, a pipe takes only as much as it has room for
        left = left[sys.stdout.buffer.write(left) :]
    sys.stdout.buffer.flush()
