"""Documents that agree: titles, sums, suppliers, dates and passages of two public documents compared."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from desktop_app.domain.fields import AnyField, RecommendationField, RichTextField
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block, Blocks, block_text

from .finding import Severity
from .passages import blocks_of, place, public_forms
from .rule import Context, Note

_CLOSE = 0.72  #: how like two paragraphs are from which one is a copy of the other that drifted
_WORD = re.compile(r"\w+(?:[.,’'/-]\w+)*|£|[^\w\s]")
_QUOTED = 160  #: characters of a wording that a message gives
_NAMED = re.compile(r"(?<!\w)(?:[A-Z][\w&’'-]+ ){1,3}(?:Ltd|Limited|plc|LLP|Inc)(?!\w)")


def find_titles(context: Context) -> Iterable[Note]:
    """Yield titles and lines of one document that are another's, and read differently."""
    for form in public_forms(context):
        for item in form.fields:
            own = context.public.own(item.key)
            if (
                isinstance(own, RichText)
                or own is None
                or not item.follows
                or context.public.sources(item.key)
            ):
                continue
            for source in item.follows:
                here, there = context.public.words(item.key), context.public.words(source)
                if here and there and _plain(here) != _plain(there):
                    where = place(context, source)
                    differs = _differs(here, there)
                    says = f"“{here}” stands here, and “{there}” in {where}. {differs} Which is meant?"
                    yield Note(severity=Severity.WARNING, says=says, key=item.key, end=len(here), text=here)


def find_passages(context: Context) -> Iterable[Note]:
    """Yield passages that go their own way and differ in a few words from what they followed."""
    for form in public_forms(context):
        for item in form.fields:
            if not _lets_go(context, item):
                continue
            there = tuple(
                (key, block)
                for source in public_forms(context)
                for key in item.follows
                if key.startswith(f"{source.document}.")
                for block in blocks_of(context, source, key)
            )
            for block, key, other in _pairs(blocks_of(context, form, item.key), there):
                yield _drifted(context, item, block, key, other)


def _lets_go(context: Context, item: AnyField) -> bool:
    """Say whether a rich text stands for itself though its form has it follow another document."""
    rich = isinstance(item, RichTextField | RecommendationField)
    return rich and bool(item.follows) and not context.public.sources(item.key)


def _pairs(here: Blocks, there: tuple[tuple[str, Block], ...]) -> Iterator[tuple[Block, str, Block]]:
    """Yield blocks that are copies of each other and differ, each with the nearest other."""
    same = {_plain(block_text(block)) for _, block in there}
    mine = {_plain(block_text(block)) for block in here}
    open_ = [(key, block) for key, block in there if _plain(block_text(block)) not in mine]
    for block in here:
        if _plain(block_text(block)) in same:
            continue
        near = [(_likeness(block, other), at) for at, (_, other) in enumerate(open_)]
        best, at = max(near, default=(0.0, -1), key=lambda pair: (pair[0], -pair[1]))
        if best >= _CLOSE:
            key, other = open_.pop(at)
            yield block, key, other


@lru_cache(maxsize=8192)  # pairs of some ten papers that have drifted
def _likeness(one: Block, other: Block) -> float:
    a, b = _words(block_text(one)), _words(block_text(other))
    if not a or not b or min(len(a), len(b)) / max(len(a), len(b)) < _CLOSE / (2 - _CLOSE):
        return 0.0
    common = len(set(a) & set(b)) / max(len(set(a)), len(set(b)))
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if common > _CLOSE / 2 else 0.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".;:,")


@lru_cache(maxsize=1024)  # wordings of some ten papers that have drifted
def _differs(here: str, there: str) -> str:
    """Return what differs between two wordings, in words."""
    a, b = _words(here), _words(there)
    told: list[str] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        one, other = " ".join(a[a1:a2]), " ".join(b[b1:b2])
        if kind == "replace":
            told.append(f"“{one}” for “{other}”")
        elif kind == "delete":
            told.append(f"“{one}” is only here")
        elif kind == "insert":
            told.append(f"“{other}” is only there")
    return f"What differs: {'; '.join(told[:3])}{' and more' if len(told) > 3 else ''}." if told else ""


def _drifted(context: Context, item: AnyField, block: Block, key: str, other: Block) -> Note:
    here, there = block_text(block), block_text(other)
    heavy = _weighs(here) != _weighs(there)
    where = place(context, key, other)
    says = (
        f"“{_short(here)}” goes its own way here; {where} has “{_short(there)}”. {_differs(here, there)} "
        f"{'Which is meant?' if heavy else 'Is the difference meant?'}"
    )
    severity = Severity.WARNING if heavy or isinstance(item, RecommendationField) else Severity.ADVICE
    return Note(severity=severity, says=says, key=item.key, block=block.id, text=_short(here))


def _weighs(text: str) -> tuple[list[str], list[str]]:
    """Return what must be the same in both documents: figures, and names of companies."""
    return re.findall(r"\d[\d.,/]*", text), _NAMED.findall(text)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()} …"
