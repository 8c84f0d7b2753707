"""The PDF writer: `write_pdf` turns a Document into the bytes of a file."""

from .fonts import MissingGlyphs
from .writer import missing_glyphs, write_pdf

__all__ = ["MissingGlyphs", "missing_glyphs", "write_pdf"]
