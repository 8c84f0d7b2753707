"""A Word copy of a paper that is here is told before a second paper is made of it."""

from pathlib import Path

import pytest

from desktop_app.app.desk import Desk
from desktop_app.cli import FAILED
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from tests.app.under_review import Command, copy_of, edited, opened
from tests.conftest import ROOT


@pytest.fixture
def copy(tmp_path: Path, library: Library) -> Path:
    """Return a copy of a paper that is in the library and was written on since."""
    session = opened(library)
    path = tmp_path / "PCD 1120 reviewed.docx"
    path.write_bytes(copy_of(session))
    session.change("decision.title", "Another title", label="Typing")
    session.save()
    session.close()
    library.close()
    return path


def count(tmp_path: Path) -> int:
    library = Library(tmp_path / "library")
    try:
        return len(library.entries())
    finally:
        library.close()


class DescribeTheImportOfACopy:
    def it_says_whose_copy_it_is_and_what_to_do(self, command: Command, copy: Path, tmp_path: Path) -> None:
        code, told = command("import", copy)
        assert code == FAILED
        assert "PCD 1120 reviewed.docx is a copy of" in told
        assert "engross review" in told
        assert "--separate" in told
        assert count(tmp_path) == 1

    def it_makes_a_second_paper_where_that_is_meant(
        self, command: Command, copy: Path, tmp_path: Path
    ) -> None:
        assert command("import", copy, "--separate")[0] == 0
        assert count(tmp_path) == 2

    def it_takes_in_a_copy_of_a_paper_that_is_elsewhere(
        self, command: Command, copy: Path, tmp_path: Path
    ) -> None:
        for path in (tmp_path / "library").rglob("*"):
            path.rename(tmp_path / path.name) if path.is_file() else None
        assert command("import", copy)[0] == 0
        assert count(tmp_path) == 1

    def it_takes_in_a_file_that_says_nothing_of_a_copy(
        self, command: Command, copy: Path, tmp_path: Path
    ) -> None:
        stranger = tmp_path / "stranger.docx"
        plain = edited(
            copy.read_bytes(), lambda xml: xml.replace("PaperDocument", "Other"), "docProps/custom.xml"
        )
        stranger.write_bytes(plain)
        assert command("import", stranger)[0] == 0

    def it_is_known_by_its_title_however_many_papers_were_changed_since(
        self, command: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desktop_app.app.known_copy._OPENED", 0)
        session = opened(library)
        (tmp_path / "copy.docx").write_bytes(copy_of(session))
        Desk(load_catalogue(ROOT / "forms"), library).note(session)
        session.close()
        library.close()
        assert command("import", tmp_path / "copy.docx")[0] == FAILED
        assert count(tmp_path) == 1
