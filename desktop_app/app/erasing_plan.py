"""What erasing from Part 2 would take out, and where: read through before anything is done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from desktop_app.domain.paper import Part, RichText
from desktop_app.domain.richtext import block_text
from desktop_app.domain.state import State, next_states
from desktop_app.storage.items import Item, Slot, items_of
from desktop_app.storage.paper_file import PaperFile

from .cleaning import Cleaner, Cut
from .erasing import cleaner_of, ever_of, without_quotes
from .freezing import submitted
from .gone import Ever, gone
from .history import Version, moment_words, versions
from .quoting import short
from .session import ReadOnly, Session

_LONGEST = 160  #: characters of a passage that are shown
_REVIEW = {"comments": "comment", "decisions": "decision on a proposal"}


@dataclass(frozen=True, slots=True)
class Place:
    """Words and where they stand. where: the section. when: the versions that say them, "" for today."""

    words: str
    where: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing would do.

    passages: what Part 2 said and says no more. earlier: the same in earlier versions of Part 1. beside: in
    review and record of Part 1, a line each. today: what Part 1 says in the open and keeps. frozen: a
    sentence where what was submitted loses words, "" otherwise.
    """

    passages: tuple[Place, ...]
    earlier: tuple[Place, ...]
    beside: tuple[str, ...]
    today: tuple[Place, ...]
    frozen: str


@dataclass
class _Spot:
    """A paragraph of earlier versions: its last wording, and which versions have it."""

    words: str = ""
    versions: dict[int, Version] = field(default_factory=dict[int, Version])


def plan_erasing(session: Session) -> Plan:
    """Return what `erase_from_part2` would do now. Raises ReadOnly, PaperDamaged."""
    file = session.keeper
    session.check_writable()
    if not isinstance(file, PaperFile):
        raise ReadOnly
    ever = ever_of(session, file)
    cleaner = cleaner_of(session, ever)
    earlier, review = _in_versions(session, file, cleaner)
    return Plan(
        tuple(_passages(session, file)),
        tuple(earlier),
        (*review, *_beside(session, file, cleaner)),
        tuple(_today(session, ever)),
        _frozen(session, cleaner),
    )


def _passages(session: Session, file: PaperFile) -> Iterator[Place]:
    """Yield the paragraphs of Part 2 that it says no more, each in its last wording."""
    last: dict[str, tuple[str, str]] = {}
    for slot, _, item in file.past.said(Part.TWO):
        if isinstance(item, RichText):
            last.update((block.id, (slot.key, block_text(block))) for block in item.blocks)
    now = session.paper.restricted.answers.values()
    held = {block.id for item in now if isinstance(item, RichText) for block in item.blocks}
    for id_, (key, words) in last.items():
        if id_ not in held and words.strip():
            yield Place(_short(words), _where(session, key))


def _in_versions(session: Session, file: PaperFile, cleaner: Cleaner) -> tuple[list[Place], list[str]]:
    """Return what goes from earlier versions of Part 1, and how much of its review does."""
    shown = versions(session)
    now = items_of(session.paper)
    spots: dict[tuple[str, str], _Spot] = {}
    review: dict[str, set[str]] = {}
    for slot, rows in groupby(file.past.said(Part.ONE), key=lambda row: row[0]):
        for number, until, cuts in _cuts(slot, list(rows), now.get(slot), file.revision, cleaner):
            if slot.kind in _REVIEW:
                review.setdefault(slot.kind, set()).add(slot.key)
                continue
            within = {v.last: v for v in shown if v.first <= until and v.last >= number}
            for cut in cuts:
                spot = spots.setdefault((slot.key, cut.block), _Spot())
                spot.words = cut.words
                spot.versions |= within
    found = [Place(_short(s.words), _where(session, key), _when(s)) for (key, _), s in spots.items()]
    return found, [_counted(len(ids), _REVIEW[kind]) for kind, ids in sorted(review.items())]


def _cuts(
    slot: Slot, rows: list[tuple[Slot, int, Item | None]], now: Item | None, last: int, cleaner: Cleaner
) -> Iterator[tuple[int, int, tuple[Cut, ...]]]:
    """Yield what goes from each text of a slot: from which revision to which it was said, and the words."""
    ends = [number - 1 for _, number, _ in rows[1:]]
    for (_, number, item), until in zip(rows, (*ends, last), strict=True):
        if item is None or (item == now and slot.kind not in _REVIEW):
            continue
        cuts = cleaner.cut(slot, item)[1]
        if cuts:
            yield number, until, cuts


def _beside(session: Session, file: PaperFile, cleaner: Cleaner) -> Iterator[str]:
    for kept in file.returned.all():
        if kept.part is Part.TWO or cleaner.holds(file.returned.data(kept)):
            yield f"The copy “{kept.name}” that came back, with what is not yet decided of it"
    notes = [e.number for e in session.paper.record if cleaner.event(e) is not e]
    if notes:
        one = len(notes) == 1
        named = f"{'entry' if one else 'entries'} {', '.join(map(str, notes))}"
        yield f"The note of {named} of the record; the {'entry stays' if one else 'entries stay'}"
    for name in file.past.names().values():
        if cleaner.words(name) != name:
            yield f"The name of the version “{name}”"


def _today(session: Session, ever: Ever) -> Iterator[Place]:
    """Yield what Part 2 once said, says no more, and Part 1 says in the open: it is not taken from there."""
    cleaner = Cleaner(gone(session.template, ever, without_quotes(session.paper), public=False), "")
    for slot, item in items_of(session.paper).items():
        if slot.part is Part.ONE and slot.kind in ("answers", "leftovers"):
            for cut in cleaner.cut(slot, item)[1]:
                yield Place(_short(cut.words), _where(session, slot.key))


def _frozen(session: Session, cleaner: Cleaner) -> str:
    found = submitted(session.template, session.paper, session.keeper)
    if found is None:
        return ""
    event, then = found
    answers = ((Slot(Part.ONE, "answers", key), value) for key, value in then.public.answers.items())
    now = session.paper.public.answers
    if not any(value != now.get(slot.key) and cleaner.cut(slot, value)[1] for slot, value in answers):
        return ""
    told = f"What was submitted ({event.at[:10]}) loses words. Final files are made of that version: "
    if State.DRAFTING in next_states(session.state):
        return f"{told}to make any, the paper must then be marked as drafting and submitted again."
    return f"{told}none can be made of it afterwards. Make those that are needed first."


def _where(session: Session, key: str) -> str:
    try:
        return session.form_of(key).section_of(key).label
    except KeyError:  # of another version of the form, or text without a place
        return "Text without a place" if key.isdecimal() else key


def _when(spot: _Spot) -> str:
    """Return which versions have a passage: how many, from when to when, and those that have a name."""
    found = sorted(spot.versions.values(), key=lambda version: version.last)
    if not found:
        return ""
    names = [f"“{version.name}”" for version in found if version.name]
    named = f", {', '.join(names)}" if names else ""
    if len(found) == 1:
        return f"version of {moment_words(found[0].ended)}{named}"
    began, ended = moment_words(found[0].ended), moment_words(found[-1].ended)
    return f"{len(found)} versions from {began} to {ended}{named}"


def _counted(count: int, what: str) -> str:
    words = what.replace("comment", "comments").replace("decision", "decisions")
    return f"What {count} {words} quote" if count > 1 else f"What 1 {what} quotes"


def _short(words: str) -> str:
    return short(words.replace("\ufffc", ""), _LONGEST)


def lines_of(places: Iterable[Place]) -> Iterator[str]:
    """Yield places as lines for people."""
    for place in places:
        when = f", {place.when}" if place.when else ""
        yield f"“{place.words}”: {place.where}{when}"
