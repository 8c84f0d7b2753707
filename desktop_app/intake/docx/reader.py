"""Reading a Word file: every word, revision, comment and tick in it, with proof that none was passed over."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from desktop_app.domain.text import clean

from .parse import REVISIONS, Refused, W
from .pieces import W15, all_of, signs_in
from .safe import Package, open_package
from .sheet import Sheet
from .tokens import Comment, Content, Story, Token, accept_all, accept_none, stands
from .walk import Round, Seen, Walker

_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_MOST_QUOTE = 500


def read_docx(data: bytes) -> Story:
    """Return what a Word file says. Raises Refused with a plain sentence where it cannot be read safely."""
    try:
        return _read(open_package(data))
    except RecursionError as problem:
        raise Refused("The file was not opened: its parts are nested deeper than in any paper.") from problem


def _read(package: Package) -> Story:
    seen = Seen()
    sheet = Sheet(package.part("styles"), package.part("numbering"))

    def walked(root: Element, kind: str) -> tuple[Content, ...]:
        return tuple(Walker(sheet, package.links.get(kind, {}), seen).blocks(root, Round()))

    body = package.main.find(W + "body")
    if body is None:
        raise Refused("The file is no Word document: its text is missing.")
    content = walked(body, "document")
    notes: dict[str, tuple[Content, ...]] = {}
    for kind, tag in (("foot", "footnotes"), ("end", "endnotes")):
        for note in package.part(tag) or ():
            key = f"{kind} {note.get(W + 'id', '')}"
            notes[key] = walked(note, tag)
    edges = [
        each
        for kind in ("header", "footer")
        for root in package.parts.get(kind, ())
        for each in walked(root, kind)
    ]
    _prove(package, seen)
    left_out = (f"It asks for {what}, which was left out." for what in package.left_out)
    return Story(
        content,
        notes,
        tuple(edges),
        tuple(seen.boxes),
        tuple(seen.ticks),
        tuple(seen.blanks),
        tuple(_comments(package, seen)),
        tuple(seen.changes),
        _properties(package.part("custom")),
        (*seen.warnings, *left_out),
    )


def _prove(package: Package, seen: Seen) -> None:
    """Raise Refused unless every revision was visited and every sign of text is in a piece."""
    kinds = ("footnotes", "endnotes", "header", "footer")
    roots = [package.main, *(root for kind in kinds for root in package.parts.get(kind, ()))]
    revisions = sum(1 for root in roots for _ in all_of(root, REVISIONS))
    signs = sum(signs_in(root) for root in roots)
    if seen.visited != revisions or seen.signs != signs:
        lost = max(abs(revisions - seen.visited), abs(signs - seen.signs))
        raise Refused(
            f"The file was not read: {lost} of its changes or signs could not be followed, and nothing "
            "may be lost. Save it again in Word and take that."
        )


def _properties(custom: Element | None) -> dict[str, str]:
    """Return the custom properties of a file that hold words."""
    found: dict[str, str] = {}
    for each in custom.iter(_CUSTOM) if custom is not None else ():
        found[each.get("name", "")[:80]] = clean("".join(each.itertext()))[:400]
    return found


def _comments(package: Package, seen: Seen) -> Iterable[Comment]:
    """Yield the comments with what they answer and whether they are settled."""
    root = package.part("comments")
    answers = _threads(package.part("commentsExtended"))
    by_paragraph: dict[str, str] = {}
    found: list[tuple[str, str, Element]] = []
    for each in root.iter(W + "comment") if root is not None else ():
        paragraphs = list(each.iter(W + "p"))
        last = paragraphs[-1].get(_PARAGRAPH_ID, "") if paragraphs else ""
        id_ = each.get(W + "id", "")
        if last:
            by_paragraph[last] = id_
        found.append((id_, last, each))
    parents = {id_: by_paragraph.get(answers.get(last, ("", False))[0], "") for id_, last, _ in found}
    for id_, last, each in found:
        quote = seen.quotes.get(id_, [])
        when = each.get(W + "date", "")
        yield Comment(
            id_,
            clean(each.get(W + "author", ""))[:200].strip(),
            "" if when.startswith("0") else when[:40],
            _comment_words(each),
            "" if _in_circle(id_, parents) else parents[id_],
            answers.get(last, ("", False))[1],
            seen.places.get(id_, 0),
            _words(quote, final=True),
            _words(quote, final=False),
            last[:8].upper(),
        )


def _comment_words(comment: Element) -> str:
    """Return the words of a comment, a line for each paragraph."""
    lines = ["".join(text.text or "" for text in each.iter(W + "t")) for each in comment.iter(W + "p")]
    return clean("\n".join(lines)).strip()


def _threads(extended: Element | None) -> dict[str, tuple[str, bool]]:
    """Return by paragraph id the paragraph id that is answered, and whether the comment is settled."""
    found: dict[str, tuple[str, bool]] = {}
    for each in extended.iter(W15 + "commentEx") if extended is not None else ():
        done = each.get(W15 + "done", "0").lower() in ("1", "true", "on")
        found[each.get(W15 + "paraId", "")] = (each.get(W15 + "paraIdParent", ""), done)
    return found


def _in_circle(id_: str, parents: dict[str, str]) -> bool:
    """Say whether a comment answers itself in the end."""
    met = {id_}
    at = parents.get(id_, "")
    while at:
        if at in met:
            return True
        met.add(at)
        at = parents.get(at, "")
    return False


def _words(tokens: list[Token], *, final: bool) -> str:
    decide = accept_all if final else accept_none
    return "".join(token.text for token in tokens if stands(token.within, decide))[:_MOST_QUOTE]
