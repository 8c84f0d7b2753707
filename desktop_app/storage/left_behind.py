"""What a program that died has left in a library: copies of papers that were open for reading."""

from pathlib import Path

from .schema import READING


def clear_away(library: Path) -> None:
    """Take them away from the folder of a library that no other program has open."""
    left = library / READING
    if left.exists():
        import shutil  # late: few starts find any

        shutil.rmtree(left, ignore_errors=True)
