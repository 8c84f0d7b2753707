"""Pasted HTML as blocks, in samples after the formats of the programs that write it."""

# ruff: noqa: E501 - the samples are as other programs write them

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Footnote,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    block_text,
    canonical,
    plain,
)
from desktop_app.intake.html import blocks_from_html

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument>
<w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2>Financial Comments<o:p></o:p></h2>
<p class=MsoNormal>The cost is <b style='mso-bidi-font-weight:normal'>£1.2m</b> and
<span style='mso-bidi-font-weight:bold'>not</span> more.<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>
<![if !supportFootnotes]>[1]<![endif]></span></span></a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>
&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>Licences<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><!--[endif]-->Support</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>(a)<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>First</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>One</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="x"><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]-->
<![if !vml]><img src="file:///C:/a.png"><![endif]>See <a href="https://www.london.gov.uk/"><span
style='color:blue'><u>the site</u></span></a><span style='mso-tab-count:1'>      </span>end</p>
<div style='mso-element:footnote-list'><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
class=MsoFootnoteReference>[1]</span></a> Excluding VAT.<o:p></o:p></p></div></div>
<!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Plain </span><span
style="font-weight:700;">heavy</span><span style="font-style:italic;"> slanted</span><a
href="https://example.org/" style="text-decoration:none;"><span style="text-decoration:underline;color:#1155cc">
link</span></a></p><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>one</span></p></li>
<ul><li dir="ltr" aria-level="2"><p><span>two</span></p></li></ul></ul></b><br class="Apple-interchange-newline">"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-style-parent:style0;}</style>
</head><body><table border=0 cellpadding=0 style='border-collapse:collapse'><!--StartFragment--><col width=64 span=2>
<tr height=20><td class=xl65 style='font-weight:700'>Year</td><td style='font-weight:700'>Cost</td></tr>
<tr><td>2019/20</td><td align=right x:num="8.7">£8.7m</td></tr><tr><td colspan=2>Total £8.7m</td></tr>
<!--EndFragment--></table></body></html>"""

WRITER = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/><style type="text/css">
p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr"><ol type="a"><li><p style="margin-bottom: 0cm">First</p>
</li><li><p>Second<sup>nd</sup></p></li></ol><p>Text<a class="sdfootnoteanc" name="sdfootnote1anc"
href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym"
name="sdfootnote1sym" href="#sdfootnote1anc">1</a>The note.</p></div></body></html>"""


REVIEWED = """<p class=MsoNormal>The <a style='mso-comment-reference:AW_1;mso-comment-date:20260302T1000'>cost</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a class=msocomanchor id="_anchor_1"
href="#_msocom_1" language=JavaScript name="_msoanchor_1">[AW1]</a><![endif]><span style='mso-special-character:comment'>
&nbsp;</span></span></span> is <span class=msoIns><ins cite="mailto:Ann%20Wren" datetime="2026-03-02T10:00">£1.3m</ins></span><span
class=msoDel><del cite="mailto:Ann%20Wren" datetime="2026-03-02T10:00">£1.2m</del></span>.<o:p></o:p></p>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left size=1 width="33%"><![endif]>
<div style='mso-element:comment'><![if !supportAnnotations]><div id="_com_1" class=msocomtxt language=JavaScript><![endif]>
<p class=MsoCommentText><span class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;<![if
!supportAnnotations]><a href="#_msoanchor_1" class=msocomoff>[AW1]</a><![endif]></span></span>Is it?<o:p></o:p></p>
<![if !supportAnnotations]></div><![endif]></div></div>"""

OUTLINED = "".join(
    f"""<{tag} style='margin-left:18.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]><span
style='mso-fareast-font-family:Calibri'><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt "Times New Roman"'>
&nbsp;&nbsp; </span></span></span><![endif]>{words}<o:p></o:p></{tag}>"""
    for tag, level, mark, words in (
        ("h1", 1, "1.", "Moorings"), ("p", 2, "1.1.", "The quay is full."), ("p", 3, "1.1.1.", "In summer."),
        ("p", 2, "1.2.", "It ends:"),
    )
)  # fmt: skip

MERGED = """<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=100
rowspan=2 valign=top><p class=MsoNormal><b>Item<o:p></o:p></b></p></td><td width=200 colspan=2><p class=MsoNormal><b>Cost<o:p></o:p></b>
</p></td></tr><tr style='mso-yfti-irow:1'><td width=100><p class=MsoNormal>2021/22</p></td><td width=100><p>2022/23</p></td></tr>
<tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'><td><p>Gates</p></td><td><p align=right>£1,200</p></td><td><p>£800</p></td></tr>
<![if !supportMisalignedColumns]><tr height=0><td width=100 style='border:none'></td><td width=100 style='border:none'></td><td
width=100 style='border:none'></td></tr><![endif]></table>"""

FIELDS = """<o:smarttagtype namespaceuri="urn:schemas-microsoft-com:office:smarttags" name="City"/><p class=MsoNormal>In <st1:place
w:st="on"><st1:City w:st="on">London</st1:City></st1:place>, see paragraph <!--[if supportFields]><span
style='mso-element:field-begin'></span> REF _Ref1 \\r \\h <span style='mso-element:field-separator'></span><![endif]-->3.1<!--[if
gte mso 9]><xml><w:data>08D0</w:data></xml><![endif]--><!--[if supportFields]><span style='mso-element:field-end'></span><![endif]-->
below.<br style='mso-special-character:line-break'><![if !supportLineBreakNewLine]><br
style='mso-special-character:line-break'><![endif]><o:p></o:p></p>"""

ONLINE = """<div class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0" style="font-weight: normal;"><span
data-contrast="auto" class="TextRun SCXW1 BCX0" style="font-weight: normal;"><span class="NormalTextRun SCXW1 BCX0">The quay is
</span></span><span class="TextRun SCXW1" style="font-weight: bold;">full</span><span class="EOP SCXW1"
data-ccp-props="{}">&nbsp;</span></p></div><div class="ListContainerWrapper SCXW1 BCX0"><ul class="BulletListStyle1" role="list"><li
data-leveltext="o" data-aria-posinset="1" data-aria-level="2" role="listitem" class="OutlineElement"><p class="Paragraph"
role="presentation"><span class="TextRun">locks</span><span class="EOP">&nbsp;</span></p></li></ul></div>"""

FIREFOX = """<p>The <strong>quay</strong> is full.</p>
<ol>
<li>gates
<ol>
<li>locks</li>
</ol>
</li>
</ol>
"""


def read(html: str) -> Blocks:
    return blocks_from_html(html)[0]


def shape(block: Block) -> str:
    match block:
        case Paragraph(level=level):
            return f"p{level} {block_text(block)}"
        case ListItem(kind=kind, level=level):
            return f"{kind.value}{level} {block_text(block)}"
        case SubHeading():
            return f"h {block_text(block)}"
        case Table():
            return block_text(block)


def shapes(html: str) -> list[str]:
    return [shape(block) for block in read(html)]


class DescribeWord:
    def it_reads_headings_lists_and_levels(self) -> None:
        assert shapes(WORD) == [
            "h Financial Comments",
            "p0 The cost is £1.2m and not more.\ufffc",
            "bullet0 Licences",
            "bullet1 Support",
            "letter0 First",
            "number0 One",
            "p0 See the site\tend",
        ]

    def it_tells_bold_from_what_only_sounds_like_it(self) -> None:
        paragraph = read(WORD)[1]
        assert isinstance(paragraph, Paragraph)
        assert paragraph.runs[:3] == (Text("The cost is "), Text("£1.2m", bold=True), Text(" and not more."))

    def it_binds_footnotes_to_their_marks(self) -> None:
        paragraph = read(WORD)[1]
        assert isinstance(paragraph, Paragraph)
        note = paragraph.runs[-1]
        assert isinstance(note, Footnote)
        assert plain(note.note) == "Excluding VAT."

    def it_keeps_links_without_their_underline_and_says_what_it_left(self) -> None:
        blocks, left, _ = blocks_from_html(WORD)
        last = blocks[-1]
        assert isinstance(last, Paragraph)
        assert last.runs[1] == Text("the site", link="https://www.london.gov.uk/")
        assert left == ["pictures"]


class DescribeAReviewedWordFile:
    def it_takes_tracked_changes_as_accepted_and_no_comment(self) -> None:
        (block,), left, _ = blocks_from_html(REVIEWED)
        assert isinstance(block, Paragraph)
        assert block.runs == (Text("The cost is £1.3m."),)
        assert left == ["comments"]

    def it_reads_numbers_of_an_outline_as_levels(self) -> None:
        assert shapes(OUTLINED) == ["h Moorings", "p0 The quay is full.", "p1 In summer.", "p0 It ends:"]

    def it_fills_merged_cells_and_leaves_the_row_that_word_adds_for_others(self) -> None:
        (table,) = read(MERGED)
        assert block_text(table) == "Item\tCost\t\n\t2021/22\t2022/23\nGates\t£1,200\t£800"

    def it_reads_the_words_of_smart_tags_and_fields_alone(self) -> None:
        assert shapes(FIELDS) == ["p0 In London, see paragraph 3.1 below."]

    def it_reads_a_picture_where_it_stood(self) -> None:
        assert blocks_from_html(WORD).pictures == [6]
        assert blocks_from_html("<p>a</p><p><img src='cid:1'></p><p>b <img src='x'></p>").pictures == [1, 2]

    def it_hears_nothing_of_points_that_nobody_sees(self) -> None:
        assert blocks_from_html("<p>a<img width=1 height=1 src='cid:1'></p>")[1:] == ([], [])


class DescribeOtherPrograms:
    def it_reads_google_docs(self) -> None:
        assert shapes(DOCS) == ["p0 Plain heavy slanted link", "bullet0 one", "bullet1 two"]
        first = read(DOCS)[0]
        assert isinstance(first, Paragraph)
        assert first.runs == (
            Text("Plain "),
            Text("heavy", bold=True),
            Text(" slanted", italic=True),
            Text(" link", link="https://example.org/"),
        )

    def it_reads_excel(self) -> None:
        (table,) = read(EXCEL)
        assert isinstance(table, Table)
        assert block_text(table) == "Year\tCost\n2019/20\t£8.7m\nTotal £8.7m\t"
        assert (table.header, table.total) == (1, True)

    def it_reads_libreoffice(self) -> None:
        blocks, left, _ = blocks_from_html(WRITER)
        assert [shape(block) for block in blocks] == ["letter0 First", "letter0 Secondnd", "p0 Text\ufffc"]
        last = blocks[-1]
        assert isinstance(last, Paragraph)
        note = last.runs[1]
        assert isinstance(note, Footnote)
        assert plain(note.note) == "The note."
        assert left == ["raised or lowered letters"]

    def it_reads_an_outlook_mail(self) -> None:
        mail = """<body><div class=WordSection1><p class=MsoNormal><span lang=EN-US style='mso-fareast-language:EN-US'>
        Dear Ann,<o:p></o:p></span></p><table class=MsoNormalTable><tr><td><p class=MsoNormal>Framed words</p><p>and
        more</p></td></tr></table><p class=MsoNormal>Kind regards<br>Bob</p></div></body>"""
        assert shapes(mail) == ["p0 Dear Ann,", "p0 Framed words", "p0 and more", "p0 Kind regards\nBob"]

    def it_reads_word_in_a_browser(self) -> None:
        assert shapes(ONLINE) == ["p0 The quay is full", "bullet1 locks"]
        first = read(ONLINE)[0]
        assert isinstance(first, Paragraph)
        assert first.runs == (Text("The quay is "), Text("full", bold=True))

    def it_reads_firefox(self) -> None:
        assert shapes(FIREFOX) == ["p0 The quay is full.", "number0 gates", "number1 locks"]

    def it_reads_words_from_a_browser(self) -> None:
        html = "<meta charset='utf-8'><span style='font-weight: 600'>a</span><span> b</span>"
        (block,) = read(html)
        assert isinstance(block, Paragraph)
        assert block.runs == (Text("a", bold=True), Text(" b"))

    def it_takes_typed_numbers_off(self) -> None:
        assert shapes("<p>3.1\u2003The cost.</p><p>2019 was dear.</p><p>• a point</p>") == [
            "p0 The cost.",
            "p0 2019 was dear.",
            "bullet0 a point",
        ]


class DescribeWhatIsDropped:
    @pytest.mark.parametrize(
        "html",
        [
            "<script>alert(1)</script>ok",
            "<style>p{}</style>ok",
            "<p style='display:none'>no</p>ok",
            "<del>no</del>ok",
            "<svg><text>no</text></svg>ok",
            "<a href='javascript:alert(1)'>ok</a>",
            "<iframe src='http://example.org/'>no</iframe>ok",
            "Version:0.9\r\nStartHTML:00000097\r\n<html><body>ok</body></html>",
        ],
    )
    def it_keeps_nothing_of_it(self, html: str) -> None:
        (block,) = read(html)
        assert isinstance(block, Paragraph)
        assert block.runs == (Text("ok"),)

    def it_fills_the_places_of_cells_that_span(self) -> None:
        (table,) = read("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
        assert block_text(table) == "a\tb\n\tc"

    def it_writes_lists_and_tables_in_cells_out(self) -> None:
        (table,) = read("<table><tr><td><ul><li>x<li>y</ul><td><table><tr><td>1<td>2</table></table>")
        assert block_text(table) == "• x\n• y\t1 2"


tags = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "</ul>",
        "<li>",
        "<ol>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<br>",
        "<a",
        "href='#_ftn1'>",
        "</a>",
        "<div>",
        "</div>",
        "<div",
        "id=ftn1",
        "style='mso-element:footnote'>",
        "<![if",
        "!supportLists]>",
        "<![endif]>",
        "<!--",
        "-->",
        "<h1>",
        "<th",
        "rowspan=9>",
        "<caption>",
        "<![CDATA[",
        "]]>",
        "<!doctype",
        "<pre>",
        "</pre>",
    ]
)


class DescribeAnything:
    @given(st.lists(st.one_of(tags, st.text(max_size=5)), max_size=25))
    def it_makes_canonical_blocks_of_it(self, pieces: list[str]) -> None:
        blocks = read("".join(pieces))
        assert canonical(blocks) == blocks
        assert len({block.id for block in blocks}) == len(blocks)

    def it_marks_lists_by_their_type(self) -> None:
        kinds = [
            b.kind
            for b in read("<ol><li>a</ol><ol type=a><li>b</ol><ul><li>c</ul>")
            if isinstance(b, ListItem)
        ]
        assert kinds == [ListKind.NUMBER, ListKind.LETTER, ListKind.BULLET]


_GUIDANCE = """<meta http-equiv="content-type" content="text/html; charset=utf-8"><ol type="a"><li>alpha</li><li><p
style="margin: 0px;">beta <b>one</b></p><p>beta two</p><ul><li>deep</li></ul><p>after</p></li></ol><details
open=""><summary>More</summary>detail</details><table style="border: 1px solid;"><tbody><tr><td></td><th>2021</th><th>2022</th>
</tr><tr><th scope="row">Staff</th><td>£1</td><td>£2</td></tr><tr><th scope="row">Kit</th><td>£3</td><td>£4</td></tr></tbody></table>"""


class DescribeGuidanceOfTheWeb:
    def it_takes_a_row_for_a_header_where_all_of_its_cells_name_something(self) -> None:
        table = blocks_from_html(_GUIDANCE).blocks[-1]
        assert isinstance(table, Table)
        assert table.header == 1
        assert block_text(table) == "\t2021\t2022\nStaff\t£1\t£2\nKit\t£3\t£4"

    def it_keeps_the_paragraphs_of_a_list_item_in_it(self) -> None:
        blocks = blocks_from_html(_GUIDANCE).blocks
        assert [block_text(block) for block in blocks if isinstance(block, ListItem)] == [
            "alpha",
            "beta one\nbeta two",
            "deep",
            "after",
        ]

    def it_parts_what_unfolds_from_its_title(self) -> None:
        words = [block_text(block) for block in blocks_from_html(_GUIDANCE).blocks]
        assert words[4:6] == ["More", "detail"]


def test_a_number_that_only_looks_like_one_is_none() -> None:
    """An index is a digit to Python, and no number."""
    found = blocks_from_html(
        "<ul><li aria-level='²'>a</li></ul><table><tr><td colspan='²'>b</td></tr></table>"
    )
    assert [block_text(block) for block in found.blocks] == ["a", "b"]
