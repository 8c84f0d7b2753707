"""Nothing of Part 2 is in a file of Part 1, whatever stands in it."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.document.build import build_public
from desktop_app.document.model import Document, Edition
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.export.docx import write_docx
from tests.strategies import papers, rich_texts

from .papers import RESOURCES, documents_of, filled, templates

SECRET = "quicksilver"


def with_secret(paper: Paper) -> Paper:
    """Return a paper with a word in each restricted answer that stands nowhere else."""
    told = {key: RichText((Paragraph(text_runs(SECRET)),)) for key in paper.restricted.answers}
    assert told
    return paper.with_restricted(answers=told)


def public_documents(paper: Paper, edition: Edition = Edition.REVIEW) -> list[Document]:
    template = templates()[paper.public.template]
    return [
        build_public(template, form.document, paper.public, edition, draft=False)
        for form in template.forms
        if not form.restricted
    ]


def holds(data: bytes, word: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(word.encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("key", templates())
def it_tells_nothing_of_part_2(key: str) -> None:
    paper = with_secret(filled(templates()[key]))
    files = {each.name: write_docx(each, RESOURCES) for each in documents_of(paper, Edition.REVIEW)}
    restricted = {form.document for form in templates()[key].forms if form.restricted}
    assert {name for name, data in files.items() if holds(data, SECRET)} == restricted


@settings(max_examples=25)
@given(papers(), st.dictionaries(st.just("part2.facts"), rich_texts))
def it_is_the_same_whatever_part_2_says(paper: Paper, other: dict[str, RichText]) -> None:
    changed = replace(paper, restricted=replace(paper.restricted, answers=other, secret="other"))
    assert public_documents(paper) == public_documents(changed)
