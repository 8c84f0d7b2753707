"""A paper's page: steps at the left, one section in the middle, what is known about it at the right."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.app.acts import dismiss
from desktop_app.app.left import counts_in, what_is_left
from desktop_app.app.progress import Counts, SectionState, StepState
from desktop_app.app.session import Changed, Session
from desktop_app.checks.finding import Finding
from desktop_app.domain.step import OWN_WAY, SIGN_OFF, TEMPLATE, Caret, Step

from .backups import Backups
from .behind import behind
from .comments_pane import CommentsPane
from .findings_pane import FindingsPane, Shown
from .found_place import place_of
from .history_pane import HistoryPane
from .left_off import LeavingOff, left_at
from .looking import Looking
from .panes import Panes
from .parts import button, column, holder, row
from .pen import Pen
from .preview.pane import PreviewPane
from .section_page import SectionPage
from .side_pane import SidePane
from .signals import SessionSignals
from .steps_pane import StepsPane, lines_of
from .who import Who

PAINTED_MS = 30  #: after a paper is shown, before it is first checked: its section is painted by then


class PaperPage(QWidget):
    """One open paper. `told` carries what the status bar says; `moved` that another section is shown."""

    told = Signal()
    moved = Signal()
    reformed = Signal()  #: the paper is on another version of its form, and must be opened anew
    aside_wanted = Signal(object)  #: a page to be shown in place of the paper
    left_wanted = Signal()  #: what is left is to be shown

    def __init__(self, session: Session, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.session, self._who = session, who
        self.pen = Pen(session, self)
        self.signals = SessionSignals(session, self)
        self.backups = Backups(session, self)
        self.looking = Looking(session, self.pen, self)
        self.states: list[SectionState] = session.states_with(())
        self.counts: Counts | None = None  #: what is left in the paper, once it has been checked
        self._page: SectionPage | None = None
        self._lay_out()
        self.looking.seen.connect(self._show_found)
        self.signals.changed.connect(self._heed)
        self.pen.written.connect(self.told)
        self.begun = left_at(session.paper.id, self.states, who)  #: where it was left
        self._leaving = LeavingOff(self.pen, lambda: self._page, who, self)
        self.moved.connect(self._leaving.soon)
        self.show_section(self.begun.field or self.states[0].section.key)
        QTimer.singleShot(PAINTED_MS, self, self.looking.look)

    def _lay_out(self) -> None:
        self.steps = StepsPane()
        self.steps.chosen.connect(self._choose)
        self.findings = FindingsPane(self.session, self._who)
        self.findings.go.connect(self.go_to_finding)
        self.findings.went.connect(lambda caret: _go_to(self, caret))
        self.findings.dismissed.connect(lambda leftover: dismiss(self.session, leftover))
        self.side = SidePane()
        self.side.add("Findings", self.findings)
        self.findings.counted.connect(lambda count: self.side.label("Findings", count))
        self.comments = CommentsPane(self.session, self._who, lambda focus: _caret(self._page, focus))
        self.comments.go.connect(lambda comment: _go_to(self, Caret(comment.key, comment.block)))
        self.comments.counted.connect(lambda count: self.side.label("Comments", count))
        self.side.add("Comments", self.comments)
        self.preview = PreviewPane(self.session)
        self.preview.wider.connect(self.widen_preview)
        self.side.add("Preview", self.preview)
        self.history = HistoryPane(self.session)
        self.history.asked.connect(self.aside_wanted)
        self.pen.written.connect(self.history.heed)
        self.side.add("History", self.history)
        self.moved.connect(lambda: self.preview.follow(self.here))
        self.signals.changed.connect(self.preview.heed)
        self.middle: QVBoxLayout = column(space=0)
        foot = row(button("What is left", self.left_wanted.emit), margins=(16, 4, 16, 8))
        left = holder(column(self.steps, foot, margins=(0, 16, 0, 8)), "side")
        self.panes = Panes(left, holder(self.middle, "page"), self.side)
        self.setLayout(column(self.panes, space=0))

    @property
    def here(self) -> str:
        """Full key of the section shown."""
        return self._page.section.key if self._page else ""

    @property
    def page(self) -> SectionPage | None:
        """The section shown."""
        return self._page

    def show_section(self, key: str) -> None:
        """Show the section with a full key, or the one that holds the field with it."""
        section = self.session.form_of(key).section_of(key)
        if self._page is not None and self._page.section.key == section.key:
            return
        self._leave()
        self.looking.catch_up()
        self.states = self.session.states_with(self.looking.found.told)  # an answer may have added documents
        place = _place(self.states, section.key)
        page = SectionPage(self.pen, self.states[place], self._who)
        page.back.connect(lambda: self.step_by(-1))
        page.on.connect(lambda: self.step_by(1))
        page.go.connect(lambda caret: _go_to(self, caret))
        self.middle.addWidget(page)
        self._page = page
        self._refresh()
        self.side.come_after(page.foot[1])
        if not behind(self):
            page.take_focus()
            QTimer.singleShot(PAINTED_MS, page, page.introduce)
        self.moved.emit()

    def _choose(self, key: str) -> None:
        """Show a section chosen at the left. The one that is shown already takes the focus again."""
        self.show_section(key)
        if self._page is not None:
            self._page.take_focus()

    def _leave(self) -> None:
        if self._page is not None:
            self._page.let_go()
            self.pen.take()
            self.middle.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None

    def step_by(self, steps: int) -> None:
        """Go on or back by so many sections: past the last one to what is left, before the first nowhere."""
        place = _place(self.states, self.here) + steps
        if 0 <= place < len(self.states):
            self.show_section(self.states[place].section.key)
        elif place > 0:
            self.left_wanted.emit()

    def go_to_finding(self, finding: Finding) -> None:
        """Go to the place of a finding, with what it says beside it."""
        if finding.section:
            self.show_section(finding.section)
            self.side.turn_to("Findings")
            if self._page is not None:
                self._page.go_to(place_of(self.session, finding))

    def undo(self) -> None:
        """Take the last step back and go to where it was."""
        self.pen.take()
        self._follow(self.session.undo())

    def redo(self) -> None:
        """Do again what was taken back, and go to where it was."""
        self.pen.take()
        self._follow(self.session.redo())

    def _follow(self, step: Step | None) -> None:
        if step is None or any(change.key == TEMPLATE for change in step.changes):
            return
        keys = [change.key.removeprefix(SIGN_OFF).removeprefix(OWN_WAY) for change in step.changes]
        key = next((key for key in keys if "/" not in key), "")
        if key:
            self.show_section(key)
            if self._page is not None and step.after.field and not behind(self):
                self._page.go_to(step.after)
        self.pen.save()

    def _heed(self, change: Changed) -> None:
        if TEMPLATE in change.keys:
            self.reformed.emit()
            return
        if self._page is not None:
            self._page.heed(change)
        if change.origin is None:
            self.pen.save()
        self.looking.soon()

    def _show_found(self) -> None:
        self.states = self.session.states_with(self.looking.found.told)
        if all(state.section.key != self.here for state in self.states):
            self.show_section(self.states[0].section.key)
        self._refresh()

    def _refresh(self) -> None:
        numbers: dict[str, str] = {}
        for form in self.session.template.forms:
            numbers |= self.session.numbers(form.document).headings
        self.steps.show_lines(lines_of(self.states, numbers), self.here)
        checked, waiting = self.looking.found, not self.looking.looked
        public, restricted = self.session.paper.public, self.session.paper.restricted
        left = public.leftovers + restricted.leftovers
        if not waiting:
            self.counts = counts_in(what_is_left(self.session, checked.told))
        place = _place(self.states, self.here)
        self.findings.show_all(
            Shown(
                self.session.template, checked.told, self.here, left, checked.aside, waiting,
                self.counts, self.states[place].elsewhere,
            )
        )  # fmt: skip
        self.comments.show_for(self.here)
        if self._page is not None:
            self._page.refresh(self.states[place], f"Step {place + 1} of {len(self.states)}")
            before = self.states[place - 1].section.label if place else ""
            after = self.states[place + 1].section.label if place + 1 < len(self.states) else "What is left"
            self._page.name_neighbours(before, after)
            near = tuple(finding for finding in checked.told if finding.section == self.here)
            for editor in self._page.editors.values():
                editor.show_findings(near)
        self.told.emit()

    @property
    def complete(self) -> int:
        """How many sections are complete."""
        return sum(state.state is StepState.COMPLETE for state in self.states)

    def fold(self, pane: str) -> None:
        """Fold the left or right pane away, or bring it back."""
        self.panes.fold(pane)

    def widen_preview(self) -> None:
        """Give the preview half of the window; if it has it, the usual room again."""
        if self.side.shown == "Preview" or not self.preview.wide:
            self.preview.set_wide(self.panes.widen())
        self.side.turn_to("Preview")

    def new_look(self) -> None:
        """Lay the section out anew in another theme or size of type."""
        here = self.here
        caret = self._page.caret() if self._page is not None else Caret()
        self._leave()
        self.show_section(here)
        if self._page is not None and caret.field:
            self._page.go_to(caret)

    def close_paper(self) -> None:
        """Take over what was typed, save it and let the paper go."""
        self._leaving.end()
        self._leave()
        self.pen.flush()
        self.signals.end()
        self.backups.end()
        self.preview.end()
        self.session.close()


def _place(states: list[SectionState], key: str) -> int:
    return next(n for n, state in enumerate(states) if state.section.key == key)


def _go_to(page: PaperPage, caret: Caret) -> None:
    """Go to a section, and to the paragraph that is meant in it."""
    page.show_section(caret.field)
    if page.page is not None and caret.block:
        page.page.go_to(caret)


def _caret(page: SectionPage | None, focus: QWidget) -> Caret:
    return page.caret(focus) if page is not None else Caret()
