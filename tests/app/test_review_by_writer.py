"""A review made by LibreOffice Writer itself with its recording on comes back as just what was done."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.deciding import accept_all, reject
from desktop_app.app.exporting import public_document
from desktop_app.app.review import read_review
from desktop_app.app.session import Session
from desktop_app.document.model import Document
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.richtext import Blocks, Cell, Paragraph, Table, Text, block_text, text_runs
from desktop_app.export.docx import write_docx
from desktop_app.export.word.extent import pages_of
from desktop_app.storage.library import Library
from tests.export.papers import RESOURCES, sample, templates

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
KEY = "decision.introduction"
PYTHON = Path("/usr/bin/python3")  #: Debian's, which has LibreOffice's own library
SENT: Blocks = (
    Paragraph(text_runs("The contract costs £48,000 a year."), id="b1"),
    Paragraph(text_runs("It ends soon, and nobody has asked for another."), id="b2"),
    Paragraph(text_runs("Nobody objects to the harbour."), id="b3"),
    Table(
        (
            (Cell(text_runs("Item")), Cell(text_runs("Cost"))),
            (Cell(text_runs("Launch refit")), Cell(text_runs("£9,000"))),
        ),
        header=1,
        id="t1",
    ),
    Paragraph(text_runs("The quay stays open."), id="b4"),
)
ACTS = (
    {"do": "write", "at": "£48,000", "words": " or more"},
    {"do": "cut", "at": "soon, and "},
    {"do": "paragraph", "at": "objects to the harbour.", "words": "The quokkas agree."},
    {"do": "write", "at": "Launch refit", "words": " and paint"},
    {"do": "bold", "at": "stays open"},
    {"do": "comment", "at": "nobody has asked", "words": "Who was asked?"},
)


def paper() -> Paper:
    given = sample()
    return given.with_public(answers={**given.public.answers, KEY: RichText(SENT)})


def reviewed(folder: Path) -> tuple[Path, int]:
    """Return the decision form as it LibreOffice has reviewed it, and how many pages that counts."""
    if shutil.which("soffice") is None or not PYTHON.exists():
        pytest.skip("LibreOffice is not here")
    sent, back = folder / "sent.docx", folder / "back.docx"
    sent.write_bytes(write_docx(document(), RESOURCES))
    script = Path(__file__).with_name("writer_review.py")
    command = [PYTHON, script, sent, back, folder / "profile", json.dumps(ACTS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    if "No module named 'uno'" in done.stderr:
        pytest.skip("LibreOffice's own Python library (python3-uno) is not here")
    assert done.returncode == 0, done.stderr
    return back, int(done.stdout)


def document() -> Document:
    template = templates()[paper().public.template]
    form = template.form("decision")
    return public_document(template, form, paper().public, final=False, today=NOW.date())


# One test, for LibreOffice takes as long to start as all else of it.
@pytest.mark.outside
@pytest.mark.slow
def it_comes_back_as_just_what_was_done(tmp_path: Path, library: Library) -> None:
    returned, pages = reviewed(tmp_path)
    assert abs(pages_of(document()) - pages) <= 1, "what the foot says until pages are counted"
    given = paper()
    session = Session(templates()[given.public.template], library.create(given), lambda: NOW)
    review = read_review(session, returned)
    told = [(p.kind, p.key, p.block, p.new) for p in review.returned.proposals]
    assert told == [
        ("inserted", KEY, "b1", "The contract costs £48,000 or more a year."),
        ("deleted", KEY, "b2", "It ends nobody has asked for another."),
        ("inserted", KEY, "b3", "Nobody objects to the harbour.\nThe quokkas agree."),
        ("inserted", KEY, "t1", "Item\tCost\nLaunch refit and paint\t£9,000"),
        ("formatted", KEY, "b4", "The quay stays open."),
    ]
    assert all(p.tracked for p in review.returned.proposals)
    assert review.returned.unplaced == ()
    assert [(c.text, c.who) for c, _ in review.returned.comments] == [("Who was asked?", "Bo")]
    accept_all(session, review)
    blocks = session.reading.blocks(KEY)
    assert [block_text(block) for block in blocks] == [
        "The contract costs £48,000 or more a year.",
        "It ends nobody has asked for another.",
        "Nobody objects to the harbour.",
        "The quokkas agree.",
        "Item\tCost\nLaunch refit and paint\t£9,000",
        "The quay stays open.",
    ]
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    assert Text("stays open", bold=True) in last.runs
    session.undo()
    reject(session, review, review.returned.proposals)
    assert session.reading.blocks(KEY) == SENT
    session.close()
