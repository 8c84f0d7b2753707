"""No socket of the internet's kind is opened, and Qt's part for the network is neither loaded nor shipped."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tools.torture import network

ROOT = Path(__file__).parents[2]
_SHOWN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop_app.ui.start import Start
from desktop_app.ui import paper_pages, tools
app = QApplication([])
start = Start(app, Path(sys.argv[1]), Path("forms"), Path("resources"))
start.tools
start.window.show()
start.window.open_paper(start.desk.sample(Path("resources/sample/paper.json")))
start.window.export()
app.processEvents()
print(start.window.windowTitle())
print("QtNetwork" in str(list(sys.modules)), "Qt6Network" in Path("/proc/self/maps").read_text())
"""

#: A printer made in another way lets Qt look for printers over TCP where no print service runs.
_PRINTERS = """
import os
os.environ.pop("CUPS_SERVER", None)
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication
from desktop_app.ui.printers import new_printer
app = QApplication([])
printer = new_printer()
QPrinterInfo.availablePrinterNames()
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
class DescribeTheSuiteOfTheNetwork:
    def it_finds_a_socket_that_a_program_opens(self) -> None:
        assert network.traced("-c", network.OPENS_ONE).calls
        assert network.traced("-c", "import socket; socket.socket(socket.AF_UNIX)").calls == ()

    def it_finds_none_where_files_are_made(self, tmp_path: Path) -> None:
        words = ("-m", "desktop_app", "--library", str(tmp_path / "library"), "demo", "--out", str(tmp_path))
        made = network.traced(*words)
        assert (made.code, made.calls) == (0, ())

    def it_is_red_where_no_tests_ran(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(network, "traced", lambda *_: network.Traced(5, "no tests ran", ()))
        assert not network.run(1).passed

    def it_is_red_without_strace(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda _: None)
        assert not network.run(1).passed

    def it_finds_none_where_printers_are_asked_for(self) -> None:
        asked = network.traced("-c", _PRINTERS)
        assert (asked.code, asked.calls) == (0, ())


@pytest.mark.skipif(
    not Path("/proc/self/maps").exists(), reason="there is no list of what a process has loaded"
)
def it_loads_no_part_of_qt_for_the_network(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", _SHOWN, str(tmp_path / "library")]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    title, loaded = done.stdout.splitlines()
    assert title.endswith("Engross")
    assert loaded == "False False"


class DescribeTheBundle:
    @pytest.fixture
    def spec(self) -> dict[str, Any]:
        """Return the names of the spec that say what is left out."""
        tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
        kept = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.Assign)]
        told = [node for node in kept if not any(isinstance(part, ast.Starred) for part in ast.walk(node))]
        names: dict[str, Any] = {}
        plain = [
            n for n in told if isinstance(n, ast.FunctionDef) or isinstance(n.value, ast.List | ast.Tuple)
        ]
        exec(compile(ast.Module([*plain], []), "build.spec", "exec"), names)  # noqa: S102 - our own file
        return names

    def it_leaves_out_the_module(self, spec: dict[str, Any]) -> None:
        assert "QtNetwork" in spec["UNUSED_MODULES"]
        assert (
            'excludes=[*(f"PySide6.{name}" for name in UNUSED_MODULES)' in (ROOT / "build.spec").read_text()
        )

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("PySide6/Qt/lib/libQt6Network.so.6", False),
            ("libQt6Network.so.6", False),
            ("PySide6\\Qt6Network.dll", False),
            ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
            ("PySide6/Qt/plugins/networkinformation/libqglib.so", False),
            ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ],
    )
    def it_leaves_out_the_library_and_its_plugins(self, spec: dict[str, Any], name: str, kept: bool) -> None:
        assert spec["wanted"]((name, "", "BINARY")) is kept
