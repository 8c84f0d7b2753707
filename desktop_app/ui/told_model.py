"""A list of values, each told in a line of words: what a box to choose from offers."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
Value = TypeVar("Value")
_ROOT = QModelIndex()
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class ToldModel(QAbstractListModel, Generic[Value]):
    """The values offered; a delegate finds each under `Qt.UserRole`, a screen reader is told its words.

    told: gives the words of a value.
    """

    def __init__(self, told: Callable[[Value], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = told
        self.values: Sequence[Value] = ()

    def offer(self, values: Sequence[Value]) -> None:
        """Offer other values."""
        self.beginResetModel()
        self.values = values
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of values."""
        return 0 if parent.isValid() else len(self.values)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a value, or the value itself."""
        if not index.isValid():
            return None
        value = self.values[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return value
        return self._told(value) if role in _WORDS else None
