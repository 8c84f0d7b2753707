"""All keys (F1): read off the menus and the editor's commands, so that none is written down twice."""

from collections.abc import Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QMenu, QMenuBar

from .aside import Aside
from .editor.commands import COMMANDS
from .editor.keys import KEYS
from .parts import card, measure, words

_KEYS = 216  #: px for the keys of a line
Line = tuple[str, str]  #: what it does, and its keys
#: What Qt does by itself on every page.
_EVERYWHERE: tuple[Line, ...] = (
    ("To the next control", "Tab, and back with Shift+Tab"),
    ("Between tabs, answers and lines of a list", "Arrow keys"),
    ("Push a button", "Space or Enter"),
    ("Scroll a page", "Page Up or Page Down"),
    ("Open a menu", "Alt with its underlined letter"),
    ("What can be done with a word or a paper", "Menu key or Shift+F10"),
    ("Leave a page or a bar", "Esc"),
)


def plain_words(action: QAction, *, lasting: bool = False) -> str:
    """Return an action's words without the sign of its letter, dots and keys.

    lasting: as they always are, not as they fit what is open.
    """
    held = action.data()
    shown = held if lasting and isinstance(held, str) else action.text()
    text = shown.partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")
    return text.rstrip(" …")


def keys_of(action: QAction) -> str:
    """Return the keys of an action in words, "" for none."""
    native = QKeySequence.SequenceFormat.NativeText
    held = [keys.toString(native) for keys in action.shortcuts() if not keys.isEmpty()]
    return " or ".join(held) or action.text().partition("\t")[2]


def menu_actions(bar: QMenuBar) -> Iterator[tuple[str, QAction]]:
    """Yield the commands of all menus, each with its menu's name."""
    for place in bar.actions():
        menu = place.menu()
        if isinstance(menu, QMenu):
            for action in menu.actions():
                if not action.isSeparator() and action.menu() is None:
                    yield plain_words(place), action


def groups_of(bar: QMenuBar) -> dict[str, list[Line]]:
    """Return all keys by where they work: each menu, then the text."""
    groups: dict[str, list[Line]] = {}
    for name, action in menu_actions(bar):
        if keys_of(action):
            groups.setdefault(name, []).append((plain_words(action, lasting=True), keys_of(action)))
    native = QKeySequence.SequenceFormat.NativeText
    told = {keys for lines in groups.values() for _, keys in lines}  # some commands stand in a menu too
    commands = [(c.title, QKeySequence(c.shortcut).toString(native)) for c in COMMANDS if c.shortcut]
    groups["In the text"] = [*(line for line in commands if line[1] not in told), *KEYS]
    groups["Everywhere"] = list(_EVERYWHERE)
    return groups


class KeysPage(Aside):
    """Lists all keys."""

    def __init__(self, bar: QMenuBar, back: str) -> None:
        super().__init__("Keys", "Every command that has a key. The others are in the menus.", widest=760)
        self.lead_back(back)
        for name, lines in groups_of(bar).items():
            self.body.addWidget(words(name, "strong"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(24)
            grid.setVerticalSpacing(6)
            grid.setColumnMinimumWidth(0, measure(_KEYS))  # the same on every card
            grid.setColumnStretch(1, 1)
            for number, (told, keys) in enumerate(lines):
                shown = words(keys, "strong", wrap=False)
                shown.setAccessibleName(f"{told}: {keys}")
                grid.addWidget(shown, number, 0)
                grid.addWidget(words(told), number, 1)
            self.body.addWidget(card("card", grid))
