import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain.paper import Paper, Part
from desktop_app.storage.errors import NotSaved, PaperDamaged
from desktop_app.storage.paper_file import PaperFile, create_file
from desktop_app.storage.schema import file_name
from tests.strategies import paper_with

PAPER = paper_with("Tasers", part2="restricted words")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / file_name(PAPER.id)
    create_file(path, PAPER).close()
    return path


def titled(title: str) -> Paper:
    return PAPER.with_public(answers={"decision.title": title})


class DescribeSittings:
    def it_marks_the_first_revision_after_each_opening(self, path: Path) -> None:
        for number in range(2):
            file = PaperFile(path)
            file.save(titled(f"{number} a"))
            file.save(titled(f"{number} b"))
            assert file.revision == 3 + 2 * number
            file.close()
        file = PaperFile(path)
        assert file.past.sittings() == {1, 2, 4}
        file.close()

    def it_marks_a_sitting_once_the_disk_has_room_again(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = PaperFile(path)

        def full(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        with monkeypatch.context() as disk:
            disk.setattr("desktop_app.storage.paper_file.write_rows", full)
            with pytest.raises(NotSaved):
                file.save(titled("lost"))
        file.save(titled("kept"))
        assert file.past.sittings() == {1, 2}
        file.close()


class DescribeNames:
    def it_gives_and_takes_names(self, path: Path) -> None:
        file = PaperFile(path)
        file.past.name(1, "As “sent” – €")
        assert file.past.names() == {1: "As “sent” – €"}
        file.past.name(1, "")
        assert file.past.names() == {}
        file.close()

    def it_makes_no_revision_of_a_name(self, path: Path) -> None:
        file = PaperFile(path)
        file.past.name(1, "Sent")
        assert file.revision == 1
        assert file.read() == PAPER
        file.close()

    def it_gives_none_in_a_file_open_for_reading(self, path: Path) -> None:
        file = PaperFile(path, read_only=True)
        with pytest.raises(NotSaved, match="for reading only"):
            file.past.name(1, "Sent")
        file.close()

    def it_notices_a_name_that_is_not_what_was_saved(self, path: Path) -> None:
        file = PaperFile(path)
        file.past.name(1, "Sent")
        file.close()
        connection = sqlite3.connect(path)
        connection.execute("update version_names set name = 'Other'")
        connection.commit()
        connection.close()
        file = PaperFile(path)
        with pytest.raises(PaperDamaged, match="the name of version 1"):
            file.past.names()
        file.close()


class DescribeWhatWasTouched:
    def it_names_the_answers_of_both_parts(self, path: Path) -> None:
        file = PaperFile(path)
        assert file.past.touched() == {1: ("decision.title", "part2.facts")}
        file.close()

    def it_gives_an_answer_as_of_any_revisions(self, path: Path) -> None:
        file = PaperFile(path)
        file.save(titled("Two"))
        file.save(PAPER.with_public(answers={}))
        file.save(titled("Four"))
        values = file.past.values_at(Part.ONE, "decision.title", (1, 3, 4))
        assert list(values) == ["Tasers", None, "Four"]
        assert list(file.past.values_at(Part.TWO, "decision.title", (1, 2))) == [None, None]
        file.close()
