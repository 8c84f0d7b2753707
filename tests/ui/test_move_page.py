"""Moving a paper to a newer version of its form, in the window."""

import pytest

from desktop_app.storage.errors import NotSaved
from desktop_app.ui.move_page import MovePage, newer_form, show_move
from tests.ui.hands import CTRL, Key, User

OLD, NEW = "mopac/decision-2019", "mopac/decision-2021"


def _old_paper(user: User) -> str:
    paper = user.start.desk.new_paper(OLD, {"decision.title": "Archive", "decision.decision_by": "The Mayor"})
    user.window.open_paper(paper)
    return paper


class DescribeMoving:
    def it_shows_first_then_moves_and_is_undone(self, user: User) -> None:
        _old_paper(user)
        show_move(user.window)
        assert isinstance(user.shown, MovePage)
        assert user.session.template.key == OLD, "nothing is done before it is agreed"
        user.press(Key.Key_Tab)
        user.press(Key.Key_Return)
        user.bot.waitUntil(lambda: user.session.template.key == NEW)
        assert user.session.reading.get("decision.title") == "Archive"
        assert newer_form(user.window) is None
        user.press(Key.Key_Z, CTRL)
        user.bot.waitUntil(lambda: user.session.template.key == OLD)
        assert user.paper.states[0].form.ref.version == "2019"
        assert user.session.reading.get("decision.title") == "Archive"

    def it_is_not_offered_on_the_newest_form(self, user: User) -> None:
        user.window.open_paper(user.start.desk.new_paper(NEW, {"decision.title": "Archive"}))
        assert newer_form(user.window) is None

    def it_stays_where_it_is_while_it_cannot_be_saved(
        self, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _old_paper(user)

        def refuse(*_: object, **__: object) -> None:
            raise NotSaved("Not saved in here: the disk is full.")

        monkeypatch.setattr(user.session.keeper, "save", refuse)
        user.session.change("decision.title", "Archive of 2026", label="Typing")
        show_move(user.window)
        page = user.shown
        assert isinstance(page, MovePage)
        page.agreed.emit()
        user.until(lambda: user.sees("Close it once more"))
        assert user.session.template.key == OLD
        assert user.session.reading.get("decision.title") == "Archive of 2026"
