"""Advice on wording: doubled words, spelling, capitals, unfinished sentences. Never an error."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block, ListItem, Paragraph, block_text

from .finding import Severity
from .rule import Given, Note, SectionView
from .sentences import sentences


def _advice(text: str, start: int, end: int, says: str) -> Note:
    words = text[start:end]
    return Note(severity=Severity.ADVICE, says=says.replace("{}", words, 1), start=start, end=end, text=words)


_WORD = re.compile(r"(?<![\w’'-])[^\W\d_]+(?![\w’'-])")
_MAY_DOUBLE = frozenset({"had", "that", "so", "very", "no", "ha", "bye"})


_YEAR = re.compile(r" [(]?(?:1[89]|20)\d\d\b")
#: Words by which a pair may be said again: "more and more and more", "case by case by case".
_JOINS = frozenset({"and", "or", "by", "to", "after", "over", "upon", "on", "had", "that"})


def find_doubled(text: str, _given: Given) -> Iterable[Note]:
    """Yield words written twice one after the other, alone or in pairs."""
    words = list(_WORD.finditer(text))
    said = [word[0].casefold() for word in words]
    for at in range(1, len(words)):
        last, word = words[at - 1], words[at]
        if said[at] == said[at - 1] and said[at] not in _MAY_DOUBLE and _beside(text, last, word):
            small = last[0].islower() or word[0].islower()
            if small and not (said[at] == "in" and _YEAR.match(text, word.end())):  # "put in in 2015"
                yield _advice(text, last.start(), word.end(), _TWICE.format("a word", "it"))
        elif (
            at > 2
            and said[at - 3 : at - 1] == said[at - 1 : at + 1]
            and _JOINS.isdisjoint(said[at - 1 : at + 1])
        ):
            pair = words[at - 3 : at + 1]
            apart = all(_beside(text, one, other) for one, other in pairwise(pair))
            if apart and all(one[0].islower() for one in pair):
                yield _advice(text, pair[0].start(), word.end(), _TWICE.format("two words", "them"))


_TWICE = "“{{}}” has {} twice. If that is not meant, take {} out once."


def _beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Say whether nothing but spaces stands between two words."""
    between = text[one.end() : other.start()]
    return between.strip(" \u00a0") == "" and 0 < len(between) < 4


_AMERICAN = {
    "color": "colour",
    "favor": "favour",
    "labor": "labour",
    "behavior": "behaviour",
    "honor": "honour",
    "center": "centre",
    "fiber": "fibre",
    "defense": "defence",
    "offense": "offence",
    "catalog": "catalogue",
    "fulfill": "fulfil",
    "enrollment": "enrolment",
    "traveled": "travelled",
    "canceled": "cancelled",
    "organization": "organisation",
    "organizations": "organisations",
    "organize": "organise",
    "authorize": "authorise",
    "authorized": "authorised",
    "prioritize": "prioritise",
    "utilize": "use",
    "utilized": "used",
    "recognize": "recognise",
    "recognized": "recognised",
    "analyze": "analyse",
    "analyzed": "analysed",
    "finalize": "finalise",
    "finalized": "finalised",
    "minimize": "minimise",
    "maximize": "maximise",
    "optimize": "optimise",
    "summarize": "summarise",
    "neighborhood": "neighbourhood",
}
_SPELT = re.compile(rf"(?<![\w.@/-])(?:{'|'.join(_AMERICAN)})(?![\w@/]|\.\w)", re.IGNORECASE)


def find_american(text: str, _given: Given) -> Iterable[Note]:
    """Yield American spellings, names (capitals within a sentence) left aside."""
    starts = {start for start, _ in sentences(text)}
    for match in _SPELT.finditer(text):
        if match[0][0].islower() or match.start() in starts:
            yield _advice(
                text, *match.span(), f"“{{}}” is American spelling. Is “{_AMERICAN[match[0].lower()]}” meant?"
            )


_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?:,? (?:[A-Z]{2,}|A|I)(?![\w-])){1,60}")
#: Words of a sentence, which no acronym is; "IT" and "US" are left aside.
_JOINING = frozenset((
    "THE", "OF", "AND", "TO", "FOR", "NOT", "NO", "IS", "ARE", "BE", "BEEN", "WAS", "WILL", "SHALL", "MUST",
    "MAY", "IN", "ON", "BY", "WITH", "FROM", "AT", "AS", "OR", "BUT", "THIS", "THAT", "THESE", "ALL", "ANY",
    "ONLY", "PLEASE", "NOTE", "DO", "DOES", "HAS", "HAVE", "BEFORE", "AFTER", "UNTIL", "UNDER", "OUR", "YOUR",
    "WHICH", "WHEN", "IF", "SO",
))  # fmt: skip
_SPOKEN = re.compile(r"(?=[A-Z]*[AEIOUY][A-Z]*[AEIOUY])(?![A-Z]*[B-DF-HJ-NP-TV-XZ]{5})[A-Z]{6,}\Z")
_MARKED = frozenset(("OFFICIAL", "SENSITIVE", "PUBLIC", "RESTRICTED", "SECRET", "COMMERCIAL", "PERSONAL"))


def find_shouting(text: str, _given: Given) -> Iterable[Note]:
    """Yield runs of words in capitals that are more than acronyms and markings side by side."""
    for match in _CAPITALS.finditer(text):
        words = match[0].replace(",", "").split()
        joining = sum(word in _JOINING for word in words)
        spoken = sum(bool(_SPOKEN.match(word)) and word not in _MARKED for word in words)
        if spoken + joining > 1 and (spoken or joining > 2) and len(words) > 1:
            yield _advice(
                text,
                *match.span(),
                "“{}” is all in capitals, which is hard to read. Are small letters better?",
            )


_MARKER = re.compile(r"\*{2,}|={2,}|#{2,}|~{2,}|\[{2,}|\]{2,}|<{2,}|>{2,}|!{2,}|£{2,}|,{2,}")


def find_marks(text: str, _given: Given) -> Iterable[Note]:
    """Yield marks left from drafting: stars, doubled signs, brackets that nothing closes."""
    for match in _MARKER.finditer(text):
        yield _advice(text, *match.span(), "“{}” looks like a mark left from drafting. Is it meant to print?")
    if text.count("(") > text.count(")") and len(text) < 5000:
        at = text.rfind("(")
        if ")" not in text[at:]:
            yield _advice(text, at, at + 1, "“{}” opens a bracket that nothing closes. Where does it end?")


_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]{0,3}\s*\Z|[,–—-]\s*\Z|\b(?:and|or)\s*\Z")
_UNFINISHED = re.compile(
    r"(?:,|\b(?:and|or|the|of|to|a|an|with|for|in|by|from|that|which|is|are|was|will|be))\s*\Z", re.IGNORECASE
)
_SENTENCE = 5  #: words from which what ends in a comma was to go on
_LONG_ENOUGH = 8  #: words from which a paragraph is a sentence, and no heading or label


def find_unstopped(view: SectionView) -> Iterable[Note]:
    """Yield paragraphs that end in the middle of a sentence, or without a full stop."""
    for answer in view.answers:
        if answer.asked and isinstance(answer.own, RichText):
            for block, following in _followed(answer.own.blocks):
                note = _unstopped(answer.item.key, block, following)
                if note is not None:
                    yield note


def _followed(blocks: tuple[Block, ...]) -> Iterable[tuple[Block, Block | None]]:
    return ((block, next(iter(blocks[at : at + 1]), None)) for at, block in enumerate(blocks, 1))


def _unstopped(key: str, block: Block, following: Block | None) -> Note | None:
    if not isinstance(block, Paragraph) or _introduces(block, following):
        return None
    told = _ending(block)
    if told is None:
        return None
    start, end, text, says = told
    return Note(severity=Severity.ADVICE, says=says, key=key, block=block.id, start=start, end=end, text=text)


def _introduces(block: Paragraph, following: Block | None) -> bool:
    """Say whether a paragraph goes on in the list or the deeper paragraph behind it."""
    if isinstance(following, ListItem):
        return True
    return block.level > 0 or (isinstance(following, Paragraph) and following.level > block.level)


@lru_cache(maxsize=4096)
def _ending(block: Paragraph) -> tuple[int, int, str, str] | None:
    text = block_text(block)
    last = text.rstrip().replace("\ufffc", "")
    few = len(last.split()) < (_SENTENCE if last.endswith(",") else _LONG_ENOUGH)
    if few or last.endswith("?"):
        return None
    start = max(0, len(text.rstrip()) - 30)
    start = text.find(" ", start) + 1 if " " in text[start:].rstrip() and start else start
    end = len(text.rstrip())
    words = text[start:end]
    if _UNFINISHED.search(last):
        return start, end, words, f"“{words}” ends in the middle of a sentence. How does it go on?"
    if not _ENDS.search(last):
        return start, end, words, f"“{words}” ends without a full stop. Is it finished? Then put one."
    return None


#: Stems that are spelt with -ise or -ize.
_ISE = (
    "organ", "author", "real", "recogn", "util", "final", "priorit", "minim", "maxim", "optim", "central",
    "summar", "emphas", "standard", "modern", "capital", "formal", "special", "harmon", "rational",
)  # fmt: skip
_PAIRS: tuple[tuple[str, str], ...] = (
    ("programme", "program"), ("e-mail", "email"), ("on-line", "online"), ("web site", "website"),
    ("co-operation", "cooperation"), ("co-ordination", "coordination"), ("policy-holder", "policyholder"),
    ("data base", "database"), ("sub-contractor", "subcontractor"), ("multi-agency", "multiagency"),
    ("life-cycle", "lifecycle"), ("start-up", "startup"), ("set-up", "setup"), ("focused", "focussed"),
    ("judgement", "judgment"), ("inquiry", "enquiry"), ("adviser", "advisor"), ("licence", "license"),
    ("roll-out", "rollout"), ("co-ordinator", "coordinator"), ("body-worn", "body worn"),
)  # fmt: skip
_PAIRS += tuple(
    (f"{stem}is{end}", f"{stem}iz{end}") for stem in _ISE for end in ("e", "ed", "es", "ing", "ation")
)
_SPELLINGS = sorted((re.escape(word) for pair in _PAIRS for word in pair), key=len, reverse=True)
_TERMS = re.compile(rf"(?<![\w-])(?:{'|'.join(_SPELLINGS)})s?(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=8192)  # blocks of some sixteen long papers; a block that did not change is not read again
def terms_of(block: Block) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a block that are spelt in more than one way, as they are spelt there."""
    return tuple((*match.span(), match[0]) for match in _TERMS.finditer(block_text(block)))


#: Each spelling with its other one.
OTHERS = {word: other for pair in _PAIRS for word, other in (pair, pair[::-1])}
