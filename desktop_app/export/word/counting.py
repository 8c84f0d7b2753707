"""Numbers as Word will count them: where its count is not the printed one, a list must begin anew."""

import re

_DIGIT_PATTERNS = {"{n}": r"(\d+)", "{a}": "([a-z]+)", "{A}": "([A-Z]+)", "{i}": "([ivxlcdm]+)"}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def value(pattern: str, printed: str) -> int | None:
    """Return the number that a printed number or marker stands for under its pattern; None for a bullet."""
    kind = next((kind for kind in _DIGIT_PATTERNS if kind in pattern), "")
    if not kind and "{section}" not in pattern:
        return None
    wanted = re.escape(pattern).replace(re.escape("{section}"), r"\d+" if kind else r"(\d+)")
    found = re.fullmatch(wanted.replace(re.escape(kind), _DIGIT_PATTERNS.get(kind, "")), printed)
    if not found:
        return None
    sign = found[1]
    if sign.isdigit():
        return int(sign)
    return _roman(sign) if kind == "{i}" else _letters(sign.lower())


def _letters(sign: str) -> int:
    number = 0
    for letter in sign:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _roman(sign: str) -> int:
    values = [_ROMAN[letter] for letter in sign]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


class Counts:
    """The counters of one list of several levels, as Word keeps them.

    kept: the level that goes on through those above it, None where each begins anew below its parent.
    """

    def __init__(self, kept: int | None = None) -> None:
        self._counts: dict[int, int] = {}
        self._kept = kept

    def has_parent(self, level: int) -> bool:
        """Say whether a number of the level above stands before, which the next one belongs to."""
        return level == 0 or level - 1 in self._counts

    def next(self, level: int) -> int:
        """Return the number that the next paragraph of a level would get."""
        return self._counts.get(level, 0) + 1

    def set(self, level: int, number: int) -> None:
        """Note that a paragraph of a level has this number."""
        for deeper in [each for each in self._counts if each > level and each != self._kept]:
            del self._counts[deeper]
        self._counts[level] = number
