"""What goes on beside typing: checks and saves in threads of their own, shown at the next pause."""

import threading
from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.app import seen
from desktop_app.app.session import Changed, Session
from desktop_app.storage.paper_file import PaperFile
from desktop_app.ui import looking as lookings
from desktop_app.ui.fields.base import FieldEditor
from tests.ui.hands import Key, User
from tests.ui.test_pen import Line, pen_on

FACTS = "decision.issues"


def threads_of(monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> list[int]:
    """Return a list that grows by the thread of each call of a function."""
    real: Callable[..., Any] = getattr(where, name)
    found: list[int] = []

    def called(*args: Any, **kwargs: Any) -> Any:
        found.append(threading.get_ident())
        return real(*args, **kwargs)

    monkeypatch.setattr(where, name, called)
    return found


def looked_at(reader: User) -> None:
    """Wait until the checks have run over the paper as it is."""
    reader.until(lambda: reader.paper.looking.looked and reader.session.known is not None)


class Unchecked:
    """A session whose paper was never checked."""

    known = None
    checks = 0

    def check_apart(self, _: Callable[[], None]) -> bool:
        self.checks += 1
        return True


class DescribeTypingOn:
    def it_is_checked_and_saved_in_other_threads(self, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
        looked_at(reader)
        checks = threads_of(monkeypatch, seen, "checked")
        saves = threads_of(monkeypatch, PaperFile, "save")
        reader.go(FACTS)
        reader.write("Up to £1,234,567 is spent.")
        reader.until(lambda: not reader.paper.pen.waits and not reader.session.save_state.dirty)
        looked_at(reader)
        assert checks
        assert saves
        assert threading.get_ident() not in {*checks, *saves}

    def it_is_not_checked_before_a_pause(self, reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
        looked_at(reader)
        reader.go(FACTS)
        checks = threads_of(monkeypatch, seen, "checked")
        reader.write("Some words")
        reader.paper.signals.changed.emit(Changed(frozenset()))
        reader.paper.looking.look()
        assert reader.paper.pen.waits
        assert checks == []

    def it_is_checked_between_two_keys_where_no_pause_comes(
        self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lookings, "PATIENCE", 1)
        session = Unchecked()
        pen = pen_on(session, monkeypatch)
        looking = lookings.Looking(cast(Session, session), pen)
        pen.touch(cast(FieldEditor, Line()))
        looking.look()
        assert session.checks == 0
        qtbot.waitUntil(lambda: session.checks == 1)
        assert pen.waits

    def it_shows_what_is_found_once_the_hand_rests(self, reader: User) -> None:
        looked_at(reader)
        reader.go(FACTS)
        reader.write("[to be confirmed] ")
        reader.until(lambda: any(finding.text == "[to be confirmed]" for finding in _near(reader)))


class DescribeWalking:
    def it_is_not_disturbed_by_what_is_found_meanwhile(self, reader: User) -> None:
        looked_at(reader)
        reader.paper.steps.setFocus()
        reader.press(Key.Key_Down)
        reader.paper.looking.now()
        reader.press(Key.Key_Return)
        assert reader.paper.here == reader.paper.states[1].section.key


class DescribeOpening:
    def it_does_not_wait_for_the_checks_and_says_that_they_run(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paper = reader.session.paper.id
        reader.window.to_library()
        go_on = threading.Event()
        real = seen.checked

        def slow(*args: Any, **kwargs: Any) -> Any:
            assert go_on.wait(10)
            return real(*args, **kwargs)

        monkeypatch.setattr(seen, "checked", slow)
        reader.window.open_paper(paper)
        assert "The paper is being checked …" in _words(reader)
        assert "Nothing found in this section." not in _words(reader)
        go_on.set()
        looked_at(reader)
        reader.until(lambda: "The paper is being checked …" not in _words(reader))


def _near(reader: User) -> list[Any]:
    return [found for found in reader.paper.looking.found.told if found.section == reader.paper.here]


def _words(reader: User) -> set[str]:
    return {label.text() for label in reader.paper.findings.findChildren(QLabel) if not label.isHidden()}
