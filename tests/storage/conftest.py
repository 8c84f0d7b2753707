"""Where storage is tested: in memory where the machine has such a folder, so that no disk is waited for."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
#: For tempfile: None is its own choice.
QUICK = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Give a folder of the test's own, gone when it ends."""
    with tempfile.TemporaryDirectory(dir=QUICK, prefix="engross-") as name:
        yield Path(name)
