"""What is seen of a paper: everything that is worked out from its text, kept until the text changes."""

from collections.abc import Callable
from datetime import date, datetime

from desktop_app.checks.engine import Checked, checked
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Form, Template
from desktop_app.domain.numbering import Numbers, number
from desktop_app.domain.paper import Paper, Part
from desktop_app.domain.reading import Reading, read_whole
from desktop_app.domain.signoff import SignOff, field_digest
from desktop_app.domain.state import State, state_of

from .progress import SectionState, section_states, stage_of, standing_of


class Seen:
    """A paper under its template with what follows from it: reading, numbers, findings, standing."""

    def __init__(self, template: Template, paper: Paper, clock: Callable[[], datetime]) -> None:
        self.template = template
        self.paper = paper
        self._clock = clock
        self._reading: tuple[Paper, Reading] | None = None
        self._numbers: dict[str, tuple[Reading, Numbers]] = {}
        self._checked: tuple[Paper, date, Checked] | None = None

    @property
    def reading(self) -> Reading:
        """The answers as they stand."""
        if self._reading is None or self._reading[0] is not self.paper:
            self._reading = (self.paper, read_whole(self.template, self.paper))
        return self._reading[1]

    def numbers(self, document: str) -> Numbers:
        """Return all numbers of a document as it stands."""
        kept = self._numbers.get(document)
        if kept is None or kept[0] is not self.reading:
            kept = (self.reading, number(self.template.form(document), self.reading))
            self._numbers[document] = kept
        return kept[1]

    def sign_off(self, key: str) -> SignOff:
        """Return how it stands with a tick or signature."""
        form = self.template.form(key.partition(".")[0])
        return standing_of(self.paper, self.reading, form, self.template.field(key))

    def checked(self) -> Checked:
        """Return what the checks find in the paper as it is now, and what was set aside of it."""
        today = self._clock().date()
        if self._checked is None or self._checked[0] is not self.paper or self._checked[1] != today:
            found = checked(self.template, self.paper, stage=self.stage, today=today)
            self._checked = (self.paper, today, found)
        return self._checked[2]

    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks find in the paper as it is now."""
        return self.checked().told

    @property
    def state(self) -> State:
        """Where the paper is on its way."""
        return state_of(self.paper.record)

    @property
    def stage(self) -> Stage:
        """What has to be filled by now."""
        return stage_of(self.paper)

    @property
    def today(self) -> date:
        """The day that the session's clock shows."""
        return self._clock().date()

    def steps_state(self) -> list[SectionState]:
        """Return the state of every section in form order."""
        return section_states(self.template, self.paper, self.reading, self.findings())

    def part_of(self, key: str) -> Part:
        """Return the part that a full key belongs to."""
        return Part.TWO if self.template.is_restricted(key) else Part.ONE

    def form_of(self, key: str) -> Form:
        """Return the form that a full key belongs to."""
        return self.template.form(key.partition(".")[0])

    @property
    def name(self) -> str:
        """What the window calls the paper: reference and title of its first document, both public."""
        form = self.template.forms[0]
        known = (self.reading.reference(form), self.reading.title(form))
        return " ".join(word for word in known if word) or "Untitled paper"

    def text_digest(self, key: str) -> str:
        """Return the digest of the text that a tick or signature stands for, as it is now."""
        form = self.form_of(key)
        secret = self.paper.restricted.secret if form.restricted else ""
        return field_digest(self.reading, form, self.template.field(key), secret)
