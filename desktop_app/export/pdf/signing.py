"""The block to sign: label above, firm line, post below, date beside it."""

from desktop_app.document.model import Signature, Span
from desktop_app.document.style import Style, TextStyle

from .forms import Field, Kind
from .nodes import Node
from .strips import Rule, Strip, base_line, look_of, put_line
from .text import Setter
from .tree import Tree

#: From a label or a post to the line (points).
_NEAR = 2.0
#: From the post to the fingerprint (points).
_FINGERPRINT_GAP = 8.0


def signature_strip(
    node: Signature, setter: Setter, style: Style, tree: Tree, *, to_fill: bool = False
) -> Strip:
    """Return a block to sign as one strip, which no page break cuts. to_fill: with fields on its lines."""
    signing = style.signing
    strip = Strip(0)
    columns = (
        (0.0, signing.name, "Signature", node.name),
        (signing.name + signing.gap, signing.date, "Date", node.date),
    )
    top = style.label.leading
    line_at = top + max(
        signing.room, *(_height(setter, words, style.body, width) for _, width, _, words in columns)
    )
    for x, width, label, words in columns:
        element = tree.plain("P")
        _put(strip, setter, label, style.label, (x, 0, width), element)
        strip.pieces[-1].text += " "
        high = _height(setter, words, style.body, width)
        _put(strip, setter, words, style.body, (x, line_at - _NEAR - high, width), element)
        strip.rules.append(Rule(x, line_at, x + width, line_at, style.rules.firm, style.colors.ink))
        if to_fill:
            kind = Kind.SIGNATURE if label == "Signature" else Kind.LINE
            name = node.key if kind is Kind.SIGNATURE else f"{node.key}_date"
            place = (x, top, x + width, line_at - style.rules.firm, style.body.size)
            strip.fields.append(Field(kind, name, f"{label}, {node.post}", element.child("Form"), *place))
    post = (0.0, line_at + _NEAR, style.page.measure)
    strip.height = line_at + _NEAR + _put(strip, setter, node.post, style.label, post, tree.plain("P"))
    if node.text_line:
        place = (0.0, strip.height + _FINGERPRINT_GAP, style.page.measure)
        strip.height = place[1] + _put(strip, setter, node.text_line, style.label, place, tree.plain("P"))
    return strip


def _height(setter: Setter, words: str, style: TextStyle, width: float) -> float:
    if not words:
        return 0.0
    return len(setter.lines((Span(words),), look_of(style), width, Node("P"))) * style.leading


def _put(
    strip: Strip, setter: Setter, words: str, style: TextStyle, place: tuple[float, float, float], node: Node
) -> float:
    """Put words at a place (x, y of their top, width) and return their height, 0 for none."""
    if not words:
        return 0.0
    x, y, width = place
    look = look_of(style)
    lines = setter.lines((Span(words),), look, width, node)
    for index, line in enumerate(lines):
        put_line(strip, line, x, y + index * look.leading + base_line(look))
    return len(lines) * look.leading
