"""The way in: `engross` opens the window, `engross COMMAND` carries out a command without one."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app import paths


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window or carry out a command; return the exit code."""
    os.umask(0o077)  # whatever is made, by a library too, is readable by its user alone
    given = list(sys.argv[1:] if arguments is None else arguments)
    match given:  # by hand, since reading it like a command takes 3 ms of the window's start
        case []:
            return _window(None)
        case ["--library", folder] if not folder.startswith("-"):
            return _window(folder)
        case [word] if word.startswith("--library="):
            return _window(word.partition("=")[2])
        case _:
            return _command(given)


def _command(given: list[str]) -> int:
    # The window does without these two.
    from desktop_app.asking import parser
    from desktop_app.console import take_every_sign

    take_every_sign()
    asked = parser().parse_args(given)  # which answers --help and --version itself, and what nobody can ask
    if getattr(asked, "json", False):
        take_every_sign(as_json=True)
    # Nothing that is loaded is given up again: looking for that takes a tenth of the time to load.
    gc.disable()
    # Imported here, since the commands load what the window needs only after it is painted: 200 ms.
    from desktop_app import cli
    from desktop_app.app.shell import SAMPLE

    gc.enable()
    if asked.command == "demo" and asked.window:
        return _window(asked.library, paths.resources_dir() / SAMPLE)
    return cli.carry_out(asked)


def _window(library: str | None, sample: Path | None = None) -> int:
    # Nothing of what is loaded for the window is given up again: looking for that takes 8 ms of its start.
    gc.disable()
    # Imported here, since Qt takes 150 ms to load and no command needs it.
    from desktop_app.ui import start

    folder = paths.library_dir(library, os.environ)
    return start.run(folder, paths.forms_dir(), paths.resources_dir(), sample)


if __name__ == "__main__":
    sys.exit(main())
