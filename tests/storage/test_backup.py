import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.paper import Paper, with_answer
from desktop_app.storage import backup, proof
from desktop_app.storage.backup import Copy, copies_of, folder_of, superfluous
from desktop_app.storage.errors import PaperDamaged, StorageError
from desktop_app.storage.paper_file import PaperFile, create_file
from desktop_app.storage.schema import file_name
from tests import strategies

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def paper() -> Paper:
    return strategies.paper_with("Body worn video", part2="held back")


@pytest.fixture
def file(tmp_path: Path, paper: Paper) -> Iterator[PaperFile]:
    (tmp_path / "papers").mkdir()
    made = create_file(tmp_path / "papers" / file_name(paper.id), paper)
    yield made
    made.close()


def titled(paper: Paper, title: str) -> Paper:
    return with_answer(paper, "decision.title", title, restricted=False)


def spoil(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


class DescribeCopies:
    def it_makes_one_on_closing_after_changes(self, file: PaperFile, paper: Paper) -> None:
        file.save(titled(paper, "Tasers"))
        file.close()
        (copy,) = copies_of(file.path)
        assert (copy.why, copy.revision) == ("closed", 2)
        assert proof.prove(copy.path) == 2

    def it_makes_none_where_nothing_changed(self, file: PaperFile) -> None:
        file.close()
        PaperFile(file.path).close()
        assert len(copies_of(file.path)) == 1

    def it_is_readable_by_its_user_alone(self, file: PaperFile) -> None:
        assert file.copies.make("now").stat().st_mode & 0o777 == 0o600

    def it_closes_the_paper_though_no_copy_could_be_made(self, file: PaperFile, paper: Paper) -> None:
        file.path.parent.parent.joinpath("backups").write_text("in the way")
        file.save(titled(paper, "Tasers"))
        file.close()
        assert not file.path.with_name(file.path.name + ".open").exists()

    def it_is_due_after_half_an_hour_of_change(self, file: PaperFile, paper: Paper) -> None:
        now = datetime.now(UTC)
        assert not file.copies.due(now + timedelta(minutes=29))
        assert file.copies.due(now + timedelta(minutes=31))
        file.copies.make("timed")
        assert not file.copies.due(now + timedelta(minutes=90))
        file.save(titled(paper, "Tasers"))
        assert file.copies.due(now + timedelta(minutes=90))

    def it_is_due_where_the_clock_was_set_back(self, file: PaperFile) -> None:
        assert file.copies.due(datetime.now(UTC) - timedelta(days=300))

    def it_leaves_no_half_file_where_it_is_not_whole(
        self, file: PaperFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken = file.copies.take("timed")
        spoil(taken.part, "update public_answers set text = '\"forged\"'")
        with pytest.raises(PaperDamaged, match="not what was saved"):
            taken.finish()
        assert list(folder_of(file.path).iterdir()) == []

    def it_drops_no_older_copy_where_the_new_one_is_not_whole(
        self, file: PaperFile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(backup, "KEPT", 1)
        monkeypatch.setattr(backup, "DAYS", 1)
        first = file.copies.make("first")
        taken = file.copies.take("second")
        spoil(taken.part, "delete from restricted_answers")
        with pytest.raises(StorageError):
            taken.finish()
        assert first.exists()
        file.copies.make("third")
        assert not first.exists()


class DescribeProof:
    @pytest.mark.parametrize(
        "statement",
        [
            "update public_answers set text = '\"x\"'",
            "update restricted_facts set sha256 = 'x'",
            "delete from public_answers",
            "update public_changes set data = x'00' where kind = 'answers'",
            "update public_revisions set sha256 = 'x'",
            "update public_events set text = '{}'",
        ],
    )
    def it_finds_what_is_not_as_it_was_saved(self, file: PaperFile, statement: str) -> None:
        copy = file.copies.make("now")
        if "events" in statement:
            spoil(copy, "drop trigger public_events_update")
        assert proof.prove(copy) == 1
        spoil(copy, statement)
        with pytest.raises(PaperDamaged):
            proof.prove(copy)


def copies(*moments: datetime) -> list[Copy]:
    return [Copy(Path(str(n)), at, n, "closed") for n, at in enumerate(moments, start=1)]


class DescribeThinning:
    def it_keeps_the_last_ten(self) -> None:
        held = copies(*(DAY + timedelta(minutes=n) for n in range(25)))
        assert {c.revision for c in superfluous(held)} == set(range(1, 16))

    def it_keeps_the_last_of_each_of_thirty_days(self) -> None:
        held = copies(*(DAY + timedelta(days=n // 2, hours=n % 2) for n in range(100)))
        kept = {c.revision for c in held} - {c.revision for c in superfluous(held)}
        assert kept == set(range(42, 101, 2)) | set(range(91, 101))

    def it_goes_by_the_revision_where_the_clock_was_set_back(self) -> None:
        held = copies(*(DAY - timedelta(days=n) for n in range(60)))
        dropped = {c.revision for c in superfluous(held)}
        assert dropped == set(range(1, 31))

    def it_lets_copies_that_could_not_be_proved_push_out_none_that_were(self) -> None:
        held = copies(DAY)
        broken = [Copy(Path(f"b{n}"), DAY + timedelta(days=n), None, "after-break") for n in range(30)]
        dropped = superfluous([*held, *broken])
        assert held[0] not in dropped
        assert len(dropped) == 20
