"""Acronyms: written out the first time in each document, in one way, unless readers know them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.form import Form
from desktop_app.domain.richtext import Block

from .facts import printed
from .finding import Severity
from .passages import Passage
from .rule import Context, Note
from .stretches_of import Stretch

_ACRONYM = re.compile(
    r"(?<![\w&/.’'£@-])(?P<name>[a-z]{0,2}[A-Z][A-Za-z]{0,2}[A-Z]{1,6}[0-9]?)(?P<s>s|’s|'s)?(?![\w@/])"
)
_BRACKETED = re.compile(r"(?<= )\(“?[\"']?(?P<short>[A-Za-z]{2,9})[\"']?”?(?:,? [^()]{0,30})?\)")
#: The words before a bracket; looked for there alone, since words that may be a name stand everywhere.
_WORDS = re.compile(r"(?:(?:[\w’'-]{1,40},?|&) ){1,14}\Z")
_NAMED = 6  #: acronyms that one message names
_BACK = 160  #: characters that the words behind an acronym take at most
_REVERSED = re.compile(
    r"(?<![\w(])(?P<short>[A-Z][A-Za-z]{1,8}) \((?P<long>(?:[A-Z][\w’'-]+,? (?:(?:and|of|the|for|to|in|on"
    r"|with|&) ){0,2}){1,6}[A-Z][\w’'-]+|[A-Z][\w’'-]+ [A-Z][\w’'-]+)\)"
)
_NO_ACRONYM = re.compile(
    r"\A[IVXLCDM]+\Z|\A(?:PART|NOT|USED|AND|THE|FOR|YES|NO|OK|TBC|TBA|TBD|XX+|OFFICIAL|PUBLIC|AM|PM|SENSITIVE"
    r"|PLC|LLP|LTD|DRAFT)\Z|\A[A-Z]{1,2}\d\Z"  # "MX5" is a model or a size
)
_PLATE = re.compile(r"\b[A-Z]{2}\d\d \Z")  #: the first half of a vehicle's registration
_COINED = re.compile(r"[A-Z][a-z]{2,}[A-Z]")  #: a name made of a word and an acronym, as "MetSEG"
_LONG = re.compile("[A-Z]{6}")  #: in a heading that is all in capitals, where words look as acronyms do
_SHOUTED = re.compile(r"\b[A-Z]{3,}(?: [A-Z]{3,}){2,60}\b")
_JOINING = frozenset(["and", "of", "the", "for", "to", "in", "on", "with", "a", "an", "&"])


@dataclass(frozen=True, slots=True)
class Use:
    """An acronym at text[start:end] of a stretch. long: what it is written out as there, "" for nothing."""

    stretch: Stretch
    start: int
    end: int
    short: str
    long: str = ""


def uses(block: Block) -> tuple[Use, ...]:
    """Return the acronyms used in a block, those written out among them, in their order."""
    found: list[Use] = []
    for stretch in Passage("", block).stretches:
        found.extend(_uses(stretch))
    return tuple(found)


def _is_headline(text: str) -> bool:
    """Say whether a text of several words is all in capitals."""
    return " " in text.strip() and not any(map(str.islower, text)) and _LONG.search(text) is not None


def _uses(stretch: Stretch) -> Iterable[Use]:
    text = stretch.text
    if not any(sign.isupper() for sign in text) or stretch.caption:
        return
    named = {
        match.start("short"): (match, _initials(words[0], match["short"]))
        for match in _BRACKETED.finditer(text)
        if (words := _WORDS.search(text[max(0, match.start() - _BACK) : match.start()]))
    }
    for match in _REVERSED.finditer(text):
        if _stands_for(match["short"], match["long"]):
            named[match.start("short")] = (match, match["long"])
    shouted = [match.span() for match in _SHOUTED.finditer(text)]
    headline = _is_headline(text)
    done: set[int] = set()
    for match in _ACRONYM.finditer(text):
        at = match.start("name")
        if (
            _NO_ACRONYM.match(match["name"])
            or _COINED.search(match["name"])
            or _PLATE.search(text[max(0, at - 5) : at])
            or any(start <= at < end for start, end in shouted)
            or (headline and at not in named)
        ):
            continue
        done.add(at)
        long = named[at][1] if at in named else ""
        yield Use(stretch, at, match.end("name"), match["name"], long)
    for at, (match, long) in named.items():
        if long and at not in done and sum(sign.isupper() for sign in match["short"]) > 1:
            yield Use(stretch, at, match.end("short"), match["short"], long)


def _stands_for(short: str, long: str) -> bool:
    return bool(_initials(long + " ", short))


def _initials(words: str, short: str) -> str:
    """Return the last words whose first letters an acronym is made of, "" where they are not."""
    pieces = words.replace(",", " ").replace("-", " ").replace("’", "").split()
    letters = [sign.lower() for sign in short.rstrip("s") if sign.isalpha()]
    while len(pieces) > len(letters) and pieces[-1].islower():
        pieces.pop()  # "… Monitoring meeting (IAM)"
    for count in range(min(len(pieces), len(letters) + 4), 0, -1):
        tail = pieces[-count:]
        firsts = [piece[0].lower() for piece in tail]
        core = [piece[0].lower() for piece in tail if piece.lower() not in _JOINING]
        if letters in (firsts, core) and tail[0].lower() not in _JOINING:
            return " ".join(tail)
    return _loose(pieces, letters)


def _loose(pieces: list[str], letters: list[str]) -> str:
    """Return the words that the letters run through in order, beginning with the first one of a word."""
    for count in range(1, min(len(pieces), len(letters)) + 1):
        tail = pieces[-count:]
        run = iter("".join(tail).lower())
        if (
            tail[0][0].lower() == letters[0]
            and tail[0][0].isupper()
            and all(letter in run for letter in letters)
        ):
            return " ".join(tail)
    return ""


def _known(context: Context) -> frozenset[str]:
    return frozenset(context.template.pack.acronyms)


def _all(context: Context, form: Form) -> list[tuple[Passage, Use]]:
    return list(printed(context, form, uses))


def _note(passage: Passage, use: Use, says: str) -> Note:
    mark = use.stretch.mark
    start, end = (use.start, use.end) if mark is None else (mark, mark + 1)
    return Note(
        severity=Severity.ADVICE,
        says=says,
        key=passage.key,
        block=passage.block.id,
        cell=use.stretch.cell,
        start=start,
        end=end,
        text=use.short,
    )


def find_unexpanded(context: Context, form: Form) -> Iterable[Note]:
    """Yield acronyms that a document never writes out, or only after it has used them; each once."""
    if form.restricted:
        return
    known = _known(context)
    first: dict[str, tuple[Passage, Use]] = {}
    longs: dict[str, tuple[int, str]] = {}
    for at, (passage, use) in enumerate(_all(context, form)):
        first.setdefault(use.short, (passage, use))
        if use.long:
            longs.setdefault(use.short, (at, use.long))
    for short, (passage, use) in first.items():
        if short in known or short.rstrip("s") in known or use.long:
            continue
        if short in longs:
            says = (
                f"“{short}” is used here before it is written out as {longs[short][1]}. Readers from "
                f"outside do not "
                "know it yet. Should it be written out here?"
            )
        else:
            says = (
                f"“{short}” is written out nowhere in this document. Readers from outside may not know it. "
                f"What "
                "does it stand for? Write it out the first time."
            )
        yield _note(passage, use, says)


def find_expanded_again(context: Context, form: Form) -> Iterable[Note]:
    """Yield acronyms written out twice in a document, or in two ways, or spelt in two ways."""
    if form.restricted:
        return
    again: dict[str, tuple[Passage, Use]] = {}
    longs: dict[str, str] = {}
    reading = context.reading(form)
    title = "" if reading.sources(form.title_key) else reading.title(form)  # it is told where it is written
    titled = {use.short.casefold(): use.short for use in _uses(Stretch(title))}
    spelt = dict(titled)
    for passage, use in _all(context, form):
        other = spelt.setdefault(use.short.casefold(), use.short)
        if other != use.short and use.short.casefold() + "s" != other.casefold():
            spelt[use.short.casefold()] = use.short
            where = "before" if titled.pop(use.short.casefold(), "") != other else "in the title"
            says = f"“{use.short}” is written {other} {where}. Are they one? Which spelling is meant?"
            yield _note(passage, use, says)
        if not use.long:
            continue
        before = longs.get(use.short)
        longs[use.short] = use.long
        if before is not None and _differs(before, use.long):
            says = f"“{use.short}” is written out as {use.long} here, and as {before} before. Which is meant?"
            yield _note(passage, use, says)
        elif before is not None:
            again.setdefault(use.short, (passage, use))
    if again:
        yield _again(*again.values())


def _again(first: tuple[Passage, Use], *others: tuple[Passage, Use]) -> Note:
    """Return the note of acronyms written out a second time, where the first of them is."""
    passage, use = first
    says = f"“{use.short}” is written out as {use.long} a second time"
    if others:
        names = [other.short for _, other in others]
        says += f", and so {'is' if len(names) == 1 else 'are'} {_listed(names)} further on"
    return _note(passage, use, f"{says}. Is once enough?")


def _listed(names: list[str]) -> str:
    *most, last = names[:_NAMED] if len(names) <= _NAMED else [*names[:_NAMED], "others"]
    return f"{', '.join(most)} and {last}" if most else last


def _differs(one: str, other: str) -> bool:
    return one.casefold().rstrip("s") != other.casefold().rstrip("s")
