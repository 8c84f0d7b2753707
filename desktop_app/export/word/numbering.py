"""Real numbering: the form's scheme bound to styles, and a list of its own for each list of the paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop_app.document.model import Document, Heading, Item, Para, Scheme
from desktop_app.document.style import STYLE

from .counting import Counts, value
from .styles import LEVELS, PARAGRAPH, SECTION, number_indent, text_indent
from .xml import ROOT, attribute, twips

FORMATS = {"{n}": "decimal", "{a}": "lowerLetter", "{A}": "upperLetter", "{i}": "lowerRoman"}
#: What Word calls the sorts of lists.
SORTS = ("multilevel", "singleLevel", "hybridMultilevel")
_GAP = 0.6  #: between a heading's number and its title, in parts of the heading's size
MAIN = 1  #: the list that the scheme's numbers belong to


class _Kind(NamedTuple):
    """Lists that look alike: the pattern of each level, and whether they stand under numbered text.

    apart: they are of numbered paragraphs of this level instead, and have that one level; -1 for items.
    """

    patterns: tuple[str, ...]
    under: bool
    apart: int = -1


class _List(NamedTuple):
    """A list of the paper: its kind, and at which level it starts to count from what."""

    kind: int
    level: int
    start: int = 1


@dataclass(slots=True)
class _Open:
    """A list that may go on: its number, and how far it has counted."""

    number: int
    count: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document, gathered while its body is written.

    sections: the headings are numbered, so that they are the outermost level of the scheme.
    room: for a heading's number before its title, in points.
    """

    scheme: Scheme
    sections: bool
    room: float = 0
    _kinds: list[_Kind] = field(default_factory=list[_Kind])
    _lists: list[_List] = field(default_factory=list[_List])
    _open: dict[tuple[str, int], _Open] = field(default_factory=dict[tuple[str, int], _Open])
    _apart: dict[int, _Open] = field(default_factory=dict[int, _Open])
    _counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        self._counts = Counts(kept=1 if self._runs_on else None)

    @property
    def _runs_on(self) -> bool:
        """Whether paragraphs are counted on from one numbered heading to the next."""
        return self.sections and self.scheme.continuous

    def first_level(self) -> int:
        """Return the level of the main list that a paragraph of level 0 has."""
        return 1 if self.sections else 0

    def beside(self) -> "Numbering":
        """Return a numbering that counts anew, for another state of the document; its lists join these."""
        return Numbering(self.scheme, self.sections, self.room, self._kinds, self._lists)

    def heading(self, node: Heading) -> None:
        """Count a numbered heading."""
        self._apart.clear()
        self._counts.set(0, value(self.scheme.heading, node.number) or self._counts.next(0))

    def paragraph(self, node: Para) -> str:
        """Return the numbering of a numbered paragraph: nothing where its style numbers it as printed.

        Elsewhere (letters that begin anew without a number above them) it gets a list of its own, of a
        kind of its own, to which those beside it belong too: programs differ in how they count on.
        """
        level = self.first_level() + min(node.level, LEVELS - 1)
        number = value(_at(self.scheme.levels, node.level), node.number) or self._counts.next(level)
        for deeper in [each for each in self._apart if each > level]:
            del self._apart[deeper]
        going = self._apart.get(level)
        if going is None and number == self._counts.next(level) and self._counts.has_parent(level):
            self._counts.set(level, number)
            return ""
        if going is None or number != going.count + 1:
            section = str(self._counts.next(0) - 1)
            pattern = _at(self.scheme.levels, node.level).replace("{section}", section)
            kind = _Kind((pattern,), under=False, apart=min(node.level, LEVELS - 1))
            going = self._apart[level] = _Open(self._new(kind, 0, number), number - 1)
        going.count += 1
        return number_properties(going.number, 0)

    def item(self, item: Item) -> str:
        """Return the numbering of an item: of the list it goes on with, or of a new one."""
        for key in [key for key in self._open if key[1] > item.level]:
            del self._open[key]
        level = min(item.level, LEVELS - 1)
        place = (item.kind, item.level)
        going = self._open.get(place)
        number = value(item.pattern, item.marker)
        if going is None or (item.first if number is None else number != going.count + 1):
            start = 1 if number is None else number
            going = self._open[place] = _Open(self._new(self._kind_of(item), level, start), start - 1)
        going.count += 1
        return number_properties(going.number, level)

    def _kind_of(self, item: Item) -> _Kind:
        patterns = {
            "bullet": self.scheme.bullets,
            "letter": self.scheme.letters,
            "number": self.scheme.numbers,
        }.get(item.kind) or (item.pattern,)
        return _Kind(patterns, item.under)

    def _new(self, kind: _Kind, level: int, start: int) -> int:
        if kind not in self._kinds:
            self._kinds.append(kind)
        self._lists.append(_List(self._kinds.index(kind) + 1, level, start))
        return MAIN + len(self._lists)

    def xml(self) -> str:
        """Return the numbering part: all kinds first, then all lists."""
        kinds = [self._main(), *(self._kind(number, kind) for number, kind in enumerate(self._kinds, 1))]
        lists = [f'<w:num w:numId="{MAIN}"><w:abstractNumId w:val="0"/></w:num>']
        for number, made in enumerate(self._lists, MAIN + 1):
            start = f'<w:startOverride w:val="{made.start}"/>'
            lists.append(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="{made.kind}"/>'
                f'<w:lvlOverride w:ilvl="{made.level}">{start}</w:lvlOverride></w:num>'
            )
        return f"<w:numbering {ROOT}>{''.join(kinds)}{''.join(lists)}</w:numbering>"

    def _main(self) -> str:
        levels: list[str] = []
        if self.sections:
            hang = twips(self.room)
            levels.append(_level(0, self.scheme.heading, SECTION, f'w:left="{hang}" w:hanging="{hang}"', ""))
        for level in range(LEVELS):
            pattern = _at(self.scheme.levels, level)
            kept = level == 0 and self._runs_on
            style = PARAGRAPH.format(level + 1)
            levels.append(_level(len(levels), pattern, style, _place(level), "", kept=kept))
        return _abstract(0, "multilevel", levels)

    def _kind(self, number: int, kind: _Kind) -> str:
        if kind.apart >= 0:
            return _abstract(number, "singleLevel", [_level(0, kind.patterns[0], "", _place(kind.apart), "")])
        places = STYLE.indents
        start = places.number_text if kind.under else places.list_marker
        first = places.sub_text if kind.under else places.list_text
        levels: list[str] = []
        for level in range(LEVELS):
            pattern = _at(kind.patterns, level)
            left = first + level * places.step
            marker = start if level == 0 else left - places.step
            place = f'w:left="{twips(left)}" w:hanging="{twips(left - marker)}"'
            levels.append(_level(level, pattern, "", place, STYLE.font))
        return _abstract(number, "hybridMultilevel", levels)


def _place(level: int) -> str:
    """Return where numbered paragraphs of a level stand."""
    left = text_indent(level)
    return f'w:left="{twips(left)}" w:hanging="{twips(left - number_indent(level))}"'


def _abstract(number: int, kind: str, levels: Iterable[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x4E600000 + number:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{"".join(levels)}</w:abstractNum>'
    )


def _at(patterns: tuple[str, ...], level: int) -> str:
    return patterns[min(level, len(patterns) - 1)] if patterns else ""


def number_properties(number: int, level: int) -> str:
    """Return the property of a paragraph that belongs to a list at a level."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _level(level: int, pattern: str, style: str, place: str, font: str, *, kept: bool = False) -> str:
    found = re.search(r"\{[naAi]\}", pattern)
    # A heading's own pattern counts sections; elsewhere "{section}" is the number of level 0.
    words = pattern.replace("{section}", "%1")
    number_format = "decimal" if "%1" in words and not found else "bullet"
    if found:
        number_format = FORMATS[found[0]]
        words = words.replace(found[0], f"%{level + 1}")
    restart = '<w:lvlRestart w:val="0"/>' if kept else ""
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{restart}{bound}'
        f'<w:lvlText w:val={attribute(words)}/><w:lvlJc w:val="left"/><w:pPr><w:ind {place}/></w:pPr>'
        f"{fonts}</w:lvl>"
    )


def numbering_for(document: Document) -> Numbering:
    """Return the numbering of a document, of which nothing is counted yet."""
    headings = [node for node in document.nodes if isinstance(node, Heading) and node.number]
    size = STYLE.heading(2, numbered=True).size
    widest = max((_width(heading.number) for heading in headings), default=0)
    return Numbering(document.scheme, bool(headings), (widest + _GAP) * size)


def _width(number: str) -> float:
    """Return about how wide a number is set in Arial, in parts of its size."""
    return sum(0.28 if sign in ".,:;" else 0.34 if sign in "()" else 0.56 for sign in number)
