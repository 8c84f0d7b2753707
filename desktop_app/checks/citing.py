"""Laws as text cites them: acts by any of their names, sections, regulations, paragraphs of a scheme."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.domain.pack import Law

from .sentences import sentences


@dataclass(frozen=True, slots=True)
class Citation:
    """A law named at text[start:end]."""

    start: int
    end: int
    law: Law


@dataclass(frozen=True, slots=True)
class Provision:
    """A section cited at text[start:end]. law: the one named beside it, None where none is.

    number: "43", "22A". label: the words after a dash, as a rule the exemption's name.
    """

    start: int
    end: int
    number: str
    law: Law | None
    label: str = ""


@lru_cache(maxsize=16)
def _pattern(laws: tuple[Law, ...]) -> re.Pattern[str]:
    names = sorted({name for law in laws for name in law.names}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")


@lru_cache(maxsize=16)
def _by_name(laws: tuple[Law, ...]) -> dict[str, Law]:
    return {name: law for law in reversed(laws) for name in law.names}


@lru_cache(maxsize=8192)  # stretches of some ten long papers
def citations(text: str, laws: tuple[Law, ...]) -> tuple[Citation, ...]:
    """Return the laws named in text, the longest name where several fit."""
    if not laws:
        return ()
    named = _by_name(laws)
    return tuple(Citation(*match.span(), named[match[0]]) for match in _pattern(laws).finditer(text))


_SECTION = re.compile(
    r"(?<!\w)(?:[Ss]ections?|[Ss]\.?|[Aa]rticle|[Rr]egulation)[ \u00a0]?"
    r"(?P<number>\d{1,3}[A-Z]{0,2})(?!\w|[.,]\d)(?P<sub>(?:\(\w{1,4}\)){0,4})"
)
_OF = re.compile(
    r"\A(?: ?\((?P<label>[A-Za-z][A-Za-z ]{3,60})\)| ?[-–—] ?(?P<dashed>[A-Za-z][A-Za-z ]{3,60}?))?"
    r",?(?: of| under| in)?(?: the| that)? ?\(?\Z"
)
_FAR = 90  #: characters between a section with its label and the law that it is of
_LABEL = re.compile(r"\A ?[-–—:(] ?(?P<label>[A-Za-z][A-Za-z ]{3,60})")


def provisions(text: str, laws: tuple[Law, ...]) -> tuple[Provision, ...]:
    """Return the sections cited in text, each with the law named right before or behind it."""
    cited = citations(text, laws)
    starts, ends = [c.start for c in cited], [c.end for c in cited]
    found: list[Provision] = []
    for match in _SECTION.finditer(text):
        after, until = bisect_left(starts, match.end()), bisect_right(ends, match.start())
        behind = cited[after] if after < len(cited) else None
        before = cited[until - 1] if until else None
        law, label_at, words = None, match.end(), ""
        tied = (
            _OF.match(text[match.end() : behind.start])
            if behind is not None and behind.start - match.end() < _FAR
            else None
        )
        if behind is not None and tied is not None:
            law, label_at = behind.law, behind.end
            words = (tied["label"] or tied["dashed"] or "").strip()
        elif before is not None and text[before.end : match.start()].strip(" ,-–():") == "":
            law = before.law
        label = _LABEL.match(text[label_at : label_at + 70])
        words = words or (label["label"].strip() if label else "")
        found.append(Provision(*match.span(), match["number"], law, words))
    return tuple(found)


def sentence_at(text: str, at: int) -> str:
    """Return the sentence of a text that holds a place."""
    return next((text[start:end] for start, end in sentences(text) if start <= at < end), text)
