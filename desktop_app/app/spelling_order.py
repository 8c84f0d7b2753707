"""The order of what may have been meant: by how likely a hand slips from one word to the other.

A dictionary does not tell how common its words are, and proposes "prove" for "aprove" before "approve".
"""

from collections.abc import Iterable

_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {letter: (row, at) for row, keys in enumerate(_ROWS) for at, letter in enumerate(keys)}
#: What a slip costs, a letter more or less being 1.
_TWICE, _SWAPPED, _VOWEL, _NEAR, _FIRST, _APART = 0.4, 0.6, 0.6, 0.8, 1.0, 2.0
_COMMON_LESS = 0.3
#: Words that are written so often that they are the likelier ones wherever a slip may lead to several.
_OFTEN = """
    a about after all also an and any are as at be because been before being both but by can could did do
    does for from further had has have he her his how if in into is it its made may more most must no not of
    on one only or other our out over same shall she should since so some such than that the their them then
    there these they this those through to under until up was we were what when where whether which while
    who whose why will with within without would you your"""
_COMMON = frozenset(_OFTEN.split())


def by_likeness(word: str, found: Iterable[str]) -> list[str]:
    """Return proposals for a word, the likeliest first; those alike stay in the order they came in."""
    return sorted(found, key=lambda proposal: _cost(word, proposal))


def _cost(word: str, proposal: str) -> float:
    typed, meant = word.lower(), proposal.lower()
    apart = _APART * sum(sign in " -" and sign not in typed for sign in meant)
    common = _COMMON_LESS if meant in _COMMON else 0
    return _slips(typed, meant) + _FIRST * (typed[:1] != meant[:1]) + apart - common


def _slips(typed: str, meant: str) -> float:
    """Return the least cost of the slips that make one word of another."""
    before: list[float] = []
    above = [0.0]
    for place in range(len(meant)):
        above.append(above[-1] + _letter(meant, place))
    for row, letter in enumerate(typed):
        here = [above[0] + _letter(typed, row)]
        for column, other in enumerate(meant):
            ways = [
                above[column] + (0 if letter == other else _instead(letter, other)),
                above[column + 1] + _letter(typed, row),
                here[column] + _letter(meant, column),
            ]
            if row and column and letter != other and (typed[row - 1], letter) == (other, meant[column - 1]):
                ways.append(before[column - 1] + _SWAPPED)
            here.append(min(ways))
        before, above = above, here
    return above[-1]


def _letter(word: str, place: int) -> float:
    """Return what it costs to leave out or put in a letter: little where it stands twice."""
    return _TWICE if place and word[place] == word[place - 1] else 1.0


def _instead(one: str, other: str) -> float:
    """Return what it costs to write a letter for another."""
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL
    if one in _PLACE and other in _PLACE:
        (row, column), (row_, column_) = _PLACE[one], _PLACE[other]
        return _NEAR if abs(row - row_) <= 1 and abs(column - column_) <= 1 else 1.0
    return 1.0
