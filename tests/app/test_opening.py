"""A paper that can be read only says why to whoever would write in it."""

from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.app.desk import Desk
from desktop_app.app.opening import opened
from desktop_app.app.session import ReadOnly
from desktop_app.storage import connection
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """Return a desk, and the id of a paper that is not open."""
    desk = Desk(load_catalogue(ROOT / "forms"), Library(tmp_path_factory.mktemp("library")))
    return desk, desk.new_paper("mopac/decision-2021", {"decision.title": "Refit"})


def refusal(desk: Desk, paper_id: str) -> str:
    """Open the paper, try to write in it, and return what that says."""
    session = opened(desk, paper_id).session
    assert session is not None
    with closing(session), pytest.raises(ReadOnly) as refused:
        session.change("decision.title", "x", label="Typing")
    return str(refused.value)


def _later(path: Path) -> None:
    with closing(connection.connect(path, read_only=False, later=True)) as file:
        file.execute("pragma user_version = 99")


class DescribeWhyNothingCanBeWritten:
    def it_says_who_has_it_open(self, made: tuple[Desk, str]) -> None:
        desk, paper_id = made
        with closing(PaperFile(desk.library.papers / f"{paper_id}.engross-paper.sqlite3")):
            told = refusal(desk, paper_id)
        assert told.startswith("This paper is open for reading only. It is open in another window")
        assert told.endswith("Close it there, then open it here again. Nothing was done.")

    def it_says_that_its_folder_takes_nothing(
        self, made: tuple[Desk, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.access", lambda *_: False)
        told = refusal(*made)
        assert str(made[0].library.papers) in told
        assert "you have no right to write there" in told

    def it_says_that_a_later_version_wrote_it(self, tmp_path: Path, made: tuple[Desk, str]) -> None:
        desk = Desk(made[0].catalogue, Library(tmp_path))
        paper_id = desk.new_paper("mopac/decision-2021", {})
        _later(desk.library.papers / f"{paper_id}.engross-paper.sqlite3")
        assert "A later version of Engross wrote it." in refusal(desk, paper_id)

    def it_says_no_more_than_it_knows(self) -> None:
        assert str(ReadOnly()) == "This paper is open for reading only. Nothing was done."
