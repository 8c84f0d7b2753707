"""Sections of a returned file: found by control, bookmark or heading, whichever is left."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from desktop_app.app.copies import sent_of
from desktop_app.document.model import Edition, Heading
from desktop_app.export.docx import write_docx
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.sections import SentSection, sections_in
from desktop_app.intake.docx.tokens import Para, Token, paragraphs_of
from tests.export.papers import RESOURCES, documents_of, papers, templates

PAPERS = papers()
FACTS = SentSection("note.facts", "_f", "facts", "note.facts")
COSTS = SentSection("note.costs", "_c", "costs", "note.costs")


def para(number: int, words: str, *tags: str, bookmark: str = "") -> Para:
    return Para(number, (Token(words),), tags=tags, bookmarks=(bookmark,) if bookmark else ())


def found(*paras: Para) -> dict[int, str]:
    return sections_in(paras, (FACTS, COSTS))


class DescribeASection:
    def it_is_where_its_control_is(self) -> None:
        paras = para(1, "Note"), para(2, "x", "sec:note.costs"), para(3, "y", "sec:note.facts")
        assert found(*paras) == {2: "note.costs", 3: "note.facts"}

    def it_begins_with_its_bookmark_where_the_control_is_lost(self) -> None:
        paras = para(1, "Other", bookmark="_f"), para(2, "x"), para(3, "Costs", bookmark="_c")
        assert found(*paras) == {1: "note.facts", 2: "note.facts", 3: "note.costs"}

    def it_begins_with_its_heading_where_all_else_is_lost(self) -> None:
        paras = para(1, "1.  FACTS"), para(2, "x"), para(3, "Costs"), para(4, "Facts")
        assert found(*paras) == dict(zip((1, 2, 3, 4), ["note.facts"] * 2 + ["note.costs"] * 2, strict=True))

    def it_trusts_a_control_more_than_a_copied_bookmark(self) -> None:
        paras = para(1, "x", "sec:note.facts"), para(2, "y", "sec:note.costs", bookmark="_f")
        assert found(*paras) == {1: "note.facts", 2: "note.costs"}

    def it_goes_on_behind_its_control(self) -> None:
        assert found(para(1, "x", "sec:note.facts"), para(2, "y"))[2] == "note.facts"

    def it_is_not_one_that_the_paper_has_not(self) -> None:
        assert found(para(1, "x", "sec:note.gulls")) == {}

    def it_is_the_innermost_of_several(self) -> None:
        assert found(para(1, "x", "sec:note.facts", "sec:note.costs")) == {1: "note.costs"}


def without_controls(xml: str) -> str:
    return re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>", "", xml)


def without_anything(xml: str) -> str:
    return re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", without_controls(xml))


def changed(data: bytes, change: Callable[[str], str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == "word/document.xml" else content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("change", [without_controls, without_anything])
def it_finds_the_same_sections_in_every_paper(name: str, change: Callable[[str], str]) -> None:
    paper = PAPERS[name]
    template = templates()[paper.public.template]
    for form, document in zip(template.forms, documents_of(paper, Edition.REVIEW), strict=True):
        sections = sent_of(template, form, paper).sections
        headed = [section.key for section in sections if section.heading]
        data = write_docx(document, RESOURCES)
        whole = sections_in(read_docx(data).content, sections)
        printed = {stretch.key for stretch in document.sections if stretch.end > stretch.start}
        assert set(whole.values()) == printed
        left = sections_in(read_docx(changed(data, change)).content, sections)
        assert list(dict.fromkeys(left.values())) == headed
        unheaded = {section.key for section in sections} - set(headed)
        # A banner stands in its section's control, but before the heading that is looked for without.
        banners = {shown(node) for node in document.nodes if isinstance(node, Heading) and node.banner}
        own = [p for p in paragraphs_of(read_docx(data).content) if told(p) not in banners]
        parted = [p for p in own if left.get(p.number, "") != whole.get(p.number, "")]
        assert not [told(p) for p in parted if whole.get(p.number, "") not in {"", *unheaded}]


def told(given: Para) -> str:
    return "".join(token.text for token in given.tokens)


def shown(heading: Heading) -> str:
    return "".join(getattr(run, "text", "") for run in heading.runs)
