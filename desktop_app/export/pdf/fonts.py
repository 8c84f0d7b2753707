"""The embedded fonts: which face draws which character, how wide it is, and what none of them can draw."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from pathlib import Path
from unicodedata import normalize

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FAMILY = "LiberationSans"
_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
#: Fonts for what the family lacks, first that has it; those that are not there are passed over.
_FALLBACKS = ("EngrossSymbols", "DejaVuSans")
#: The most that is quoted of a text with a character that is lacking.
_EXCERPT = 80
#: Where a word may be broken without a sign: after a hyphen, dash or slash between letters.
_JOINTS = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=\u200b)")
#: Characters that act on their neighbours and have no look of their own: they are never drawn.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f")
#: Characters drawn as another of the same look where the font lacks them.
_LOOKALIKES = str.maketrans({"\u2009": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0"})


class MissingGlyphs(ValueError):
    """A document holds characters that no font here can draw; the words say which and what would do."""

    def __init__(self, characters: Iterable[str], words: str = "") -> None:
        """Characters that are lacking; words: where the first of them stands."""
        self.characters = tuple(characters)
        listed = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in self.characters)
        place = f" The first is in “{words[:_EXCERPT].strip()}”." if words else ""
        super().__init__(
            f"The PDF has no letter shapes for {listed}. Put other words or signs in their place.{place}"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font as ReportLab knows it; widths: of each character it has, in thousandths of the size."""

    name: str
    widths: dict[int, float]


#: Text of one face, with its width at a size of one point; a word in stretches, cut where it may be broken.
Stretch = tuple[Face, str, float]
Stretches = tuple[tuple[Stretch, ...], ...]
#: So many words are remembered; then it begins anew.
_REMEMBERED = 50_000


class Fonts:
    """The faces of the family and their fallbacks, with the widths of words once measured."""

    def __init__(self, folder: Path) -> None:
        self._faces = {key: _face(f"{_FAMILY}-{style}", folder) for key, style in _STYLES.items()}
        self._fallbacks = tuple(
            _face(name, folder) for name in _FALLBACKS if (folder / f"{name}.ttf").exists()
        )
        self._words: dict[tuple[str, bool, bool], Stretches] = {}
        self._widths = {key: _Widths(self, *key) for key in _STYLES}

    def face(self, *, bold: bool = False, italic: bool = False) -> Face:
        """Return the family's face of this look."""
        return self._faces[bold, italic]

    def width(self, face: Face, text: str, size: float) -> float:
        """Return how wide text is in points."""
        widths = face.widths
        return sum([widths[code] for code in map(ord, text)]) * size / 1000

    def measured(self, word: str, *, bold: bool, italic: bool) -> Stretches:
        """Return a word, cut where it may be broken, in stretches with their widths at a size of one point.

        Raises MissingGlyphs as `split` does.
        """
        key = (word, bold, italic)
        known = self._words.get(key)
        if known is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            known = self._words[key] = tuple(
                tuple(
                    (face, part, self.width(face, part, 1))
                    for face, part in self.split(bit, bold=bold, italic=italic)
                )
                for bit in _JOINTS.split(word)
            )
        return known

    def widths(self, *, bold: bool, italic: bool) -> "_Widths":
        """Return the widths of words at a size of one point, by the words: measured when first asked for."""
        return self._widths[bold, italic]

    def split(self, text: str, *, bold: bool, italic: bool) -> list[tuple[Face, str]]:
        """Return text in stretches of one face each, without what is invisible.

        Raises MissingGlyphs where no face has a character.
        """
        first = self.face(bold=bold, italic=italic)
        widths = first.widths
        if all(ord(char) in widths for char in text) and INVISIBLE.isdisjoint(text):
            return [(first, text)] if text else []
        stretches: list[tuple[Face, str]] = []
        for char in text.translate(_LOOKALIKES):
            if char in INVISIBLE:
                continue
            face = self._drawing(char, first)
            if stretches and stretches[-1][0] is face:
                stretches[-1] = (face, stretches[-1][1] + char)
            else:
                stretches.append((face, char))
        return stretches

    def lacking(self, texts: Iterable[str]) -> list[str]:
        """Return the characters of texts that no face can draw, each once, in the order they occur."""
        faces = (self.face(), *self._fallbacks)
        doubtful = (text for text in texts if not (text.isascii() and text.isprintable()))
        seen = dict.fromkeys("".join(normalize("NFC", text) for text in doubtful).translate(_LOOKALIKES))
        return [
            char
            for char in seen
            if char not in INVISIBLE
            and char not in "\n\t"
            and not any(ord(char) in face.widths for face in faces)
        ]

    def _drawing(self, char: str, first: Face) -> Face:
        for face in (first, self.face(), *self._fallbacks):
            if ord(char) in face.widths:
                return face
        raise MissingGlyphs([char])


def _face(name: str, folder: Path) -> Face:
    font = TTFont(name, str(folder / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    widths, glyphs = font.face.charWidths, font.face.charToGlyph
    return Face(name, {code: widths[code] for code in glyphs if code in widths})


class _Widths(dict[str, float]):
    """Widths of words that one face of the family draws as they are; without end for other words."""

    def __init__(self, fonts: Fonts, bold: bool, italic: bool) -> None:
        super().__init__()
        self._fonts = fonts
        self._bold = bold
        self._italic = italic

    def __missing__(self, word: str) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        bits = self._fonts.measured(word, bold=self._bold, italic=self._italic)
        stretches = [stretch for bit in bits for stretch in bit]
        face = self._fonts.face(bold=self._bold, italic=self._italic)
        plain = "".join(text for _, text, _ in stretches) == word and all(
            its is face for its, _, _ in stretches
        )
        width = self[word] = sum(width for _, _, width in stretches) if plain else inf
        return width


@lru_cache(maxsize=4)
def load_fonts(resources: Path) -> Fonts:
    """Return the fonts of the resources folder, read once. Raises OSError where one is missing."""
    return Fonts(resources / "fonts")
