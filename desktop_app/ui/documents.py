"""The user's folder of documents: where files go unless somebody names another place."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths


def documents() -> str:
    """Return the folder as its system writes it."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return QDir.toNativeSeparators(place)


def place_of(typed: str) -> Path:
    """Return the place that somebody typed; a mere name is one among the documents."""
    return Path(documents()) / Path(typed).expanduser()
