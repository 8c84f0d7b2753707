"""The start: what is loaded until the first page is painted."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop_app.ui import start as starting
from desktop_app.ui import window_size
from desktop_app.ui.start import Start
from tests.conftest import ROOT

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop_app.ui.start import Start
app = QApplication([])
start = Start(app, Path(sys.argv[1]), Path("forms"), Path("resources"))
start.window.show()
app.processEvents()
assert start.window.library.isVisible()
assert not start.window.grab().isNull()
heavy = ("sqlite_utils", "docx", "reportlab", "lxml", "PIL", "asyncio")
print(*[name for name in heavy if name in sys.modules])
"""


def test_nothing_heavy_is_loaded_before_the_first_page_is_painted(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "library")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


LATER = """
import sys
from pathlib import Path
from desktop_app.ui import theme
from desktop_app.ui.start import Start
app = theme.application("engross")
start = Start(app, Path(sys.argv[1]), Path("forms"), Path("resources"), bare=True)
start.window.show()
app.processEvents()
papers = start.window.library.list.model()
print(papers.rowCount(), end=" ")
start.get_ready()
while papers.rowCount():
    app.processEvents()
print(papers.rowCount(), len(start.window.menus.edit.actions()) > 5)
"""


def test_papers_that_went_while_no_window_was_open_go_from_the_list_once_it_is_painted(
    sample_library: tuple[Path, str], tmp_path: Path
) -> None:
    folder, paper = sample_library
    library = Path(shutil.copytree(folder, tmp_path / "library"))
    next(library.joinpath("papers").glob(f"{paper}*")).unlink()
    command = [sys.executable, "-c", LATER, str(library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["1", "0", "True"], done.stderr


AT_ONCE = """
import sys
from pathlib import Path
from PySide6 import QtCore
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from desktop_app.ui import start as starting, theme, library_page
class Hasty(library_page.PaperDelegate):
    def paint(self, *given):
        super().paint(*given)
        if not pushed:
            pushed.append(True)
            QtCore.QTimer.singleShot(0, push)
def push():
    window = next(widget for widget in app.topLevelWidgets() if isinstance(widget, starting.Window))
    new = next(each for each in window.findChildren(QPushButton) if each.text() == "New paper")
    print(len(window.menuBar().actions()), bool(window.menuBar().actions()[0].menu().actions()), end=" ")
    QTest.mouseClick(new, QtCore.Qt.MouseButton.LeftButton)
    print(type(window.pages.currentWidget()).__name__, end=" ")
    menu = window.menuBar().actions()[0].menu()
    QtCore.QTimer.singleShot(0, lambda: wait(menu, window))
def wait(menu, window):
    if menu.actions():
        print(menu.actions()[0].shortcut().toString())
        window.close()
    else:
        QtCore.QTimer.singleShot(10, lambda: wait(menu, window))
pushed = []
library_page.PaperDelegate = Hasty
app = theme.application("engross")
sys.exit(starting.run(Path(sys.argv[1]), Path("forms"), Path("resources")))
"""


def test_a_click_works_as_soon_as_the_window_is_seen_and_the_menus_right_after(
    sample_library: tuple[Path, str], tmp_path: Path
) -> None:
    library = Path(shutil.copytree(sample_library[0], tmp_path / "library"))
    command = [sys.executable, "-c", AT_ONCE, str(library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["6", "False", "NewPage", "Ctrl+N"], done.stderr
    assert done.returncode == 0


def test_the_window_is_no_larger_than_its_screen_and_fills_it_again_where_it_did(start: Start) -> None:
    window, room = start.window, start.window.screen().availableGeometry()
    assert not window.windowIcon().isNull()
    window.hide()
    window_size.fit(window)
    assert window.width() < room.width()
    assert window.height() < room.height(), "a frame has room too"
    window.showMaximized()
    start.remember_size()
    window.showNormal()
    window.hide()
    start.show()
    assert window.isMaximized()


def test_a_library_that_cannot_be_made_is_told_in_a_sentence(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    shown: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.text()))
    assert starting.run(in_the_way / "library", ROOT / "forms", ROOT / "resources") == 2
    assert "cannot be used" in shown[0]
    assert "engross --library FOLDER" in shown[0]
    assert capsys.readouterr().err.strip() == shown[0]
    assert in_the_way.read_text(encoding="utf-8") == "not a folder"
