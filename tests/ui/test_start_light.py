"""What the window must not load before it is painted: each of these would be waited for at every start."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

HEAVY = (
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
    "PySide6.QtPrintSupport",
    "docx",
    "hashlib",
    "json",
    "lxml",
    "msgspec",
    "pypdfium2",
    "reportlab",
    "sqlite_utils",
)


@pytest.mark.slow
def test_the_start_loads_nothing_that_only_papers_need() -> None:
    script = "import sys, desktop_app.__main__, desktop_app.ui.start; print(*sys.modules, sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(told.stdout.split())
    assert "desktop_app.ui.library_page" in loaded
    assert sorted(loaded.intersection(HEAVY)) == []
