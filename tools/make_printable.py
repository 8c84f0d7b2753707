"""Make desktop_app/checks/printable_data.py: the characters that the embedded fonts can draw, as ranges.

Usage: python -m tools.make_printable. To be run when a font in resources/fonts changes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop_app.export.pdf.fonts import load_fonts

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "desktop_app" / "checks" / "printable_data.py"
_HEAD = '"""Which characters the fonts of printed papers hold. Made by tools/make_printable.py."""\n\n'
_A_LINE = 5


def ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of codes without a gap."""
    start = last = -2
    for code in sorted(codes):
        if code != last + 1:
            if last >= 0:
                yield start, last
            start = code
        last = code
    yield start, last


def printable(resources: Path) -> list[int]:
    """Return the code points of all characters that some font of printed papers can draw."""
    fonts = load_fonts(resources)
    return [
        code
        for code in range(0x20, 0x110000)
        if not 0xD800 <= code < 0xE000 and not fonts.lacking([chr(code)])
    ]


def main() -> None:
    """Write the module."""
    runs = [f"({first:#x}, {last:#x})" for first, last in ranges(printable(ROOT / "resources"))]
    lines = (", ".join(runs[at : at + _A_LINE]) for at in range(0, len(runs), _A_LINE))
    body = "".join(f"    {line},\n" for line in lines)
    TARGET.write_text(
        f"{_HEAD}RANGES: tuple[tuple[int, int], ...] = (\n{body})  # fmt: skip\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
