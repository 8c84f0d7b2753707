"""Every paper out and back: an unchanged copy proposes nothing, also after LibreOffice saved it."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.app.copies import sent_of, sign_of
from desktop_app.app.exporting import public_document, restricted_document
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper, PublicPaper, RichText, Value
from desktop_app.domain.richtext import CrossRef, runs_of
from desktop_app.domain.scheme import Scheme
from desktop_app.export.docx import write_docx
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.rebase import LOST
from desktop_app.intake.docx.returned import Returned, hold_against
from tests.export.documents import SCHEMES, answers, signed
from tests.export.documents import template as minutes
from tests.export.papers import RESOURCES, papers, published, sample, templates

DAY = date(2026, 3, 2)


Copy = tuple[str, Template, Form, Paper, bytes]


def copies(given: dict[str, Paper]) -> Iterator[Copy]:
    """Yield every document of papers as a review copy."""
    for name, paper in given.items():
        yield from copies_of(name, templates()[paper.public.template], paper)


def copies_of(name: str, template: Template, paper: Paper) -> Iterator[Copy]:
    """Yield every document of a paper as a review copy."""
    for form in template.forms:
        if form.restricted:
            document = restricted_document(template, form, paper, final=False, today=DAY)
        else:
            document = public_document(template, form, paper.public, final=False, today=DAY)
        called = f"{name} {form.document}".replace("/", " ")
        yield called, template, form, paper, write_docx(document, RESOURCES)


def side_by_side(value: Value) -> bool:
    """Say whether a text has two references to one block with nothing between them."""
    blocks = value.blocks if isinstance(value, RichText) else ()
    return any(
        isinstance(one, CrossRef) and one == other
        for block in blocks
        for runs in runs_of(block)
        for one, other in pairwise(runs)
    )


def told(read: Returned) -> list[object]:
    """Return what is said of a copy."""
    return [*((p.key, p.old, p.new) for p in read.proposals), *read.unplaced]


class DescribeEveryPaper:
    def it_comes_back_as_it_went(self) -> None:
        count = 0
        for name, template, form, paper, data in copies(papers()):
            story = read_docx(data)
            assert story.properties["PaperExportId"] == sign_of(template, form, paper)
            assert told(hold_against(story, sent_of(template, form, paper))) == [], name
            count += 1
        assert count >= 10

    @given(scheme=st.sampled_from(SCHEMES), written=answers())
    def it_comes_back_as_it_went_whatever_is_written(self, scheme: Scheme, written: dict[str, Value]) -> None:
        # Two references to one place with nothing between are one reference to any reader.
        assume(not any(side_by_side(value) for value in written.values()))
        # So is what is written just as a paper prints a reference that leads nowhere.
        assume(LOST not in str(written))
        template = minutes(scheme)
        record = signed(template, written)
        paper = Paper(
            PublicPaper("00000000-0000-4000-8000-000000000001", template.key, written, record=record)
        )
        for _, _, form, _, data in copies_of("minutes", template, paper):
            assert told(hold_against(read_docx(data), sent_of(template, form, paper))) == []

    def it_says_nothing_of_the_paper_in_its_properties(self) -> None:
        for _, _, form, _, data in copies({"sample": sample()}):
            found = read_docx(data).properties
            assert set(found) == {"PaperExportId", "PaperDocument"}
            assert found["PaperDocument"] == form.document

    @pytest.mark.outside
    @pytest.mark.slow
    def it_comes_back_from_libreoffice_as_it_went(self, tmp_path: Path) -> None:
        program = shutil.which("soffice")
        if program is None:
            pytest.skip("LibreOffice is not here")
        made = list(copies({"sample": sample(), **published()}))
        for name, *_, data in made:
            (tmp_path / f"{name}.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        files = [str(tmp_path / f"{name}.docx") for name, *_ in made]
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(tmp_path / "saved"),
        ]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=110)
        for name, template, form, paper, _ in made:
            story = read_docx((tmp_path / "saved" / f"{name}.docx").read_bytes())
            assert story.properties["PaperExportId"] == sign_of(template, form, paper)
            assert told(hold_against(story, sent_of(template, form, paper))) == [], name
