"""What is left: every open point of a paper in form order, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.fields import AnyField, SignatureField, TickField
from desktop_app.domain.form import Form, Section
from desktop_app.domain.paper import Leftover, RichText
from desktop_app.domain.step import Caret

from .progress import Counts, is_gap, open_fields
from .seen import Seen

SETTLE, LOOK, SIGN = "To settle", "To look at", "To sign"
_LONGEST = 160  #: code points of a leftover that are shown


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is left.

    kind: SETTLE, LOOK or SIGN, by which it is counted. title: in a few words; detail: what settles it.
    section: its full key, "" for the paper as a whole. must: whether the paper cannot do without it; advice
    can stay.
    """

    kind: str
    title: str
    detail: str = ""
    section: str = ""
    place: str = ""
    caret: Caret = field(default_factory=Caret)
    must: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """What is left in one document, or in the paper as a whole."""

    label: str
    points: tuple[Point, ...]


def counts_in(groups: Iterable[Group]) -> Counts:
    """Return how much is left."""
    kinds = [point.kind for group in groups for point in group.points]
    return Counts(kinds.count(SETTLE), kinds.count(LOOK), kinds.count(SIGN))


def what_is_left(session: Seen, findings: tuple[Finding, ...] | None = None) -> tuple[Group, ...]:
    """Return all that is left, by document in form order; nothing where the paper is done.

    findings: what the checks have found, where that is known already.
    """
    by_section: dict[str, list[Finding]] = {}
    for finding in session.findings() if findings is None else findings:
        by_section.setdefault(finding.section, []).append(finding)
    left = (*session.paper.public.leftovers, *session.paper.restricted.leftovers)
    known = {section.key for form in _forms(session) for section in form.sections}
    groups: list[Group] = []
    for form in _forms(session):
        points: list[Point] = []
        for section in form.sections:
            found = by_section.pop(section.key, [])
            points += _of_section(session, form, section, found)
            points += [_leftover(session, piece, section) for piece in left if piece.after == section.key]
        groups.append(Group(form.label, tuple(points)))
    rest = [_finding(finding, "") for found in by_section.values() for finding in found]
    rest += [_leftover(session, piece, None) for piece in left if piece.after not in known]
    groups.append(Group("The paper as a whole", tuple(rest)))
    return tuple(group for group in groups if group.points)


def _forms(session: Seen) -> Iterable[Form]:
    return (form for form in session.template.forms if session.reading.has_document(form))


def _of_section(session: Seen, form: Form, section: Section, found: list[Finding]) -> list[Point]:
    """Return what is left in a section: by field, first what is to be filled, then what was found."""
    still = {item.key: item for item in open_fields(session.paper, session.reading, form, section)}
    told = {f.field for f in found if is_gap(f) or f.rule.startswith("declarations.")}
    points = [_open(item, section) for key, item in still.items() if key not in told]
    return _in_order(section, [*points, *(_finding(finding, section.label) for finding in found)])


def _in_order(section: Section, points: list[Point]) -> list[Point]:
    places = {item.key: number for number, item in enumerate(section.fields)}
    return sorted(points, key=lambda point: places.get(point.caret.field, -1))


def _open(item: AnyField, section: Section) -> Point:
    name = item.label.rstrip(": –") or section.label
    if isinstance(item, SignatureField):
        return Point(SIGN, name, "", section.key, section.label, Caret(item.key))
    state = "Not ticked yet" if isinstance(item, TickField) else "Not filled in yet"
    return Point(SETTLE, state, name, section.key, section.label, Caret(item.key))


def kind_of(finding: Finding) -> str:
    """Return by which kind of open point a finding is counted: SETTLE or LOOK."""
    return SETTLE if finding.severity is Severity.ERROR else LOOK


def _finding(finding: Finding, place: str) -> Point:
    kind = kind_of(finding)
    number = finding.paragraph.rstrip(".")
    caret = Caret(finding.field or finding.section, finding.block, finding.start)
    where = " ".join(word for word in (place, number) if word)
    must = finding.severity is not Severity.ADVICE
    return Point(kind, finding.title, finding.here, finding.section, where, caret, must)


def _leftover(session: Seen, piece: Leftover, section: Section | None) -> Point:
    text = piece.text if len(piece.text) <= _LONGEST else piece.text[:_LONGEST].rstrip() + " …"
    title = f"Not in the paper: “{text}”"
    if section is None:
        return Point(LOOK, title, piece.why)
    caret, number = place_of_leftover(session, piece)
    place = " ".join(word for word in (section.label, number) if word)
    return Point(LOOK, title, piece.why, section.key, place, caret)


def place_of_leftover(session: Seen, piece: Leftover) -> tuple[Caret, str]:
    """Return where what was left out stood, and the number of the paragraph there, "" where it has none."""
    paper = session.paper
    answers = (*paper.public.answers.items(), *paper.restricted.answers.items()) if piece.block else ()
    for key, value in answers:
        if isinstance(value, RichText) and any(block.id == piece.block for block in value.blocks):
            number = session.numbers(session.form_of(key).document).of(key, piece.block)
            return Caret(key, piece.block), number.rstrip(".")
    return Caret(piece.after), ""
