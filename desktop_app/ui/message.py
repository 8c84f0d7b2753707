"""The line at the top of the window that says what happened, and stays until it is put away."""

from collections.abc import Iterable
from enum import Enum

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.app.step_state import StepState

from .faults import announce
from .marks import Mark
from .parts import button, clear, column, row, words

_MOST = 12
_TYPE_ON = "What you type is kept here, and is saved as soon as that can be done."


class Kind(Enum):
    """What a message is: plain news, or that something was not done as was wished, or went wrong."""

    NEWS = ""
    ATTENTION = "Attention"
    PROBLEM = "Problem"


_LOOKS = {Kind.ATTENTION: ("warning", "warn"), Kind.PROBLEM: ("error", "err")}  #: of card and word
_MARKS = {Kind.ATTENTION: StepState.ATTENTION, Kind.PROBLEM: StepState.ERROR}


class Message(QFrame):
    """A card with one sentence and, where there are more things to say, a line for each."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = ""
        self._unsaved = ""
        self._until_saved = False
        self._signs: QVBoxLayout = column(space=0)
        self._lines: QVBoxLayout = column(space=4)
        # Made once, before all pages, so that Tab comes to it before them too.
        self._close = button("Close", self.clear, name="Close the message")
        layout = row(self._signs, self._lines, self._close, space=12, margins=(20, 12, 16, 12))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setMinimumHeight(1)  # else the window is at least as high as its words would be in a narrow one
        self.hide()

    def tell(
        self,
        sentence: str,
        lines: Iterable[str] = (),
        acts: Iterable[QWidget] = (),
        *,
        kind: Kind = Kind.NEWS,
        until_saved: bool = False,
    ) -> None:
        """Show a sentence, lines below it and what can be done now; a screen reader is told the sentence.

        until_saved: it holds only as long as what was typed is not on disk, and is put away after that.
        """
        self._empty()
        self._sentence, self._until_saved = sentence, until_saved
        self._wear(kind)
        shown, before = list(lines), self._close
        for made in (words(sentence, "strong"), *map(words, shown[:_MOST])):
            self._lines.addWidget(made)
        if len(shown) > _MOST:
            self._lines.addWidget(words(f"and {len(shown) - _MOST} more", "soft"))
        if offered := list(acts):
            self._lines.addLayout(row(*offered, None, space=12))
        for act in offered:
            self.setTabOrder(before, act)
            before = act
        self.show()
        told = f"{kind.value}. {sentence}" if kind.value else sentence
        announce(self, told, urgent=kind is Kind.PROBLEM)

    def warn(self, sentence: str, lines: Iterable[str] = (), acts: Iterable[QWidget] = ()) -> None:
        """Tell what is not as was wished, or needs care."""
        self.tell(sentence, lines, acts, kind=Kind.ATTENTION)

    def complain(self, sentence: str, lines: Iterable[str] = (), acts: Iterable[QWidget] = ()) -> None:
        """Tell what went wrong."""
        self.tell(sentence, lines, acts, kind=Kind.PROBLEM)

    def _empty(self) -> None:
        for piece in (self._signs, self._lines):
            clear(piece)

    def _wear(self, kind: Kind) -> None:
        """Look like a message of a kind: its colour, and its mark and word where it has some."""
        look, ink = _LOOKS.get(kind, ("advice", ""))
        self.setObjectName(look)
        self.style().unpolish(self)
        self.style().polish(self)
        if kind.value:
            mark = Mark(_MARKS[kind])
            mark.setAccessibleName(kind.value)
            self._signs.addWidget(mark)
            self._lines.addWidget(words(kind.value, ink))
        if (layout := self.layout()) is not None:
            for beside in (self._signs, self._close):
                layout.setAlignment(beside, QtCore.Qt.AlignmentFlag.AlignTop)

    def tell_unsaved(self, why: str) -> None:
        """Say why what is typed is not on disk, once, while that is so; "" where it is."""
        told = f"{why} {_TYPE_ON}" if why else ""
        if told and told != self._unsaved:
            self.tell(told, kind=Kind.PROBLEM, until_saved=True)
        elif not told and self._until_saved:
            self.clear()
        self._unsaved = told

    @property
    def text(self) -> str:
        """The sentence shown, "" for none."""
        return self._sentence

    def clear(self) -> None:
        """Put the message away."""
        self._empty()
        self._sentence = ""
        self.setAccessibleName("")
        self._until_saved = False
        self.hide()
