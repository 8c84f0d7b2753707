"""What stands on one page, as the operators of PDF: fills behind, marked text, rules on top."""

from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont

from .fonts import Face

#: What stands for itself in brackets, and what does not: brackets, and all that is not ASCII in print.
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): f"\\{sign}" for sign in "()\\"
}
#: Stands for a character that has its code in another part of its font.
_OTHER = "\ufffe"


class Letters:
    """Writes words with the codes that the embedded fonts of one file have for them. file: ReportLab's."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._names: dict[str, str] = {}
        self._codes: dict[str, _Codes] = {}

    def name(self, face: Face) -> str:
        """Return how pages name a face, whose codes are those of ASCII."""
        known = self._names.get(face.name)
        if known is None:
            font = _font(face)
            font.splitString("", self._file)  # ReportLab's account of the font's codes in this file begins
            self._codes[face.name] = _Codes(font, self._file)
            known = self._names[face.name] = font.getSubsetInternalName(0, self._file)
        return known

    def shown(self, face: Face, words: str) -> list[tuple[str, str]]:
        """Return words in stretches, each with the name of its font: what an operator shows, in brackets."""
        name = self.name(face)
        codes = words.translate(_ESCAPES if words.isascii() else self._codes[face.name])
        if _OTHER not in codes:
            return [(name, f"({codes})")]
        font = _font(face)
        return [
            (
                font.getSubsetInternalName(subset, self._file),
                f"({codes.decode('latin-1').translate(_ESCAPES)})",
            )
            for subset, codes in font.splitString(words, self._file)
        ]


class _Codes(dict[int, str]):
    """Characters as a font of a file writes them: those of its first 256, and a sign for any other."""

    def __init__(self, font: TTFont, file: Any) -> None:
        super().__init__()
        self._font = font
        self._file = file

    def __missing__(self, char: int) -> str:
        ((subset, code),) = self._font.splitString(chr(char), self._file)
        written = self[char] = _OTHER if subset else code.decode("latin-1").translate(_ESCAPES)
        return written


def _font(face: Face) -> TTFont:
    font: Any = getFont(face.name)
    return font


@lru_cache(maxsize=256)
def _color(color: str) -> str:
    """Return "#rrggbb" as three shares."""
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


class Sheet:
    """The content of one page while it is drawn. All measures are points from its lower left corner."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._fills: list[str] = []
        self._text: list[str] = []
        self._rules: list[str] = []
        self._font: tuple[str, float] = ("", 0)
        self._color = ""
        self._open = False

    def begin(self, mark: str) -> None:
        """Let the text that follows bear a mark, the text before it ends with its own."""
        self._text.append(f"ET\nEMC\n{mark} BDC\nBT" if self._open else f"{mark} BDC\nBT")
        self._open = True

    def end(self) -> None:
        """End the marked text, if there is any."""
        if self._open:
            self._text.append("ET\nEMC")
            self._open = False

    def show(self, face: Face, size: float, color: str, x: float, y: float, words: str) -> None:
        """Show words that begin at x on the base line y. They need a mark to have begun."""
        assert self._open
        out = self._text.append
        if color != self._color:
            self._color = color
            out(f"{_color(color)} rg")
        out(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for name, shown in self._letters.shown(face, words):
            if self._font != (name, size):
                self._font = (name, size)
                out(f"{name} {size:.4g} Tf")
            out(f"{shown} Tj")

    def fill(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle, its lower left corner at x and y, behind all text."""
        self._fills.append(f"{_color(color)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float, color: str) -> None:
        """Draw a straight line over all text."""
        line = f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"
        self._rules.append(f"{width:.4g} w {_color(color)} RG {line}")

    def stream(self) -> bytes:
        """Return the whole content. Fills and rules are artifacts: they are no part of the text."""
        self.end()
        return "\n".join([*_artifact(self._fills), *self._text, *_artifact(self._rules)]).encode("ascii")


def _artifact(shapes: list[str]) -> list[str]:
    return ["/Artifact <</Type/Layout>> BDC\nq", *shapes, "Q\nEMC"] if shapes else []
