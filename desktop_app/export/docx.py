"""Word papers: a document as the bytes of a .docx file."""

from pathlib import Path

from desktop_app.document.model import Document

from .word.package import filled


def write_docx(document: Document, resources: Path) -> bytes:
    """Return a document as a .docx file. The same document gives the same bytes.

    resources: the folder of the program's resources, in which the base document is.
    """
    return filled(document, resources)


def write_comparison(old: Document, new: Document, author: str, resources: Path) -> bytes:
    """Return two states of a document as one .docx file with tracked changes by `author`.

    Accept all and it is `new`; reject all and it is `old`. The same states give the same bytes.
    """
    from .word.comparison import compared  # takes a third of the time to load that writing a paper does

    return compared(old, new, author, resources)
