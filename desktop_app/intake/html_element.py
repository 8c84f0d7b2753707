"""What an element of pasted HTML means for the text within it: look, list, level, footnote."""

import re
from dataclasses import dataclass

from desktop_app.domain.richtext import ListKind, Text

from .html_build import Shape

_SILENT = frozenset(
    """
    audio button canvas del head iframe math noscript object script select style svg template
    textarea title video xml
    """.split()  # noqa: SIM905 - a word a line would fill two pages
)
_LINKS = ("http://", "https://", "mailto:")
_WORD_LIST = re.compile(r"\bl\d+\s+level(\d)\b")
_REMARK = re.compile(r"\b(msocomanchor|msocomoff|msocomtxt)\b", re.IGNORECASE)
_HEAVY = re.compile(r"bold|bolder|[6-9]00")

_PLAIN = Text("")
_BODY = Shape()


@dataclass(frozen=True, slots=True)
class Open:
    """An open element: its tag, and what holds for the text within."""

    tag: str
    look: Text = _PLAIN
    silent: bool = False
    shape: Shape = _BODY
    depth: int = 0
    kind: ListKind | None = None
    tab: bool = False
    pre: bool = False
    cell: tuple[int, int] = (1, 1)
    note: str = ""
    marker: bool = False


def _style(attributes: dict[str, str]) -> dict[str, str]:
    """Return the declarations of a style by their exact names ("mso-bidi-font-weight" is another)."""
    pairs = (part.partition(":") for part in attributes.get("style", "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if name.strip()}


def opened_by(tag: str, attributes: dict[str, str], around: Open) -> Open:
    """Return what holds within an element."""
    style = _style(attributes)
    listed = style.get("mso-list", "")
    silent = around.silent or tag in _SILENT or tag.startswith(("v:", "w:", "m:")) or _hidden(style)
    silent = silent or is_comment(attributes)
    marker = listed == "ignore" or (around.marker and tag == "span")
    shape, depth, kind = around.shape, around.depth, around.kind
    if tag in ("ul", "ol"):
        depth += 1
        kind = _list_kind(tag, attributes, style)
    elif tag == "li":
        told = attributes.get("aria-level") or attributes.get("data-aria-level", "")
        level = int(told) if told.isdecimal() and len(told) < 3 else depth
        own = style.get("list-style-type", "")
        kind = ListKind.LETTER if "alpha" in own or "roman" in own else kind
        shape = Shape(kind=kind or ListKind.BULLET, level=max(level, 1) - 1)
    elif re.fullmatch("h[1-6]", tag):  # numbered or not
        shape = Shape(heading=True)
    elif found := _WORD_LIST.search(listed):
        shape = Shape(kind=ListKind.BULLET, level=int(found[1]) - 1)
    elif tag in ("td", "th", "caption"):
        shape, depth, kind = Shape(), 0, None
    return Open(
        tag,
        _look(tag, attributes, style, around.look),
        silent or marker or _is_back_link(attributes),
        shape,
        depth,
        kind,
        "mso-tab-count" in style,
        around.pre or tag == "pre",
        (_span(attributes, "colspan"), _span(attributes, "rowspan")),
        _note_id(tag, attributes, style),
        marker,
    )


def is_comment(attributes: dict[str, str]) -> bool:
    """Say whether an element is a comment that somebody made in Word, or the mark of one."""
    style = _style(attributes)
    return (
        style.get("mso-element") == "comment-list"
        or style.get("mso-special-character") == "comment"
        or bool(_REMARK.search(attributes.get("class", "")))
    )


def _hidden(style: dict[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("visibility") == "hidden"
    )


def _list_kind(tag: str, attributes: dict[str, str], style: dict[str, str]) -> ListKind:
    if tag == "ul":
        return ListKind.BULLET
    own = style.get("list-style-type", "")
    lettered = attributes.get("type") in ("a", "A", "i", "I") or "alpha" in own or "roman" in own
    return ListKind.LETTER if lettered else ListKind.NUMBER


def _span(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(max(int(text), 1), 60) if text.isdecimal() and len(text) < 6 else 1


def _note_id(tag: str, attributes: dict[str, str], style: dict[str, str]) -> str:
    """Return the name of the footnote that an element marks or holds, "" for none."""
    href = attributes.get("href", "").rpartition("#")[2]
    if tag == "a" and (found := re.fullmatch(r"_?(ftn|edn|sdfootnote)(\d+)(sym)?", href)):
        return found[1] + found[2]
    if tag == "div" and style.get("mso-element") in ("footnote", "endnote"):
        return attributes.get("id", "")
    if tag == "div" and re.fullmatch(r"sdfootnote\d+", attributes.get("id", "")):
        return attributes["id"]
    return ""


def _is_back_link(attributes: dict[str, str]) -> bool:
    href = attributes.get("href", "").rpartition("#")[2]
    return bool(re.fullmatch(r"_?(ftn|edn)ref\d+|sdfootnote\d+anc", href))


def _look(tag: str, attributes: dict[str, str], style: dict[str, str], look: Text) -> Text:
    bold, italic, underline, link = look.bold, look.italic, look.underline, look.link
    bold = bold or tag in ("b", "strong", "th")
    italic = italic or tag in ("i", "em", "cite", "var")
    underline = underline or tag == "u"  # what was put in ("ins") is words like all others
    if weight := style.get("font-weight"):
        bold = bool(_HEAVY.match(weight))
    if slant := style.get("font-style"):
        italic = slant in ("italic", "oblique")
    line = style.get("text-decoration", style.get("text-decoration-line", ""))
    underline = "underline" in line or (underline and "none" not in line)
    href = attributes.get("href", "").strip()
    if tag == "a" and href.lower().startswith(_LINKS) and not any(sign.isspace() for sign in href):
        link = href
    return Text("", bold, italic, underline and not link, link)
