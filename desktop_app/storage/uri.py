"""A file's name in the form by which SQLite is told how to open it."""

import os
from pathlib import Path
from urllib.parse import quote


def uri_of(path: Path, how: str) -> str:
    """Return the URI of a file. how: SQLite's own words for it, as "mode=ro"."""
    # Not Path.as_uri: it makes the server of a Windows share the URI's host, which SQLite refuses.
    name = path.absolute().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?{how}"
