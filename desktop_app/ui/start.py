"""Starting the window: nothing heavy is loaded before it is painted."""

import contextlib
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.app.apart import Apart
from desktop_app.storage.errors import StorageError
from desktop_app.storage.left_behind import clear_away
from desktop_app.storage.library import Library
from desktop_app.storage.place import warning_of
from desktop_app.storage.settings import Setting, Settings

from . import theme
from .crash_log import CrashLog, standing
from .once_painted import OncePainted
from .single import Single, to_front
from .tidying import Tidying
from .who import Who
from .window import Window

if TYPE_CHECKING:
    from desktop_app.app.desk import Desk
    from desktop_app.storage.forms import Catalogue

    from .tools import Tools

#: What is loaded once the window is painted, in pieces of 50 ms or less.
LATER = (
    "desktop_app.domain.form",
    "desktop_app.document.build",
    "desktop_app.checks.rules",
    "desktop_app.checks.engine",
    "desktop_app.intake.text",
    "desktop_app.app.desk",
    "desktop_app.ui.section_page",
    "desktop_app.ui.paper_page",
    "desktop_app.ui.paper_pages",
    "desktop_app.ui.tools",
)
SIZES = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


class Start:
    """The application while it runs: the window, its look, and what happens when something breaks."""

    def __init__(
        self, app: QApplication, folder: Path, forms: Path, resources: Path, *, bare: bool = False
    ) -> None:
        """Make the window. bare: what it can be painted without is left to `get_ready`."""
        self.app, self._resources = app, resources
        self.library = Library(folder, looked_through=False)
        self.log = CrashLog(folder / "engross.log")
        self.settings = Settings(folder / "settings.json")
        self._keeping = Apart("settings")
        theme.load_fonts(resources, theme.FIRST_FONTS)
        sheet = self._colour()
        who = Who(
            str(self.settings.get("name", "")),
            str(self.settings.get("role", "")),
            self._remember,
            bool(self.settings.get("guidance", True)),
            lambda guided: self._keep("guidance", guided),
        )
        who.left_at, who.leave = self.settings.left_at, self._leave
        self._forms = forms
        self._desk: Desk | None = None
        self._tools: Tools | None = None
        self.window = Window(self.library, lambda: self.desk, who, self.change_look, sheet)
        self.window.resources = resources
        app.commitDataRequest.connect(lambda _: self.window.save_now())
        app.aboutToQuit.connect(self.window.save_now)
        sys.excepthook = self.broken
        self._told = False
        self._looking = self.library.looking()
        if not bare:
            self._finish_window()

    def show(self) -> None:
        """Show the window, filling the screen where it did when it was closed."""
        if self.settings.get("maximised", False):
            self.window.showMaximized()
        else:
            self.window.show()

    def remember_size(self) -> None:
        """Keep in mind whether the window fills the screen. Where that cannot be kept, little is lost."""
        with contextlib.suppress(StorageError):
            self.settings.set("maximised", self.window.isMaximized())

    def end(self) -> None:
        """Let the library go, once it is on disk how the window was and where papers were left."""
        self._keeping.end(wait=True)
        self.remember_size()
        self.library.close()

    def _leave(self, paper_id: str, field: str, block: str) -> None:
        """Keep in mind where a paper is left, and nobody wait for a disk over it.

        Where that cannot be written, the paper opens where it was left before.
        """
        self.settings.leave(paper_id, field, block)
        self._keeping.begin(self.settings.write, lambda: None)

    def _remember(self, name: str, role: str) -> None:
        self._keep("name", name)
        self._keep("role", role)

    def _keep(self, name: str, value: Setting) -> None:
        """Keep a setting; where it cannot be written, it holds until the program ends, as is told."""
        try:
            self.settings.set(name, value)
        except StorageError as problem:
            self.window.message.complain(f"{problem} What you chose holds until Engross is closed.")

    @property
    def desk(self) -> "Desk":
        """What is done with papers. Made when first needed, for it reads all forms. Raises FormError."""
        if self._desk is None:
            # Loaded here and not before the first painting: checks, intake and forms take 150 ms.
            from desktop_app.app.desk import Desk

            self._desk = Desk(load_catalogue(self._forms), self.library)
        return self._desk

    @property
    def tools(self) -> "Tools":
        """The tools over the window: finding, spelling, going anywhere. Made when first needed."""
        if self._tools is None:
            # Late, as the desk is: the tools know every page.
            from desktop_app.app.own_words import OwnWords

            from .tools import Tools

            own = OwnWords(frozenset(self._words()), lambda words: self._keep("words", words))
            self._tools = Tools(self.window, self._resources / "dictionaries", own)
        return self._tools

    def get_ready(self) -> None:
        """Load what the first click will need, piece by piece, so that no key or click has to wait long."""
        steps: list[Callable[[], object]] = [lambda: QtCore.Qt, self._finish_window]
        steps += [lambda name=name: import_module(name) for name in LATER]
        steps += [self._read_forms, lambda: self.tools, self._look]
        for number, step in enumerate(steps):
            QTimer.singleShot(number, self.window, step)

    def _finish_window(self) -> None:
        """Give the window what can be done without for the moment until it is painted."""
        self.window.menus  # noqa: B018 - asked for so that they are filled
        theme.finish(self._resources)

    def _look(self) -> None:
        """Look for papers that came or went while no window was open, a few files at a time."""
        try:
            next(self._looking)
        except StopIteration as end:
            if end.value:
                self.window.library.refresh()
        except StorageError as problem:
            self.window.message.complain(str(problem))
        else:
            QTimer.singleShot(0, self.window, self._look)

    def _read_forms(self) -> None:
        from desktop_app.storage.forms import FormError  # late, as the desk is

        try:
            self.desk.catalogue  # noqa: B018 - asked for so that it is read
        except FormError as problem:
            self.window.message.complain(str(problem))

    def _words(self) -> list[str]:
        kept = self.settings.get("words", [])
        return [str(word) for word in kept] if isinstance(kept, list) else []

    def dress(self) -> None:
        """Put the look of the settings on."""
        self.window.setStyleSheet(self._colour())

    def _colour(self) -> str:
        scale = float(str(self.settings.get("size", 1.0)))
        look = str(self.settings.get("theme", "")) or "system"
        self.app.setProperty("look", look)  # which the menu marks
        return theme.apply(self.app, theme.theme_named(look), self._resources, scale)

    def change_look(self, change: str) -> None:
        """Change the theme or the size of type, and remember it."""
        size = float(str(self.settings.get("size", 1.0)))
        place = min(range(len(SIZES)), key=lambda n: abs(SIZES[n] - size))
        match change:
            case "larger":
                self._keep("size", SIZES[min(place + 1, len(SIZES) - 1)])
            case "smaller":
                self._keep("size", SIZES[max(place - 1, 0)])
            case "normal":
                self._keep("size", 1.0)
            case _:
                self._keep("theme", change)
        self.dress()
        self.window.new_look()

    def broken(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """Save, write down where it broke (never what was in the text), and say so once."""
        where = self.log.note(kind, trace)
        try:
            self.window.save_now()
        except Exception as another:  # noqa: BLE001 - it may be saving that broke; nobody above could tell it
            self.log.note(type(another), another.__traceback__)
        if not self._told:
            self._told = True
            self.window.message.complain(
                f"Something in Engross broke. {standing(self.window.paper)}",
                (where,),
            )


def load_catalogue(forms: Path) -> "Catalogue":
    """Return the forms of a folder. Raises FormError."""
    from desktop_app.storage.forms import load_catalogue as load  # late, as the desk is

    return load(forms)


def _refused(why: str) -> int:
    """Say why there can be no window, where people look and where a log is kept; return the exit code."""
    if sys.stderr is not None:  # a windowed program on Windows has none
        print(why, file=sys.stderr)
    from PySide6.QtWidgets import QMessageBox  # here, since few starts have something to refuse

    box = QMessageBox()
    box.setWindowTitle("Engross")
    box.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    box.setText(why)
    box.exec()
    return 2


def _put_in(start: Start, sample: Path) -> None:
    """Put a sample paper into a library that is empty."""
    start.library.refresh()
    if not start.library.entries() and not start.library.entries(archived=True):
        start.desk.sample(sample)
        start.window.library.refresh()
        start.window.library.take_focus()


def run(folder: Path, forms: Path, resources: Path, sample: Path | None = None) -> int:
    """Open the window on a library and return the exit code. sample: a paper to put in if it is empty."""
    app = QApplication.instance() or theme.application(sys.argv[0])
    assert isinstance(app, QApplication)
    app.setApplicationName("Engross")
    single = Single(folder)
    if not single.first and single.ask():
        print("Engross is open already on this library; its window has been asked to come to the front.")
        return 0
    try:
        start = Start(app, folder, forms, resources, bare=True)
    except StorageError as problem:
        single.end()
        return _refused(f"{problem} Name another folder: engross --library FOLDER.")
    start.log.heed_others()
    if single.first:
        clear_away(folder)
    if sample is not None:
        _put_in(start, sample)
    warning = warning_of(folder)
    if warning:
        start.window.message.warn(warning)
    start.show()
    single.listen(lambda: to_front(start.window))
    with contextlib.ExitStack() as last:
        OncePainted(start.window, lambda: _at_work(app, start, last))
        code = app.exec()
        start.end()
        single.end()
    return code


def _at_work(app: QApplication, start: Start, last: contextlib.ExitStack) -> None:
    """Do what the window can be painted without. last: what is done when the program ends."""
    import signal  # no signal has to be heeded before there is something to save: 1 ms of the start

    start.get_ready()
    tidying = Tidying(app)
    last.callback(tidying.end)  # last, for threads may still be at work
    # Python runs its signal handlers only between bytecodes; a timer gives it some while Qt idles.
    beat = QTimer(start.window)
    beat.start(200)
    beat.timeout.connect(lambda: None)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: start.window.close())
