"""The right pane: what is known about the section one is in, and how much there is elsewhere."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from desktop_app.app.aside import reason_of
from desktop_app.app.left import kind_of, place_of_leftover
from desktop_app.app.progress import Counts, Repeated, counts_of
from desktop_app.app.session import Session
from desktop_app.app.showing import place_words
from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Leftover

from .holding import laid_out_anew
from .parts import button, card, clear, column, holder, links, scrolled, words
from .set_aside import SetAside, aside_cards
from .who import Who

_LOOKS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"}
_NAMED = 120  #: code points of what was left out that name what is done with it
_MOST = 60  #: cards made at once; a pane of hundreds helps nobody


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pane shows: findings of the paper, the section one is in, what was left over.

    aside: findings set aside whose text is still the same. waiting: the paper has not been checked yet.
    counts: what is left in the whole paper. repeated: sections whose text this one repeats, where something
    is to be mended.
    """

    template: Template | None
    findings: tuple[Finding, ...] = ()
    here: str = ""
    leftovers: tuple[Leftover, ...] = ()
    aside: tuple[Finding, ...] = ()
    waiting: bool = False
    counts: Counts | None = None
    repeated: tuple[Repeated, ...] = ()


class FindingsPane(QWidget):
    """Findings as cards, each a link to its place; below, what was left over and what is set aside."""

    counted = Signal(int)  #: how many findings are listed
    go = Signal(object)  #: a Finding whose place is wanted
    went = Signal(object)  #: the Caret of a place that is wanted
    dismissed = Signal(str)  #: id of a leftover

    def __init__(self, session: Session, who: Who, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._session, self._who = session, who
        self._drafts: dict[str, str] = {}  #: reasons typed and not given yet, by the finding's mark
        self._all = False
        self._shown = Shown(None)
        self._list: QVBoxLayout = column(space=10, margins=(16, 0, 16, 16))
        self._area = scrolled(holder(self._list, "side"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(column(self._area, space=0))

    def show_all(self, shown: "Shown") -> None:
        """Show what is known; does nothing where it is shown already."""
        if shown != self._shown:
            self._shown = shown
            self._lay_out()

    def _lay_out(self) -> None:
        laid_out_anew(self._area, self._fill)

    def _fill(self) -> None:
        clear(self._list)
        shown = self._shown
        near = [f for f in shown.findings if f.section == shown.here]
        far = [f for f in shown.findings if f.section != shown.here]
        listed = [*near, *far] if self._all else near
        left = [piece for piece in shown.leftovers if piece.after == shown.here]
        rest = [piece for piece in shown.leftovers if piece.after != shown.here]
        self.counted.emit(len(listed) + len(left))
        for finding in listed[:_MOST]:
            away = finding.section != shown.here and shown.template is not None
            place = place_words(shown.template, finding) if away and shown.template else ""
            self._list.addWidget(self._card(finding, place))
        for repeated in shown.repeated:
            self._list.addWidget(self._repeated(repeated))
        for leftover in left:
            self._list.addWidget(self._leftover(leftover))
        if not listed and not left and not shown.repeated:
            told = "The paper is being checked …" if shown.waiting else "Nothing found in this section."
            self._list.addWidget(words(told, "soft"))
        if far:
            self._list.addLayout(self._elsewhere())
        for leftover in rest:
            self._list.addWidget(self._leftover(leftover))
        aside = tuple(f for f in shown.aside if self._all or f.section == shown.here)
        for made in aside_cards(aside[:_MOST], self._session, self._who, self._reason):
            self._list.addWidget(made)
        self._list.addStretch(1)

    def _card(self, finding: Finding, place: str) -> QWidget:
        number = f"{finding.paragraph.rstrip('.')}  " if finding.paragraph else ""
        kind = kind_of(finding)
        title = words(f"{number}{finding.title}", "strong")
        where = [words(place, "small")] if place else []
        link = button(
            "Go to the text", lambda: self.go.emit(finding), "link", f"Go to the text: {finding.title}"
        )
        pieces: list[QWidget | QLayout] = [*where, title, words(finding.here)]
        if finding.mark and not self._session.read_only:
            asking = SetAside(finding, self._session, self._who, self._drafts)
            pieces += [links(link, asking.offer), asking]
        else:
            pieces.append(links(link))
        made = card(_LOOKS[finding.severity], *pieces, space=4)
        made.setAccessibleName(f"{kind}: {finding.title}")
        return made

    def _reason(self, finding: Finding) -> str:
        return reason_of(self._session, finding)

    def _repeated(self, repeated: Repeated) -> QWidget:
        """Say what is to be mended in text that this section repeats, and lead there."""
        label = repeated.section.label
        first = next(f for f in self._shown.findings if f.section == repeated.section.key)
        link = button("Go there", lambda: self.go.emit(first), "link", f"Go there: {label}")
        title = words(f"In the text of “{label}”, which this section repeats", "strong")
        where = words(f"{repeated.counts.words.capitalize()} in the {repeated.form.label.lower()}.")
        made = card("warning", title, where, links(link), space=4)
        made.setAccessibleName(f"{title.text()}: {where.text()}")
        return made

    def _elsewhere(self) -> QLayout:
        if self._all:
            return links(button("Show this section only", self._toggle, "link"))
        counts = self._shown.counts or counts_of(self._shown.findings)
        told = f"In the whole paper: {counts.words}"
        link = button("Show all", self._toggle, "link", "Show findings of the whole paper")
        return column(words(told, "soft"), links(link), space=0)

    def _toggle(self) -> None:
        self._all = not self._all
        self._lay_out()

    def _leftover(self, leftover: Leftover) -> QWidget:
        name = f"Dismiss: {leftover.text[:_NAMED]}"
        dismiss = button("Dismiss", lambda: self.dismissed.emit(leftover.id), "link", name)
        text = leftover.text if len(leftover.text) < 400 else leftover.text[:400] + " …"
        caret, number = place_of_leftover(self._session, leftover)
        title = words(f"{number}  Not in the paper".strip(), "strong")
        acts = [dismiss]
        if caret.block:
            name = f"Go to the text: {leftover.text[:_NAMED]}"
            acts.insert(0, button("Go to the text", lambda: self.went.emit(caret), "link", name))
        return card("card", title, words(text), words(leftover.why, "small"), links(*acts))
