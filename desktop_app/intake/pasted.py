"""Plain text from the clipboard as blocks: a line is a paragraph, its number or marker says its kind."""

import re

from desktop_app.domain.richtext import Block, Blocks, ListItem, ListKind, Paragraph, text_runs
from desktop_app.domain.text import clean

_BULLET = re.compile(r"[•‣◦▪●○■\uf0b7·*–—-]\s+")
_DECIMAL = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?(?:\t\s*|\s{1,8})(?=\S)")
_POINTED = re.compile(r"\(?(\d{1,3})[.)]\s+")
_LETTER = re.compile(r"\(?([a-z])[.)]\s+")
_ROMAN = re.compile(r"\(?([ivx]{1,5})[.)]\s+")


def blocks_from_text(text: str) -> Blocks:
    """Return plain text as blocks. Numbers ("1.2"), letters ("(a)") and bullets become kinds and levels."""
    blocks: list[Block] = []
    for line in clean(text).split("\n"):
        if line.strip():
            blocks.append(_block(line, blocks[-1] if blocks else None))
    return tuple(blocks)


def _block(line: str, before: Block | None) -> Block:
    words = line.strip()
    depth = (len(line) - len(line.lstrip())) // 4 + line[: len(line) - len(line.lstrip())].count("\t")
    if found := _BULLET.match(words):
        return ListItem(text_runs(words[found.end() :]), ListKind.BULLET, min(depth, 4))
    if (found := _ROMAN.match(words)) and (found[1] == "i" or _continues_roman(before)):
        return ListItem(text_runs(words[found.end() :]), ListKind.LETTER, 1)
    if found := _LETTER.match(words):
        return ListItem(text_runs(words[found.end() :]), ListKind.LETTER, 0)
    if (found := _DECIMAL.match(words)) and ("." in found[1] or "\t" in found[0] or _POINTED.match(words)):
        return Paragraph(text_runs(words[found.end() :]))
    return Paragraph(text_runs(words))


def _continues_roman(before: Block | None) -> bool:
    return isinstance(before, ListItem) and before.kind is ListKind.LETTER and before.level == 1
