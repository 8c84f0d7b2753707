"""Plain text from the clipboard as blocks: a line is a paragraph, its number or marker says its kind."""

import re

from desktop_app.domain.richtext import Block, Blocks, ListItem, ListKind, Paragraph, text_runs
from desktop_app.domain.text import clean

_BULLET = re.compile(r"[•‣◦▪●○■\uf0b7·*–-]\s+")
#: A number that can be nothing but a paragraph's: a point, tab or wide space follows it.
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,3}(?:[.)]\s+|[.)]?(?:\t|\u2003|\s{2})\s*)(?=\S)")
#: A number that may also be a figure ("1.5 FTE"): a paragraph's only where several lines have one.
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}\s(?=[A-Z‘’“\"'])")
_LETTER = re.compile(r"\(?([a-z])[.)]\s+")
_ROMAN = re.compile(r"\(?([ivx]{1,5})[.)]\s+")


def blocks_from_text(text: str) -> Blocks:
    """Return plain text as blocks. Numbers ("1.2"), letters ("(a)") and bullets become kinds and levels."""
    lines = [line for line in clean(text).split("\n") if line.strip()]
    several = sum(bool(_FIGURE.match(line.strip())) for line in lines) > 1
    blocks: list[Block] = []
    for line in lines:
        blocks.append(_block(line, blocks[-1] if blocks else None, figures=several))
    return tuple(blocks)


def _block(line: str, before: Block | None, *, figures: bool) -> Block:
    words = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    depth = len(indent.replace("\t", "    ")) // 4
    if found := _BULLET.match(words):
        return ListItem(text_runs(words[found.end() :]), ListKind.BULLET, min(depth, 4))
    if (found := _ROMAN.match(words)) and (found[1] == "i" or _continues_roman(before)):
        return ListItem(text_runs(words[found.end() :]), ListKind.LETTER, 1)
    if found := _LETTER.match(words):
        return ListItem(text_runs(words[found.end() :]), ListKind.LETTER, 0)
    found = _NUMBER.match(words) or (_FIGURE.match(words) if figures else None)
    return Paragraph(text_runs(words[found.end() :] if found else words))


def _continues_roman(before: Block | None) -> bool:
    return isinstance(before, ListItem) and before.kind is ListKind.LETTER and before.level == 1
