"""Tables and lists of sums: totals of rows, columns and items."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block, ListItem, Paragraph, SubHeading, Table, block_text, plain

from .amounts import amounts, pounds
from .finding import Severity
from .money import off, settles
from .relations import Relation, added
from .rule import Given, Note, SectionView
from .sentences import sentences

_TOTAL = re.compile(r"\A\W*(?:grand |overall |combined )?totals?\b", re.IGNORECASE)
_SUBTOTAL = re.compile(r"\bsub[- ]?total", re.IGNORECASE)
_CELL = re.compile(
    r"\A\s*(?P<open>\()?(?P<minus>[-−–])?\s?£?\s?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<scale>\s?(?:k|m|bn|million|billion))?\s?(?P<close>\))?\s*\Z",
    re.IGNORECASE,
)
_NIL = re.compile(r"\A\s*(?:[-−–]|nil|n/a)?\s*\Z", re.IGNORECASE)
_YEAR = re.compile(r"\A(?:19|20)\d\d\Z")
_LONGEST = 40  #: characters of a cell that holds a figure


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of a cell. half: half a unit in its last place. at: where it starts."""

    row: int
    column: int
    value: Decimal
    half: Decimal
    text: str
    at: int = 0


def find_tables(table: Table, _given: Given) -> Iterable[Note]:
    """Yield totals of rows and columns that are not the sum of their cells."""
    grid = [[plain(cell.runs) for cell in row] for row in table.rows]
    if len(grid) < 3 or not grid[0]:
        return
    told: set[tuple[int, int]] = set()
    for total, parts in (*_columns(table, grid), *_rows(table, grid)):
        note = _compared(total, parts)
        if note is not None and (total.row, total.column) not in told:
            told.add((total.row, total.column))
            yield note


def _figure(grid: list[list[str]], row: int, column: int) -> Figure | None:
    """Return the figure of a cell, None where it holds none; an empty cell counts as nothing."""
    text = grid[row][column]
    if _NIL.match(text[:_LONGEST]):
        return Figure(row, column, Decimal(0), Decimal(0), text)
    match = _CELL.match(text) if len(text) <= _LONGEST else None
    if match is None or len(match["number"]) > 18:
        return None
    number = match["number"].replace(",", "")
    scale = {"k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
    unit = Decimal(scale.get((match["scale"] or "").strip().lower(), 1))
    value = Decimal(number) * unit * (-1 if match["minus"] or match["open"] else 1)
    half = unit.scaleb(-len(number.partition(".")[2])) / 2
    return Figure(row, column, value, half, text.strip(), len(text) - len(text.lstrip()))


def _columns(table: Table, grid: list[list[str]]) -> Iterator[tuple[Figure, list[Figure]]]:
    last = len(grid) - 1
    if not (table.total or _TOTAL.match(grid[last][0])):
        return
    body = range(max(1, table.header), last)
    subs = [row for row in body if _SUBTOTAL.search(grid[row][0]) or _TOTAL.match(grid[row][0])]
    for column in range(1, len(grid[0])):
        head = grid[0][column] if table.header else ""
        if "%" in head or _counts_nothing(head):
            continue
        begun = body.start
        for sub in subs:
            yield from _checked(grid, [(row, column) for row in range(begun, sub)], (sub, column))
            begun = sub + 1
        rows = [*subs, *range(begun, last)] if subs else list(body)
        yield from _checked(grid, [(row, column) for row in rows], (last, column))


def _rows(table: Table, grid: list[list[str]]) -> Iterator[tuple[Figure, list[Figure]]]:
    if not table.header:
        return
    heads = grid[0]
    totals = [column for column, head in enumerate(heads) if column and _TOTAL.match(head)]
    if len(totals) != 1 or totals[0] != len(heads) - 1 or totals[0] < 3:
        return
    columns = range(1, totals[0])
    if any(
        "%" in heads[column] or _SUBTOTAL.search(heads[column]) or _counts_nothing(heads[column])
        for column in columns
    ):
        return
    for row in range(table.header, len(grid)):
        yield from _checked(grid, [(row, column) for column in columns], (row, totals[0]))


def _counts_nothing(head: str) -> bool:
    """Say whether a column holds what is not to be added: rates, years, numbers of things by reference."""
    return bool(
        re.search(
            r"\b(?:rate|per|average|mean|unit|ref|no|year|date|cumulative|share)\b", head, re.IGNORECASE
        )
    ) and not (re.search(r"\byear (?:\d|one|two|three|four|five)\b", head, re.IGNORECASE))


def _checked(
    grid: list[list[str]], cells: list[tuple[int, int]], total: tuple[int, int]
) -> Iterator[tuple[Figure, list[Figure]]]:
    """Yield a total and its parts where every one of them is a figure."""
    result = _figure(grid, *total)
    parts = [_figure(grid, *cell) for cell in cells]
    figures = [part for part in parts if part is not None]
    if result is None or not result.text or len(figures) != len(parts):
        return
    written = [part for part in figures if part.half]
    if len(written) >= 2 and not all(_YEAR.match(part.text) for part in written):
        yield result, written


def _compared(total: Figure, parts: list[Figure]) -> Note | None:
    worked = sum((part.value for part in parts), Decimal(0))
    miss = abs(worked - total.value)
    finest = min(part.half for part in parts)
    if miss <= (total.half if total.half >= finest else total.half + sum(part.half for part in parts)):
        return None
    words = _sum_words(parts, worked, signed="£" in total.text)
    slack = total.half + sum(part.half for part in parts)
    hint = "Rounding may explain it; if so, say so below the table." if miss <= slack else "Which is meant?"
    says = f"“{total.text}” is not the sum of its cells: {words}. {hint} Correct the total or a cell."
    return Note(
        severity=Severity.WARNING,
        says=says,
        cell=(total.row, total.column),
        start=total.at,
        end=total.at + len(total.text),
        text=total.text,
    )


def _sum_words(parts: list[Figure], worked: Decimal, *, signed: bool) -> str:
    shown = [part.text for part in parts[:6]]
    more = f" + {len(parts) - 6} more" if len(parts) > 6 else ""
    figure = f"{worked:,f}".rstrip("0").rstrip(".") if "." in f"{worked:f}" else f"{worked:,f}"
    figure = pounds(worked) if signed else figure
    return f"{' + '.join(shown)}{more} = {figure}"


_LEADS = re.compile(
    r"\b(?:made up of|made up as follows|comprising|comprises|consist(?:s|ing) of|broken down|breakdown"
    r"|as follows|split|following|of which|being|in total|in all|total (?:cost|budget|sum|grant|value))\b"
    r"[^.]{0,60}:\s*\Z",
    re.IGNORECASE,
)


def find_lists(view: SectionView) -> Iterable[Note]:
    """Yield totals that announce a list of sums, or end one, and are not what its items come to."""
    for answer in view.answers:
        if answer.asked and isinstance(answer.own, RichText):
            yield from _lists(answer.item.key, answer.own.blocks)


def _lists(key: str, blocks: tuple[Block, ...]) -> Iterator[Note]:
    for at, block in enumerate(blocks):
        if isinstance(block, Table | SubHeading):
            continue
        text = block_text(block)
        if text.rstrip().endswith(":") and _LEADS.search(text[-120:]):
            begins = max(start for start, _ in sentences(text))
            leads = [amount for amount in amounts(text) if amount.signed and amount.start >= begins]
            items = _items(blocks, at)
            if len(leads) != 1 or len(items) < 2:
                continue
            sums = [[a for a in amounts(block_text(item)) if a.signed] for item in items]
            if _TOTAL.match(block_text(items[-1])):
                sums.pop()
            if (
                len(sums) < 2
                or any(len(one) != 1 or not one[0].groups for one in sums)
                or not leads[0].groups
            ):
                continue
            relation = added("parts", leads[0], tuple(one[0] for one in sums))
            if not relation.holds and len({a.yearly for a in (leads[0], *relation.terms)}) == 1:
                yield _list_note(key, block, text, relation)


def _items(blocks: tuple[Block, ...], at: int) -> list[Block]:
    """Return the items of the list that block `at` announces."""
    first = blocks[at]
    deep = first.level if isinstance(first, Paragraph | ListItem) else 0
    found: list[Block] = []
    for block in blocks[at + 1 :]:
        under = isinstance(block, ListItem) and (not isinstance(first, ListItem) or block.level > deep)
        if not (under or (isinstance(block, Paragraph) and block.level > deep)):
            break
        found.append(block)
    return found


def _list_note(key: str, block: Block, text: str, relation: Relation) -> Note:
    told = relation.told
    words = text[told.start : told.end]
    worked = f"{relation.sum_words}{off(relation)}. {settles(relation)}"
    says = f"“{words}” is not what the list behind it comes to: {worked}"
    return Note(
        severity=Severity.WARNING,
        says=says,
        key=key,
        block=block.id,
        start=told.start,
        end=told.end,
        text=words,
    )
