"""What the window must not load before it is painted: each of these would be waited for at every start."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

HEAVY = (
    "argparse",
    "dataclasses",
    "desktop_app.app.desk",
    "desktop_app.domain.paper",
    "desktop_app.checks.engine",
    "desktop_app.document.build",
    "desktop_app.export",
    "desktop_app.intake",
    "desktop_app.storage.forms",
    "desktop_app.storage.paper_file",
    "desktop_app.ui.menus",
    "desktop_app.ui.paper_page",
    "PySide6.QtCore.Qt",
    "PySide6.QtPrintSupport",
    "PySide6.QtWidgets.QStyle",
    "docx",
    "hashlib",
    "json",
    "logging",
    "lxml",
    "msgspec",
    "pypdfium2",
    "reportlab",
    "sqlite_utils",
)
#: Opens a library and, once it is painted, tells what is loaded and the source of which modules was read.
FIRST_PAINT = """
import linecache, sys
from pathlib import Path
from desktop_app.ui import theme
from desktop_app.ui.once_painted import OncePainted
from desktop_app.ui.start import Start
def tell():
    qt = [f"{name}.{part}" for name in sys.modules if name.startswith("PySide6.Qt")
          for part in ("Qt", "QStyle") if part in vars(sys.modules[name])]
    print(*sys.modules, *qt, sep="\\n")
    print(*[name for name in linecache.cache if "desktop_app" in name], sep="\\n", file=sys.stderr)
    app.quit()
app = theme.application("engross")
start = Start(app, Path(sys.argv[1]), Path("forms"), Path("resources"), bare=True)
assert start.window.library.list.model().rowCount() == 1
OncePainted(start.window, tell)
start.show()
app.exec()
"""


@pytest.mark.slow
def test_the_first_page_needs_nothing_that_only_papers_need(sample_library: tuple[Path, str]) -> None:
    command = [sys.executable, "-c", FIRST_PAINT, str(sample_library[0])]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    loaded = set(told.stdout.split())
    assert "desktop_app.ui.library_page" in loaded
    assert sorted(loaded.intersection(HEAVY)) == []
    assert "desktop_app" not in told.stderr, "nothing reads the source of what is imported"
