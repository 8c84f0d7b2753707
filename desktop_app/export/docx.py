"""Word papers: a document as the bytes of a .docx file."""

from pathlib import Path

from desktop_app.document.model import Document

from .word.package import filled


def write_docx(document: Document, resources: Path) -> bytes:
    """Return a document as a .docx file. The same document gives the same bytes.

    resources: the folder of the program's resources, in which the base document is.
    """
    return filled(document, resources)
