"""How wide words are in the type of a Word paper, as near as its tables need to know."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import assert_never

from desktop_app.document.model import Break, DataTable, Inline, Inlines, NoteMark, Ref, Span
from desktop_app.document.style import STYLE, TextStyle
from desktop_app.export.columns import column_widths, too_narrow

from .xml import twips


class _Advances(dict[str, int]):
    """How far signs advance, in thousandths of the size; those not told of are of usual width."""

    def __init__(self, usual: int, told: dict[int, str]) -> None:
        super().__init__((sign, width) for width, signs in told.items() for sign in signs)
        self.usual = usual
        # The words of a table are measured for its columns, and again for the pages that it takes.
        self.width = lru_cache(2048)(lambda word: sum(map(self.__getitem__, word)))

    def __missing__(self, sign: str) -> int:
        # Scripts from the far east on are set in squares.
        width = 1000 if sign >= "\u2e80" else self.usual
        self[sign] = width
        return width


_PLAIN = _Advances(
    556,
    {
        191: "'",
        222: "ijl‘’",
        278: " !,./:;I[\\]ft\xa0",
        333: "()-`r“”",
        355: '"{|}',
        389: "*",
        500: "Jcksvxyz",
        584: "+<=>~^×",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "—…@",
    },
)
_BOLD = _Advances(
    611,
    {
        238: "'",
        278: " ,./I\\ijl\xa0‘’",
        333: "!()-:;[]`ft",
        389: "*r{}|",
        500: 'z"“”',
        556: "#$0123456789J_aceksvxy£€–",
        584: "+<=>~^×",
        667: "EPSVXY",
        722: "&ABCDHKNRU",
        778: "GOQw",
        833: "M",
        889: "%m",
        944: "W",
        1000: "—…@",
    },
)
#: Where a line may end within a word: behind the hyphen of a compound.
_COMPOUND = re.compile(r"(?<=[^\W\d]-)(?=[^\W\d])")
_SPARE = 1.0  #: points; readers round differently


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: widths in twips, which add up to the room; small: its words are set smaller."""

    widths: list[int]
    small: bool = False

    @property
    def style(self) -> TextStyle:
        """The style of the cells' words."""
        return STYLE.small_cell if self.small else STYLE.cell

    @property
    def pad(self) -> float:
        """Points from a cell's edge to its text at either side."""
        return STYLE.tables.pad_x * self.style.size / STYLE.cell.size


def columns_of(table: DataTable, room: float) -> Columns:
    """Return the columns of a table in a room of so many points; an empty table has one."""
    if not any(table.rows):
        return Columns([twips(room)])
    made = Columns([])
    needs = _needs(table, made)
    if too_narrow(needs, room):
        made = Columns([], small=True)
        needs = _needs(table, made)
    widths = [twips(width) for width in column_widths(needs, _amounts(table), room)]
    widths[0] += twips(room) - sum(widths)
    return replace(made, widths=widths)


def _needs(table: DataTable, columns: Columns) -> list[tuple[float, float]]:
    """Return for each column the width in points of its widest word and of its widest line, with padding."""
    edges, size = 2 * columns.pad + _SPARE, columns.style.size / 1000
    needs = [(edges, edges)] * max(map(len, table.rows))
    last = len(table.rows) - 1
    for place, row in enumerate(table.rows):
        bold = place < table.header or (table.total and place == last)
        for column, cell in enumerate(row):
            widest, longest = _widest(cell.runs, _BOLD if bold or _has_bold(cell.runs) else _PLAIN)
            least, most = needs[column]
            needs[column] = max(least, widest * size + edges), max(most, longest * size + edges)
    return needs


def _widest(runs: Inlines, advances: _Advances) -> tuple[int, int]:
    """Return how wide the widest word and the widest line are, in thousandths of the size."""
    widest = longest = 0
    for line in "".join(map(_said, runs)).split("\n"):
        words = [advances.width(word) for word in _words(line)]
        widest = max(widest, *words)
        longest = max(longest, sum(words) + advances[" "] * line.count(" "))
    return widest, longest


def _words(line: str) -> list[str]:
    """Return the words of a line, between any two of which it may end."""
    words = line.split(" ")
    return _COMPOUND.sub(" ", line).split(" ") if "-" in line else words


def lines_in(words: str, style: TextStyle, width: float, *, bold: bool = False) -> int:
    """Return how many lines words take in a width of so many points, one at least."""
    advances = _BOLD if bold or style.bold else _PLAIN
    room, space = width / style.size * 1000, advances[" "]
    count = 0
    for line in words.split("\n"):
        count, left = count + 1, room
        for word in _words(line):
            wide = advances.width(word)
            if wide > left:
                # A word that is too wide for a line goes on over the next ones.
                count, left = count + int(wide // room) + (left < room), room - wide % room
            else:
                left -= wide
            left -= space
    return count


def _said(run: Inline) -> str:
    match run:
        case Span(text=text) | Ref(text=text):
            return text
        case NoteMark(number=number):
            return str(number)
        case Break():
            return "\n"
        case _:
            assert_never(run)


def _has_bold(runs: Inlines) -> bool:
    return any(isinstance(run, Span) and run.bold for run in runs)


def _amounts(table: DataTable) -> list[bool]:
    """Say for each column whether there are amounts in it."""
    body = table.rows[table.header :]
    return [any(row[n].amount for row in body if n < len(row)) for n in range(max(map(len, table.rows)))]
