"""What every test may rely on: no display, a home of its own, the published papers where they are at hand."""

import gc
import os
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from desktop_app.storage import forms

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test may reach the library of whoever runs it.
os.environ.pop("ENGROSS_LIBRARY", None)
# Most tests save papers, and a disk takes longest over that; none is about what is left after a power cut.
_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 4 * 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# A build server draws the same examples each time; a person's own machine new ones.
settings.register_profile("fast", max_examples=25, deadline=None, derandomize="CI" in os.environ)
settings.register_profile(
    "thorough", max_examples=2500, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

ROOT = Path(__file__).resolve().parent.parent


_NUMBERS = count()


def pytest_collection_finish() -> None:
    """Let Python's collector pass over what stays to the end: thousands of tests, and all modules."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Let each text of a form be parsed once: a hundred tests and more begin with reading all forms."""
    with pytest.MonkeyPatch.context() as patch:
        reads = SimpleNamespace(loads=cache(tomllib.loads), TOMLDecodeError=tomllib.TOMLDecodeError)
        patch.setattr(forms, "tomllib", reads)
        yield


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which each test has its data folder."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a data folder of its own, so that none reads or writes the user's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(homes / str(next(_NUMBERS))))


@pytest.fixture
def real_papers() -> Path:
    """Return the folder of published papers beside the repository; skip the test where there is none."""
    folder = ROOT.parent / "shared" / "papers"
    if not folder.is_dir():
        pytest.skip("the published papers are not at hand")
    return folder
