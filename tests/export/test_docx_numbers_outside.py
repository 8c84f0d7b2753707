"""Another program's eye: LibreOffice counts every number of every paper as the document has it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop_app.document.model import Document, Edition, Item, NoteMark, Para, Ref, Span
from desktop_app.export.docx import write_docx

from .papers import RESOURCES, documents_of, papers
from .word_reading import plain

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.outside,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here"),
]


def numbered(document: Document) -> list[tuple[str, str]]:
    """Return number and first words of what is numbered or lettered, bullets left out."""
    found: list[tuple[str, str]] = []
    for node in document.nodes:
        if isinstance(node, Para | Item):
            number = node.number if isinstance(node, Para) else node.marker
            words = next((run.text for run in node.runs if isinstance(run, Span)), "").strip()
            if re.search(r"\w", number) and words:
                found.append((number, words[:20]))
    return found


def referring(document: Document) -> list[str]:
    """Return the words of paragraphs that have references and no notes."""
    every = [node.runs for node in document.nodes if isinstance(node, Para)]
    kinds = [{type(run) for run in runs} for runs in every]
    return [
        plain(runs) for runs, held in zip(every, kinds, strict=True) if Ref in held and NoteMark not in held
    ]


def as_shown(files: list[Path], folder: Path) -> dict[str, list[str]]:
    """Return the lines of Word files as LibreOffice shows them, by the files' stems."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    command = [str(SOFFICE), profile, "--headless", *to, *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    texts = {file.stem: (folder / f"{file.stem}.txt").read_text("utf-8-sig") for file in files}
    return {name: text.split("\n") for name, text in texts.items()}


def bare(line: str) -> str:
    """Return a line without its white space: how far a number stands from its text is no matter here."""
    return re.sub(r"\s", "", line)


def it_counts_every_number_and_reference_as_the_document_does(tmp_path: Path) -> None:
    every = [d for paper in papers().values() for d in documents_of(paper, Edition.SIGNING)]
    files = [tmp_path / f"{place}.docx" for place in range(len(every))]
    for file, document in zip(files, every, strict=True):
        file.write_bytes(write_docx(document, RESOURCES))
    shown = as_shown(files, tmp_path)
    for place, document in enumerate(every):
        assert set(map(bare, referring(document))) <= set(map(bare, shown[str(place)]))
        lines = iter(shown[str(place)])
        for number, words in numbered(document):
            wanted = bare(number + words)
            assert any(bare(line).startswith(wanted) for line in lines), f"{number} {words}"
