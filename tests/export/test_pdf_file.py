"""The PDF as a file: its outline, links, properties and fonts, and the same bytes for the same document."""

import gc
import re
import shutil
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.document.model import Document, Edition, Heading, Para, Span
from desktop_app.export.pdf import write_pdf

from .pdf_samples import DECISION, REPORT, body, document, words

RESOURCES = Path(__file__).parents[2] / "resources"


def outline(data: bytes) -> list[tuple[int, str]]:
    file = pypdfium2.PdfDocument(data)
    try:
        return [(entry.level, entry.get_title()) for entry in file.get_toc()]
    finally:
        file.close()


class DescribeAPdfFile:
    def it_has_an_outline_equal_to_the_headings(self) -> None:
        headings = [node for node in DECISION.nodes if isinstance(node, Heading)]
        wanted = [
            (node.level - 1, f"{node.number} {node.runs[0].text}".strip())  # pyright: ignore[reportAttributeAccessIssue]
            for node in headings
        ]
        assert outline(write_pdf(DECISION, RESOURCES)) == wanted

    def it_gives_an_outline_even_where_levels_are_skipped(self) -> None:
        paper = document(Heading(3, words("Deep")), Heading(1, words("Top")), Heading(6, words("Deeper")))
        assert [level for level, _ in outline(write_pdf(paper, RESOURCES))] == [0, 0, 1]

    def it_says_what_it_is(self) -> None:
        file = pypdfium2.PdfDocument(write_pdf(DECISION, RESOURCES))
        facts = file.get_metadata_dict()
        file.close()
        assert facts["Title"] == DECISION.title
        assert facts["Subject"] == DECISION.subject
        assert facts["Author"] == "Alex Example"

    def it_bears_the_moment_of_its_last_change_and_no_other(self) -> None:
        data = write_pdf(DECISION, RESOURCES)
        assert b"<xmp:ModifyDate>2022-03-01T10:00:00Z</xmp:ModifyDate>" in data
        assert b"/ModDate (D:20220301100000+00'00')" in data

    def it_names_its_language(self) -> None:
        assert re.search(rb"/Lang\s*\(en-GB\)", write_pdf(DECISION, RESOURCES))

    def it_embeds_every_font_and_names_no_other(self) -> None:
        data = write_pdf(DECISION, RESOURCES)
        names = set(re.findall(rb"/BaseFont\s*/(\S+)", data))
        assert names
        assert all(re.match(rb"[A-Z]{6}\+(LiberationSans|EngrossSymbols)", name) for name in names)
        assert data.count(b"/FontFile2") == len(re.findall(rb"/Type\s*/FontDescriptor", data))

    def it_links_addresses_and_cross_references(self) -> None:
        data = write_pdf(DECISION, RESOURCES)
        assert b"(https://www.legislation.gov.uk/uksi/2015/102)" in data
        inside = re.findall(rb"/Dest\[(\d+) 0 R /XYZ 0 [\d.]+ 0\]/F 4", data)
        assert len(inside) == 2  # a footnote's mark and a cross-reference, both on one page
        assert len(set(inside)) == 1

    def it_links_nothing_that_is_not_there(self) -> None:
        paper = document(Para((Span("See "), Span("here", link="https://example.org/ä b?q=1#x"))))
        assert b"https://example.org/%C3%A4%20b?q=1#x" in write_pdf(paper, RESOURCES)

    def it_has_the_same_bytes_each_time(self) -> None:
        assert write_pdf(REPORT, RESOURCES) == write_pdf(REPORT, RESOURCES)

    def it_has_the_same_bytes_in_another_process(self) -> None:
        script = (
            "import hashlib;from pathlib import Path;from desktop_app.export.pdf import write_pdf;"
            "from tests.export.pdf_samples import DECISION;"
            f"print(hashlib.sha256(write_pdf(DECISION, Path({str(RESOURCES)!r}))).hexdigest())"
        )
        root = Path(__file__).parents[2]
        runs = {
            subprocess.run(
                [sys.executable, "-c", script],
                capture_output=True,
                text=True,
                check=True,
                cwd=root,
                env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            ).stdout
            for seed in ("1", "2")
        }
        assert len(runs) == 1

    def it_takes_time_in_proportion_to_its_length(self) -> None:
        short, long = document(*body(5)), document(*body(40))
        write_pdf(short, RESOURCES)

        def spent(paper: object) -> float:
            start = time.process_time()
            write_pdf(paper, RESOURCES)  # pyright: ignore[reportArgumentType]
            return time.process_time() - start

        assert min(spent(long) for _ in range(2)) < 16 * min(spent(short) for _ in range(3))

    def it_leaves_nothing_behind_that_must_be_collected(self) -> None:
        write_pdf(REPORT, RESOURCES)
        gc.collect()
        gc.disable()
        try:
            write_pdf(REPORT, RESOURCES)
            assert gc.collect() < 20
        finally:
            gc.enable()

    @pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
    @pytest.mark.outside
    def it_passes_qpdf(self, tmp_path: Path) -> None:
        for paper in (DECISION, REPORT):
            path = tmp_path / "paper.pdf"
            path.write_bytes(write_pdf(paper, RESOURCES))
            done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr


def streams(data: bytes) -> list[str]:
    """Return the page contents of a file, unpacked."""
    found = re.findall(rb"stream\n(.*?)\r\nendstream", data, re.DOTALL)
    unpacked = [zlib.decompress(part) for part in found if part[:1] == b"\x78"]
    return [part.decode("latin-1") for part in unpacked if b" BDC" in part]


class DescribeTags:
    def it_leaves_nothing_on_a_page_outside_an_element_or_artifact(self) -> None:
        pages = streams(write_pdf(DECISION, RESOURCES))
        assert len(pages) == 3
        for page in pages:
            rest = re.sub(r"BDC\n.*?\nEMC", "", page, flags=re.DOTALL)
            assert not re.search(r"Tj|TJ| re | l S|\bDo\b", rest)
            assert page.count("BDC") == page.count("EMC")

    def it_numbers_the_marks_of_each_page_from_nought(self) -> None:
        for page in streams(write_pdf(REPORT, RESOURCES)):
            marks = [int(mark) for mark in re.findall(r"/MCID (\d+)", page)]
            assert marks == list(range(len(marks)))

    def it_gives_the_lines_of_a_paragraph_on_one_page_one_mark(self) -> None:
        (page,) = streams(write_pdf(document(Para(words("A line of words. " * 30))), RESOURCES))
        assert page.count("/P <</MCID") == 1
        assert page.count(" Tm") > 5

    @pytest.mark.outside
    @pytest.mark.parametrize("paper", [DECISION, REPORT], ids=["decision form", "board report"])
    @pytest.mark.parametrize("edition", [Edition.SIGNING, Edition.PUBLICATION])
    @pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
    def it_conforms_to_the_standards(self, paper: Document, edition: Edition, profile: str) -> None:
        page = pytest.importorskip("page")
        data = write_pdf(replace(paper, edition=edition), RESOURCES)
        report = page.validate_pdf_bytes(data, profile=getattr(page.ValidationProfile, profile))
        assert [str(failure) for failure in report.failures] == []


class DescribeAPublishedFile:
    def it_is_packed_and_one_to_be_signed_is_not(self) -> None:
        signing, published = write_pdf(REPORT, RESOURCES), write_pdf(PUBLISHED, RESOURCES)
        assert b"/ObjStm" in published
        assert b"/ObjStm" not in signing
        assert len(published) < 0.75 * len(signing)

    def it_is_the_same_bytes_for_the_same_document(self) -> None:
        assert write_pdf(PUBLISHED, RESOURCES) == write_pdf(PUBLISHED, RESOURCES)

    def it_says_what_it_said_before_it_was_packed(self) -> None:
        assert words_of(write_pdf(PUBLISHED, RESOURCES)) == words_of(write_pdf(REPORT, RESOURCES))


PUBLISHED = replace(REPORT, edition=Edition.PUBLICATION)


def words_of(data: bytes) -> list[str]:
    """Return the words of each page."""
    file = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in file]
