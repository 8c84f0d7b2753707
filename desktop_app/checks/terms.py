"""Terms as people write them: "two years", "3+1+1", "2 x 1-year", "six months"."""

import re
from functools import lru_cache

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "twenty-four": 24, "thirty": 30,
    "thirty-six": 36, "forty": 40, "forty-eight": 48, "fifty": 50, "sixty": 60,
}  # fmt: skip
_WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
COUNT = rf"(?:{_WORD}|\d{{1,3}})"
#: What makes two numbers side by side a product: "two one-year options".
_SO_MANY = (
    rf"[ ](?:further |optional )?(?={COUNT}[ -](?:year|month)s?[ -](?:option|extension|period|term|renewal))"
)
_TERM = re.compile(
    rf"(?<![\w.,£/+-])(?:(?P<times>{COUNT})(?:[ ]?(?:x|×|lots of)[ ]?|{_SO_MANY}))?(?P<count>{COUNT})"
    rf"(?:[ ]?\(\d{{1,3}}\))?[ \u00a0-]{{1,2}}(?:further |more |additional |full |financial |calendar "
    rf"|optional )?(?P<unit>year|month)s?(?!\w)",
    re.IGNORECASE,
)
_PLUS = re.compile(
    rf"(?<![\w.,£/+])(?P<terms>{COUNT}(?:[ ]?(?:\+|plus)[ ]?{COUNT}){{1,5}})(?![\w.,%])(?![ ]?(?:million"
    rf"|%))",
    re.IGNORECASE,
)


def month_counts(text: str) -> frozenset[int]:
    """Return the numbers of months that each term in text comes to."""
    return frozenset(count * (12 if unit == "year" else 1) for _, _, count, unit in spans(text))


@lru_cache(maxsize=8192)
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
