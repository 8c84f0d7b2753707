"""Which words of a text are looked up: not figures, addresses, acronyms, references or product names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What is passed over whole: web and mail addresses, names of files.
_ADDRESS = re.compile(
    r"""(?:https?://|www\.)\S+
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | \b[\w-]+(?:\.[\w-]+)*\.(?:uk|com|org|net|eu|gov|info|police|docx?|xlsx?|pdf|pptx?|txt)\b(?:/\S*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: Letters and figures with apostrophes, hyphens (the non-breaking one too), soft hyphens and the marks of
#: footnotes within.
_WORD = re.compile(r"[^\W_]+(?:[\u00ad\ufffc'’‐‑-][^\W_]+)*")
_PIECE = re.compile(r"[^\ufffc‐‑-]+")
#: Capitals alone, as plural or possessive too: FOI, SROs, NHS's.
_ACRONYM = re.compile(r"[A-Z]{2,}(?:s|['’]s)?")
_PARTED = re.compile(r"[\ufffc‐‑-]")
_NUMBERED = re.compile(r"[ \u00a0/-]?\d")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_ROMAN = re.compile(r"[ivxlc]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands: code points from and to."""

    start: int
    end: int
    word: str


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text that are to be looked up, in their order. Hyphenated words are one."""
    passed = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(first < end and start < last for first, last in passed):
            continue
        if _is_numeral(text, start, end):
            continue
        if not _PARTED.search(match[0]) and passes(match[0]):
            continue
        yield Word(start, end, match[0])


def _is_numeral(text: str, start: int, end: int) -> bool:
    """Say whether a word is the mark of a list in the text: "ii)"."""
    return text[end : end + 1] == ")" and _ROMAN.fullmatch(text, start, end) is not None


def passes(word: str) -> bool:
    """Say whether a word is not looked up: a letter, with figures, an acronym, a name like DocuSign."""
    return (
        len(word) == 1
        or any(sign.isdigit() for sign in word)
        or _ACRONYM.fullmatch(word) is not None
        or _INNER_CAPITAL.search(word) is not None
    )


def parts_of(word: Word) -> Iterator[Word]:
    """Yield the parts of a word to be looked up, between hyphens and marks; of any other the word itself."""
    for match in _PIECE.finditer(word.word):
        if not passes(match[0]):
            yield Word(word.start + match.start(), word.start + match.end(), match[0])


def begins_number(text: str, end: int) -> bool:
    """Say whether a word that ends at a code point stands before a number, as a reference's code does."""
    return _NUMBERED.match(text, end) is not None


def forms_of(word: str) -> tuple[str, ...]:
    """Return a word as it may stand in a list: itself, and what it is the possessive of."""
    return (word, word[:-2]) if word.endswith("'s") else (word,)
