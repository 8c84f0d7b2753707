"""Markup taken off the lines of a text: bold marks, links, entities and heading marks become looks."""

import html
import re
from dataclasses import dataclass, replace

from desktop_app.domain.text import clean

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((#[^()\s]{0,200}|(?:https?://|mailto:)[^()\s]{1,1000}|)\)")
_MOST_ROWS = 20  # of a paragraph over which bold may run
_MOST_MARKS = 100  # in one line; a line with more was not marked up by a hand
_HASHES = re.compile(r"#{1,6}[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Look:
    """A stretch of a line, by code points, that is bold or a link."""

    start: int
    end: int
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text without its markup.

    number: its place in the text, from 0. indent: white space before it, in characters. gap: whether a
    blank line stands before it. heading: whether it bore a heading mark. looks: bold and linked
    stretches. seams: places where two stretches were run together ("Signature**Date**"). shift: columns
    cut off before it.
    """

    text: str
    number: int = 0
    indent: int = 0
    gap: bool = False
    heading: bool = False
    looks: tuple[Look, ...] = ()
    seams: tuple[int, ...] = ()
    shift: int = 0

    def cut(self, start: int, end: int | None = None) -> "Line":
        """Return the part of the line from start to end, without white space at its ends."""
        end = len(self.text) if end is None else end
        if start == 0 and end >= len(self.text):
            return self
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        end = start + len(piece)
        looks = tuple(
            replace(look, start=max(look.start, start) - start, end=min(look.end, end) - start)
            for look in self.looks
            if look.start < end and look.end > start
        )
        seams = tuple(seam - start for seam in self.seams if start < seam < end)
        return replace(self, text=piece, looks=looks, seams=seams, shift=self.shift + start)

    @property
    def bold(self) -> bool:
        """Whether the whole line is bold."""
        covered = sum(look.end - look.start for look in self.looks if look.bold)
        return bool(self.text) and covered >= len(self.text.replace(" ", ""))


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank, their markup read; illegal characters are mended."""
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(_closed(clean(text).split("\n"))):
        if not raw.strip():
            gap = True
            continue
        line = _marked(raw, number, gap)
        if line.text:
            lines.append(line)
            gap = False
    return lines


def _closed(rows: list[str]) -> list[str]:
    """Return rows with bold that runs over several of them closed and opened again in each."""
    rows = list(rows)
    for number, row in enumerate(rows):
        if "**" not in row or row.count("**") % 2 == 0:
            continue
        for end in range(number + 1, min(number + _MOST_ROWS, len(rows))):
            if not rows[end].strip():
                break
            if rows[end].count("**") % 2:
                rows[number] = f"{row}**"
                for between in range(number + 1, end):
                    rows[between] = f"**{rows[between].strip()}**"
                rows[end] = f"**{rows[end].lstrip()}"
                break
    return rows


def _marked(raw: str, number: int, gap: bool) -> Line:
    indent = len(raw) - len(raw.lstrip())
    text = raw.strip()
    if "&" in text:
        text = clean(_ENTITY.sub(lambda match: html.unescape(match[0]), text)).replace("\n", " ")
    hashes = _HASHES.match(text)
    if hashes:
        text = text[hashes.end() :]
    looks: tuple[Look, ...] = ()
    seams: tuple[int, ...] = ()
    if 0 < text.count("](") + text.count("**") <= _MOST_MARKS:
        text, looks, seams = _looks(text)
    line = Line(text, number, indent, gap, hashes is not None, looks, seams)
    blank = len(text) - len(text.lstrip())
    text = text.strip()
    return line if text == line.text else replace(line.cut(blank, blank + len(text)), shift=0)


def _looks(text: str) -> tuple[str, tuple[Look, ...], tuple[int, ...]]:
    """Return a line without its links and bold marks, and where these stood."""
    parts: list[str] = []
    looks: list[Look] = []
    seams: list[int] = []
    length = 0
    bold = False
    for start, end, words, link in _pieces(text):
        if not words and not link:
            bold = not bold
            glued = start > 0 and end < len(text) and not (text[start - 1].isspace() or text[end].isspace())
            if glued and length:
                seams.append(length)
            continue
        if bold or link:
            looks.append(Look(length, length + len(words), bold, link))
        parts.append(words)
        length += len(words)
    return "".join(parts), tuple(looks), tuple(dict.fromkeys(seams))


def _pieces(text: str) -> list[tuple[int, int, str, str]]:
    """Return the pieces of a line: start, end, words and link; a bold mark is a piece without words."""
    pieces: list[tuple[int, int, str, str]] = []
    at = 0
    for match in _LINK.finditer(text):
        _bold_pieces(text, at, match.start(), pieces)
        inner = match[1].replace("**", "")
        pieces.append((match.start(), match.end(), inner, "" if match[2].startswith("#") else match[2]))
        at = match.end()
    _bold_pieces(text, at, len(text), pieces)
    marks = sum(1 for piece in pieces if not piece[2] and not piece[3])
    if marks % 2:  # an unpaired mark is the author's own two stars
        last = max(index for index, piece in enumerate(pieces) if not piece[2] and not piece[3])
        pieces[last] = (*pieces[last][:2], "**", "")
    return [piece for piece in pieces if piece[2] or piece[1] - piece[0] == 2]


def _bold_pieces(text: str, start: int, end: int, pieces: list[tuple[int, int, str, str]]) -> None:
    at = start
    while (found := text.find("**", at, end)) >= 0:
        if found > at:
            pieces.append((at, found, text[at:found], ""))
        pieces.append((found, found + 2, "", ""))
        at = found + 2
    if end > at:
        pieces.append((at, end, text[at:end], ""))
