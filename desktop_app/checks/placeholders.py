"""Leftover placeholders: words that stand for something still to be written."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from .finding import Severity
from .rule import Given, Note

#: Where a word may begin: not inside another word, number or file name.
_BEGIN = r"(?<![\w.@])"

#: Every pattern is linear: no repeat within a repeat, and every open-ended stretch has an upper bound.
#: Beside each stand the signs without which it cannot match: looking for them first is fifty times faster.
_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (tuple(signs.split(" ")), re.compile(pattern))
    for signs, pattern in (
        ("tba tbc tbd t.b.", _BEGIN + r"(?:(?:TB[ACD]|tb[acd]|Tb[acd])(?!\w)|T\.B\.[ACD](?!\w)\.?)"),
        (
            "(to [to",
            r"[\[(](?i:to be (?:confirmed|advised|agreed|decided|determined|inserted|added|completed))[\])]",
        ),
        # £X, £XXm, £X.Xm, £?, £___, £nn and the same behind a blank
        (
            "£ $ €",
            (
                r"[£$€] ?(?:[xX]{1,9}(?:[.,][xX]{1,9}){0,3}|[nN]{1,4}|\?{1,5}|[_…]{1,40}|\.{3,40})"
                r" ?(?:[kK]|[mM]|bn|million)?(?![\w.]\w|\w)"
            ),
        ),
        (
            "xx/ xx- xx. dd/ dd- dd.",
            _BEGIN + r"(?:[xX]{2}|[dD]{2})[/.-](?:[xX]{2}|[mM]{2})[/.-]"
            r"(?:[xXyY]{4}|[xXyY]{2}|\d{4}|\d{2})(?!\w)",
        ),
        ("xx", _BEGIN + r"[xX]{2,40}(?:[.,][xX]{1,9})? ?%?(?!\w)(?!/[A-Z])(?!\.\w)"),
        ("x%", _BEGIN + r"[xX]%"),
        ("19xx 20xx", r"(?<!\w)(?:19|20)[xX]{2}(?!\w)"),
        (" ".join(f"{n}x" for n in range(10)), r"(?<!\w)(?:19|20)\d[xX](?!\w)"),
        ("£[ $[ €[", r"[£$€]\[[^\[\]\n]{0,30}\]"),
        ("xxx", r"(?<!\w)[A-Z]{1,8}[X]{3,20}(?!\w)"),
        ("nnn", r"(?<!\w)(?:n{3,9}|N{3,9})(?!\w)"),
        ("??", r"\?{2,200}"),
        ("(?)", r"\(\?\)"),
        ("___", r"_{3,200}"),
        ("...... ……", r"\.{6,200}|…{2,100}"),
        ("[", r"\[[ \u00a0]{1,80}\]"),
        ("lorem", r"(?i:(?<!\w)lorem ipsum(?!\w))"),
        ("todo fixme", r"(?<!\w)(?:TODO|FIXME)(?!\w)"),
        ("#", r"#(?:REF|NAME|VALUE|DIV/0)[!?]|#N/A(?!\w)"),
        ("error!", r"Error! (?:Reference source not found|Bookmark not defined)"),
        ("click", r"(?i:click (?:or tap )?here to enter (?:text|a date))"),
        (
            "insert",
            _BEGIN + r"[Ii]nsert (?:the )?(?:name|date|amount|figures?|text|details|title|value) here(?!\w)",
        ),
        ("choose", r"Choose an item(?=\.|$)"),
    )
)
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,160}\]|<[^<>\n]{1,80}>")
_URL = re.compile(r"(?:https?://|www\.)[^\s]{1,2000}|[^\s@]{1,64}@[^\s@]{1,255}")
_ROMAN = re.compile(r"[MDCLXVI]{1,20}")
_DIVISION = re.compile(
    r"(?:Article|Title|Chapter|Volume|Vol\.?|Book|Part|Schedule|Section|Annex|Appendix|Protocol) $"
)
_WORD = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,9})?|●|/|_{1,40}")
_WHOLE = re.compile(
    r"(?i:to be (?:confirmed|advised|agreed|decided|determined|inserted|added|completed|written|drafted)"
    r"|to follow)(?: by (?:the )?[a-z]{2,20}(?: [a-z]{2,20}){0,2})?\.?"
)

#: What a note to the author begins with: alone, or only before more words ("[State]" is a quotation).
_ALONE = frozenset(
    [
        "insert", "placeholder", "tbc", "tba", "tbd", "todo", "●"
    ]
)  # fmt: skip
_ORDERS = frozenset(
    [
        "add", "amend", "choose", "complete", "delete", "describe", "drafting", "enter", "fill",
        "give", "replace", "select", "specify", "state", "type"
    ]
)  # fmt: skip
_NOUNS = frozenset(
    [
        "name", "names", "date", "dates", "amount", "number", "figure", "figures", "title",
        "reference", "ref", "organisation", "supplier", "contractor", "company", "value", "sum",
        "cost", "costs", "address", "email", "month", "year", "time", "post", "role", "signature",
        "reason", "reasons", "text", "detail", "details", "department", "location", "site",
        "percentage", "percent", "total", "budget", "period", "duration", "x", "xx", "xxx", "xxxx",
        "●", "dd", "mm", "yy", "yyyy"
    ]
)  # fmt: skip
_QUALIFIERS = frozenset(
    [
        "your", "full", "of", "for", "and", "or", "to", "from", "in", "supplier's", "contract",
        "project", "job", "start", "end", "expiry", "first", "last", "second", "new", "existing",
        "report", "author's", "officer", "officer's", "lead", "senior", "responsible", "owner",
        "service", "area", "financial", "relevant", "here", "/", "procurement", "board", "meeting",
        "decision", "the"
    ]
)  # fmt: skip


def find_placeholders(text: str, given: Given) -> Iterable[Note]:
    """Yield what stands in text for something that is still to be written."""
    spans = sorted(_spans(text, given), key=lambda span: (span[0], -span[1]))
    reached = 0
    for start, end in spans:
        if start < reached:
            continue
        reached = end
        yield _note(text, start, end)


def _note(text: str, start: int, end: int) -> Note:
    words = text[start:end]
    says = (
        f"“{words}” seems to stand for something that is still to be written; the paper would go out with it "
        "as it is. Write what belongs here, or take it out."
    )
    return Note(severity=Severity.ERROR, says=says, start=start, end=end, text=words)


def _spans(text: str, given: Given) -> Iterator[tuple[int, int]]:
    addresses: list[tuple[int, int]] = []
    if "@" in text or "://" in text or "www." in text:
        addresses = [match.span() for match in _URL.finditer(text)]
    folded = text.lower()
    possible = (pattern for signs, pattern in _PATTERNS if any(sign in folded for sign in signs))
    for pattern in (*possible, *(_compiled(pattern) for pattern in given.placeholders)):
        for match in pattern.finditer(text):
            if match.end() > match.start() and _counts(text, match, addresses):
                yield match.span()
    for match in _BRACKETS.finditer(text) if "[" in text or "<" in text else ():
        if _asks(match.group(), text[max(0, match.start() - 1) : match.start()]) and not _inside(
            match.span(), addresses
        ):
            yield match.span()
    whole = _WHOLE.fullmatch(text.strip()) if len(text) < 60 else None
    if whole is not None:
        start = len(text) - len(text.lstrip())
        yield start, start + len(whole.group())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _inside(span: tuple[int, int], addresses: list[tuple[int, int]]) -> bool:
    index = bisect_right(addresses, (span[0], sys.maxsize)) - 1
    return index >= 0 and span[1] <= addresses[index][1]


def _counts(text: str, match: re.Match[str], addresses: list[tuple[int, int]]) -> bool:
    """Say whether a match is a placeholder and not a Roman number, a chromosome or part of an address."""
    if _inside(match.span(), addresses):
        return False
    words = match.group()
    if not _ROMAN.fullmatch(words):
        return True
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 16]
    if not words.strip("X"):
        of_the = after.startswith((" of ", " to the "))
        named = before.endswith(("Article ", "Title ", "Chapter ", "Volume ", "Protocol "))
        division = _DIVISION.search(before) is not None and of_the
        other = after.startswith((" chromosome", " century", " or XY", " and XY"))
        return len(words) > 3 or not (named or division or other)
    return False


def _asks(bracket: str, before: str) -> bool:
    """Say whether words in brackets ask for something: an order ("insert …"), or a bare noun ("name")."""
    inner = bracket[1:-1]
    angled = bracket.startswith("<")
    if angled and (before.isalnum() or not inner[:1].isalpha() or "@" in inner or "://" in inner):
        return False
    words = [word.casefold() for word in _WORD.findall(inner)]
    if not words or (words == ["x"] and not angled) or words[0] == "the":
        return False
    if words[0] in _ALONE or words[0].startswith("_") or (words[0] in _ORDERS and len(words) > 1):
        return True
    if all(word in _NOUNS or word in _QUALIFIERS for word in words) and not _NOUNS.isdisjoint(words):
        return True
    return angled and len(words) <= 6 and not any(sign in inner for sign in '=;"')
