"""The words of a PDF file, line by line, without what stands at the head and foot of every page."""

import re
from collections import Counter
from typing import Any

import pypdfium2

_MOST_PAGES = 500


class NotAPdf(ValueError):
    """The file is no PDF, or one that cannot be read; the words say so."""


def pdf_lines(data: bytes) -> list[str]:
    """Return the lines of all pages. Raises NotAPdf."""
    try:
        pdf: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise NotAPdf("The file is no PDF that can be read.") from problem
    try:
        if len(pdf) > _MOST_PAGES:
            raise NotAPdf(f"The file has more than {_MOST_PAGES} pages.")
        pages = [_lines(pdf[number]) for number in range(len(pdf))]
    except pypdfium2.PdfiumError as problem:
        raise NotAPdf("A page of the file cannot be read.") from problem
    finally:
        pdf.close()
    edges = _edges(pages)
    return [line for page in pages for line in page if _plain(line) not in edges]


def _lines(page: Any) -> list[str]:
    words: str = page.get_textpage().get_text_bounded()
    return [line for line in (" ".join(raw.split()) for raw in words.splitlines()) if line]


def _plain(line: str) -> str:
    """Return a line without its figures, so that page numbers are alike."""
    return re.sub(r"\d+", "#", line)


def _edges(pages: list[list[str]]) -> set[str]:
    """Return what stands at the head or foot of more than half of several pages."""
    counted = Counter(line for page in pages for line in {_plain(line) for line in (*page[:3], *page[-3:])})
    return {line for line, count in counted.items() if len(pages) > 1 and count > len(pages) / 2}
