"""Which editor edits which kind of field of an open paper."""

from PySide6.QtWidgets import QWidget

from desktop_app.app.session import Session
from desktop_app.domain.fields import (
    AnyField,
    RecommendationField,
    RichTextField,
    SignatureField,
    TickField,
)
from desktop_app.ui.who import Who

from .plain import plain_editor
from .rich import RichEditor
from .signing import SignOffCard


def editor_for(session: Session, item: AnyField, who: Who, *, alone: bool) -> QWidget:
    """Return the editor of a field: a FieldEditor, or a card for what is ticked or signed.

    alone: it is the only field of its section, whose heading then is its label.
    """
    match item:
        case RichTextField() | RecommendationField():
            return RichEditor(session, item, alone=alone)
        case TickField() | SignatureField():
            return SignOffCard(session, item, who)
        case _:
            editor = plain_editor(item)
            if editor is None:
                raise TypeError(f"no editor for {item!r}")
            return editor
