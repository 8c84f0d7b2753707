"""Pages of a PDF file as pictures, and the places of its headings."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop_app.export.pages import Pages, Spot


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return a file of two pages: one with a red square at its top left, one with a heading half way down."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(200, 400), invariant=1)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 300, 100, 100, stroke=0, fill=1)
    canvas.bookmarkHorizontal("first", 0, 400)
    canvas.addOutlineEntry("First", "first")
    canvas.showPage()
    canvas.bookmarkHorizontal("second", 0, 200)
    canvas.addOutlineEntry("Second", "second")
    canvas.drawString(20, 190, "Second")
    canvas.showPage()
    canvas.save()
    return target.getvalue()


class DescribePages:
    def it_tells_the_size_of_each_page_in_points(self, pdf: bytes) -> None:
        with Pages(pdf) as pages:
            assert pages.sizes == ((200, 400), (200, 400))

    def it_tells_where_each_heading_stands(self, pdf: bytes) -> None:
        with Pages(pdf) as pages:
            assert pages.outline() == (Spot(0, 0.0), Spot(1, 0.5))

    def it_draws_a_page_at_the_width_asked_for(self, pdf: bytes) -> None:
        with Pages(pdf) as pages:
            picture = pages.picture(0, 101)
        assert (picture.width, picture.height) == (101, 202)
        assert len(picture.pixels) == 101 * 202 * 4

    def it_gives_pixels_as_blue_green_red_from_the_top(self, pdf: bytes) -> None:
        with Pages(pdf) as pages:
            picture = pages.picture(0, 100)
        assert picture.pixels[:3] == b"\x00\x00\xff"
        assert picture.pixels[-4:-1] == b"\xff\xff\xff"

    @pytest.mark.parametrize("page", [-1, 2])
    def it_has_no_page_beyond_the_last(self, pdf: bytes, page: int) -> None:
        with Pages(pdf) as pages, pytest.raises(IndexError):
            pages.picture(page, 10)
