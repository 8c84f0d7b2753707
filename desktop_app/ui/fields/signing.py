"""Editors of statements to tick and blocks to sign, each beside the text it stands for."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.app.acts import NotAllowed, sign, tick, withdraw
from desktop_app.app.answers import day_of
from desktop_app.app.confirming import claimed_day, claimed_words
from desktop_app.app.declarations import passage_of
from desktop_app.app.progress import StepState
from desktop_app.app.session import Session
from desktop_app.domain.fields import SignatureField, TickField
from desktop_app.domain.reading import date_words
from desktop_app.domain.richtext import Table, block_text, plain
from desktop_app.domain.signoff import SignOff, Standing, vouched
from desktop_app.ui.asked_lines import asked_lines
from desktop_app.ui.differing import to_be_read
from desktop_app.ui.faults import say_fault
from desktop_app.ui.marks import Mark
from desktop_app.ui.parts import button, card, clear, column, holder, row, words
from desktop_app.ui.second_click import shield
from desktop_app.ui.who import Who

MARKS = {
    Standing.STANDS: StepState.COMPLETE,
    Standing.STALE: StepState.ATTENTION,
    Standing.CLAIMED: StepState.ATTENTION,
}
_LONGEST = 600  #: code points of a vouched text shown beside its statement


def given_words(given: SignOff, *, signed: bool) -> str:
    """Return how it stands with a tick or signature, in words."""
    event = given.event
    if event is None:
        return "Not signed yet" if signed else "Not ticked yet"
    who = ", ".join(word for word in (event.who, event.role) if word) or "someone not named"
    day = event.choice if signed and event.choice else event.at[:10]
    read = day_of(day)
    when = read if isinstance(read, str) else date_words(read)
    match given.standing:
        case Standing.CLAIMED:
            done = "signed" if signed else "ticked"
            said = claimed_words(event)
            source = f"Claimed by {who}: {said}" if said else f"The imported paper says: {who}"
            since = " The text has changed since it was sent out." if given.outdated else ""
            return f"{source}. It counts only once it is {done} here.{since}"
        case Standing.STALE:
            return f"{'Signed' if signed else 'Ticked'} by {who}, {when}, for the text as it was then"
        case _:
            return f"{'Signed' if signed else 'Ticked'} by {who}, {when}"


def status_line(given: SignOff, told: str) -> QWidget:
    """Return how it stands with a mark before it; what is open has none, for a ring looks like a tick box."""
    said = words(told, "soft")
    status = row(*([] if given.standing is Standing.OPEN else [Mark(MARKS[given.standing])]), said, space=12)
    status.setStretchFactor(said, 1)
    return holder(status)


def alternatives(item: TickField | SignatureField) -> tuple[QComboBox, QLineEdit]:
    """Return the choice of how a statement is answered, and the line for a reason where one is needed."""
    choice, reason = QComboBox(), QLineEdit()
    label = item.label.rstrip(": ")
    choice.setAccessibleName(f"{label}: answer")
    choice.setAccessibleDescription(f"How the statement holds: {label}")  # all that Linux tells
    reason.setAccessibleName(f"{label}: reason")
    reason.setPlaceholderText("Reason")
    choice.addItem("As stated", "")
    for other in item.alternatives if isinstance(item, TickField) else ():
        choice.addItem(other.label, other.key)
    reason.setVisible(False)
    choice.currentIndexChanged.connect(lambda index: reason.setVisible(index > 0))
    return choice, reason


class SignOffCard(QWidget):
    """A statement or signature on a card: how it stands, what can be done, and the text it vouches for."""

    def __init__(
        self, session: Session, item: TickField | SignatureField, who: Who, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(item.key)
        self._session, self._item, self._who = session, item, who
        self._frame: QVBoxLayout = column(space=0)
        self._last: QPushButton | None = None  #: what can be done with the card now
        self.setLayout(self._frame)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands now."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        clear(self._frame)
        given = self._session.sign_off(self._item.key)
        left = column(*self._statement(), self._status(given), *self._acts(given), None, space=8)
        both = row(space=8)  # so that both have room in the narrowest window
        both.addLayout(left, 1)
        both.addWidget(self._beside(given), 1)
        self._frame.addWidget(card("card", both))
        if held and self._last is not None:  # who works by keyboard stays where they were
            self._last.setFocus()

    def _statement(self) -> list[QWidget]:
        item = self._item
        if isinstance(item, SignatureField):
            return [words(item.label or item.post, "strong")]
        return [words(item.label, "strong"), *(words(plain(runs)) for runs in item.statements)]

    def _status(self, given: SignOff) -> QWidget:
        signed = isinstance(self._item, SignatureField)
        told = given_words(given, signed=signed)
        if isinstance(self._item, TickField) and given.event is not None and given.event.choice:
            labels = {other.key: other.label for other in self._item.alternatives}
            chosen = labels.get(given.event.choice, given.event.choice)
            told += f" – {chosen}: {given.event.note}"
        return status_line(given, told)

    def _acts(self, given: SignOff) -> list[QWidget]:
        if self._session.read_only:
            return []
        if given.standing is Standing.STANDS:
            name = f"Withdraw: {self._item.label}"
            self._last = button("Withdraw", lambda: withdraw(self._session, self._item.key), name=name)
            self.setFocusProxy(self._last)
            return [self._last]
        return self._form(given)

    def _form(self, given: SignOff) -> list[QWidget]:
        item, signed = self._item, isinstance(self._item, SignatureField)
        name, role = QLineEdit(self._who.name), QLineEdit(self._who.role)
        if isinstance(item, SignatureField) and item.post:
            role.setText(item.post)
            role.setCursorPosition(0)  # a long one is read from its beginning
        name.setAccessibleName(f"{item.label}: your name")
        role.setAccessibleName(f"{item.label}: your role")
        told = given.event if given.standing is Standing.CLAIMED and signed else None
        if told is not None:
            name.setText(told.who)
        filled_in = claimed_day(told) if told is not None else None
        day = QLineEdit(date_words(filled_in or self._session.today))
        day.setAccessibleName(f"{item.label}: date of signature")
        choice, reason = alternatives(item)
        fault = words("", "err")
        fault.hide()

        def give() -> None:
            shield(self.parentWidget() or self)  # the card gets shorter, and the next comes under the pointer
            self._give(name.text(), role.text(), day.text(), choice, reason.text(), fault.setText)
            say_fault(fault, fault.text())
            if fault.text() and not name.text().strip():
                name.setFocus()

        text = "Record signature" if signed else (
            "Tick again" if given.standing is Standing.STALE else "Tick"
        )  # fmt: skip
        act = self._last = button(text, give, "accent", f"{text}: {item.label}")
        self.setFocusProxy(act if name.text() else name)
        lines = [("Name", name), ("Role", role), *([("Date", day)] if signed else [])]
        pieces: list[QWidget] = [asked_lines(*lines)]
        pieces += [choice, reason] if choice.count() > 1 else []
        return [*pieces, fault, holder(row(act, None))]

    def _give(
        self, name: str, role: str, day: str, choice: QComboBox, reason: str, tell: Callable[[str], None]
    ) -> None:
        key = self._item.key
        try:
            if isinstance(self._item, SignatureField):
                read = day_of(day)
                if isinstance(read, str):
                    tell(f"“{day}” could not be read as a date. Write it as 30 June 2019.")
                    return
                sign(self._session, key, name, role, read)
            else:
                chosen = str(choice.currentData() or "")
                if name.strip():  # first, for the other cards offer it when they are shown anew
                    self._who.remember(name, role)
                tick(self._session, key, name, role, choice=chosen, reason=reason)
        except NotAllowed as problem:
            tell(str(problem))

    def _beside(self, given: SignOff) -> QWidget:
        session, item = self._session, self._item
        form = session.form_of(item.key)
        if not item.vouches_for:
            return card("tip", words("Stands for the whole of this document.", "soft"), None)
        lines: list[QWidget] = []
        for key in vouched(form, item):
            section = form.section_of(key)
            number = session.numbers(form.document).headings.get(section.key, "")
            stale = " · changed since it was ticked" if given.standing is Standing.STALE else ""
            lines.append(words(f"{number} {section.label}{stale}".strip(), "small"))
            lines.append(_excerpt(session, key))
        return card("warning" if given.standing is Standing.STALE else "tip", *lines, None)


def _excerpt(session: Session, key: str) -> QWidget:
    """Return the beginning of a text to be read, its tables as tables."""
    passage = passage_of(session, session.form_of(key), key)
    if passage is None or not passage.pieces:
        return words("Nothing has been written here yet.")
    shown: list[str | Table] = []
    left = _LONGEST
    for piece in passage.pieces:
        if left <= 0:
            shown.append("…")
            break
        cut = isinstance(piece, str) and len(piece) > left
        shown.append(piece[:left].rsplit(" ", 1)[0] + " …" if isinstance(piece, str) and cut else piece)
        left = 0 if cut else left - (len(piece) if isinstance(piece, str) else len(block_text(piece)))
    return to_be_read(shown)
