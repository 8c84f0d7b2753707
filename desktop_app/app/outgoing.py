"""What goes out beside the text of a review copy where it is asked for: kept comments, and what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.checks.finding import Finding
from desktop_app.document.model import Document, with_comments
from desktop_app.domain.comments import Comment

PROGRAM = "Engross"  #: whose comments findings are


@dataclass(frozen=True, slots=True)
class Beside:
    """Which comments go out. kept: those that the paper has. found: the findings on its text."""

    kept: bool = False
    found: bool = False


NOTHING = Beside()


def commented(
    document: Document, beside: Beside, kept: Iterable[Comment], found: Iterable[Finding]
) -> Document:
    """Return a document with what is asked for as comments on it; one that is no review copy as it is.

    kept, found: those of the document's own part alone.
    """
    said = [*(kept if beside.kept else ()), *(_findings(document, found) if beside.found else ())]
    return with_comments(document, said) if said else document


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
