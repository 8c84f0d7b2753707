"""The pages of a PDF file as pictures, and where on them each heading stands."""

from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import pypdfium2

_BYTES = 4  #: of a pixel


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page. page: from 0. down: how far from its top, as a part of its height, 0 to 1."""

    page: int
    down: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, row by row from the top, each blue, green, red and a byte without meaning."""

    width: int
    height: int
    pixels: bytes


class Pages:
    """The pages of a PDF file. To be closed, or used in a `with`."""

    def __init__(self, data: bytes) -> None:
        """Read a file. Raises pypdfium2.PdfiumError where it is no PDF."""
        self._data = data
        self._pdf: Any = pypdfium2.PdfDocument(data)

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points."""
        return tuple(self._pdf.get_page_size(number) for number in range(len(self._pdf)))

    def outline(self) -> tuple[Spot, ...]:
        """Return where the entries of the file's outline lead to, in their order."""
        targets = (entry.get_dest() for entry in self._pdf.get_toc())
        return tuple(self._spot(target) for target in targets)

    def _spot(self, target: Any) -> Spot:
        page = None if target is None else target.get_index()
        if target is None or page is None or not 0 <= page < len(self._pdf):
            return Spot(0, 0.0)
        _, view = target.get_view()  # left, top and zoom, each of them left out at times
        height = self._pdf.get_page_size(page)[1]
        top = view[1] if len(view) > 1 and view[1] is not None else height
        return Spot(page, min(1.0, max(0.0, 1 - top / height)))

    def picture(self, page: int, width: int) -> Picture:
        """Return a page at a width in pixels. Raises IndexError where there is no such page."""
        if not 0 <= page < len(self._pdf):
            raise IndexError(page)
        held = self._pdf[page]
        try:
            scale = (width - 0.01) / held.get_width()  # what it is drawn with is rounded up to whole pixels
            bitmap = held.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            row, stride = bitmap.width * _BYTES, bitmap.stride
            pixels = bytes(bitmap.buffer)
            if stride != row:
                rows = range(0, stride * bitmap.height, stride)
                pixels = b"".join(pixels[start : start + row] for start in rows)
            return Picture(bitmap.width, bitmap.height, pixels)
        finally:
            held.close()

    def close(self) -> None:
        """Let the file go."""
        self._pdf.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
