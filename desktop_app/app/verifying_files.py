"""Holding an exported file against its paper: the very same, the same text, or which paragraphs differ."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import Document
from desktop_app.domain.edition import Edition
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import read_whole
from desktop_app.domain.wordwise import compare_words
from desktop_app.intake.docx.parse import Refused
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.safe import file_bytes
from desktop_app.intake.docx.tokens import Para, accept_all, paragraphs_of, stands
from desktop_app.storage.paper_file import PaperFile

from .copies import marked, sign_of
from .exporting import last_change
from .quoting import excerpts, short
from .verifying import Verified, erased_since
from .writers import WRITERS

_RELATED = 0.2  #: share of lines in common below which a file is of something else
_LOOKS = 40  #: earlier states that are tried where the text is not that of now


@dataclass(frozen=True, slots=True)
class _Made:
    """A document of a paper as one of its editions would have it."""

    form: Form
    edition: Edition
    data: bytes
    lines: tuple[str, ...]


#: Earlier states of a paper with the numbers of their revisions, the newest first.
Earlier = Iterable[tuple[int, Paper]]


def verify_file(template: Template, paper: Paper, earlier: Earlier, path: Path, resources: Path) -> Verified:
    """Say whether a Word or PDF file says what a paper says now, or said when something went on record.

    Raises PaperDamaged where `earlier` does.
    """
    kind = path.suffix.casefold().removeprefix(".")
    if kind not in WRITERS:
        return Verified(False, f"{path.name} is neither a Word nor a PDF file.")
    try:
        data = file_bytes(path)
        theirs = tuple(lines_of(data, kind))
    except (Refused, ValueError, OSError) as problem:
        return Verified(False, f"{path.name} cannot be held against the paper. {problem}")
    made = list(_makes(template, paper, kind, resources))
    for one in made:
        if one.data == data:
            return Verified(True, f"The very same file: {_name(one)} of this paper as it is now.")
    for one in made:
        if _stream(one.lines) == _stream(theirs):
            return Verified(True, f"The same text: {one.form.label} of this paper as it is now.")
    likest = max(made, key=lambda one: _likeness(one.lines, theirs))
    if _likeness(likest.lines, theirs) < _RELATED:
        return Verified(False, f"{path.name} is not a document of this paper.")
    return _differing(template, paper, earlier, likest, theirs, (kind, resources))


def _differing(
    template: Template,
    paper: Paper,
    earlier: Earlier,
    made: _Made,
    theirs: tuple[str, ...],
    how: tuple[str, Path],
) -> Verified:
    """Return what differs, and whether the file says what the paper said at an entry of its record."""
    lines = tuple(differing(made.lines, theirs))
    for number, then in earlier:
        for other in _makes(template, then, *how, only=made.form):
            if _stream(other.lines) == _stream(theirs):
                told = f"Not the text as it is now: it is {other.form.label} as of revision {number}."
                return Verified(False, told, lines)
    if day := erased_since(paper.record, 0):
        told = f"Earlier versions lost what was erased from Part 2 {day}; a file of before may still have it."
        lines = (*lines, told)
    return Verified(False, f"Not the same text as {made.form.label} of this paper.", lines)


def recorded(file: PaperFile) -> Earlier:
    """Yield the states when something went on record or a sitting ended. Raises PaperDamaged."""
    held = {event.revision + more for event in file.read().record for more in (0, 1)}
    held |= {began - 1 for began in file.past.sittings()}
    numbers = sorted((number for number in held if 0 < number <= file.revision), reverse=True)
    return ((number, file.paper_at(number)) for number in numbers[:_LOOKS])


def _makes(
    template: Template, paper: Paper, kind: str, resources: Path, only: Form | None = None
) -> Iterator[_Made]:
    """Yield the documents of a paper in every edition that an export could have made."""
    reading = read_whole(template, paper)
    for form in template.forms:
        if not reading.has_document(form) or (only is not None and form is not only):
            continue
        for edition, draft in product(Edition, (False, True)):
            document = _document(template, form, paper, edition, draft=draft)
            data = WRITERS[kind](marked(document, sign_of(template, form, paper)), resources)
            yield _Made(form, edition, data, tuple(lines_of(data, kind)))


def _document(template: Template, form: Form, paper: Paper, edition: Edition, *, draft: bool) -> Document:
    if form.restricted:
        modified = last_change(paper.record)
        return build_restricted(template, form.document, paper, edition, draft=draft, modified=modified)
    modified = last_change(paper.public.record)
    return build_public(template, form.document, paper.public, edition, draft=draft, modified=modified)


def lines_of(data: bytes, kind: str) -> Iterable[str]:
    """Return the paragraphs of a Word file, or the lines of a PDF. Raises Refused or ValueError."""
    if kind == "docx":
        story = read_docx(data)
        notes = (paragraph for note in story.notes.values() for paragraph in paragraphs_of(note))
        return [line for para in (*paragraphs_of(story.content), *notes) if (line := _words(para))]
    # PDFium takes 60 ms to load, which no other command needs.
    from desktop_app.export.pdf_words import pdf_lines

    return pdf_lines(data)


def _words(para: Para) -> str:
    """Return the words of a paragraph as they are where every tracked change in it is accepted."""
    return " ".join("".join(t.text for t in para.tokens if stands(t.within, accept_all)).split())


def _stream(lines: Iterable[str]) -> str:
    return re.sub(r"\s+", "", "".join(lines))


def _likeness(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    shared = len(set(ours) & set(theirs))
    return shared / max(1, len(set(ours)), len(set(theirs)))


def differing(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[str]:
    """Yield a line for each stretch of words or paragraph that differs, ours being the paper's."""
    for code, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if code == "equal" or _stream(ours[a:b]) == _stream(theirs[c:d]):
            continue
        if code == "replace":
            yield from _in_words(" ".join(ours[a:b]), " ".join(theirs[c:d]))
            continue
        yield from (f"In the paper alone: “{short(line)}”" for line in ours[a:b])
        yield from (f"In the file alone: “{short(line)}”" for line in theirs[c:d])


def _in_words(ours: str, theirs: str) -> Iterator[str]:
    """Yield a line for each stretch of words that differs, with the words round it that do not."""
    for here, there in excerpts(compare_words(ours, theirs)):
        if _stream([here]) != _stream([there]):
            yield f"In the paper “{here}”, in the file “{there}”"


def _name(made: _Made) -> str:
    return f"{made.form.label} ({made.edition.value} edition)"
