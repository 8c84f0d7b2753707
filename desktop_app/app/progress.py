"""How far a paper is: the state of each section as a step, and what is left to do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.fields import AnyField, SignatureField, Stage, TickField
from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import Reading
from desktop_app.domain.signoff import SignOff, Standing, sign_off
from desktop_app.domain.state import State, state_of

from .step_state import StepState


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is left: what keeps a paper from being final, what may be right, and signatures to come.

    Every count in the program is one of these, and is told in its words.
    """

    settle: int = 0
    look: int = 0
    sign: int = 0

    @property
    def found(self) -> int:
        """How many findings that is."""
        return self.settle + self.look

    @property
    def words(self) -> str:
        """The counts in words: "2 to settle, 1 to look at"."""
        named = ((self.settle, "to settle"), (self.look, "to look at"), (self.sign, "to sign"))
        return ", ".join(f"{count} {name}" for count, name in named if count) or "nothing to settle"


def counts_of(findings: Collection[Finding]) -> Counts:
    """Return how many findings, gaps among them, are to settle and how many to look at."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return Counts(errors, len(findings) - errors)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A section whose text another one repeats, and what is left in it."""

    section: Section
    form: Form
    counts: Counts

    @property
    def words(self) -> str:
        """Where it is and what is left there."""
        return f"{self.counts.words} in “{self.section.label}” ({self.form.label.lower()})"


@dataclass(frozen=True, slots=True)
class SectionState:
    """The state of one section. done, of: what is filled of what is asked.

    left: labels of what is still to do, in form order. elsewhere: sections that hold what this one repeats,
    and have findings to mend. counts: all that is found in it, gaps too; gaps: whether there is nothing else.
    """

    form: Form
    section: Section
    state: StepState
    done: int
    of: int
    left: tuple[str, ...] = ()
    elsewhere: tuple[Repeated, ...] = ()
    counts: Counts = field(default_factory=Counts)
    gaps: bool = True


def standing_of(paper: Paper, reading: Reading, form: Form, item: AnyField) -> SignOff:
    """Return how it stands with a tick or signature of a paper."""
    if form.restricted:
        return sign_off(reading, form, item, paper.restricted.record, paper.restricted.secret)
    return sign_off(reading, form, item, paper.public.record)


def section_states(
    template: Template, paper: Paper, reading: Reading, findings: Iterable[Finding]
) -> list[SectionState]:
    """Return the state of every section of the documents that a paper has, in form order."""
    by_section: dict[str, list[Finding]] = {}
    for finding in findings:
        by_section.setdefault(finding.section, []).append(finding)
    held = {
        section.key: _section_state(paper, reading, form, section, by_section.get(section.key, []))
        for form in template.forms
        if reading.has_document(form)
        for section in form.sections
        if any(True for _ in section.fields)
    }
    sections = {item.key: state for state in held.values() for item in state.section.fields}
    return [_repeating(reading, state, sections) for state in held.values()]


_TO_MEND = (StepState.ERROR, StepState.ATTENTION)


def _repeating(reading: Reading, state: SectionState, sections: dict[str, SectionState]) -> SectionState:
    """Return a state that owns up to what is found in the sections that it repeats."""
    sources = (
        sections[key] for item in state.section.fields for key in reading.sources(item.key) if key in sections
    )
    found = list({s.section.key: s for s in sources if s.state in _TO_MEND}.values())
    if not found:
        return state
    worst = StepState.ERROR if any(s.state is StepState.ERROR for s in found) else StepState.ATTENTION
    repeated = tuple(Repeated(source.section, source.form, source.counts) for source in found)
    return replace(state, state=state.state if state.state in _TO_MEND else worst, elsewhere=repeated)


def _section_state(
    paper: Paper, reading: Reading, form: Form, section: Section, findings: list[Finding]
) -> SectionState:
    asked = [item for item in section.fields if reading.asked(item)]
    needed = sum(map(_needed, asked))
    still = open_fields(paper, reading, form, section)
    left = tuple(item.label or section.label for item in still)
    to_mend = [f for f in findings if f.severity is not Severity.ADVICE and not is_gap(f)]
    if any(finding.severity is Severity.ERROR for finding in to_mend):
        state = StepState.ERROR
    elif to_mend:
        state = StepState.ATTENTION
    elif not any(_filled(paper, reading, form, item) for item in asked):
        state = StepState.EMPTY
    else:
        state = StepState.BEGUN if left else StepState.COMPLETE
    gaps = all(is_gap(finding) for finding in findings)
    counts = counts_of(findings)
    return SectionState(form, section, state, needed - len(left), needed, left, counts=counts, gaps=gaps)


def open_fields(paper: Paper, reading: Reading, form: Form, section: Section) -> tuple[AnyField, ...]:
    """Return the fields of a section that are asked and needed and not filled yet, in form order."""
    asked = (item for item in section.fields if reading.asked(item))
    return tuple(item for item in asked if _needed(item) and not _filled(paper, reading, form, item))


def is_gap(finding: Finding) -> bool:
    """Say whether a finding only tells that something has not been filled in yet."""
    return finding.rule in ("completeness.required", "declarations.open")


def _needed(item: AnyField) -> bool:
    return isinstance(item, TickField | SignatureField) or item.required is Stage.SIGNING


def _filled(paper: Paper, reading: Reading, form: Form, item: AnyField) -> bool:
    if isinstance(item, TickField | SignatureField):
        return standing_of(paper, reading, form, item).standing is Standing.STANDS
    return reading.answered(item.key)


AFTER_DECISION = (State.DECIDED, State.REFUSED, State.PUBLISHED, State.DEFERRED)


def stage_of(paper: Paper) -> Stage:
    """Return what has to be filled in a paper by now: signatures and decision once it is decided."""
    return Stage.DECIDED if state_of(paper.record) in AFTER_DECISION else Stage.SIGNING
