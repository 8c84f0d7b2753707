"""The shape of the house: who may import whom, what stands where, how large a thing may grow.

Each rule is a function from modules to complaints, and is first shown that it can complain.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "desktop_app"

_INNER = {"domain", "storage", "checks", "document", "export", "intake"}
#: What each layer may import besides itself and the package's version.
ALLOWED: Mapping[str, set[str]] = {
    "": set(),
    "paths": set(),
    "domain": set(),
    "storage": {"domain"},
    "checks": {"domain"},
    "document": {"domain"},
    "export": {"document"},
    "intake": {"domain", "document"},
    "app": _INNER,
    "ui": {"app", "domain", "checks", "intake"},
    "asking": set(),
    "console": set(),
    "cli": {*_INNER, "app", "asking", "paths"},
    "__main__": {*_INNER, "app", "asking", "console", "ui", "cli", "paths"},
}
#: Where the window is put together from its parts, as `cli` and `__main__` are: it may know them all.
ROOTS: Mapping[str, set[str]] = {f"{PACKAGE}.ui.start": ALLOWED["__main__"] - {"export"}}

#: Libraries with one home, and that home.
HOMES: Mapping[str, set[str]] = {
    "PySide6": {"ui", "__main__"},
    "shiboken6": {"ui", "__main__"},
    "sqlite_utils": {"storage"},
    "sqlite3": {"storage"},
    "reportlab": {"export"},
    "pypdfium2": {"export"},
    "docx": {"export", "intake"},
    "platformdirs": {"paths"},
}
#: What would reach the network: the program is offline.
NETWORK = (
    "socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "xmlrpc",
    "poplib", "requests", "urllib3", "httpx", "aiohttp", "PySide6.QtNetwork", "PySide6.QtWebSockets",
)  # fmt: skip
#: What the domain leaves to others although it is in the standard library: files, processes, the machine.
OUTSIDE = {"os", "io", "pathlib", "shutil", "subprocess", "sqlite3", "tempfile", "sys", "threading", "time"}
#: Words that belong to an authority, and so in forms/.
AUTHORITY = re.compile(r"\b(MOPAC|DMPC|PCD|Deputy Mayor|Metropolitan Police|Northmoor)\b", re.IGNORECASE)

MODULE_LINES, FUNCTION_LINES, CLASS_METHODS = 300, 40, 20


@dataclass(frozen=True)
class Module:
    """A module of the program: its dotted name and its text."""

    name: str
    text: str
    is_package: bool = False

    @property
    def layer(self) -> str:
        return f"{self.name}.".split(".")[1]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> frozenset[str]:
        """Every dotted name imported anywhere in it; of `from a import b` both `a` and `a.b`."""
        return frozenset(self._imports())

    def _imports(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def _base(self, node: ast.ImportFrom) -> str:
        up = node.level - self.is_package
        start = self.name.split(".")[: -up or None] if node.level else []
        return ".".join([*start, *([node.module] if node.module else [])])


Rule = Callable[[list[Module]], Iterator[str]]


def _read() -> list[Module]:
    modules: list[Module] = []
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if package else parts)
        modules.append(Module(name, path.read_text(encoding="utf-8"), package))
    return modules


def _layer(name: str) -> str:
    layer = f"{name}.".split(".")[1]
    return layer if layer in ALLOWED else ""


def _within(name: str, library: str) -> bool:
    return name == library or name.startswith(f"{library}.")


def layers(modules: list[Module]) -> Iterator[str]:
    """Each layer imports only those below it."""
    for module in modules:
        allowed = {"", module.layer} | ROOTS.get(module.name, ALLOWED.get(module.layer, set()))
        imported = {_layer(name) for name in module.imports if _within(name, PACKAGE)}
        yield from (f"{module.name} imports {layer}" for layer in sorted(imported - allowed))


def named(modules: list[Module]) -> Iterator[str]:
    """Every module stands in a layer that has rules."""
    yield from (f"{module.name} is in no layer" for module in modules if module.layer not in ALLOWED)


def homes(modules: list[Module]) -> Iterator[str]:
    """A library with a home is imported there alone."""
    for module in modules:
        for library, layers_ in HOMES.items():
            if module.layer not in layers_ and any(_within(name, library) for name in module.imports):
                yield f"{module.name} imports {library}"


def offline(modules: list[Module]) -> Iterator[str]:
    """Nothing reaches for the network."""
    for module in modules:
        for library in NETWORK:
            if any(_within(name, library) for name in module.imports):
                yield f"{module.name} imports {library}"


def pure(modules: list[Module]) -> Iterator[str]:
    """The domain is values: the standard library without files, processes or the machine."""
    for module in modules:
        if module.layer != "domain":
            continue
        for name in sorted({name.partition(".")[0] for name in module.imports} - {PACKAGE}):
            if name not in sys.stdlib_module_names or name in OUTSIDE:
                yield f"{module.name} imports {name}"


def acyclic(modules: list[Module]) -> Iterator[str]:
    """No module imports, by whatever way round, one that imports it."""
    names = {module.name for module in modules}
    graph = {module.name: (module.imports & names) - {module.name} for module in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        yield " <- ".join(problem.args[1])


def bundled(modules: list[Module]) -> Iterator[str]:
    """Only `paths` knows where a bundled program unpacks itself."""
    for module in modules:
        if "_MEIPASS" in module.text and module.layer != "paths":
            yield f"{module.name} reads sys._MEIPASS"


def impartial(modules: list[Module]) -> Iterator[str]:
    """No code names an authority: its forms do."""
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), 1):
            if found := AUTHORITY.search(line):
                yield f"{module.name}:{number} names {found[0]}"


def small(modules: list[Module]) -> Iterator[str]:
    """Modules, functions and classes stay within what one can take in."""
    for module in modules:
        if (lines := len(module.text.splitlines())) > MODULE_LINES:
            yield f"{module.name} has {lines} lines"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES:
                    yield f"{module.name}.{node.name} has {lines} lines"
            elif isinstance(node, ast.ClassDef):
                methods = sum(isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) for item in node.body)
                if methods > CLASS_METHODS:
                    yield f"{module.name}.{node.name} has {methods} methods"


RULES: list[Rule] = [
    layers, named, homes, offline, pure, acyclic, bundled, impartial, small,
]  # fmt: skip


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return _read()


class DescribeTheProgram:
    def it_is_found(self, modules: list[Module]) -> None:
        assert {module.layer for module in modules} >= {"domain", "storage", "app", "ui", "cli", "paths"}

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
    def it_keeps_the_rule(self, rule: Rule, modules: list[Module]) -> None:
        assert list(rule(modules)) == []


BAD = [
    (layers, {"domain.a": "from desktop_app.storage import b", "storage.b": ""}),
    (layers, {"domain.a": "from ..storage.b import c", "storage.b": ""}),
    (layers, {"domain.a": "def f():\n    import desktop_app.app.b", "app.b": ""}),
    (layers, {"export.a": "from desktop_app.domain.b import c", "domain.b": ""}),
    (layers, {"cli": "from desktop_app.ui.b import c", "ui.b": ""}),
    (layers, {"ui.a": "from desktop_app.storage.b import c", "storage.b": ""}),
    (layers, {"app.a": "from desktop_app import paths", "paths": ""}),
    (named, {"helpers.a": ""}),
    (homes, {"app.a": "import sqlite_utils"}),
    (homes, {"cli": "from PySide6.QtCore import QTimer"}),
    (homes, {"app.a": "def f():\n    from reportlab.pdfgen import canvas"}),
    (offline, {"ui.a": "from PySide6.QtNetwork import QTcpSocket"}),
    (offline, {"ui.a": "from PySide6 import QtNetwork"}),
    (offline, {"app.a": "import http.client"}),
    (offline, {"app.a": "from urllib import request"}),
    (pure, {"domain.a": "import msgspec"}),
    (pure, {"domain.a": "from pathlib import Path"}),
    (acyclic, {"app.a": "from .b import x", "app.b": "from .c import x", "app.c": "from . import a"}),
    (acyclic, {"app.a": "def f():\n    from .b import x", "app.b": "import desktop_app.app.a"}),
    (bundled, {"cli": "import sys\nsys._MEIPASS"}),
    (bundled, {"app.a": "getattr(sys, '_MEIPASS', '')"}),
    (impartial, {"checks.a": "# as MOPAC has it"}),
    (impartial, {"checks.a": "title = 'Request for DMPC Decision'"}),
    (small, {"app.a": "\n" * 301}),
    (small, {"app.a": "def f():\n" + "    x = 1\n" * 40}),
    (small, {"app.a": "class A:\n" + "".join(f"    def f{n}(self): ...\n" for n in range(21))}),
]
GOOD = [
    (layers, {"export.a": "from desktop_app.document.b import c", "document.b": ""}),
    (
        layers,
        {
            "ui.a": "from desktop_app import __version__",
            "ui.start": "from desktop_app import paths",
            "paths": "",
        },
    ),
    (layers, {"ui.fields.a": "from ..b import c\nfrom . import d", "ui.b": "", "ui.fields.d": ""}),
    (
        homes,
        {"ui.a": "import PySide6.QtCore", "storage.b": "import sqlite_utils", "app.c": "import reportlabs"},
    ),
    (offline, {"app.a": "from urllib.parse import urlsplit\nimport html"}),
    (pure, {"domain.a": "import json\nfrom .b import c\nfrom dataclasses import dataclass"}),
    (acyclic, {"app.a": "from . import b\nfrom .c import x", "app.b": "from .c import x", "app.c": ""}),
    (small, {"app.a": "def f():\n" + "    x = 1\n" * 39}),
]


def _made(sources: Mapping[str, str]) -> list[Module]:
    return [Module(PACKAGE, "", is_package=True), *(Module(f"{PACKAGE}.{n}", t) for n, t in sources.items())]


class DescribeTheRules:
    @pytest.mark.parametrize(("rule", "sources"), BAD)
    def it_complains_of_what_breaks_it(self, rule: Rule, sources: dict[str, str]) -> None:
        assert len(list(rule(_made(sources)))) == 1

    @pytest.mark.parametrize(("rule", "sources"), GOOD)
    def it_is_content_with_what_keeps_it(self, rule: Rule, sources: dict[str, str]) -> None:
        assert list(rule(_made(sources))) == []

    def it_resolves_what_a_package_imports_from_itself(self) -> None:
        package = Module("desktop_app.ui", "from .a import b\nfrom .. import paths", is_package=True)
        assert package.imports == {
            "desktop_app.ui.a",
            "desktop_app.ui.a.b",
            "desktop_app",
            "desktop_app.paths",
        }
