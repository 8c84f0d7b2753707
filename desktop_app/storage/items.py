"""A paper as single items, each one row of a table of its part; what differs between two papers is small."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple, TypeAlias, cast

from desktop_app.domain.comments import (
    Comment,
    Decision,
    comment_data,
    comment_from,
    decision_from,
)
from desktop_app.domain.paper import Leftover, Paper, Part, PublicPaper, Restricted, RichText, Value
from desktop_app.domain.paper_json import event_from
from desktop_app.domain.record import Event
from desktop_app.domain.richtext import Block
from desktop_app.domain.richtext_json import block_data, block_from
from desktop_app.domain.same import same
from desktop_app.domain.value_json import value_data, value_from

#: The kinds of item by part; each has a table, "public_answers". Facts: id, template, secret.
KINDS = {
    Part.ONE: ("facts", "answers", "own_way", "leftovers", "comments", "decisions"),
    Part.TWO: ("facts", "answers", "leftovers", "comments", "decisions"),
}
#: The version of a paper's file from which on it has the tables of a kind, where not from the first.
SINCE = {"comments": 3, "decisions": 3}
PREFIX = {Part.ONE: "public", Part.TWO: "restricted"}


class Slot(NamedTuple):
    """Where an item stands: part, kind and key."""

    part: Part
    kind: str
    key: str

    @property
    def table(self) -> str:
        """The table of the item's row."""
        return f"{PREFIX[self.part]}_{self.kind}"


Item: TypeAlias = Value | Leftover | Comment | Decision
Items: TypeAlias = Mapping[Slot, Item]


def items_of(paper: Paper) -> dict[Slot, Item]:
    """Return everything in a paper but its record, one item a slot."""
    public, restricted = paper.public, paper.restricted
    items: dict[Slot, Item] = {
        Slot(Part.ONE, "facts", "id"): public.id,
        Slot(Part.ONE, "facts", "template"): public.template,
        Slot(Part.TWO, "facts", "secret"): restricted.secret,
    }
    items |= {Slot(Part.ONE, "own_way", key): True for key in public.own_way}
    for part, half in ((Part.ONE, public), (Part.TWO, restricted)):
        items |= {Slot(part, "answers", key): value for key, value in half.answers.items()}
        items |= {Slot(part, "comments", id_): comment for id_, comment in half.comments.items()}
        items |= {Slot(part, "decisions", id_): decision for id_, decision in half.decisions.items()}
        # Numbered, not by id: their order is theirs to keep, and two alike must both be kept.
        items |= {Slot(part, "leftovers", f"{n:06}"): left for n, left in enumerate(half.leftovers)}
    return items


def paper_of(items: Items, public_record: Iterable[Event], restricted_record: Iterable[Event]) -> Paper:
    """Return the paper that items and events make up. Raises KeyError where a fact is missing."""
    of: dict[tuple[Part, str], dict[str, Item]] = {(p, kind): {} for p in KINDS for kind in KINDS[p]}
    for slot, item in items.items():
        of[slot.part, slot.kind][slot.key] = item
    public = PublicPaper(
        id=cast(str, of[Part.ONE, "facts"]["id"]),
        template=cast(str, of[Part.ONE, "facts"]["template"]),
        answers=cast(dict[str, Value], of[Part.ONE, "answers"]),
        own_way=frozenset(of[Part.ONE, "own_way"]),
        leftovers=_in_order(of[Part.ONE, "leftovers"]),
        record=tuple(public_record),
        comments=cast(dict[str, Comment], of[Part.ONE, "comments"]),
        decisions=cast(dict[str, Decision], of[Part.ONE, "decisions"]),
    )
    restricted = Restricted(
        answers=cast(dict[str, Value], of[Part.TWO, "answers"]),
        leftovers=_in_order(of[Part.TWO, "leftovers"]),
        record=tuple(restricted_record),
        secret=cast(str, of[Part.TWO, "facts"]["secret"]),
        comments=cast(dict[str, Comment], of[Part.TWO, "comments"]),
        decisions=cast(dict[str, Decision], of[Part.TWO, "decisions"]),
    )
    return Paper(public, restricted)


def _in_order(leftovers: dict[str, Item]) -> tuple[Leftover, ...]:
    return tuple(cast(Leftover, leftovers[key]) for key in sorted(leftovers))


def item_text(item: Item) -> str:
    """Return an item as the text of its row."""
    if isinstance(item, Comment):
        return json_text(comment_data(item))
    return json_text(asdict(item)) if isinstance(item, Leftover | Decision) else value_text(item)


def value_text(value: Value) -> str:
    """Return an answer as text: of rich text, each block is written once for as long as it stays the same."""
    if isinstance(value, RichText):
        pieces = [_block_text(block) for block in value.blocks]
        known = [piece for piece in pieces if piece is not None]
        if len(known) == len(pieces):
            return f'{{"blocks":[{",".join(known)}]}}'
    return json_text(value_data(value))


@same(16384)  # the blocks of some thirty long papers
def _block_text(block: Block) -> str | None:
    """Return a block as JSON, None where UTF-8 cannot hold it."""
    text = _json(block_data(block), ascii_only=False)
    return text if _is_utf8(text) else None


def item_from(kind: str, text: str) -> Item:
    """Return the item that a row's text describes. Raises ValueError or TypeError where it is none."""
    data = json.loads(text)
    match kind:
        case "leftovers":
            return Leftover(**data)
        case "comments":
            return comment_from(data)
        case "decisions":
            return decision_from(data)
        case _:
            return value_from(data)


def reads_back(kind: str, item: Item) -> bool:
    """Say whether the text of an item's row describes that very item.

    Of rich text each block is read once for as long as it stays the same: its text is theirs in a row.
    Raises ValueError or TypeError where the text describes none.
    """
    if isinstance(item, RichText) and all(_block_reads_back(block) for block in item.blocks):
        return True
    return item_from(kind, item_text(item)) == item


@same(16384)  # as many as have their text kept
def _block_reads_back(block: Block) -> bool:
    text = _block_text(block)
    return text is not None and block_from(json.loads(text)) == block


def event_text(event: Event) -> str:
    """Return an event as the text of its row."""
    return json_text(asdict(event))


def event_of(text: str) -> Event:
    """Return the event that a row's text describes. Raises ValueError or TypeError where it is none."""
    return event_from(json.loads(text))


def json_text(data: Any) -> str:
    """Return data as JSON that SQLite can hold: lone surrogates, which UTF-8 cannot, are escaped."""
    text = _json(data, ascii_only=False)
    return text if _is_utf8(text) else _json(data, ascii_only=True)


def _json(data: Any, *, ascii_only: bool) -> str:
    return json.dumps(data, ensure_ascii=ascii_only, sort_keys=True, separators=(",", ":"))


def _is_utf8(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def row_hash(key: str, text: str | bytes) -> str:
    """Return the SHA-256 that stands beside a row's text, bound to its key: rows cannot trade places.

    text: as it is, or in UTF-8 where somebody has it so.
    """
    digest = hashlib.sha256(f"{key}\0".encode())
    digest.update(text if isinstance(text, bytes) else text.encode())
    return digest.hexdigest()


def whole_hash(hashes: Mapping[Slot, str], events: Iterable[str], part: Part) -> str:
    """Return the SHA-256 of all rows of one part, from their hashes: a row gone missing changes it."""
    digest = hashlib.sha256()
    for slot in sorted(slot for slot in hashes if slot.part is part):
        digest.update(f"{slot.kind}\0{slot.key}\0{hashes[slot]}\n".encode())
    for event in events:
        digest.update(f"event\0{event}\n".encode())
    return digest.hexdigest()
