"""The named styles of a Word paper, translated from the one style table."""

from desktop_app.document.style import STYLE, TextStyle

from .xml import ROOT, half_points, twips

HEADING = "Heading{}"
PARAGRAPH = "PaperParagraph{}"
SECTION = "PaperSection"  #: a numbered heading
CELL, SMALL_CELL = "TableText", "TableTextSmall"  #: the latter for tables of many columns
LEVELS = 5


def _look(style: TextStyle) -> str:
    bold = "<w:b/>" if style.bold else ""
    size = half_points(style.size)
    return f'{bold}<w:color w:val="{style.color[1:]}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _space(style: TextStyle, *, before: float | None = None) -> str:
    first = style.before if before is None else before
    keep = "<w:keepNext/><w:keepLines/>" if style.keep_next else ""
    spacing = f'w:before="{twips(first)}" w:after="{twips(style.after)}"'
    return f'{keep}<w:spacing {spacing} w:line="{twips(style.leading)}" w:lineRule="atLeast"/>'


def _style(  # noqa: PLR0913 - what a style is made of
    id_: str,
    name: str,
    paragraph: str = "",
    look: str = "",
    *,
    based: str = "Normal",
    after: str = "",
    own: bool = True,
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    custom = ' w:customStyle="1"' if own else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>{base}{following}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _indent(left: float, hanging: float = 0) -> str:
    hang = f' w:hanging="{twips(hanging)}"' if hanging else ""
    return f'<w:ind w:left="{twips(left)}"{hang}/>'


def text_indent(level: int) -> float:
    """Return where the text of a numbered paragraph of a level stands, in points from the margin."""
    places = STYLE.indents
    return places.number_text if level == 0 else places.sub_text + (level - 1) * places.step


def number_indent(level: int) -> float:
    """Return where the number of a paragraph of a level stands, in points from the margin."""
    return 0 if level == 0 else text_indent(level - 1)


def _headings() -> str:
    made = ""
    for level in (1, 2, 3):
        style = STYLE.heading(level)
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        made += _style(
            HEADING.format(level), f"heading {level}", _space(style) + outline, _look(style),
            after="BodyText", own=False,
        )  # fmt: skip
    section = STYLE.heading(2, numbered=True)
    made += _style(
        SECTION, "Paper Section", _space(section), _look(section), based="Heading2", after="PaperParagraph1"
    )
    banner = STYLE.heading(1, banner=True)
    return made + _style("PaperBanner", "Paper Banner", _space(banner), _look(banner), based="Heading1")


def _text() -> str:
    body, places = STYLE.body, STYLE.indents
    made = _style("BodyText", "Body Text", _space(body), own=False)
    for level in range(LEVELS):
        left = text_indent(level)
        indent = _indent(left, left - number_indent(level))
        name = f"Paper Paragraph {level + 1}"
        made += _style(PARAGRAPH.format(level + 1), name, _space(body) + indent, based="BodyText")
    under = _indent(places.number_text)
    made += _style("PaperContinuation", "Paper Continuation", under, based="BodyText")
    made += _style("PaperList", "Paper List", _space(STYLE.item), based="BodyText")
    return made


def _small() -> str:
    s = STYLE
    centred = '<w:jc w:val="center"/>'
    return (
        _style("Title", "Title", _space(s.title), _look(s.title), after="BodyText", own=False)
        + _style("PaperKicker", "Paper Kicker", _space(s.kicker), _look(s.kicker))
        + _style("PaperMarking", "Protective Marking", _space(s.marking) + centred, _look(s.marking))
        + _style("Header", "header", own=False)
        + _style("Footer", "footer", _space(s.foot), _look(s.foot), own=False)
        + _style(CELL, "Table Text", _space(s.cell), _look(s.cell))
        + _style(SMALL_CELL, "Table Text Small", _space(s.small_cell), _look(s.small_cell), based="TableText")
        + _style("Caption", "caption", _space(s.caption), _look(s.caption), own=False)
        + _style("PaperLabel", "Paper Label", _space(s.label), _look(s.label))
        + _style("PaperTick", "Paper Tick", _space(s.tick) + centred, _look(s.tick))
        + _style("CommentText", "annotation text", "", _look(s.cell), own=False)
        + _style("FootnoteText", "footnote text", _space(s.note), _look(s.note), own=False)
    )


def _characters() -> str:
    link = STYLE.colors.link[1:]
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f'<w:rPr><w:color w:val="{link}"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        f'<w:rPr><w:color w:val="{STYLE.colors.soft[1:]}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def styles_xml() -> str:
    """Return the styles part."""
    fonts = " ".join(f'w:{kind}="{STYLE.font}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_look(STYLE.body)}"
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    )
    return f"<w:styles {ROOT}>{defaults}{normal}{_characters()}{_headings()}{_text()}{_small()}</w:styles>"
