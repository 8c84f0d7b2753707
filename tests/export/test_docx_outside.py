"""Exported papers as programs from outside read them: LibreOffice, pdftotext, the Open XML SDK."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.document.model import Document, Edition
from desktop_app.export.docx import write_docx
from desktop_app.export.pdf import write_pdf

from .papers import RESOURCES, documents_of, papers, published

pytestmark = [pytest.mark.outside, pytest.mark.slow]
PAPERS = papers()
PUBLISHED = published()


def tool(name: str) -> str:
    """Return where a program is; skip the test where it is not."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not here")
    return path


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
    return done.stdout


@dataclass(frozen=True)
class Office:
    """LibreOffice with a profile of its own."""

    program: str
    folder: Path

    def texts(self, files: dict[str, bytes]) -> dict[str, str]:
        """Return the text of Word files by name."""
        paths = {name: self.folder / f"{name.replace('/', ' ')}.docx" for name in files}
        for name, data in files.items():
            paths[name].write_bytes(data)
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        to = ("--convert-to", "txt:Text", "--outdir", str(self.folder))
        run(self.program, profile, "--headless", *to, *map(str, paths.values()))
        return {
            name: path.with_suffix(".txt").read_text(encoding="utf-8-sig") for name, path in paths.items()
        }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tool("soffice"), tmp_path_factory.mktemp("office"))


def bare(text: str) -> str:
    """Return text without white space, bullets, dashes and capitals, which programs set in their own way."""
    return re.sub(r"[\s•◦–\-‑]", "", text).casefold()


def missing(wanted: Iterable[str], text: str) -> list[str]:
    """Return what does not stand in a text in its order."""
    held, at, lost = bare(text), 0, list[str]()
    for words in wanted:
        place = held.find(bare(words), at)
        if place < 0:
            lost.append(words)
        else:
            at = place + len(bare(words))
    return lost


class DescribeMissing:
    def it_names_what_is_not_there_or_not_in_order(self) -> None:
        assert missing(["one", "three", "two", "four"], "- one t\nwo three") == ["two", "four"]


def everything(name: str, edition: Edition = Edition.SIGNING) -> dict[str, Document]:
    return {f"{name} {document.name}": document for document in documents_of(PAPERS[name], edition)}


def body(text: str) -> list[str]:
    """Return the sentences that a published paper's text says, without numbers, marks and furniture.

    Left out: what signs or dates it, which an export leaves blank; footnotes; what was found to belong to
    no field, which stays listed in the paper.
    """
    rows = [
        re.sub(r"^[-\s]*(?:(?:\d+\.)+\d*|\(?[a-z0-9]\)|[a-z]\.)\s+", "", row) for row in text.splitlines()
    ]
    rows = [re.sub(r"[¹²³]", "", row.replace("*", "")) for row in rows if not row.startswith("¹")]
    sentences = [each.strip() for row in rows for each in re.split(r"(?<=[.?]) (?=[A-Z])", row)]
    return [each for each in sentences if len(each.split()) > 3]


#: Heads that the text of a paper has run together, and the head of a table, which stands in another place.
HEADS = ("DMPC Decision – PCD 602Title", "Tick to confirm statement")


def wanted(name: str) -> list[str]:
    """Return the sentences of a published paper which its export must have."""
    paper = PUBLISHED[name]
    text = (Path(__file__).parents[3] / "shared" / "papers" / f"{name}.txt").read_text(encoding="utf-8")
    left = bare(" ".join(leftover.text for leftover in paper.public.leftovers))
    found = [each for each in body(text) if bare(each) not in left and not each.startswith(HEADS)]
    assert len(found) > 40
    return found


@pytest.mark.parametrize("name", PUBLISHED)
def it_keeps_every_sentence_of_a_published_paper_in_word(office: Office, name: str) -> None:
    files = {key: write_docx(each, RESOURCES) for key, each in everything(name, Edition.PUBLICATION).items()}
    assert not missing(wanted(name), "\n".join(office.texts(files).values()))


@pytest.mark.parametrize("name", PUBLISHED)
def it_keeps_every_sentence_of_a_published_paper_in_pdf(tmp_path: Path, name: str) -> None:
    told = list[str]()
    for number, document in enumerate(everything(name, Edition.PUBLICATION).values()):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(write_pdf(document, RESOURCES))
        told.append(without_furniture(run(tool("pdftotext"), "-raw", str(path), "-"), document))
    assert not missing(wanted(name), "\n".join(told))


def without_furniture(text: str, document: Document) -> str:
    """Return the text of a PDF without what stands at the head and foot of each page."""
    rows: list[str] = []
    for sheet in text.split("\f"):
        lines = sheet.splitlines()
        edge = {*range(2), *range(len(lines) - 4, len(lines))}  # a paragraph's own line may say the same
        rows += [line for n, line in enumerate(lines) if n not in edge or line.strip() != document.marking]
    page = re.compile(rf"({re.escape(document.foot)})?\s*(Page \d+ of \d+)?")
    rows = [row for row in rows if not page.fullmatch(re.sub(r" +", " ", row.strip()))]
    foot = re.sub(r" +", " ", document.foot)
    return "\n".join(row for row in rows if not re.sub(r" +", " ", row).startswith(foot))


@pytest.mark.parametrize("name", PAPERS)
def it_keeps_to_the_open_xml_schemas(tmp_path: Path, name: str) -> None:
    for edition in Edition:
        for number, document in enumerate(documents_of(PAPERS[name], edition)):
            path = tmp_path / f"{number}.docx"
            path.write_bytes(write_docx(document, RESOURCES))
            run(tool("ooxml-validator"), str(path))
