"""Two versions of a paper's documents as Word files whose tracked changes lead from one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import Document
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Edition, Paper
from desktop_app.export.files import put

from .exporting import NotExportable, documents_of, file_name, safe_name
from .history import NOW, Version, moment_words, paper_at, versions
from .leaks import Leaked, guard, only_in_part2
from .session import Session

_AUTHOR = "Engross"  #: changes between versions may be several people's; what tells them is the program


@dataclass(frozen=True, slots=True)
class Compared:
    """A file with the changes of one document. path: None where the versions print the same."""

    document: str
    path: Path | None


def version_at(session: Session, asked: str) -> int:
    """Return the revision of a version by its name or number, `NOW` for "now" or "".

    Raises NotExportable where there is none, or where a name was given to several.
    """
    if asked.casefold() in ("", "now"):
        return NOW
    known = versions(session)
    fitting = [v.last for v in known if asked in (v.name, str(v.last))]
    if len(fitting) == 1:
        return fitting[0]
    told = "; ".join(version_line(version) for version in known)
    how = "There is no version" if not fitting else "Several versions are called"
    raise NotExportable(f"{how} “{asked}”. There are: {told or 'none but the paper as it is now'}.")


def version_line(version: Version) -> str:
    """Return a version in words: its number, moment and name."""
    name = f", “{version.name}”" if version.name else ""
    return f"{version.last} ({moment_words(version.ended)}{name})"


def compare_files(
    session: Session, old: int, new: int, documents: tuple[str, ...], folder: Path, resources: Path
) -> Iterator[Compared]:
    """Make a Word file of each document as it changed from one revision to another; either may be `NOW`.

    documents: their keys, all public ones where empty. Raises NotExportable for a document that is not
    known, or where a public one held what by now only Part 2 may hold; StorageError.
    """
    template = session.template
    known = tuple(form.document for form in template.forms)
    for key in documents:
        if key not in known:
            raise NotExportable(f"This paper has no document “{key}”. It has: {', '.join(known)}.")
    before, after = paper_at(session, old), paper_at(session, new)
    folder.mkdir(parents=True, exist_ok=True)
    for key in documents or documents_of(template, after, restricted=False):
        form = template.form(key)
        states = [_document(template, form, paper) for paper in (before, after)]
        if states[0].nodes == states[1].nodes:
            yield Compared(key, None)
            continue
        path = folder / _name(template, form, after, old, new)
        data = _written(states[0], states[1], resources)
        if not form.restricted:
            _search(session, path.name, data)
        put(path, data)
        yield Compared(key, path)


def _document(template: Template, form: Form, paper: Paper) -> Document:
    if form.restricted:
        return build_restricted(template, form.document, paper, Edition.REVIEW, draft=True)
    return build_public(template, form.document, paper.public, Edition.REVIEW, draft=True)


def _written(old: Document, new: Document, resources: Path) -> bytes:
    # python-docx takes 100 ms to load, which nothing but making a Word file needs.
    from desktop_app.export.docx import write_comparison

    return write_comparison(old, new, _AUTHOR, resources)


def _search(session: Session, name: str, data: bytes) -> None:
    try:
        guard(name, data, "docx", only_in_part2(session.template, session.paper))
    except Leaked as problem:
        raise NotExportable(str(problem)) from problem


def _name(template: Template, form: Form, paper: Paper, old: int, new: int) -> str:
    stem = file_name(template, form, paper, "docx", draft=False).removesuffix(".docx")
    told = [str(revision) if revision else "now" for revision in (old, new)]
    return f"{safe_name(f'{stem} changes {told[0]} to {told[1]} DRAFT')}.docx"
