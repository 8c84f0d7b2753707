"""Leftovers: pieces of an imported text that found no place in the form."""

from collections.abc import Iterable

from .finding import Severity
from .rule import Context, Note

_SHOWN = 60  #: so many characters of the first piece are quoted


def find_leftovers(context: Context) -> Iterable[Note]:
    """Yield one note for each part that still lists pieces of an import."""
    for restricted in (False, True):
        forms = [form for form in context.template.forms if form.restricted is restricted]
        # What was left out of a paragraph, as a picture is, stands listed there: it is no text to be placed.
        held = [piece for piece in context.leftovers(forms[0]) if not piece.block] if forms else []
        if not held:
            continue
        known = {section.key for form in forms for section in form.sections}
        known |= {item.key for form in forms for item in form.fields}
        key = next((piece.after for piece in held if piece.after in known), forms[0].sections[0].key)
        first = " ".join(held[0].text.split())
        quoted = first if len(first) <= _SHOWN else f"{first[:_SHOWN].rstrip()}…"
        count = f"{len(held)} pieces" if len(held) > 1 else "A piece"
        has = "have" if len(held) > 1 else "has"
        says = (
            f"{count} of the imported text {has} no place in the form yet, beginning with “{quoted}”. What "
            "stays listed there is not printed. Move what is needed into a section and dismiss the rest."
        )
        yield Note(severity=Severity.ADVICE, says=says, key=key, restricted=restricted)
