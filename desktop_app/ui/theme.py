"""The look of the window: one table of colours for each theme, one style sheet, one family of type."""

from pathlib import Path
from string import Template as Wording
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

FAMILY = "Inter"
STYLE = "Fusion"
POINTS = 10.5  #: size of the window's type, before the user's own factor
TEXT_POINTS = 11.5  #: size of the author's text


class Theme(NamedTuple):
    """The colours of one theme by use. Text pairs reach 4.5:1, edges of controls 3:1 (held by a test)."""

    name: str
    bg: str
    side: str
    page: str
    text: str
    soft: str
    accent: str
    accent_bg: str
    on_accent: str
    ok: str
    warn: str
    err: str
    warn_bg: str
    err_bg: str
    tip_bg: str
    line: str
    edge: str

    @property
    def hint(self) -> str:
        """The colour of words that stand in an empty line, lighter than what is written there."""
        return self.soft if self.soft != self.text else _between(self.text, self.page)


LIGHT = Theme(
    name="light",
    bg="#f6f7f9",
    side="#eef0f4",
    page="#ffffff",
    text="#16202c",
    soft="#51606f",
    accent="#1f5fae",
    accent_bg="#e3edf9",
    on_accent="#ffffff",
    ok="#1b6e3c",
    warn="#8a4b00",
    err="#a61b1b",
    warn_bg="#fff3df",
    err_bg="#fdeaea",
    tip_bg="#eef4fb",
    line="#d5dae2",
    edge="#7d8896",
)
DARK = Theme(
    name="dark",
    bg="#15191f",
    side="#1b2027",
    page="#20262e",
    text="#e8edf3",
    soft="#a9b5c2",
    accent="#7fb2f0",
    accent_bg="#24374e",
    on_accent="#10161d",
    ok="#7fd3a0",
    warn="#f1b866",
    err="#f59a9a",
    warn_bg="#3a2d17",
    err_bg="#402024",
    tip_bg="#222f3d",
    line="#3a4450",
    edge="#76828f",
)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it: 1 for none, 21 for black on white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _between(text: str, page: str) -> str:
    """Return a colour two thirds of the way from a page to its text, which is 4.5:1 of any that is 12:1."""
    of_text, of_page = QColor(text), QColor(page)
    mixed = (
        round((2 * one + other) / 3)
        for one, other in (
            (of_text.red(), of_page.red()),
            (of_text.green(), of_page.green()),
            (of_text.blue(), of_page.blue()),
        )
    )
    return QColor(*mixed).name()


def _luminance(colour: str) -> float:
    known = QColor(colour)
    parts = (known.redF(), known.greenF(), known.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def high_contrast(palette: QPalette) -> Theme:
    """Return the theme that follows the system's own palette and drops every tint."""

    def of(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    role = QPalette.ColorRole
    text, base = of(role.WindowText), of(role.Window)
    chosen, on_chosen = of(role.Highlight), of(role.HighlightedText)
    if min(ratio(chosen, base), ratio(chosen, on_chosen)) < 4.5:  # as in Fusion's own palette
        chosen, on_chosen = text, base
    plain = dict.fromkeys(("bg", "side", "page", "warn_bg", "err_bg", "tip_bg"), base)
    inked = dict.fromkeys(("text", "soft", "ok", "warn", "err", "line", "edge"), text)
    return Theme(name="contrast", accent=chosen, accent_bg=base, on_accent=on_chosen, **plain, **inked)


def system_palette() -> QPalette:
    """Return the palette that the system gave before a theme was put on."""
    worn = _worn()
    return worn.over if worn is not None else QGuiApplication.palette()


def system_theme() -> Theme:
    """Return the light or dark theme, as the system asks for: by its palette, until a theme covers that."""
    if _worn() is not None:
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is QtCore.Qt.ColorScheme.Dark else LIGHT
    palette, role = QGuiApplication.palette(), QPalette.ColorRole
    ground, words = (palette.color(each).lightness() for each in (role.Window, role.WindowText))
    return DARK if ground < words else LIGHT


def theme_named(name: str) -> Theme:
    """Return a theme by its name in the settings; the system's for any other word."""
    if name == "contrast":
        return high_contrast(system_palette())
    return {"light": LIGHT, "dark": DARK}.get(name) or system_theme()


FIRST_FONTS = ("Inter-Regular.otf", "Inter-Bold.otf")  #: what the first page is set in
LATER_FONTS = ("Inter-Italic.otf", "Inter-SemiBold.otf")


def load_fonts(resources: Path, names: tuple[str, ...] = (*FIRST_FONTS, *LATER_FONTS)) -> None:
    """Make fonts of the window's family known to Qt. One that does not load leaves the system's."""
    for name in names:
        QFontDatabase.addApplicationFont(str(resources / "fonts" / name))


def finish(resources: Path) -> None:
    """Give the application what it can be painted without for the moment: other fonts, and its icon."""
    load_fonts(resources, LATER_FONTS)
    QGuiApplication.setWindowIcon(QIcon(str(resources / "icons" / "engross.png")))


def palette_of(theme: Theme) -> QPalette:
    """Return a theme as Qt's palette, so that what the style sheet leaves alone fits too."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.bg,
        role.WindowText: theme.text,
        role.Base: theme.page,
        role.AlternateBase: theme.side,
        role.Text: theme.text,
        role.Button: theme.page,
        role.ButtonText: theme.text,
        role.BrightText: theme.err,
        role.ToolTipBase: theme.page,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.hint,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.edge,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.soft))
    return palette


def application(name: str) -> QApplication:
    """Return the application, in the window's style from the first. name: of the program, as it was called.

    Named among its arguments, since naming a style to Qt later makes Python load QStyle: 5 ms of the start.
    """
    made = QApplication([name, "-style", STYLE])
    made.setProperty("styled", True)
    return made


def apply(app: QApplication, theme: Theme, resources: Path, scale: float = 1.0) -> str:
    """Dress the application in a theme; return the style sheet for the window to wear over it.

    scale: the user's own factor for the size of type. A sheet of the application would be taken on anew by
    each piece of a page whenever it is put into another: half as long again as all else of showing a section.
    """
    system = system_palette()
    if not app.property("styled"):
        app.setStyle(STYLE)
        app.setProperty("styled", True)
    font = QFont(FAMILY)
    font.setPointSizeF(POINTS * scale)
    app.setFont(font)
    app.setPalette(palette_of(theme))
    names = ["style.qss", "contrast.qss"] if theme.name == "contrast" else ["style.qss"]
    sheet = Wording("".join((resources / name).read_text(encoding="utf-8") for name in names))
    sizes = {"title": f"{18 * scale:.1f}", "small": f"{9.5 * scale:.1f}", "body": f"{POINTS * scale:.1f}"}
    # A style sheet's least height goes before what a control asks for, so it grows with the type.
    line = QFontMetrics(font).height()
    sizes |= {"control": f"{max(28, line + 2)}px", "link": f"{max(26, line)}px"}
    mark = round(16 * scale)
    parts = {
        "point": round(12 * scale),
        "beside": round(15 * scale),
        "mark": mark,
        "dot": mark // 2,
        "ring": mark // 4 + 1,
        "round": mark // 2 + 1,
    }
    sizes |= {name: f"{size}px" for name, size in parts.items()}
    icons = (resources / "icons").as_posix()
    pictures = {"tick": _picture(theme.on_accent), "arrow": _picture(theme.text)}
    app.setProperty("theme", _Worn(theme, system))
    return sheet.substitute(theme._asdict(), hint=theme.hint, icons=icons, **pictures, **sizes)


def _picture(colour: str) -> str:
    """Return which of the icons comes nearest to a colour: the one for light or for dark surroundings."""
    return "white" if QColor(colour).lightness() > 127 else "black"


class _Worn:
    """A theme as Qt keeps it: of a tuple it would make a list of its own. over: the system's palette."""

    def __init__(self, theme: Theme, over: QPalette) -> None:
        self.theme, self.over = theme, over


def _worn() -> _Worn | None:
    app = QApplication.instance()
    worn = app.property("theme") if app is not None else None
    return worn if isinstance(worn, _Worn) else None


def current() -> Theme:
    """Return the theme that the application wears."""
    worn = _worn()
    return worn.theme if worn is not None else LIGHT
