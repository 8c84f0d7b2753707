"""The numbers of one field's blocks while it is being written: counted on from what stands before it."""

from collections.abc import Callable, Mapping
from copy import deepcopy

from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.numbering import Counter
from desktop_app.domain.reading import Reading
from desktop_app.domain.richtext import Blocks


def field_labels(form: Form, reading: Reading, key: str) -> Callable[[Blocks], Mapping[str, str]]:
    """Return what numbers the blocks of a field as they will print, whatever they are by then.

    What stands before the field is counted once, now. KeyError where the form has no such rich text.
    """
    counter = Counter(form.scheme)
    for section in form.sections:
        counter.enter(section)
        for item in section.fields:
            if isinstance(item, RecommendationField) and item.key == key:
                return _numbering(Counter(form.scheme), item.marker, numbered=True)
            if isinstance(item, RichTextField):
                if item.key == key:
                    return _numbering(counter, None, numbered=item.numbered)
                for block in reading.blocks(item.key):
                    counter.label(block, numbered=item.numbered)
    raise KeyError(key)


def _numbering(start: Counter, top: str | None, *, numbered: bool) -> Callable[[Blocks], Mapping[str, str]]:
    def labels(blocks: Blocks) -> Mapping[str, str]:
        counter = deepcopy(start)
        return {block.id: counter.label(block, top=top, numbered=numbered) for block in blocks}

    return labels
