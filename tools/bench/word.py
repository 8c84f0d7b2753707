"""The races of Word files: against bare strings and other programs, and reading a review back."""

import importlib.util
import io
import pickle
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

from desktop_app.app.copies import sent_of
from desktop_app.document.model import Document
from desktop_app.export.docx import write_docx
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.returned import hold_against

from . import material, rooms, word_peers
from .race import NotMeasured, Race, spent, spent_apart, waited_apart

_SHORT, _LONG, _GROWTH = 3.6, 3.1, 11.0  #: the ratios that are aimed at
_CHANGES, _BACK = 500, 1.0  #: changes that a reviewer made, and the seconds to read them back in
_PARAGRAPHS = 7  #: that a page of a paper under review has
_PROCESSES = 15  #: laps of whole processes
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")
_WRITE = (
    "import pickle, sys, pathlib; from desktop_app.export.docx import write_docx; "
    "d = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes()); "
    "pathlib.Path(sys.argv[3]).write_bytes(write_docx(d, pathlib.Path(sys.argv[2])))"
)


def races(documents: dict[int, Document]) -> Iterator[Race]:
    """Yield the races of writing documents by their pages against their own mark-up as raw strings."""
    for pages, document in documents.items():
        yield Race(
            f".docx of {pages} pages",
            _cpu(lambda document=document: write_docx(document, material.RESOURCES)),
            "the same mark-up, raw strings into a zip",
            _cpu(_raw(document)),
            most=_SHORT if pages == min(documents) else _LONG,
        )
    short, long = min(documents), max(documents)
    yield Race(
        f".docx of {long} pages",
        _cpu(lambda: write_docx(documents[long], material.RESOURCES)),
        f"the same of {short} pages",
        _cpu(lambda: write_docx(documents[short], material.RESOURCES)),
        most=_GROWTH,
    )


def _cpu(act: Callable[[], object]) -> Callable[[int], float]:
    return lambda _: spent(act)


def _raw(document: Document) -> Callable[[], object]:
    """Return what puts the same mark-up together from strings, and zips it. Raises NotMeasured."""
    made = write_docx(document, material.RESOURCES)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    words = re.sub(r"<[^>]+>", "", parts["word/document.xml"])
    missing = [text for text in material.node_texts(document) if escape(text[:40]).strip() not in words]
    if len(missing) > len(document.nodes) // 10:
        raise NotMeasured(f"the Word file lacks words, {missing[0][:40]!r} among them")
    pieces = {name: _pieces(text) for name, text in parts.items()}

    def write() -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, its in pieces.items():
                words = (escape(piece) if number % 3 == 2 else piece for number, piece in enumerate(its))
                archive.writestr(name, "".join(words).encode())
        return packed.getvalue()

    with zipfile.ZipFile(io.BytesIO(write())) as archive:
        if {name: archive.read(name).decode() for name in archive.namelist()} != parts:
            raise NotMeasured("the raw strings do not make the same mark-up")
    return write


def _pieces(xml: str) -> list[str]:
    """Return mark-up and words by turns: every third piece is words, as they are before they are escaped."""
    found = _TEXT.split(xml)
    return [unescape(piece) if number % 3 == 2 else piece for number, piece in enumerate(found)]


def back_race(pages: int) -> Race:
    """Return the race of reading a review back against parsing its XML. Raises NotMeasured."""
    import lxml.etree

    template, paper = material.case()
    paper = material.grown(paper, _PARAGRAPHS * pages)
    form = next(form for form in template.forms if not form.restricted)
    sent = sent_of(template, form, paper)
    data = _reviewed(write_docx(rooms.built(template, paper), material.RESOURCES))
    found = hold_against(read_docx(data), sent)
    told = len(found.proposals) + len(found.unplaced)  # those in the form's own words have no place
    if told != _CHANGES or len(found.unplaced) > _CHANGES // 20:
        raise NotMeasured(f"of {_CHANGES} changes {told} were read back")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    return Race(
        f"{_CHANGES} changes read back, {pages} pages",
        _cpu(lambda: hold_against(read_docx(data), sent)),
        "its XML parsed",
        _cpu(lambda: lxml.etree.fromstring(xml)),
        target=_BACK,
    )


def _reviewed(data: bytes) -> bytes:
    """Return a file in which somebody put a tracked word behind so many texts."""
    left = _CHANGES
    author = 'w:author="Bo" w:date="2026-03-02T10:00:00Z"'

    def change(match: re.Match[str]) -> str:
        nonlocal left
        if not left:
            return match[0]
        left -= 1
        return f'{match[0]}<w:ins w:id="{90000 + left}" {author}><w:r><w:t>quokka</w:t></w:r></w:ins>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = given.read(name)
            if name == "word/document.xml":
                # At the end of each paragraph that was sent out as a block, which has a bookmark.
                whole = re.compile(r"<w:p[ >](?:(?!</w:p>).)*?<w:bookmarkEnd [^>]*/>(?=</w:p>)", re.DOTALL)
                part = whole.sub(change, part.decode()).encode()
            made.writestr(name, part)
    if left:
        raise NotMeasured(f"there was no place for {left} of {_CHANGES} changes")
    return out.getvalue()


def peer_races(document: Document, pages: int, folder: Path) -> Iterator[Race | str]:
    """Yield the races of whole processes against docxtpl and pandoc, or the names of those not here."""
    held, out = folder / "word.pickle", folder / "ours.docx"
    held.write_bytes(pickle.dumps(document))
    ours = [sys.executable, "-c", _WRITE, str(held), str(material.RESOURCES), str(out)]
    peers = (
        (
            "docxtpl",
            importlib.util.find_spec("docxtpl"),
            word_peers.docxtpl,
            "tools/setup.sh --extras dev,bench",
        ),
        ("pandoc", shutil.which("pandoc"), word_peers.pandoc, "from pandoc.org"),
    )
    for name, here, command, where in peers:
        if not here:
            yield f"{name} ({where})"
            continue
        theirs = command(document, folder)
        for clock, measured in (("processor", spent_apart), ("clock", waited_apart)):
            yield Race(
                f".docx of {pages} pages, process, by the {clock}",
                lambda _, measured=measured: measured(ours),
                f"{name}, the same paper",
                lambda _, measured=measured, theirs=theirs: measured(theirs),
                _PROCESSES,
                most=1,
            )
        _hold_words(document, folder / f"{name}.docx", name)


def _hold_words(document: Document, file: Path, name: str) -> None:
    """Raise NotMeasured if another program's file does not hold the words that it was given."""
    with zipfile.ZipFile(file) as archive:
        told = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    have = re.sub(r"\W", "", unescape(told))
    for piece in word_peers.pieces(document):
        for words in (piece.get("words", ""), *(cell for row in piece.get("rows", ()) for cell in row)):
            if re.sub(r"\W", "", words) not in have:
                raise NotMeasured(f"{name} left out {words[:40]!r}")
