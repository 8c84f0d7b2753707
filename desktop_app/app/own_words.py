"""Words that are right although no dictionary has them: one's own, the paper's, the names in it.

A paper's words are kept with its answers, those of Part 2 with the restricted ones. One's own words are
kept on this machine for all papers, so no word of Part 2 is ever put there.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from desktop_app.domain.form import Template
from desktop_app.domain.paper import WORDS, Choices, Part, Person
from desktop_app.domain.reading import Reading
from desktop_app.domain.step import Change, Step

from .acts import NotAllowed
from .session import Session
from .spelling_words import forms_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(slots=True)
class OwnWords:
    """One's own words, and what to do to keep them."""

    words: frozenset[str] = frozenset()
    keep: Callable[[list[str]], None] = field(default=lambda _: None)

    def add(self, word: str) -> None:
        """Take a word in and keep it."""
        if _base(word) not in self.words:
            self.words |= {_base(word)}
            self.keep(sorted(self.words))

    def remove(self, word: str) -> None:
        """Take a word out again, for all papers."""
        if word in self.words:
            self.words -= {word}
            self.keep(sorted(self.words))


def add_mine(session: Session, key: str, word: str, own: OwnWords) -> None:
    """Add a word found in a field to one's own. Raises NotAllowed in Part 2, whose words stay with it."""
    if session.part_of(key) is Part.TWO:
        raise NotAllowed("Words of Part 2 stay with the paper. Add it to this paper’s words.")
    own.add(word)


def add_to_paper(session: Session, key: str, word: str) -> None:
    """Add a word found in a field to the paper's words, in the part of that field, as a step of undo."""
    part = session.part_of(key)
    _change(session, part, paper_words(session, part) | {_base(word)}, "Word added to this paper")


def take_from_paper(session: Session, part: Part, word: str) -> None:
    """Take a word out of those of one part of the paper, as a step of undo."""
    _change(session, part, paper_words(session, part) - {word}, "Word taken out of this paper’s words")


def _change(session: Session, part: Part, words: frozenset[str], label: str) -> None:
    """Give a part of the paper its words. The label is public whatever the part: no word stands in it."""
    held = paper_words(session, part)
    if words != held:
        before, after = (Choices(tuple(sorted(those))) if those else None for those in (held, words))
        session.take(Step(label, (Change(WORDS[part], part, before, after),)))


def paper_words(session: Session, part: Part) -> frozenset[str]:
    """Return the words added to one part of a paper."""
    held = session.paper.restricted if part is Part.TWO else session.paper.public
    value = held.answers.get(WORDS[part])
    return frozenset(value.keys) if isinstance(value, Choices) else frozenset()


def known_in(session: Session, key: str, own: OwnWords) -> frozenset[str]:
    """Return all words that are right in a field: one's own, those of the paper and its names.

    In Part 1 nothing counts that is known from Part 2 alone.
    """
    words = own.words | paper_words(session, Part.ONE) | form_words(session.template)
    restricted = session.part_of(key) is Part.TWO
    if restricted:
        words |= paper_words(session, Part.TWO)
    return words | names_in(session.reading, restricted=restricted)


def names_in(reading: Reading, *, restricted: bool) -> frozenset[str]:
    """Return the words of persons' names in a paper's answers."""
    template = reading.template
    names: set[str] = set()
    for item in template.fields:
        value = reading.own(item.key)
        if isinstance(value, Person) and (restricted or not template.is_restricted(item.key)):
            names.update(_split((value.name,)))
    return frozenset(names)


_OF_FORMS: dict[str, frozenset[str]] = {}


def form_words(template: Template) -> frozenset[str]:
    """Return the words that a template itself writes in its names and labels."""
    if template.key not in _OF_FORMS:
        labels = (section.label for form in template.forms for section in form.sections)
        named = (item.label for item in template.fields)
        texts = (template.authority_name, template.label, *labels, *named, *template.pack.acronyms)
        _OF_FORMS[template.key] = frozenset(_split(texts))
    return _OF_FORMS[template.key]


def _split(texts: Iterable[str]) -> Iterable[str]:
    return (_stored(word) for text in texts for word in _WORD.findall(text))


def _base(word: str) -> str:
    """Return a word as it is kept: of a possessive what it is one of, which makes both of them right."""
    return forms_of(_stored(word))[-1]


def _stored(word: str) -> str:
    return word.replace("’", "'")
