"""How the columns of a table share the measure: each as wide as its words need."""

from collections.abc import Sequence

#: How much wider than its figures a column of amounts may grow where there is room (points).
_AMOUNT_EXTRA = 28.0
#: A word wider than this share of the measure is an address, which is broken where it has to be.
_ADDRESS = 0.25


def column_widths(
    needs: Sequence[tuple[float, float]], amounts: Sequence[bool], measure: float
) -> list[float]:
    """Return the widths of columns in points, which add up to measure.

    needs: of each column the width of its widest word and of its widest line, padding included. Where
    all lines fit, columns of amounts grow a little and columns of words take the rest; where not, each
    column has room for its widest word as long as there is any. Where there is none, only the columns
    with the widest words are too narrow for them: an address is broken before an amount.
    """
    least, most = [need[0] for need in needs], [need[1] for need in needs]
    if sum(most) <= measure:
        return _grown(most, amounts, measure)
    if sum(least) > measure:
        least = [min(width, measure * _ADDRESS) for width in least]
    if sum(least) >= measure:
        return _cut(least, measure)
    wish = [high - low for low, high in zip(least, most, strict=True)]
    share = (measure - sum(least)) / sum(wish)
    return [low + extra * share for low, extra in zip(least, wish, strict=True)]


def too_narrow(needs: Sequence[tuple[float, float]], measure: float) -> bool:
    """Say whether words would be broken that are no address, so that a table is better set smaller."""
    return sum(min(least, measure * _ADDRESS) for least, _ in needs) > measure


def _cut(widths: list[float], measure: float) -> list[float]:
    """Return widths cut down to one that none exceeds, so that they add up to measure."""
    room, left = measure, len(widths)
    for width in sorted(widths):
        if width * left >= room:
            return [min(each, room / left) for each in widths]
        room, left = room - width, left - 1
    return widths


def _grown(widths: list[float], amounts: Sequence[bool], measure: float) -> list[float]:
    spare = measure - sum(widths)
    if all(amounts) or not any(widths):
        return [width + spare / len(widths) for width in widths]
    extra = min(_AMOUNT_EXTRA, spare / len(widths))
    grown = [width + extra if amount else width for width, amount in zip(widths, amounts, strict=True)]
    words = sum(width for width, amount in zip(grown, amounts, strict=True) if not amount)
    share = (measure - sum(grown)) / words
    return [w if amount else w + w * share for w, amount in zip(grown, amounts, strict=True)]
