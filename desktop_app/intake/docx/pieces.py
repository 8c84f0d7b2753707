"""Names of elements of a Word file, and what may be told from one element alone."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from desktop_app.domain.text import clean

from .parse import W
from .tokens import Change, ChangeKind

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W16DU = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}"

KINDS = {
    W + "ins": ChangeKind.INSERTED,
    W + "del": ChangeKind.DELETED,
    W + "moveFrom": ChangeKind.MOVED_FROM,
    W + "moveTo": ChangeKind.MOVED_TO,
    W + "cellIns": ChangeKind.INSERTED,
    W + "cellDel": ChangeKind.DELETED,
}
#: Elements that stand for one sign each.
SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
WORDS = (W + "t", W + "delText", M + "t")
#: Things in a run that have no words, and what a reader is told of them.
OBJECTS = {
    W + "drawing": "picture",
    W + "pict": "picture",
    W + "object": "embedded object",
    W + "sym": "symbol",
    W + "ruby": "ruby text",
}
_MOST_NAME = 200


def named(element: Element, number: int, kind: ChangeKind, move: str = "") -> Change:
    """Return the tracked change that an element is."""
    who = clean(element.get(W + "author", ""))[:_MOST_NAME].strip()
    when = element.get(W16DU + "dateUtc", "") or element.get(W + "date", "")
    # LibreOffice writes a year of nought where it keeps no date.
    return Change(number, kind, who, "" if when.startswith("0") else when[:40], move)


def signs_in(root: Element) -> int:
    """Return how many signs of text are in a part, alternatives for older readers left out."""
    if next(root.iter(MC + "Fallback"), None) is None:
        words = sum(len(each.text or "") for tag in WORDS for each in root.iter(tag))
        return words + sum(not _is_setting(each) for tag in SIGNS for each in root.iter(tag))
    count = 0
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in WORDS:
            count += len(element.text or "")
        elif element.tag in SIGNS and not _is_setting(element):
            count += 1
        waiting.extend(child for child in element if child.tag != MC + "Fallback")
    return count


def _is_setting(element: Element) -> bool:
    """Say whether a tab is one of a list of tab stops."""
    return element.tag == W + "tab" and element.get(W + "val") is not None


def all_of(root: Element, tags: frozenset[str]) -> Iterator[Element]:
    """Yield the elements of a part with these tags, alternatives for older readers left out."""
    if next(root.iter(MC + "Fallback"), None) is None:
        yield from (each for each in root.iter() if each.tag in tags)
        return
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in tags:
            yield element
        waiting.extend(child for child in element if child.tag != MC + "Fallback")
