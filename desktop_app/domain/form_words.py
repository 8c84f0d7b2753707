"""What the forms of a template say themselves, whatever is answered: none of it is anybody's secret."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import get_args

from .form import Template
from .richtext import Inline, readable

_INLINES = get_args(Inline)


def words_of_forms(template: Template) -> Iterator[str]:
    """Yield all that the forms of a template say, their examples and advice too: none of it is a secret.

    Clauses are not among them: whether one was taken is.
    """
    yield from (template.label, template.authority_name)
    yield from _texts(template.forms)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list | frozenset):
        runs = [each for each in value if isinstance(each, _INLINES)]
        if len(runs) > 1:  # a sentence that changes its look half-way
            yield readable(runs)
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
