"""Text squeezed for comparison: no white space, no case, one kind of quote and dash; and the way back."""

from bisect import bisect_right
from collections.abc import Sequence

from .clean import Line
from .marks import heading_starts

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "&": "and",
        "\u2026": "...",
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
        "\ufb01": "fi",
        "\ufb02": "fl",
    }
)


def squeeze(text: str) -> str:
    """Return text without what differs between two copies of the same words.

    Squeezing a text is squeezing its characters one by one, which is what leads back to them.
    """
    return "".join(text.lower().translate(_ALIKE).split())


class Scroll:
    """All lines of a text squeezed into one string, with the way from each place to the other."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        #: the columns of each line at which the words of a form may begin
        self.entries = [sorted({*heading_starts(line.text), *line.seams}) for line in self.lines]
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for line in self.lines:
            self.starts.append(length)
            parts.append(squeeze(line.text))
            length += len(parts[-1])
        self.text = "".join(parts)

    def offset(self, line: int, column: int) -> int:
        """Return the place in the squeezed text of a column of a line."""
        return self.starts[line] + len(squeeze(self.lines[line].text[:column]))

    def line_end(self, line: int) -> int:
        """Return the place in the squeezed text at which a line ends."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)

    def place(self, offset: int, *, end: bool = False) -> tuple[int, int]:
        """Return line and column of a place; with `end`, of the end of the character before it."""
        if end:
            line, column = self.place(offset - 1)
            return line, column + 1
        line = bisect_right(self.starts, offset) - 1
        count = offset - self.starts[line]
        text = self.lines[line].text
        for column, sign in enumerate(text):
            size = len(squeeze(sign))
            if size and count < size:
                return line, column
            count -= size
        return line, len(text)

    def words(self, start: int, end: int) -> str:
        """Return the words between two places as they stand in the text, lines joined by a space."""
        if end <= start:
            return ""
        line, column = self.place(start)
        last, until = self.place(end, end=True)
        if line == last:
            return self.lines[line].text[column:until].strip()
        parts = [self.lines[line].text[column:]]
        parts += [self.lines[number].text for number in range(line + 1, last)]
        parts.append(self.lines[last].text[:until])
        return " ".join(parts).strip()
