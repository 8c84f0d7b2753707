"""Make resources/fonts/EngrossSymbols.ttf: the few signs of DejaVu Sans that the text faces lack.

Usage: python tools/make_symbols_font.py /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
Needs fonttools, which the program itself does not.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

#: Tick boxes and ticks; the non-breaking hyphen and currency signs that Liberation Sans has not.
SIGNS = " \u00a0-‐‑✓✔✗☐☑☒₹₺₽→⇒≈≠≤≥●○■□▪"
FAMILY = "Engross Symbols"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "EngrossSymbols.ttf"

#: The name records that carry the family, the full name, the PostScript name and so on (OpenType, “name”).
_NAMES = {1: FAMILY, 3: f"{FAMILY} 2.37", 4: FAMILY, 6: "EngrossSymbols", 16: FAMILY}


def make(source: Path, target: Path) -> None:
    """Write the subset of the font at `source` to `target`, under its own name."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text=SIGNS)
    subsetter.subset(font)
    missing = set(SIGNS) - {chr(code) for code in font.getBestCmap()}
    if missing:
        raise SystemExit(f"{source} has no {' '.join(sorted(missing))}")
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    font.save(target)


if __name__ == "__main__":
    make(Path(sys.argv[1]), TARGET)
