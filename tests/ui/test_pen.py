"""The pen has what is typed put on disk, and lets nothing that it took wait for a pause."""

from collections.abc import Callable
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.app.kept import SaveState
from desktop_app.app.session import Session
from desktop_app.domain.step import Caret
from desktop_app.ui import pen as pen_module
from desktop_app.ui.fields.base import FieldEditor
from desktop_app.ui.pen import Pen


class Slow:
    """A session over a slow disk: a save is over when somebody says so."""

    read_only = False

    def __init__(self) -> None:
        self.save_state = SaveState(dirty=True)
        self.begun: list[Callable[[], None]] = []
        self.taken: list[object] = []

    def change(self, _: str, value: object, **__: object) -> None:
        self.taken.append(value)

    def save_apart(self, done: Callable[[], None]) -> None:
        self.begun.append(done)

    def settle(self) -> None:
        """Take note of nothing."""


class Item:
    """What the form says of a field."""

    key, label = "decision.title", "Title"


class Line:
    """A field that somebody types in."""

    item = Item()

    def caret(self) -> Caret:
        return Caret("decision.title")

    def value(self) -> str:
        return "A title"


def pen_on(session: object, monkeypatch: pytest.MonkeyPatch, cap: int = 60_000) -> Pen:
    """Return a pen at which no pause comes. cap: ms from which typing is taken all the same."""
    monkeypatch.setattr(pen_module, "CAP_MS", cap)
    monkeypatch.setattr(pen_module, "PAUSE_MS", 60_000)
    return Pen(cast(Session, session))


class DescribeTypingOn:
    def it_is_taken_once_a_key_is_painted_and_not_only_at_the_pause(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = Slow()
        pen = pen_on(session, monkeypatch, cap=0)
        pen.touch(cast(FieldEditor, Line()))
        assert session.taken == []
        qtbot.waitUntil(lambda: session.taken == ["A title"])
        assert len(session.begun) == 1
        assert not pen.waits

    def it_says_that_a_key_is_painted_where_nothing_is_to_be_taken_yet(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = Slow()
        pen = pen_on(session, monkeypatch)
        with qtbot.waitSignals([pen.begun, pen.painted]):
            pen.touch(cast(FieldEditor, Line()))
        assert pen.waits
        assert session.taken == []
        with qtbot.assertNotEmitted(pen.begun), qtbot.waitSignal(pen.painted):  # it is known by now
            pen.touch(cast(FieldEditor, Line()))

    def it_is_told_of_a_save_only_once_a_key_is_painted(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = Slow()
        pen = pen_on(session, monkeypatch)
        heard: list[str] = []
        pen.written.connect(lambda: heard.append("written"))
        pen.painted.connect(lambda: heard.append("painted"))
        pen.save()
        pen.touch(cast(FieldEditor, Line()))
        session.save_state = SaveState(dirty=False)
        with qtbot.waitSignal(pen.painted):
            session.begun[0]()
        assert heard == ["written", "painted"]


class DescribeAFieldThatBreaks:
    def it_keeps_nothing_else_from_the_disk_and_still_waits(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Broken(Line):
            def value(self) -> str:
                raise ValueError

        session = Slow()
        pen = pen_on(session, monkeypatch)
        for line in (Broken(), Line()):
            pen.touch(cast(FieldEditor, line))
        with pytest.raises(ValueError):
            pen.take()
        assert session.taken == ["A title"]
        assert len(session.begun) == 1
        assert pen.waits


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
