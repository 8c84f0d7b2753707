import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.paper import Paper, Part, with_answer
from desktop_app.domain.step import Change, Step
from desktop_app.storage import backup
from desktop_app.storage import connection as files
from desktop_app.storage.backup import copies_of
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile, create_file
from desktop_app.storage.schema import file_name
from tests import strategies

CANARY = "Qzx7-wombat-Kvj4"
KEPT = "Ostrich remains"
Key = "part2.legal"


def holding(folder: Path, words: str) -> list[str]:
    """Return the files below a folder in which words stand, as they are or compressed."""
    wanted = words.encode()
    return sorted(
        path.name for path in folder.rglob("*") if path.is_file() and _in(path.read_bytes(), wanted)
    )


def _in(data: bytes, wanted: bytes) -> bool:
    if wanted in data:
        return True
    place = data.find(b"\x78")
    while place >= 0:
        try:
            if wanted in zlib.decompressobj().decompress(data[place:]):
                return True
        except zlib.error:
            pass
        place = data.find(b"\x78", place + 1)
    return False


def secret(paper: Paper, words: str | None) -> Paper:
    return with_answer(paper, Key, words, restricted=True)


@pytest.fixture
def paper() -> Paper:
    return strategies.paper_with("Body worn video", part2=KEPT)


@pytest.fixture
def make(tmp_path: Path, paper: Paper) -> Callable[[], PaperFile]:
    """Return what gives a paper in which Part 2 said something for a while, with copies and undo."""

    def made() -> PaperFile:
        (tmp_path / "papers").mkdir()
        file = create_file(tmp_path / "papers" / file_name(paper.id), paper)
        change = Change(Key, Part.TWO, None, CANARY)
        steps = [Step("Typing", (change,)), Step("Typing", (Change(Key, Part.TWO, CANARY, None),))]
        file.save(secret(paper, CANARY), label="Typing", steps=steps[:1], position=1)
        for number in range(8):
            file.save(secret(paper, f"{CANARY} {number} " * 30), label="Typing")
        file.copies.make("timed")
        file.save(secret(paper, None), label="Typing", steps=steps, position=2)
        return file

    return made


def without_secure_delete(monkeypatch: pytest.MonkeyPatch) -> None:
    rest = tuple(one for one in files._SETTINGS if one[0] != "secure_delete")
    monkeypatch.setattr(files, "_SETTINGS", (*rest, ("secure_delete", "off", 0)))


class DescribeErasing:
    @pytest.mark.parametrize("secure", [True, False])
    def it_leaves_not_a_byte_in_any_file(
        self,
        make: Callable[[], PaperFile],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        secure: bool,
    ) -> None:
        if not secure:
            without_secure_delete(monkeypatch)
        file = make()
        assert len(holding(tmp_path, CANARY)) == 2  # the paper and its copy: so it would be found
        file.eraser.erase()
        assert holding(tmp_path, CANARY) == []
        file.read()
        file.close()
        assert holding(tmp_path, CANARY) == []

    @pytest.mark.parametrize("left", [".new-1/{name}", ".new-{name}", ".look-1"])
    def it_takes_away_what_a_program_that_died_left_beside_the_paper(
        self, make: Callable[[], PaperFile], tmp_path: Path, left: str
    ) -> None:
        file = make()
        beside = file.path.parent / left.format(name=file.path.name)
        beside.parent.mkdir(exist_ok=True)
        beside.write_text(CANARY)
        file.eraser.erase()
        assert holding(tmp_path, CANARY) == []
        file.close()

    def it_would_be_found_if_the_file_were_not_written_anew(
        self, make: Callable[[], PaperFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        without_secure_delete(monkeypatch)
        file = make()
        for table in ("restricted_changes", "restricted_step_changes"):
            file.eraser._connection.execute(f"delete from {table}")
        assert file.path.name in holding(tmp_path, CANARY)
        file._grown = False
        file.close()

    def it_keeps_what_part_2_says_now_and_all_of_part_1(
        self, make: Callable[[], PaperFile], paper: Paper
    ) -> None:
        file = make()
        title = with_answer(paper, "decision.title", "Tasers", restricted=False)
        file.save(title)
        file.eraser.erase()
        assert file.read() == title
        assert file.steps() == ([], 0)
        file.close()
        again = PaperFile(file.path)
        assert again.read() == title
        assert again.paper_at(1).public == paper.public
        assert again.paper_at(1).restricted.answers == {}
        assert [number for number, _ in again.past.papers()] == [r.number for r in again.revisions()]
        again.save(secret(title, "New words"))
        assert again.read() == secret(title, "New words")
        again.close()

    def it_leaves_one_copy_which_is_whole(self, make: Callable[[], PaperFile]) -> None:
        file = make()
        file.eraser.erase()
        (copy,) = copies_of(file.path)
        assert copy.why == "erased"
        file.close()

    def it_says_where_a_copy_could_not_be_removed_and_can_be_done_again(
        self, make: Callable[[], PaperFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = make()

        def refuse(_: object) -> None:
            raise PermissionError(13, "in use")

        with monkeypatch.context() as busy:
            busy.setattr(backup, "drop", refuse)
            with pytest.raises(StorageError, match="could not be removed"):
                file.eraser.erase()
        file.eraser.erase()
        file.read()
        file.close()
        assert holding(tmp_path, CANARY) == []
