"""Exporting: which documents of a paper go out in which edition, under which names, drafts marked as such.

A job is handed only what it may print: Part 2 is in it only where a restricted document is asked for.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop_app.checks.engine import check, check_public, found_by
from desktop_app.checks.finding import Finding, Severity
from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import Document
from desktop_app.domain.edition import Edition
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper, PublicPaper
from desktop_app.domain.reading import read_public, read_whole
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.state import State, state_of
from desktop_app.export.files import make_folder, put_beside

from .acts import NotReady
from .copies import copy_id, marked
from .deferral import too_early
from .leaks import Held, Leaked, guard, only_in_part2
from .outgoing import NOTHING, Beside, commented
from .progress import AFTER_DECISION, stage_of

FORMATS = ("docx", "pdf")  #: of all documents
WEB = "html"  #: of public documents alone

#: What no file name may hold on some system, and names that Windows keeps for itself.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)\s*(\..*)?$", re.IGNORECASE)
_LONGEST, _MOST_BYTES = 80, 130  #: of a reference or title in a name: a name may have 255 bytes on Linux
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Order:
    """What to export: documents by key, formats, and whether as final papers into which folder.

    reason: why a web page is made before the day until which publication is deferred, "" for none.
    beside: what goes out as comments in Word review copies, nothing unless it is asked for. replace: put
    files in place of others of the same name, which are else left as they are, these being called "(2)".
    """

    documents: tuple[str, ...]
    formats: tuple[str, ...]
    folder: Path
    final: bool = False
    reason: str = ""
    beside: Beside = NOTHING
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was made, and whether it is marked as a draft."""

    path: Path
    document: str
    draft: bool


class NotExportable(Exception):
    """The order cannot be carried out; the words say why and what would do."""


def plan(template: Template, documents: tuple[str, ...], formats: tuple[str, ...]) -> None:
    """Raise NotExportable where a document or format is not known, or nothing can be made of a document."""
    known = tuple(form.document for form in template.forms)
    for document in documents:
        if document not in known:
            raise NotExportable(f"This paper has no document “{document}”. It has: {', '.join(known)}.")
    for kind in formats:
        if kind not in (*FORMATS, WEB):
            raise NotExportable(f"“{kind}” is not a format. There are: {', '.join((*FORMATS, WEB))}.")
    for form in map(template.form, documents):
        if not formats_of(form, formats):
            raise NotExportable(f"{form.label} is restricted. Web pages are made of public documents alone.")


def formats_of(form: Form, formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some formats that a document is made in: what is restricted never as a web page."""
    return tuple(kind for kind in formats if not (kind == WEB and form.restricted))


def documents_of(template: Template, paper: Paper, *, restricted: bool) -> tuple[str, ...]:
    """Return the keys of the documents that a paper has, in order; restricted ones where asked for."""
    reading = read_whole(template, paper)
    forms = (form for form in template.forms if restricted or not form.restricted)
    return tuple(form.document for form in forms if reading.has_document(form))


def final_obstacles(template: Template, paper: Paper, today: date) -> tuple[Finding, ...]:
    """Return the findings that keep a paper from going out as final, in form order."""
    found = check(template, paper, stage=stage_of(paper), today=today)
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


def part2_in_public(template: Template, paper: Paper, today: date) -> tuple[str, ...]:
    """Return what keeps a paper from being published whatever reason is given, a sentence or two each.

    Each names a sentence of Part 2 that Part 1 repeats, both places, and the mend.
    """
    found = found_by("part2.repeated", template, paper, today=today)
    told = [f"{template.form(one.document).label}, {one.message}" for one in found[:_MOST_TOLD]]
    rest = len(found) - len(told)
    return (*told, f"So it is with {rest} more.") if rest > 0 else tuple(told)


def edition_of(state: State, form: Form, *, final: bool) -> Edition:
    """Return the edition that an export makes: the one place where it is chosen."""
    if not final:
        return Edition.REVIEW
    if form.restricted or state not in AFTER_DECISION:
        return Edition.SIGNING
    return Edition.PUBLICATION


def public_document(
    template: Template,
    form: Form,
    paper: PublicPaper,
    *,
    final: bool,
    today: date,
    beside: Beside = NOTHING,
) -> Document:
    """Return a public document ready to be written. It is a draft while Part 1 has errors."""
    found = check_public(template, paper, stage=Stage.SIGNING, today=today)
    draft = any(finding.severity is Severity.ERROR for finding in found)
    edition = edition_of(state_of(paper.record), form, final=final)
    document = build_public(
        template, form.document, paper, edition, draft=draft, modified=last_change(paper.record)
    )
    document = commented(document, form, beside, paper.comments.values(), found)
    return marked(document, copy_id(form, read_public(template, paper), paper.id))


def restricted_document(
    template: Template,
    form: Form,
    paper: Paper,
    *,
    final: bool,
    today: date,
    beside: Beside = NOTHING,
) -> Document:
    """Return a restricted document ready to be written."""
    found = check(template, paper, stage=Stage.SIGNING, today=today)
    draft = any(finding.severity is Severity.ERROR for finding in found)
    edition = edition_of(state_of(paper.record), form, final=final)
    modified = last_change(paper.record)
    document = build_restricted(template, form.document, paper, edition, draft=draft, modified=modified)
    document = commented(document, form, beside, paper.restricted.comments.values(), found)
    return marked(document, copy_id(form, read_whole(template, paper), paper.restricted.secret or paper.id))


def last_change(record: tuple[Event, ...]) -> str:
    """Return when the paper last changed as far as its record of this part tells, files made left out."""
    made = (EventKind.EXPORTED, EventKind.HANDED_OVER)
    moments = [event.at for event in record if event.kind not in made]
    return moments[-1] if moments else ""


def file_name(template: Template, form: Form, paper: Paper | PublicPaper, ending: str, *, draft: bool) -> str:
    """Return the name of an exported file: reference or title, kind of document, DRAFT where it is one.

    It is made of public answers alone, also for Part 2.
    """
    reading = read_public(template, paper.public if isinstance(paper, Paper) else paper)
    public = [other for other in template.forms if not other.restricted]
    references = (reading.reference(other) for other in public)
    titles = (reading.title(other) for other in public)
    stem = cut_short(next(filter(None, (*references, *titles)), "Paper"))
    label = "".join(character for character in form.label if character not in "()")
    unsaid = form.restricted and "restricted" not in label.casefold()
    words = (stem, label, "restricted" if unsaid else "", "DRAFT" if draft else "")
    return safe_name(" ".join(word for word in words if word)) + "." + ending


def safe_name(words: str) -> str:
    """Return words as a file name that every system takes: no path, no reserved name, not too long."""
    name = " ".join(_UNSAFE.sub(" ", words).split())
    name = _cut(name, 2 * _LONGEST, _MOST_BYTES + 90).strip(" .")
    return f"_{name}" if not name or _RESERVED.match(name) else name


def cut_short(stem: str) -> str:
    """Return as much of a reference or title as leaves room in a file's name for what else it says."""
    return _cut(stem, _LONGEST, _MOST_BYTES)


def _cut(words: str, signs: int, most_bytes: int) -> str:
    return words[:signs].encode(errors="replace")[:most_bytes].decode(errors="ignore")


Writer = Callable[[Document, Path], bytes]


def export(
    template: Template,
    paper: Paper | PublicPaper,
    order: Order,
    writers: dict[str, Writer],
    resources: Path,
    today: date,
) -> Iterator[Exported]:
    """Make the files of an order one by one, yielding each as it gets its name.

    A PublicPaper can only make public documents. Raises NotExportable before anything is written where
    the order cannot be met, or where Part 1 is to go out and repeats a sentence of Part 2; NotReady where
    final papers are asked for and something is in the way.
    """
    plan(template, order.documents, order.formats)
    if isinstance(paper, Paper) and _goes_out(template, order):
        _stop_repeats(template, paper, today)
    if order.final:
        obstacles = _obstacles(template, paper, today)
        if obstacles:
            raise NotReady(obstacles)
    public = paper.public if isinstance(paper, Paper) else paper
    early = too_early(template, public, today)
    if WEB in order.formats and early and not order.reason.strip():
        raise NotExportable(early)
    held = only_in_part2(template, paper) if isinstance(paper, Paper) else None
    make_folder(order.folder)
    for key in order.documents:
        form = template.form(key)
        document = _document(template, form, paper, order, today)
        for kind in formats_of(form, order.formats):
            name = file_name(template, form, paper, kind, draft=document.draft)
            data = writers[kind](document, resources)
            if held and not form.restricted:
                _search(name, data, kind, held)
            path = put_beside(order.folder / name, data, replace=order.replace)
            yield Exported(path, key, document.draft)


def _goes_out(template: Template, order: Order) -> bool:
    """Say whether an order makes files of Part 1 that are meant to leave the house."""
    public = any(not template.form(key).restricted for key in order.documents)
    return public and (order.final or WEB in order.formats)


def _stop_repeats(template: Template, paper: Paper, today: date) -> None:
    """Raise NotExportable where Part 1 repeats a sentence of Part 2."""
    if both := part2_in_public(template, paper, today):
        raise NotExportable(" ".join(both))


def _search(name: str, data: bytes, kind: str, held: Held) -> None:
    """Raise NotExportable where a file of Part 1 holds anything of Part 2. Nothing sets that aside."""
    try:
        guard(name, data, kind, held)
        guard(name, name.encode(), "txt", held)
    except Leaked as problem:
        raise NotExportable(str(problem)) from problem


def _obstacles(template: Template, paper: Paper | PublicPaper, today: date) -> tuple[Finding, ...]:
    return final_obstacles(template, paper if isinstance(paper, Paper) else Paper(paper), today)


def _document(
    template: Template, form: Form, paper: Paper | PublicPaper, order: Order, today: date
) -> Document:
    if not form.restricted:
        public = paper.public if isinstance(paper, Paper) else paper
        return public_document(template, form, public, final=order.final, today=today, beside=order.beside)
    if not isinstance(paper, Paper):
        raise NotExportable(f"{form.label} is restricted, and this job was handed Part 1 alone.")
    return restricted_document(template, form, paper, final=order.final, today=today, beside=order.beside)
