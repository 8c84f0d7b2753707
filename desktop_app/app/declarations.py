"""The declarations as a manager reads them: each with its text, and what changed since its tick."""

from dataclasses import dataclass

from desktop_app.checks.finding import Finding
from desktop_app.domain.compare import ValueChange, compare_values, told
from desktop_app.domain.fields import SignatureField, TickField
from desktop_app.domain.form import Form
from desktop_app.domain.numbering import Numbers
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import read_whole
from desktop_app.domain.record import Event
from desktop_app.domain.richtext import Blocks, SubHeading, Table, TextBlock, block_text, plain
from desktop_app.domain.signoff import SignOff, Standing, field_digest, vouched
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile

from .progress import is_gap
from .seen import Seen
from .session import Session

_DEEPER = "    "  #: before what stands a level down
_ORDER = (Standing.STALE, Standing.OPEN, Standing.CLAIMED, Standing.STANDS)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that a tick stands for. key: of the field. heading: of its section, numbered as it prints.

    pieces: its paragraphs with their numbers, and its tables.
    """

    key: str
    heading: str
    pieces: tuple[str | Table, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The text as lines, a table in one."""
        return tuple(_line(piece) for piece in self.pieces)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(line.split()) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One statement with how it stands. findings: on its text.

    since: what changed in its text since a tick that went stale, in form order; None where what it said
    then is not known.
    """

    form: Form
    item: TickField
    given: SignOff
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...] = ()
    since: tuple[ValueChange, ...] | None = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """What is declared, as plain text."""
        return tuple(plain(runs) for runs in self.item.statements)


def declarations(session: Session) -> tuple[Declaration, ...]:
    """Return the statements of all documents that a paper has: stale ones first, those that stand last."""
    reading = session.reading
    found = [
        _declaration(session, form, item)
        for form in session.template.forms
        if reading.has_document(form)
        for item in form.fields
        if isinstance(item, TickField) and reading.asked(item)
    ]
    return tuple(sorted(found, key=lambda declaration: _ORDER.index(declaration.given.standing)))


def _declaration(session: Session, form: Form, item: TickField) -> Declaration:
    given = session.sign_off(item.key)
    keys = vouched(form, item)
    since: tuple[ValueChange, ...] | None = ()
    if given.standing is Standing.STALE and given.event is not None:
        since = changed_since(session, form, item, given.event)
    passages = tuple(p for key in keys if (p := passage_of(session, form, key)) is not None)
    return Declaration(form, item, given, passages, _findings(session, form, keys), since)


def passage_of(session: Seen, form: Form, key: str) -> Passage | None:
    """Return what a field holds as it is to be read, None where it is not asked."""
    reading = session.reading
    if not reading.asked(session.template.field(key)):
        return None
    section = form.section_of(key)
    numbers = session.numbers(form.document)
    heading = f"{numbers.headings.get(section.key, '')} {section.label}".strip()
    blocks = reading.blocks(key)
    if blocks:
        pieces = to_read(numbers, key, blocks)
    else:
        pieces = [reading.words(key)] if reading.answered(key) else []
    return Passage(key, heading, tuple(pieces))


def to_read(numbers: Numbers, key: str, blocks: Blocks) -> list[str | Table]:
    """Return blocks of a field as they are read: tables, and lines with their numbers and references."""

    def line(block: TextBlock) -> str:
        level = 0 if isinstance(block, SubHeading) else block.level
        return _DEEPER * level + f"{numbers.of(key, block.id)}  {told(block.runs)}".strip()

    return [b if isinstance(b, Table) else line(b) for b in map(numbers.readable, blocks)]


def _line(piece: str | Table) -> str:
    if isinstance(piece, str):
        return piece
    return block_text(piece).replace("\ufffc", "").replace("\n", "; ").replace("\t", "  ")


def _findings(session: Session, form: Form, keys: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the findings on fields; gaps and what is said of ticks themselves are not on their text."""
    sections = {form.section_of(key).key for key in keys}
    return tuple(
        finding
        for finding in session.findings()
        if (finding.field in keys if finding.field else finding.section in sections)
        and not is_gap(finding)
        and not finding.rule.startswith("declarations.")
    )


def changed_since(
    session: Session, form: Form, item: TickField | SignatureField, event: Event
) -> tuple[ValueChange, ...] | None:
    """Return what changed since a tick in the text it was given for; None where that text is not known.

    The text is known by its digest, so what is shown as ticked is exactly what was ticked.
    """
    then = _text_ticked(session, form, item, event)
    if then is None:
        return None
    old = read_whole(session.template, then)
    keys = vouched(form, item)
    changes = (
        compare_values(session.template.field(key), old.get(key), session.reading.get(key)) for key in keys
    )
    return tuple(change for change in changes if change.changed)


def _text_ticked(
    session: Session, form: Form, item: TickField | SignatureField, event: Event
) -> Paper | None:
    """Return the paper as it was ticked: of the revision on disk then, or the next, which has the tick."""
    file = session.keeper
    if not isinstance(file, PaperFile):
        return None
    for revision in (event.revision, event.revision + 1):
        if not 0 < revision <= file.revision:
            continue
        try:
            paper = file.paper_at(revision)
        except StorageError:
            return None
        secret = paper.restricted.secret if form.restricted else ""
        if field_digest(read_whole(session.template, paper), form, item, secret) == event.digest:
            return paper
    return None


def asked(found: tuple[Declaration, ...]) -> int:
    """Return how many statements are still to be ticked, or ticked again."""
    return sum(declaration.given.standing is not Standing.STANDS for declaration in found)
