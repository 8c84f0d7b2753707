"""The text of a paper's rows."""

import pytest
from hypothesis import given

from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.richtext import Block, Paragraph, Text
from desktop_app.domain.value_json import value_data, value_from
from desktop_app.storage import items
from desktop_app.storage.items import item_from, json_text, reads_back, value_text
from tests.strategies import values


class DescribeTheTextOfAnAnswer:
    @given(values)
    def it_is_the_json_of_its_data(self, value: Value) -> None:
        assert value_text(value) == json_text(value_data(value))
        assert item_from("answers", value_text(value)) == value
        assert reads_back("answers", value)

    @pytest.mark.parametrize(
        "words", ["£ and “quotes”", "a lone \ud800 surrogate", 'a "quote" \\ and \n', ""]
    )
    def it_holds_every_sign(self, words: str) -> None:
        text = RichText((Paragraph((Text("plain"),), id="a"), Paragraph((Text(words),), id="b")))
        assert value_text(text) == json_text(value_data(text))
        assert value_from(value_data(text)) == text

    def it_writes_only_the_blocks_that_were_not_there_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        blocks = tuple(Paragraph((Text(f"Line {n}."),), id=f"b{n}") for n in range(50))
        value_text(RichText(blocks))
        written: list[Block] = []
        real = items.block_data
        monkeypatch.setattr(items, "block_data", lambda block: (written.append(block), real(block))[1])
        new = Paragraph((Text("Another."),), id="b7")
        value_text(RichText((*blocks[:7], new, *blocks[8:])))
        assert written == [new]

    def it_is_read_back_only_of_blocks_that_were_not_there_before(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blocks = tuple(Paragraph((Text(f"Row {n}."),), id=f"r{n}") for n in range(50))
        assert reads_back("answers", RichText(blocks))
        read: list[Block] = []
        real = items.block_from
        monkeypatch.setattr(items, "block_from", lambda data: (read.append(made := real(data)), made)[1])
        new = Paragraph((Text("Another."),), id="r7")
        assert reads_back("answers", RichText((*blocks[:7], new, *blocks[8:])))
        assert read == [new]

    def it_is_told_where_it_would_not_give_the_same_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        real = items.block_data
        monkeypatch.setattr(items, "block_data", lambda block: {**real(block), "id": "another"})
        assert not reads_back("answers", RichText((Paragraph((Text("Changed on its way."),), id="a"),)))
