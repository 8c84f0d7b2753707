"""Plain text as a paper may hold it: which characters may stand in it, and identities for its blocks."""

import re
import secrets

#: Characters that no Word file, XML text or editor document can hold: controls but tab and line feed,
#: the byte order mark and object mark, Unicode's noncharacters and lone surrogates.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
#: Everything that other programs use to end a line: Word's vertical tab, form feed, NEL, LS, PS.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return text with line ends made "\\n" and characters that cannot be kept anywhere removed.

    Tabs stay. Nothing else is changed: no normalisation, no trimming.
    """
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """Return text cleaned for a field of one line: line ends and tabs become single spaces."""
    return re.sub(r"[\n\t]+", " ", clean(text))


def new_id() -> str:
    """Return a new identity for a block or footnote: twelve hexadecimal digits, never reused."""
    return secrets.token_hex(6)


def count_words(text: str) -> int:
    """Return the number of words in text, as a word processor counts them (runs between white space)."""
    return len(text.split())


def whole_signs(text: str) -> str:
    """Return text with “?” for half a sign, as of an emoji cut in two: UTF-8 has no place for it."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
