"""Every document of every form as a Word file: sound, and saying what the document says."""

import pytest
from hypothesis import given

from desktop_app.document.model import Document, Edition
from desktop_app.export.docx import write_docx

from .documents import documents
from .docx_lint import Package, lint
from .papers import RESOURCES, documents_of, papers
from .word_reading import expected, lines_of, references

PAPERS = papers()


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", PAPERS)
def it_writes_every_document_soundly(name: str, edition: Edition) -> None:
    for document in documents_of(PAPERS[name], edition, draft=edition is Edition.REVIEW):
        assert not lint(write_docx(document, RESOURCES))


@pytest.mark.parametrize("name", PAPERS)
def it_prints_every_word_and_number_of_a_document(name: str) -> None:
    for document in documents_of(PAPERS[name], Edition.SIGNING):
        package = Package.of(write_docx(document, RESOURCES))
        assert lines_of(package) == expected(document)
        assert all(shown == updated for shown, updated in references(package))


@given(documents())
def it_writes_any_document_soundly(document: Document) -> None:
    assert not lint(write_docx(document, RESOURCES))


@given(documents())
def it_prints_every_word_and_number_of_any_document(document: Document) -> None:
    assert lines_of(Package.of(write_docx(document, RESOURCES))) == expected(document)


@given(documents())
def it_writes_the_same_document_as_the_same_bytes(document: Document) -> None:
    assert write_docx(document, RESOURCES) == write_docx(document, RESOURCES)
