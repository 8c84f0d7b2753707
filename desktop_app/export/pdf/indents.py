"""Where numbers and texts stand: hanging, in line with their neighbours, and never over one another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.document.model import Item, Node, Para
from desktop_app.document.style import Indents


@dataclass(frozen=True, slots=True)
class Place:
    """Where a numbered node stands, in points from the margin: its number and its text."""

    number: float
    text: float


class Hanging:
    """Works out the places of all numbered paragraphs and list items of a document once.

    A number wider than its column moves the texts of its whole column: all numbers of one level for
    paragraphs (so that the page keeps one edge), all items that stand together for a list.
    """

    def __init__(self, nodes: Sequence[Node], indents: Indents, width: Callable[[str], float]) -> None:
        self._indents = indents
        self._width = width
        self._levels = self._paragraph_levels(nodes)
        self._items = dict(self._item_places(nodes))

    @property
    def under(self) -> float:
        """Where the text of numbered paragraphs stands, and tables and lists under them."""
        return self.level(0).text

    def level(self, level: int) -> Place:
        """Return the place of a numbered paragraph of a level from 0."""
        while len(self._levels) <= level:
            last = self._levels[-1].text
            self._levels.append(Place(last, last + self._indents.step))
        return self._levels[level]

    def item(self, index: int) -> Place:
        """Return the place of the list item that is the document's node with this index."""
        return self._items[index]

    def _paragraph_levels(self, nodes: Sequence[Node]) -> list[Place]:
        widest: dict[int, float] = {}
        for node in nodes:
            if isinstance(node, Para) and node.number:
                widest[node.level] = max(widest.get(node.level, 0), self._width(node.number))
        places: list[Place] = []
        for level in range(max(widest, default=0) + 1):
            number = places[-1].text if places else 0.0
            room = self._indents.step if level else self._indents.number_text
            places.append(Place(number, number + self._room(room, widest.get(level, 0))))
        return places

    def _room(self, room: float, widest: float) -> float:
        return max(room, widest + self._indents.gap)

    def _item_places(self, nodes: Sequence[Node]) -> Iterator[tuple[int, Place]]:
        group: list[int] = []
        for index, node in enumerate(nodes):
            if isinstance(node, Item):
                if group and (node.first and node.level == 0):
                    yield from self._placed(nodes, group)
                    group = []
                group.append(index)
            elif group:
                yield from self._placed(nodes, group)
                group = []
        yield from self._placed(nodes, group)

    def _placed(self, nodes: Sequence[Node], group: list[int]) -> Iterator[tuple[int, Place]]:
        """Yield the places of the items of one list."""
        items = [node for node in (nodes[index] for index in group) if isinstance(node, Item)]
        widest: dict[int, float] = {}
        for item in items:
            widest[item.level] = max(widest.get(item.level, 0), self._width(item.marker))
        for index, item in zip(group, items, strict=True):
            number = self.under if item.under else self._indents.list_marker
            text = number
            for level in range(item.level + 1):
                number = text if level else number
                room = self._indents.step
                if level == 0 and not item.under:
                    room = self._indents.list_text - self._indents.list_marker
                text = number + self._room(room, widest.get(level, 0))
            yield index, Place(number, text)
