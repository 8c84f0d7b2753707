"""Opening a paper that was handed over: who made it and when, and where it came back, what to merge."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from desktop_app.app.desk import CannotRead, Desk, StorageError, UnknownTemplate
from desktop_app.app.merging import Return, clash_words, event_lines, merge, merged_lines, preview
from desktop_app.app.packing import (
    Arrived,
    NeedsPassphrase,
    Pack,
    is_here,
    name_of,
    read_pack,
    take_in,
    told_of,
)
from desktop_app.app.session import Session
from desktop_app.domain.merge import Place

from .aside import Aside
from .asides import show_aside
from .message import Message
from .parts import button, card, clear, column, row, words
from .showing import Showing

_SAYS = "Who made it is what the file says: nothing proves it."
_RECORD = "Went on record there, and comes along; undo does not take it back"
_NEW = "This paper is not in your library yet."
_HERE = (
    "This paper is in your library already. If it went out from here, you are shown what would be merged "
    "before anything is; if not, it is put in beside yours, as a copy."
)
_MERGES = (
    "What was changed there alone is taken; what was changed here stays. It is one step of undo, and a copy "
    "of the paper is made first."
)


class Receiver(Showing, Protocol):
    """For whom a paper is taken in: the window."""

    message: Message

    @property
    def desk(self) -> Desk:
        """What is done with papers."""
        ...

    def open_paper(self, paper_id: str) -> None:
        """Open a paper from the library."""
        ...

    def to_library(self) -> None:
        """Show the library."""
        ...


class ArrivedPage(Aside):
    """A file that was handed over: asks for its words where it has some, tells of it, and takes it in."""

    def __init__(self, window: Receiver, path: Path) -> None:
        super().__init__("A paper handed over", _SAYS)
        self._window, self._path = window, path
        if window.paper is None:
            self.lead_back("Back to the papers")
        self.words = QLineEdit()
        self.words.setAccessibleName("The words that open it")
        self.words.returnPressed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Read the file with the words given, and show what it is."""
        clear(self.body)
        self.setFocusProxy(self.back)
        try:
            pack = read_pack(self._path, self.words.text())
        except NeedsPassphrase as problem:
            self._ask(str(problem))
        except (StorageError, CannotRead) as problem:
            if self.words.text():
                self._ask(str(problem))
            else:
                self.body.addWidget(card("warning", words(str(problem), "strong")))
        else:
            self._show(pack)

    def _ask(self, told: str) -> None:
        typed = self.words.text()
        self.words = QLineEdit(typed)
        self.words.setAccessibleName("The words that open it")
        self.words.returnPressed.connect(self.read)
        self.body.addWidget(card("advice", words(told, "strong")))
        line = row(self.words, button("Open", self.read, "accent"))
        line.setStretch(0, 1)
        self.body.addLayout(column(words("The words that open it", "strong"), line, space=4))
        self._begin_at(self.words)

    def _show(self, pack: Pack) -> None:
        desk = self._window.desk
        name = name_of(desk, pack)
        file = [words(self._path.name, "soft")] if name else []
        told = (words(line) for line in told_of(pack))
        self.body.addWidget(card("card", words(name or self._path.name, "strong"), *file, *told))
        self.body.addWidget(words(_HERE if is_here(desk, pack) else _NEW))
        take = button("Take it in", lambda: self._take(pack), "accent")
        aside = button("Put it in as a separate copy", lambda: self._take(pack, separate=True))
        self.body.addLayout(row(take, aside, None))
        self._begin_at(take)

    def _begin_at(self, widget: QWidget) -> None:
        """Have the focus on a widget, now or as soon as the page is shown."""
        self.setFocusProxy(widget)
        # Later, since what had it goes only now.
        QTimer.singleShot(0, widget, lambda: widget.setFocus())

    def _take(self, pack: Pack, *, separate: bool = False) -> None:
        window = self._window
        try:
            arrived = take_in(window.desk, pack, separate=separate)
            window.open_paper(arrived.paper_id)
        except (StorageError, UnknownTemplate, OSError) as problem:
            clear(self.body)
            self.body.addWidget(card("warning", words(str(problem), "strong")))
            return
        _after(window, arrived)


def _after(window: Receiver, arrived: Arrived) -> None:
    page = window.paper
    if page is None or page.session.paper.id != arrived.paper_id:
        return  # it could not be opened, and the window has said why
    if arrived.back is None or page.session.read_only:
        window.message.tell(arrived.told[0], (*arrived.told[1:], *arrived.differs))
    else:
        show_aside(window, MergePage(window, page.session, arrived.back, arrived.told))


class MergePage(Aside):
    """What came back: what will be taken, and both texts of what was changed on both sides."""

    def __init__(self, window: Receiver, session: Session, back: Return, told: tuple[str, ...]) -> None:
        super().__init__("A paper that came back", _MERGES)
        self._window, self._session, self._return = window, session, back
        self._choices: dict[Place, QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        found = preview(session, back)
        self.body.addWidget(card("card", *(words(line) for line in told)))
        lines = merged_lines(session, found)
        title = "Changed there alone, and taken" if lines else "Nothing was changed there alone"
        self.body.addWidget(card("tip", words(title, "strong"), *(words(line) for line in lines)))
        if record := event_lines(session.template, back):
            self.body.addWidget(card("tip", words(_RECORD, "strong"), *(words(line) for line in record)))
        for clash in found.clashes:
            self.body.addWidget(self._clash(clash.place, *clash_words(session.template, clash)))
        self.merge = button("Merge", self.do, "accent")
        self._waits = words("", "soft")
        line = row(self.merge, self._waits, space=12)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._enable()

    def _clash(self, place: Place, label: str, ours: str, theirs: str) -> QWidget:
        group = QButtonGroup(self)
        self._groups.append(group)
        here, came = QRadioButton("Keep what is here"), QRadioButton("Take what came")
        for choice, text in ((here, ours), (came, theirs)):
            choice.setAccessibleName(f"{choice.text()}: {text}")
            choice.toggled.connect(lambda _: self._enable())
            group.addButton(choice)
        self._choices[place] = came
        return card(
            "warning",
            words(f"Changed on both sides: {label}", "strong"),
            here,
            words(ours),
            came,
            words(theirs),
        )

    def _enable(self) -> None:
        left = sum(group.checkedButton() is None for group in self._groups)
        self.merge.setEnabled(not left)
        where = "1 place that was" if left == 1 else f"{left} places that were"
        self._waits.setText(f"Choose what is to stand in {where} changed on both sides." if left else "")

    def do(self) -> None:
        """Merge as chosen, and say what was merged."""
        taken = {place for place, came in self._choices.items() if came.isChecked()}
        lines = merged_lines(self._session, preview(self._session, self._return, taken))
        merge(self._session, self._return, self._window.who.name, taken)
        self._window.back_to_paper()
        if failed := self._session.save_state.failed:
            self._window.message.complain(failed, lines)
        else:
            whole = "" if lines else " Nothing in the text is changed by it."
            told = f"Merged what {self._return.made_by or 'somebody'} sent.{whole}"
            self._window.message.tell(told, lines)


def show_arrived(window: Receiver, path: Path) -> None:
    """Show a file that was handed over, before anything is done with it."""
    page = ArrivedPage(window, path)
    if window.paper is None:
        page.left.connect(window.to_library)
        window.show_page(page)
    else:
        window.paper.pen.flush()
        show_aside(window, page)
