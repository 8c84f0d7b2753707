"""A whole paper by key and pointer: started, filled, ticked, exported, closed, opened again."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QRadioButton, QTextEdit

from desktop_app.checks.finding import Severity
from desktop_app.domain.paper import Choices, Month, Paper, Person, RichText
from desktop_app.domain.richtext import ListItem, Paragraph, block_text, blocks_text
from desktop_app.domain.signoff import Standing
from desktop_app.ui.fields.base import FieldEditor
from desktop_app.ui.fields.rich import RichEditor
from desktop_app.ui.fields.signing import SignOffCard
from desktop_app.ui.fields.simple import (
    ChoicesEditor,
    LineEditor,
    LinesEditor,
    MarkingEditor,
    PersonEditor,
    WhenEditor,
    YesNoEditor,
)
from tests.ui.hands import ALT, CTRL, Key, User

TITLE = "Custody Records Archive: contract renewal"
WORDS = {
    "decision.reference": "PCD 1120",
    "decision.deferral_reason": "The supplier has not been told yet.",
    "decision.deferred_until": "30 June 2031",
    "report.month": "June 2026",
    "report.plan_years": "2022-2025",
    "report.retention_years": "7",
    "report.retention_policy": "Retention and Disposal Policy",
    "part2.held_back_until": "1 March 2031",
}
LEFT_TO_OTHERS = {"decision.date_signed", "decision.interests", "decision.approval"}


def fill(user: User, editor: FieldEditor) -> None:
    """Answer a field as a person does, by its kind."""
    key = editor.item.key
    user.reveal(editor)
    match editor:
        case RichEditor():
            user.click(editor.panel.editor.viewport())
            user.write(f"About {editor.item.name}: £1,240,000 over two years.")
        case YesNoEditor():
            user.click(editor.findChildren(QRadioButton)[0])
        case ChoicesEditor():
            first = editor.findChildren(QCheckBox)[0]
            user.reveal(first)  # there may be more of them than have room in sight
            user.click(first)
        case MarkingEditor():
            editor.setFocus()
            user.press(Key.Key_Down)
            assert editor.findChildren(QComboBox)[0].currentIndex() > 0
        case PersonEditor():
            user.click(editor.findChildren(QLineEdit)[0])
            user.write("Alex Morgan")
            user.press(Key.Key_Tab)
            if user.focus in editor.findChildren(QLineEdit):
                user.write("Head of Archives")
        case LineEditor() | LinesEditor() | WhenEditor():
            editor.setFocus()
            user.write(WORDS.get(key, "Portfolio and Investment Board"))
            user.close_popup()
        case _:
            raise AssertionError(f"nobody knows how to fill {editor}")


def fill_section(user: User) -> set[str]:
    """Fill what is asked in a section and empty; return the keys of the fields filled."""
    filled: set[str] = set()
    for key in list(user.section.editors):
        editor = user.editor(key)
        if editor.isVisible() and key not in LEFT_TO_OTHERS and not user.session.reading.answered(key):
            fill(user, editor)
            filled.add(key)
            user.paper.pen.flush()
    return filled


def walk(user: User) -> set[str]:
    """Go through all sections by Alt+Right, filling each; return the keys of the fields filled."""
    filled: set[str] = set()
    here = ""
    while user.paper.here != here:
        here = user.paper.here
        filled |= fill_section(user)
        if here == "decision.declaration":
            tick_all(user)
        user.press(Key.Key_Right, ALT)
    return filled


def tick_all(user: User) -> None:
    for made in user.section.findChildren(SignOffCard):
        user.confirm(made.objectName(), "Sam Okoro", "Head of Finance")
        assert user.session.sign_off(made.objectName()).standing is Standing.STANDS


def export_all(user: User, folder: Path) -> list[Path]:
    page = user.exporting()
    user.click(page.documents["part2"])
    user.click(page.folder)
    user.press(Key.Key_A, CTRL)
    user.write(str(folder))
    with user.bot.waitSignal(page.done, timeout=60_000) as made:
        user.press(Key.Key_Return)
        assert user.button("Cancel", page).isVisible()
    user.until(lambda: user.sees("6 files made", page))
    assert not page.progress.isVisible()
    user.until(lambda: user.focus.accessibleName().endswith(".docx"))  # the first of the files made
    user.push("Back to the paper", page)
    assert made.args is not None
    return list(made.args[0])


def check_answers(paper: Paper, filled: set[str]) -> None:
    answers = {**paper.public.answers, **paper.restricted.answers}
    assert filled <= set(answers)
    assert answers["decision.title"] == TITLE
    assert answers["decision.deferred"] is True
    assert answers["decision.deferred_until"] == date(2031, 6, 30)
    assert answers["report.month"] == Month(2026, 6)
    assert answers["report.author"] == Person("Alex Morgan", "Head of Archives")
    exemptions = answers["report.part2_exemptions"]
    assert isinstance(exemptions, Choices)
    assert len(exemptions.keys) == 1
    assert "part2.facts" in paper.restricted.answers
    assert not any(key.startswith("part2.") for key in paper.public.answers)


@pytest.mark.slow
def test_a_paper_from_its_start_to_its_files_and_back(user: User, tmp_path: Path) -> None:
    user.new(TITLE)
    filled = walk(user)
    assert user.paper.here == "part2.retention"
    user.paper.looking.now()
    errors = [f.message for f in user.session.findings() if f.severity is Severity.ERROR]
    assert not errors
    assert user.session.reading.title(user.session.template.form("report")) == TITLE
    user.saved()

    made = export_all(user, tmp_path / "out")
    kinds = sorted((path.suffix, path.stat().st_size > 5000) for path in made)
    assert kinds == [(".docx", True)] * 3 + [(".pdf", True)] * 3
    assert {path.parent for path in made} == {tmp_path / "out"}
    assert not any("DRAFT" in path.name for path in made)

    user.go("decision.issues")
    user.click(user.rich("decision.issues").viewport())
    user.press(Key.Key_End, CTRL)
    user.press(Key.Key_Return)
    user.write("Said at the last moment.")
    user.press(Key.Key_O, CTRL)
    assert user.window.paper is None
    assert user.titles() == [TITLE]

    user.press(Key.Key_Return)
    check_answers(user.session.paper, filled)
    user.go("decision.issues")
    assert "Said at the last moment." in user.rich("decision.issues").toPlainText()
    # The statements vouch for the text as it was before the last sentence: the Head of Service's is stale.
    assert user.session.sign_off("decision.tick_head_of_service").standing is Standing.STALE
    user.press(Key.Key_Z, CTRL)
    assert "Said at the last moment." not in user.rich("decision.issues").toPlainText()
    assert user.session.sign_off("decision.tick_head_of_service").standing is Standing.STANDS


class DescribeWriting:
    def it_takes_paragraphs_levels_and_lists(self, user: User) -> None:
        user.new(TITLE)
        user.go("decision.introduction")
        assert isinstance(user.focus, QTextEdit)
        user.write("One.\nTwo")
        user.press(Key.Key_Tab)
        user.write(".\nThree.")
        user.push("Bullet item" if _has(user, "Bullet item") else "Bullet list")
        user.press(Key.Key_O, CTRL)
        user.press(Key.Key_Return)
        user.go("decision.introduction")
        blocks = user.session.reading.blocks("decision.introduction")
        assert [block_text(block) for block in blocks] == ["One.", "Two.", "Three."]
        assert isinstance(blocks[1], Paragraph)
        assert blocks[1].level == 1
        assert isinstance(blocks[2], ListItem)

    def it_says_saved_within_a_second_of_the_last_key(self, user: User) -> None:
        user.new(TITLE)
        user.go("decision.executive_summary")
        user.write("Words that must not be lost.")
        user.until(lambda: user.window.status.saved.text().startswith("Saved "), 1000)
        text = user.start.library.read(user.session.paper.id).public.answers["decision.executive_summary"]
        assert isinstance(text, RichText)
        assert blocks_text(text.blocks) == "Words that must not be lost."


def _has(user: User, name: str) -> bool:
    return any(b.accessibleName() == name for b in user.section.findChildren(QAbstractButton))
