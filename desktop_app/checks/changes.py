"""How far a contract may be changed: the share of its value that a change comes to, against the limit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.pack import Figure

from .amounts import Amount, amounts, pounds
from .clauses import shares_in
from .facts import facts
from .law import noted
from .relations import sums_in
from .rule import Context, Note
from .timeline import paper_day

_REGULATION = re.compile(r"\b(?:regulation|reg\.?) ?72\b", re.IGNORECASE)
_SMALL = re.compile(r"\b72 ?\(5\)")
_NEAR = 80  #: characters before a sum that say what it is
#: What makes a sum a contract's value before the change, behind which the sum stands.
_BASE = re.compile(
    r"\b(?:(?:original|initial|existing|current|present)(?: [a-z]+){0,3}(?: (?:of|is|was|at|worth"
    r"|being)){0,2}"
    r"|(?:contract|agreement|framework),?(?: (?:was|is|has been|originally|first|let|awarded|valued|priced"
    r"|sum|value|price)){0,4} (?:for|at|of|worth|to the value of)|from) \Z",
    re.IGNORECASE,
)
#: What makes it the change.
_CHANGE = re.compile(
    r"\b(?:(?:increase|uplift|variation|modification|extension|change|addition|additional sum)(?: of| by)?"
    r"|(?:increased|extended|varied|raised|uplifted|modified|rises?|grows?|goes up"
    r"|increases?) by(?: an?)?(?: additional| further)?"
    r"|(?:variation|modification|extension|change|uplift)(?: \w+)? (?:adds|costs|will cost|would cost"
    r"|comes to|is for|is worth"
    r"|is)|by an additional|additional(?: [a-z]+){1,2} (?:of|for|at|worth|costing)|additional|adds) \Z",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|becomes?) \Z", re.IGNORECASE)
_CONTRACT = re.compile(
    r"\b(?:contracts?|agreement|framework|price|value|order|modification|variation)\b", re.IGNORECASE
)
_SHARE_OF = re.compile(
    r"\A(?: increase)? (?:of|on|above|over|in) (?:the |its )?(?:original|initial|existing|current"
    r"|contract)(?: \w+){0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a contract at text[start:end]. share: in per cent, in the least that rounding allows.

    words: what it is and how the share is worked out.
    """

    start: int
    end: int
    share: Decimal
    words: str


def find_large_changes(context: Context) -> Iterable[Note]:
    """Yield changes of a contract above the share of its value that the provision cited allows."""
    pack, day = context.template.pack, paper_day(context)
    cited = [small for _, _, small in facts(context, _change_rules)]
    if not cited:
        return
    figure = pack.figure("procurement.small_change_share" if any(cited) else "procurement.change_share", day)
    if figure is None:
        return
    for passage, stretch, change in facts(context, _changes):
        if change.share > figure.amount:
            yield noted(passage, stretch, change.start, change.end, _words(change, figure))


def _change_rules(text: str) -> tuple[bool, ...]:
    """Return whether text cites the rule on small changes, nothing where it cites none on changes."""
    return (bool(_SMALL.search(text)),) if "72" in text and _REGULATION.search(text) else ()


def _words(change: Change, figure: Figure) -> str:
    return (
        f"“{{}}” is {change.words}, and the limit is {figure.amount}% ({figure.source}). Which ground allows "
        "it, or is the original value a different one?"
    )


def _changes(text: str) -> Iterator[Change]:
    """Yield the changes by which text says that a contract's value grows, one of each paragraph."""
    if "£" not in text and "%" not in text:
        return
    if not _CONTRACT.search(text) and not _REGULATION.search(text):
        return
    told = [*_in_relations(text), *_in_words(text), *_in_shares(text)]
    yield from told[:1]


def _in_relations(text: str) -> Iterator[Change]:
    for relation in sums_in(text):
        if relation.kind == "change" and relation.told.low > relation.terms[0].low > 0:
            yield _change(relation.told, relation.terms[0], relation.terms[1].low, relation.terms[1].least)


def _in_words(text: str) -> Iterator[Change]:
    """Yield a change of one sum on another, or from one to another, where text has one of each."""
    base: list[Amount] = []
    change: list[Amount] = []
    to: list[Amount] = []
    found = [amount for amount in amounts(text) if amount.signed and not amount.yearly]
    for at, amount in enumerate(found):
        floor = found[at - 1].stop if at else 0
        before = text[max(floor, amount.begin - _NEAR) : amount.begin]
        if at and base and _TO.search(before) and base[-1] is found[at - 1]:
            to.append(amount)
        elif _CHANGE.search(before):
            change.append(amount)
        elif _BASE.search(before):
            base.append(amount)
    if len(base) == 1 and base[0].low > 0:
        if len(change) == 1 and not to:
            yield _change(change[0], base[0], change[0].low, change[0].least)
        elif len(to) == 1 and not change and to[0].low > base[0].low:
            by = to[0].low - base[0].low
            yield _change(to[0], base[0], by, by - to[0].half - base[0].half)


def _change(told: Amount, base: Amount, by: Decimal, least: Decimal) -> Change:
    printed = (by / base.low * 100).quantize(Decimal("0.1"))
    share = (least / base.most * 100).quantize(Decimal("0.1"))
    words = f"a change of {pounds(by)} on {pounds(base.low)}, which is {printed}% of it"
    return Change(told.start, told.end, share, words)


def _in_shares(text: str) -> Iterator[Change]:
    """Yield a change that text gives as a percentage of a contract's value."""
    if _REGULATION.search(text):
        for share in shares_in(text):
            if _SHARE_OF.match(text[share.end : share.end + _NEAR]) and not _ALLOWS.search(
                text[: share.start][-_NEAR:]
            ):
                yield Change(
                    share.start, share.end, share.rate - share.half, "the share that the change is said to be"
                )


#: What gives a percentage as what the law allows, not as what a change comes to.
_ALLOWS = re.compile(
    r"\b(?:exceed\w*|limit\w*|up to|more than|less than|below|under|at most|maximum|allow\w*|permit\w*"
    r"|within|not|over|threshold)\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
