"""What is left: every open point of the paper in form order, each one click from its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from desktop_app.app.left import LOOK, SETTLE, Group, Point, counts_in, what_is_left
from desktop_app.app.session import Session

from .aside import Aside
from .parts import button, card, clear, column, links, words

_LOOKS = {SETTLE: "error", LOOK: "warning"}


class LeftPage(Aside):
    """Lists what is left. `place_wanted` carries the `Point` that a person went to."""

    place_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("What is left", "", widest=860)
        self._session = session
        self._shown: tuple[Group, ...] | None = None
        self.refresh()

    def refresh(self) -> None:
        """List what is left now."""
        super().refresh()
        groups = what_is_left(self._session)
        if groups == self._shown:
            return
        self._shown = groups
        clear(self.body)
        self.told.setText(_told(groups))
        for group in groups:
            self.body.addWidget(words(group.label, "strong"))
            for point in group.points:
                self.body.addWidget(self._card(point))

    def _card(self, point: Point) -> QWidget:
        where = " · ".join(word for word in (point.kind, point.place) if word)
        pieces: list[QWidget | QLayout] = [words(point.title, "strong"), words(where, "small")]
        if point.detail:
            pieces.append(words(point.detail))
        if point.section:
            name = f"Go there: {point.kind}, {point.place}, {point.title}"
            pieces.append(links(button("Go there", lambda: self.place_wanted.emit(point), "link", name)))
        made = card(_LOOKS.get(point.kind, "card") if point.must else "advice", column(*pieces, space=4))
        made.setAccessibleName(f"{point.kind}: {point.title}")
        return made


def _told(groups: tuple[Group, ...]) -> str:
    return f"{counts_in(groups).words.capitalize()}." if groups else "Nothing is left."
