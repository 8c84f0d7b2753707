"""The manager's page: every statement beside the text it vouches for, to be ticked one after the other."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QPushButton, QWidget

from desktop_app.app.acts import NotAllowed, tick, withdraw
from desktop_app.app.declarations import Declaration, Passage, asked, declarations
from desktop_app.app.session import Session
from desktop_app.domain.signoff import Standing

from .aside import Aside
from .differing import LEGEND, difference, to_be_read
from .faults import announce, say, say_fault
from .fields.signing import alternatives, given_words, status_line
from .parts import button, card, clear, column, holder, keep_room, measure, row, words
from .second_click import shield
from .who import Who

_FOLDED = 350  #: words of a passage from which on it is shown only on request, and its first lines till then
_FIRST_LINES = 6


class DeclarationsPage(Aside):
    """Stale statements on top with what changed since, then the open ones, then those that stand.

    Each stays where it is as long as the page is shown, or what is next would come under the pointer.
    """

    def __init__(self, session: Session, who: Who) -> None:
        self._print = button("Print …", self._to_printer)
        super().__init__("Declarations", "", self._print, widest=1280)
        self._session, self._who = session, who
        self._name, self._role = QLineEdit(who.name), QLineEdit(who.role)
        for line, name in ((self._name, "Your name"), (self._role, "Your role")):
            line.setAccessibleName(name)
            line.setMaximumWidth(measure(280))
        self._order: list[str] = []  #: keys of the statements, from the top
        self._fault = words("", "err")
        keep_room(self._fault)
        self._fault.hide()
        self._name.textChanged.connect(self._fault.hide)
        me = row(words("Your name", wrap=False), self._name, words("Role", wrap=False), self._role, None)
        self._list = column(space=16)
        self.body.addWidget(holder(me))
        self.body.addWidget(self._fault)
        self._cards = holder(self._list)
        self.body.addWidget(self._cards)
        if session.read_only:
            self._name.parentWidget().hide()  # pyright: ignore[reportOptionalMemberAccess]
            keep_room(self._fault, kept=False)
        self.refresh()
        if not session.read_only and not who.name.strip() and asked(declarations(session)):
            self.setFocusProxy(self._name)  # which is asked first

    def refresh(self) -> None:
        """Show how it stands now."""
        super().refresh()
        clear(self._list)
        found = declarations(self._session)
        left = asked(found)
        self.told.setText(_told(left, len(found)))
        self._order += [d.item.key for d in found if d.item.key not in self._order]
        for declaration in sorted(found, key=lambda d: self._order.index(d.item.key)):
            self._list.addWidget(self._card(declaration))

    def _card(self, declaration: Declaration) -> QWidget:
        stale = declaration.given.standing is Standing.STALE
        left = column(*self._statement(declaration), *self._acts(declaration), None, space=8)
        right = column(*self._text(declaration), None, space=8)
        beside = card("warning" if stale else "tip", right)
        both = row(space=24)
        if self.fontMetrics().height() > 26:  # so large a type has no room for two columns
            both.setDirection(QBoxLayout.Direction.TopToBottom)
        both.addLayout(left, 2)
        both.addWidget(beside, 3)
        made = card("card", both)
        made.setAccessibleName(declaration.item.label.rstrip(": "))
        return made

    def _statement(self, declaration: Declaration) -> list[QWidget]:
        item, given = declaration.item, declaration.given
        told = given_words(given, signed=False)
        if given.event is not None and given.event.choice:
            labels = {other.key: other.label for other in item.alternatives}
            chosen = labels.get(given.event.choice, given.event.choice)
            told += f" – {chosen}: {given.event.note}"
        statements = [words(text) for text in declaration.statements]
        return [words(item.label.rstrip(": "), "strong"), *statements, status_line(given, told)]

    def _acts(self, declaration: Declaration) -> list[QWidget]:
        item = declaration.item
        if self._session.read_only:
            return []
        if declaration.given.standing is Standing.STANDS:
            return [
                holder(row(button("Withdraw", lambda: self._withdraw(item.key), "link",
                                  f"Withdraw: {item.label.rstrip(': ')}"), None))
            ]  # fmt: skip
        choice, reason = alternatives(item)
        text = "Tick again" if declaration.given.standing is Standing.STALE else "Tick"

        fault = words("", "err")
        keep_room(fault)
        fault.hide()
        for changed in (choice.currentIndexChanged, reason.textChanged):
            changed.connect(fault.hide)

        def give() -> None:
            told = self._give(item.key, str(choice.currentData() or ""), reason.text())
            say_fault(fault, told)
            if told and reason.isVisible():
                reason.setFocus()

        act = row(button(text, give, "accent", f"{text}: {item.label.rstrip(': ')}"), fault, space=12)
        act.setStretch(1, 1)
        return [*([choice, reason] if choice.count() > 1 else []), holder(act)]

    def _give(self, key: str, choice: str, reason: str) -> str:
        """Tick a statement; return why it cannot be, "" where it is or the fault is that of the name."""
        name, role = self._name.text(), self._role.text()
        try:
            tick(self._session, key, name, role, choice=choice, reason=reason)
        except NotAllowed as problem:
            if name.strip():
                return str(problem)
            say_fault(self._fault, str(problem))
            self.area.ensureWidgetVisible(self._fault)
            self._name.setFocus()
            return ""
        self._fault.hide()
        self._who.remember(name.strip(), role.strip())
        self._settle(key)
        return ""

    def _withdraw(self, key: str) -> None:
        withdraw(self._session, key)
        self._settle(key)

    def _settle(self, key: str) -> None:
        shield(self._cards)
        held = QApplication.focusWidget()
        if held is not None and self._cards.isAncestorOf(held):
            held.clearFocus()  # or, as cards go, it would wander on from one to the next
        self.refresh()
        done = next(found for found in declarations(self._session) if found.item.key == key)
        told = given_words(done.given, signed=False)
        say(self.told, f"{done.item.label.rstrip(': ')}: {told}. {self.told.text()}")
        QTimer.singleShot(0, self, lambda: self._go_on(key))  # by then what was laid out is in sight

    def _go_on(self, key: str) -> None:
        """Go to what ticks the next statement still open, from the top after the last; none: back."""
        place = self._order.index(key) + 1
        cards = [item.widget() for n in range(self._list.count()) if (item := self._list.itemAt(n))]
        found = (made for shown in (*cards[place:], *cards[:place]) if shown
                 for made in shown.findChildren(QPushButton, "accent"))  # fmt: skip
        following = next(found, None)
        (following or self.back).setFocus()
        if following is not None:
            shown = next(made for made in cards if made and made.isAncestorOf(following))
            self.area.ensureWidgetVisible(shown, 0, 8)  # all that it stands for, and where that is too long
            self.area.ensureWidgetVisible(following, 0, 2 * following.height())  # at least what ticks it

    def _text(self, declaration: Declaration) -> list[QWidget]:
        made: list[QWidget] = []
        if declaration.given.standing is Standing.STALE:
            made += self._since(declaration)
        whole = not declaration.item.vouches_for
        if whole:
            made.append(words(f"Stands for the whole of the {declaration.form.label.lower()}.", "soft"))
        for finding in declaration.findings:
            number = f"in {finding.paragraph.rstrip('.')}" if finding.paragraph else "here"
            made.append(words(f"Found {number}: {finding.title}. {finding.here}", "warn"))
        passages = holder(column(*(self._passage(passage) for passage in declaration.passages), space=12))
        if whole:
            passages.hide()
            count = sum(passage.words for passage in declaration.passages)
            made.append(_unfold(f"Show all of it ({count} words)", declaration.item.label, passages))
        made.append(passages)
        return made

    def _since(self, declaration: Declaration) -> list[QWidget]:
        if declaration.since is None:
            return [words("The text has changed since. What it said then was not kept.", "strong")]
        made: list[QWidget] = [words("Changed since it was ticked", "strong"), words(LEGEND, "small")]
        for change in declaration.since:
            label = declaration.form.section_of(change.key).label
            made += [words(label, "small"), difference(change)]
        return [*made, words("The text as it is now", "strong")]

    def _passage(self, passage: Passage) -> QWidget:
        heading = words(passage.heading, "small")
        if not passage.pieces:
            return holder(column(heading, words("Nothing has been written here yet.", "soft"), space=2))
        if passage.words <= _FOLDED or len(passage.pieces) <= _FIRST_LINES:
            return holder(column(heading, to_be_read(passage.pieces), space=2))
        more = to_be_read(passage.pieces[_FIRST_LINES:])
        more.hide()
        first = to_be_read(passage.pieces[:_FIRST_LINES])
        link = _unfold(f"Show all of it ({passage.words} words)", passage.heading, more)
        return holder(column(heading, first, link, more, space=2))

    def _to_printer(self) -> None:
        from .sheet import print_sheet  # Qt's printing is a library of its own that no start needs: 4 ms

        told = print_sheet(self, self._session, declarations(self._session))
        if told:
            self.told.setText(told)
            announce(self.told, told)


def _told(left: int, count: int) -> str:
    if not count:
        return "This paper has no statement to tick."
    if not left:
        return "Nothing else is asked of you."
    return f"{left} of {count} statements {'waits' if left == 1 else 'wait'} for you."


def _unfold(text: str, of: str, hidden: QWidget) -> QWidget:
    link = button(text, lambda: _show(link, hidden), "link", f"{text}: {of}")
    return link


def _show(link: QWidget, hidden: QWidget) -> None:
    hidden.show()
    link.hide()
