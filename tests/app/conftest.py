"""A library with one paper under review, for the tests that need no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.app.session import Session
from desktop_app.cli import run
from desktop_app.storage.library import Library

from .under_review import Command, opened


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def session(library: Library) -> Iterator[Session]:
    made = opened(library)
    yield made
    made.close()


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def ran(*asked: str | Path) -> tuple[int, str]:
        code = run(["--library", str(tmp_path / "library"), *map(str, asked)])
        return code, "".join(capsys.readouterr())

    return ran
