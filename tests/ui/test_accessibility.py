"""What a screen reader is told, and whether all can be seen: names, roles, contrast, size, clipping."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from desktop_app.domain.fields import Field
from desktop_app.ui import aside, asides, section_page, theme
from desktop_app.ui.fields.base import FieldEditor
from desktop_app.ui.theme import DARK, LIGHT, Theme, ratio
from tests.ui.hands import CTRL, Key, User

Role = QAccessible.Role
LEAST = 28  #: px of height for whatever is clicked


def pages(user: User) -> Iterator[str]:
    """Show each page of the program in turn: library, new paper, each section, export."""
    user.press(Key.Key_N, CTRL)
    yield "new"
    user.window.back_to_paper()
    for state in list(user.paper.states):
        user.paper.show_section(state.section.key)
        QApplication.processEvents()
        yield state.section.key
    user.exporting()
    yield "export"
    user.press(Key.Key_O, CTRL)
    yield "library"


def tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield everything in sight that a screen reader can go to, in its order."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        here = waiting.pop()
        if here is None or not here.isValid() or here.state().invisible:
            continue
        yield here
        if here.role() not in (Role.List, Role.Table, Role.EditableText):
            waiting += [here.child(n) for n in reversed(range(here.childCount()))]


def named(here: QAccessibleInterface) -> str:
    return here.text(QAccessible.Text.Name)


def choices_named_by_their_labels(user: User, page: str) -> int:
    """Hold each choice on a page to be named by its label; return how many there are."""
    boxes = [box for box in user.window.findChildren(QComboBox) if box.isVisible()]
    for box in boxes:
        # On Linux Qt tells readers the label as a relation, elsewhere this name.
        name = box.accessibleName()
        assert name != box.currentText(), (page, name)
        owner = box.parent()
        while owner is not None and not isinstance(owner, FieldEditor):
            owner = owner.parent()
        if isinstance(owner, FieldEditor):
            assert name == _label(owner.item)
    return len(boxes)


class DescribeTheTree:
    def it_names_whatever_takes_the_focus_a_choice_by_its_label_not_by_what_is_chosen(
        self, reader: User
    ) -> None:
        found = 0
        seen: set[Role] = set()
        for page in pages(reader):
            for here in tree(reader.window):
                if here.state().focusable:
                    seen.add(here.role())
                    widget = here.object()
                    assert named(here).strip(), (page, here.role(), widget, widget.parent())
                    assert here.role() not in (Role.NoRole, Role.Client), (page, named(here))
            found += choices_named_by_their_labels(reader, page)
        assert found > 3
        assert {Role.PushButton, Role.EditableText, Role.List, Role.ComboBox, Role.RadioButton} <= seen
        assert Role.CheckBox in seen

    def it_tells_whether_something_can_be_written_in(self, reader: User) -> None:
        reader.go("decision.issues")
        here = QAccessible.queryAccessibleInterface(reader.rich("decision.issues"))
        state = here.state()
        assert here.role() == Role.EditableText
        assert state.multiLine
        assert not state.readOnly
        assert named(here) == "Issues for consideration"

    def it_tells_the_state_of_each_step(self, reader: User) -> None:
        steps = QAccessible.queryAccessibleInterface(reader.paper.steps)
        told = [named(steps.child(n)) for n in range(steps.childCount())]
        assert "3 Financial comments: complete" in told
        assert any(": not started" in words for words in told)

    def it_reads_steps_section_and_findings_in_the_order_they_are_seen_in(self, reader: User) -> None:
        self._at_findings(reader)
        read = [named(here) for here in tree(reader.window)]
        seen = ("Sections of the paper", "Bold", "Next: Equality comments",
                "Findings 2", "Show findings of the whole paper")  # fmt: skip
        assert sorted(seen, key=read.index) == list(seen)

    def it_goes_by_tab_from_the_foot_to_the_tabs_and_then_to_what_they_show(self, reader: User) -> None:
        self._at_findings(reader)
        reader.button("Next: Equality comments").setFocus()
        met: list[str] = []
        for _ in range(3):
            reader.press(Key.Key_Tab)
            here = reader.focus
            met.append(here.accessibleName() or here.text() if isinstance(here, QAbstractButton) else "")
        assert met == ["Findings 2", "Go to the text: Not written out", "Set aside: Not written out"]

    def it_says_which_page_has_come_and_what_stands_at_its_head(
        self, reader: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said: list[str] = []
        for module in (aside, section_page):
            monkeypatch.setattr(module, "say", lambda _, told: said.append(told))
        reader.go("decision.gdpr")
        reader.until(lambda: any(told.startswith("6 GDPR and data privacy. Step ") for told in said))
        asides.show_declarations(reader.window)
        assert said[-1] == "Declarations. 6 of 6 statements wait for you"

    def it_goes_from_section_to_section_without_a_stop_in_between(self, reader: User) -> None:
        reader.go("decision.gdpr")
        met: list[QWidget | None] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        heard = app.focusChanged.connect(lambda _, now: met.append(now))
        reader.paper.step_by(1)
        app.focusChanged.disconnect(heard)
        assert [widget for widget in met if widget is not None] == [reader.rich("decision.equality")]

    @staticmethod
    def _at_findings(reader: User) -> None:
        reader.go("decision.gdpr")
        reader.until(lambda: reader.sees("Placeholder left", reader.paper.findings))


def _label(item: Field) -> str:
    return item.label.rstrip(": –")


PAIRS = [
    *((ink, ground) for ink in ("text", "soft") for ground in ("bg", "side", "page")),
    *(("text", ground) for ground in ("accent_bg", "warn_bg", "err_bg", "tip_bg", "line")),
    *(("soft", ground) for ground in ("tip_bg", "accent_bg", "warn_bg", "err_bg")),
    ("hint", "page"),
    *((ink, ground) for ink in ("accent", "ok", "warn", "err") for ground in ("bg", "page", "side")),
    *(("accent", ground) for ground in ("tip_bg", "warn_bg", "err_bg", "accent_bg")),
    ("warn", "warn_bg"), ("err", "err_bg"), ("on_accent", "accent"),
]  # fmt: skip


def _dark_system() -> QPalette:
    palette = QPalette(QColor("#000000"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor("#ffffff"))
    return palette


class DescribeContrast:
    @pytest.mark.parametrize("worn", [LIGHT, DARK], ids=lambda worn: worn.name)
    @pytest.mark.parametrize(("ink", "ground"), PAIRS)
    def it_is_enough_for_words(self, worn: Theme, ink: str, ground: str) -> None:
        assert ratio(getattr(worn, ink), getattr(worn, ground)) >= 4.5

    @pytest.mark.parametrize("worn", [LIGHT, DARK], ids=lambda worn: worn.name)
    @pytest.mark.parametrize("ground", ["bg", "page", "side"])
    def it_is_enough_for_edges(self, worn: Theme, ground: str) -> None:
        assert ratio(worn.edge, getattr(worn, ground)) >= 3
        assert ratio(worn.accent, getattr(worn, ground)) >= 3

    @pytest.mark.parametrize("palette", [QPalette(QColor("#ffffff")), _dark_system()])
    def it_follows_a_system_of_high_contrast(self, palette: QPalette) -> None:
        worn = theme.high_contrast(palette)
        assert ratio(worn.text, worn.bg) > 15
        assert ratio(worn.on_accent, worn.accent) >= 4.5
        assert ratio(worn.accent, worn.page) >= 4.5
        assert worn.hint != worn.text
        assert ratio(worn.hint, worn.page) >= 4.5

    def it_counts_as_the_standard_does(self) -> None:
        assert ratio("#000000", "#ffffff") == pytest.approx(21)
        assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def clipped(window: QWidget) -> list[str]:
    """Return what is cut off: controls smaller than they need, words wider or higher than their room."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap() and not widget.text():
            continue  # it takes no room until it says something
        need, have = widget.minimumSizeHint(), widget.size()
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QLabel | QTextEdit) and (
            have.width() < need.width() or have.height() < need.height()
        ):
            found.append(f"{widget} {_words(widget)!r}: {have} < {need}")
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            wanted = widget.heightForWidth(have.width())
            if have.height() < wanted:
                found.append(f"{_words(widget)!r}: {have.height()} px high, not {wanted}")
        parent = widget.parentWidget()
        if parent is not None and parent.layout() and not parent.rect().contains(widget.geometry()):
            found.append(f"{widget} {_words(widget)!r} sticks out of {parent}: {widget.geometry()}")
    return found


def low(window: QWidget) -> list[str]:
    """Return what is clicked and lower than a finger or an unsteady hand needs."""
    clicked = [made for made in window.findChildren(QWidget) if made.isVisible()]
    return [
        f"{made} {_words(made)}"
        for made in clicked
        if isinstance(made, QPushButton | QLineEdit | QComboBox)
        and not isinstance(made.parent(), QComboBox)
        and made.height() < LEAST
    ]


def _words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


class DescribeSize:
    @pytest.mark.parametrize("size", [1.0, 2.0])
    def it_cuts_nothing_off_and_is_at_least_28_px_high_where_it_is_clicked(
        self, reader: User, size: float
    ) -> None:
        reader.start.settings.set("size", size)
        reader.start.dress()
        reader.window.new_look()
        reader.window.resize(1280, 720)
        reader.until(lambda: (reader.window.width(), reader.window.height()) == (1280, 720))
        for page in pages(reader):
            for _ in range(50):  # layouts come to rest in a few rounds of events
                if not clipped(reader.window):
                    break
                reader.bot.wait(10)
            else:
                raise AssertionError(page, clipped(reader.window))
            assert low(reader.window) == [], page
