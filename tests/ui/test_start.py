"""The start: what is loaded until the first page is painted."""

import subprocess
import sys
from pathlib import Path

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
