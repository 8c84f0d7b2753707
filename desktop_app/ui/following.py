"""The way back to one text: what following again would do, said before it is done, and the ways to do it."""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QWidget

from desktop_app.app.drift import Outcome

from .parts import button, words

FOLLOW, TAKE, KEEP = "Follow again", "Take the followed words", "Keep my own as well"


def ways_back(outcome: Outcome, follow: Callable[[Collection[str]], object], label: str) -> list[QWidget]:
    """Return what would happen and the buttons that do it. follow: is given what of one's own is to go."""
    made: list[QWidget] = []
    if outcome.words:
        made.append(words(outcome.words))
    name = f": {label}" if label else ""
    if not outcome.changed:
        made.append(button(FOLLOW, lambda: follow(()), name=FOLLOW + name))
        return made
    made.append(button(TAKE, lambda: follow(outcome.changed), name=TAKE + name))
    made.append(button(KEEP, lambda: follow(()), name=KEEP + name))
    return made
