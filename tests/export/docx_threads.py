"""A strict look at the comments of a Word file, as complaints: they begin, end and answer as Word asks."""

from collections import Counter
from collections.abc import Iterator

from .docx_lint import COMMENTS, Element, Package, w

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_THREADS = "word/commentsExtended.xml"


def threads(data: bytes) -> list[str]:
    """Return what is wrong with the comments of a Word file, in a stable order; nothing where all is well."""
    package = Package.of(data)
    return [*_ranges(package), *_parts(package)]


def _ranges(package: Package) -> Iterator[str]:
    """Check that each comment begins, ends and is referred to once, in that order and in one paragraph."""
    said = [w(each, "id") for each in package.roots[COMMENTS]] if COMMENTS in package.roots else []
    body = package.root("document")
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        found = Counter(w(each, "id") for each in body.iter(_W + tag))
        if found != Counter(said):
            yield f"{tag}: {sorted(found.elements())}, but the comments are {sorted(said)}"
            return
    every = list(body.iter())
    places = {id(each): place for place, each in enumerate(every)}
    for id_ in said:
        tags = [_W + tag for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")]
        marks = [next(each for each in every if each.tag == tag and w(each, "id") == id_) for tag in tags]
        order = [places[id(each)] for each in marks]
        if order != sorted(order):
            yield f"comment {id_} does not begin, end and show its sign in that order"
        if len({id(next(each.iterancestors(_W + "p"))) for each in marks}) != 1:
            yield f"comment {id_} does not stand in one paragraph"
    for paragraph in body.iter(_W + "p"):
        yield from _in_fields(paragraph)


def _in_fields(paragraph: Element) -> Iterator[str]:
    depth = 0
    for each in paragraph.iter(_W + "fldChar", _W + "commentRangeStart", _W + "commentRangeEnd"):
        if each.tag == _W + "fldChar":
            depth += {"begin": 1, "end": -1}.get(w(each, "fldCharType"), 0)
        elif depth:
            yield f"comment {w(each, 'id')} begins or ends within a field"


def _parts(package: Package) -> Iterator[str]:
    if (COMMENTS in package.roots) is not (_THREADS in package.roots):
        yield "comments and their threads are not both there"
    if COMMENTS not in package.roots:
        return
    known: list[str] = []
    for each in package.roots[COMMENTS]:
        if not w(each, "author"):
            yield f"comment {w(each, 'id')} is nobody's"
        paragraphs = each.findall(_W + "p")
        known.append(paragraphs[-1].get(_W14 + "paraId", "") if paragraphs else "")
    told = [each.get(_W15 + "paraId") for each in package.roots[_THREADS]]
    if told != known:
        yield f"threads are told of {told}, but the comments are {known}"
    met: set[str] = set()
    for each in package.roots[_THREADS]:
        parent = each.get(_W15 + "paraIdParent")
        if parent is not None and parent not in met:
            yield f"{each.get(_W15 + 'paraId')} answers {parent}, which does not stand before it"
        if parent is None:
            met.add(each.get(_W15 + "paraId"))
