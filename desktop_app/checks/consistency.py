"""Terms of a document that are spelt in two ways."""

from collections.abc import Iterable

from desktop_app.domain.form import Form
from desktop_app.domain.richtext import Table

from .facts import printed
from .finding import Severity
from .language import OTHERS, terms_of
from .passages import place
from .rule import Context, Note


def find_inconsistent(context: Context, form: Form) -> Iterable[Note]:
    """Yield words spelt in another way than before in the same document, each once."""
    first: dict[str, tuple[str, str]] = {}
    told: set[str] = set()
    for passage, (start, end, words) in printed(context, form, terms_of):
        word = words.lower().rstrip("s")
        other = OTHERS[word]
        if other in first and word not in told and word not in first:
            told.add(word)
            spelt, where = first[other]
            says = f"“{words}” is written “{spelt}” before ({where}). One spelling reads better. Which?"
            at = (0, 0) if isinstance(passage.block, Table) else (start, end)
            yield Note(
                severity=Severity.ADVICE,
                says=says,
                key=passage.key,
                block=passage.block.id,
                start=at[0],
                end=at[1],
                text=words,
            )
        if word not in first:
            first[word] = words, place(context, passage.key, passage.block)
