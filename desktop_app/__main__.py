"""The way in: `engross` opens the window, `engross COMMAND` carries out a command without one."""

import os
import sys
from collections.abc import Sequence

from desktop_app import cli, paths
from desktop_app.app.shell import SAMPLE


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window or carry out a command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = cli.parser().parse_args(given)
    demo = asked.command == "demo"
    if asked.command and not (demo and asked.window):
        return cli.run(given)
    # Imported here, since Qt takes 150 ms to load and no command needs it.
    from desktop_app.ui import start

    resources = paths.resources_dir()
    sample = resources / SAMPLE if demo else None
    return start.run(paths.library_dir(asked.library, os.environ), paths.forms_dir(), resources, sample)


if __name__ == "__main__":
    sys.exit(main())
