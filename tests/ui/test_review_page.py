"""A reviewer's copy in the window: read back, decided on, undone."""

import re
from datetime import date
from pathlib import Path

from desktop_app.app.exporting import public_document
from desktop_app.domain.richtext import Paragraph, blocks_text
from desktop_app.export.docx import write_docx
from desktop_app.ui.review_page import ReviewPage, review_file
from tests.app.test_review import edited, words
from tests.export.papers import RESOURCES
from tests.intake.docx.wordfile import cut, ins, t
from tests.ui.hands import CTRL, Key, User

KEY = "decision.introduction"


def first_words(user: User) -> str:
    block = user.session.reading.blocks(KEY)[0]
    assert isinstance(block, Paragraph)
    return blocks_text([Paragraph(block.runs[:1])])


def returned(user: User, tmp_path: Path) -> Path:
    """Return the file of a copy whose introduction begins otherwise, and which has one comment."""
    session = user.session
    form = session.template.form("decision")
    document = public_document(
        session.template, form, session.paper.public, final=False, today=date(2026, 3, 2)
    )
    old = first_words(user)
    data = edited(write_docx(document, RESOURCES), words(old, cut(old) + ins(t("Quite another beginning."))))
    file = tmp_path / "from Ann.docx"
    file.write_bytes(data)
    return file


class DescribeReviewing:
    def it_shows_what_is_proposed_and_takes_it(self, reader: User, tmp_path: Path) -> None:
        old = first_words(reader)
        review_file(reader.window, returned(reader, tmp_path))
        assert isinstance(reader.shown, ReviewPage)
        assert first_words(reader) == old, "nothing is done before it is accepted"
        assert "1 to decide on, 0 accepted, 0 rejected." in reader.texts()
        reader.push("Accept all")
        assert first_words(reader).startswith("Quite another beginning.")
        reader.bot.waitUntil(lambda: "0 to decide on, 1 accepted, 0 rejected." in reader.texts())
        reader.window.back_to_paper()
        reader.press(Key.Key_Z, CTRL)
        assert first_words(reader) == old

    def it_rejects(self, reader: User, tmp_path: Path) -> None:
        old = first_words(reader)
        review_file(reader.window, returned(reader, tmp_path))
        reader.push("Reject all")
        reader.bot.waitUntil(lambda: "0 to decide on, 0 accepted, 1 rejected." in reader.texts())
        assert first_words(reader) == old

    def it_says_why_a_file_is_not_read(self, reader: User, tmp_path: Path) -> None:
        file = tmp_path / "letter.docx"
        file.write_bytes(b"Dear Ann")
        review_file(reader.window, file)
        assert re.match(r"letter\.docx: The file is no Word document", reader.window.message.text)
