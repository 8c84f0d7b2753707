"""A paper opened again is where one left it: section and paragraph, for this person alone."""

import pytest

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import block_text
from desktop_app.storage.settings import Settings
from desktop_app.ui import left_off
from tests.ui.hands import CTRL, Key, User

ISSUES = "decision.issues"


def reopen(user: User) -> None:
    """Go to the library and come back."""
    paper = user.session.paper.id
    user.press(Key.Key_O, CTRL)
    assert user.window.paper is None
    user.window.open_paper(paper)


def line(user: User) -> str:
    """Return the paragraph that the caret stands in."""
    return user.rich(ISSUES).textCursor().block().text()


class DescribeOpeningAgain:
    def it_has_the_caret_in_the_paragraph_one_was_in(self, reader: User) -> None:
        paper = reader.session.paper
        assert reader.paper.here == reader.paper.states[0].section.key, "at the first section, the first time"
        reader.go(ISSUES)
        reader.click(reader.rich(ISSUES).viewport())
        reader.press(Key.Key_End, CTRL)
        last = line(reader)
        kept = reader.start.library.papers.parent / "settings.json"
        reopen(reader)
        assert reader.paper.here == ISSUES
        assert reader.focus is reader.rich(ISSUES)
        value = paper.public.answers[ISSUES]
        assert isinstance(value, RichText)
        assert line(reader) == last == block_text(value.blocks[-1])
        assert last not in kept.read_text(), "it holds where, and none of the words"
        assert paper == reader.session.paper

    def it_is_in_the_section_where_the_paragraph_is_no_more_and_the_first_where_nothing_is(
        self, reader: User
    ) -> None:
        paper = reader.session.paper.id
        for left, shown in (
            ((ISSUES, "gone"), ISSUES),
            (("decision.gone", ""), reader.paper.states[0].section.key),
            (("nowhere", "x"), reader.paper.states[0].section.key),
        ):
            reader.press(Key.Key_O, CTRL)
            reader.start.settings.leave(paper, *left)
            reader.window.open_paper(paper)
            assert reader.paper.here == shown


class DescribeBeingCutOff:
    @pytest.fixture
    def at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(left_off, "SOON_MS", 0)

    def it_is_on_disk_where_one_is_before_the_paper_is_closed(self, at_once: None, reader: User) -> None:
        kept = reader.start.library.papers.parent / "settings.json"
        paper = reader.session.paper.id
        reader.go(ISSUES)
        reader.until(lambda: Settings(kept).left_at(paper)[0] == ISSUES)
        reader.click(reader.rich(ISSUES).viewport())
        reader.press(Key.Key_End, CTRL)
        reader.write(" And more.")
        block = reader.editor(ISSUES).caret().block
        assert block
        reader.until(lambda: Settings(kept).left_at(paper) == (ISSUES, block))

    def it_is_not_written_again_for_what_is_typed_in_the_same_paragraph(
        self, at_once: None, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written: list[tuple[str, ...]] = []
        monkeypatch.setattr(reader.window.who, "leave", lambda *at: written.append(at))
        reader.go(ISSUES)
        reader.until(lambda: bool(written) and written[-1][1] == ISSUES)
        written.clear()
        for _ in range(3):
            reader.write("More. ")
            reader.paper.pen.flush()
        reader.press(Key.Key_O, CTRL)
        assert not written
