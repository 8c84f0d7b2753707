"""The history of a paper as it is handed over: each revision as what it changed, each paragraph told once.

A day of writing makes thousands of revisions; whole papers, one for each, would be more than any file holds.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from desktop_app.domain.paper import Leftover, Paper, Part, RichText
from desktop_app.domain.paper_json import event_from
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.richtext import Block
from desktop_app.domain.richtext_json import block_data, block_from
from desktop_app.domain.same import same
from desktop_app.domain.state import State

from .items import KINDS, Item, Slot, item_from, item_text, items_of, paper_of

_COUNTS, _MOST_COUNT = ("number", "part", "revision"), 10**9


@dataclass(frozen=True, slots=True)
class Then:
    """A revision of a paper that goes along."""

    at: datetime
    label: str
    paper: Paper


@dataclass(slots=True)
class _Told:
    """Paragraphs that were told already, each with its number."""

    blocks: list[Any] = field(default_factory=list[Any])
    numbers: dict[str, int] = field(default_factory=dict[str, int])

    def data(self, item: Item) -> Any:
        if isinstance(item, RichText):
            return {"blocks": [self._number(block) for block in item.blocks]}
        return json.loads(item_text(item))

    def _number(self, block: Block) -> int:
        words = _words_of(block)
        number = self.numbers.setdefault(words, len(self.blocks))
        if number == len(self.blocks):
            self.blocks.append(json.loads(words))
        return number


@same(4096)
def _words_of(block: Block) -> str:
    return json.dumps(block_data(block), sort_keys=True)


def history_data(earlier: Iterable[Then]) -> dict[str, Any]:
    """Return the revisions of a paper, the oldest first, as JSON data."""
    told, revisions = _Told(), list[Any]()
    items: dict[Slot, Item] = {}
    records: dict[Part, tuple[Event, ...]] = dict.fromkeys(KINDS, ())
    for then in earlier:
        now = items_of(then.paper)
        changed = [[*slot, told.data(item)] for slot, item in now.items() if _differs(items.get(slot), item)]
        gone = [[*slot, None] for slot in sorted(items.keys() - now.keys())]
        events = {part: _added(records[part], record) for part, record in _records(then.paper)}
        revisions.append(
            {
                "at": then.at.isoformat(),
                "label": then.label,
                "changed": changed + gone,
                "events": [events[part] for part in KINDS],
            }
        )
        items, records = now, dict(_records(then.paper))
    return {"blocks": told.blocks, "revisions": revisions}


def _differs(before: Item | None, now: Item) -> bool:
    return before is not now and (type(before) is not type(now) or before != now)


def _records(paper: Paper) -> Iterator[tuple[Part, tuple[Event, ...]]]:
    yield Part.ONE, paper.public.record
    yield Part.TWO, paper.restricted.record


def _added(before: tuple[Event, ...], now: tuple[Event, ...]) -> list[Any]:
    """Return how many events of a record stay, and those that follow them."""
    kept = len(before) if now[: len(before)] == before else 0
    return [kept, [asdict(event) for event in now[kept:]]]


def history_from(data: Any, paper_id: str) -> Iterator[Then]:
    """Yield the revisions that data describes. Raises ValueError, LookupError or TypeError where none."""
    blocks = [block_from(block) for block in data["blocks"]]
    items: dict[Slot, Item] = {}
    records: dict[Part, tuple[Event, ...]] = dict.fromkeys(KINDS, ())
    for told in data["revisions"]:
        for part, kind, key, value in told["changed"]:
            slot = Slot(Part(part), str(kind), str(key))
            if slot.kind not in KINDS[slot.part]:
                raise ValueError("kind")
            if value is None:
                items.pop(slot, None)
            else:
                items[slot] = _item(slot, value, blocks)
        for part, (kept, events) in zip(KINDS, told["events"], strict=True):
            new = (sound_event(event_from(event), part) for event in events)
            records[part] = (*records[part][: _count(kept)], *new)
        paper = paper_of(items, records[Part.ONE], records[Part.TWO])
        if paper.id != paper_id:
            raise ValueError("id")
        yield Then(datetime.fromisoformat(str(told["at"])), str(told["label"])[:200], paper)


def _item(slot: Slot, value: Any, blocks: list[Block]) -> Item:
    if slot.kind == "answers" and isinstance(value, dict) and "blocks" in value:
        return RichText(tuple(blocks[_count(number)] for number in value["blocks"]))
    item = item_from(slot.kind, json.dumps(value))
    if slot.kind == "facts" and not isinstance(item, str):
        raise ValueError("fact")
    return sound_leftover(item) if isinstance(item, Leftover) else item


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST_COUNT:
        raise ValueError("number")
    return value


def sound_event(event: Event, part: int) -> Event:
    """Return an event of a part if all it holds is of its sort. Raises ValueError otherwise."""
    data = asdict(event)
    for name in _COUNTS:
        _count(data.pop(name))
    if event.part != part or not all(isinstance(word, str) for word in data.values()):
        raise ValueError("event")
    if event.kind is not EventKind.WITHHELD:  # of which nothing is told
        datetime.fromisoformat(event.at)  # files bear the moment of the last one
    if event.kind is EventKind.SIGNED and event.choice:
        date.fromisoformat(event.choice)
    if event.kind is EventKind.STATE:
        State(event.choice)
    return event


def sound_leftover(leftover: Leftover) -> Leftover:
    """Return a leftover if all it holds is text. Raises ValueError otherwise."""
    if not all(isinstance(value, str) for value in asdict(leftover).values()):
        raise ValueError("leftover")
    return leftover
