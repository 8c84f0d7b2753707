"""Memory is tidied in the window's own thread and at chosen moments."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.ui import tidying as tidying_module
from desktop_app.ui.tidying import TURN_S, YOUNG, Tidying


class Ring:
    """Refers to itself, so that only a collector can tell that nobody wants it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def tidying(qapp: QApplication) -> Iterator[Tidying]:
    made = Tidying(qapp)
    yield made
    made.end()
    made.deleteLater()


def dropped() -> weakref.ref[Ring]:
    return weakref.ref(Ring())


@pytest.mark.usefixtures("tidying")
class DescribeTidying:
    def it_lets_nothing_be_collected_in_a_thread_apart(self) -> None:
        ring, many = dropped(), []

        def work() -> None:
            many.extend([[n] for n in range(3 * YOUNG)])

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert len(many) == 3 * YOUNG
        assert ring() is not None

    def it_collects_what_is_new_once_there_is_much(self, tidying: Tidying) -> None:
        ring = dropped()
        many = [[n] for n in range(YOUNG + 1)]
        tidying.look()
        assert ring() is None
        assert many

    def it_leaves_all_alone_while_there_is_little(self, tidying: Tidying) -> None:
        gc.collect()
        ring = dropped()
        tidying.look()
        assert ring() is not None

    def it_collects_what_is_old_while_people_are_elsewhere(self, qapp: QApplication) -> None:
        ring = Ring()
        gc.freeze()
        gone = weakref.ref(ring)
        del ring
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
        assert gone() is None

    def it_collects_what_is_old_once_very_much_has_come(
        self, tidying: Tidying, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tidying_module, "MANY", YOUNG)
        ring = Ring()
        gc.collect(1)  # it is old by now
        gone = weakref.ref(ring)
        del ring
        many = [[n] for n in range(2 * YOUNG)]
        tidying.look()
        assert gone() is None
        assert many


class DescribeItsEnd:
    def it_leaves_python_as_it_was(self, qapp: QApplication) -> None:
        before = sys.getswitchinterval()
        made = Tidying(qapp)
        assert (gc.isenabled(), sys.getswitchinterval()) == (False, pytest.approx(TURN_S))
        made.end()
        assert (gc.isenabled(), sys.getswitchinterval()) == (True, pytest.approx(before))
