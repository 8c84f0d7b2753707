"""The way in: `engross` opens the window, `engross COMMAND` carries out a command without one."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the window or carry out a command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Imported here: the window needs no argparse before its first painting, a command needs no Qt.
    from desktop_app import cli

    asked = cli.parser().parse_args(given)
    if asked.command and not getattr(asked, "window", False):
        return cli.run(given)
    from desktop_app.ui import start

    return start.run(asked.library, sample=bool(asked.command))


if __name__ == "__main__":
    sys.exit(main())
