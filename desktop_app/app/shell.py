"""The commands carried out: each asks the desk, and tells what it found in plain words or as JSON."""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from desktop_app.checks.engine import RULES, check
from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.storage.errors import NotFound, PaperDamaged

from .comments_command import comments, said_from
from .compare_command import Between, compare
from .desk import CannotRead, Desk, Entry
from .export_command import export_held, export_read
from .exporting import FORMATS, Order, documents_of
from .known_copy import IsCopy, paper_of_copy
from .opening import file_to_read, paper_to_read, session_to_read
from .outgoing import Beside
from .pack_command import ENDING, Taking, Wish, pack_command, unpack_command
from .passphrases import known_words, new_words
from .progress import stage_of
from .publish_command import publish_held
from .publishing import Ask
from .review_command import review, wanted_from
from .rule_words import rule_data, rule_lines
from .showing import finding_data, finding_lines, overview, shown
from .verify_command import verify

Tell = Callable[[str], None]

SAMPLE = Path("sample", "paper.json")  #: the sample paper among the resources


class Ambiguous(CannotRead):
    """A name fits more than one paper of the library."""


class Shell:
    """Carries out one command line. `tell` is given each line of what there is to say.

    `warn` is given what is to be known beside that, and is not part of it.
    """

    def __init__(self, desk: Desk, resources: Path, tell: Tell, warn: Tell = print) -> None:
        self._desk = desk
        self._resources = resources
        self._tell = tell
        self._warn = warn

    def run(self, asked: argparse.Namespace) -> int:
        """Carry out a parsed command and return its exit code."""
        commands = {
            "new": self.new,
            "import": self.read,
            "list": self.listing,
            "show": self.show,
            "check": self.check,
            "export": self.export,
            "demo": self.demo,
            "rules": self.rules,
            "verify": self.verify,
            "pack": self.pack,
            "publish": self.publish,
            "review": self.review,
            "comments": self.comments,
            "compare": self.compare,
        }
        return commands[asked.command](asked)

    def new(self, asked: argparse.Namespace) -> int:
        """Start a paper, or list the kinds there are."""
        templates = self._desk.catalogue.templates
        if asked.list or not asked.template:
            for key, template in sorted(templates.items()):
                self._tell(f"{key}  {template.authority_name}: {template.label}")
            return 0
        template = self._desk.catalogue.template(asked.template)
        answers = {template.forms[0].title_key: asked.title} if asked.title else {}
        for pair in asked.set:
            key, _, words = pair.partition("=")
            _known_field(template, key)
            answers[key] = words
        self._tell(self._desk.new_paper(asked.template, answers))
        return 0

    def read(self, asked: argparse.Namespace) -> int:
        """Import a paper and tell what was found in it."""
        if asked.file.suffix.casefold() == ENDING:
            words = partial(known_words, asked.passphrase_file)
            taking = Taking(words, _numbers(asked.take), asked.separate, asked.by)
            return unpack_command(self._desk, asked.file, taking, self._tell)
        known = None if asked.separate else paper_of_copy(self._desk, asked.file)
        if known is not None:
            raise IsCopy(asked.file, known)
        paper_id, found = self._desk.import_file(asked.file, asked.template)
        if not asked.template:
            taken = f"Taken as {found.template.key}. {found.doubt}".rstrip()
            self._tell(f"{taken} For another kind, as “engross new --list” tells them: --template KIND.")
        for note in found.notes:
            self._tell(note)
        for leftover in found.paper.public.leftovers:
            self._tell(f"Not placed: {' '.join(leftover.text.split())[:100]}")
        self._tell(paper_id)
        return 0

    def listing(self, asked: argparse.Namespace) -> int:
        """List the papers of the library, newest first."""
        library = self._desk.library
        if asked.search:
            entries = library.search(asked.search, archived=asked.archived)
        else:
            entries = library.entries(archived=asked.archived)
        if asked.json:
            rows = [
                {"id": e.id, "reference": e.reference, "title": e.title, "state": e.state,
                 "changed": e.changed.isoformat(), "archived": e.archived}
                for e in entries
            ]  # fmt: skip
            self._tell(json.dumps(rows, ensure_ascii=False, indent=2))
            return 0
        for e in entries:
            self._tell(
                f"{e.id[:8]}  {e.reference or '–':<10}  {e.state:<10}  {e.changed:%d %b %Y}  {e.title}"
            )
        return 0

    def show(self, asked: argparse.Namespace) -> int:
        """Show a paper as an outline in words, or whole as JSON; Part 2 only where asked for."""
        template, paper = self.find(asked.paper)
        if asked.json:
            data = shown(template, paper, restricted=asked.part2)
            self._tell(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for line in overview(template, paper, restricted=asked.part2):
                self._tell(line)
        return 0

    def check(self, asked: argparse.Namespace) -> int:
        """Print the findings; the exit code tells whether there are errors."""
        template, paper = self.find(asked.paper)
        found = check(
            template, paper, stage=stage_of(paper), today=asked.today or self._today, language=asked.language
        )
        if asked.json:
            rows = [finding_data(finding) for finding in found]
            self._tell(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            self._tell_findings(template, found)
        return int(any(finding.severity is Severity.ERROR for finding in found))

    def export(self, asked: argparse.Namespace) -> int:
        """Make files of a paper and say where they are."""
        template, paper = self.find(asked.paper)
        documents = _words(asked.document) or documents_of(template, paper, restricted=False)
        order = Order(documents, _words(asked.to), asked.out, asked.final, asked.reason)
        order = replace(
            order, replace=asked.replace, beside=Beside(asked.comments or asked.kept_comments, asked.comments)
        )
        if self._desk.library.find(asked.paper):
            # What goes on record needs the paper itself. Where it is read elsewhere, `find` has said so.
            reading = (self._desk, paper.id, lambda _: None)
            session = self._desk.open(paper.id) if asked.final else session_to_read(*reading)
            export_held(self._desk, session, order, asked.by, self._resources, self._tell)
        else:
            export_read(template, paper, order, self._resources, self._today, self._tell)
        return 0

    def publish(self, asked: argparse.Namespace) -> int:
        """Make the publication pack of a paper, on record."""
        ask = Ask(asked.out, asked.by, asked.reason, asked.combine)
        return publish_held(self._desk, self._held(asked.paper).id, ask, self._resources, self._tell)

    def pack(self, asked: argparse.Namespace) -> int:
        """Hand a paper over as one file."""
        own = asked.passphrase or asked.passphrase_file is not None
        words = partial(new_words, asked.passphrase_file) if own else None
        wish = Wish(asked.out, asked.with_part2, words, asked.plain, asked.by, replace=asked.replace)
        return pack_command(self._desk, self._held(asked.paper).id, wish, self._resources, self._tell)

    def compare(self, asked: argparse.Namespace) -> int:
        """Make Word files with the changes between two versions, or list the versions."""
        between = Between(asked.old, asked.new, _words(asked.document), asked.out, asked.returned)
        session = session_to_read(self._desk, self._held(asked.paper).id, self._warn)
        return compare(session, between, self._resources, self._tell)

    def verify(self, asked: argparse.Namespace) -> int:
        """Tell whether a record is whole, or how a paper compares with a fingerprint or file."""
        held = self._held(asked.paper).id
        try:
            file = file_to_read(self._desk, held, self._warn)
        except PaperDamaged as problem:
            self._tell(str(problem))
            return 1
        return verify(self._desk.catalogue, file, asked.against, self._resources, self._tell)

    def demo(self, asked: argparse.Namespace) -> int:
        """Draft the sample paper, check it, export all of it, and say what was found and made."""
        paper_id = self._desk.sample(self._resources / SAMPLE)
        template, paper = self._desk.read(paper_id)
        self._tell(f"Drafted: {next(iter(overview(template, paper)))}")
        found = check(template, paper, stage=stage_of(paper), today=self._today)
        self._tell_findings(template, found)
        out = asked.out or self._desk.library.folder / "exported"
        documents = documents_of(template, paper, restricted=True)
        order = Order(documents, FORMATS, out)
        export_read(template, paper, order, self._resources, self._today, self._tell)
        return 0

    def rules(self, asked: argparse.Namespace) -> int:
        """List the rules: what each looks for, why, and where that comes from."""
        if asked.json:
            self._tell(json.dumps([rule_data(rule) for rule in RULES], ensure_ascii=False, indent=2))
            return 0
        for rule in RULES:
            for line in rule_lines(rule):
                self._tell(line)
        return 0

    def review(self, asked: argparse.Namespace) -> int:
        """Tell what returned Word files propose, and decide on what is asked for."""
        entries = self._desk.library.find(asked.paper)
        if len(entries) != 1:
            self.find(asked.paper)
            raise CannotRead(f"“{asked.paper}” is not in the library. Only a paper in it can be reviewed.")
        return review(self._desk, entries[0].id, wanted_from(asked), self._tell, self._warn)

    def comments(self, asked: argparse.Namespace) -> int:
        """List the comments on a paper, or answer, settle or open one."""
        return comments(self._desk, self._held(asked.paper).id, said_from(asked), self._tell, self._warn)

    def find(self, name: str) -> tuple[Template, Paper]:
        """Return the paper of the library with a reference or id, or one read from a text file.

        Raises NotFound where there is none, Ambiguous where there are several.
        """
        try:
            return paper_to_read(self._desk, self._held(name).id, self._warn)
        except NotFound:
            if not Path(name).is_file():
                raise
            found = self._desk.imported(Path(name))
            return found.template, found.paper

    def _held(self, name: str) -> Entry:
        """Return the line of the paper of the library with a reference or id; raises as `find` does."""
        entries = self._desk.library.find(name)
        if len(entries) > 1:
            ids = "\n".join(f"  {entry.id}  {entry.title}" for entry in entries)
            raise Ambiguous(f"{len(entries)} papers are called “{name}”. Name one by its id:\n{ids}")
        if not entries:
            told = f"There is no paper “{name}” in the library, and no such file. See “engross list”."
            raise NotFound(told)
        return entries[0]

    @property
    def _today(self) -> date:
        return datetime.now().astimezone().date()

    def _tell_findings(self, template: Template, found: Iterable[Finding]) -> None:
        for line in finding_lines(template, found):
            self._tell(line)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _numbers(text: str) -> frozenset[int] | None:
    """Return the numbers typed, none for “none”, None where nothing was. Raises CannotRead."""
    if not text or text == "none":
        return frozenset() if text else None
    if not all(word.isdecimal() for word in _words(text)):
        raise CannotRead(f"“{text}” is not a list of numbers, as “1,3”.")
    return frozenset(int(word) for word in _words(text))


def _known_field(template: Template, key: str) -> None:
    try:
        template.field(key)
    except KeyError:
        known = ", ".join(item.key for item in template.fields)
        raise CannotRead(f"There is no field “{key}”. There are: {known}.") from None
