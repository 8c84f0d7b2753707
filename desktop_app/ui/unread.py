"""What the library says of files among its papers that could not be read: which, why, and what to do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLayout, QWidget

from .parts import button, card, column, links, words

if TYPE_CHECKING:
    from desktop_app.app.desk import Trouble

_MOST = 3  #: files named one by one


def unread_card(
    troubles: "tuple[Trouble, ...]", open_paper: Callable[[str], object], look_again: Callable[[], object]
) -> QFrame:
    """Return a card that names the files and leads to what can be done. open_paper: takes a paper's id."""
    count = len(troubles)
    if troubles[0].of_all:
        again = button("Look again", look_again, "link")
        return card(
            "warning", words("The papers cannot be read", "strong"), words(troubles[0].sentence), links(again)
        )
    title = "A file among the papers could not be read"
    if count > 1:
        title = f"{count} files among the papers could not be read"
    pieces: list[QWidget | QLayout] = [words(title, "strong")]
    pieces += [_told(trouble, open_paper) for trouble in troubles[:_MOST]]
    if count > _MOST:
        pieces.append(words(f"and {count - _MOST} more in {troubles[0].path.parent}", "soft"))
    made = card("warning", *pieces, space=4)
    made.setAccessibleName(title)
    made.setMinimumHeight(1)  # of what it takes in a narrow window the list of papers need not make room
    return made


def _told(trouble: "Trouble", open_paper: Callable[[str], object]) -> QLayout:
    what = "Put it in as a paper of its own" if trouble.stray else "See what can be done"
    name = f"{what}: {trouble.path.name}" if trouble.stray else f"{what} about {trouble.path.name}"
    look = button(what, lambda: open_paper(trouble.paper_id), "link", name)
    return column(words(trouble.sentence), links(look), space=0)
