"""What goes out beside the text of a review copy where it is asked for: kept comments, and what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop_app.checks.finding import Finding
from desktop_app.document.model import Document, with_comments
from desktop_app.domain.comments import Answer, Comment
from desktop_app.domain.form import Form

PROGRAM = "Engross"  #: whose comments findings are, and whose answers say what became of the text
GONE = "The text that this was said of is no longer in this document."


@dataclass(frozen=True, slots=True)
class Beside:
    """Which comments go out. kept: those that the paper has. found: the findings on its text."""

    kept: bool = False
    found: bool = False


NOTHING = Beside()


def commented(
    document: Document, form: Form, beside: Beside, kept: Iterable[Comment], found: Iterable[Finding]
) -> Document:
    """Return a document with what is asked for as comments on it; one that is no review copy as it is.

    form: what the document is the answer to. kept, found: those of the document's own part alone.
    """
    said = [*(_kept(document, form, kept) if beside.kept else ())]
    said += _findings(document, found) if beside.found else ()
    return with_comments(document, said) if said else document


def _kept(document: Document, form: Form, kept: Iterable[Comment]) -> Iterator[Comment]:
    """Yield kept comments; one on text that is gone from its document at its section, where it says so."""
    printed = {id_ for node in document.nodes if (id_ := getattr(node, "id", ""))}
    for comment in kept:
        own = comment.key.partition(".")[0] == document.name
        if not own or comment.block in ("", *printed):
            yield comment
            continue
        try:
            key = form.section_of(comment.key).key
        except KeyError:  # of another version of the form
            key = document.name
        told = f"{GONE} “{comment.quote}”" if comment.quote else GONE
        answer = Answer(f"gone {comment.id}", PROGRAM, "", told)
        yield replace(comment, block="", key=key, quote="", answers=(*comment.answers, answer))


def _findings(document: Document, found: Iterable[Finding]) -> Iterator[Comment]:
    """Yield the findings on a document as comments, each at its words where these are printed."""
    printed = {id_ for node in document.nodes if (id_ := getattr(node, "id", ""))}
    sections = {stretch.key for stretch in document.sections}
    for number, each in enumerate(finding for finding in found if finding.document == document.name):
        here = each.block in printed
        own = here or each.section not in sections or _prints(document, each.field)
        key = each.field if own else each.section
        text = f"{each.title.rstrip('.')}. {each.message}"
        yield Comment(
            f"found {number} {each.rule}", each.block if here else "", key or document.name,
            each.text if here else "", PROGRAM, "", text,
        )  # fmt: skip


def _prints(document: Document, key: str) -> bool:
    """Say whether a document prints the answer of a field, or a row for it."""
    return any(
        key in (getattr(node, "key", ""), *(getattr(row, "key", "") for row in getattr(node, "rows", ())))
        for node in document.nodes
    )
