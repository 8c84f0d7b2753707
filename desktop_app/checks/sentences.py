"""Sentences of a text: where each begins and ends, so that figures are tied only within one."""

import re
from functools import lru_cache

#: A stop, its closing signs, a space and what begins a sentence. "approx. £5" and "No. 4" go on.
_STOP = re.compile(r"[.!?]['\"”’)\]]{0,2}(?=[ \u00a0\n\t]{1,4}['\"“‘(\[]{0,2}[A-Z0-9])|\n")
_GOES_ON = re.compile(
    r"(?:\b(?:approx|no|nos|para|paras|e\.g|i\.e|c|ca|art|reg|dr|mr|mrs|ms|st|vs|etc|incl|excl|ex|inc|p\.a"
    r"|s|ss|ltd)|\b[A-Z]|(?:\A|\s)\(?\d{1,2}(?:\.\d{1,2})?)\Z",
    re.IGNORECASE,
)
_BACK = 10


@lru_cache(maxsize=8192)  # texts of some long papers; several rules read each of them
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each sentence of a text, its stop included, spaces around it not."""
    found: list[tuple[int, int]] = []
    begun = 0
    for stop in _STOP.finditer(text):
        if stop[0] != "\n" and _GOES_ON.search(text[max(0, stop.start() - _BACK) : stop.start()]):
            continue
        _add(found, text, begun, stop.end())
        begun = stop.end()
    _add(found, text, begun, len(text))
    return tuple(found)


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
