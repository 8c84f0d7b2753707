"""The paper against a copy that came back, as one Word file: short answers, ticks, names and tables too."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.app.compare_returned import compare_returned
from desktop_app.app.review import review_of
from desktop_app.app.session import Session
from desktop_app.domain.richtext import Cell, Paragraph, Table, text_runs
from desktop_app.storage.library import Library
from tests.export.docx_settling import settled
from tests.export.papers import RESOURCES
from tests.export.word_reading import lines_of
from tests.intake.docx.wordfile import cut, ins, t

from .test_review_claims import filled
from .under_review import BLOCKS, copy_of, edited, opened, words

TABLE = Table(
    tuple(tuple(Cell(text_runs(each)) for each in row) for row in (("Item", "Cost"), ("Crane", "£7,000"))),
    header=1,
    id="t1",
)


@pytest.fixture
def session(library: Library) -> Session:
    return opened(library, *BLOCKS, TABLE, Paragraph(text_runs("So be it."), id="b9"))


def untracked(old: str, new: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        assert f">{old}</w:t>" in xml, old
        return xml.replace(f">{old}</w:t>", f">{new}</w:t>", 1)

    return change


def ticked(xml: str) -> str:
    return xml.replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"', 1)


def row_put_in(xml: str) -> str:
    """Put a row into the author's table without recording it."""
    at = xml.index(t("Crane"))
    start, end = xml.rindex("<w:tr>", 0, at), xml.index("</w:tr>", at) + len("</w:tr>")
    bare = re.sub(r' w14:paraId="\w+"|<w:bookmark\w+ [^>]*/>', "", xml[start:end])
    return xml[:end] + bare.replace("Crane", "Buoys").replace("£7,000", "£500") + xml[end:]


TITLE = "Renewal of the Custody Records Archive Service"
CHANGES = {
    "a line": (words("PCD 1120", t("PCD ") + cut("1120") + ins(t("1121"))), "PCD 1120", "PCD 1121"),
    "the title": (untracked(TITLE, "Renewal of the Archive"), TITLE, "Renewal of the Archive"),
    "a choice": (untracked("NO", "YES"), "NO", "YES"),
    "a tick": (ticked, "☐", "☑"),
    "a name": (filled("name", "Alex Morgan"), "", "Alex Morgan"),
    "a date": (filled("date", "2 March 2026", "2026-03-02"), "", "2 March 2026"),
    "a row": (row_put_in, "", "Buoys"),
    "a text": (words("Nobody objects.", cut("Nobody") + ins(t("Ann")) + t(" objects.")), "Nobody", "Ann"),
}


def texts(file: Path) -> tuple[list[str], list[str]]:
    """Return the lines of a file once all of its changes are rejected, and once they are accepted."""
    data = file.read_bytes()
    rejected, accepted = (settled(data, accept=accept) for accept in (False, True))
    return [w for _, w in lines_of(rejected)], [w for _, w in lines_of(accepted)]


def compared(session: Session, folder: Path, *changes: Callable[[str], str]) -> Path | None:
    data = copy_of(session)
    for change in changes:
        data = edited(data, change)
    return compare_returned(session, review_of(session, "ann.docx", data), folder, RESOURCES)


class DescribeThePaperAgainstACopy:
    def it_makes_no_file_where_nothing_was_changed(self, session: Session, tmp_path: Path) -> None:
        assert compared(session, tmp_path) is None

    def it_has_all_that_was_changed_as_tracked_changes(self, session: Session, tmp_path: Path) -> None:
        made = compared(session, tmp_path, *(change for change, _, _ in CHANGES.values()))
        assert made is not None
        paper, copy = ("\n".join(lines) for lines in texts(made))
        for name, (_, old, new) in CHANGES.items():
            assert paper.count(new) < copy.count(new), name
            assert not old or paper.count(old) > copy.count(old), name
