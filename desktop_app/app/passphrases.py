"""The words that a file handed over opens with, for commands: asked for, or read from a file.

They are never taken from the command line, which a list of processes and the history of a shell show.
"""

import sys
from getpass import getpass
from pathlib import Path

from desktop_app.storage.sealing import PackRefused

STANDARD_INPUT = Path("-")
_NOBODY = (
    "The words of the file cannot be asked for: there is no terminal. Give them in a file, or through a "
    "pipe, of which the first line counts: --passphrase-file FILE, or --passphrase-file - for the pipe."
)


def new_words(file: Path | None) -> str:
    """Return the words that a file is to open with: from a file, or asked for twice. Raises PackRefused."""
    if file is not None:
        return _read(file)
    words = _asked("Words that the file is to open with: ")
    if _asked("The same words again: ") != words:
        raise PackRefused("The words were not the same both times. No file was made.")
    return words


def known_words(file: Path | None) -> str:
    """Return the words that came with a file: from a file, or asked for. Raises PackRefused."""
    return _read(file) if file is not None else _asked("Words that were sent for the file: ")


def _asked(prompt: str) -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise PackRefused(_NOBODY)
    try:
        return _some(getpass(prompt))
    except (EOFError, KeyboardInterrupt):  # Ctrl+D, Ctrl+C
        print(file=sys.stderr)
        return _some("")


def _read(file: Path) -> str:
    try:
        if file == STANDARD_INPUT:
            return _some(sys.stdin.readline())
        with file.open(encoding="utf-8-sig") as lines:
            return _some(lines.readline())
    except UnicodeDecodeError as problem:
        raise PackRefused(f"{file} is no text. Write the words into its first line.") from problem


def _some(words: str) -> str:
    """Return words without what is around them. Raises PackRefused where there are none."""
    if not words.strip():
        raise PackRefused("No words were given that the file opens with. Nothing was done.")
    return words.strip()
