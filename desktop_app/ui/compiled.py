"""What Qt for Python compiles anew in every process, kept the way Python keeps what it compiles itself.

A part of Qt for Python lies packed in its library as text: a dozen modules that every start would compile,
15 ms before anything of Qt is there. Here they are compiled once and kept in the `__pycache__` beside this
module. What is kept is used only for exactly the same text and Python; where it cannot be, nothing changes.

One of them writes type stubs, which no window asks for. It is carried out when first asked for something, for
it loads what reads command lines and writes logs: 10 ms more.
"""

import __future__

import builtins
import contextlib
import marshal
import os
import sys
from importlib import util
from pathlib import Path
from types import CodeType
from typing import Any, Self

PLACE = Path(util.cache_from_source(__file__)).with_suffix(".qt")
_PACKED = "shibokensupport/"  #: how the names of what lies packed in Qt for Python begin
_STUBS = "shibokensupport/signature/lib/pyi_generator.py"  #: is carried out when asked for something
_BROKEN = (EOFError, ValueError, TypeError)  #: how `marshal` refuses what it did not write
#: Stands in for it until then. Names with two underlines are asked for by what loads modules.
_UNTIL_ASKED = """
def __getattr__(name):
    from desktop_app.ui import packed
    if not name.startswith("__"):
        packed.carry_out(globals())
        if name in globals():
            return globals()[name]
    raise AttributeError(name)
"""


class Compiled:
    """Stands in for Python's `compile` while Qt for Python is loaded: `with Compiled(): import …`."""

    def __init__(self, place: Path = PLACE) -> None:
        """Read what was kept. place: the file that it is kept in, which need not be there or be whole."""
        self._place = place
        self._kept = _read(place)
        self._grown = False
        self._stubs = b""

    def __enter__(self) -> Self:
        self._real = builtins.compile
        builtins.compile = self._compile
        return self

    def __exit__(self, *_: object) -> None:
        builtins.compile = self._real
        if self._grown and not sys.dont_write_bytecode:
            self._keep()

    def _compile(self, source: Any, filename: Any, mode: str, *others: Any, **more: Any) -> Any:
        """Return what `compile` would, by what was kept where this is one of Qt's packed modules."""
        if others or more or not (isinstance(source, bytes) and str(filename).startswith(_PACKED)):
            return self._real(source, filename, mode, *others, **more)
        if filename == _STUBS and not self._stubs:
            self._stubs, source, filename = source, _UNTIL_ASKED.encode(), f"{_PACKED}until_asked"
        # As `compile` does, the module that asks hands on what it imports from __future__.
        features = sys._getframe(1).f_code.co_flags & __future__.annotations.compiler_flag
        mark = util.source_hash(source) + bytes([features != 0])
        was, code = self._kept.get(filename, (b"", b""))
        if was == mark:
            with contextlib.suppress(*_BROKEN):
                return marshal.loads(code)
        made: CodeType = self._real(source, filename, mode, features)
        self._kept[filename] = mark, marshal.dumps(made)
        self._grown = True
        return made

    def carry_out(self, module: dict[str, Any]) -> None:
        """Carry out, once, what was put off until it is asked for. module: where its names belong."""
        if module.pop("__getattr__", None):
            exec(self._real(self._stubs, _STUBS, "exec"), module)  # noqa: S102 - Qt's own, as Qt would

    def _keep(self) -> None:
        beside = self._place.with_name(f"{self._place.name}.{os.getpid()}")
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(util.MAGIC_NUMBER + marshal.dumps(self._kept))
            beside.replace(self._place)
        except OSError:  # it may not be written in, or another process reads it: it is compiled each time
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _read(place: Path) -> dict[str, tuple[bytes, bytes]]:
    """Return what a file keeps: of each module by its name the mark of its text, and its code."""
    try:
        data = place.read_bytes()
        if data.startswith(util.MAGIC_NUMBER):
            return marshal.loads(memoryview(data)[len(util.MAGIC_NUMBER) :])
    except (OSError, *_BROKEN):
        pass  # never kept, or cut off while it was written
    return {}
