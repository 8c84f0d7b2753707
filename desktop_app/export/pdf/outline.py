"""What is read off a document before it is laid out: its plain words, its targets, what stays together."""

from collections.abc import Iterable, Sequence

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Document,
    Heading,
    Inline,
    Item,
    Labelled,
    Node,
    Para,
    Ref,
    Signature,
    Span,
)

#: At most so many nodes above a signature are kept on its page, and so many characters.
_NODES_ABOVE, _CHARS_ABOVE = 6, 1800


def plain(runs: Iterable[Inline]) -> str:
    """Return runs as plain words, without the marks of footnotes."""
    parts: list[str] = []
    for run in runs:
        if isinstance(run, Span | Ref):
            parts.append(run.text)
        elif isinstance(run, Break):
            parts.append(" ")
    return "".join(parts)


def heading_title(node: Heading) -> str:
    """Return a heading as one line, with its number."""
    return " ".join(f"{node.number} {plain(node.runs)}".split()) or "–"


def targets(document: Document) -> frozenset[str]:
    """Return the ids that a cross-reference can lead to."""
    return frozenset(
        node.id for node in document.nodes if isinstance(node, Para | Item | DataTable) and node.id
    )


def keeps_whole(nodes: Sequence[Node]) -> frozenset[int]:
    """Return the indexes of nodes that stay on one page with the signature below: its statement and box."""
    kept: set[int] = set()
    for index, node in enumerate(nodes):
        if isinstance(node, Signature):
            chars = 0
            for above in range(index - 1, max(index - 1 - _NODES_ABOVE, -1), -1):
                other = nodes[above]
                if not isinstance(other, Para | Box | Labelled):
                    break
                chars += _length(other)
                if chars > _CHARS_ABOVE:
                    break
                kept.add(above)
                if isinstance(other, Para) and not other.fixed:
                    break
    return frozenset(kept)


def _length(node: Para | Box | Labelled) -> int:
    if isinstance(node, Labelled):
        return len(node.label) + len(plain(node.answer))
    return len(plain(node.runs)) + (80 * node.lines if isinstance(node, Box) else 0)
