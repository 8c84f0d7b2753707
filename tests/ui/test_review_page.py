"""A reviewer's copy in the window: read back, decided on, undone."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QPushButton

from desktop_app.app.confirming import claimed
from desktop_app.app.exporting import public_document
from desktop_app.app.review import read_review
from desktop_app.domain.richtext import Paragraph, blocks_text
from desktop_app.domain.signoff import Standing
from desktop_app.export.docx import write_docx
from desktop_app.ui.asides import show_declarations
from desktop_app.ui.review_page import ReviewPage
from desktop_app.ui.reviewing import compare_into, go_on_with_review, review_files
from tests.app.under_review import edited, words
from tests.export.docx_settling import settled
from tests.export.papers import RESOURCES
from tests.export.word_reading import lines_of
from tests.intake.docx.wordfile import cut, ins, t
from tests.ui.hands import CTRL, Key, User

KEY = "decision.introduction"


def first_words(user: User) -> str:
    block = user.session.reading.blocks(KEY)[0]
    assert isinstance(block, Paragraph)
    return blocks_text([Paragraph(block.runs[:1])])


def returned(
    user: User,
    tmp_path: Path,
    who: str = "Ann",
    new: str = "Quite another beginning.",
    *,
    tick: bool = False,
    inner: str = "",
) -> Path:
    """Return the file of a copy whose introduction begins otherwise. inner: who takes out a part of that."""
    session = user.session
    form = session.template.form("decision")
    document = public_document(
        session.template, form, session.paper.public, final=False, today=date(2026, 3, 2)
    )
    old = first_words(user)
    within = cut(" Really.", inner, 3) if inner else ""
    data = edited(write_docx(document, RESOURCES), words(old, cut(old, who) + ins(t(new) + within, who)))
    if tick:
        box = 'w14:checked w14:val="{}"'
        data = edited(data, lambda xml: xml.replace(box.format(0), box.format(1), 1))
    file = tmp_path / f"from {who}.docx"
    file.write_bytes(data)
    return file


class DescribeReviewing:
    def it_shows_what_is_proposed_and_takes_it(self, reader: User, tmp_path: Path) -> None:
        old = first_words(reader)
        review_files(reader.window, [returned(reader, tmp_path)])
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
        review_files(reader.window, [returned(reader, tmp_path, inner="Bob")])
        assert reader.sees("This stands in a change of Ann: accepting it accepts that too.")
        assert not reader.sees("This stands in a change of Bob")
        reader.push("Reject all")
        reader.bot.waitUntil(lambda: "0 to decide on, 0 accepted, 2 rejected." in reader.texts())
        assert first_words(reader) == old

    def it_says_why_a_file_is_not_read(self, reader: User, tmp_path: Path) -> None:
        file = tmp_path / "letter.docx"
        file.write_bytes(b"Dear Ann")
        review_files(reader.window, [file])
        assert re.match(r"letter\.docx: The file is no Word document", reader.window.message.text)


class DescribeGoingOn:
    def it_goes_on_another_time_with_what_is_kept(self, reader: User, tmp_path: Path) -> None:
        review_files(reader.window, [returned(reader, tmp_path)])
        reader.window.back_to_paper()
        paper_id = reader.session.paper.id
        reader.window.to_library()
        reader.window.open_paper(paper_id)
        go_on_with_review(reader.window)
        assert isinstance(reader.shown, ReviewPage)
        assert "1 to decide on, 0 accepted, 0 rejected." in reader.texts()

    def it_says_where_nothing_is_kept(self, reader: User) -> None:
        go_on_with_review(reader.window)
        assert reader.window.message.text.startswith("No copy is kept with this paper.")

    def it_opens_again_what_was_rejected(self, reader: User, tmp_path: Path) -> None:
        review_files(reader.window, [returned(reader, tmp_path)])
        reader.push("Reject all")
        reader.until(lambda: "0 to decide on, 0 accepted, 1 rejected." in reader.texts())
        reader.push("Show what was decided (1)")
        reader.until(lambda: reader.sees("Rejected"))
        again = next(b for b in reader.shown.findChildren(QPushButton) if b.text() == "Open again")
        reader.reveal(again)
        reader.click(again)
        reader.until(lambda: "1 to decide on, 0 accepted, 0 rejected." in reader.texts())


class DescribeTwoCopies:
    def it_decides_on_one_change_with_a_double_click(
        self, reader: User, tmp_path: Path, slow_hand: None
    ) -> None:
        files = [returned(reader, tmp_path, who, f"Words of {who}.") for who in ("Ann", "Bob")]
        review_files(reader.window, files)
        for _ in range(2):
            shown = reader.shown.findChildren(QPushButton)
            reader.click_through(next(b for b in shown if b.text() == "Reject" and b.isVisible()))
            reader.until(lambda: "1 to decide on, 0 accepted, 1 rejected." in reader.texts())

    def it_names_each_box_beside_it(self, reader: User, tmp_path: Path) -> None:
        review_files(reader.window, [returned(reader, tmp_path)])
        shown = reader.texts(reader.shown)
        assert {"Your name", "Your role", "Reason for what is rejected"} <= set(shown)

    def it_names_the_section_once_and_to_a_screen_reader_with_each_change(
        self, reader: User, tmp_path: Path
    ) -> None:
        review_files(reader.window, [returned(reader, tmp_path)])
        section = reader.session.form_of(KEY).section_of(KEY).label
        assert [text for text in reader.texts(reader.shown) if section in text] == [section]
        accept = next(b for b in reader.shown.findChildren(QPushButton) if b.text() == "Accept")
        assert accept.accessibleName().startswith(f"Accept: {section}, 1.1")

    def it_shows_both_changes_of_one_paragraph_and_all_three_texts_of_a_clash(
        self, reader: User, tmp_path: Path
    ) -> None:
        ann, bob = returned(reader, tmp_path), returned(reader, tmp_path, "Bob", "Bob's beginning.")
        review_files(reader.window, [ann, bob])
        assert "2 to decide on, 0 accepted, 0 rejected." in reader.texts()
        assert reader.sees("Ann changed this paragraph too")
        assert reader.sees("Bob changed this paragraph too")
        first = next(b for b in reader.shown.findChildren(QPushButton) if b.text() == "Accept")
        reader.reveal(first)
        reader.click(first)
        reader.until(lambda: reader.sees("The paper says something else here by now."))
        assert first_words(reader).startswith("Quite another beginning.")
        take = next(b for b in reader.shown.findChildren(QPushButton) if b.text() == "Take this text")
        reader.reveal(take)
        reader.click(take)
        reader.until(lambda: "0 to decide on, 2 accepted, 0 rejected." in reader.texts())
        assert first_words(reader).startswith("Bob's beginning.")

    def it_decides_on_all_of_one_person(self, reader: User, tmp_path: Path) -> None:
        old = first_words(reader)
        review_files(reader.window, [returned(reader, tmp_path), returned(reader, tmp_path, "Bob", "Bob's.")])
        people = next(c for c in reader.shown.findChildren(QComboBox) if c.accessibleName() == "Changes of")
        people.setFocus()
        reader.press(Key.Key_B)
        reader.until(lambda: reader.shown.findChild(QPushButton, "accent") is not None)
        reader.until(lambda: reader.button("Reject all of Bob") is not None)
        reader.push("Reject all of Bob")
        reader.until(lambda: "1 to decide on, 0 accepted, 1 rejected." in reader.texts())
        assert first_words(reader) == old


class DescribeClaims:
    def it_becomes_sign_off_when_it_is_confirmed_here(self, reader: User, tmp_path: Path) -> None:
        review_files(reader.window, [returned(reader, tmp_path, tick=True)])
        [(key, _)] = claimed(reader.session)
        assert reader.sees("It is no sign-off until you confirm it.")
        for line, words_ in zip(reader.lines(reader.shown), ("Kit Example", "Manager"), strict=False):
            line.clear()
            line.setFocus()
            reader.write(words_)
        confirm = next(b for b in reader.shown.findChildren(QPushButton) if b.text() == "Confirm")
        reader.reveal(confirm)
        reader.click(confirm)
        reader.until(lambda: not reader.sees("It is no sign-off until you confirm it."))
        given = reader.session.sign_off(key)
        assert (given.standing, given.event and given.event.who) == (Standing.STANDS, "Kit Example")

    def it_is_told_beside_the_declaration(self, reader: User, tmp_path: Path) -> None:
        review_files(reader.window, [returned(reader, tmp_path, tick=True)])
        show_declarations(reader.window)
        assert reader.sees(
            "Claimed by someone not named: Ticked in Word (from Ann.docx). It counts only once"
        )


class DescribeCompare:
    def it_leads_from_the_paper_to_the_copy_in_word(self, reader: User, tmp_path: Path) -> None:
        review = read_review(reader.session, returned(reader, tmp_path))
        told = compare_into(reader.window, review, tmp_path / "out")
        [made] = (tmp_path / "out").glob("*.docx")
        assert str(made) in told
        old = first_words(reader)
        texts = [
            "\n".join(text for _, text in lines_of(settled(made.read_bytes(), accept=accept)))
            for accept in (True, False)
        ]
        assert [old in text for text in texts] == [False, True]
        assert ["Quite another beginning." in text for text in texts] == [True, False]
