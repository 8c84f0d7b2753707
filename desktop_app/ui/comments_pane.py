"""The comments beside the text: those of the section one is in, to be answered and settled."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from desktop_app.app.acts import NotAllowed
from desktop_app.app.comments import (
    add_comment,
    answer,
    comments_of,
    is_loose,
    open_again,
    remove,
    settle,
)
from desktop_app.app.session import Session
from desktop_app.domain.comments import Comment
from desktop_app.domain.paper import Part
from desktop_app.domain.step import Caret

from .fields.guarded import GuardedLine
from .parts import button, card, clear, column, holder, links, row, scrolled, words
from .review_cards import day_of
from .who import Who

_MOST = 60  #: cards made at once
_QUOTED = 120  #: code points of the text quoted in a card


class CommentsPane(QWidget):
    """A line to say something about the paragraph with the caret; below, what was said, as cards."""

    counted = Signal(int)  #: how many open comments the paper has
    go = Signal(object)  #: a Comment whose text is wanted

    def __init__(
        self, session: Session, who: Who, caret_in: Callable[[QWidget], Caret], parent: QWidget | None = None
    ) -> None:
        """Show nothing yet. caret_in: gives where the caret stood in what had the focus."""
        super().__init__(parent)
        self.setObjectName("side")
        self._session, self._who, self._caret_in = session, who, caret_in
        self._at = Caret()  #: where the caret stood when the focus came here
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._came)
        self._here = ""
        self._all = False
        self._shown: object = None
        self._drafts: dict[str, str] = {}  #: answers typed and not given yet, by the comment's id
        self._list: QVBoxLayout = column(space=10, margins=(16, 0, 16, 16))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(column(scrolled(holder(self._list, "side")), space=0))

    def show_for(self, section: str) -> None:
        """Show the comments of a section; does nothing where they are shown already."""
        found = comments_of(self._session)
        self.counted.emit(sum(not comment.settled for comment in found))
        loose = {comment.id for comment in found if is_loose(self._session, comment)}
        wanted = (section, self._all, tuple(found), frozenset(loose))
        if wanted != self._shown:
            self._at = self._at if section == self._here else Caret()
            self._shown, self._here = wanted, section
            self._lay_out(found, loose)

    def _came(self, old: QWidget | None, new: QWidget | None) -> None:
        """Keep in mind which paragraph one comes from."""
        came = old is not None and new is not None and self.isAncestorOf(new) and not self.isAncestorOf(old)
        # Of what is being put away nothing is asked: its text may be gone.
        if came and old is not None and old.isVisible():
            self._at = self._caret_in(old)

    def _lay_out(self, found: list[Comment], loose: set[str]) -> None:
        clear(self._list)
        found = sorted(found, key=lambda comment: comment.settled)  # what is open stands first
        near = [c for c in found if self._section(c) == self._here]
        far = [c for c in found if c not in near]
        if not self._session.read_only:
            self._list.addWidget(self._line())
        for comment in [*near, *far][:_MOST] if self._all else near[:_MOST]:
            self._list.addWidget(self._card(comment, loose=comment.id in loose))
        if not near and not self._all:
            self._list.addWidget(words("No comment in this section.", "soft"))
        if far:
            self._list.addLayout(self._elsewhere(far))
        self._list.addStretch(1)

    def _section(self, comment: Comment) -> str:
        try:
            return self._session.form_of(comment.key).section_of(comment.key).key
        except KeyError:  # on no section, or one that this form has not
            return ""

    def _in_part2(self, key: str) -> bool:
        return bool(key) and self._session.part_of(key) is Part.TWO

    def _line(self) -> QWidget:
        line = GuardedLine(lambda: self._in_part2(self._at.field or self._here))
        line.setPlaceholderText("Comment on this paragraph")
        line.setToolTip("On the paragraph with the caret. Enter puts it there.")
        line.setAccessibleName("Comment on the paragraph with the caret")

        def say() -> None:
            at = self._at
            key = at.field or self._here
            self._act(lambda: add_comment(self._session, key, at.block, line.text(), self._who.name))

        line.returnPressed.connect(say)
        return holder(column(line, holder(row(button("Comment", say), None)), space=4))

    def _card(self, comment: Comment, *, loose: bool) -> QWidget:
        state = f"Settled{_by(comment.settled_by)}" if comment.settled else "Open"
        pieces: list[QWidget] = [words(f"{comment.who or 'Somebody'}{_day(comment.at)} · {state}", "small")]
        if comment.quote:
            pieces.append(words(f"“{_cut(comment.quote)}”", "soft"))
        if loose:
            pieces.append(words("The text it stood at is no longer there.", "warn"))
        pieces.append(words(comment.text))
        for given in comment.answers:
            who = words(f"{given.who or 'Somebody'}{_day(given.at)} answered", "small")
            pieces.append(holder(column(who, words(given.text), space=2, margins=(12, 4, 0, 0))))
        if not self._session.read_only:
            pieces.append(self._answer(comment))
        made = card("card" if comment.settled else "advice", *pieces, self._tools(comment), space=4)
        made.setAccessibleName(f"Comment of {comment.who or 'somebody'}, {state.lower()}: {comment.text}")
        return made

    def _answer(self, comment: Comment) -> QWidget:
        line = GuardedLine(lambda: comment.id in self._session.paper.restricted.comments)
        line.setText(self._drafts.get(comment.id, ""))
        line.setPlaceholderText("Answer, then Enter")
        line.setAccessibleName(f"Answer to: {_cut(comment.text)}")
        line.textEdited.connect(lambda text: self._drafts.__setitem__(comment.id, text))

        def give() -> None:
            if self._act(lambda: answer(self._session, comment.id, line.text(), self._who.name)):
                self._drafts.pop(comment.id, None)

        line.returnPressed.connect(give)
        return line

    def _tools(self, comment: Comment) -> QLayout:
        of = f": {_cut(comment.text)}"
        tools = [button("Go to the text", lambda: self.go.emit(comment), "link", f"Go to the text{of}")]
        if not self._session.read_only and comment.settled:
            again = button("Open again", lambda: self._act(lambda: open_again(self._session, comment.id)),
                           "link", f"Open again{of}")  # fmt: skip
            tools.append(again)
        elif not self._session.read_only:
            who = self._who.name
            done = button("Settle", lambda: self._act(lambda: settle(self._session, comment.id, who)),
                          "link", f"Settle{of}")  # fmt: skip
            tools.append(done)
        if not self._session.read_only:
            out = button("Remove", lambda: self._act(lambda: remove(self._session, comment.id)), "link",
                         f"Remove{of}")  # fmt: skip
            tools.append(out)
        return links(*tools, above=4)

    def _act(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except NotAllowed:
            return False  # nothing was written on the line
        self.show_for(self._here)
        return True

    def _elsewhere(self, far: list[Comment]) -> QLayout:
        if self._all:
            return links(button("Show this section only", self._toggle, "link"))
        left = sum(not comment.settled for comment in far)
        told = f"Elsewhere in the paper: {len(far)}, {left} open"
        link = button("Show all", self._toggle, "link", "Show the comments of the whole paper")
        return column(words(told, "soft"), links(link), space=0)

    def _toggle(self) -> None:
        self._all = not self._all
        self.show_for(self._here)


def _by(who: str) -> str:
    return f" {who}" if who == "in Word" else f" by {who}" if who else ""


def _day(at: str) -> str:
    return f", {day}" if (day := day_of(at)) else ""


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + " …"
