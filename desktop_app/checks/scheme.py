"""The scheme of delegation, and how far a contract may be changed: figures of the pack against the text's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from desktop_app.domain.pack import Figure

from .amounts import Amount, amounts, pounds
from .citing import sentence_at
from .facts import facts
from .law import noted
from .money_across import asked_for
from .once import listed_once
from .passages import Passage, public_forms
from .rule import Context, Note
from .stretches_of import Stretch

_NUMBER = r"\d{1,2}\.\d{1,2}(?![\d.]\d)"
_PARAGRAPHS = re.compile(
    rf"\b(?:[Pp]ara(?:graph)?s?\.?|[Ss]ections?|[Uu]nder(?= {_NUMBER} of\b))[ \u00a0]"
    rf"(?P<first>{_NUMBER})(?P<others>(?:(?:, | and | or |, and ){_NUMBER}){{0,8}})"
)
_OTHER = re.compile(_NUMBER)


@cache
def _named(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Cited:
    """A paragraph of the scheme cited in a sentence, with the figures that the pack has of it."""

    passage: Passage
    stretch: Stretch
    start: int
    end: int
    sentence: str
    figures: tuple[Figure, ...]


def paragraphs(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and number of each paragraph cited, those of one list each by itself."""
    found: list[tuple[int, int, str]] = []
    for match in _PARAGRAPHS.finditer(text):
        found.append((match.start(), match.end("first"), match["first"]))
        more = _OTHER.finditer(text, match.start("others"), match.end("others"))
        found.extend((*other.span(), other[0]) for other in more)
    return tuple(found)


@listed_once
def _cited(context: Context) -> Iterator[Cited]:
    pack = context.template.pack
    known = {figure.paragraph for figure in pack.figures if figure.paragraph}
    if not pack.scheme or not known:
        return
    for passage, stretch, (start, end, number) in facts(context, paragraphs):
        sentence = sentence_at(stretch.text, start)
        if number in known and (_named(pack.scheme).search(sentence) or "Scheme" in sentence):
            of = tuple(figure for figure in pack.figures if figure.paragraph == number)
            yield Cited(passage, stretch, start, end, sentence, of)


def find_other_limits(context: Context) -> Iterable[Note]:
    """Yield sums given for a paragraph of the scheme that are not the pack's."""
    for cited in _cited(context):
        limits = {figure.amount for figure in cited.figures if figure.unit == "GBP"}
        offset = cited.stretch.text.find(cited.sentence)
        named = [amount for amount in amounts(cited.sentence) if amount.low >= 1000]
        told = [amount for amount in named if _limits(cited.sentence, amount)]
        if not limits or not told or any(amount.low in limits for amount in named):
            continue
        figure = next(figure for figure in cited.figures if figure.unit == "GBP")
        says = (
            f"“{{}}” is given for {cited.stretch.text[cited.start : cited.end]}, and the authority's figure "
            f"is {pounds(figure.amount)} ({figure.label}; {figure.source}). Has the scheme changed, or the "
            "figure?"
        )
        yield noted(cited.passage, cited.stretch, told[0].start + offset, told[0].end + offset, says)


_AND_ABOVE = re.compile(r"\A,? (?:and|or) (?:above|over|more|higher|greater|upwards)\b", re.IGNORECASE)
_OF_CASE = re.compile(
    r"\b(?:business case|contract|award|proposal|request|expenditure|cost|value)s? (?:of|for|worth) \Z",
    re.IGNORECASE,
)


def _limits(sentence: str, amount: Amount) -> bool:
    """Say whether a sum is given as a limit, not as what a paper asks for."""
    before = sentence[max(0, amount.start - 30) : amount.start]
    if _AND_ABOVE.match(sentence[amount.end :]) or "sets" in sentence[: amount.start]:
        return True
    return not _OF_CASE.search(before)


_FROM_SUM = re.compile(r"\bfrom this (?:sum|total)\b", re.IGNORECASE)
_CONTRACT = re.compile(r"\b(?:contracts?|procure\w*|tenders?|purchase)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:exten[ds]\w*|varia\w*|vary|varied|modif\w*|increas\w*|uplift\w*|renew\w*)\b", re.IGNORECASE
)


def _changes(text: str) -> tuple[bool, ...]:
    return (True,) if _CHANGED.search(text) else ()


def find_below_limit(context: Context) -> Iterable[Note]:
    """Yield paragraphs of the scheme cited for decisions from a sum on that the paper does not reach."""
    asked = [one for form in public_forms(context) for one in asked_for(context, form)]
    if not asked:
        return
    highest = max(one.amount.high for one in asked)
    total = sum((one.amount.most for one in asked), Decimal(0))
    new = all(_CONTRACT.search(one.text) for one in asked) and not any(True for _ in facts(context, _changes))
    seen: set[str] = set()
    for cited in _cited(context):
        figures = [figure for figure in cited.figures if figure.unit == "GBP"]
        if not figures or not all(_FROM_SUM.search(figure.label) for figure in figures):
            continue
        least = min(figure.amount for figure in figures)
        words = cited.stretch.text[cited.start : cited.end]
        if (len(cited.figures) > 1 and not new) or total >= least or words in seen:
            continue  # it may mean a contract's value before a change, or its sum is reached
        seen.add(words)
        labels = "; ".join(dict.fromkeys(figure.label for figure in figures))
        says = (
            f"“{{}}” speaks of {pounds(least)} and above ({labels}), and the most asked for here is "
            f"{pounds(highest)}. Is another paragraph meant, or a larger value?"
        )
        yield noted(cited.passage, cited.stretch, cited.start, cited.end, says)
