"""What people see: the window, its pages and the editors of each kind of field. Only importer of Qt."""

import builtins
from importlib import import_module

from .compiled import Compiled

with Compiled() as packed:
    # Which puts an import of its own in the place of Python's. That reads the source of whatever is
    # imported later, to see how names of Qt are spelt there: 5 ms of the start, and all that text stays in
    # memory. Here they are spelt as Qt spells them, so Python's own is put back.
    import_module("PySide6.QtCore")
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
