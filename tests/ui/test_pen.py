"""The pen has what is typed put on disk, and lets nothing that it took wait for a pause."""

from collections.abc import Callable
from typing import cast

from pytestqt.qtbot import QtBot

from desktop_app.app.kept import SaveState
from desktop_app.app.session import Session
from desktop_app.domain.step import Caret
from desktop_app.ui.fields.base import FieldEditor
from desktop_app.ui.pen import Pen


class Slow:
    """A session over a slow disk: a save is over when somebody says so."""

    read_only = False

    def __init__(self) -> None:
        self.save_state = SaveState(dirty=True)
        self.begun: list[Callable[[], None]] = []

    def save_apart(self, done: Callable[[], None]) -> None:
        self.begun.append(done)

    def settle(self) -> None:
        """Take note of nothing."""


class Line:
    """A field that somebody types in."""

    def caret(self) -> Caret:
        return Caret("decision.title")


class DescribeASaveThatTakesLong:
    def it_is_followed_at_once_by_one_of_what_was_taken_meanwhile_though_typing_goes_on(
        self, qtbot: QtBot
    ) -> None:
        session = Slow()
        pen = Pen(cast(Session, session))
        pen.save()
        pen.touch(cast(FieldEditor, Line()))
        assert pen.waits
        with qtbot.waitSignal(pen.written):
            session.begun[0]()
        assert len(session.begun) == 2

    def it_is_not_tried_at_once_again_where_it_failed(self, qtbot: QtBot) -> None:
        session = Slow()
        pen = Pen(cast(Session, session))
        pen.save()
        session.save_state = SaveState(dirty=True, failed="Not saved: the disk is full.")
        with qtbot.waitSignal(pen.written):
            session.begun[0]()
        assert len(session.begun) == 1
