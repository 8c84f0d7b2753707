"""Limits that what stands beside them uses up, and bids above the fund that they are made to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .amounts import Amount, amounts, pounds
from .clauses import Share, shares_in
from .finding import Severity
from .rule import Given, Note

_NEAR = 70  #: characters before a sum that say what it is
_BEHIND = 30  #: and behind it
_MOST = 8  #: sums of a paragraph; among more, words say less and less of what belongs together
_ROUGHLY = Decimal("1.05")  #: a bid this much above a fund may be its sum less rounded

_CAP = re.compile(
    r"\b(?:(?:not|never) (?:to )?exceed(?:ing)?|capped at|cap (?:of|is)|ceiling (?:of|is)|limit (?:of|is)"
    r"|limited to|up to (?:a|an) (?:overall |maximum |total ){1,3}(?:contract )?(?:value |cost |sum )?of"
    r"|maximum(?: total| overall| contract){0,2}(?: value| cost| sum| spend)?(?: of| is)|maximum"
    r"|no more than)(?: the)? ?\Z",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\b(?:spend(?:ing)?|spent|orders?|call-offs?|awards?|awarded|commitments?|committed|expenditure|costs"
    r"|value|sum|contract|payments?|paid)\b[^.;£]{0,40}\Z",
    re.IGNORECASE,
)
_USED_BEHIND = re.compile(
    r"\A,? ?(?:(?:is|was|has been|have been|had been|are|were) )?(?:already |so far )?"
    r"(?:spent|committed|awarded|paid|used|in total|ordered|called off|allocated)\b",
    re.IGNORECASE,
)
#: What has gone already, told of a sum: "orders of £2.7m have been placed".
_IS_USED = re.compile(
    r"\A (?:has|have|had) (?:already |so far |now )?been (?:spent|committed|awarded|paid|placed|used)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:further|additional|extra|more|another|(?:uplift|increase|extension|variation|contingency) of"
    r"|this (?:one|order|call-off|award|request) is(?: for)?|top[- ]up of)(?: an?)?(?: [a-z]+){0,3} ?\Z",
    re.IGNORECASE,
)
_MORE_BEHIND = re.compile(r"\A (?:more|extra|on top)\b", re.IGNORECASE)
#: A fund of which something is told: "Of the £3.4m fund, £2.9m is committed".
_OF_FUND = re.compile(r"\b(?:of|from) (?:the|this|a|our) (?:total |whole )?\Z", re.IGNORECASE)
_FUND = re.compile(r"\A (?:fund|pot|budget|allocation|envelope|grant|provision)\b", re.IGNORECASE)
#: What is decided under a limit: "this award of £620,000 is made under it".
_THIS = re.compile(
    r"\bthis (?:award|request|contract|payment|order|purchase|spend) (?:of|for|at) \Z", re.IGNORECASE
)
_UNDER_IT = re.compile(r"\A[^.;£]{0,30}\b(?:under|within) (?:it|that|this)\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\A (?:in total|in all|altogether)(?::| ?\((?:being )?) ?\Z", re.IGNORECASE)
_GROWS = re.compile(r"\b(?:uplift|increase|variation|extension|contingency)s?\b", re.IGNORECASE)
_BID = re.compile(
    r"\b(?:bids?|applications?|requests?|requested|claims?|asked)\b[^.;£]{0,40}(?:\b(?:for|of|is|are|total"
    r"|totals|totalling|comes? to|amounts? to)) \Z",
    re.IGNORECASE,
)
_POT = re.compile(
    r"\b(?:pot|fund|funding|allocation|envelope|grant)(?: (?:which is )?available)?(?: (?:of|is|was|stands at"
    r"|amounts to|totals))(?: only)? \Z",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\A[^.;]{0,20}(?:,|\(|:) ?(?:being|made up of|comprising|consisting of|that is|i\.e\.?) (?:the )?\Z",
    re.IGNORECASE,
)
_BETWEEN_PARTS = re.compile(r"\A[^.;£]{0,60}(?:,|\band\b|\bplus\b)[^.;£]{0,40}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums of a paragraph by what the words beside them say they are."""

    caps: list[Amount]
    used: list[Amount]
    more: list[Amount]
    bids: list[Amount]
    pots: list[Amount]
    under: list[Amount]


def find_exceeded(text: str, _given: Given) -> Iterable[Note]:
    """Yield limits that what stands beside them already uses up, and bids above the fund they are made to."""
    found = [amount for amount in amounts(text) if amount.signed and amount.groups]
    if not 1 < len(found) <= _MOST:
        return
    sums = _sorted(text, found)
    yield from _over_cap(text, sums, shares_in(text))
    yield from _parts_over_cap(text, sums.caps, found)
    if len(sums.bids) == len(sums.pots) == 1:
        bid, pot = sums.bids[0], sums.pots[0]
        if bid.least > pot.high * _ROUGHLY or bid.least > pot.most:
            yield _exceeds(text, pot, f"{pounds(bid.low)} is asked of {pounds(pot.low)}")


def _sorted(text: str, found: list[Amount]) -> _Sums:
    sums = _Sums([], [], [], [], [], [])
    for at, amount in enumerate(found):
        floor = found[at - 1].stop if at else 0
        roof = found[at + 1].begin if at + 1 < len(found) else len(text)
        before = text[max(floor, amount.start - _NEAR) : amount.start]
        behind = text[amount.stop : min(roof, amount.stop + _BEHIND)]
        bare = text[max(floor, amount.begin - _NEAR) : amount.begin]
        if amount.yearly:
            continue
        if _CAP.search(before) or (_OF_FUND.search(before) and _FUND.match(behind)):
            sums.caps.append(amount)
        elif _POT.search(before):
            sums.pots.append(amount)
        elif _MORE.search(bare) or _MORE_BEHIND.match(behind):
            sums.more.append(amount)
        elif _THIS.search(bare) and _UNDER_IT.match(text[amount.stop : roof]):
            sums.under.append(amount)
        elif _BID.search(before):
            sums.bids.append(amount)
        elif _USED_BEHIND.match(behind) or _USED.search(bare):
            sums.used.append(amount)
    return sums


def _over_cap(text: str, sums: _Sums, shares: tuple[Share, ...]) -> Iterator[Note]:
    """Yield a limit that is less than what is used of it and what is asked for beyond that."""
    if len(sums.caps) != 1:
        return
    cap = sums.caps[0]
    for one in sums.under:
        if one.least > cap.most:
            yield _exceeds(text, cap, f"{pounds(one.low)} is to be within it")
    if len(sums.used) != 1:
        return
    used = sums.used[0]
    if not sums.more and not shares and used.least > cap.most and _IS_USED.match(text[used.stop :]):
        yield _exceeds(text, cap, f"{pounds(used.low)} is used already")
    if len(sums.more) == 1 and not shares:
        more = sums.more[0]
        if used.least + more.least > cap.high >= used.low:
            worked = f"{pounds(used.low)} + {pounds(more.low)} = {pounds(used.low + more.low)}"
            yield _exceeds(text, cap, worked)
    elif len(shares) == 1 and not sums.more and _GROWS.search(text):
        rate = shares[0].rate
        more_low = used.low * (1 + rate / 100)
        if used.least * (1 + rate / 100) > cap.high >= used.low:
            worked = f"{pounds(used.low)} + {shares[0].words} = {pounds(more_low)}"
            yield _exceeds(text, cap, f"{worked}. The limit leaves less room than that")


def _parts_over_cap(text: str, limits: list[Amount], found: list[Amount]) -> Iterator[Note]:
    """Yield a limit set out in parts that come to more."""
    for cap in (*limits, *(one for one in found if one.up_to and one not in limits)):
        at = found.index(cap)
        parts = found[at + 1 :]
        if len(parts) < 2:
            continue
        leads = text[cap.stop : parts[0].begin]
        if not (_PARTS.match(leads) if cap in limits else _IN_ALL.match(leads)):
            continue
        gaps = [text[a.stop : b.begin] for a, b in pairwise(parts)]
        if all(_BETWEEN_PARTS.match(gap) for gap in gaps):
            total = sum((part.low for part in parts), Decimal(0))
            if sum((part.least for part in parts), Decimal(0)) > cap.high:
                words = " + ".join(pounds(part.low) for part in parts)
                yield _exceeds(text, cap, f"{words} = {pounds(total)}")


def _exceeds(text: str, amount: Amount, worked: str) -> Note:
    words = text[amount.start : amount.end]
    says = f"“{words}” is less than what it is to cover: {worked}. Which of the figures is meant?"
    return Note(severity=Severity.WARNING, says=says, start=amount.start, end=amount.end, text=words)
