"""The words that somebody has added, one's own and the open paper's; each can be taken out again."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.app.own_words import paper_words, take_from_paper
from desktop_app.app.session import Session
from desktop_app.domain.paper import Part

from .aside import Aside
from .parts import button, clear, holder, measure, row, words
from .spelling import Spelling

_WIDE = 220  #: px that a word has before what can be done with it
_TOLD = (
    "These words are taken as rightly spelt. A word that is taken out is marked again where it stands, "
    "unless the dictionary has it."
)

_NONE = "None. Add one from the right click on a marked word, or with F7."


class WordsPage(Aside):
    """Lists the words added, to be taken out again."""

    def __init__(self, session: Session, spelling: Spelling) -> None:
        super().__init__("Words added", _TOLD, widest=860)
        self._session, self._spelling = session, spelling
        self._shown: object = None
        self._ways: list[QPushButton] = []  #: what takes a word out, in the order of the words
        self.refresh()

    def refresh(self) -> None:
        """List the words as they are now."""
        super().refresh()
        session = self._session
        parts = {part: paper_words(session, part) for part in (Part.ONE, Part.TWO)}
        mine = self._spelling.own.words
        if (mine, parts) == self._shown:
            return
        self._shown = (mine, parts)
        clear(self.body)
        self._ways = []
        self._list("My words, in every paper", mine, self._take_mine)
        for part, name in ((Part.ONE, "This paper’s words"), (Part.TWO, "This paper’s words in Part 2")):
            if parts[part] or part is Part.ONE:
                act = None if session.read_only else lambda word, part=part: self._take_papers(part, word)
                self._list(name, parts[part], act)

    def _list(self, title: str, held: frozenset[str], act: Callable[[str], object] | None) -> None:
        self.body.addWidget(words(title, "strong"))
        if not held:
            self.body.addWidget(words(_NONE, "soft"))
        for word in sorted(held, key=str.casefold):
            line = self._line(word, act)
            self.body.addWidget(line)
            line.show()  # now, for one of them may be given the focus

    def _line(self, word: str, act: Callable[[str], object] | None) -> QWidget:
        pieces: list[QWidget] = [words(word)]
        if act is not None:
            way = button("Take out", lambda: self._take(act, word), "link", f"Take out “{word}”")
            self._ways.append(way)
            pieces.append(way)
        line = row(*pieces, None)
        pieces[0].setMinimumWidth(measure(_WIDE))
        return holder(line)

    def _take(self, act: Callable[[str], object], word: str) -> None:
        """Take a word out; the focus goes on to the next one's button."""
        names = [way.accessibleName() for way in self._ways]
        place = names.index(f"Take out “{word}”")
        act(word)
        self.refresh()
        (self._ways[min(place, len(self._ways) - 1)] if self._ways else self.back).setFocus()

    def _take_mine(self, word: str) -> None:
        self._spelling.settle(lambda: self._spelling.own.remove(word))

    def _take_papers(self, part: Part, word: str) -> None:
        self._spelling.settle(lambda: take_from_paper(self._session, part, word))
