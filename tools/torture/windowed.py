"""The window with Part 2 on it, and what of that is seen where others may look: titles, lists, crashes."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop_app.ui.start import Start
from desktop_app.ui.tidying import Tidying

from .material import ROOT
from .outlets import Opened, Out

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
#: By which ways something leaves in the window.
WAYS = frozenset(
    (
        *("title of the window", "page of all papers", "settings"),
        *("what a crash prints", "what a crash writes down"),
    )
)
_ROLES = range(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole + 20)


def outs(opened: Opened) -> Iterator[Out]:
    """Open a paper that is not open in the window, show its Part 2, let something break, and go back."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    hook = sys.excepthook
    said = qInstallMessageHandler(lambda *_: None)  # what the offscreen platform says of itself
    start, tidying = Start(app, opened.folder, ROOT / "forms", ROOT / "resources"), Tidying(app)
    try:
        yield from _shown(start, opened)
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(said)
        app.commitDataRequest.disconnect()
        app.aboutToQuit.disconnect(start.window.save_now)
        start.window.close()
        start.library.close()
        start.window.deleteLater()
        app.processEvents()
        tidying.end()
    yield Out("settings", "settings.json", (opened.folder / "settings.json").read_bytes())


def _shown(start: Start, opened: Opened) -> Iterator[Out]:
    window = start.window
    window.show()
    window.open_paper(opened.session.paper.id)
    assert window.paper is not None, "the paper did not open in the window"
    window.paper.show_section(opened.planted.earlier[0])
    QApplication.processEvents()
    shown = "\n".join(editor.toPlainText() for editor in window.paper.findChildren(QTextEdit))
    assert any(word in shown for word in opened.planted.planter.places), "Part 2 is not on the screen"
    yield Out("title of the window", "", window.windowTitle().encode())
    start.change_look("larger")
    printed = io.StringIO()
    with contextlib.redirect_stderr(printed):
        _break(start, shown)
    yield Out("what a crash prints", "", printed.getvalue().encode())
    yield Out("what a crash writes down", "", (opened.folder / "engross.log").read_bytes())
    window.to_library()
    model = window.library.list.model()
    told = [str(model.index(row, 0).data(role)) for row in range(model.rowCount()) for role in _ROLES]
    assert opened.session.paper.id in {entry.id for entry in start.library.entries()}
    yield Out("page of all papers", "", "\n".join((*told, window.windowTitle())).encode())


def _break(start: Start, text: str) -> None:
    """Let something break whose message and whose names at hand hold all that is on the screen."""
    try:
        raise ValueError(text)
    except ValueError as problem:
        start.broken(type(problem), problem, problem.__traceback__)
