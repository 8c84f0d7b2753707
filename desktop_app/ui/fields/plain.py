"""Which editor edits a field that needs no open paper: everything but rich text, ticks and signatures."""

from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    PersonField,
    ReferenceField,
    YesNoField,
)

from .base import FieldEditor
from .reference import ReferenceEditor
from .simple import (
    ChoicesEditor,
    LineEditor,
    LinesEditor,
    MarkingEditor,
    PersonEditor,
    WhenEditor,
    YesNoEditor,
)


def plain_editor(item: AnyField) -> FieldEditor | None:
    """Return the editor of a field, None for a kind that needs an open paper."""
    match item:
        case LineField(lines=lines) if lines > 1:
            return LinesEditor(item)
        case LineField() | ReferenceField():
            return ReferenceEditor(item) if isinstance(item, ReferenceField) else LineEditor(item)
        case DateField() | MonthField():
            return WhenEditor(item)
        case PersonField():
            return PersonEditor(item)
        case YesNoField():
            return YesNoEditor(item)
        case ChoiceField(many=True):
            return ChoicesEditor(item)
        case ChoiceField() | MarkingField():
            return MarkingEditor(item)
        case _:
            return None
