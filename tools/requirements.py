"""Print what pyproject.toml asks for, one requirement a line, for `pip install -r`.

Usage: python tools/requirements.py [EXTRA,EXTRA...]
The program itself is not installed in a checkout: it runs from where it stands.
"""

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def requirements(extras: list[str]) -> list[str]:
    """Return the requirements of the program and of these extras. Raises KeyError for an unknown extra."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    return [*project["dependencies"], *(line for extra in extras for line in optional[extra])]


if __name__ == "__main__":
    asked = sys.argv[1].split(",") if len(sys.argv) > 1 else []
    print("\n".join(requirements([extra for extra in asked if extra])))
