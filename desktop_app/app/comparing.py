"""Two versions of a paper's documents as Word files whose tracked changes lead from one to the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import Document
from desktop_app.domain.comments import Comment
from desktop_app.domain.edition import Edition
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Leftover, Paper, Restricted, RichText, Value
from desktop_app.domain.richtext import Block
from desktop_app.export.files import make_folder, put_beside
from desktop_app.storage.later import check_made_here

from .exporting import NotExportable, documents_of, file_name, safe_name
from .history import NOW, Version, moment_words, paper_at, states, versions
from .leaks import Held, Leaked, guard, only_in_part2
from .session import Session

_AUTHOR = "Engross"  #: changes between versions may be several people's; what tells them is the program


@dataclass(frozen=True, slots=True)
class Compared:
    """A file with the changes of one document. path: None where the versions print the same."""

    document: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of a paper, to be compared into files in a folder.

    held: papers for whose Part 2 the files are searched. called: what the states are called.
    documents: their keys, all public ones where empty. beside: lays over a document of the newer state what
    no paper holds.
    """

    old: Paper
    new: Paper
    held: tuple[Paper, ...]
    called: tuple[str, str]
    folder: Path
    documents: tuple[str, ...] = ()
    beside: Callable[[Document], Document] | None = None


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


def comparison(
    session: Session, old: int, new: int, folder: Path, documents: tuple[str, ...] = ()
) -> Comparison:
    """Return the order to compare two revisions of an open paper, either may be `NOW`.

    Raises NotFound, PaperDamaged, PaperNewer.
    """
    check_made_here(session.keeper)
    called = tuple(str(revision) if revision else "now" for revision in (old, new))
    before, after = paper_at(session, old), paper_at(session, new)
    return Comparison(before, after, ever_restricted(session), (called[0], called[1]), folder, documents)


def ever_restricted(session: Session) -> tuple[Paper, ...]:
    """Return papers with today's Part 1 that hold all that Part 2 has ever held. Raises PaperDamaged.

    An older version may say in public what was moved to Part 2 since, and deleted there: what stands in
    Part 2 today does not tell of it.
    """
    blocks: dict[str, dict[Block, None]] = {}
    values: dict[str, dict[Value, None]] = {}
    leftovers: dict[Leftover, None] = {}
    comments: dict[str, Comment] = {}
    for restricted in (paper.restricted for paper in states(session)):
        leftovers.update(dict.fromkeys(restricted.leftovers))
        comments.update(restricted.comments)
        for key, value in restricted.answers.items():
            if isinstance(value, RichText):
                blocks.setdefault(key, {}).update(dict.fromkeys(value.blocks))
            else:
                values.setdefault(key, {})[value] = None
    layers = max((len(held) for held in values.values()), default=0) or 1
    made: list[Paper] = []
    for layer in range(layers):
        answers: dict[str, Value] = {
            key: list(held)[layer] for key, held in values.items() if layer < len(held)
        }
        if not layer:
            answers |= {key: RichText(tuple(held)) for key, held in blocks.items()}
        made.append(Paper(session.paper.public, Restricted(answers, tuple(leftovers), comments=comments)))
    return tuple(made)


def compare_files(template: Template, asked: Comparison, resources: Path) -> Iterator[Compared]:
    """Make a Word file of each document that changed, yielding each as it gets its name.

    Raises NotExportable for a document that is not known, or where the file of a public one would hold
    what by now only Part 2 may hold.
    """
    known = tuple(form.document for form in template.forms)
    for key in asked.documents:
        if key not in known:
            raise NotExportable(f"This paper has no document “{key}”. It has: {', '.join(known)}.")
    held = [only_in_part2(template, paper) for paper in asked.held]
    make_folder(asked.folder)
    for key in asked.documents or documents_of(template, asked.new, restricted=False):
        form = template.form(key)
        old, new = (_document(template, form, paper) for paper in (asked.old, asked.new))
        if asked.beside is not None:
            new = asked.beside(new)
        if old.nodes == new.nodes:
            yield Compared(key, None)
            continue
        stem = file_name(template, form, asked.new, "docx", draft=False).removesuffix(".docx")
        name = f"{safe_name(f'{stem} changes {asked.called[0]} to {asked.called[1]} DRAFT')}.docx"
        data = _written(old, new, resources)
        if not form.restricted:
            for each in held:
                _search(name, data, each)
        yield Compared(key, put_beside(asked.folder / name, data))


def _document(template: Template, form: Form, paper: Paper) -> Document:
    if form.restricted:
        return build_restricted(template, form.document, paper, Edition.REVIEW, draft=True)
    return build_public(template, form.document, paper.public, Edition.REVIEW, draft=True)


def _written(old: Document, new: Document, resources: Path) -> bytes:
    # lxml and what tracks changes take 50 ms to load, which nothing but making a Word file needs.
    from desktop_app.export.docx import write_comparison

    return write_comparison(old, new, _AUTHOR, resources)


def _search(name: str, data: bytes, held: Held) -> None:
    try:
        guard(name, data, "docx", held)
    except Leaked as problem:
        raise NotExportable(str(problem)) from problem
