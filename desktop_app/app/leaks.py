"""What a paper holds only in Part 2, and whether any of it stands in a file that is to be published.

A paper's Part 1 is built without Part 2 at hand, so nothing should ever be found. This is the second
lock: it reads the finished bytes and knows nothing of how they were made. Nobody can set it aside.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from desktop_app.domain.form import Form, Template, Wording
from desktop_app.domain.form_words import words_of_forms
from desktop_app.domain.paper import WORDS, Paper, RichText, Value
from desktop_app.domain.reading import value_words
from desktop_app.domain.richtext import Blocks, Table, footnotes_of, readable, runs_of

from .vocabulary import own_words

if TYPE_CHECKING:
    from desktop_app.export.unpacked import Piece

#: So many words in a row make wording.
_RUN = 5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_AMOUNT = re.compile(
    r"(?<![\w.,])[£$€]?\s?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(bn|billion|m|million|k|thousand)?\b",
    re.IGNORECASE,
)
_UNITS = {"b": Decimal(10**9), "m": Decimal(10**6), "k": Decimal(1000), "t": Decimal(1000)}
#: A figure of fewer digits than these says too little to be known again.
_DIGITS, _LEAST = 3, 1000
#: A name must be so long to be looked for, so long where it need not be seen by readers.
_NAME, _LONG_NAME = 4, 8


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in Part 2 alone, each with its place there in words.

    runs: of five words. names: words with a capital or digit within. amounts: in units.
    """

    runs: dict[tuple[str, ...], str]
    names: dict[str, str]
    amounts: dict[Decimal, str]
    public_amounts: frozenset[Decimal] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.runs or self.names or self.amounts)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something of Part 2 in a file: the words, their place in Part 2 and in the file."""

    words: str
    held: str
    place: str

    def __str__(self) -> str:
        return f"“{self.words}” stands in {self.held} and in the file, in {self.place}"


class Leaked(Exception):
    """A file that was to be public holds something of Part 2, or nobody can say that it does not."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} was not written, for {why}")


def only_in_part2(template: Template, paper: Paper) -> Held:
    """Return what the restricted answers of a paper say and nothing public does."""
    public = "\n".join(_public_texts(template, paper))
    known = words_of(public)
    forms = [words_of(text) for text in words_of_forms(template)]
    known_runs = {run for words in (known, *forms) for run in runs_of_words(words)}
    known_words = set(chain(known, *forms))
    runs: dict[tuple[str, ...], str] = {}
    names: dict[str, str] = {}
    amounts: dict[Decimal, str] = {}
    public_amounts = frozenset(value for value, _ in _amounts(public))
    for place, text in _restricted_texts(template, paper):
        for run in runs_of_words(words_of(text)):
            if run not in known_runs:
                runs.setdefault(run, place)
        for name in _names(text):
            if name not in known_words:
                names.setdefault(name, place)
        for value, digits in _amounts(text):
            if value >= _LEAST and digits >= _DIGITS and value not in public_amounts:
                amounts.setdefault(value, place)
    return Held(runs, names, amounts, public_amounts)


def scan(data: bytes, kind: str, held: Held) -> tuple[Hit, ...]:
    """Return what of Part 2 stands anywhere in a file. Raises CannotSearch where that cannot be said."""
    from desktop_app.export.unpacked import unpacked  # loads PDFium and lxml, 60 ms: when first used

    found: dict[tuple[str, str], Hit] = {}
    for piece in unpacked(data, kind):
        for hit in _hits(piece, held, kind):
            found.setdefault((hit.words, hit.held), hit)
    return tuple(found.values())


def guard(name: str, data: bytes, kind: str, held: Held) -> None:
    """Raise Leaked where a file holds something of Part 2, or could not be searched."""
    from desktop_app.export.unpacked import CannotSearch  # as above

    try:
        hits = scan(data, kind, held)
    except CannotSearch as problem:
        why = f"it could not be searched for what only Part 2 may hold: {problem}."
        raise Leaked(name, why) from problem
    if hits:
        told = "; ".join(map(str, hits[:5]))
        why = f"it shows what only Part 2 may hold: {told}. Take that out of Part 1, or out of Part 2."
        raise Leaked(name, why)


def told_of_part2(words: str, held: Held) -> str:
    """Return what words that are put on record say of Part 2, as the end of a sentence; "" for nothing."""
    hits = scan(words.encode(), "txt", held)
    if not hits:
        return ""
    said = [match for hit in hits if (match := re.search(re.escape(hit.words), words, re.IGNORECASE))]
    said.sort(key=lambda match: match.start())
    quoted = ", ".join(f"“{match[0]}”" for match in said) or f"“{hits[0].words}”"
    places = " and ".join(dict.fromkeys(hit.held for hit in hits))
    return f"says what only Part 2 may hold: {quoted}, from {places}. Word it without that."


def _hits(piece: "Piece", held: Held, kind: str) -> Iterator[Hit]:
    words = words_of(piece.text)
    for run in runs_of_words(words):
        if run in held.runs:
            yield Hit(" ".join(run), held.runs[run], piece.place)
    for word in set(words) & held.names.keys():
        if (piece.seen or len(word) >= _LONG_NAME) and word not in _own_words(kind, seen=piece.seen):
            yield Hit(word, held.names[word], piece.place)
    if piece.seen:
        for value, digits in _amounts(piece.text):
            if digits >= _DIGITS and value >= _LEAST and value not in held.public_amounts:
                for secret in _meant(value, digits, held.amounts):
                    yield Hit(f"{value:,f}", held.amounts[secret], piece.place)


@lru_cache(maxsize=16)
def _own_words(kind: str, *, seen: bool) -> frozenset[str]:
    return frozenset(words_of(own_words(kind, seen=seen)))


def _meant(value: Decimal, digits: int, amounts: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield the amounts that a figure means: the same, or one that it is rounded from."""
    for amount in amounts:
        step = Decimal(1).scaleb(value.adjusted() - digits + 1)
        if value == amount or (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step == value:
            yield amount


def _amounts(text: str) -> Iterator[tuple[Decimal, int]]:
    """Yield the figures of a text in units, each with the count of digits that say something."""
    for match in _AMOUNT.finditer(text):
        number = Decimal(match[1].replace(",", ""))
        unit = _UNITS[match[2][0].lower()] if match[2] else Decimal(1)
        if number:
            written = match[1].replace(",", "").replace(".", "").lstrip("0")
            whole = unit == 1 and "." not in match[1]
            digits = len(written.rstrip("0")) if whole else len(written)
            yield (number * unit).normalize(), max(digits, 3 if whole and len(written) >= 4 else 0)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u00ad", "")
    return _WORD.findall(plain.casefold())


def runs_of_words(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every so many words in a row that make wording."""
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _names(text: str) -> Iterator[str]:
    """Yield words that name something: with a capital though no sentence begins there, or with a digit."""
    begins = True
    for match in re.finditer(r"[^\W_][\w'’-]*|[.!?:\n]", text):
        word = match[0]
        if len(word) == 1 and not word.isalnum():
            begins = True
            continue
        mixed = word.isalnum() and not word.isalpha() and not word.isdigit()
        named = (word[0].isupper() and not begins) or any(sign.isupper() for sign in word[1:])
        if len(word) >= _NAME and (mixed or named):
            yield from (part for part in words_of(word) if len(part) >= _NAME)
        begins = False


def _restricted_texts(template: Template, paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the texts of Part 2, each with its place in words."""
    for form in template.forms:
        for section in form.sections if form.restricted else ():
            for item in section.fields:
                value = paper.restricted.answers.get(item.key)
                if value is not None:
                    place = f"{form.label}, {section.label or item.label}"
                    yield from ((place, text) for text in _texts_of(template, item.key, value))
    for leftover in paper.restricted.leftovers:
        yield "text of Part 2 without a place", leftover.text
    for comment in paper.restricted.comments.values():
        yield "a comment on Part 2", comment.text
        yield from (("an answer to a comment on Part 2", answer.text) for answer in comment.answers)


def _public_texts(template: Template, paper: Paper) -> Iterator[str]:
    for key, value in paper.public.answers.items():
        if key not in WORDS.values():  # words that spelling passes over are printed nowhere
            yield from _texts_of(template, key, value)
    for event in paper.public.record:
        yield from (event.who, event.role, event.note)
    for form in template.forms:
        yield from _fixed_texts(form)
    yield from (template.authority_name, template.label)


def _fixed_texts(form: Form) -> Iterator[str]:
    """Yield the form's own words, which are no secret, also those of Part 2."""
    yield from (form.label, *map(readable, form.kicker), readable(form.marking))
    for section in form.sections:
        yield from (section.label, readable(section.heading), readable(section.banner), *section.table_head)
        for item in section.items:
            if isinstance(item, Wording):
                yield from _block_texts((*item.blocks, *item.refused))
            else:
                yield from (item.label, readable(item.printed), str(getattr(item, "post", "")))
                yield from (readable(each) for each in getattr(item, "statements", ()))
                yield from (option.label for option in getattr(item, "options", ()))
                yield from (other.label for other in getattr(item, "alternatives", ()))


def _texts_of(template: Template, key: str, value: Value) -> Iterator[str]:
    if isinstance(value, RichText):
        yield from _block_texts(value.blocks)
        return
    try:
        yield value_words(template.field(key), value)
    except KeyError:
        yield str(value)


def _block_texts(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from (readable(runs) for runs in runs_of(block))
        if isinstance(block, Table):
            yield block.caption
            yield from ("\n".join(readable(cell.runs) for cell in row) for row in block.rows)
    yield from ("".join(getattr(piece, "text", " ") for piece in note.note) for note in footnotes_of(blocks))
