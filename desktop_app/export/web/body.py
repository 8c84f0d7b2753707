"""The nodes of a document as HTML, one function a kind."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import assert_never

from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Heading,
    Item,
    Kicker,
    Labelled,
    Node,
    Para,
    Questions,
    Signature,
    TableCell,
    Title,
)

from .inline import Inliner, identity, plain

NOT_GIVEN = "–"
_DEEPEST = 3  #: level to which the style sheet has places


def heading_id(node: Heading, number: int) -> str:
    """Return the id of a heading, the number-th of its document."""
    return identity(node.key) if node.key else f"heading-{number}"


class Body:
    """Writes the nodes of one document in order."""

    def __init__(self, inliner: Inliner) -> None:
        self._inline = inliner
        self._headings = self._tables = 0
        self._level = 1
        self._under = ""

    def html(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Yield all nodes as HTML, items that stand together as one list."""
        index = 0
        while index < len(nodes):
            node = nodes[index]
            if isinstance(node, Item):
                end = index
                while end < len(nodes) and isinstance(nodes[end], Item):
                    end += 1
                yield from self._items([item for item in nodes[index:end] if isinstance(item, Item)])
                index = end
            else:
                yield self._node(node)
                index += 1

    def _node(self, node: Node) -> str:  # noqa: C901, PLR0911 - one case a kind of node
        match node:
            case Kicker() | Title():
                return ""  # at the head of the page
            case Heading():
                return self._heading(node)
            case Para():
                return self._para(node)
            case Item():
                return "".join(self._items([node]))
            case DataTable():
                return self._table(node)
            case Questions():
                return self._questions(node)
            case Labelled():
                label = node.label if node.label.endswith(":") else f"{node.label}:"
                answer = self._inline.html(node.answer) or NOT_GIVEN
                return f"<p{_id(node.key)}><strong>{escape(label)}</strong> {answer}</p>"
            case Declaration():
                return self._declaration(node)
            case Signature():
                return _signature(node)
            case Box():
                words = self._inline.html(node.runs) or NOT_GIVEN
                return f'<div class="box"{_id(node.key)}><p>{words}</p></div>'
            case _:
                assert_never(node)

    def _heading(self, node: Heading) -> str:
        self._headings += 1
        self._level = min(node.level + 1, self._level + 1, 6)
        self._under = " ".join(f"{node.number} {plain(node.runs)}".split())
        look = ' class="banner"' if node.banner else ""
        number = f"{escape(node.number)} " if node.number else ""
        words = self._inline.html(node.runs) if self._under else NOT_GIVEN
        id_ = heading_id(node, self._headings)
        return f'<h{self._level} id="{id_}"{look}>{number}{words}</h{self._level}>'

    def _para(self, node: Para) -> str:
        words = self._inline.html(node.runs)
        if not words and not node.number:
            return ""
        if node.number:
            number = f'<span class="num">{escape(node.number)}</span> '
            look = f"para l{min(node.level, _DEEPEST)}"
        else:
            number, deep = "", f"l{min(node.level, _DEEPEST)}" if node.level else ""
            look = "centred" if node.centred else f"hangs {deep}".strip() if node.hangs else deep
        attribute = f' class="{look}"' if look else ""
        return f"<p{attribute}{_id(node.id)}>{number}{words}</p>"

    def _items(self, items: Sequence[Item]) -> Iterator[str]:
        """Yield items as lists within lists, each as deep as its level."""
        lists: list[tuple[str, int]] = []  # those that are open: their tag, and the level of their items
        for item in items:
            while lists and lists[-1][1] > item.level:
                yield f"</li></{lists.pop()[0]}>"
            if lists and lists[-1][1] == item.level:
                yield "</li>"
            else:
                tag = "ul" if item.kind == "bullet" else "ol"
                look = "items under" if item.under and not lists else "items"
                # A list within an item stands one level deeper than that by itself.
                deeper = min(item.level - (lists[-1][1] + 1 if lists else 0), _DEEPEST)
                lists.append((tag, item.level))
                yield f'<{tag} class="{look}{f" d{deeper}" if deeper else ""}" role="list">'
            marker = f'<span class="num">{escape(item.marker)}</span> ' if item.marker else ""
            yield f"<li{_id(item.id)}>{marker}{self._inline.html(item.runs)}"
        while lists:
            yield f"</li></{lists.pop()[0]}>"

    def _table(self, node: DataTable) -> str:
        rows = [row for row in node.rows if row]
        if not rows:
            return ""
        head, rest = rows[: node.header], rows[node.header :]
        last = len(rest) - 1 if node.total else -1
        parts = [f"<caption>{escape(node.caption)}</caption>"] if node.caption else []
        amounts = {n for row in rest for n, cell in enumerate(row) if cell.amount}
        if head:
            cells = (
                "".join(self._head(cell, amount=n in amounts) for n, cell in enumerate(row)) for row in head
            )
            parts.append("<thead>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</thead>")
        lines = (self._row(row, total=index == last) for index, row in enumerate(rest))
        parts.append("<tbody>" + "".join(lines) + "</tbody>")
        table = f"<table{_id(node.id)}>{''.join(parts)}</table>"
        return self._scrolling(table, node.caption, "scroll under" if node.under else "scroll")

    def _head(self, cell: TableCell, *, amount: bool) -> str:
        words = self._inline.html(cell.runs)
        look = ' class="amount"' if amount else ""
        return f'<th scope="col"{look}>{words}</th>' if plain(cell.runs) else f"<td>{words}</td>"

    def _row(self, row: Sequence[TableCell], *, total: bool) -> str:
        cells = "".join(
            ('<td class="amount">' if cell.amount else "<td>") + f"{self._inline.html(cell.runs)}</td>"
            for cell in row
        )
        return ('<tr class="total">' if total else "<tr>") + f"{cells}</tr>"

    def _scrolling(self, table: str, name: str, look: str = "scroll") -> str:
        """Return a table that scrolls by itself where it is wider than the page, by keys too."""
        self._tables += 1
        about = name or self._under
        label = escape(f"Table {self._tables}: {about}" if about else f"Table {self._tables}")
        return f'<div class="{look}" role="region" tabindex="0" aria-label="{label}">{table}</div>'

    def _questions(self, node: Questions) -> str:
        rows = (
            f"<div{_id(row.key)}><dt>{self._inline.html(row.label)}</dt>"
            f"<dd>{self._inline.html(row.answer) or NOT_GIVEN}</dd></div>"
            for row in node.rows
        )
        return f'<dl class="pairs">{"".join(rows)}</dl>'

    def _declaration(self, node: Declaration) -> str:
        heads = "".join(f'<th scope="col">{escape(words)}</th>' for words in node.head)
        rows: list[str] = []
        for row in node.rows:
            parts = [f"<strong>{escape(row.name)}</strong>"] if row.name else []
            parts += [self._inline.html(part) for part in row.parts]
            parts += [f"<em>{escape(row.answer)}</em>"] if row.answer else []
            words = "".join(f"<p>{part}</p>" for part in parts)
            sign = "☑" if row.ticked else "☐"
            told = "Ticked" if row.ticked else "Not ticked"
            tick = f'<td><span aria-hidden="true">{sign}</span> {told}</td>'
            rows.append(f"<tr{_id(row.key)}><td>{words}</td>{tick}</tr>")
        table = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        return self._scrolling(table, node.head[0])


def _signature(node: Signature) -> str:
    facts = [("Signed by", node.name or "Not signed"), ("Post", node.post), ("Date signed", node.date)]
    facts.append(node.text_mark)
    rows = (f"<div><dt>{name}</dt><dd>{escape(words)}</dd></div>" for name, words in facts if words)
    return f'<div class="sign"{_id(node.key)}><dl class="pairs">{"".join(rows)}</dl></div>'


def _id(words: str) -> str:
    return f' id="{identity(words)}"' if words else ""
