"""The mapping between blocks and a live document."""

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop_app.domain.richtext import Blocks, Cell, Paragraph, Table, Text
from desktop_app.ui.editor.mapping import fill, read

from .strategies import blocks

pytestmark = pytest.mark.usefixtures("qapp")
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class DescribeMapping:
    @often
    @given(blocks)
    def it_gives_back_what_it_was_filled_with(self, text: Blocks) -> None:
        document = QTextDocument()
        fill(document, text)
        assert read(document) == text

    @often
    @given(blocks, blocks)
    def it_leaves_nothing_of_what_stood_there_before(self, before: Blocks, text: Blocks) -> None:
        document = QTextDocument()
        fill(document, before)
        fill(document, text)
        assert read(document) == text

    def it_mends_ids_that_stand_twice(self) -> None:
        document = QTextDocument()
        fill(document, (Paragraph((Text("ab"),), id="one"),))
        cursor = QTextCursor(document)
        cursor.setPosition(1)
        cursor.insertBlock()
        first, second = read(document)
        assert (first.id, second.id != "one") == ("one", True)
        assert read(document) == (first, second)

    def it_keeps_lines_beside_tables_out_of_the_text(self) -> None:
        document = QTextDocument()
        one = Table(((Cell(),),), id="t1")
        fill(document, (one, Table(((Cell(),),), id="t2")))
        assert [block.id for block in read(document)] == ["t1", "t2"]
        assert document.blockCount() == 5
