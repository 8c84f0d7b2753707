"""A paper: one case, its answers to the forms, its public and its restricted part kept apart by type."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import TypeAlias

from .comments import Comment, Decision
from .record import Event
from .richtext import Blocks
from .text import new_id


class Part(IntEnum):
    """The two parts of a paper: published, and restricted."""

    ONE = 1
    TWO = 2


#: Keys under which the answers of each part hold the paper's own words for spelling; no form's field has one.
WORDS = {Part.ONE: "words/public", Part.TWO: "words/restricted"}


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a paper."""

    name: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The keys chosen from a list, in its order, or words of one's own where the field is free."""

    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RichText:
    """The answer of a rich-text field or a list of recommendations."""

    blocks: Blocks = ()


#: What a field may hold. In a date or month field a string is words that could not be read as one.
Value: TypeAlias = str | bool | date | Month | Person | Choices | RichText


@dataclass(frozen=True, slots=True)
class Leftover:
    """What found no place, as text or a picture of an import; kept, and listed until it is dismissed."""

    text: str
    after: str = ""  #: full key of the section it stood behind, "" before the first
    why: str = ""
    id: str = field(default_factory=new_id)
    block: str = ""  #: id of the paragraph it stood at, "" where that is not known


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """Part 1: everything that may be published, and nothing else.

    answers: by full key; what is not there has not been answered. own_way: full keys of fields that no
    longer follow. comments, decisions: by their ids; neither is ever in a file that is published.
    """

    id: str
    template: str
    answers: Mapping[str, Value] = field(default_factory=dict[str, Value])
    own_way: frozenset[str] = frozenset()
    leftovers: tuple[Leftover, ...] = ()
    record: tuple[Event, ...] = ()
    comments: Mapping[str, Comment] = field(default_factory=dict[str, Comment])
    decisions: Mapping[str, Decision] = field(default_factory=dict[str, Decision])


@dataclass(frozen=True, slots=True)
class Restricted:
    """Part 2: what is held back. `secret` keys its digests, so that they tell nothing to who guesses."""

    answers: Mapping[str, Value] = field(default_factory=dict[str, Value])
    leftovers: tuple[Leftover, ...] = ()
    record: tuple[Event, ...] = ()
    secret: str = ""
    comments: Mapping[str, Comment] = field(default_factory=dict[str, Comment])
    decisions: Mapping[str, Decision] = field(default_factory=dict[str, Decision])


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. Only editors of Part 2 and the library ever need one; Part 1 output never does."""

    public: PublicPaper
    restricted: Restricted = Restricted()

    @property
    def id(self) -> str:
        """The paper's identity: a UUID."""
        return self.public.id

    @property
    def record(self) -> tuple[Event, ...]:
        """The events of both parts in their order."""
        return tuple(sorted(self.public.record + self.restricted.record, key=lambda event: event.number))

    @property
    def comments(self) -> dict[str, Comment]:
        """The comments of both parts by their ids."""
        return {**self.public.comments, **self.restricted.comments}

    @property
    def decisions(self) -> dict[str, Decision]:
        """What was decided on reviewers' proposals, in both parts, by their ids."""
        return {**self.public.decisions, **self.restricted.decisions}

    def with_public(self, **changes: object) -> "Paper":
        """Return the paper with fields of its public part replaced."""
        return replace(self, public=replace(self.public, **changes))

    def with_restricted(self, **changes: object) -> "Paper":
        """Return the paper with fields of its restricted part replaced."""
        return replace(self, restricted=replace(self.restricted, **changes))


def with_answer(paper: Paper, key: str, value: Value | None, *, restricted: bool) -> Paper:
    """Return the paper with one answer set, or taken away where value is None."""
    answers = dict(paper.restricted.answers if restricted else paper.public.answers)
    if value is None:
        answers.pop(key, None)
    else:
        answers[key] = value
    return paper.with_restricted(answers=answers) if restricted else paper.with_public(answers=answers)
