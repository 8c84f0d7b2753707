"""What a paragraph of a returned file is, by how it is set: told from what it was, and laid over a block."""

import re
from dataclasses import replace

from desktop_app.domain.richtext import (
    MAX_LEVEL,
    Inlines,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    TextBlock,
)

from .rebase import Untracked
from .tokens import ChangeKind, Numbered, Para, Shape, Sorted, Standing

_NUMBERED = re.compile(r"paper paragraph ([1-5])")
_SECTION = "paper section"  #: the style of a numbered heading, which is the outermost level of the scheme
_LISTS = {"bullet": ListKind.BULLET, "decimal": ListKind.NUMBER}  # by number format; all others are letters
_COUNTED = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
_FIRST = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_COUNT = re.compile(r"%(\d)")


def shape_of(para: Para) -> Shape:
    """Return how a paragraph is set now."""
    return Shape(para.style, para.numbered, para.outline)


def standing_of(shape: Shape) -> Standing:
    """Return what a paragraph that is set like this is."""
    numbered = shape.numbered
    if shape.outline or (numbered is not None and numbered.style == _SECTION):
        return Standing(Sorted.HEADING)
    if numbered is None or numbered.format == "none":
        return Standing(Sorted.PLAIN)
    # The level of the list tells before the style: programs change the one and leave the other.
    own = _NUMBERED.fullmatch(numbered.style)
    if own is None and numbered.format in ((numbered.usual,) if numbered.usual else _COUNTED):
        own = _NUMBERED.fullmatch(shape.style)
    if own:
        return Standing(Sorted.NUMBERED, int(own[1]) - 1)
    # Deeper levels of one list are marked in other ways.
    kind = ListKind.BULLET if numbered.format == "bullet" else _LISTS.get(numbered.outermost, ListKind.LETTER)
    return Standing(Sorted.ITEM, min(numbered.level, MAX_LEVEL), kind)


def reshaped(para: Para, sent: Standing | None, untracked: Untracked) -> Para:
    """Return a paragraph whose change of formatting is one of what it is, else without any.

    sent: what it was sent out as, None where that is not to be held against it. What differs from that
    and was not tracked is a change too.
    """
    now = standing_of(shape_of(para))
    if para.formatted is not None and para.was is not None:
        was = standing_of(para.was)
        now = _by_steps(was, now, para.was.numbered, para.numbered)
        change = replace(para.formatted, kind=ChangeKind.RESHAPED)
    elif sent is not None and sent != now:
        was, change = sent, untracked.change(ChangeKind.RESHAPED)
    else:
        return para
    if was == now:
        return replace(para, formatted=None, was=None)
    change = replace(change, made=_made(was, now, para.numbered))
    return replace(para, formatted=change, becomes=now)


def _by_steps(was: Standing, now: Standing, before: Numbered | None, after: Numbered | None) -> Standing:
    """Return what a numbered paragraph is now, also where a program unbound its levels from the styles."""
    if before is None or after is None or was != now or now.sort is not Sorted.NUMBERED:
        return now
    steps = after.level - before.level if after.list == before.list and not after.style else 0
    return replace(now, level=max(0, min(was.level + steps, MAX_LEVEL)))


def _made(was: Standing, now: Standing, numbered: Numbered | None) -> str:
    """Return in words what a paragraph is made."""
    deep = f" at level {now.level + 1}" if now.level else ""
    match now.sort:
        case Sorted.HEADING:
            return "made a heading"
        case Sorted.PLAIN:
            numbered_before = was.sort is Sorted.NUMBERED
            return f"made a {'paragraph without a number' if numbered_before else 'plain paragraph'}"
        case Sorted.NUMBERED:
            return f"made a {'sub-paragraph' if now.level else 'numbered paragraph'}{_like(numbered)}"
        case Sorted.ITEM if now.list is ListKind.BULLET:
            return f"made a bullet point{deep}"
        case Sorted.ITEM:
            return f"made a list item{deep}{_like(numbered)}"


def _like(numbered: Numbered | None) -> str:
    """Return how a number looks at its first, " like (a)", "" where its pattern counts more than itself."""
    if (
        numbered is None
        or not numbered.pattern
        or set(_COUNT.findall(numbered.pattern)) != {str(numbered.level + 1)}
    ):
        return ""
    return f" like {_COUNT.sub(_FIRST.get(numbered.format, '1'), numbered.pattern)}"


def as_block(standing: Standing, runs: Inlines, id_: str, unnumbered: bool) -> TextBlock:
    """Return a block that is this. unnumbered: no paragraph of its field bears a number."""
    match standing.sort:
        case Sorted.HEADING:
            return SubHeading(runs, id_)
        case Sorted.ITEM:
            return ListItem(runs, standing.list or ListKind.BULLET, standing.level, id_)
        case Sorted.NUMBERED:
            return Paragraph(runs, standing.level, id=id_)
        case Sorted.PLAIN:
            return Paragraph(runs, numbered=unnumbered, id=id_)
