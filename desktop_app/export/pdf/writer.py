"""A finished Document as a PDF file: laid out in strips, put on pages, drawn."""

import gc
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from desktop_app.document.model import Document, Edition
from desktop_app.document.style import STYLE, Style

from .blocks import Blocks
from .fonts import Fonts, MissingGlyphs, load_fonts
from .outline import targets
from .packing import packed, written
from .pages import Page, Pager
from .paint import Painter
from .strips import Strip
from .tagging import TaggedFile
from .text import Setter
from .words import texts


def write_pdf(document: Document, resources: Path) -> bytes:
    """Return the document as a PDF file: the same bytes for the same document.

    resources: the folder whose `fonts` are embedded. Raises MissingGlyphs where they lack a character
    of the text, OSError where a font cannot be read.
    """
    lacking = missing_glyphs(document, resources)
    if lacking:
        first = (text for text in texts(document) if lacking[0] in text)
        raise MissingGlyphs(lacking, next(first, ""))
    with _uncollected():
        return _written(document, load_fonts(resources), STYLE)


def _written(document: Document, fonts: Fonts, style: Style) -> bytes:
    setter = Setter(fonts, targets(document), style.colors.link)
    pages = _pages(document, setter, style)
    file = TaggedFile(document, setter.fonts.face(), (style.page.width, style.page.height))
    Painter(file, document, setter, style, _places(pages)).draw(pages)
    objects, roots = file.held()
    return (packed if document.edition is Edition.PUBLICATION else written)(objects, roots)


def missing_glyphs(document: Document, resources: Path) -> list[str]:
    """Return the characters of a document that the fonts cannot draw, each once, in the text's order."""
    return load_fonts(resources).lacking(texts(document))


@contextmanager
def _uncollected() -> Generator[None]:
    """Let the collector of what is no longer needed wait: it would look through the strips of a long paper
    again and again while they are made, a fifth of the whole time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _pages(document: Document, setter: Setter, style: Style) -> list[Page]:
    blocks = Blocks(document, setter, style)
    height = style.page.height - 2 * style.page.margin
    return Pager(height, blocks.note_strips).fill(blocks.strips())


def _places(pages: Iterable[Page]) -> frozenset[str]:
    strips: Iterable[Strip] = (
        strip for page in pages for strip in (*(placed.strip for placed in page.body), *page.notes)
    )
    return frozenset(name for strip in strips for name in strip.places)
