"""Terms as people write them: "two years", "3+1+1", "2 x 1-year", "six months"."""

import re
from functools import lru_cache

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24,
    "thirty-six": 36,
}  # fmt: skip
_WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
_COUNT = rf"(?:{_WORD}|\d{{1,3}})"
_TERM = re.compile(
    rf"(?<![\w.,£/+-])(?:(?P<times>{_COUNT})[ ]?(?:x|×|lots of)[ ]?)?(?P<count>{_COUNT})"
    rf"(?:[ ]?\(\d{{1,3}}\))?[ \u00a0-]{{1,2}}(?:further |more |additional |full |financial |calendar "
    rf"|optional )?"
    rf"(?P<unit>year|month)s?(?!\w)",
    re.IGNORECASE,
)
_PLUS = re.compile(
    rf"(?<![\w.,£/+])(?P<terms>{_COUNT}(?:[ ]?(?:\+|plus)[ ]?{_COUNT}){{1,5}})(?![\w.,%])(?![ ]?(?:million"
    rf"|%))",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def year_counts(text: str) -> frozenset[int]:
    """Return the numbers of years that the terms in text may come to: each, and each run of them added."""
    terms = [count for _, _, count, unit in spans(text) if unit == "year"]
    for match in _PLUS.finditer(text):
        terms.extend(number(word) for word in re.split(r"[ ]?(?:\+|plus)[ ]?", match["terms"].lower()))
    return frozenset(
        sum(terms[start:stop]) for start in range(len(terms)) for stop in range(start + 1, len(terms) + 1)
    )


def spans(text: str) -> tuple[tuple[int, int, int, str], ...]:
    """Return start, end, count and unit ("year", "month") of each term in text."""
    found: list[tuple[int, int, int, str]] = []
    for match in _TERM.finditer(text):
        count = number(match["count"]) * (number(match["times"]) if match["times"] else 1)
        found.append((*match.span(), count, match["unit"].lower()))
    return tuple(found)


def number(word: str) -> int:
    """Return the number that a word or figures of a term mean."""
    word = word.strip().lower()
    return NUMBERS[word] if word in NUMBERS else int(word)
