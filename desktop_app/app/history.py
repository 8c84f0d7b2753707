"""The history of an open paper: its versions, what changed between two, and a section brought back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_app.domain.compare import Kind, ValueChange, compare_papers, compare_values
from desktop_app.domain.fields import SignatureField, TickField
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, RichText, Value
from desktop_app.domain.reading import MONTHS
from desktop_app.domain.richtext import copied
from desktop_app.domain.step import OWN_WAY, Change, Step
from desktop_app.domain.text import clean_line
from desktop_app.storage.history import Revision
from desktop_app.storage.paper_file import PaperFile

from .session import Session

PAUSE = timedelta(minutes=20)  #: without a change, after which writing is a new session
NOW = 0  #: stands for the paper as it is now, where a revision is asked for
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Version:
    """One session of writing. first, last: its revisions. sections: full keys of those it touched.

    done: what was done besides writing, as undo calls it.
    """

    first: int
    last: int
    began: datetime
    ended: datetime
    name: str = ""
    sections: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """How many words came and went."""

    inserted: int = 0
    deleted: int = 0


def _file(session: Session) -> PaperFile:
    """Return the paper's file, which alone remembers. Raises TypeError for a paper kept elsewhere."""
    if not isinstance(session.keeper, PaperFile):
        raise TypeError("this paper is not kept in a file, and so has no history")
    return session.keeper


def versions(session: Session) -> list[Version]:
    """Return the versions of a paper, the newest first. Raises PaperDamaged."""
    file = _file(session)
    names, touched = file.past.names(), file.past.touched()
    found = [
        Version(
            first=run[0].number,
            last=run[-1].number,
            began=run[0].at,
            ended=run[-1].at,
            name=names.get(run[-1].number, ""),
            sections=_sections(session.template, (key for r in run for key in touched.get(r.number, ()))),
            done=tuple(dict.fromkeys(r.label for r in run if r.label and r.number not in touched)),
        )
        for run in _runs(file.revisions(), file.past.sittings(), frozenset(names))
    ]
    return found[::-1]


def _runs(
    revisions: Sequence[Revision], sittings: frozenset[int], named: frozenset[int]
) -> list[list[Revision]]:
    """Return revisions by session: parted by a pause, where the paper was opened, and after a name."""
    runs: list[list[Revision]] = []
    for revision in revisions:
        last = runs[-1][-1] if runs else None
        fresh = last is None or revision.number in sittings or last.number in named
        if fresh or (last is not None and revision.at - last.at > PAUSE):
            runs.append([revision])
        else:
            runs[-1].append(revision)
    return runs


def _sections(template: Template, keys: Iterator[str]) -> tuple[str, ...]:
    """Return the keys of the sections that hold fields, in form order; unknown fields are left out."""
    touched = frozenset(keys)
    return tuple(
        section.key
        for form in template.forms
        for section in form.sections
        if any(item.key in touched for item in section.fields)
    )


def name_version(session: Session, version: Version, name: str) -> None:
    """Give a version a name; an empty one takes it away. Raises NotSaved."""
    _file(session).past.name(version.last, clean_line(name).strip()[:_LONGEST_NAME])


def count_words(session: Session, shown: Sequence[Version]) -> Iterator[Mapping[int, Words]]:
    """Yield the words that each of some versions changed, by its last revision: more with each step.

    To be taken one at a time, so that nothing waits for it. Raises PaperDamaged.
    """
    file = _file(session)
    ends = sorted({revision for v in shown for revision in (v.first - 1, v.last) if revision})
    by_last = {version.last: version for version in shown}
    counts = {version.last: Words() for version in shown}
    for item in session.template.fields:
        if file.closed:  # the paper was let go meanwhile
            return
        values = file.past.values_at(session.part_of(item.key), item.key, ends)
        seen: dict[int, Value | None] = {0: None}
        for end, value in zip(ends, values, strict=True):
            seen[end] = value
            version = by_last.get(end)
            if version is None or seen[version.first - 1] == value:
                continue
            change = compare_values(item, seen[version.first - 1], value)
            held = counts[end]
            counts[end] = Words(
                held.inserted + change.words(Kind.INSERTED), held.deleted + change.words(Kind.DELETED)
            )
            yield dict(counts)
    yield dict(counts)


def paper_at(session: Session, revision: int) -> Paper:
    """Return the paper as of a revision, or as it is `NOW`. Raises NotFound, PaperDamaged."""
    return _file(session).paper_at(revision) if revision else session.paper


def states(session: Session) -> Iterator[Paper]:
    """Yield the paper as of every revision, and as it is now. Raises PaperDamaged."""
    yield from (paper for _, paper in _file(session).past.papers())
    yield session.paper


def compare_versions(session: Session, old: int, new: int) -> tuple[ValueChange, ...]:
    """Return what changed between two revisions, either may be `NOW`. Raises NotFound, PaperDamaged."""
    return compare_papers(session.template, paper_at(session, old), paper_at(session, new))


def bring_back(session: Session, section_key: str, revision: int) -> bool:
    """Put a section back as it was at a revision, as one step of undo; say whether anything differed.

    Ticks and signatures are not given again: they stand by themselves where their text is back.
    """
    file = _file(session)
    then = file.paper_at(revision)
    section = session.form_of(section_key).section_of(section_key)
    at = next(r.at for r in file.revisions() if r.number == revision)
    changes: list[Change] = []
    for item in section.fields:
        if not isinstance(item, TickField | SignatureField):
            changes += _back(session, then, item.key)
    if changes:
        session.take(Step(f"Bring back {section.label} as of {moment_words(at)}", tuple(changes)))
    return bool(changes)


def _back(session: Session, then: Paper, key: str) -> list[Change]:
    part, own = session.part_of(key), session.reading.own(key)
    answers = then.restricted.answers if session.template.is_restricted(key) else then.public.answers
    changes: list[Change] = []
    if answers.get(key) != own:
        changes.append(Change(key, part, own, _apart(session, key, answers.get(key))))
    ways = [key in paper.public.own_way for paper in (session.paper, then)]
    if ways[0] != ways[1]:
        changes.append(Change(OWN_WAY + key, part, *ways))
    return changes


def _apart(session: Session, key: str, value: Value | None) -> Value | None:
    """Return text of a version with new ids for blocks that stand in another field by now."""
    if not isinstance(value, RichText):
        return value
    answers = {**session.paper.public.answers, **session.paper.restricted.answers}
    others = (held for other, held in answers.items() if other != key and isinstance(held, RichText))
    taken = {block.id for held in others for block in held.blocks}
    blocks = (block if block.id not in taken else copied((block,))[0] for block in value.blocks)
    return RichText(tuple(blocks))


def moment_words(moment: datetime) -> str:
    """Return a moment as people say it: "3 March 2026, 14:02"."""
    local = moment.astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
