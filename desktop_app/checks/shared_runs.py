"""Longer parts of a sentence of Part 2 that stand in public text, though the whole sentence does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.same import same

from .facts import stretches_of, written
from .finding import Severity
from .repeated import (
    SAID,
    Secret,
    WordsRead,
    lines_of,
    placed,
    said_by_forms,
    said_where_followed,
    secrets_of,
    words_read,
)
from .rule import Context, Note
from .stretches_of import Stretch

#: So many words in a row are taken for the words of Part 2, and so many of them must be neither names nor
#: figures nor in a run of so many that the forms say: laws, bodies and set phrases are long.
_ROW, _PLAIN, _PHRASE = 12, 9, 5
_PLACES = 8  #: of ten words in a row in a piece of Part 2 that are looked at: more of them are a chant
_EXCERPT = 120  #: characters that are quoted


#: Where in the sentences of a piece of text each run of ten words begins, by a digest of it.
_Places = dict[int, list[tuple[Secret, int]]]


@dataclass(frozen=True, slots=True, eq=False)  # told by being that very one
class _Known:
    """The runs of Part 2, those of each piece of text, and all their digests."""

    places: tuple[_Places, ...]
    digests: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)  # as above
class _Phrases:
    """Runs of five words that are no secret: forms say them, or the public fields that Part 2 follows."""

    runs: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of words of Part 2 in a piece of public text: where it stands, and in which sentence it is."""

    start: int
    end: int
    secret: Secret


def find_shared_runs(context: Context) -> Iterable[Note]:
    """Yield runs of a restricted sentence's words that public text has, each once a piece of text."""
    secrets = secrets_of(context) if context.full is not None else ()
    if not secrets:
        return
    known = _by_run(secrets)
    phrases = _phrases(said_by_forms(context.template), *said_where_followed(context))
    for form in context.template.forms:
        if form.restricted or not context.public.has_document(form):
            continue
        for passage, stretch in written(context, form, stretches_of):
            for run in _found(stretch, known, phrases):
                yield _note(stretch, run, passage.key, passage.block.id)
        for key, line in lines_of(context, form):
            for run in _found(Stretch(line), known, phrases):
                yield _note(Stretch(line), run, key)


def _note(stretch: Stretch, run: _Run, key: str, block: str = "") -> Note:
    shown = stretch.text[run.start : run.end]
    short = shown if len(shown) <= _EXCERPT else f"{shown[:_EXCERPT].strip()} …"
    says = f"“{short}” stands word for word in {run.secret.place}. This text is public. Is it to be known?"
    note = Note(severity=Severity.WARNING, says=says, key=key, block=block, restricted=True)
    return placed(note, stretch, run.start, run.end)


@same(8)
def _by_run(secrets: tuple[tuple[Secret, ...], ...]) -> _Known:
    places = tuple(found for of_stretch in secrets if (found := _places(of_stretch)))
    return _Known(places, frozenset().union(*places))


@same(16384)  # a piece of text that did not change is not read again
def _places(of_stretch: tuple[Secret, ...]) -> _Places:
    found: _Places = {}
    for secret in of_stretch:
        if len(secret.words) > _ROW:  # shorter ones are told only where all of them stand there
            for at in range(len(secret.words) - SAID + 1):
                places = found.setdefault(hash(secret.words[at : at + SAID]), [])
                if len(places) < _PLACES:
                    places.append((secret, at))
    return found


@same(8)
def _phrases(*texts: str) -> _Phrases:
    found: set[tuple[str, ...]] = set()
    for words in map(str.split, texts):
        found.update(tuple(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1))
    return _Phrases(frozenset(found))


@same(32768)
def _found(stretch: Stretch, known: _Known, phrases: _Phrases) -> tuple[_Run, ...]:
    read = words_read(stretch)
    if read.runs.isdisjoint(known.digests):
        return ()
    found: dict[tuple[int, int], _Run] = {}
    looked = read_to = 0  # the word that is looked at, or the next to be; up to which one runs reach so far
    for first, secret, at in _met(read, known):
        if looked != first:
            looked = max(first, read_to - SAID + 1)
        if first < looked:
            continue
        begin, count = _widest(read.words, first, secret.words, at)
        read_to = max(read_to, begin + count)
        if _ROW <= count < len(secret.words) and _plain(stretch, read, begin, count, phrases) >= _PLAIN:
            start, end = read.spans[begin][0], read.spans[begin + count - 1][1]
            found.setdefault((start, end), _Run(start, end, secret))
    return tuple(found[place] for place in sorted(found))


def _met(read: WordsRead, known: _Known) -> Iterator[tuple[int, Secret, int]]:
    """Yield where a run of ten words begins in a text that is in a sentence of Part 2, and where in that."""
    for first in range(len(read.words) - SAID + 1):
        digest = hash(read.words[first : first + SAID])
        for places in known.places if digest in known.digests else ():
            yield from ((first, secret, at) for secret, at in places.get(digest, ()))


def _widest(words: tuple[str, ...], first: int, secret: tuple[str, ...], at: int) -> tuple[int, int]:
    """Return where the longest run around a place begins that two texts have in common, and its length."""
    before = 0
    while before < min(first, at) and words[first - before - 1] == secret[at - before - 1]:
        before += 1
    after = 0
    while after < min(len(words) - first, len(secret) - at) and words[first + after] == secret[at + after]:
        after += 1
    return first - before, before + after


def _plain(stretch: Stretch, read: WordsRead, begin: int, count: int, phrases: _Phrases) -> int:
    """Return how many words of a run are an author's own: no name, no figure, no phrase of the forms."""
    set_phrase: set[int] = set()
    for at in range(begin, begin + count - _PHRASE + 1):
        if read.words[at : at + _PHRASE] in phrases.runs:
            set_phrase.update(range(at, at + _PHRASE))
    return sum(
        at not in set_phrase and stretch.text[read.spans[at][0]].islower()
        for at in range(begin, begin + count)
    )
