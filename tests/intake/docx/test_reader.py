from desktop_app.domain.richtext import Text
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.shape import decided, inlines
from desktop_app.intake.docx.tokens import Decide, Para, accept_all, accept_none, paragraphs_of
from tests.intake.docx.wordfile import DATE, NS, cut, ins, p, t, table, word_file

_END = "<w:rPr><w:ins w:id='9' w:author='Ann'/></w:rPr>"


def view(data: bytes, decide: Decide) -> list[str]:
    """Return the paragraphs of a file under decisions."""
    content = paragraphs_of(decided(read_docx(data).content, decide))
    return ["".join(token.text for token in para.tokens) for para in content]


def box(checked: int, content: str) -> str:
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="Legal"/><w:tag w:val="chk:decision.tick_legal"/>'
        f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


class DescribeViews:
    def it_reads_both_texts_of_changes_in_changes(self) -> None:
        data = word_file(
            p(t("It ") + ins(t("never ") + cut("ever ", "Bob", 3)) + cut("always ") + t("rains."))
        )
        assert view(data, accept_none) == ["It always rains."]
        assert view(data, accept_all) == ["It never rains."]
        assert view(data, lambda change: change.who == "Ann") == ["It never ever rains."]

    def it_joins_what_an_inserted_end_parted(self) -> None:
        data = word_file(p(t("One"), _END) + p(t("Two")))
        assert view(data, accept_none) == ["OneTwo"]
        assert view(data, accept_all) == ["One", "Two"]

    def it_joins_nothing_out_of_its_cell(self) -> None:
        row = f"<w:tr><w:tc>{p(t('a'), _END)}</w:tc><w:tc>{p(t('b'))}</w:tc></w:tr>"
        assert view(word_file(f"<w:tbl>{row}</w:tbl>"), accept_none) == ["a", "b"]

    def it_takes_rows_in_and_out(self) -> None:
        kept = f"<w:tr><w:tc>{p(t('a'))}</w:tc></w:tr>"
        new = f"<w:tr><w:trPr><w:ins w:id='1' w:author='Ann'/></w:trPr><w:tc>{p(t('b'))}</w:tc></w:tr>"
        data = word_file(f"<w:tbl>{kept}{new}</w:tbl>")
        assert view(data, accept_none) == ["a"]
        assert view(data, accept_all) == ["a", "b"]

    def it_gives_a_run_back_its_old_look(self) -> None:
        was = f'<w:rPrChange w:id="5" w:author="Ann" {DATE}><w:rPr><w:i/></w:rPr></w:rPrChange>'
        (para,) = paragraphs_of(decided(read_docx(word_file(p(t("x", f"<w:b/>{was}")))).content, accept_none))
        assert inlines(para.tokens) == (Text("x", italic=True),)

    def it_reads_the_choice_of_alternatives_once(self) -> None:
        both = f"<mc:AlternateContent><mc:Choice>{t('a')}</mc:Choice><mc:Fallback>{t('b')}</mc:Fallback>"
        assert view(word_file(p(f"{both}</mc:AlternateContent>")), accept_all) == ["a"]


class DescribeMoves:
    def it_pairs_them_by_name(self) -> None:
        start = '<w:move{0}RangeStart w:id="{1}" w:name="m1"/>'
        moved = '<w:move{0} w:id="{1}" w:author="Ann">{2}</w:move{0}><w:move{0}RangeEnd w:id="3"/>'
        gone = "<w:r><w:delText>here</w:delText></w:r>"
        body = p(start.format("From", 1) + moved.format("From", 2, gone))
        body += p(start.format("To", 4) + moved.format("To", 5, t("here")))
        assert [change.move for change in read_docx(word_file(body)).changes] == ["m1", "m1"]


class DescribeTicks:
    def it_tells_who_ticked_and_hides_how(self) -> None:
        row = table(("Legal advice", "")).replace(
            p(t("")), p(box(1, cut("☐", "Meg", 4) + ins(t("☑"), "Meg", 5)))
        )
        story = read_docx(word_file(row))
        (tick,) = story.ticks
        assert (tick.tag, tick.ticked, tick.glyph, tick.label) == (
            "chk:decision.tick_legal", True, "☑", "Legal advice",
        )  # fmt: skip
        assert tick.change is not None
        assert tick.change.who == "Meg"
        assert view(word_file(row), accept_none) == view(word_file(row), accept_all)


class DescribeComments:
    def it_reads_threads_and_what_they_are_about(self) -> None:
        def comment(id_: int, mark: str, words: str) -> str:
            inner = p(t(words)).replace("<w:p>", f'<w:p w14:paraId="{mark}">')
            return f'<w:comment w:id="{id_}" w:author="Ann" {DATE}>{inner}</w:comment>'

        body = p(
            '<w:commentRangeStart w:id="0"/>' + cut("48") + ins(t("52")) + '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>'
        )
        extended = '<w15:commentEx w15:paraId="{0}" {1}w15:done="1"/>'
        answered = 'w15:paraIdParent="0A" '
        both = comment(0, "0A", "Sure?") + comment(1, "0B", "Yes")
        first, answer = read_docx(
            word_file(
                body,
                comments=f"<w:comments {NS}>{both}</w:comments>",
                commentsExtended=f"<w15:commentsEx {NS}>{extended.format('0A', '')}"
                f"{extended.format('0B', answered)}</w15:commentsEx>",
            )
        ).comments
        assert (first.text, first.quote, first.original, first.done, first.para) == (
            "Sure?",
            "52",
            "48",
            True,
            1,
        )
        assert (answer.text, answer.parent) == ("Yes", "0")


class DescribeParagraphs:
    def it_knows_them_by_the_name_of_their_style(self) -> None:
        styles = (
            f'<w:styles {NS}><w:style w:type="paragraph" w:styleId="Renamed7"><w:name w:val="heading 2"/>'
            "</w:style></w:styles>"
        )
        story = read_docx(word_file(p(t("x"), '<w:pStyle w:val="Renamed7"/>'), styles=styles))
        para = story.content[0]
        assert isinstance(para, Para)
        assert (para.style, para.outline) == ("heading 2", 2)

    def it_reads_lists_bound_to_styles(self) -> None:
        styles = (
            f'<w:styles {NS}><w:style w:type="paragraph" w:styleId="S"><w:name w:val="Clause"/>'
            '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style></w:styles>'
        )
        level = (
            '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:pStyle w:val="S"/>'
            '<w:lvlText w:val="(%2)"/></w:lvl>'
        )
        numbering = (
            f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
        story = read_docx(word_file(p(t("x"), '<w:pStyle w:val="S"/>'), styles=styles, numbering=numbering))
        para = story.content[0]
        assert isinstance(para, Para)
        assert para.numbered is not None
        assert (para.numbered.level, para.numbered.format) == (1, "lowerLetter")
