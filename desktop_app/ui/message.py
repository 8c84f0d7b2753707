"""The line at the top of the window that says what happened, and stays until it is put away."""

from collections.abc import Iterable
from enum import Enum

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.app.step_state import StepState

from .faults import announce
from .marks import Mark
from .parts import button, card, clear, column, row, words

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
        self._holder: QVBoxLayout = column(space=0)
        self.setLayout(self._holder)
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
        clear(self._holder)
        self._sentence, self._until_saved = sentence, until_saved
        self._holder.addWidget(self._card(sentence, list(lines), list(acts), kind))
        self.show()
        told = f"{kind.value}. {sentence}" if kind.value else sentence
        announce(self, told, urgent=kind is Kind.PROBLEM)

    def warn(self, sentence: str, lines: Iterable[str] = (), acts: Iterable[QWidget] = ()) -> None:
        """Tell what is not as was wished, or needs care."""
        self.tell(sentence, lines, acts, kind=Kind.ATTENTION)

    def complain(self, sentence: str, lines: Iterable[str] = (), acts: Iterable[QWidget] = ()) -> None:
        """Tell what went wrong."""
        self.tell(sentence, lines, acts, kind=Kind.PROBLEM)

    def _card(self, sentence: str, lines: list[str], acts: list[QWidget], kind: Kind) -> QFrame:
        look, ink = _LOOKS.get(kind, ("advice", ""))
        word = [words(kind.value, ink)] if kind.value else []
        told = column(*word, words(sentence, "strong"), *map(words, lines[:_MOST]), space=4)
        if len(lines) > _MOST:
            told.addWidget(words(f"and {len(lines) - _MOST} more", "soft"))
        if acts:
            told.addLayout(row(*acts, None, space=12))
        signs = [Mark(_MARKS[kind])] if kind in _MARKS else []
        for mark in signs:
            mark.setAccessibleName(kind.value)
        close = button("Close", self.clear, name="Close the message")
        line = row(*signs, told, close, space=12)
        line.setStretch(len(signs), 1)
        for beside in (*signs, close):
            line.setAlignment(beside, QtCore.Qt.AlignmentFlag.AlignTop)
        return card(look, line)

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
        clear(self._holder)
        self._sentence = ""
        self.setAccessibleName("")
        self._until_saved = False
        self.hide()
