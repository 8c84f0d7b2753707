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

_PARAGRAPH = re.compile(r"\b[Pp]ara(?:graph)?s?\.?[ \u00a0](?P<number>\d{1,2}\.\d{1,2})(?![\d.]\d)")


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


def _paragraphs(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_PARAGRAPH.finditer(text))


@listed_once
def _cited(context: Context) -> Iterator[Cited]:
    pack = context.template.pack
    known = {figure.paragraph for figure in pack.figures if figure.paragraph}
    if not pack.scheme or not known:
        return
    for passage, stretch, match in facts(context, _paragraphs):
        sentence = sentence_at(stretch.text, match.start())
        if match["number"] in known and (_named(pack.scheme).search(sentence) or "Scheme" in sentence):
            of = tuple(figure for figure in pack.figures if figure.paragraph == match["number"])
            yield Cited(passage, stretch, *match.span(), sentence, of)


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
            f"“{{}}” is given for {cited.stretch.text[cited.start : cited.end]}, and the authority's "
            f"figure is "
            f"{pounds(figure.amount)} ({figure.label}; {figure.source}). Has the scheme changed, or the "
            f"figure?"
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


def find_below_limit(context: Context) -> Iterable[Note]:
    """Yield paragraphs of the scheme cited for decisions from a sum on that the paper does not reach."""
    asked = [one for form in public_forms(context) for one in asked_for(context, form)]
    if not asked:
        return
    highest = max(one.amount.high for one in asked)
    total = sum((one.amount.most for one in asked), Decimal(0))
    seen: set[str] = set()
    for cited in _cited(context):
        figures = [figure for figure in cited.figures if figure.unit == "GBP"]
        if not figures or not all(_FROM_SUM.search(figure.label) for figure in figures):
            continue
        least = min(figure.amount for figure in figures)
        words = cited.stretch.text[cited.start : cited.end]
        if len(cited.figures) > 1 or total >= least or words in seen:
            continue  # a paragraph of several meanings, or of a sum that is reached
        seen.add(words)
        says = (
            f"“{{}}” speaks of {pounds(least)} and above ({figures[0].label}), and the most asked for here "
            f"is "
            f"{pounds(highest)}. Is another paragraph meant, or a larger value?"
        )
        yield noted(cited.passage, cited.stretch, cited.start, cited.end, says)
