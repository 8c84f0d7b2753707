"""Styles and lists of a Word file: what a paragraph is by name, and which automatic number it has."""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from .parse import W
from .tokens import Look, Numbered, Shape

VAL = W + "val"
_MOST_BASES = 20  # styles that one may be based on in a row; a circle ends there
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"heading (\d)")


def number_of(element: Element | None, default: int = 0, most: int = 2**31 - 1) -> int:
    """Return the number in an element's value, kept between 0 and `most`; the default where it is none."""
    words = element.get(VAL, "") if element is not None else ""
    if not re.fullmatch(r"[+-]?\d{1,12}", words):
        return default
    return max(0, min(int(words), most))


def is_on(properties: Element | None, name: str) -> bool | None:
    """Return whether a look is switched on or off in properties, None where they do not say."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based: str
    paragraph: Element | None
    run: Element | None


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str
    style: str


class Sheet:
    """The styles and lists of one file."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for each in styles.iter(W + "style") if styles is not None else ():
            self._take(each)
        self._levels = _levels(numbering)
        self._lists = _lists(numbering)
        for id_, style in self._styles.items():
            self._bind(id_, style)

    def _bind(self, id_: str, style: _Style) -> None:
        """Bind a level of a list to the style that says it has it, where LibreOffice says so alone."""
        given = style.paragraph.find(W + "numPr") if style.paragraph is not None else None
        listed, place = _num(given) if given is not None else (None, None)
        levels = self._of(listed)
        if place is not None and place in levels and not levels[place].style:
            levels[place] = replace(levels[place], style=id_)

    def _take(self, element: Element) -> None:
        name, based = element.find(W + "name"), element.find(W + "basedOn")
        id_ = element.get(W + "styleId", "")
        self._styles[id_] = _Style(
            # LibreOffice and ONLYOFFICE rename the ids; the names they keep.
            (name.get(VAL, "") if name is not None else id_).casefold(),
            based.get(VAL, "") if based is not None else "",
            element.find(W + "pPr"),
            element.find(W + "rPr"),
        )
        if element.get(W + "type") == "paragraph" and element.get(W + "default", "0") not in _OFF:
            self._default = id_

    def _chain(self, id_: str) -> list[tuple[str, _Style]]:
        """Return a style and those it is based on, with their ids."""
        found: list[tuple[str, _Style]] = []
        while id_ in self._styles and len(found) < _MOST_BASES:
            found.append((id_, self._styles[id_]))
            id_ = self._styles[id_].based
        return found

    def name(self, properties: Element | None) -> str:
        """Return the name of a paragraph's style in small letters."""
        id_ = self._id(properties)
        return self._styles[id_].name if id_ in self._styles else id_.casefold()

    def _id(self, properties: Element | None) -> str:
        style = properties.find(W + "pStyle") if properties is not None else None
        return style.get(VAL, "") if style is not None else self._default

    def outline(self, properties: Element | None) -> int:
        """Return the level of a paragraph as a heading from 1, 0 where it is none."""
        chain = self._chain(self._id(properties))
        for source in (properties, *(style.paragraph for _, style in chain)):
            level = source.find(W + "outlineLvl") if source is not None else None
            if level is not None:
                deep = number_of(level, 9, 9)
                return 0 if deep == 9 else deep + 1
        for _, style in chain:
            if found := _HEADING.fullmatch(style.name):
                return int(found[1])
        return 0

    def numbered(self, properties: Element | None) -> Numbered | None:
        """Return the automatic number of a paragraph: its own, or that of its style."""
        own = properties.find(W + "numPr") if properties is not None else None
        chain = self._chain(self._id(properties))
        found = self._numbered(own, chain)
        usual = self._numbered(None, chain) if own is not None and found is not None else None
        return replace(found, usual=usual.format) if found is not None and usual is not None else found

    def _numbered(self, own: Element | None, chain: list[tuple[str, _Style]]) -> Numbered | None:
        listed: int | None = None
        level: int | None = None
        if own is not None:
            listed, level = _num(own)
        for id_, style in chain:
            given = style.paragraph.find(W + "numPr") if style.paragraph is not None else None
            if given is None or listed is not None:
                continue
            listed, said = _num(given)
            bound = next((n for n, each in self._of(listed).items() if each.style == id_), None)
            level = level if level is not None else bound if bound is not None else said
        if not listed:
            return None
        place = min(level or 0, 8)
        known = self._of(listed).get(place)
        if known is None:
            return None
        bound = self._styles[known.style].name if known.style in self._styles else ""
        outermost = self._of(listed).get(0, known).format
        return Numbered(listed, place, known.format, known.pattern, bound, outermost)

    def shape(self, properties: Element | None) -> Shape:
        """Return how a paragraph with these properties is set."""
        return Shape(self.name(properties), self.numbered(properties), self.outline(properties))

    def _of(self, listed: int | None) -> dict[int, _Level]:
        return self._levels.get(self._lists.get(listed or 0, -1), {})

    def look(self, properties: Element | None) -> Look:
        """Return the look that a run has of its own or by a character style."""
        style = properties.find(W + "rStyle") if properties is not None else None
        chain = self._chain(style.get(VAL, "")) if style is not None else []
        linked = any(each.name in ("hyperlink", "internet link", "followedhyperlink") for _, each in chain)
        sources = (properties, *(each.run for _, each in chain))
        bold, italic, under = (
            next((on for source in sources if (on := is_on(source, name)) is not None), False)
            for name in ("b", "i", "u")
        )
        return Look(bold, italic, under and not linked)


def _num(element: Element) -> tuple[int | None, int | None]:
    listed, level = element.find(W + "numId"), element.find(W + "ilvl")
    return (
        number_of(listed) if listed is not None else None,
        number_of(level, 0, 8) if level is not None else None,
    )


def _levels(numbering: Element | None) -> dict[int, dict[int, _Level]]:
    """Return the levels of each kind of list."""
    found: dict[int, dict[int, _Level]] = {}
    for kind in numbering.iter(W + "abstractNum") if numbering is not None else ():
        levels: dict[int, _Level] = {}
        for level in kind.iter(W + "lvl"):
            shape, words, style = (level.find(W + name) for name in ("numFmt", "lvlText", "pStyle"))
            levels[_digits(level.get(W + "ilvl", "0"))] = _Level(
                shape.get(VAL, "decimal") if shape is not None else "decimal",
                words.get(VAL, "")[:40] if words is not None else "",
                style.get(VAL, "") if style is not None else "",
            )
        found[_digits(kind.get(W + "abstractNumId", "0"))] = levels
    return found


def _lists(numbering: Element | None) -> dict[int, int]:
    """Return the kind that each list is of."""
    found: dict[int, int] = {}
    for each in numbering.iter(W + "num") if numbering is not None else ():
        kind = each.find(W + "abstractNumId")
        found[_digits(each.get(W + "numId", "0"))] = number_of(kind, -1)
    return found


def _digits(words: str) -> int:
    return int(words) if re.fullmatch(r"\d{1,9}", words) else -1
