"""The measurements: what they count, and that they would rather say nothing than something wrong."""

from pathlib import Path

import pypdfium2
import pytest

from desktop_app.document.model import Heading, Item, Para, Signature, Span
from desktop_app.export.pdf import write_pdf
from tests.export.pdf_samples import DECISION, document
from tools.bench import checks, material, starts, typing
from tools.bench.__main__ import told
from tools.bench.race import NotMeasured, Race, Times, line, row, run
from tools.bench.typst_source import source
from tools.bench.untagged import write_untagged


class DescribeRaces:
    def it_runs_both_by_turns_and_leaves_the_first_lap_of_each_out(self) -> None:
        order: list[str] = []

        def lap(name: str, number: int) -> float:
            order.append(f"{name}{number}")
            return float(number)

        race = Race("a", lambda number: lap("a", number), "b", lambda number: lap("b", number))
        times = run(race, 3)
        assert order == ["b0", "a0", "a1", "b1", "b2", "a2", "a3", "b3"]
        assert (times.ours, times.floor) == ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])

    def it_prints_medians_and_their_ratio(self) -> None:
        race = Race("save", lambda _: 0.0, "a bare save", lambda _: 0.0)
        words = row(race, Times([0.004, 0.002, 0.009], [0.001, 0.001, 0.005]))
        wished = Race("save", lambda _: 0.0, "a bare save", lambda _: 0.0, target=0.002)
        assert row(wished, Times([0.004], [0.001])).endswith("≤ 2.00 ms")
        assert words.split() == [
            "save",
            "4.00",
            "ms",
            "2.00",
            "ms",
            "a",
            "bare",
            "save",
            "1.00",
            "ms",
            "4.00×",
            "3",
        ]


class DescribeTyping:
    def it_prints_medians_the_slowest_of_a_hundred_and_the_longest_silence(self) -> None:
        keys = {"start": {"ours": [0.003] * 99 + [0.02], "bare": [0.002] * 100}}
        silences = {"ours": [0.021, 0.004], "bare": [0.007]}
        middle, last, silence = (" ".join(row.split()) for row in typing.rows_of(keys, silences))
        assert middle.startswith("key to paint, start of 500 paragraphs 3.00 ms 3.00 ms a bare QTextEdit")
        assert middle.endswith("2.00 ms 1.50× 100 ≤ 1.5×")
        assert last.startswith("its slowest in a hundred 20.00 ms")
        assert last.endswith("10.0× 100 ≤ 2×")
        assert silence.startswith("longest silence of the loop, 80 pages 21.00 ms")
        assert silence.endswith("≤ 50 ms")

    def it_prints_its_rows_as_they_are(self) -> None:
        ready = line("key to paint", (0.003, None), ("a bare one", 0.002), 100, "≤ 2×")
        assert told(ready, 7) == ready

    def it_takes_the_time_that_99_of_a_hundred_do_not_exceed(self) -> None:
        assert typing.slowest([1.0] * 149 + [2.0]) == 1.0
        assert typing.slowest([1.0] * 147 + [2.0] * 3) == 2.0

    def it_does_not_count_typing_in_a_window_that_is_not_there(self, tmp_path: Path) -> None:
        (tmp_path / "library").write_text("no folder")
        with pytest.raises(NotMeasured):
            list(typing.rows(tmp_path / "library"))


class DescribeMaterial:
    def it_grows_a_paper_by_so_many_paragraphs(self) -> None:
        _, paper = material.case()
        before, after = (len(material.paper_text(p).split("\n")) for p in (paper, material.grown(paper, 60)))
        assert after - before == 60

    def it_keeps_every_word_when_it_renews_a_paper(self) -> None:
        paper = material.grown(material.case()[1], 5)
        fresh = material.renewed(paper)
        assert material.paper_text(fresh) == material.paper_text(paper)
        assert fresh != paper

    def it_makes_another_change_each_time(self) -> None:
        paper = material.case()[1]
        texts = {material.paper_text(material.retouched(paper, number)) for number in range(3)}
        assert len(texts) == 3

    def it_changes_or_puts_in_one_paragraph_alone(self) -> None:
        paper = material.grown(material.case()[1], 20)
        before = material.paper_text(paper).split("\n")
        changed = material.paper_text(material.reworded(paper, "New words.")).split("\n")
        longer = material.paper_text(material.longer(paper, "New words.")).split("\n")
        assert [new for old, new in zip(before, changed, strict=True) if old != new] == ["New words."]
        longer.remove("New words.")
        assert longer == before

    def it_numbers_all_words_of_a_document_anew(self) -> None:
        before = material.node_texts(DECISION)
        after = material.node_texts(material.renumbered(DECISION, 7))
        assert len(after) == len(before)
        assert all(text.startswith("7 ") for text in after)


class DescribeTheSourceForTypst:
    def it_has_the_structure_of_the_document(self) -> None:
        words = source(DECISION)
        assert words.count("#heading(") == sum(isinstance(node, Heading) for node in DECISION.nodes)
        assert words.count("#sign(") == sum(isinstance(node, Signature) for node in DECISION.nodes)
        for node in DECISION.nodes:
            if isinstance(node, Para) and node.number:
                assert f'"{node.number}"' in words

    def it_holds_deeper_items_within_those_above_them(self) -> None:
        outer, inner = (item(words_of, depth) for depth, words_of in enumerate(("gates", "a gull")))
        assert 'labels(("a)",), [#"gates" #labels(("a)",), [#"a gull"])])' in source(document(outer, inner))


def item(text: str, level: int) -> Item:
    return Item((Span(text),), "a)", "letter", "{a})", level)


class DescribeTheFloorOfPdf:
    def it_is_the_same_words_at_the_same_places_without_a_tag(self) -> None:
        tagged, plain = write_pdf(DECISION, material.RESOURCES), write_untagged(DECISION)
        assert b"StructTreeRoot" in tagged
        assert b"StructTreeRoot" not in plain
        assert placed(tagged) == placed(plain)


def placed(data: bytes) -> list[tuple[str, tuple[float, ...]]]:
    """Return the words of a file with the corners of their boxes."""
    with pypdfium2.PdfDocument(data) as file:
        pages = [page.get_textpage() for page in file]
        return [
            (page.get_text_bounded(*page.get_rect(at)), page.get_rect(at))
            for page in pages
            for at in range(page.count_rects())
        ]


class DescribeRefusals:
    def it_does_not_count_a_start_without_a_window(self) -> None:
        with pytest.raises(NotMeasured):
            starts.seconds_to_paint("app")  # which lacks its library, so that nothing is opened

    def it_does_not_count_a_check_that_remembered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        template, paper = material.case()
        monkeypatch.setattr(material, "renewed", lambda same: same)
        race = next(iter(checks.races(template, paper, 8)))
        race.ours(0)
        with pytest.raises(NotMeasured):
            race.ours(1)
