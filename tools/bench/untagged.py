"""The floor of the PDF writer: the same pages by the same means, without a tag."""

from collections.abc import Iterable
from dataclasses import replace
from unittest.mock import patch

from desktop_app.document.model import Document, Edition
from desktop_app.export.pdf import write_pdf, writer
from desktop_app.export.pdf.content import Sheet
from desktop_app.export.pdf.fonts import Face
from desktop_app.export.pdf.nodes import Node
from desktop_app.export.pdf.packing import Held
from desktop_app.export.pdf.tagging import TaggedFile

from .material import RESOURCES


class _Sheet(Sheet):
    """A page's content with no marks: all its text in one go."""

    def begin(self, mark: str) -> None:
        if not self._open:
            self._text.append("BT")
            self._open = True

    def stream(self) -> bytes:
        return "\n".join([*self._fills, *self._text, "ET", *self._rules]).encode("ascii")


class _File(TaggedFile):
    """A file without structure, properties for archives and colour profile."""

    def begin_page(self) -> None:
        super().begin_page()
        self._sheet = _Sheet(self._letters)

    def text(self, node: Node, face: Face, size: float, color: str, words: tuple[float, float, str]) -> None:
        self._sheet.begin("")
        self._sheet.show(face, size, color, *words)

    def stand(self, node: Node) -> None:
        pass

    def _belong(self, node: Node, key: int, number: int) -> None:
        pass

    def _conform(self) -> None:
        pass

    def _tags(self) -> Iterable[Held]:
        return ()


def write_untagged(document: Document) -> bytes:
    """Return the document as a file without tags, which is not packed."""
    plain = replace(document, edition=Edition.REVIEW)
    with patch.object(writer, "TaggedFile", _File):
        return write_pdf(plain, RESOURCES)
