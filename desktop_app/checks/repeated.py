"""Sentences of Part 2 that stand word for word in public text as well."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop_app.domain.fields import AnyField, LineField
from desktop_app.domain.form import Form, Template
from desktop_app.domain.form_words import words_of_forms
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import blocks_text
from desktop_app.domain.same import same

from .facts import stretches_of, written
from .finding import Severity
from .once import question
from .rule import Context, Note
from .stretches_of import Stretch
from .telling import told_in

#: So many words, and no fewer, say something that two texts do not share by chance; of a sentence with a
#: sum or name in it fewer will do, figures not counted.
SAID, _TOLD = 10, 5
_EXCERPT = 90  #: characters that are quoted of a sentence
_SENTENCE = re.compile(r"(?:(?![.!?;:]\s|\n).)+", re.DOTALL)
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’\u00ad](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Secret:
    """A sentence of Part 2: its words, as it is quoted, and its place in words."""

    words: tuple[str, ...]
    quoted: str
    place: str


@dataclass(frozen=True, slots=True, eq=False)
class WordsRead:
    """The words of a piece of text, where each stands, and a digest of each run of ten."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    runs: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)  # told by being that very one
class _Known:
    """The sentences of Part 2 by a digest of their first ten words, and these digests."""

    secrets: dict[int, list[Secret]]
    digests: frozenset[int]
    short: tuple[Secret, ...]


def find_repeated(context: Context) -> Iterable[Note]:
    """Yield public text that repeats a sentence of the restricted part, each once a piece of text."""
    secrets = secrets_of(context) if context.full is not None else ()
    if not secrets:
        return
    known = _by_first(secrets)
    for form in context.template.forms:
        if form.restricted or not context.public.has_document(form):
            continue  # a document with text in it goes out, whatever the paper says of having it
        for passage, stretch in written(context, form, stretches_of):
            for start, end, secret in _found(stretch, known):
                yield _note(secret, passage.key, start, end, passage.block.id, stretch)
        for key, line in lines_of(context, form):
            for start, end, secret in _found(Stretch(line), known):
                yield _note(secret, key, start, end)


def _note(
    secret: Secret, key: str, start: int, end: int, block: str = "", stretch: Stretch | None = None
) -> Note:
    says = (
        f"“{secret.quoted}” stands word for word in {secret.place} as well. This text is to be published, "
        "and nothing of the restricted part may be. Take it out of the one, or of the other."
    )
    note = Note(severity=Severity.ERROR, says=says, key=key, block=block, restricted=True)
    return replace(note, start=start, end=end) if stretch is None else placed(note, stretch, start, end)


def placed(note: Note, stretch: Stretch, start: int, end: int) -> Note:
    """Return a note at its place in a piece of text; in a footnote or a caption it says that it is there."""
    cell, text = stretch.cell, stretch.text[start:end]
    if stretch.mark is not None:
        start, end, says = stretch.mark, stretch.mark + 1, f"In the footnote: {note.says}"
    elif stretch.caption:
        start, end, says = 0, 0, f"In the table's caption: {note.says}"
    else:
        says = note.says
    return replace(note, says=says, cell=cell, start=start, end=end, text=text)


@question
def lines_of(context: Context, form: Form) -> tuple[tuple[str, str], ...]:
    """Return the lines of a public form by key, but for those that the restricted part repeats by form."""
    shown = frozenset(
        key
        for other in context.template.forms
        if other.restricted
        for item in other.fields
        for key in followed_by(context.template, item)
    )
    own = ((item.key, context.public.own(item.key)) for item in form.fields if isinstance(item, LineField))
    return tuple((key, line) for key, line in own if isinstance(line, str) and key not in shown)


@question
def secrets_of(context: Context) -> tuple[tuple[Secret, ...], ...]:
    """Return the sentences of the restricted part that neither its form nor a field it follows says.

    Those of a piece of text are the very same as long as it is.
    """
    forms = said_by_forms(context.template)
    found: list[tuple[Secret, ...]] = []
    for form in context.template.forms:
        for item in form.fields if form.restricted else ():
            public = _public_of(context, item)
            for place, stretch in _written(context, form, item):
                if told := _sentences(stretch, place, forms, public):
                    found.append(told)
    return tuple(found)


def _written(context: Context, form: Form, item: AnyField) -> Iterator[tuple[str, Stretch]]:
    own = context.whole.own(item.key)
    label = f"{form.label}, {form.section_of(item.key).label or item.label}"
    if isinstance(own, str) and isinstance(item, LineField):
        yield label, Stretch(own)
    elif isinstance(own, RichText):
        numbers = context.numbers[form.document]
        for block in own.blocks:
            number = numbers.of(item.key, block.id)
            place = f"{label}, {number.rstrip('.')}" if any(map(str.isalnum, number)) else label
            yield from ((place, stretch) for stretch in stretches_of(block))


def _public_of(context: Context, item: AnyField) -> str:
    """Return the words of the public fields that a restricted one follows, or followed, by its form."""
    if not item.follows:
        return ""
    public = (context.public.get(key) for key in followed_by(context.template, item))
    return _joined(
        blocks_text(value.blocks) if isinstance(value, RichText) else str(value or "") for value in public
    )


@question
def said_where_followed(context: Context) -> tuple[str, ...]:
    """Return the words of the public fields that restricted ones follow by their forms."""
    items = (item for form in context.template.forms if form.restricted for item in form.fields)
    return tuple(dict.fromkeys(said for item in items if (said := _public_of(context, item))))


def followed_by(template: Template, item: AnyField) -> Iterator[str]:
    """Yield the keys of the fields that a field follows by its form, and those that these follow."""
    known = _fields(template)
    for key in item.follows:
        if key in known:
            yield key
            yield from followed_by(template, known[key])


@same(64)  # the templates of an installation
def _fields(template: Template) -> dict[str, AnyField]:
    return {item.key: item for item in template.fields}


@same(64)
def said_by_forms(template: Template) -> str:
    """Return the words of the forms and of the standard wording: whoever wrote them, no author did."""
    clauses = (blocks_text(clause.blocks) for clause in template.clauses)
    starting = (words for words in template.starting.values() if isinstance(words, str))
    return _joined((*words_of_forms(template), *starting, *clauses))


def _joined(texts: Iterable[str]) -> str:
    """Return the words of texts, a space around each and a bar between texts."""
    return f" {' | '.join(' '.join(word for _, _, word in _words(text)) for text in texts)} "


@same(16384)  # blocks of some thirty long papers; a piece of text that did not change is not read again
def _sentences(stretch: Stretch, place: str, *public: str) -> tuple[Secret, ...]:
    """Return the sentences of a piece of restricted text that do not stand in the public texts given."""
    found: list[Secret] = []
    for match in _SENTENCE.finditer(stretch.text):
        words = tuple(word for _, _, word in _words(match[0]))
        said = f" {' '.join(words)} "
        spelt = sum(word.isalpha() for word in words)
        if len(words) < SAID and (spelt < _TOLD or not told_in(match[0])):
            continue
        if not any(said in text for text in public):
            quoted = match[0].strip().rstrip(".!?;:")
            short = quoted if len(quoted) <= _EXCERPT else f"{quoted[:_EXCERPT].strip()} …"
            found.append(Secret(words, short, place))
    return tuple(found)


@same(32768)  # as above, for what was restricted the last few times
def _found(stretch: Stretch, known: _Known) -> tuple[tuple[int, int, Secret], ...]:
    """Return the sentences that stand in a piece of public text, each with its place among the characters."""
    read = words_read(stretch)
    met = [secret for digest in read.runs & known.digests for secret in known.secrets[digest]]
    if known.short:
        said = f" {' '.join(read.words)} "
        met += (secret for secret in known.short if f" {' '.join(secret.words)} " in said)
    found: list[tuple[int, int, Secret]] = []
    for secret in met:
        at = _index(read.words, secret.words)
        if at is not None:
            end = at + len(secret.words) - 1
            found.append((read.spans[at][0], read.spans[end][1], secret))
    return tuple(sorted(found, key=lambda one: (*one[:2], one[2].place)))


@same(8)
def _by_first(secrets: tuple[tuple[Secret, ...], ...]) -> _Known:
    found: dict[int, list[Secret]] = {}
    for of_stretch in secrets:
        for secret in of_stretch:
            if len(secret.words) >= SAID:
                found.setdefault(hash(secret.words[:SAID]), []).append(secret)
    short = (secret for of_stretch in secrets for secret in of_stretch if len(secret.words) < SAID)
    return _Known(found, frozenset(found), tuple(short))


@same(16384)
def words_read(stretch: Stretch) -> WordsRead:
    """Return the words of a piece of text as they are compared."""
    found = list(_words(stretch.text))
    words = tuple(word for _, _, word in found)
    runs = frozenset(hash(words[at : at + SAID]) for at in range(len(words) - SAID + 1))
    return WordsRead(words, tuple((start, end) for start, end, _ in found), runs)


def _index(words: tuple[str, ...], run: tuple[str, ...]) -> int | None:
    last = len(words) - len(run) + 1
    return next((at for at in range(last) if words[at : at + len(run)] == run), None)


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text as they are compared, each with its place."""
    for match in _WORD.finditer(text):
        word = unicodedata.normalize("NFKC", match[0]).replace("’", "'").replace("\u00ad", "")
        yield match.start(), match.end(), word.casefold()
