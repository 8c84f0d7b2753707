"""What is seen of a paper: everything that is worked out from its text, kept until the text changes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop_app.checks.engine import Checked, checked
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Form, Template
from desktop_app.domain.numbering import Numbers, number
from desktop_app.domain.paper import Paper, Part
from desktop_app.domain.reading import Reading, read_whole
from desktop_app.domain.signoff import SignOff, field_digest
from desktop_app.domain.state import State, state_of

from .apart import Apart
from .progress import SectionState, section_states, stage_of, standing_of

if TYPE_CHECKING:  # loads when something is first checked apart
    from concurrent.futures import Future

Found = tuple[Paper, date, Checked]


class Seen:
    """A paper under its template with what follows from it: reading, numbers, findings, standing."""

    def __init__(self, template: Template, paper: Paper, clock: Callable[[], datetime]) -> None:
        self.template = template
        self.paper = paper
        self._clock = clock
        self._reading: tuple[Paper, Reading] | None = None
        self._numbers: dict[str, tuple[Reading, Numbers]] = {}
        self._checked: Found | None = None
        self._checks = Apart("check")
        self._under_check: Future[Found] | None = None

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
        if self._under_check is not None:
            self._under_check, future = None, self._under_check
            self._checked = future.result()
        if self.known is None:
            self._checked = self._check()()
        assert self._checked is not None
        return self._checked[2]

    @property
    def known(self) -> Checked | None:
        """What the checks have found in the paper as it is now, None where they have not run yet."""
        if self._under_check is not None and self._under_check.done():
            self._under_check, future = None, self._under_check
            if not future.cancelled():  # the paper was let go before its turn came
                self._checked = future.result()
        kept = self._checked
        return kept[2] if kept and kept[0] is self.paper and kept[1] == self.today else None

    @property
    def checking(self) -> bool:
        """Whether a check is under way in its own thread."""
        return self._under_check is not None and not self._under_check.done()

    def check_apart(self, done: Callable[[], None]) -> bool:
        """Begin to check the paper as it is now in a thread of its own.

        False where one is under way, or the paper was let go.

        done: called in that thread once it is over; `known` then has what was found, if nothing changed.
        """
        if self.checking:
            return False
        self._under_check = self._checks.begin(self._check(), done)
        return self._under_check is not None

    def end_checks(self) -> None:
        """Let what is being checked run out; nobody waits for it."""
        self._under_check = None
        self._checks.end(wait=False)

    def _check(self) -> Callable[[], Found]:
        """Return the checking of the paper as it is now; it reads nothing that a later change could touch."""
        template, paper, stage, today = self.template, self.paper, self.stage, self.today
        return lambda: (paper, today, checked(template, paper, stage=stage, today=today))

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
        return self.states_with(self.findings())

    def states_with(self, findings: tuple[Finding, ...]) -> list[SectionState]:
        """Return the state of every section in form order, as it is with such findings."""
        return section_states(self.template, self.paper, self.reading, findings)

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
