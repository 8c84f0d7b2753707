"""Giving a file its name, also where another program holds it for a moment, as on Windows."""

import time
from pathlib import Path

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  #: seconds between tries: a virus scanner lets go within these
_HELD = {5, 32, 33}  #: how Windows refuses what another program has open


def give_name(part: Path, name: Path) -> None:
    """Move a file to its name on the same disk, in place of what is there. Raises OSError."""
    for wait in _WAITS:
        try:
            part.replace(name)
        except PermissionError as problem:
            if getattr(problem, "winerror", None) not in _HELD:
                raise
            time.sleep(wait)
        else:
            return
    part.replace(name)
