"""A paper's line in the library: made of Part 1 alone, so that it may stand in the index."""

from datetime import datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):  # not a dataclass: making one takes a millisecond of the window's start
    """One paper as the library lists it.

    state: the value of a State. changed: when, with its offset from UTC. steps_done of steps are
    complete; errors: the number of findings that keep it a draft. excerpt: where a search hit, in words.
    """

    id: str
    template: str
    reference: str
    title: str
    state: str
    changed: datetime
    archived: bool = False
    steps_done: int = 0
    steps: int = 0
    errors: int = 0
    excerpt: str = ""


def entry_text(entry: Entry) -> str:
    """Return an entry as it is kept in the paper's file, without what only a listing or search knows."""
    import json  # here, as below: the list of papers is shown without it

    data = entry._replace(excerpt="", archived=False)._asdict()
    return json.dumps({**data, "changed": entry.changed.isoformat()}, ensure_ascii=True, sort_keys=True)


def entry_from(text: str, *, archived: bool) -> Entry:
    """Return the entry kept as text. Raises ValueError, KeyError or TypeError where it is none."""
    import json

    data: dict[str, Any] = json.loads(text)
    data |= {"changed": datetime.fromisoformat(data["changed"]), "archived": archived}
    return Entry(**data)
