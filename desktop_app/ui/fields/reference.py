"""The editor of a paper's reference: what is typed in small letters stands as the form writes it."""

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.fields import ReferenceField

from .simple import LineEditor


class ReferenceEditor(LineEditor):
    """A line for a reference, put into capitals where the form has them, once it has been typed."""

    def __init__(self, item: ReferenceField, parent: QWidget | None = None) -> None:
        super().__init__(item, parent)
        self._written = item.as_written
        for line in self.findChildren(QLineEdit):
            line.editingFinished.connect(lambda line=line: self._rewrite(line))

    def _rewrite(self, line: QLineEdit) -> None:
        words = self._written(line.text())
        if words != line.text():
            line.setText(words)
            self.edited.emit()
