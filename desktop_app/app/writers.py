"""The writers by format, each loading its heavy library when it is first used.

ReportLab takes 160 ms to load and python-docx, for comments, 80 ms: neither the window's start nor a check
needs them.
"""

from pathlib import Path

from desktop_app.document.model import Document

from .exporting import NotExportable, Writer


def _docx(document: Document, resources: Path) -> bytes:
    from desktop_app.export.docx import write_docx

    return write_docx(document, resources)


def _pdf(document: Document, resources: Path) -> bytes:
    from desktop_app.export.pdf import MissingGlyphs, write_pdf

    try:
        return write_pdf(document, resources)
    except MissingGlyphs as problem:
        raise NotExportable(str(problem)) from problem


def _html(document: Document, resources: Path) -> bytes:
    from desktop_app.export.html import write_html

    return write_html(document, resources)


WRITERS: dict[str, Writer] = {"docx": _docx, "pdf": _pdf, "html": _html}
