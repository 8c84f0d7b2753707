"""Advice on wording that is given once, with the other places: long sentences, words that say little."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.form import Form
from desktop_app.domain.richtext import Block

from .facts import BlockReader, stretches_of, written
from .finding import Severity
from .passages import Passage, place, public_forms
from .rule import Context, Note
from .sentences import sentences
from .stretches_of import Stretch

_MOST_WORDS = 35  #: words of a sentence that readers can still follow, as GOV.UK has it doubled
_NAMED = 3  #: other places that a message names


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to be put better at text[start:end] of a stretch. whole: what tells a copy of them elsewhere.

    weight: what is told first, and counted.
    """

    stretch: Stretch
    start: int
    end: int
    whole: str
    weight: int = 0

    @property
    def words(self) -> str:
        """The words as they stand."""
        return self.stretch.text[self.start : self.end]


Found = tuple[Passage, Wording]


def _fresh(context: Context, form: Form, reader: BlockReader[Wording]) -> list[Found]:
    """Return what a reader finds in a form, but no copy of what another public document has before it."""
    found = list(written(context, form, reader))
    if form.restricted:
        return found
    before: set[str] = set()
    for other in public_forms(context):
        if other is form:
            break
        before.update(wording.whole for _, wording in written(context, other, reader))
    return [(passage, wording) for passage, wording in found if wording.whole not in before]


def find_long(context: Context, form: Form) -> Iterable[Note]:
    """Yield the longest sentence of a document that has more words than readers can follow.

    The others are named with it: each would be the longest once those before it are parted.
    """
    found = _fresh(context, form, _long)
    if not found:
        return
    first = max(found, key=lambda one: one[1].weight)
    says = (
        f"“{first[1].words} …” begins a sentence of {first[1].weight} words. Where can it be parted in two?"
    )
    others = [one for one in found if one is not first]
    if len(others) == 1:
        says += f" One more has over {_MOST_WORDS}: {_places(context, others)}."
    elif others:
        says += f" {len(others)} more have over {_MOST_WORDS}: {_places(context, others)}."
    yield _note(first, says)


def _long(block: Block) -> Iterator[Wording]:
    for stretch in stretches_of(block):
        text = stretch.text
        for start, end in sentences(text) if len(text) >= _MOST_WORDS * 3 else ():
            count = len(text[start:end].split())
            if count > _MOST_WORDS:
                yield Wording(stretch, start, _head(text, start, end), text[start:end], count)


def _head(text: str, start: int, end: int) -> int:
    """Return where the first few words of a sentence end."""
    at = start
    for _ in range(5):
        space = text.find(" ", at + 1, end)
        if space < 0:
            return end
        at = space
    return at


def _places(context: Context, found: list[Found]) -> str:
    """Return where things stand, in words; of many, the first."""
    places = list(dict.fromkeys(place(context, passage.key, passage.block) for passage, _ in found))
    return "; ".join(places[:_NAMED]) + (" and elsewhere" if len(places) > _NAMED else "")


def _note(found: Found, says: str) -> Note:
    passage, wording = found
    stretch = wording.stretch
    start, end = (wording.start, wording.end) if stretch.mark is None else (stretch.mark, stretch.mark + 1)
    if stretch.caption:
        start = end = 0
    return Note(
        severity=Severity.ADVICE,
        says=says,
        key=passage.key,
        block=passage.block.id,
        cell=stretch.cell,
        start=start,
        end=end,
        text=wording.words,
    )


_PLAIN = {
    "utilise": "use",
    "utilises": "uses",
    "utilised": "used",
    "utilising": "using",
    "leverage": "use",
    "leveraging": "using",
    "facilitate": "help",
    "facilitates": "helps",
    "going forward": "from now on",
    "in order to": "to",
    "robust": "strong, or what makes it so",
    "streamline": "make simpler",
    "streamlined": "made simpler",
    "holistic": "whole",
    "deliverables": "what is to be delivered",
    "stakeholders": "who they are",
    "incentivise": "encourage",
    "empower": "let",
    "prior to": "before",
    "subsequent to": "after",
    "in respect of": "about, or for",
    "commence": "begin",
    "commences": "begins",
    "with regard to": "about",
    "with regards to": "about",
    "in the event that": "if",
    "due to the fact that": "because",
    "ring-fenced": "set aside",
    "cutting edge": "new",
    "state of the art": "new",
}
_WORDY = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, _PLAIN), key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)


_NOUNS_TOO = frozenset(("leverage", "impact", "progress"))
_NOUN = re.compile(
    r"\b(?:the|an?|this|that|its|their|our|more|some|any|of|\w+[’']s|\w+s’) (?:[a-z]+ )?\Z", re.IGNORECASE
)


def find_wordy(context: Context, form: Form) -> Iterable[Note]:
    """Yield words that the GOV.UK style guide advises against, with plainer ones; each once in a paper."""
    found: dict[str, list[Found]] = {}
    for one in _fresh(context, form, _wordy):
        found.setdefault(one[1].whole, []).append(one)
    for word, (first, *others) in found.items():
        says = f"“{first[1].words}” says less than a plain word does. Would “{_PLAIN[word]}” do?"
        if others:
            times = "once more" if len(others) == 1 else f"{len(others)} times more"
            says += f" It stands {times}: {_places(context, others)}."
        yield _note(first, says)


def _wordy(block: Block) -> Iterator[Wording]:
    for stretch in stretches_of(block):
        text = stretch.text
        for match in _WORDY.finditer(text):
            word = match[0].casefold()
            if word not in _NOUNS_TOO or not _NOUN.search(text[max(0, match.start() - 20) : match.start()]):
                yield Wording(stretch, *match.span(), word)
