import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app import passphrases
from desktop_app.app.acts import tick
from desktop_app.app.desk import Desk
from desktop_app.app.fitting import check_fits
from desktop_app.app.packing import packed
from desktop_app.cli import run
from desktop_app.domain.fields import TickField
from desktop_app.domain.paper import Paper, RichText, Value
from desktop_app.domain.record import EventKind, broken_at
from desktop_app.domain.richtext import Blocks, Paragraph, Text, block_text
from desktop_app.storage import sealing
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from desktop_app.storage.pack_file import content_of
from desktop_app.storage.sealing import PackRefused
from tests.conftest import ROOT

Command = Callable[..., tuple[int, list[str], str]]
SAMPLE = ROOT / "resources" / "sample" / "paper.json"


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on the library of one of two laptops."""
    monkeypatch.setattr(sealing, "_COST", 10)
    monkeypatch.setattr(sealing, "_LEAST", 10)

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


def change(laptop: Path, paper_id: str, key: str, value: Value) -> None:
    library = Library(laptop)
    session = Desk(load_catalogue(ROOT / "forms"), library).open(paper_id)
    session.change(key, value, label=f"Typing in {key}")
    session.close()
    library.close()


def read(laptop: Path, paper_id: str) -> Paper:
    library = Library(laptop)
    paper = library.read(paper_id)
    library.close()
    return paper


class DescribeHandingOver:
    def it_arrives_whole_with_its_history(self, command: Command, paper_id: str, tmp_path: Path) -> None:
        code, told, _ = command("one", "pack", paper_id, "--out", str(tmp_path / "p.engross"), "--with-part2")
        assert code == 0
        words = told[1].removeprefix("It opens with: ")
        assert len(words.split()) == 6
        (tmp_path / "words").write_text(f"{words}\n", encoding="utf-8")
        given = ("--passphrase-file", str(tmp_path / "words"))
        code, told, _ = command("two", "import", str(tmp_path / "p.engross"), *given)
        assert (code, told[-1]) == (0, paper_id)
        here, there = Library(tmp_path / "one"), Library(tmp_path / "two")
        assert there.read(paper_id) == here.read(paper_id)
        file = there.open(paper_id)
        assert [r.label for r in file.revisions()] == ["Created", "Typing in Title", "Typing in Title"]
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

    def it_stands_beside_the_paper_that_is_here_where_it_is_asked_to(
        self, command: Command, paper_id: str, tmp_path: Path
    ) -> None:
        command("one", "pack", paper_id, "--out", str(tmp_path / "P.ENGROSS"))
        change(tmp_path / "one", paper_id, "decision.title", "Changed twice")
        code, told, _ = command("one", "import", str(tmp_path / "P.ENGROSS"), "--separate")
        assert code == 0
        assert told[-1] != paper_id
        assert any("“Changed twice” became “Changed once”" in line for line in told)
        assert any("nothing was merged" in line for line in told)
        assert read(tmp_path / "one", paper_id).public.answers["decision.title"] == "Changed twice"

    def it_opens_with_words_that_are_asked_for_and_never_told(
        self, command: Command, paper_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said = iter(("acorn badge", "acorn bridge", "acorn badge", "acorn badge ", "Acorn Badge"))
        monkeypatch.setattr(passphrases, "getpass", lambda _: next(said))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        pack = ("one", "pack", paper_id, "--out", str(tmp_path / "p.engross"), "--passphrase")
        assert command(*pack)[0::2] == (2, "The words were not the same both times. No file was made.")
        assert not (tmp_path / "p.engross").exists()
        code, told, _ = command(*pack)
        assert (code, told) == (0, [str(tmp_path / "p.engross")])
        code, told, _ = command("two", "import", str(tmp_path / "p.engross"))
        assert (code, told[-1]) == (0, paper_id)

    def it_takes_its_words_from_a_pipe_and_refuses_where_there_are_none(
        self, command: Command, paper_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = str(tmp_path / "p.engross")
        monkeypatch.setattr(sys, "stdin", io.StringIO("acorn badge\n\n"))
        assert command("one", "pack", paper_id, "--out", file, "--passphrase-file", "-")[0] == 0
        code, _, problem = command("two", "import", file, "--passphrase-file", "-")
        assert (code, problem) == (2, "No words were given that the file opens with. Nothing was done.")
        code, _, problem = command("two", "import", file)
        assert code == 2
        assert "there is no terminal" in problem
        assert "--passphrase-file" in problem

    def it_takes_no_words_from_the_command_line(
        self, command: Command, paper_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            command("one", "pack", paper_id, "--out", str(tmp_path / "p"), "--passphrase", "acorn badge")
        assert "unrecognized arguments" in capsys.readouterr().err

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


def facts(paper: Paper, key: str = "decision.issues") -> Blocks:
    value = paper.public.answers[key]
    assert isinstance(value, RichText)
    return value.blocks


def reworded(laptop: Path, paper_id: str, place: int, text: str) -> None:
    blocks = list(facts(read(laptop, paper_id)))
    blocks[place] = Paragraph((Text(text),), id=blocks[place].id)
    change(laptop, paper_id, "decision.issues", RichText(tuple(blocks)))


class DescribeComingBack:
    @pytest.fixture
    def out(self, command: Command, paper_id: str, tmp_path: Path) -> Path:
        """A paper handed over and taken in on laptop two."""
        three = tuple(Paragraph((Text(words),)) for words in ("One.", "Two.", "Three."))
        change(tmp_path / "one", paper_id, "decision.issues", RichText(three))
        path = tmp_path / "p.engross"
        command("one", "pack", paper_id, "--out", str(path), "--by", "A. Author")
        assert command("two", "import", str(path))[0] == 0
        return path

    def back(self, command: Command, paper_id: str, out: Path, *more: str) -> tuple[int, list[str]]:
        assert command("two", "pack", paper_id, "--out", str(out), "--by", "B. Manager", "--replace")[0] == 0
        return command("one", "import", str(out), "--by", "A. Author", *more)[:2]

    def it_merges_different_paragraphs_of_one_section(
        self, command: Command, paper_id: str, out: Path, tmp_path: Path
    ) -> None:
        reworded(tmp_path / "one", paper_id, 0, "One, here.")
        reworded(tmp_path / "two", paper_id, 2, "Three, there.")
        change(tmp_path / "two", paper_id, "decision.title", "Their title")
        code, told = self.back(command, paper_id, out)
        assert code == 0
        paper = read(tmp_path / "one", paper_id)
        assert [block_text(block) for block in facts(paper)] == ["One, here.", "Two.", "Three, there."]
        assert paper.public.answers["decision.title"] == "Their title"
        assert any("Three, there." in line for line in told)
        assert broken_at(paper.record) is None
        assert paper.record[-1].kind is EventKind.MERGED
        assert paper.restricted.answers  # Part 1 alone came; Part 2 stays

    def it_shows_both_where_a_paragraph_was_changed_on_both_sides(
        self, command: Command, paper_id: str, out: Path, tmp_path: Path
    ) -> None:
        reworded(tmp_path / "one", paper_id, 1, "Two, here.")
        reworded(tmp_path / "two", paper_id, 1, "Two, there.")
        code, told = self.back(command, paper_id, out)
        assert code == 1
        assert "   here:  Two, here." in told
        assert "   came:  Two, there." in told
        assert block_text(facts(read(tmp_path / "one", paper_id))[1]) == "Two, here."
        code, _, _ = command("one", "import", str(out), "--take", "1")
        assert code == 0
        assert block_text(facts(read(tmp_path / "one", paper_id))[1]) == "Two, there."

    def it_brings_ticks_and_the_record_along(
        self, command: Command, paper_id: str, out: Path, tmp_path: Path
    ) -> None:
        library = Library(tmp_path / "two")
        session = Desk(load_catalogue(ROOT / "forms"), library).open(paper_id)
        key = next(
            item.key
            for item in session.template.fields
            if isinstance(item, TickField) and not session.template.is_restricted(item.key)
        )
        tick(session, key, "B. Manager", "Head")
        given = session.paper.record[-1]
        session.close()
        library.close()
        assert self.back(command, paper_id, out)[0] == 0
        paper = read(tmp_path / "one", paper_id)
        assert given in paper.record
        assert broken_at(paper.record) is None

    def it_says_that_a_record_parted(
        self, command: Command, paper_id: str, out: Path, tmp_path: Path
    ) -> None:
        command("one", "pack", paper_id, "--out", str(tmp_path / "other"), "--by", "A. Author")
        code, told = self.back(command, paper_id, out)
        assert code == 0
        assert any(line.startswith("The records part after entry") for line in told)
        assert broken_at(read(tmp_path / "one", paper_id).record) is None

    def it_says_that_a_record_is_shorter_than_the_one_here(
        self, command: Command, paper_id: str, out: Path, tmp_path: Path
    ) -> None:
        command("one", "pack", paper_id, "--out", str(tmp_path / "other"), "--by", "A. Author")
        code, told, _ = command("one", "import", str(out))
        assert code == 0
        assert any(line.startswith("Its record ends at entry") for line in told)

    def it_comes_back_a_second_time_with_nothing_undone(
        self, command: Command, paper_id: str, out: Path, tmp_path: Path
    ) -> None:
        reworded(tmp_path / "two", paper_id, 2, "Three, there.")
        reworded(tmp_path / "one", paper_id, 0, "One, here.")
        assert self.back(command, paper_id, out)[0] == 0
        reworded(tmp_path / "one", paper_id, 1, "Two, later.")
        assert self.back(command, paper_id, out)[0] == 0
        words = [block_text(block) for block in facts(read(tmp_path / "one", paper_id))]
        assert words == ["One, here.", "Two, later.", "Three, there."]


class DescribeAHostileFile:
    def it_is_refused_with_any_byte_changed(
        self, paper_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sealing, "_COST", 10)
        monkeypatch.setattr(sealing, "_LEAST", 10)
        library = Library(tmp_path / "one")
        file = library.open(paper_id)
        pack = packed(file, "A", datetime(2026, 3, 2, tzinfo=UTC), with_part2=True)
        file.close()
        library.close()
        content = content_of(pack)
        for data in (sealing.sealed(content), sealing.locked(content, "acorn badge")):
            places = {*range(60), *range(0, len(data), max(1, len(data) // 40)), len(data) - 1}
            for place in places:
                changed = bytearray(data)
                changed[place] ^= 1 << place % 8
                with pytest.raises(PackRefused, match="The file was not opened"):
                    sealing.opened(bytes(changed), "acorn badge")

    def it_has_every_answer_in_the_part_of_its_field(self, paper_id: str, tmp_path: Path) -> None:
        desk = Desk(load_catalogue(ROOT / "forms"), Library(tmp_path / "one"))
        template, paper = desk.read(paper_id)
        desk.library.close()
        check_fits(template, paper)
        key = next(iter(paper.restricted.answers))
        wrong = paper.with_public(answers={**paper.public.answers, key: paper.restricted.answers[key]})
        with pytest.raises(PackRefused, match="has no place"):
            check_fits(template, wrong)
        with pytest.raises(PackRefused, match="has no place"):
            check_fits(template, paper.with_public(answers={"decision.title": RichText(())}))
