"""The right pane: what is known about the section one is in, one thing at a time, each under a tab."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from .editor.flow import FlowLayout
from .fitting import Tab
from .parts import column, holder


class SidePane(QWidget):
    """Pages under tabs by name. `turned` tells the name of the page that was turned to."""

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = QStackedWidget()
        self._tabs = QButtonGroup(self)
        self._row = FlowLayout(gap=0, even=True)
        self._row.setContentsMargins(12, 14, 0, 8)  # the words of the first right above what is below
        self._names: list[str] = []
        self.setLayout(column(holder(self._row), self._pages, space=0))

    def add(self, name: str, page: QWidget) -> None:
        """Put a page under a tab of its own."""
        tab = Tab(name)
        tab.setChecked(not self._names)
        tab.clicked.connect(lambda: self.turn_to(name))
        self._tabs.addButton(tab, len(self._names))
        self._row.addWidget(tab)
        self._names.append(name)
        self._pages.addWidget(page)

    def label(self, name: str, count: int) -> None:
        """Show a count beside a tab's name, none for nought."""
        tab = self._tabs.button(self._names.index(name))
        tab.setText(f"{name} {count}" if count else name)

    def come_after(self, before: QWidget) -> None:
        """Let Tab go from a control on to the tabs, and from there to what they show."""
        for tab in self._tabs.buttons():
            QWidget.setTabOrder(before, tab)
            before = tab

    def turn_to(self, name: str) -> None:
        """Show the page under a tab."""
        place = self._names.index(name)
        self._tabs.button(place).setChecked(True)
        self.setFocusProxy(self._tabs.button(place))
        self._pages.setCurrentIndex(place)
        self.turned.emit(name)

    @property
    def shown(self) -> str:
        """The name of the page shown."""
        return self._names[self._pages.currentIndex()]
