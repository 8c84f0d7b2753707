"""Ticks against text: statements ticked that the text does not bear out, or contradicts."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from desktop_app.domain.fields import AnyField, RichTextField, TickField
from desktop_app.domain.form import Form
from desktop_app.domain.richtext import Block, plain
from desktop_app.domain.signoff import Standing, vouched

from .declarations import standings
from .facts import BlockReader, printed, stretches_of
from .finding import Severity
from .once import question
from .passages import Passage, place
from .rule import Context, Note
from .sentences import sentences
from .stretches_of import Stretch

_FEW, _SHORT = 3, 200  #: pieces of text, and characters of each, that may still say nothing
_NAMED = 3  #: sections that a statement may speak of for one of them to be looked at
_NIL = re.compile(
    r"\W*(?:(?:none|nil|n/?a|not (?:applicable|required|relevant|needed|used)|nothing to (?:add|report|note)"
    r"|to follow|as above|(?:please )?(?:see|refer to)(?: the)? (?:above|below|body|(?:main )?report|part 2)"
    r"|tbc|tba|(?:there (?:are|is) )?(?:none|nothing|no (?:[a-z]+ ){0,3}"
    r"(?:comments?|issues?|implications?|considerations?|impacts?|concerns?|matters?))"
    r"(?: (?:aris(?:e|es|ing)|identified|known|apply|applies|(?:have|has) been identified|to report"
    r"|(?:from|of|in|to) (?:this|the) (?:report|paper|proposal|decision|body)|at (?:this stage"
    r"|this time|present))){0,2})\W*)?\Z",
    re.IGNORECASE,
)
_DONE = re.compile(r"\A(?:an?|the)? ?(?P<subject>.{2,60}?) (?:has|have) been (?P<verb>\w+)", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:has|have) been \w+[^.;]{0,20}\band will be\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,5}\b")
#: What a statement has to say for a section without a word to say to belie it.
_COVERED = re.compile(r"\b(?:covered|set out|addressed|considered) in\b|\bconsulted\b", re.IGNORECASE)
_NOT_YET = (
    r"(?:will be|is to be|are to be|to be|has not (?:yet )?been|have not (?:yet )?been|is being|are being"
    r"|was not|were not|is not(?: yet)?|not yet(?: been)?|is yet to be|are yet to be|is due to be|should be"
    r"|needs? to be|is still being|hasn’t been|hasn't been)"
)

#: What says by itself that a thing is not there yet.
_OPEN = (
    r"(?:is|are) (?:still |currently |now )?(?:in (?:preparation|progress|draft)|under ?way|outstanding"
    r"|awaited|pending)"
)


#: What leads up to a thing that is still to be made.
_AHEAD = (
    r"\b(?:(?:will|is to|are to|intend(?:s|ed)? to|plans? to|going to|proposes? to|needs? to|yet to|still to)"
    r" (?:carry out|complete|undertake|do|conduct|prepare|produce|draft|write|finalise|finish)"
    r"|(?:is|are|now|currently|still) (?:working on|drafting|preparing|completing|finalising))"
)


def _ticked(context: Context, form: Form) -> Iterator[TickField]:
    """Yield the statements of a form that are ticked, and not answered by an alternative."""
    for item, given in standings(context, form):
        ticked = given.event is not None and given.standing is not Standing.OPEN and not given.event.choice
        if isinstance(item, TickField) and ticked:
            yield item


def _texts(context: Context, form: Form, item: AnyField) -> Iterator[tuple[Passage, Stretch]]:
    """Yield the pieces of text that a statement vouches for."""
    reading = context.reading(form)
    for key in vouched(form, item):
        for block in reading.blocks(key):
            passage = Passage(key, block)
            yield from ((passage, stretch) for stretch in passage.stretches if stretch.mark is None)


@question
def _brief(context: Context, form: Form, key: str) -> str | None:
    """Return the words that a statement vouches for, None where they are many."""
    pieces: list[str] = []
    for _, stretch in _texts(context, form, context.template.field(key)):
        pieces.append(stretch.text)
        if len(pieces) > _FEW or len(pieces[-1]) > _SHORT:
            return None
    return " ".join(pieces).strip()


def find_empty(context: Context, form: Form) -> Iterable[Note]:
    """Yield statements ticked whose section is empty, or says that there is nothing to say."""
    for item in _ticked(context, form):
        words = _brief(context, form, item.key)
        named = [f for f in form.fields if isinstance(f, RichTextField) and f.key in item.vouches_for]
        statement = " ".join(plain(runs) for runs in item.statements)
        if words is None or not 0 < len(named) <= _NAMED:
            continue
        if words and not (_NIL.match(words) and _COVERED.search(statement)):
            continue
        read = f"says only “{words}”" if words else "is empty"
        says = (
            f"This is ticked, and {place(context, named[0].key)} {read}. What does the statement rest on? "
            "Write it there, or have the tick withdrawn."
        )
        yield Note(severity=Severity.WARNING, says=says, key=item.key)


def find_contradicted(context: Context, form: Form) -> Iterable[Note]:
    """Yield statements that something has been done, where the text says that it will be, or has not been."""
    for item in _ticked(context, form):
        for statement, passage, hit in _denials(context, form, item.key):
            says = (
                f"“{statement}” is ticked, and {place(context, passage.key, passage.block)} says: “{hit}” "
                "Which is so? Bring the text up to date, or have the tick withdrawn."
            )
            yield Note(severity=Severity.WARNING, says=says, key=item.key)


@question
def _denials(context: Context, form: Form, key: str) -> tuple[tuple[str, Passage, str], ...]:
    """Return the statements of a tick that its text denies, each with the first place and its sentence."""
    item = context.template.field(key)
    found: list[tuple[str, Passage, str]] = []
    for runs in item.statements if isinstance(item, TickField) else ():
        match = _DONE.match(plain(runs))
        if match is None:
            continue
        denied = _denied(match["subject"], match["verb"], _aliases(context, form, match["subject"]))
        texts = _texts(context, form, item)
        hits = ((passage, hit) for passage, stretch in texts if (hit := _first(denied, stretch.text)))
        found.extend((plain(runs), *one) for one in islice(hits, 1))
    return tuple(found)


@lru_cache(maxsize=8192)  # texts of some long papers; a text that did not change is not searched again
def _first(denied: re.Pattern[str], text: str) -> str:
    """Return the first sentence of a text that denies something, "" where none does."""
    told = (text[start:end] for start, end in sentences(text))
    return next((words for words in told if denied.search(words) and not _AGAIN.search(words)), "")


def _aliases(context: Context, form: Form, subject: str) -> tuple[str, ...]:
    """Return the names of what a statement speaks of: the acronym and what it is written out as."""
    last = subject.rsplit(maxsplit=1)[-1]
    if not last.isupper():
        return (subject,)
    return last, *dict.fromkeys(name for _, name in printed(context, form, _expanding(last)))


@lru_cache(maxsize=64)  # one reader for each acronym, so that what it read is known again
def _expanding(short: str) -> BlockReader[str]:
    """Return what reads the names that an acronym may stand for."""
    expanded = re.compile(rf"((?:[A-Z][\w’'-]*,? ){{1,6}})\(“?{re.escape(short)}s?”?\)")

    def read(block: Block) -> Iterator[str]:
        for stretch in stretches_of(block):
            yield from (match[1].strip() for match in expanded.finditer(stretch.text))
            names = (match[0] for match in _NAME.finditer(stretch.text))
            yield from (name for name in names if "".join(word[0] for word in name.split()) == short)

    return read


@lru_cache(maxsize=64)
def _denied(subject: str, verb: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a sentence by which a thing has not been done yet."""
    which = "|".join(re.escape(name.rstrip("s")) for name in (*names, subject))
    doing = (
        rf"(?:{re.escape(verb)}|carried out|undertaken|done|conducted|prepared|produced|drafted|finalised)"
    )
    return re.compile(
        rf"{_AHEAD} (?:an? |the |any )?(?:full |formal |new )?(?:{which})s?\b"
        rf"|\b(?:requirement|need) for (?:an? |the )?(?:{which})s? (?:is|will be|has yet to be|is to be)\b"
        rf"|\bawait(?:ed|ing)\b[^.;,]{{0,40}}\b(?:{which})s?\b"
        rf"|(?:{which})s?\b[^.;,]{{0,40}}\b{_NOT_YET} (?:\w+ ){{0,2}}{doing}\b"
        rf"|(?:{which})s?\b[^.;,]{{0,40}}\b{_OPEN}\b|\bno (?:{which})s? (?:has"
        rf"|have|was|is)\b",
        re.IGNORECASE,
    )
