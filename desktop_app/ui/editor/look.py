"""How the editor looks: the colours, fonts and distances that it is handed, and nothing else."""

from dataclasses import dataclass, field
from functools import cache, cached_property

from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPalette

_INCHES_A_METRE = 1 / 0.0254


@dataclass(frozen=True)
class EditorLook:
    """Colours, font and distances of the editor.

    leading: height of a line in percent of the font's own. gutter: room for the numbers at the left,
    indent: of each level, below: space after a block, all in ems, so that they grow with the text.
    """

    font: QFont = field(default_factory=QFont)
    text: QColor = field(default_factory=lambda: QColor("#16202c"))
    soft: QColor = field(default_factory=lambda: QColor("#51606f"))
    link: QColor = field(default_factory=lambda: QColor("#1f5fae"))
    line: QColor = field(default_factory=lambda: QColor("#7d8896"))
    head: QColor = field(default_factory=lambda: QColor("#eef4fb"))
    error: QColor = field(default_factory=lambda: QColor("#a61b1b"))
    error_tint: QColor = field(default_factory=lambda: QColor("#fdeaea"))
    warning: QColor = field(default_factory=lambda: QColor("#8a4b00"))
    warning_tint: QColor = field(default_factory=lambda: QColor("#fff3df"))
    advice: QColor = field(default_factory=lambda: QColor("#1f5fae"))
    advice_tint: QColor = field(default_factory=lambda: QColor("#eef4fb"))
    leading: int = 142
    gutter: float = 3.6
    indent: float = 2.2
    below: float = 0.6

    @cached_property
    def em(self) -> float:
        """The size of the font in pixels."""
        return float(max(1, QFontInfo(self.font).pixelSize()))

    def width(self, label: str) -> float:
        """Return how wide a number or marker is: measured once, for it is painted at every key."""
        width = self._widths.get(label)
        if width is None:
            width = self._widths[label] = self._metrics.horizontalAdvance(label)
        return width

    @cached_property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    @cached_property
    def _widths(self) -> dict[str, float]:
        return {}


def look_of(palette: QPalette, font: QFont) -> EditorLook:
    """Return the look that follows a palette alone, as high contrast asks for: no tints."""
    role = QPalette.ColorRole
    text, base = palette.color(role.Text), palette.color(role.Base)
    link = palette.color(role.Link)
    return EditorLook(
        font=font,
        text=text,
        soft=text,
        link=link,
        line=text,
        head=base,
        error=text,
        error_tint=base,
        warning=text,
        warning_tint=base,
        advice=link,
        advice_tint=base,
    )


@cache  # a layout only points to what it is made for, so that this must never go
def laid_out_for(dots: int) -> QImage:
    """Return what stands for a screen of so many dots an inch where text is laid out for it."""
    screen = QImage(1, 1, QImage.Format.Format_RGB32)
    screen.setDotsPerMeterX(round(dots * _INCHES_A_METRE))
    screen.setDotsPerMeterY(round(dots * _INCHES_A_METRE))
    return screen
