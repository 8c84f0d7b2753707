"""One text in two documents: where they say the same thing differently, and how to make them agree again."""

from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.domain.compare import ValueChange, compare_values
from desktop_app.domain.fields import AnyField, RecommendationField, RichTextField
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.reading import Reading, value_words

from .acts import follow_again, own_besides
from .session import Session


@dataclass(frozen=True, slots=True)
class Drift:
    """A field with words of its own where it could follow others.

    sources: full keys of those others. change: from what it would show following them to what it shows.
    """

    key: str
    sources: tuple[str, ...]
    change: ValueChange


def sources_of(reading: Reading, item: AnyField) -> tuple[str, ...]:
    """Return the full keys of the fields that a field follows or could follow again."""
    known = {other.key for other in reading.template.fields}
    return tuple(key for key in item.follows if key in known)


def drift_of(reading: Reading, key: str) -> Drift | None:
    """Return how a field differs from what it would follow; None where it follows or cannot."""
    item = reading.template.field(key)
    sources = sources_of(reading, item)
    rich = isinstance(item, RichTextField | RecommendationField)
    own = reading.own(key)
    if not sources or (key not in reading.own_way and (rich or own is None)):
        return None
    there = _followed(reading, sources, rich=rich)
    change = compare_values(item, there, own)
    if not rich and key not in reading.own_way and value_words(item, there) == value_words(item, own):
        return None
    return Drift(key, sources, change)


def _followed(reading: Reading, sources: tuple[str, ...], *, rich: bool) -> Value | None:
    if rich:
        blocks = tuple(block for source in sources for block in reading.blocks(source))
        return RichText(blocks) if blocks else None
    return next((value for source in sources if (value := reading.get(source)) is not None), None)


def drifts(session: Session) -> tuple[Drift, ...]:
    """Return all places where one document says in its own words what another says, in form order."""
    reading = session.reading
    found = (
        drift_of(reading, item.key)
        for form in session.template.forms
        if reading.has_document(form)
        for item in form.fields
        if item.follows and reading.asked(item)
    )
    return tuple(drift for drift in found if drift is not None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What following again would do to a field's own text, where it has blocks.

    changed: ids of its blocks that say otherwise what it would follow. added: how many stand there alone.
    back: how many that it would follow it says nothing of.
    """

    changed: frozenset[str]
    added: int
    back: int

    @property
    def words(self) -> str:
        """What would happen, said before it does; "" where both say the same."""
        told: list[str] = []
        if self.changed:
            says = _paragraphs(len(self.changed), "here says", "here say")
            told.append(f"{says} it differently: take the followed words, or keep yours behind them.")
        if self.added:
            stays = _paragraphs(self.added, "that stands only here stays", "that stand only here stay")
            told.append(f"{stays}, behind what is followed.")
        if self.back:
            comes = _paragraphs(self.back, "that is missing here comes", "that are missing here come")
            told.append(f"{comes} back.")
        return " ".join((*told, "Undo takes it back in one step.")) if told else ""


def _paragraphs(count: int, one: str, many: str) -> str:
    return f"1 paragraph {one}" if count == 1 else f"{count} paragraphs {many}"


def outcome_of(reading: Reading, drift: Drift) -> Outcome:
    """Return what following again would do to a field that differs so from what it would follow."""
    besides = {block.id for block in own_besides(reading, drift.sources, reading.own(drift.key))}
    paired = {b.id for change in drift.change.blocks if change.old for b in change.new}
    back = sum(len(change.old) for change in drift.change.blocks if not change.new)
    return Outcome(frozenset(besides & paired), len(besides - paired), back)


def agree(session: Session, key: str, *, without: Collection[str] = ()) -> None:
    """Let a field follow again, as one step of undo. Blocks of its own that say something else stay.

    without: ids of those that do not: see `Outcome.changed`.
    """
    if key in session.paper.public.own_way:
        follow_again(session, key, without)
    else:
        label = f"Follow again in {session.template.field(key).label.rstrip(': ')}"
        session.change(key, None, label=label)
