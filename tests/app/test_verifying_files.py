import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.app.desk import Desk
from desktop_app.app.verify_command import verify
from desktop_app.app.verifying_files import differing, lines_of
from desktop_app.cli import run
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from tests.intake.docx.wordfile import cut, ins, p, t, word_file

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
Verify = Callable[[str], tuple[int, list[str]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with the sample paper and its decision form as files, made once."""
    folder = tmp_path_factory.mktemp("verify")
    code = run(["--library", str(folder / "library"), "demo", "--out", str(folder / "out")])
    assert code == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copytree(made / "library", tmp_path / "library")
    return Desk(load_catalogue(ROOT / "forms"), Library(tmp_path / "library"))


@pytest.fixture
def look(desk: Desk) -> Verify:
    def verified(against: str) -> tuple[int, list[str]]:
        told: list[str] = []
        file = desk.library.open(desk.library.entries()[0].id)
        return verify(desk.catalogue, file, against, RESOURCES, told.append), told

    return verified


def exported(made: Path, ending: str) -> Path:
    return next(
        path for path in sorted((made / "out").iterdir()) if path.name.endswith(f"form DRAFT{ending}")
    )


def change_summary(desk: Desk) -> None:
    session = desk.open(desk.library.entries()[0].id)
    blocks = session.reading.blocks("decision.executive_summary")
    added = Paragraph(text_runs("The quay was built for quokkas."))
    session.change("decision.executive_summary", RichText((*blocks, added)), label="Typing")
    session.close()


@pytest.mark.slow
@pytest.mark.parametrize("ending", [".docx", ".pdf"])
class DescribeAFileHeldAgainstItsPaper:
    def it_is_the_very_file(self, made: Path, look: Verify, ending: str) -> None:
        code, told = look(str(exported(made, ending)))
        assert code == 0
        assert "The very same file" in told[0]

    def it_differs_in_the_paragraph_that_was_changed_since(
        self, made: Path, desk: Desk, look: Verify, ending: str
    ) -> None:
        change_summary(desk)
        code, told = look(str(exported(made, ending)))
        assert code == 1
        assert "Not the text as it is now" in told[0]
        assert ["quokkas" in line for line in told].count(True) == 1
        assert all("quokkas" in line or "Text to be approved" in line for line in told[1:])

    def it_is_refused_where_it_is_broken(self, look: Verify, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"broken{ending}"
        path.write_bytes(b"PK\x03\x04 half a file")
        code, told = look(str(path))
        assert code == 1
        assert "cannot be held against" in told[0]


class DescribeWhatDiffers:
    def it_is_quoted_with_the_words_round_it(self) -> None:
        ours = (
            "Executive summary",
            f"{'The present contract ends soon. ' * 9}It costs £1,240,000, met from revenue.",
        )
        theirs = tuple(line.replace("240", "420") for line in ours)
        (told,) = differing(ours, theirs)
        said = "“…present contract ends soon. It costs {}, met from revenue.”"
        here, there = map(said.format, ("£1,240,000", "£1,420,000"))
        assert told == f"In the paper {here}, in the file {there}"

    def it_is_a_whole_paragraph_where_one_side_has_none(self) -> None:
        assert list(differing(("One.", "Two."), ("One.",))) == ["In the paper alone: “Two.”"]
        assert list(differing(("One.",), ("One.", "Two."))) == ["In the file alone: “Two.”"]

    def it_is_nothing_where_lines_alone_end_elsewhere(self) -> None:
        assert not list(differing(("One two", "three."), ("One", "two three.")))

    def it_has_tracked_changes_as_accepted(self) -> None:
        data = word_file(p(t("It costs ") + cut("£1,240,000") + ins(t("£1,420,000"))))
        assert list(lines_of(data, "docx")) == ["It costs £1,420,000"]


class DescribeTheCommand:
    def it_tells_that_the_record_is_whole(self, look: Verify) -> None:
        code, told = look("")
        assert code == 0
        assert told[0].startswith("The record is whole")

    def it_refuses_other_kinds_of_file(self, look: Verify) -> None:
        assert look("letter.odt") == (1, ["letter.odt is neither a Word nor a PDF file."])

    def it_refuses_what_is_no_fingerprint(self, look: Verify) -> None:
        code, told = look("hello")
        assert (code, "is no fingerprint" in told[0]) == (1, True)
