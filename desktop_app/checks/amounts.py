"""Sums of money as people write them in running text, each with what rounding may have taken from it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
}
_SCALE = r"(?:[ \u00a0]?(?:thousand|million|billion)(?!\w)|[ \u00a0]?(?:bn|mn|[kmb])(?!\w)|[kmb](?=pa(?!\w)))"
_NUMBER = r"\d+(?:,\d+){0,12}(?:\.\d+){0,4}"
_SUM = re.compile(
    rf"£[ \u00a0]?(?P<pounds>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:[ \u00a0]?[-–][ \u00a0]?£?(?P<second>{_NUMBER})(?P<second_scale>{_SCALE})?(?![\w/-]|[.,]\d))?"
    rf"|(?<![\w£$€.,/:-])(?P<bare>\d{{1,3}}(?:,\d{{3}})+(?:\.\d\d)?)(?![\w%/-]|[.,]\d)"
    rf"|(?<![\w£$€.,/:-])(?P<short>\d+(?:\.\d+)?)"
    rf"(?P<short_scale>[ \u00a0](?:million|billion)(?!\w)|[ \u00a0]?(?:bn|m|k)(?!\w))",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"[ \u00a0]{0,2}(?:per annum|p\.a\.?|p/a|pa(?!\w)|per year|a year|each year|every year|yearly|annually"
    r"|per financial year)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:up[ ]?to|upto|a maximum of|maximum of|no more than|not exceeding|at most"
    r"|circa|c\.?|ca\.?|approximately|approx\.?|around|about|roughly|some|nearly|almost|just under|just over"
    r"|over|under|in excess of|more than|less than|at least|an estimated"
    r"|estimated at)[ \u00a0]{0,2}(?:a total of )?\Z",
    re.IGNORECASE,
)
_UP_TO = ("up", "a max", "max", "no more", "not ex", "at most")
_FIGURE = re.compile(r"\d")
_BACK = 30  #: characters that the words before a sum can take
_LONGEST = 18  #: characters of a figure; longer ones are no sums, and too long to reckon with


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum written at text[start:end], in pounds. Two ends for a range, which are equal for a single sum.

    half: half a unit in the last place printed, which rounding may have taken. begin, stop: the sum with
    the words that go with it ("up to", "per annum"). signed: it has its pound sign. groups: commas stand
    where thousands part, and one point at most.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    half: Decimal
    begin: int
    stop: int
    up_to: bool = False
    loose: bool = False
    yearly: bool = False
    signed: bool = True
    groups: bool = True
    scaled: bool = False

    @property
    def least(self) -> Decimal:
        """The least that the sum may have been before rounding."""
        return self.low - self.half

    @property
    def most(self) -> Decimal:
        """The most that the sum may have been before rounding."""
        return self.high + self.half


@lru_cache(maxsize=8192)  # texts of some sixteen long papers; several rules read each of them
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the sums written in text in their order, those that lack their pound sign among them."""
    return tuple(_amounts(text)) if _FIGURE.search(text) else ()


def _amounts(text: str) -> Iterator[Amount]:
    for match in _SUM.finditer(text):
        if any(len(match[name] or "") > _LONGEST for name in ("pounds", "second", "bare", "short")):
            continue
        if match["pounds"] is not None:
            yield _signed(text, match)
        else:
            number, scale = match["bare"] or match["short"], match["short_scale"] or ""
            value = _value(number, scale)
            yield _made(text, match, (value, value), _half(number, scale), signed=False)


def _signed(text: str, match: re.Match[str]) -> Amount:
    number, scale = match["pounds"], match["scale"] or ""
    groups = well_grouped(number, scale)
    second, second_scale = match["second"], match["second_scale"] or ""
    if second is None:
        value = _value(number, scale)
        return _made(text, match, (value, value), _half(number, scale), groups=groups)
    scale = scale or second_scale  # "£2.6-3.4m": the word behind the second figure is meant for both
    groups = groups and well_grouped(second, second_scale or scale)
    ends = (_value(number, scale), _value(second, second_scale or scale))
    half = max(_half(number, scale), _half(second, second_scale or scale))
    return _made(text, match, (min(ends), max(ends)), half, groups=groups)


def _made(
    text: str,
    match: re.Match[str],
    ends: tuple[Decimal, Decimal],
    half: Decimal,
    *,
    signed: bool = True,
    groups: bool = True,
) -> Amount:
    start, end = match.span()
    before = _BEFORE.search(text[max(0, start - _BACK) : start])
    begin = max(0, start - _BACK) + before.start() if before and _whole_word(text, start, before) else start
    words = text[begin:start].lower()
    yearly = _YEARLY.match(text, end)
    up_to = words.startswith(_UP_TO)
    return Amount(
        start,
        end,
        *ends,
        half,
        begin,
        yearly.end() if yearly else end,
        up_to=up_to,
        loose=bool(words) and not up_to,
        yearly=yearly is not None,
        signed=signed,
        groups=groups,
        scaled=bool(match["scale"] or match["short_scale"]),
    )


def _whole_word(text: str, start: int, before: re.Match[str]) -> bool:
    at = max(0, start - _BACK) + before.start()
    return at == 0 or not text[at - 1].isalnum()


def well_grouped(number: str, scale: str) -> bool:
    """Say whether a number's commas part its thousands, it has one point at most, and its word fits it."""
    if number.count(".") > 1:
        return False
    whole, _, _part = number.partition(".")
    first, *rest = whole.split(",")
    if rest and (len(first) > 3 or any(len(group) != 3 for group in rest)):
        return False
    big = scale.strip().lower() in ("m", "mn", "million", "b", "bn", "billion")
    return not (rest and big and "." not in number)


def _value(number: str, scale: str) -> Decimal:
    return Decimal(_plain(number)) * _SCALES.get(scale.strip().lower(), 1)


def _plain(number: str) -> str:
    whole, *parts = number.replace(",", "").split(".")
    return f"{whole}.{parts[0]}" if parts else whole


def _half(number: str, scale: str) -> Decimal:
    places = len(_plain(number).partition(".")[2])
    unit = Decimal(_SCALES.get(scale.strip().lower(), 1)).scaleb(-places)
    return unit / 2


def pounds(value: Decimal) -> str:
    """Return a sum as a message gives it: "£6,968,000", "£10.8m" for round large ones, pence where any."""
    sign, size = ("−" if value < 0 else ""), abs(value)
    if size >= 10**6 and size % 10**4 == 0:
        return f"{sign}£{(size / 10**6).normalize():f}m"
    exact = f"{size:,.2f}"
    return f"{sign}£{exact.removesuffix('.00')}"
