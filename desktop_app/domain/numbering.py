"""Numbers and markers of a document ("3.", "3.2", "(a)", "•"), derived from its text every time."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from .citing import LOST, Above, Citation, Citations, citations, cited, worded
from .fields import AnyField, RecommendationField, RichTextField
from .form import Form, Section, Wording
from .reading import Reading
from .richtext import Block, Blocks, Footnote, Inlines, ListItem, ListKind, Paragraph, footnotes_of
from .same import same
from .scheme import Scheme


def letters(number: int) -> str:
    """Return 1 as "a", 26 as "z", 27 as "aa"."""
    result = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        result = chr(ord("a") + rest) + result
    return result


def roman(number: int) -> str:
    """Return 4 as "iv"."""
    pairs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN, strict=True)
    result = ""
    for value, sign in pairs:
        count, number = divmod(number, value)
        result += sign * count
    return result


_ROMAN = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


@lru_cache(maxsize=4096)  # the same numbers print each time that a paper is read
def marker(pattern: str, number: int, section: int = 0) -> str:
    """Return a pattern of a form's scheme with its numbers put in; "" where it needs a section's."""
    if "{section}" in pattern and not section:
        return ""
    filled = pattern.replace("{section}", str(section)).replace("{n}", str(number))
    filled = filled.replace("{A}", letters(number).upper()).replace("{a}", letters(number))
    return filled.replace("{i}", roman(number))


#: Section, whether it numbers its paragraphs, the numbers reached at each level, and of each sort of item.
State: TypeAlias = tuple[int, bool, tuple[int, ...], tuple[tuple[tuple[ListKind, int], int], ...]]


@dataclass(slots=True)
class Counter:
    """Counts through the blocks of a document. Make one a document; tell it each section."""

    scheme: Scheme
    section: int = 0
    in_numbered: bool = False
    _paragraphs: list[int] = field(default_factory=list[int])
    _items: dict[tuple[ListKind, int], int] = field(default_factory=dict[tuple[ListKind, int], int])

    @property
    def state(self) -> State:
        """How far it has counted."""
        return self.section, self.in_numbered, tuple(self._paragraphs), tuple(self._items.items())

    def go_on(self, state: State) -> None:
        """Count on from where another one had come to."""
        self.section, self.in_numbered, paragraphs, items = state
        self._paragraphs, self._items = list(paragraphs), dict(items)

    def enter(self, section: Section) -> str:
        """Begin a section and return the number of its heading, "" where it has none."""
        self._items.clear()
        self.in_numbered = section.numbered
        if not section.numbered:
            del self._paragraphs[1:]
            return ""
        self.section += 1
        del self._paragraphs[1 if self.scheme.continuous else 0 :]
        return marker(self.scheme.heading, self.section, self.section)

    def label(self, block: Block, *, top: str | None = None, numbered: bool = True) -> str:
        """Return the number or marker of the next block. `top` replaces the pattern of level 0."""
        if isinstance(block, ListItem):
            return self._item(block)
        if not isinstance(block, Paragraph):
            self._items.clear()
            return ""
        if not (numbered and block.numbered):
            self._items.clear()
            return ""
        self._items.clear()
        return self._paragraph(block.level, top)

    def _paragraph(self, level: int, top: str | None) -> str:
        del self._paragraphs[level + 1 :]
        while len(self._paragraphs) <= level:
            self._paragraphs.append(0)
        self._paragraphs[level] += 1
        pattern = top if top is not None and level == 0 else _at(self.scheme.levels, level)
        return marker(pattern, self._paragraphs[level], self.section if self.in_numbered else 0)

    def _item(self, item: ListItem) -> str:
        for key in [key for key in self._items if key[1] > item.level]:
            del self._items[key]
        count = self._items[item.kind, item.level] = self._items.get((item.kind, item.level), 0) + 1
        match item.kind:
            case ListKind.BULLET:
                return _at(self.scheme.bullets, item.level)
            case ListKind.LETTER:
                return marker(_at(self.scheme.letters, item.level), count)
            case ListKind.NUMBER:
                return marker(_at(self.scheme.numbers, item.level), count)


def _at(patterns: tuple[str, ...], level: int) -> str:
    return patterns[min(level, len(patterns) - 1)] if patterns else ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of one document: of headings by section key, of blocks by field key, then block id.

    texts: what the numbers are of, by field key. together: the keys of fields whose texts stand under one
    another, as those of a section do.
    """

    headings: Mapping[str, str]
    blocks: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, Blocks] = field(default_factory=dict[str, Blocks])
    together: tuple[tuple[str, ...], ...] = ()

    def of(self, key: str, block: str) -> str:
        """Return the number or marker of a block in a field, "" where it has none."""
        return self.in_field(key).get(block, "")

    def in_field(self, key: str) -> Mapping[str, str]:
        """Return the numbers and markers of a field's blocks by their ids."""
        return self.blocks.get(key, _NONE)

    def cited(self) -> dict[str, str]:
        """Return the words of a cross-reference to each block by their ids, "" where nothing names it."""
        return {id_: cited(citation) for id_, citation in _cited(self).items()}

    def citation(self, block: str) -> Citation:
        """Return what cites a block, part by part: nothing where nothing names it."""
        return _cited(self).get(block, ())

    def target(self, block: str) -> str:
        """Return the words that a cross-reference to a block prints, "" where nothing names it."""
        return cited(self.citation(block))

    def readable(self, block: Block) -> Block:
        """Return a block to be read outside the paper: each reference as the words that it prints."""
        return worded(block, lambda target: self.target(target) or LOST)

    def above(self, key: str) -> Above:
        """Return what the text of a field stands under."""
        found = Above()
        for before in next((keys for keys in self.together if key in keys), ()):
            if before == key:
                break
            found = citations(self.texts.get(before, ()), self.in_field(before), found)[1]
        return found


_NONE: Mapping[str, str] = {}


@same(16)
def _cited(numbers: Numbers) -> Citations:
    """Return the citations of a document; where a text prints twice, those of its first place."""
    found: dict[str, Citation] = {}
    for keys in numbers.together:
        above = Above()
        for key in keys:
            named, above = citations(numbers.texts.get(key, ()), numbers.in_field(key), above)
            found.update({id_: citation for id_, citation in named.items() if not found.get(id_)})
    return found


def number(form: Form, reading: Reading) -> Numbers:
    """Return the numbers of a document as it stands."""
    counter = Counter(form.scheme)
    headings: dict[str, str] = {}
    labels: dict[str, Mapping[str, str]] = {}
    texts: dict[str, Blocks] = {}
    for section in form.sections:
        headings[section.key] = counter.enter(section)
        for item in section.fields:
            if blocks := _printed(reading, item):
                labels[item.key] = _labels(counter, form, item, blocks)
                texts[item.key] = blocks
    return Numbers(headings, labels, texts, _together(form))


def _together(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return the fields whose texts stand under one another; recommendations are lists of their own."""
    found: list[tuple[str, ...]] = []
    for section in form.sections:
        found.append(tuple(item.key for item in section.fields if isinstance(item, RichTextField)))
        found += [(item.key,) for item in section.fields if isinstance(item, RecommendationField)]
    return tuple(found)


def labeller(form: Form, reading: Reading, key: str) -> Callable[[Iterable[Block]], dict[str, str]]:
    """Return what numbers the blocks of one field as they are being written, by block id.

    It starts from what stands before the field as `reading` has it.
    """
    counter = Counter(form.scheme)
    for section in form.sections:
        counter.enter(section)
        for item in section.fields:
            if item.key == key:
                return lambda blocks: dict(_labels(deepcopy(counter), form, item, blocks))
            _labels(counter, form, item, _printed(reading, item))
    raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the first of each kind of block of a field prints before it, "" for none: of the numbered
    paragraphs of levels 0 and 1, and of the items of lists.
    """

    paragraph: str
    below: str
    items: Mapping[ListKind, str]


def kinds_of(form: Form, key: str) -> Kinds:
    """Return the kinds of number that a field of text prints, as if its section were the first."""
    section = form.section_of(key)
    item = next(item for item in section.fields if item.key == key)
    top = item.marker if isinstance(item, RecommendationField) else None
    in_numbered = section.numbered and top is None
    counter = Counter(form.scheme, int(in_numbered), in_numbered)
    numbered = not isinstance(item, RichTextField) or item.numbered
    levels = [counter.label(Paragraph((), level), top=top, numbered=numbered) for level in (0, 1)]
    items = {kind: counter.label(ListItem((), kind)) for kind in ListKind}
    return Kinds(levels[0], levels[1], items)


def _printed(reading: Reading, item: AnyField) -> Blocks:
    """Return the blocks of a field as far as they print: none where it is not asked."""
    return reading.blocks(item.key) if reading.asked(item) else ()


def notes_before(form: Form, reading: Reading, key: str) -> int:
    """Return how many footnotes a document has before the text of one field, its fixed wording's too."""
    count = 0
    for section in form.sections:
        count += _notes(section.banner) + _notes(section.heading)
        for item in section.items:
            if isinstance(item, Wording):
                printed = item.blocks if reading.holds(item.when, form.document) else ()
                count += sum(1 for _ in footnotes_of(printed))
            elif item.key == key:
                return count
            else:
                count += sum(1 for _ in footnotes_of(_printed(reading, item)))
    raise KeyError(key)


def _notes(runs: Inlines) -> int:
    return sum(isinstance(run, Footnote) for run in runs)


def _labels(counter: Counter, form: Form, item: AnyField, blocks: Iterable[Block]) -> Mapping[str, str]:
    match item:
        case RichTextField(numbered=numbered):
            labels, state = _counted(tuple(blocks), counter.scheme, counter.state, numbered)
            counter.go_on(state)
            return labels
        case RecommendationField(marker=top):
            return _listed(tuple(blocks), form.scheme, top)
        case _:
            return _NONE


@same(1024)  # the fields of some twenty papers; one that did not change is numbered as before
def _counted(
    blocks: Blocks, scheme: Scheme, before: State, numbered: bool
) -> tuple[Mapping[str, str], State]:
    counter = Counter(scheme)
    counter.go_on(before)
    return {block.id: counter.label(block, numbered=numbered) for block in blocks}, counter.state


@same(1024)
def _listed(blocks: Blocks, scheme: Scheme, top: str | None) -> Mapping[str, str]:
    counter = Counter(scheme)
    return {block.id: counter.label(block, top=top) for block in blocks}
