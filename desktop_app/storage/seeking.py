"""What a person types to find papers: as a full-text query, and as words to show around a hit."""

import re
from collections.abc import Iterable

from desktop_app.domain.text import clean_line

_SHORTEST = 3  #: one letter and its quotes: the beginning of too many words to look for
_STEM = 4  #: letters of a word that an excerpt looks for at the least
_BEFORE, _AFTER = 40, 80  #: characters of an excerpt before and after the beginning of its word
_QUOTED_OR_WORD = re.compile(r'"([^"]*)"|(\S+)')


def typed(text: str) -> str:
    """Return what was typed without what no paper holds."""
    return clean_line(text)


def parts_of(text: str) -> list[str]:
    """Return the words and quoted phrases that a person typed, those with a letter or figure in them."""
    parts = [(phrase or word).replace('"', " ").strip() for phrase, word in _QUOTED_OR_WORD.findall(text)]
    return [part for part in parts if any(sign.isalnum() for sign in part)]


def query_of(text: str) -> str:
    """Return a full-text query for what a person typed: each word a quoted string, none an operator."""
    parts = [f'"{part}"' for part in parts_of(text)]
    if parts and not text.endswith('"') and len(parts[-1]) > _SHORTEST:
        parts[-1] += "*"
    return " AND ".join(parts)


def excerpt(body: str, wanted: Iterable[str]) -> str:
    """Return the words around the first place where any of the wanted stands, "" where none is found.

    Not FTS5's own snippet, which takes a second over a word that stands in every paper. A word is also
    found by its beginning, as the search finds "approved" for "approving". A dot parts the lines.
    """
    text = " · ".join(" ".join(line.split()) for line in body.splitlines() if line.strip())
    folded = text.lower()
    for sought in wanted:
        for length in (len(sought), max(_STEM, len(sought) - 3)):
            place = folded.find(sought[:length].lower())
            if place >= 0:
                start = text.rfind(" ", 0, max(0, place - _BEFORE)) + 1 if place > _BEFORE else 0
                end = text.find(" ", place + _AFTER)
                cut = text[start:] if end < 0 else text[start:end] + " …"
                return f"… {cut}" if start else cut
    return ""


def found_in(text: str, asked: str) -> list[tuple[int, int]]:
    """Return where in a line the words stand that a person typed, in code points and in their order.

    A word is found whole or by its beginning; where it does not stand so, by the beginning of its stem.
    """
    found: set[tuple[int, int]] = set()
    for sought in parts_of(asked):
        first = r"\s+".join(re.escape(word) for word in sought.split())
        stem = re.escape(sought[: max(_STEM, len(sought) - 3)])
        for pattern in (rf"(?<!\w){first}\w*", rf"(?<!\w){stem}\w*"):
            if places := [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]:
                found.update(places)
                break
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
