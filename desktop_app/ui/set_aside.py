"""Setting a finding aside from its card: the row that asks for name and reason, and what is set aside."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.app.acts import NotAllowed
from desktop_app.app.aside import set_aside, take_up
from desktop_app.app.session import Session
from desktop_app.checks.finding import Finding

from .asked_lines import asked_lines
from .faults import say_fault
from .parts import button, card, clear, column, holder, in_order, links, row, words
from .who import Who

_NAME = " name"  #: after a finding's mark: the name typed and not given yet


class SetAside(QWidget):
    """Below a finding: a row asking who and why, which `offer` opens, and which puts it on record."""

    def __init__(self, finding: Finding, session: Session, who: Who, drafts: dict[str, str]) -> None:
        """Show the offer. drafts: what is typed and not given yet, by mark; they outlive this widget."""
        super().__init__()
        self._finding, self._session, self._who, self._drafts = finding, session, who, drafts
        self._body: QVBoxLayout = column(space=6)
        self.setLayout(self._body)
        self.offer = button("Set aside …", self._open, "link", f"Set aside: {finding.title}")
        if finding.mark in drafts:
            self.offer.hide()
            self._lay_out_row()
        else:
            self.hide()

    def _open(self) -> None:
        self._drafts[self._finding.mark] = ""
        self.offer.hide()
        wanted = self._lay_out_row()
        self.show()
        wanted.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it open with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.offer.isHidden():
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self._forget()
        self.offer.show()
        self.offer.setFocus()
        self.hide()
        clear(self._body)

    def _lay_out_row(self) -> QLineEdit:
        """Show the row; return the line that is to be written on first."""
        clear(self._body)
        mark, title = self._finding.mark, self._finding.title
        name = QLineEdit(self._drafts.get(mark + _NAME, self._who.name))
        reason = QLineEdit(self._drafts.get(mark, ""))
        name.setAccessibleName(f"Your name: {title}")
        reason.setAccessibleName(f"Reason for setting aside: {title}")
        reason.textChanged.connect(lambda text: self._drafts.update({mark: text}))
        name.textChanged.connect(lambda text: self._drafts.update({mark + _NAME: text}))
        fault = words("", "err")
        fault.hide()

        def give() -> None:
            try:
                self._give(name.text(), reason.text())
            except NotAllowed as refusal:
                say_fault(fault, str(refusal))
                wanting().setFocus()

        def wanting() -> QLineEdit:
            return reason if name.text().strip() else name

        name.returnPressed.connect(lambda: give() if reason.text().strip() else wanting().setFocus())
        reason.returnPressed.connect(give)
        acts = row(
            button("Set aside", give, name=f"Set aside now: {title}"),
            button("Cancel", self._close, "link", f"Leave it open: {title}"),
            None,
        )
        self._body.addWidget(
            holder(column(asked_lines(("Name", name), ("Reason", reason)), fault, acts, space=6))
        )
        if (around := self.parentWidget()) is not None:
            in_order(around)
        return wanting()

    def _give(self, name: str, reason: str) -> None:
        set_aside(self._session, self._finding, name, reason)
        self._forget()
        self._who.remember(name.strip(), self._who.role)

    def _forget(self) -> None:
        for key in (self._finding.mark, self._finding.mark + _NAME):
            self._drafts.pop(key, None)


def aside_cards(
    findings: tuple[Finding, ...], session: Session, who: Who, reasons: Callable[[Finding], str]
) -> list[QWidget]:
    """Return what lists the findings set aside, each to be taken up again; nothing where there are none."""
    if not findings:
        return []
    made: list[QWidget] = [words(f"Set aside: {len(findings)}", "soft")]
    for finding in findings:
        pieces: list[QWidget | QLayout] = [words(finding.title, "strong"), words(finding.here, "small")]
        pieces += [words(f"Why: {reason}", "small")] if (reason := reasons(finding)) else []
        if not session.read_only:
            pieces.append(links(_take_up(finding, session, who)))
        made.append(card("card", *pieces, space=4))
    return made


def _take_up(finding: Finding, session: Session, who: Who) -> QPushButton:
    name = f"Take up again: {finding.title}"
    return button("Take up again", lambda: take_up(session, finding, who.name), "link", name)
