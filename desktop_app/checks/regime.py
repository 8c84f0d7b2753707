"""When a procurement began, which settles the law that governs it."""

import re
from collections.abc import Iterator

from desktop_app.domain.pack import Law

from .facts import facts
from .once import once
from .rule import Context
from .when import Span, time_spans

PROCUREMENT = "procurement"  #: the subject of such laws in packs

#: What makes the day that stands behind the one on which it began.
_BEGUN = re.compile(
    r"\b(?:procurement|tender\w*|competition|contract notice|tender notice)\b[^.;]{0,60}\b(?:began|begun"
    r"|commenced|started|launched|published|issued|advertised)\b[^.;]{0,16}\Z",
    re.IGNORECASE,
)


def _begun(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the days on which text says that a procurement began, with all of that text."""
    for span in time_spans(text):
        if span.kind in ("day", "month") and _BEGUN.search(text[max(0, span.start - 120) : span.start]):
            yield span, text


@once
def regime(context: Context) -> tuple[Span, Law] | None:
    """Return when the procurement began and the law then in force, None where the paper gives no one day."""
    begun = [span for _, _, (span, _) in facts(context, _begun)]
    if len({span.first for span in begun}) != 1:
        return None
    day = begun[0]
    laws = (law for law in context.template.pack.laws if law.subject == PROCUREMENT)
    now = next((law for law in laws if law.in_force(day.first) and law.in_force(day.last)), None)
    return (day, now) if now is not None else None
