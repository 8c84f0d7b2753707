"""What the first page is made and painted with in place of the values that Qt has names for.

The first that is named in Python makes all of Qt's namespace come to be: 93 enumerations, 16 ms of the start.
So modules of the first page say `QtCore.Qt` only in what runs later, and use this until it is painted.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QBrush, QColor, QPen

DISPLAY, TOOL_TIP, ACCESSIBLE_TEXT = 0, 3, 11  #: Qt.ItemDataRole
V_CENTER = 0x80  #: Qt.AlignmentFlag


def put(made: QObject, **values: str) -> None:
    """Set properties to values by Qt's names for them, as a file of a form does: `textFormat="PlainText"`.

    Raises ValueError where Qt knows no such property or value.
    """
    for name, value in values.items():
        if not made.setProperty(name, value):
            raise ValueError(f"{name} cannot be {value}")


def pen(colour: str, width: float = 1) -> QPen:
    """Return a pen to stroke a path with. width: in px."""
    made = QPen()
    made.setColor(QColor(colour))
    made.setWidthF(width)
    return made


def brush(colour: str) -> QBrush:
    """Return a brush to fill a path with."""
    return pen(colour).brush()
