"""The row above the list of papers that says how many there are in which state, and lists those of one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop_app.domain.state import State

from .editor.flow import Flow
from .fitting import Tab

ARCHIVED = "archived"
_LABELS = {"": "All", **{state.value: state.label for state in State}, ARCHIVED: "Archived"}


class Filters(QWidget):
    """A button for each state that a paper is in, between those for all and for those put away.

    chosen: papers in a state are to be listed: the value of a State, "" for all, or ARCHIVED.
    """

    chosen = Signal(str)

    def __init__(self, after: QWidget) -> None:
        """Make room for them. after: the control that Tab comes from."""
        super().__init__()
        self._after = after
        self.setAccessibleName("Papers listed")
        self._group = QButtonGroup(self)
        self._row = Flow(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._made: dict[str, Tab] = {}  #: the buttons that there was need of so far, by state

    def tell(self, held: dict[str, int], chosen: str) -> None:
        """Say how many papers there are in each state. chosen: the one whose papers are listed."""
        counts = {"": sum(held.values()), **held}
        for key, label in _LABELS.items():
            shown = key in counts or key in (ARCHIVED, chosen)
            if shown and key not in self._made:
                self._make(key)
            if key in self._made:
                made, count = self._made[key], counts.get(key, 0)
                made.setVisible(shown)
                made.setText(label if key == ARCHIVED else f"{label} {count:,}")
                made.setAccessibleName(f"{made.text()} paper{'' if made.text().endswith(' 1') else 's'}")

    def _make(self, key: str) -> None:
        made = Tab()
        made.setChecked(not key)
        made.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(made)
        before = [other for other in list(_LABELS)[: list(_LABELS).index(key)] if other in self._made]
        self._row.insert(len(before), made)
        self.setTabOrder(self._made[before[-1]] if before else self._after, made)
        self._made[key] = made
        for other in _LABELS:  # among the children of this too, which is the order that it is read in
            if other in self._made:
                self._made[other].raise_()
