import random
import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain.paper import Paper, with_answer
from desktop_app.storage.backup import copies_of, folder_of
from desktop_app.storage.errors import NotFound, NotSaved, PaperDamaged, StorageError
from desktop_app.storage.left_behind import clear_away
from desktop_app.storage.paper_file import PaperFile, create_file
from desktop_app.storage.recovery import differing, go_back, offers, salvage
from desktop_app.storage.schema import file_name
from desktop_app.storage.snapshot import Snapshot
from tests import strategies


@pytest.fixture
def paper() -> Paper:
    return strategies.paper_with("Body worn video", part2="held back")


@pytest.fixture
def path(tmp_path: Path, paper: Paper) -> Path:
    """Return the file of a closed paper with two copies, the second of its last state."""
    (tmp_path / "papers").mkdir()
    path = tmp_path / "papers" / file_name(paper.id)
    create_file(path, paper).close()
    file = PaperFile(path)
    file.save(titled(paper, "Tasers"))
    file.close()
    return path


def titled(paper: Paper, title: str) -> Paper:
    return with_answer(paper, "decision.title", title, restricted=False)


def spoil(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.close()


class DescribeADamagedPaper:
    def it_goes_back_to_the_newest_good_state(self, path: Path, paper: Paper) -> None:
        path.write_bytes(b"SQLite format 3\0" + bytes(5000))
        damaged = path.read_bytes()
        with pytest.raises(PaperDamaged):
            PaperFile(path)
        offer = offers(path)[0]
        assert offer.paper == titled(paper, "Tasers")
        file = go_back(path, offer)
        assert file.read() == titled(paper, "Tasers")
        assert len(file.revisions()) == 2
        file.close()
        (aside,) = folder_of(path).glob("*-damaged.sqlite3")
        assert aside.read_bytes() == damaged

    def it_offers_no_copy_that_is_damaged_too(self, path: Path, paper: Paper) -> None:
        newest = copies_of(path)[0]
        spoil(newest.path, "delete from public_answers")
        assert [offer.paper for offer in offers(path)] == [paper]

    def it_names_what_the_damaged_file_says_otherwise(self, path: Path, paper: Paper) -> None:
        file = PaperFile(path)
        saved = with_answer(titled(paper, "Drones"), "decision.legal", "Lawful", restricted=False)
        file.save(saved)
        file._grown = False  # as when it was killed: no copy on closing
        file.close()
        spoil(path, "update public_facts set sha256 = 'x' where key = 'template'")
        with pytest.raises(PaperDamaged):
            PaperFile(path)
        found = salvage(path)
        assert [slot.key for slot in found.lost] == ["template"]
        assert {slot.key for slot in differing(offers(path)[0], found)} == {
            "decision.title",
            "decision.legal",
        }

    def it_is_left_in_its_place_where_the_copy_cannot_be_put_there(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        spoil(path, "delete from public_answers")
        before = path.read_bytes()
        offer = offers(path)[0]

        def refuse(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("shutil.copyfile", refuse)
        with pytest.raises(NotSaved, match="disk is full"):
            go_back(path, offer)
        assert path.read_bytes() == before

    def it_does_not_play_the_journal_of_the_damaged_file_into_the_good_one(self, path: Path) -> None:
        journal = path.with_name(path.name + "-journal")
        offer = offers(path)[0]
        path.write_bytes(b"nothing")
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
        file = go_back(path, offer)
        assert file.read() == offer.paper
        file.close()

    def it_is_noticed_or_harmless_wherever_bytes_are_spoilt(self, path: Path, paper: Paper) -> None:
        whole, chance = path.read_bytes(), random.Random(7)
        noticed = 0
        for _ in range(60):
            data = bytearray(whole)
            place = chance.randrange(len(data))
            data[place : place + chance.choice((1, 40))] = chance.randbytes(1)
            path.write_bytes(data)
            try:
                file = PaperFile(path)
            except StorageError:
                noticed += 1
                continue
            assert file.read() == titled(paper, "Tasers")
            assert file.paper_at(1) == paper
            file._grown = False
            file.close()
        assert noticed > 10


class DescribeASnapshot:
    def it_shows_the_newest_copy_while_the_paper_is_open(self, path: Path, paper: Paper) -> None:
        holder = PaperFile(path)
        holder.save(titled(paper, "Drones"))
        snapshot = Snapshot(path)
        assert snapshot.read_only
        assert snapshot.read() == titled(paper, "Tasers")
        assert len(snapshot.revisions()) == 2
        with pytest.raises(NotSaved, match="reading only"):
            snapshot.save(titled(paper, "Rockets"))
        snapshot.close()
        assert not snapshot.path.parent.exists()
        assert holder.read() == titled(paper, "Drones")
        holder.close()

    def it_is_taken_away_by_the_next_window_where_a_program_died_with_it(self, path: Path) -> None:
        snapshot = Snapshot(path)
        clear_away(path.parent.parent)
        assert not snapshot.path.exists()
        assert path.exists()
        snapshot.close()

    def it_needs_a_copy(self, path: Path) -> None:
        for copy in copies_of(path):
            copy.path.unlink()
        with pytest.raises(NotFound, match="no copy of this paper"):
            Snapshot(path)
