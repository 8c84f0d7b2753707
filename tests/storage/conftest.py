"""Where storage is tested: in memory where the machine has such a folder, so that no disk is waited for."""

import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
_QUICK = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None  # for tempfile: None is its own choice


@contextmanager
def quick_folder() -> Generator[Path, None, None]:
    """Give a folder within one of its own, where a paper's copies come to stand; both are gone at the end."""
    with tempfile.TemporaryDirectory(dir=_QUICK, prefix="engross-") as name:
        folder = Path(name) / "papers"
        folder.mkdir()
        yield folder


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder of the test's own, gone when it ends."""
    with quick_folder() as folder:
        yield folder
