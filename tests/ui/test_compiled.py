"""What Qt for Python compiles anew in each process is compiled once, and used only for the same text."""

import builtins
import marshal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.ui.compiled import Compiled
from tests.conftest import ROOT

NAME = "shibokensupport/part.py"


@pytest.fixture(autouse=True)
def written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a user's process, whatever the tests were started with."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def carried_out(place: Path, source: bytes, name: str = NAME) -> dict[str, Any]:
    """Return what a module has after a start, at which Qt for Python compiled it."""
    module: dict[str, Any] = {"__name__": "part"}
    with Compiled(place):
        exec(builtins.compile(source, name, "exec"), module)  # noqa: S102
    return module


def without_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it was compiled anew")

    monkeypatch.setattr(builtins, "compile", refuse)


class DescribeWhatIsKept:
    def it_is_not_compiled_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        place = tmp_path / "a" / "cache" / "kept.qt"
        assert carried_out(place, b"a = 1")["a"] == 1
        without_compiler(monkeypatch)
        assert carried_out(place, b"a = 1")["a"] == 1

    def it_is_compiled_again_where_the_text_is_another(self, tmp_path: Path) -> None:
        place = tmp_path / "kept.qt"
        carried_out(place, b"a = 1")
        assert carried_out(place, b"a = 2")["a"] == 2

    @pytest.mark.parametrize("whole", [0, 3, 10, 40])
    def it_is_done_without_where_its_file_was_cut_off(self, tmp_path: Path, whole: int) -> None:
        place = tmp_path / "kept.qt"
        carried_out(place, b"a = 1")
        place.write_bytes(place.read_bytes()[:whole])
        assert carried_out(place, b"a = 1")["a"] == 1

    def it_is_done_without_where_a_module_of_it_is_broken(self, tmp_path: Path) -> None:
        place = tmp_path / "kept.qt"
        carried_out(place, b"a = 1")
        head, kept = place.read_bytes()[:4], marshal.loads(place.read_bytes()[4:])
        place.write_bytes(head + marshal.dumps({name: (mark, b"") for name, (mark, _) in kept.items()}))
        assert carried_out(place, b"a = 1")["a"] == 1

    def it_is_done_without_where_nothing_may_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "a file").touch()
        assert carried_out(tmp_path / "a file" / "kept.qt", b"a = 1")["a"] == 1

    def it_leaves_nothing_beside_it_where_its_name_is_taken(self, tmp_path: Path) -> None:
        place = tmp_path / "kept.qt"
        place.mkdir()
        assert carried_out(place, b"a = 1")["a"] == 1
        assert list(tmp_path.iterdir()) == [place]

    def it_is_not_written_where_python_is_to_write_no_such_thing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        carried_out(tmp_path / "kept.qt", b"a = 1")
        assert not list(tmp_path.iterdir())

    def it_is_only_what_lies_packed_in_qt(self, tmp_path: Path) -> None:
        carried_out(tmp_path / "kept.qt", b"a = 1", "other.py")
        assert not list(tmp_path.iterdir())

    def it_leaves_pythons_own_compile_behind(self, tmp_path: Path) -> None:
        own = builtins.compile
        carried_out(tmp_path / "kept.qt", b"a = 1")
        assert builtins.compile is own


LOADED = """
import sys
import desktop_app.ui
print("logging" in sys.modules)
from PySide6.support.signature.lib.pyi_generator import generate_pyi
print(callable(generate_pyi), "logging" in sys.modules)
print(getattr(sys.modules["PySide6.support.signature.lib.pyi_generator"], "nothing", "is not there"))
from PySide6.QtCore import QObject
try:
    QObject().inherits(1)
except TypeError as problem:
    print("Supported signatures" in str(problem))
"""


def test_qts_writer_of_stubs_is_carried_out_when_it_is_asked_for() -> None:
    command = [sys.executable, "-c", LOADED]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split("\n")[:4] == ["False", "True True", "is not there", "True"]
