"""Ticks against text: statements ticked that the text does not bear out, or contradicts."""

import re
from collections.abc import Iterable, Iterator

from desktop_app.domain.fields import RichTextField, TickField
from desktop_app.domain.form import Form
from desktop_app.domain.richtext import plain
from desktop_app.domain.signoff import Standing, sign_off, vouched

from .finding import Severity
from .passages import Passage, place
from .rule import Context, Note
from .sentences import sentences
from .stretches_of import Stretch

_NIL = re.compile(
    r"\s*(?:none|nil|n/?a|not applicable|no (?:comments?|issues?|implications?)|nothing to add"
    r"|not used)\W*\Z",
    re.IGNORECASE,
)
_DONE = re.compile(r"\A(?:an?|the)? ?(?P<subject>.{2,60}?) (?:has|have) been (?P<verb>\w+)", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:has|have) been \w+[^.;]{0,20}\band will be\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,5}\b")
_COVERED = re.compile(r"\bcovered in\b|\bset out in\b|\baddressed in\b|\bconsidered in\b", re.IGNORECASE)
_NOT_YET = (
    r"(?:will be|is to be|are to be|to be|has not (?:yet )?been|have not (?:yet )?been|is being|are being"
    r"|was not"
    r"|were not|is not(?: yet)?|not yet(?: been)?|is yet to be|are yet to be|is due to be|should be"
    r"|needs? to be"
    r"|is still being|hasn’t been|hasn't been)"
)


def _ticked(context: Context, form: Form) -> Iterator[TickField]:
    """Yield the statements of a form that are ticked, and not answered by an alternative."""
    reading = context.reading(form)
    for item in form.fields:
        if isinstance(item, TickField) and reading.asked(item):
            given = sign_off(reading, form, item, context.record(form), context.secret(form))
            if given.event is not None and given.standing is not Standing.OPEN and not given.event.choice:
                yield item


def _texts(context: Context, form: Form, item: TickField) -> list[tuple[Passage, Stretch]]:
    """Return the pieces of text that a statement vouches for."""
    reading, numbers = context.reading(form), context.numbers[form.document]
    return [
        (passage, stretch)
        for key in vouched(form, item)
        for block in reading.blocks(key)
        for passage in (Passage(key, block, numbers.of(key, block.id)),)
        for stretch in passage.stretches
        if stretch.mark is None
    ]


def find_empty(context: Context, form: Form) -> Iterable[Note]:
    """Yield statements ticked whose section is empty, or says that there is nothing to say."""
    for item in _ticked(context, form):
        texts = _texts(context, form, item)
        words = " ".join(stretch.text for _, stretch in texts).strip()
        named = [f for f in form.fields if isinstance(f, RichTextField) and f.key in item.vouches_for]
        statement = " ".join(plain(runs) for runs in item.statements)
        if not named or len(named) > 3 or (words and not (_NIL.match(words) and _COVERED.search(statement))):
            continue
        read = f"says only “{words}”" if words else "is empty"
        says = (
            f"This is ticked, and {place(context, named[0].key)} {read}. What does the statement rest on? "
            f"Write "
            "it there, or have the tick withdrawn."
        )
        yield Note(severity=Severity.WARNING, says=says, key=item.key)


def find_contradicted(context: Context, form: Form) -> Iterable[Note]:
    """Yield statements that something has been done, where the text says that it will be, or has not been."""
    for item in _ticked(context, form):
        for runs in item.statements:
            match = _DONE.match(plain(runs))
            if match is None:
                continue
            denied = _denied(match["subject"], match["verb"], _aliases(context, form, match["subject"]))
            for passage, stretch in _texts(context, form, item):
                if hit := _first(denied, stretch.text):
                    yield _contradicted(context, item, plain(runs), (passage, stretch), hit)
                    break


def _contradicted(
    context: Context, item: TickField, statement: str, where: tuple[Passage, Stretch], hit: str
) -> Note:
    passage, _ = where
    says = (
        f"“{statement}” is ticked, and {place(context, passage.key, passage.block)} says: “{hit}” Which is "
        f"so? "
        "Bring the text up to date, or have the tick withdrawn."
    )
    return Note(severity=Severity.WARNING, says=says, key=item.key)


def _first(denied: re.Pattern[str], text: str) -> str:
    """Return the first sentence of a text that denies something, "" where none does."""
    told = (text[start:end] for start, end in sentences(text))
    return next((words for words in told if denied.search(words) and not _AGAIN.search(words)), "")


def _aliases(context: Context, form: Form, subject: str) -> list[str]:
    """Return the names of what a statement speaks of: the acronym and what it is written out as."""
    last = subject.rsplit(maxsplit=1)[-1]
    if not last.isupper():
        return [subject]
    words = [stretch.text for passage in _all(context, form) for stretch in passage.stretches]
    expanded = re.compile(rf"((?:[A-Z][\w’'-]*,? ){{1,6}})\(“?{re.escape(last)}s?”?\)")
    found = [match[1].strip() for text in words for match in expanded.finditer(text)]
    named = (match[0] for text in words for match in _NAME.finditer(text))
    found += [name for name in named if "".join(word[0] for word in name.split()) == last]
    return [last, *dict.fromkeys(found)]


def _all(context: Context, form: Form) -> Iterator[Passage]:
    reading = context.reading(form)
    for item in form.fields:
        if isinstance(item, RichTextField):
            yield from (Passage(item.key, block) for block in reading.blocks(item.key))


def _denied(subject: str, verb: str, names: list[str]) -> re.Pattern[str]:
    """Return the pattern of a sentence by which a thing has not been done yet."""
    which = "|".join(re.escape(name.rstrip("s")) for name in (*names, subject))
    doing = (
        rf"(?:{re.escape(verb)}|carried out|undertaken|done|conducted|prepared|produced|drafted|finalised)"
    )
    return re.compile(
        rf"(?:{which})s?\b[^.;,]{{0,40}}\b{_NOT_YET} (?:\w+ ){{0,2}}{doing}\b|\bno (?:{which})s? (?:has"
        rf"|have|was|is)\b",
        re.IGNORECASE,
    )
