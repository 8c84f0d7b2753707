"""Whether a paper from outside fits its kind of paper: each answer in its part and of its field’s sort."""

from datetime import date

from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    DateField,
    MonthField,
    PersonField,
    RecommendationField,
    RichTextField,
    YesNoField,
)
from desktop_app.domain.form import Template
from desktop_app.domain.paper import WORDS, Choices, Month, Paper, Part, Person, RichText, Value
from desktop_app.domain.richtext import MAX_LEVEL, Block, ListItem, Paragraph, Table
from desktop_app.storage.sealing import PackRefused


def check_fits(template: Template, paper: Paper) -> None:
    """Raise PackRefused where a paper does not fit its kind of paper."""
    fields = {item.key: item for item in template.fields}
    for part, answers in ((Part.ONE, paper.public.answers), (Part.TWO, paper.restricted.answers)):
        for key, value in answers.items():
            if key == WORDS[part] and isinstance(value, Choices):
                continue
            item = fields.get(key)
            if (
                item is None
                or template.is_restricted(key) is not (part is Part.TWO)
                or not _fits(item, value)
            ):
                raise PackRefused(
                    f"The file was not opened: its answer “{key[:80]}” has no place in this form."
                )


def _in_shape(block: Block) -> bool:
    match block:
        case Table(rows=rows, header=header):
            return len({len(row) for row in rows}) <= 1 and 0 <= header <= len(rows)
        case Paragraph(level=level) | ListItem(level=level):
            return 0 <= level <= MAX_LEVEL
        case _:
            return True


def _fits(item: AnyField, value: Value) -> bool:
    if isinstance(value, RichText):
        ids = [block.id for block in value.blocks]
        whole = len(ids) == len(set(ids)) and all(map(_in_shape, value.blocks))
        return isinstance(item, RichTextField | RecommendationField) and whole
    match item:
        case RichTextField() | RecommendationField():
            return False
        case YesNoField():
            return isinstance(value, bool)
        case PersonField():
            return isinstance(value, Person)
        case DateField():
            return isinstance(value, str | date)
        case MonthField():
            return isinstance(value, str | Month)
        case ChoiceField():
            return isinstance(value, str | Choices)
        case _:
            return isinstance(value, str)
