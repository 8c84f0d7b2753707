"""Rich text as JSON data and back: the shape in which blocks are stored, hashed and handed over.

A block is an object with a one-word "type"; inline text is a list in which a plain run is a bare string.
Defaults are left out, so that a field added later changes no stored digest.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from .richtext import (
    Block,
    Blocks,
    Cell,
    CrossRef,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    Slot,
    SubHeading,
    Table,
    Text,
)

Data: TypeAlias = Any  #: what json.dumps takes and json.loads gives


def inline_data(run: Inline, *, ids: bool = True) -> Data:
    """Return one inline piece as JSON data."""
    match run:
        case Text(text=text):
            look: dict[str, Data] = {
                name: True for name in ("bold", "italic", "underline") if getattr(run, name)
            }
            if run.link:
                look["link"] = run.link
            return {"text": text, **look} if look else text
        case LineBreak():
            return {"break": True}
        case Footnote(id=id_, note=note):
            data = {"note": [inline_data(piece) for piece in note]}
            return {**data, "id": id_} if ids else data
        case CrossRef(target=target):
            return {"ref": target}
        case Slot(key=key):
            return {"slot": key}


def runs_data(runs: Iterable[Inline], *, ids: bool = True) -> list[Data]:
    """Return inline pieces as JSON data."""
    return [inline_data(run, ids=ids) for run in runs]


def block_data(block: Block, *, ids: bool = True) -> dict[str, Data]:
    """Return a block as JSON data; without ids for a digest."""
    data: dict[str, Data] = {"id": block.id} if ids else {}
    match block:
        case Paragraph(runs=runs, level=level, numbered=numbered):
            data |= {"type": "paragraph", "runs": runs_data(runs, ids=ids)}
            data |= ({"level": level} if level else {}) | ({} if numbered else {"numbered": False})
        case ListItem(runs=runs, kind=kind, level=level):
            data |= {"type": kind.value, "runs": runs_data(runs, ids=ids)}
            data |= {"level": level} if level else {}
        case SubHeading(runs=runs):
            data |= {"type": "heading", "runs": runs_data(runs, ids=ids)}
        case Table(rows=rows, header=header, total=total, caption=caption):
            cells = [[runs_data(cell.runs, ids=ids) for cell in row] for row in rows]
            data |= {"type": "table", "rows": cells}
            data |= ({"header": header} if header != 1 else {}) | ({"total": True} if total else {})
            data |= {"caption": caption} if caption else {}
    return data


def blocks_data(blocks: Iterable[Block], *, ids: bool = True) -> list[Data]:
    """Return blocks as JSON data."""
    return [block_data(block, ids=ids) for block in blocks]


def inline_from(data: Data) -> Inline:
    """Return the inline piece that data describes. Raises ValueError where it describes none."""
    if isinstance(data, str):
        return Text(data)
    match data:
        case {"text": str(text)}:
            look = {name: bool(data.get(name, False)) for name in ("bold", "italic", "underline")}
            return Text(text, **look, link=str(data.get("link", "")))
        case {"break": True}:
            return LineBreak()
        case {"note": list(note), "id": str(id_)}:
            pieces = runs_from(note)
            return Footnote(id_, tuple(piece for piece in pieces if isinstance(piece, Text | LineBreak)))
        case {"ref": str(target)}:
            return CrossRef(target)
        case {"slot": str(key)}:
            return Slot(key)
        case _:
            raise ValueError(f"not a piece of text: {data!r}")


def runs_from(data: Iterable[Data]) -> Inlines:
    """Return the inline pieces that data describes. Raises ValueError where it describes none."""
    return tuple(inline_from(piece) for piece in data)


def block_from(data: Data) -> Block:
    """Return the block that data describes. Raises ValueError where it describes none."""
    match data:
        case {"type": "paragraph", "id": str(id_), "runs": list(runs)}:
            level, numbered = int(data.get("level", 0)), bool(data.get("numbered", True))
            return Paragraph(runs_from(runs), level, numbered, id_)
        case {"type": "heading", "id": str(id_), "runs": list(runs)}:
            return SubHeading(runs_from(runs), id_)
        case {"type": "table", "id": str(id_), "rows": list(rows)}:
            cells = tuple(tuple(Cell(runs_from(cell)) for cell in row) for row in rows)
            header, total = int(data.get("header", 1)), bool(data.get("total", False))
            return Table(cells, header, total, str(data.get("caption", "")), id_)
        case {"type": ("bullet" | "letter" | "number") as kind, "id": str(id_), "runs": list(runs)}:
            return ListItem(runs_from(runs), ListKind(kind), int(data.get("level", 0)), id_)
        case _:
            raise ValueError(f"not a block of text: {data!r}")


def blocks_from(data: Iterable[Data]) -> Blocks:
    """Return the blocks that data describes. Raises ValueError where it describes none."""
    return tuple(block_from(piece) for piece in data)
