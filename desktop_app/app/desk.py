"""The desk: what can be done with papers that are not open: start, find, open, import, copy, put away."""

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, PublicPaper, Restricted, Value
from desktop_app.domain.reading import read_public
from desktop_app.domain.record import Event, EventKind, chained, now_text
from desktop_app.domain.state import state_of
from desktop_app.domain.value_json import value_from
from desktop_app.intake.docx.safe import Refused, file_bytes
from desktop_app.intake.text import Imported, import_text
from desktop_app.intake.word import import_docx
from desktop_app.storage.copying import copy_of
from desktop_app.storage.errors import StorageError
from desktop_app.storage.forms import Catalogue, UnknownTemplate
from desktop_app.storage.library import Entry, Library, Trouble
from desktop_app.storage.paper_file import PaperFile

from .answers import decoded, public_text, value_of, with_ids
from .left import counts_in, what_is_left
from .progress import StepState
from .seen import Seen
from .session import Session

__all__ = ["CannotRead", "Desk", "Entry", "Library", "StorageError", "Trouble", "UnknownTemplate"]


class CannotRead(Exception):
    """A file that was to be imported cannot be read; the words say which and why."""


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file to be read in. Raises CannotRead where that cannot be done."""
    try:
        return file_bytes(path)
    except OSError as problem:
        raise CannotRead(f"{path} could not be opened: {problem.strerror or problem}.") from problem
    except Refused as problem:
        raise CannotRead(f"{path.name}: {problem}") from problem


def is_word(path: Path, data: bytes) -> bool:
    """Say whether a file is to be read as a Word file: by its name, or by how it begins."""
    return path.suffix.casefold() in (".docx", ".docm", ".dotx", ".doc") or data[:2] == b"PK"


class Desk:
    """The library together with the forms: everything that is done without a paper open."""

    def __init__(
        self, catalogue: Catalogue, library: Library, clock: Callable[[], datetime] = datetime.now
    ) -> None:
        self.catalogue = catalogue
        self.library = library
        self._clock = clock

    def new_paper(self, template_key: str, answers: Mapping[str, str], who: str = "") -> str:
        """Start a paper with answers in plain words by full key; return its id.

        Raises UnknownTemplate where there is no such template.
        """
        template = self.catalogue.template(template_key)
        values = {key: value_of(template, key, words) for key, words in answers.items() if words}
        return self.start(template_key, values, who)

    def start(self, template_key: str, answers: Mapping[str, Value], who: str = "") -> str:
        """Start a paper with answers by full key beside those its template starts with; return its id.

        Raises UnknownTemplate where there is no such template.
        """
        template = self.catalogue.template(template_key)
        values = {key: value_of(template, key, words) for key, words in template.starting.items()}
        return self.add(template, self.fresh(template, {**values, **answers}, who))

    def fresh(self, template: Template, answers: Mapping[str, Value], who: str = "") -> Paper:
        """Return a new paper, not yet kept, with its creation on record."""
        public = {key: value for key, value in answers.items() if not template.is_restricted(key)}
        restricted = {key: value for key, value in answers.items() if template.is_restricted(key)}
        created = Event(0, EventKind.CREATED, 1, now_text(self._clock()), who=who, note=template.key)
        paper = PublicPaper(str(uuid4()), template.key, public, record=(chained((), created),))
        return Paper(paper, Restricted(restricted, secret=secrets.token_hex(32)))

    def add(self, template: Template, paper: Paper) -> str:
        """Keep a new paper in the library and list it; return its id."""
        entry = self.entry(template, paper)
        self.library.create(paper, entry).close()
        self.library.note(entry, public_text(read_public(template, paper.public)))
        return paper.id

    def open(self, paper_id: str) -> Session:
        """Open a paper to work on. Raises StorageError where it cannot be opened."""
        return self.session(self.library.open(paper_id))

    def session(self, keeper: PaperFile) -> Session:
        """Return a session of a paper's open file; the file is let go where there can be none."""
        try:
            template = self.catalogue.template(keeper.read().public.template)
            return Session(template, keeper, self._clock, self.catalogue.template)
        except Exception:
            keeper.close()
            raise

    def read(self, paper_id: str) -> tuple[Template, Paper]:
        """Return a paper that is not open here, with its template."""
        paper = self.library.read(paper_id)
        return self.catalogue.template(paper.public.template), paper

    def note(self, session: Session) -> None:
        """Bring a paper's line in the library up to date with what was saved, if anything could be."""
        if session.read_only:
            return
        reading = read_public(session.template, session.paper.public)
        entry, keeper = self.entry(session.template, session.paper), session.keeper
        if isinstance(keeper, PaperFile):  # a paper that was only looked at has not changed
            entry = entry._replace(changed=keeper.saved.at.astimezone())
        self.library.note(entry, public_text(reading))

    def note_paper(self, template: Template, paper: Paper) -> None:
        """Bring the line of a paper that is not open up to date."""
        self.library.note(self.entry(template, paper), public_text(read_public(template, paper.public)))

    def imported(self, path: Path, kind: str = "") -> Imported:
        """Return the paper read from a Word or text file, not yet kept. Raises CannotRead or NotAPaper.

        kind: key of the template that it is to be read as, "" for the one that fits best. Raises
        UnknownTemplate where there is none such.
        """
        kinds = {kind: self.catalogue.template(kind)} if kind else self.catalogue.templates
        data = read_bytes(path)
        if is_word(path, data):
            try:
                return import_docx(data, kinds, path.name, self._clock())
            except Refused as problem:
                raise CannotRead(f"{path.name}: {problem}") from problem
        return import_text(decoded(data), kinds, path.name, self._clock())

    def import_file(self, path: Path, kind: str = "") -> tuple[str, Imported]:
        """Import a paper from a Word or text file into the library; return its id and what was found."""
        found = self.imported(path, kind)
        return self.add(found.template, found.paper), found

    def duplicate(self, paper_id: str, who: str = "") -> str:
        """Start a new paper from the public part of another; return its id.

        The copy has no reference, no ticks and nothing of Part 2.
        """
        template, paper = self.read(paper_id)
        references = frozenset(form.reference_key for form in template.forms)
        fresh = self.fresh(template, {}, who)
        copy = copy_of(paper, fresh.id, references).public
        return self.add(template, fresh.with_public(answers=copy.answers, own_way=copy.own_way))

    def sample(self, path: Path, who: str = "") -> str:
        """Return the id of the sample paper, which is put into the library where it is not there yet."""
        data = json.loads(path.read_text(encoding="utf-8"))
        template = self.catalogue.template(data["template"])
        answers = {key: value_from(with_ids(value)) for key, value in data["answers"].items()}
        paper = self.fresh(template, answers, who)
        sample = self.entry(template, paper)
        held = (e for e in self.library.find(sample.reference) if e.title == sample.title)
        there = next(held, None)
        return there.id if there is not None else self.add(template, paper)

    def entry(self, template: Template, paper: Paper) -> Entry:
        """Return a paper's line in the library: made of Part 1 alone."""
        reading = read_public(template, paper.public)
        public = [form for form in template.forms if not form.restricted]
        seen = Seen(template, paper, self._clock)
        states = seen.steps_state()
        return Entry(
            id=paper.id,
            template=template.key,
            reference=next(filter(None, (reading.reference(form) for form in public)), ""),
            title=next(filter(None, (reading.title(form) for form in public)), ""),
            state=state_of(paper.public.record).value,
            changed=self._clock().astimezone(),
            archived=False,
            steps_done=sum(state.state is StepState.COMPLETE for state in states),
            steps=len(states),
            errors=counts_in(what_is_left(seen)).settle,
        )
