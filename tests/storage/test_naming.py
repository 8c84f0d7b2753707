"""A file gets its name, also where a virus scanner holds it for a moment."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.storage import naming
from desktop_app.storage.errors import cause_of
from desktop_app.storage.naming import give_name


def refusal(winerror: int | None) -> PermissionError:
    problem = PermissionError(13, "Permission denied")
    if winerror is not None:
        problem.winerror = winerror  # pyright: ignore[reportAttributeAccessIssue]
    return problem


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None, int], list[float]]:
    """Return what refuses so many names, by a number of Windows or without one, and notes what is waited."""

    def arrange(winerror: int | None, times: int) -> list[float]:
        real, left, waited = Path.replace, [times], list[float]()

        def replace(part: Path, name: Path) -> Path:
            left[0] -= 1
            if left[0] >= 0:
                raise refusal(winerror)
            return real(part, name)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(naming.time, "sleep", waited.append)
        return waited

    return arrange


class DescribeGivingAName:
    @pytest.fixture
    def part(self, tmp_path: Path) -> Path:
        (tmp_path / "part").write_bytes(b"whole")
        return tmp_path / "part"

    def it_waits_for_a_program_that_holds_the_file_on_windows(
        self, part: Path, refused: Callable[[int | None, int], list[float]]
    ) -> None:
        waited = refused(32, 3)
        give_name(part, part.with_name("paper"))
        assert part.with_name("paper").read_bytes() == b"whole"
        assert len(waited) == 3

    def it_gives_up_on_one_that_holds_on(
        self, part: Path, refused: Callable[[int | None, int], list[float]]
    ) -> None:
        refused(5, 99)
        with pytest.raises(PermissionError):
            give_name(part, part.with_name("paper"))

    def it_does_not_wait_for_a_right_that_is_withheld(
        self, part: Path, refused: Callable[[int | None, int], list[float]]
    ) -> None:
        waited = refused(None, 99)
        with pytest.raises(PermissionError):
            give_name(part, part.with_name("paper"))
        assert not waited


class DescribeWhyADiskRefused:
    def it_knows_what_windows_says_by_a_number_of_its_own(self) -> None:
        assert "another program is using it" in cause_of(refusal(32))
        assert "the disk did not answer" in cause_of(refusal(64))
        assert "no right to write there" in cause_of(refusal(None))
