"""Documents that agree: titles, sums, suppliers, dates and passages of two public documents compared."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from desktop_app.domain.fields import AnyField, RecommendationField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block, Blocks, block_text
from desktop_app.domain.same import same

from .finding import Severity
from .passages import blocks_of, place, public_forms
from .rule import Context, Note

_CLOSE = 0.72  #: how like two paragraphs are from which one is a copy of the other that drifted
_WORD = re.compile(r"\w+(?:[.,’'/-]\w+){0,20}|£|[^\w\s]")
_QUOTED = 160  #: characters of a wording that a message gives
_FEW = 60  #: and of one more that differs alike
_COMMON = 12  #: passages with a word, from which it tells nothing of which is whose copy
_TRIED = 6  #: passages compared in full with one that may be a copy
_NAMED = re.compile(r"(?<!\w)(?:[A-Z][\w&’'-]+ ){1,3}(?:Ltd|Limited|plc|LLP|Inc)(?!\w)")


def find_titles(context: Context) -> Iterable[Note]:
    """Yield titles and lines of one document that are another's, and read differently."""
    for form in context.template.forms:
        if not context.in_play(form):
            continue
        for item in form.fields:
            own = context.reading(form).own(item.key)
            if (
                not isinstance(own, RichText)
                and own is not None
                and not context.reading(form).sources(item.key)
            ):
                yield from _other_lines(context, form, item)


def _other_lines(context: Context, form: Form, item: AnyField) -> Iterator[Note]:
    reading = context.reading(form)
    for source in item.follows:
        here, there = reading.words(item.key), reading.words(source)
        if here and there and _plain(here) != _plain(there):
            where = place(context, source)
            says = f"“{here}” stands here, and “{there}” in {where}. {_differs(here, there)} Which is meant?"
            yield Note(severity=Severity.WARNING, says=says, key=item.key, end=len(here), text=here)


@dataclass(frozen=True, slots=True)
class _Drift:
    """A passage that is a copy of another and differs from it."""

    item: AnyField
    block: Block
    key: str
    other: Block

    @property
    def here(self) -> str:
        """The words that went their own way."""
        return _text(self.block)

    @property
    def there(self) -> str:
        """The words that they followed."""
        return _text(self.other)

    @property
    def heavy(self) -> bool:
        """Whether figures or names of companies differ."""
        return _weighs(self.block) != _weighs(self.other)


def find_passages(context: Context) -> Iterable[Note]:
    """Yield passages that go their own way and differ in a few words from what they followed.

    The same difference in two places is told once, and so are light ones of one list or text.
    """
    told: dict[tuple[str, str], list[_Drift]] = {}
    for drift in _drifts(context):
        told.setdefault((_plain_text(drift.block), _plain_text(drift.other)), []).append(drift)
    groups: dict[tuple[str, str], list[list[_Drift]]] = {}
    for alike in told.values():
        first = alike[0]
        groups.setdefault((first.item.key, first.block.id if first.heavy else first.key), []).append(alike)
    for group in groups.values():
        yield _drifted(context, group)


def _drifts(context: Context) -> Iterator[_Drift]:
    for form in public_forms(context):
        for item in form.fields:
            if _lets_go(context, item):
                there = _together(
                    *(
                        _texts(blocks_of(context, source, key), key)
                        for source in public_forms(context)
                        for key in item.follows
                        if key.startswith(f"{source.document}.")
                    )
                )
                for block, key, other in _pairs(blocks_of(context, form, item.key), there):
                    yield _Drift(item, block, key, other)


def _lets_go(context: Context, item: AnyField) -> bool:
    """Say whether a rich text stands for itself though its form has it follow another document."""
    rich = isinstance(item, RichTextField | RecommendationField)
    return rich and bool(item.follows) and not context.public.sources(item.key)


@dataclass(frozen=True, slots=True, eq=False)  # told by being that very one
class _Texts:
    """Passages that others may be copies of, where each word of them stands, and what they say."""

    passages: tuple[tuple[str, Block], ...]
    places: dict[str, list[int]]
    said: frozenset[str]


@same(256)  # the fields of some papers that have drifted
def _texts(blocks: Blocks, key: str) -> _Texts:
    return _indexed(tuple((key, block) for block in blocks))


@lru_cache(maxsize=256)
def _together(*texts: _Texts) -> _Texts:
    return texts[0] if len(texts) == 1 else _indexed(tuple(one for text in texts for one in text.passages))


def _indexed(passages: tuple[tuple[str, Block], ...]) -> _Texts:
    places: dict[str, list[int]] = {}
    for at, (_, block) in enumerate(passages):
        for word in _telling(block):
            places.setdefault(word, []).append(at)
    return _Texts(passages, places, frozenset(_plain_text(block) for _, block in passages))


@same(256)
def _pairs(here: Blocks, there: _Texts) -> tuple[tuple[Block, str, Block], ...]:
    """Return blocks that are copies of each other and differ, each with the nearest other."""
    mine = {_plain_text(block) for block in here}
    open_ = {at: pair for at, pair in enumerate(there.passages) if _plain_text(pair[1]) not in mine}
    found: list[tuple[Block, str, Block]] = []
    for block in here:
        if _plain_text(block) in there.said:
            continue
        tried = islice((at for at in _near(block, there) if at in open_), _TRIED)
        near = ((_likeness(block, open_[at][1]), at) for at in tried)
        best, at = max(near, default=(0.0, -1), key=lambda pair: (pair[0], -pair[1]))
        if best >= _CLOSE:
            key, other = open_.pop(at)
            found.append((block, key, other))
    return tuple(found)


@same(8192)
def _near(block: Block, there: _Texts) -> tuple[int, ...]:
    """Return where passages stand that share words with a block, rare ones counted, the likest first."""
    shared = Counter[int]()
    for word in _telling(block):
        at = there.places.get(word, ())
        if len(at) <= _COMMON:
            shared.update(at)
    return tuple(at for at, _ in shared.most_common(4 * _TRIED))


@same(8192)  # blocks of some papers that have drifted
def _telling(block: Block) -> frozenset[str]:
    return frozenset(_WORD.findall(_text(block).casefold()))


@same(8192)
def _plain_text(block: Block) -> str:
    return _plain(_text(block))


@same(8192)  # blocks of some papers that have drifted
def _text(block: Block) -> str:
    return block_text(block)


@same(8192)
def _likeness(one: Block, other: Block) -> float:
    return _alike(_text(one), _text(other))


@lru_cache(maxsize=8192)  # pairs of some ten papers that have drifted
def _alike(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    if not a or not b or min(len(a), len(b)) / max(len(a), len(b)) < _CLOSE / (2 - _CLOSE):
        return 0.0
    common = len(set(a) & set(b)) / max(len(set(a)), len(set(b)))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if common > _CLOSE / 2 else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".;:,")


@lru_cache(maxsize=8192)  # wordings of some papers that have drifted
def _differs(here: str, there: str) -> str:
    """Return what differs between two wordings, in words."""
    told: list[str] = []
    ours, theirs = list(_WORD.finditer(here)), list(_WORD.finditer(there))
    words = [word[0] for word in ours], [word[0] for word in theirs]
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        one, other = _said(here, ours[a1:a2]), _said(there, theirs[b1:b2])
        if kind == "replace":
            told.append(f"“{one}” for “{other}”")
        elif kind == "delete":
            told.append(f"“{one}” is only here")
        else:
            told.append(f"“{other}” is only there")
    return f"What differs: {'; '.join(told[:3])}{' and more' if len(told) > 3 else ''}." if told else ""


def _said(text: str, words: Sequence[re.Match[str]]) -> str:
    """Return words of a text with what stands between them."""
    return " ".join(text[words[0].start() : words[-1].end()].split()) if words else ""


def _drifted(context: Context, group: list[list[_Drift]]) -> Note:
    """Return the note of passages that drifted alike: each with the places that have the same words."""
    (first, *again), *others = group
    where = place(context, first.key, first.other)
    says = (
        f"“{_short(first.here)}” goes its own way here; {where} has “{_short(first.there)}”. "
        f"{_differs(first.here, first.there)}"
    )
    homes = dict.fromkeys(place(context, drift.item.key) for drift in again)
    labels = dict.fromkeys(f"“{drift.item.label}”" for drift in again if drift.item.key != first.item.key)
    if labels or homes:
        says += f" So does {' and '.join(labels or homes)}."
    for drift, *_ in others:
        says += f" So does “{_short(drift.here, _FEW)}”. {_differs(drift.here, drift.there)}"
    heavy = first.heavy
    says += " Which is meant?" if heavy else " Is the difference meant?"
    weighty = heavy or isinstance(first.item, RecommendationField)
    severity = Severity.WARNING if weighty else Severity.ADVICE
    text = _short(first.here)
    return Note(severity=severity, says=says, key=first.item.key, block=first.block.id, text=text)


@same(8192)
def _weighs(block: Block) -> tuple[list[str], list[str]]:
    """Return what must be the same in both documents: figures, and names of companies."""
    text = _text(block)
    return re.findall(r"\d[\d.,/]*", text), _NAMED.findall(text)


def _short(text: str, most: int = _QUOTED) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} …"
