from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.app.desk import Desk
from desktop_app.cli import run
from desktop_app.domain.record import broken_at
from desktop_app.storage import sealing
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from tests.conftest import ROOT

Command = Callable[..., tuple[int, list[str], str]]
SAMPLE = ROOT / "resources" / "sample" / "paper.json"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on the library of one of two laptops."""
    monkeypatch.setattr(sealing, "_COST", 14)

    def ran(laptop: str, *words: str) -> tuple[int, list[str], str]:
        code = run(["--library", str(tmp_path / laptop), *words])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.strip()

    return ran


@pytest.fixture
def paper_id(tmp_path: Path) -> str:
    library = Library(tmp_path / "one")
    desk = Desk(load_catalogue(ROOT / "forms"), library)
    paper_id = desk.sample(SAMPLE)
    session = desk.open(paper_id)
    session.change("decision.title", "Changed once", label="Typing in Title")
    session.close()
    library.close()
    return paper_id


class DescribeHandingOver:
    def it_arrives_whole_with_its_history(self, command: Command, paper_id: str, tmp_path: Path) -> None:
        code, told, _ = command("one", "pack", paper_id, "--out", str(tmp_path / "p.engross"), "--with-part2")
        assert code == 0
        words = told[1].removeprefix("It opens with: ")
        assert len(words.split()) == 6
        code, told, _ = command("two", "import", str(tmp_path / "p.engross"), "--passphrase", words)
        assert (code, told[-1]) == (0, paper_id)
        here, there = Library(tmp_path / "one"), Library(tmp_path / "two")
        assert there.read(paper_id) == here.read(paper_id)
        file = there.open(paper_id)
        assert [r.label for r in file.revisions()] == ["Created", "Typing in Title"]
        assert broken_at(file.read().record) is None
        file.close()
        assert [entry.title for entry in there.entries()] == ["Changed once"]
        here.close()
        there.close()

    def it_leaves_part_2_behind_unless_it_is_asked_for(
        self, command: Command, paper_id: str, tmp_path: Path
    ) -> None:
        command("one", "pack", paper_id, "--out", str(tmp_path / "p"))
        code, told, _ = command("two", "import", str(tmp_path / "p.engross"))
        assert code == 0
        assert "It holds Part 1 alone, without earlier versions." in told
        there = Library(tmp_path / "two")
        assert there.read(paper_id).restricted.answers == {}
        there.close()

    def it_stands_beside_the_paper_that_is_here_and_says_what_differs(
        self, command: Command, paper_id: str, tmp_path: Path
    ) -> None:
        command("one", "pack", paper_id, "--out", str(tmp_path / "p.engross"))
        library = Library(tmp_path / "one")
        desk = Desk(load_catalogue(ROOT / "forms"), library)
        session = desk.open(paper_id)
        session.change("decision.title", "Changed twice", label="Typing in Title")
        session.close()
        library.close()
        code, told, _ = command("one", "import", str(tmp_path / "p.engross"))
        assert code == 0
        assert told[-1] != paper_id
        assert any("“Changed twice” became “Changed once”" in line for line in told)
        assert any("nothing was merged" in line for line in told)
        library = Library(tmp_path / "one")
        assert library.read(paper_id).public.answers["decision.title"] == "Changed twice"
        library.close()

    def it_refuses_without_its_words(self, command: Command, paper_id: str, tmp_path: Path) -> None:
        command("one", "pack", paper_id, "--out", str(tmp_path / "p"), "--passphrase", "acorn badge")
        assert command("two", "import", str(tmp_path / "p.engross"))[0::2] == (
            2,
            "The file is encrypted. Give the words that were sent for it.",
        )

    def it_refuses_a_file_with_one_byte_changed(
        self, command: Command, paper_id: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "p.engross"
        command("one", "pack", paper_id, "--out", str(path), "--with-part2", "--plain")
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)
        code, _, problem = command("two", "import", str(path))
        assert code == 2
        assert problem == "The file was not opened: it is not as it was made. Ask for it again."
