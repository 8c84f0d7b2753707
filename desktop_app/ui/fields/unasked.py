"""Why a section asks for nothing, and answers that are there though they are no longer asked for."""

from PySide6.QtWidgets import QWidget

from desktop_app.app.session import Session
from desktop_app.app.unasked import clear_answer, left_over, why_empty, why_unasked
from desktop_app.domain.fields import AnyField
from desktop_app.domain.form import Section
from desktop_app.ui.parts import button, card, clear, column, row, words

_MOST = 300  #: code points of an answer that are shown


class Unasked(QWidget):
    """What stands in a section in place of the fields that it does not ask; hidden where it asks all."""

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self._session, self._section = session, section
        self._shown: tuple[object, ...] = ()
        self.cards: dict[str, QWidget] = {}  #: of each answer that is not asked for, by its field's key
        self._lines = column(space=12)
        self.setLayout(self._lines)
        self.hide()

    def refresh(self) -> None:
        """Show how it stands now."""
        why = why_empty(self._session, self._section)
        held = tuple(left_over(self._session, self._section))
        shown = (why, *((item.key, said) for item, said in held))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        self.cards = {}
        if why:
            self._lines.addWidget(words(why, "soft"))
        for item, said in held:
            told = "" if why else f"Not asked for any more: {why_unasked(self._session, item)}"
            self.cards[item.key] = self._card(item, said, told)
            self._lines.addWidget(self.cards[item.key])
        self.setVisible(bool(why or held))

    def _card(self, item: AnyField, said: str, why: str) -> QWidget:
        name = item.label.rstrip(": –")
        told = [words(why, "small")] if why else []
        cut = said if len(said) <= _MOST else f"{said[:_MOST].rstrip()} …"
        tools = [] if self._session.read_only else [
            button("Clear it", lambda: clear_answer(self._session, item), "", f"Clear it: {name}")
        ]  # fmt: skip
        made = card("advice", words(name, "strong"), words(cut), *told, row(*tools, None))
        if tools:
            made.setFocusProxy(tools[0])
        return made
