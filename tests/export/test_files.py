"""A file is put in its place whole or not at all."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.export import files
from desktop_app.export.files import NotWritten, TargetBusy, make_folder, put, put_beside, put_together


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no time pass between tries; return how long would have been waited each time."""
    waited: list[float] = []
    monkeypatch.setattr(files.time, "sleep", waited.append)
    return waited


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what makes moving a file fail so many times, as Windows does while it is open elsewhere."""

    def arrange(times: int) -> None:
        left = [times]
        real = Path.replace

        def replace(self: Path, target: Path) -> Path:
            if left[0]:
                left[0] -= 1
                raise PermissionError(13, "Permission denied")
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)

    return arrange


class DescribePuttingAFile:
    def it_writes_what_it_is_given(self, tmp_path: Path) -> None:
        put(tmp_path / "paper.docx", b"words")
        assert (tmp_path / "paper.docx").read_bytes() == b"words"

    def it_replaces_what_was_there(self, tmp_path: Path) -> None:
        target = tmp_path / "paper.docx"
        target.write_bytes(b"a much longer text than the new one")
        put(target, b"new")
        assert target.read_bytes() == b"new"

    @pytest.mark.skipif(os.name != "posix", reason="rights of others are told so on POSIX alone")
    def it_can_be_read_by_whoever_could_read_what_was_there(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        for rights in (0o640, 0o644):
            put(path, str(rights).encode())
            path.chmod(rights)
            put(path, b"new")
            assert path.stat().st_mode & 0o777 == rights

    def it_leaves_nothing_else_in_the_folder(self, tmp_path: Path) -> None:
        put(tmp_path / "paper.docx", b"words")
        assert [path.name for path in tmp_path.iterdir()] == ["paper.docx"]

    def it_tries_again_while_another_program_lets_go(
        self, tmp_path: Path, no_waiting: list[float], refuse: Callable[[int], None]
    ) -> None:
        refuse(3)
        put(tmp_path / "paper.docx", b"words")
        assert (tmp_path / "paper.docx").read_bytes() == b"words"
        assert len(no_waiting) == 3


class DescribeATargetThatStaysOpenElsewhere:
    @pytest.fixture
    def busy(
        self, tmp_path: Path, no_waiting: list[float], refuse: Callable[[int], None]
    ) -> tuple[TargetBusy, list[float]]:
        (tmp_path / "PCD 602 decision.docx").write_bytes(b"old")
        refuse(99)
        with pytest.raises(TargetBusy) as caught:
            put(tmp_path / "PCD 602 decision.docx", b"new")
        return caught.value, no_waiting

    def it_says_so_with_another_name_to_take(self, busy: tuple[TargetBusy, list[float]]) -> None:
        sentence = str(busy[0])
        assert "PCD 602 decision.docx is open in another program" in sentence
        assert "PCD 602 decision (2).docx" in sentence

    def it_keeps_what_was_there_and_leaves_no_trace(
        self, busy: tuple[TargetBusy, list[float]], tmp_path: Path
    ) -> None:
        assert [path.name for path in tmp_path.iterdir()] == ["PCD 602 decision.docx"]
        assert (tmp_path / "PCD 602 decision.docx").read_bytes() == b"old"

    def it_gives_up_within_two_and_a_half_seconds(self, busy: tuple[TargetBusy, list[float]]) -> None:
        assert 1 <= sum(busy[1]) <= 2.5


class DescribeAFolderThatTakesNoFile:
    def it_is_named_where_it_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(NotWritten, match="nowhere"):
            put(tmp_path / "nowhere" / "paper.docx", b"words")

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0, reason="the right to write is not withheld here"
    )
    def it_is_named_where_it_may_not_be_written(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(NotWritten, match=tmp_path.name):
            put(tmp_path / "paper.docx", b"words")

    def it_keeps_a_folder_that_bears_the_name(self, tmp_path: Path) -> None:
        (tmp_path / "paper.docx").mkdir()
        with pytest.raises(NotWritten, match=r"paper\.docx"):
            put(tmp_path / "paper.docx", b"words")
        assert [path.name for path in tmp_path.iterdir()] == ["paper.docx"]


class DescribeWindows:
    @pytest.mark.parametrize(
        ("number", "kind", "told"),
        [(32, 13, "another program is using it"), (21, 13, "did not answer"), (206, 2, "shorter path")],
    )
    def it_is_understood_by_its_own_numbers(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: int, told: str
    ) -> None:
        def refuse(**_: object) -> None:
            problem = OSError(kind, "…")
            problem.winerror = number  # pyright: ignore[reportAttributeAccessIssue]
            raise problem

        monkeypatch.setattr(files.tempfile, "mkstemp", refuse)
        with pytest.raises(NotWritten, match=told):
            put(tmp_path / "paper.docx", b"words")

    def it_says_that_no_folder_is_there_of_a_name_that_is_too_long(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise FileNotFoundError(2, "The system cannot find the path specified")

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(NotWritten, match=r"paper\.docx could not be written: its name is longer"):
            put(tmp_path / "paper.docx", b"words")

    def it_lets_others_read_a_folder_as_they_read_the_one_that_it_is_in(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        modes: list[int] = []
        real = os.mkdir
        monkeypatch.setattr(os, "mkdir", lambda path, mode=0o777: modes.append(mode) or real(path, mode))
        put_together((tmp_path / "pack",), {"a.txt": b"words"})
        assert modes == [0o777]  # 0o700 shuts all others out there, for good


class DescribeAFullDisk:
    def it_keeps_what_was_there_and_leaves_no_trace(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "paper.docx").write_bytes(b"old")

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(files.os, "fsync", full)
        with pytest.raises(NotWritten, match=r"the disk is full\. Free some space"):
            put(tmp_path / "paper.docx", b"new")
        assert [path.name for path in tmp_path.iterdir()] == ["paper.docx"]
        assert (tmp_path / "paper.docx").read_bytes() == b"old"


class DescribeAFolderOfFiles:
    def it_takes_the_first_name_that_is_free(self, tmp_path: Path) -> None:
        (tmp_path / "pack").mkdir()
        made = put_together((tmp_path / "pack", tmp_path / "pack (2)"), {"a.txt": b"words"})
        assert made == tmp_path / "pack (2)"
        assert (made / "a.txt").read_bytes() == b"words"

    @pytest.mark.skipif(os.name != "posix", reason="rights of others are told so on POSIX alone")
    def it_has_files_that_their_user_alone_can_read(self, tmp_path: Path) -> None:
        made = put_together((tmp_path / "pack",), {"a.txt": b"words"})
        assert (made / "a.txt").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("refused", ["fsync", "replace", "mkdir"])
    def it_has_no_name_before_all_of_it_is_there_and_says_which_folder_refused(
        self, tmp_path: Path, no_waiting: list[float], monkeypatch: pytest.MonkeyPatch, refused: str
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(files.os, refused, refuse)
        with pytest.raises(NotWritten, match=f"{tmp_path.name} could not be written to: you have no right"):
            put_together((tmp_path / "pack",), {"a.txt": b"words"})
        assert list(tmp_path.iterdir()) == []

    def it_says_so_where_its_folder_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_bytes(b"")
        with pytest.raises(NotWritten, match="taken could not be written to"):
            make_folder(tmp_path / "taken")


class DescribeAFileBesideOthers:
    def it_leaves_another_one_of_the_same_name_as_it_is(self, tmp_path: Path) -> None:
        wanted = tmp_path / "a.b.docx"
        assert put_beside(wanted, b"ours") == wanted
        wanted.write_bytes(b"edited")
        assert put_beside(wanted, b"ours").name == "a.b (2).docx"
        assert put_beside(wanted, b"later").name == "a.b (3).docx"
        assert wanted.read_bytes() == b"edited"

    def it_is_the_one_that_says_the_same(self, tmp_path: Path) -> None:
        wanted = tmp_path / "a.docx"
        wanted.write_bytes(b"edited")
        assert put_beside(wanted, b"ours") == put_beside(wanted, b"ours") == tmp_path / "a (2).docx"
        assert len(list(tmp_path.iterdir())) == 2

    def it_takes_the_place_of_another_where_it_is_to(self, tmp_path: Path) -> None:
        wanted = tmp_path / "a.docx"
        wanted.write_bytes(b"edited")
        assert put_beside(wanted, b"ours", replace=True) == wanted
        assert wanted.read_bytes() == b"ours"

    def it_leaves_a_folder_of_that_name_alone(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").mkdir()
        assert put_beside(tmp_path / "a.docx", b"ours").name == "a (2).docx"
