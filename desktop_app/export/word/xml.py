"""Small pieces of WordprocessingML as text, and its units."""

import re
from functools import cache

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
#: What every root declares: a prefix that is named ignorable but not declared is fatal in Word.
ROOT = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + ' mc:Ignorable="w14 w15"'


def twips(points: float) -> int:
    """Return points as twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return points as Word gives sizes of type."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Return points as Word gives widths of borders, at least the thinnest."""
    return max(2, round(points * 8))


@cache
def _illegal() -> re.Pattern[str]:
    """Return what XML cannot hold."""
    # A paper is mended on its way in; a name on its record may not have been.
    # To make this takes longer than to write eight pages, and few papers ask for it.
    return re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_QUOTED = re.compile(r"[&<>\"\t\r\n]")
_PIECE = re.compile("([\t\n])")


def legal(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    # What prints is legal, and nearly all does: to ask that costs a tenth of the search.
    return words if words.isprintable() else _illegal().sub("", words)


def escaped(words: str) -> str:
    """Return words as XML's text."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text(words: str) -> str:
    """Return words as the content of a run; tabs and line ends become Word's own."""
    if words.isprintable():
        return _piece(words) if words else ""
    return "".join(_piece(piece) for piece in _PIECE.split(legal(words)) if piece)


def _piece(piece: str) -> str:
    own = {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(piece)
    return own or f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'


def attribute(value: str) -> str:
    """Return a value quoted for an attribute."""
    value = legal(value)
    if _QUOTED.search(value):
        value = _QUOTED.sub(lambda sign: f"&#{ord(sign[0])};", value)
    return f'"{value}"'


def run(content: str, properties: str = "") -> str:
    """Return a run of content."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{content}</w:r>"


def paragraph(content: str, style: str, properties: str = "") -> str:
    """Return a paragraph of runs in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str, properties: str = "") -> str:
    """Return a field with the value that it shows until Word works it out anew."""
    begin, separate, end = (
        run(f'<w:fldChar w:fldCharType="{kind}"/>', properties) for kind in ("begin", "separate", "end")
    )
    words = escaped(instruction)
    code = run(f'<w:instrText xml:space="preserve"> {words} </w:instrText>', properties)
    return begin + code + separate + run(text(shown), properties) + end
