"""Real numbering: the form's scheme bound to styles, and a list of its own for each list of the paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_app.document.model import Heading, Item, Node, Para, Scheme
from desktop_app.document.style import STYLE

from .styles import LEVELS, PARAGRAPH, SECTION, number_indent, text_indent
from .xml import ROOT, attribute, twips

_FORMATS = {"{n}": "decimal", "{a}": "lowerLetter", "{A}": "upperLetter", "{i}": "lowerRoman"}
MAIN = 1  #: the list that the scheme's numbers belong to


@dataclass(frozen=True, slots=True)
class _Kind:
    """Lists that look alike: the pattern of each level, and whether they stand under numbered text."""

    patterns: tuple[str, ...]
    under: bool


@dataclass(slots=True)
class Numbering:
    """The lists of one document, gathered while its body is written."""

    scheme: Scheme
    sections: bool
    _kinds: list[_Kind] = field(default_factory=list[_Kind])
    _lists: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    _open: dict[tuple[str, int], int] = field(default_factory=dict[tuple[str, int], int])

    def first_level(self) -> int:
        """Return the level of the main list that a paragraph of level 0 has."""
        return 1 if self.sections else 0

    def item(self, item: Item) -> tuple[int, int]:
        """Return number and level of the list that an item belongs to; a new one where it begins a list."""
        for key in [key for key in self._open if key[1] > item.level]:
            del self._open[key]
        if item.kind == "recommendation":
            patterns = (item.pattern,)
        else:
            patterns = {
                "bullet": self.scheme.bullets,
                "letter": self.scheme.letters,
                "number": self.scheme.numbers,
            }[item.kind]
        kind = _Kind(patterns, item.under)
        place = (item.kind, item.level)
        if item.first or place not in self._open:
            self._open[place] = self._new(kind, item.level)
        return self._open[place], item.level

    def _new(self, kind: _Kind, level: int) -> int:
        if kind not in self._kinds:
            self._kinds.append(kind)
        self._lists.append((self._kinds.index(kind), level))
        return MAIN + len(self._lists)

    def xml(self) -> str:
        """Return the numbering part: all kinds first, then all lists."""
        kinds = [self._main(), *(self._kind(number, kind) for number, kind in enumerate(self._kinds, 1))]
        lists = [f'<w:num w:numId="{MAIN}"><w:abstractNumId w:val="0"/></w:num>']
        for number, (kind, level) in enumerate(self._lists, MAIN + 1):
            start = f'<w:lvlOverride w:ilvl="{min(level, 8)}"><w:startOverride w:val="1"/></w:lvlOverride>'
            lists.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind + 1}"/>{start}</w:num>')
        return f"<w:numbering {ROOT}>{''.join(kinds)}{''.join(lists)}</w:numbering>"

    def _main(self) -> str:
        levels: list[str] = []
        if self.sections:
            hang = twips(STYLE.indents.number_text)
            levels.append(_level(0, self.scheme.heading, SECTION, f'w:left="{hang}" w:hanging="{hang}"', ""))
        for level in range(LEVELS):
            pattern = self.scheme.levels[min(level, len(self.scheme.levels) - 1)]
            left = text_indent(level)
            place = f'w:left="{twips(left)}" w:hanging="{twips(left - number_indent(level))}"'
            levels.append(_level(len(levels), pattern, PARAGRAPH.format(level + 1), place, ""))
        return _abstract(0, "multilevel", levels)

    def _kind(self, number: int, kind: _Kind) -> str:
        places = STYLE.indents
        start = places.number_text if kind.under else places.list_marker
        first = places.sub_text if kind.under else places.list_text
        levels: list[str] = []
        for level in range(LEVELS):
            pattern = kind.patterns[min(level, len(kind.patterns) - 1)]
            left = first + level * places.step
            marker = start if level == 0 else left - places.step
            place = f'w:left="{twips(left)}" w:hanging="{twips(left - marker)}"'
            levels.append(_level(level, pattern, "", place, STYLE.font))
        return _abstract(number, "hybridMultilevel", levels)


def _abstract(number: int, kind: str, levels: Iterable[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x4E600000 + number:08X}"/>'
        f'<w:multiLevelType w:val="{kind}"/>{"".join(levels)}</w:abstractNum>'
    )


def _level(level: int, pattern: str, style: str, place: str, font: str) -> str:
    found = re.search(r"\{[naAi]\}", pattern)
    # A heading's own pattern counts sections; elsewhere "{section}" is the number of level 0.
    words = pattern.replace("{section}", "%1")
    number_format = "decimal" if "%1" in words and not found else "bullet"
    if found:
        number_format = _FORMATS[found[0]]
        words = words.replace(found[0], f"%{level + 1}")
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{bound}'
        f'<w:lvlText w:val={attribute(words)}/><w:lvlJc w:val="left"/><w:pPr><w:ind {place}/></w:pPr>'
        f"{fonts}</w:lvl>"
    )


def has_sections(nodes: Iterable[Node]) -> bool:
    """Say whether a document's headings are numbered, so that its paragraphs count below them."""
    return any(isinstance(node, Heading) and node.number for node in nodes)


def is_numbered(node: Para) -> bool:
    """Say whether a paragraph bears a number of the scheme."""
    return bool(node.number)
