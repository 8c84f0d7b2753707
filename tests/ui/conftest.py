"""What the window's tests share: the program on a library of its own, and a person at it."""

import gc
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.storage.forms import Catalogue, load_catalogue
from desktop_app.ui import start as start_module
from desktop_app.ui.start import Start
from tests.conftest import ROOT
from tests.ui.hands import User

SAMPLE = ROOT / "resources" / "sample" / "paper.json"
# What a test waits for comes when it comes: on a busy machine no sooner than after many seconds.
QtBot.waitUntil.__kwdefaults__ = {"timeout": 60_000}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the forms, read once for all tests."""
    return load_catalogue(ROOT / "forms")


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Let what is no longer needed be collected as in the program: in the window's own thread alone.

    Python's own collector begins in whatever thread it pleases, and there destroys what is the window's.
    """
    gc.disable()
    yield
    gc.collect(1)  # all that is new, windows and pages that are gone with it
    gc.enable()


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:
    """Give the program with its window open on an empty library; all is let go at the end."""
    monkeypatch.setattr(start_module, "load_catalogue", lambda _: catalogue)
    hook, font, palette = sys.excepthook, qapp.font(), qapp.palette()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "settings.json").write_text('{"theme": "light"}')
    made = Start(qapp, tmp_path / "library", ROOT / "forms", ROOT / "resources")
    sys.excepthook = hook  # so that what breaks in a slot fails its test
    made.window.resize(1280, 800)
    made.window.show()
    qtbot.waitUntil(made.window.isVisible)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    sys.excepthook = hook
    qapp.commitDataRequest.disconnect()
    qapp.aboutToQuit.disconnect(made.window.save_now)
    made.window.close()
    made.end()
    made.window.deleteLater()
    qapp.processEvents()
    # Without a loop of events it would live on, and be dressed anew with every window after it.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.setProperty("theme", None)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def user(qtbot: QtBot, start: Start) -> User:
    """Give a person at the window, whose library is empty."""
    return User(qtbot, start)


@pytest.fixture
def slow_hand(qapp: QApplication) -> Iterator[None]:
    """Let any two clicks be a double click, however busy the machine."""
    usual = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60_000)
    yield
    qapp.setDoubleClickInterval(usual)


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> tuple[Path, str]:
    """Return a library with the sample paper in it, and the paper's id; made once, to be copied."""
    from desktop_app.app.desk import Desk
    from desktop_app.storage.library import Library

    folder = tmp_path_factory.mktemp("sample")
    library = Library(folder)
    paper = Desk(catalogue, library).sample(SAMPLE)
    library.close()
    return folder, paper


@pytest.fixture
def reader(user: User, sample_library: tuple[Path, str]) -> User:
    """Give a person who has the sample paper open."""
    folder, paper = sample_library
    shutil.copytree(folder / "papers", user.start.library.papers, dirs_exist_ok=True)
    user.start.library.refresh()
    user.window.library.refresh()
    user.window.open_paper(paper)
    return user
