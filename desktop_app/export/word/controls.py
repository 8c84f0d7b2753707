"""Content controls of a review copy: its sections, which cannot be deleted, and the form's fixed wording."""

from collections.abc import Callable, Sequence
from itertools import groupby

from desktop_app.document.model import Document, Heading, Item, Kicker, Node, Para, Stretch

from .xml import attribute

MOST_NAME = 64  #: signs that Word takes in the tag or name of a control


def control(content: str, number: int, name: str, tag: str, lock: str, kind: str = "") -> str:
    """Return content within a control. number: its identity. kind: what else its properties hold."""
    tagged = f"<w:tag w:val={attribute(tag)}/>" if 0 < len(tag) <= MOST_NAME else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val={attribute(name[:MOST_NAME])}/>{tagged}<w:id w:val="{number}"/>'
        f'<w:lock w:val="{lock}"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


_HIDDEN = '<w15:appearance w15:val="hidden"/>'


def sectioned(document: Document, written: Sequence[str], number: Callable[[], int]) -> str:
    """Return the nodes of a document, each section of the form in a control of its own.

    written: each node as it stands in the file. number: gives the identity of the next control.
    """
    done, made = 0, ""
    for section in document.sections:
        made += "".join(written[done : section.start])
        made += _section(document.nodes, written, section, number)
        done = section.end
    return made + "".join(written[done:])


def _section(
    nodes: Sequence[Node], written: Sequence[str], section: Stretch, number: Callable[[], int]
) -> str:
    own = number()
    content = ""
    places = range(section.start, section.end)
    for fixed, group in groupby(places, key=lambda place: is_fixed(nodes[place])):
        words = "".join(written[place] for place in group)
        if fixed and words:
            words = control(words, number(), "Wording of the form", "", "sdtContentLocked", _HIDDEN)
        content += words
    return content and control(content, own, section.label, f"sec:{section.key}", "sdtLocked", _HIDDEN)


def is_fixed(node: Node) -> bool:
    """Say whether a node is wording of the form alone, which a reviewer cannot change."""
    match node:
        case Heading(id=id_):
            return not id_
        case Para(fixed=fixed) | Item(fixed=fixed):
            return fixed
        case _:
            return isinstance(node, Kicker)
