"""A document as source for typst, with the structure and the sizes that our own PDF of it has."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Heading,
    Inline,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Questions,
    Ref,
    Signature,
    Span,
    TableCell,
    Title,
)
from desktop_app.document.style import STYLE

_FONTS = '("Liberation Sans", "Engross Symbols")'
_TICKED = {True: "☑", False: "☐"}
#: Page, type, running head and foot. Filled in: title, marking, foot, then sizes of the style table.
_HEAD = """#set document(title: {title}, author: {author})
#set text(lang: "en", region: "GB", font: {fonts}, size: {body}pt, fill: rgb("{ink}"), hyphenate: false)
#set par(leading: {between}pt, spacing: {after}pt, justify: false)
#set page(paper: "a4", margin: {margin}pt,
  header: align(center, text(size: {marked}pt, weight: "bold", {marking})),
  footer: context [#line(length: 100%, stroke: 0.5pt)
    #set text(size: {small}pt)
    #{foot} #h(1fr) Page #counter(page).display() of #counter(page).final().first()
    #align(center, text(size: {marked}pt, weight: "bold", {marking}))])
#set heading(bookmarked: true)
#show heading: set text(size: {heading}pt)
#show heading: set block(above: 12pt, below: 6pt, sticky: true)
#show link: it => underline(text(fill: rgb("{link}"), it))
#set footnote.entry(separator: line(length: 100%, stroke: 0.5pt))
#show footnote.entry: set text(size: {small}pt)
#set table(stroke: (x: none, y: 0.5pt), inset: (x: 6pt, y: 5pt))
#show table.cell.where(y: 0): set text(weight: "bold")
#show table: set text(size: {cell}pt)
#let labels(numbers, ..texts) = enum(numbering: n => numbers.at(n - 1), body-indent: 9pt,
  number-align: start, spacing: {after}pt, ..texts)
#let sign(name, date, post, fingerprint) = block(breakable: false)[
  #grid(columns: (270pt, 151pt), column-gutter: 30pt, row-gutter: 2pt,
    [Signature], [Date], v(30pt) + name, v(30pt) + date,
    line(length: 100%), line(length: 100%))
  #text(size: {small}pt)[#post \\ Text approved: #fingerprint]]
"""


def source(document: Document) -> str:
    """Return the document as typst's source: headings, labelled lists, tables with heads, notes, links."""
    style = STYLE
    head = _HEAD.format(
        title=_words(document.title or "–"),
        author=_words(document.author),
        marking=_words(document.marking),
        foot=_words(document.foot),
        fonts=_FONTS,
        ink=style.colors.ink,
        link=style.colors.link,
        margin=f"{style.page.margin:.2f}",
        body=style.body.size,
        between=f"{style.body.leading - 0.72 * style.body.size:.2f}",  # what typst puts between two lines
        after=style.body.after + 4.5,
        marked=style.marking.size,
        small=style.foot.size,
        heading=style.headings[0].size,
        cell=style.cell.size,
    )
    aims = _aims(document.nodes)
    return head + "\n".join(_Source(aims).blocks(document.nodes)) + "\n"


def _aims(nodes: Iterable[Node]) -> frozenset[str]:
    """Return the ids of nodes that a cross-reference can lead to."""
    return frozenset(node.id for node in nodes if isinstance(node, Para | Item | DataTable) and node.id)


def _words(text: str) -> str:
    """Return text as one of typst's strings."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(id_: str) -> str:
    return f'#metadata("")<id-{id_}>'


#: A numbered paragraph or an item of a list: its depth, its number, its content.
_Entry = tuple[int, str, str]


class _Source:
    """Writes the nodes of one document. aims: the ids that references can lead to."""

    def __init__(self, aims: frozenset[str]) -> None:
        self._aims = aims

    def blocks(self, nodes: Sequence[Node]) -> Iterator[str]:
        """Yield nodes as blocks; numbered paragraphs and items that stand together are one list."""
        for listed, group in groupby(nodes, key=_is_entry):
            if listed:
                yield "#" + self._list([self._entry(node) for node in group])
            else:
                for node in group:
                    yield self._block(node)

    def _entry(self, node: Node) -> _Entry:
        assert isinstance(node, Para | Item)
        if isinstance(node, Item):
            return (node.level + (1 if node.under else 0), node.marker, self._aimed(node))
        return (node.level, node.number, self._aimed(node))

    def _aimed(self, node: Para | Item) -> str:
        mark = _label(node.id) if node.id in self._aims else ""
        return f"{mark}{self._inline(node.runs)}"

    def _list(self, entries: Sequence[_Entry]) -> str:
        """Return entries as a list whose deeper ones stand in the item before them."""
        least = entries[0][0]
        numbers: list[str] = []
        texts: list[str] = []
        at = 0
        while at < len(entries):
            _, number, text = entries[at]
            end = at + 1
            while end < len(entries) and entries[end][0] > least:
                end += 1
            within = f" #{self._list(entries[at + 1 : end])}" if end > at + 1 else ""
            numbers.append(_words(number))
            texts.append(f"[{text}{within}]")
            at = end
        return f"labels(({', '.join(numbers)},), {', '.join(texts)})"

    def _block(self, node: Node) -> str:
        match node:
            case Kicker():
                return f'#text(fill: rgb("{STYLE.colors.soft}"))[{self._inline(node.runs)}]\n'
            case Title():
                return f"#title[{self._inline(node.runs)}]"
            case Heading():
                words = self._inline((Span(f"{node.number} "), *node.runs) if node.number else node.runs)
                return f"#heading(level: {node.level})[{words}]"
            case Para() | Item():
                return f"#par[{self._aimed(node)}]\n"
            case Labelled():
                label = f"{node.label.removesuffix(':')}: "
                return f"#par[{self._inline((Span(label, bold=True), *node.answer))}]\n"
            case Box():
                least = node.lines * STYLE.body.leading
                words = self._inline(node.runs)
                return f"#rect(width: 100%, height: auto, stroke: 0.75pt)[{words}#v({least:.1f}pt)]"
            case Signature():
                words = (node.name, node.date, node.post, node.fingerprint)
                return f"#sign({', '.join(map(_words, words))})"
            case DataTable() | Questions() | Declaration():
                return self._table(node)
            case _:
                assert_never(node)

    def _table(self, node: DataTable | Questions | Declaration) -> str:
        match node:
            case DataTable():
                return self._data_table(node)
            case Questions():
                cells = [f"[{self._inline(part)}]" for row in node.rows for part in (row.label, row.answer)]
                return f"#table(columns: (1fr, auto), {', '.join(cells)})"
            case Declaration():
                head = f"table.header({', '.join(f'[#{_words(words)}]' for words in node.head)})"
                cells = [head]
                for row in node.rows:
                    parts = [(Span(row.name, bold=True),), *row.parts, (Span(row.answer, bold=True),)]
                    words = "\n\n".join(
                        self._inline(part) for part in parts if part != (Span("", bold=True),)
                    )
                    cells += [f"[{words}]", f"[#text(size: 15pt, {_words(_TICKED[row.ticked])})]"]
                return f"#table(columns: (1fr, 100pt), {', '.join(cells)})"
            case _:
                assert_never(node)

    def _data_table(self, node: DataTable) -> str:
        count = max((len(row) for row in node.rows), default=0)
        if not count:
            return ""
        rows = [[self._cell(cell) for cell in row] + ["[]"] * (count - len(row)) for row in node.rows]
        head = ", ".join(cell for row in rows[: node.header] for cell in row)
        body = [cell for row in rows[node.header :] for cell in row]
        columns = "(1fr,)" if count == 1 else f"(1fr, {'auto, ' * (count - 1)})"
        parts = [f"columns: {columns}", *([f"table.header({head})"] if head else []), *body]
        caption = f"#par[#strong({_words(node.caption)})]\n" if node.caption else ""
        mark = _label(node.id) if node.id in self._aims else ""
        left = STYLE.indents.number_text if node.under else 0
        return f"{caption}{mark}#pad(left: {left}pt, table({', '.join(parts)}))"

    def _cell(self, cell: TableCell) -> str:
        words = f"[{self._inline(cell.runs)}]"
        return f"table.cell(align: right, {words})" if cell.amount else words

    def _inline(self, runs: Iterable[Inline]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Inline) -> str:
        match run:
            case Span(text=text):
                its = f"#{_words(text)}"
                for wanted, named in (
                    (run.bold, "strong"),
                    (run.italic, "emph"),
                    (run.underline, "underline"),
                ):
                    its = f"#{named}[{its}]" if wanted else its
                return f"#link({_words(run.link)})[{its}]" if run.link else its
            case Break():
                return "#linebreak()"
            case NoteMark(note=note):
                return f"#footnote[{self._inline(note)}]"
            case Ref(text=text, target=target):
                return (
                    f"#link(<id-{target}>)[#{_words(text)}]" if target in self._aims else f"#{_words(text)}"
                )
            case _:
                assert_never(run)


def _is_entry(node: Node) -> bool:
    return isinstance(node, Item) or (isinstance(node, Para) and bool(node.number))
