"""The misspelt words of a paper, one after the other, and putting them right."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.domain.fields import LineField

from .finding_text import Hit, Spot, hit_at, texts_of
from .own_words import OwnWords, known_in
from .session import Session
from .spelling import Speller


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a paper's text: full key of the field, piece of text in it, code points into that."""

    key: str
    spot: Spot = field(default_factory=Spot)
    offset: int = 0


@dataclass(slots=True)
class Proof:
    """One reading of a paper for spelling: with which words, and what is left as it is this once."""

    speller: Speller
    own: OwnWords
    left: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])

    def leave(self, hit: Hit) -> None:
        """Leave a word as it is in its paragraph until the paper is closed."""
        self.left.add((hit.key, hit.spot.block, hit.text))

    def in_field(self, session: Session, key: str) -> Iterator[Hit]:
        """Yield the misspelt words of a field's own text in their order."""
        value = session.reading.own(key)
        if isinstance(value, str) and not isinstance(session.template.field(key), LineField):
            return
        known = known_in(session, key, self.own)
        for spot, text in texts_of(value):
            for mistake in self.speller.mistakes(text, known):
                if (key, spot.block, mistake.word) not in self.left:
                    yield hit_at(key, spot, text, mistake.start, mistake.end)

    def after(self, session: Session, place: Place) -> Hit | None:
        """Return the first misspelt word after a place, going on from the paper's end at its beginning."""
        keys = _keys(session)
        at = keys.index(place.key) if place.key in keys else 0
        behind: Hit | None = None
        for hit in self.in_field(session, place.key) if place.key in keys else ():
            if _order(session, hit) >= _order_of(session, place):
                return hit
            behind = behind or hit
        for key in (*keys[at + 1 :], *keys[:at]):
            hit = next(self.in_field(session, key), None)
            if hit is not None:
                return hit
        return behind


def _keys(session: Session) -> list[str]:
    reading = session.reading
    forms = (form for form in session.template.forms if reading.has_document(form))
    return [item.key for form in forms for item in form.fields if reading.asked(item)]


def _order(session: Session, hit: Hit) -> tuple[int, int]:
    return _order_of(session, Place(hit.key, hit.spot, hit.start))


def _order_of(session: Session, place: Place) -> tuple[int, int]:
    spots = [spot for spot, _ in texts_of(session.reading.own(place.key))]
    if place.spot in spots:
        return spots.index(place.spot), place.offset
    near = (number for number, spot in enumerate(spots) if spot.block == place.spot.block)
    return next(near, 0), 0
