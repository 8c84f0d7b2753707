"""Following: where an imported document says what another says, it follows; else it goes its own way."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.form import Template
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import Blocks
from desktop_app.domain.value_json import value_data


@dataclass(frozen=True, slots=True)
class Settled:
    """Answers with those left out that a field takes from elsewhere, and the fields that do not follow."""

    answers: Mapping[str, Value]
    own_way: frozenset[str]


def settle(template: Template, answers: Mapping[str, Value]) -> Settled:
    """Return answers as a paper keeps them.

    Rich text that begins with what its field would follow keeps the rest as its own; other rich text goes
    its own way. A short answer that is what it would follow is left out.
    """
    kept = dict(answers)
    own: set[str] = set()
    for item in template.fields:
        value = answers.get(item.key)
        if not item.follows or value is None:
            continue
        reading = Reading(
            template, {key: held for key, held in kept.items() if key != item.key}, frozenset(own)
        )
        if not isinstance(value, RichText):
            if reading.get(item.key) == value:
                del kept[item.key]
            elif reading.get(item.key) is not None:
                own.add(item.key)
            continue
        followed = reading.followed(item.key)
        if not followed or _data(value.blocks[: len(followed)]) != _data(followed):
            own.add(item.key)
        elif len(value.blocks) > len(followed):
            kept[item.key] = RichText(value.blocks[len(followed) :])
        else:
            del kept[item.key]
    return Settled(kept, frozenset(own))


def _data(blocks: Blocks) -> object:
    return value_data(RichText(blocks), ids=False)
