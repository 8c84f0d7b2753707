"""What stands where in a Word file, held on every document; and each rule shown to see what it looks for."""

import io
import zipfile

import docx
import pytest
from hypothesis import given

from desktop_app.document.model import Document, Edition
from desktop_app.export.docx import write_docx

from .documents import documents
from .docx_lint import Package
from .docx_order import look
from .papers import RESOURCES, documents_of, papers

PAPERS = papers()


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", PAPERS)
def it_has_everything_in_its_place(name: str, edition: Edition) -> None:
    for document in documents_of(PAPERS[name], edition):
        assert not look(write_docx(document, RESOURCES))


@given(documents())
def it_has_everything_of_any_document_in_its_place(document: Document) -> None:
    assert not look(write_docx(document, RESOURCES))


@pytest.fixture(scope="module")
def good() -> Package:
    (document, *_) = documents_of(PAPERS["mopac/decision-2021"], Edition.REVIEW)
    return Package.of(write_docx(document, RESOURCES))


def spoilt(package: Package, part: str, old: str, new: str) -> bytes:
    parts = dict(package.parts)
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


BODY = "word/document.xml"


class DescribeTheLook:
    @pytest.mark.parametrize(
        ("part", "old", "new", "complaint"),
        [
            (BODY, "<w:keepNext/>", '<w:jc w:val="left"/><w:keepNext/>', "pPr is not in order"),
            (BODY, "<w:b/>", '<w:b/><w:rFonts w:ascii="x"/>', "rPr is not in order"),
            (BODY, "<w:tblW", '<w:tblCaption w:val="x"/><w:tblW', "tblPr is not in order"),
            (BODY, "<w:tcW", '<w:vAlign w:val="top"/><w:tcW', "tcPr is not in order"),
            (BODY, "<w:tblGrid>", "<w:tblGrid/><w:p/><w:tblGrid>", "tbl holds what it may not"),
            (BODY, "<w:tblHeader/>", "", "its look and its head row"),
            (BODY, 'w:firstRow="0"', 'w:firstRow="1"', "its look and its head row"),
            (BODY, '<w:pgSz w:w="11906"', '<w:pgSz w:w="12240"', "12240"),
            ("word/numbering.xml", "<w:lvlText", '<w:lvlJc w:val="left"/><w:lvlText', "lvl is not in order"),
            ("word/settings.xml", "<w:trackRevisions/>", "<w:hello/>", "settings holds what it may not"),
            ("word/styles.xml", 'w:val="en-GB"', 'w:val="en-US"', "en-US"),
        ],
    )  # fmt: skip
    def it_sees(self, good: Package, part: str, old: str, new: str, complaint: str) -> None:
        assert complaint in " ".join(look(spoilt(good, part, old, new)))

    def it_sees_a_head_below_another_row(self, good: Package) -> None:
        without = Package.of(spoilt(good, BODY, "<w:tblHeader/>", ""))
        plain = "</w:tr><w:tr><w:trPr><w:cantSplit/>"
        found = look(spoilt(without, BODY, plain, f"{plain}<w:tblHeader/>"))
        assert any("a head row stands below another row" in complaint for complaint in found)

    def it_sees_another_program_s_template(self) -> None:
        out = io.BytesIO()
        docx.Document().save(out)
        found = " ".join(look(out.getvalue()))
        assert all(trace in found for trace in ("python-docx", "en-US", "thumbnail", "12240"))
