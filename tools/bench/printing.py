"""The races of the PDF writer, in seconds of the processor: against itself without tags, and its peers."""

import importlib.util
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.document.model import Document, Edition
from desktop_app.export.pdf import write_pdf
from tests.export.papers import every_kind_of_block, filled, templates

from . import material, rooms
from .race import NotMeasured, Race, Weight, spent, spent_apart
from .typst_source import source
from .untagged import write_untagged

#: The form whose paper is measured: it has tables, lists, ticks and a block to sign of its own.
_FORM = "mopac/decision-2021"
#: Ratios that are aimed at: tagged and published to untagged, a published file's bytes, ten times the pages
#: to one, and what WeasyPrint, typst and LibreOffice take.
_TAGGED, _TAGGED_LONG, _PUBLISHED, _BYTES, _GROWTH = 1.2, 1.25, 1.45, 1.3, 11
_WEASYPRINT, _TYPST, _LIBREOFFICE = 0.2, 1.2, 1
_LONG = 20  #: pages of a long paper
_FEW = 5  #: laps of what takes seconds
_WRITE = (
    "import pickle,sys;from pathlib import Path;from desktop_app.export.pdf import write_pdf;"
    "write_pdf(pickle.loads(Path(sys.argv[1]).read_bytes()),Path(sys.argv[2]))"
)


@cache
def of_form(pages: int) -> Document:
    """Return the form's own paper with every kind of block, as often as so many pages need."""
    from desktop_app.domain.paper import RichText

    template = templates()[_FORM]
    paper = filled(template)
    answers = {
        key: RichText(
            tuple(block for n in range(max(1, pages // 5)) for block in every_kind_of_block(f"{key}{n}"))
        )
        if isinstance(value, RichText)
        else value
        for key, value in paper.public.answers.items()
    }
    document = rooms.built(template, paper.with_public(answers=answers))
    least, most = 0, len(document.nodes) + 1
    while most - least > 1:  # the most nodes that so many pages hold
        middle = (least + most) // 2
        fits = rooms.pages_of(_beginning(document, middle)) <= pages
        least, most = (middle, most) if fits else (least, middle)
    document = _beginning(document, least)
    if (found := rooms.pages_of(document)) != pages:
        raise NotMeasured(f"no paper of {pages} pages came about, but one of {found}")
    return document


def _beginning(document: Document, count: int) -> Document:
    """Return a document's first so many nodes, and the sections that they are in as far as they are."""
    begun = (section for section in document.sections if section.start < count)
    sections = tuple(replace(section, end=min(section.end, count)) for section in begun)
    return replace(document, nodes=document.nodes[:count], sections=sections)


def races(pages: int, runs: int) -> Iterator[Race | Weight]:
    """Yield what tags and packing cost in time and bytes, for the form's paper and bare paragraphs."""
    template, paper = material.case()
    for kind, document in (
        ("the form's paper", of_form(pages)),
        ("paragraphs", rooms.of_pages(template, paper, pages)),
    ):
        named = f"PDF of {pages} pages, {kind}"
        published = replace(document, edition=Edition.PUBLICATION)
        floor = _cpu(lambda document=document: write_untagged(document))
        tagged = _TAGGED_LONG if pages > _LONG else _TAGGED
        for name, its, most in (
            (named, document, tagged),
            (f"{named}, published", published, _PUBLISHED),
        ):
            ours = _cpu(lambda its=its: write_pdf(its, material.RESOURCES))
            yield Race(name, ours, "untagged", floor, runs, most=most)
        plain, packed = len(write_untagged(document)), len(write_pdf(published, material.RESOURCES))
        yield Weight(f"{named}, published", packed, "untagged", plain, _BYTES)


def growth_race(short: int, long: int) -> Race:
    """Return the race of the long paper against the short one: in proportion, or more."""
    return Race(
        f"PDF of {long} pages, the form's paper",
        _cpu(lambda: write_pdf(of_form(long), material.RESOURCES)),
        f"the same of {short} pages",
        _cpu(lambda: write_pdf(of_form(short), material.RESOURCES)),
        most=_GROWTH,
    )


def peer_races(pages: int, folder: Path) -> Iterator[Race | str]:
    """Yield the races against other programs that are here, and the names of those that are not.

    All make tagged PDF of the same content: WeasyPrint of our web page, LibreOffice of our Word file,
    typst of source with the same structure.
    """
    document = of_form(pages)
    ours = _cpu(lambda: write_pdf(document, material.RESOURCES))
    named = f"PDF of {pages} pages, the form's paper"
    extra = "the extra “bench”: tools/setup.sh --extras dev,bench"
    if importlib.util.find_spec("weasyprint"):
        yield Race(named, ours, "WeasyPrint, of our web page", _weasyprint(document), _FEW, most=_WEASYPRINT)
    else:
        yield f"WeasyPrint ({extra})"
    if importlib.util.find_spec("typst"):
        template, paper = material.case()
        bare = rooms.of_pages(template, paper, pages)
        yield _typst_race(named, document)
        yield _typst_race(f"PDF of {pages} pages, paragraphs", bare)
    else:
        yield f"typst ({extra})"
    if shutil.which("soffice"):
        yield Race(f"{named}, process", *_processes(document, folder), _FEW, most=_LIBREOFFICE)
    else:
        yield "LibreOffice (soffice)"


def _cpu(act: Callable[[], object]) -> Callable[[int], float]:
    return lambda _: spent(act)


def _weasyprint(document: Document) -> Callable[[int], float]:
    from desktop_app.export.html import write_html

    weasyprint: Any = __import__("weasyprint")
    page = write_html(document, material.RESOURCES).decode()
    return _cpu(lambda: weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def _typst_race(name: str, document: Document) -> Race:
    """Return the race against typst, which keeps its fonts and all that it knows from lap to lap.

    Each lap has other words in every node, for both: typst remembers each paragraph that it has set before.
    """
    typst: Any = __import__("typst")
    fonts = [str(material.RESOURCES / "fonts")]
    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)

    def ours(number: int) -> float:
        its = material.renumbered(document, number)
        return spent(lambda: write_pdf(its, material.RESOURCES))

    def floor(number: int) -> float:
        words = source(material.renumbered(document, number)).encode()
        return spent(lambda: compiler.compile(input=words, pdf_standards="ua-1"))

    return Race(name, ours, "typst, the same structure, ua-1", floor, most=_TYPST)


def _processes(
    document: Document, folder: Path
) -> tuple[Callable[[int], float], str, Callable[[int], float]]:
    """Return the laps of two whole processes: ours, and LibreOffice making a tagged PDF of our Word file."""
    from desktop_app.export.docx import write_docx

    held, word = folder / "paper.pickle", folder / "paper.docx"
    held.write_bytes(pickle.dumps(document))
    word.write_bytes(write_docx(document, material.RESOURCES))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    soffice = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(word)]
    ours = [sys.executable, "-c", _WRITE, str(held), str(material.RESOURCES)]
    return (
        lambda _: spent_apart(ours),
        "LibreOffice, of our Word file, tagged",
        lambda _: spent_apart(soffice),
    )
