"""Sums and names that tell something: in Part 2 as they are written there, in public text however spelt."""

import re
from decimal import Decimal

from .amounts import amounts

_NAME = re.compile(
    r"(?<!\w)(?:[A-Z][\w&’'-]+ ){1,4}(?:Ltd|Limited|plc|PLC|LLP|Inc|GmbH)(?!\w)"
    r"|(?<!\w)(?:Mr|Mrs|Ms|Miss|Dr|DC|DS|DI|DCI|PC|Sgt) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?"
)
_ROUND = 10_000  #: smaller sums are in many papers by chance
#: A figure without the commas of its thousands, which may be the sum of another text all the same.
_BARE = re.compile(
    r"(?<![\w.,])£?[ \u00a0]?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{5,12})(\.\d\d)?(?![\w%/-]|[.,]\d)"
)

Told = tuple[int, int, str]


def told_in(text: str) -> tuple[Told, ...]:
    """Return the sums, in pounds, and the names that text gives, each with its place."""
    return (*_sums(text, signed=True), *((*match.span(), match[0]) for match in _NAME.finditer(text)))


def spelt_in(text: str) -> tuple[Told, ...]:
    """Return what text may tell of sums, with a pound sign or without, and the names that it gives."""
    bare = (
        (*match.span(), _words(Decimal(re.sub(r"\s", "", match[1]) + (match[2] or ""))))
        for match in _BARE.finditer(text)
    )
    return (*told_in(text), *_sums(text, signed=False), *bare)


def _sums(text: str, *, signed: bool) -> tuple[Told, ...]:
    return tuple(
        (amount.start, amount.end, _words(amount.low))
        for amount in amounts(text)
        if amount.signed is signed and amount.low >= _ROUND and not amount.scaled and amount.low % 50_000
    )


def _words(value: Decimal) -> str:
    return f"£{value.normalize():f}"
