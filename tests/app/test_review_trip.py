"""Every paper out and back: an unchanged copy proposes nothing, also after LibreOffice saved it."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.app.copies import sent_of, sign_of
from desktop_app.app.exporting import public_document, restricted_document
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper
from desktop_app.export.docx import write_docx
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.returned import Returned, hold_against
from tests.export.papers import RESOURCES, papers, published, sample, templates

DAY = date(2026, 3, 2)


def copies(given: dict[str, Paper]) -> Iterator[tuple[str, Template, Form, Paper, bytes]]:
    """Yield every document of papers as a review copy."""
    for name, paper in given.items():
        template = templates()[paper.public.template]
        for form in template.forms:
            if form.restricted:
                document = restricted_document(template, form, paper, final=False, today=DAY)
            else:
                document = public_document(template, form, paper.public, final=False, today=DAY)
            yield (
                f"{name} {form.document}".replace("/", " "),
                template,
                form,
                paper,
                write_docx(document, RESOURCES),
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
