"""Numbers read back from what is printed, and the counters that Word keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.numbering import marker
from desktop_app.export.word.counting import Counts, value

PATTERNS = ("{section}.{n}.", "({a})", "{A}.", "{i})", "{n}", "{section}{a}")


class DescribeValue:
    @given(st.sampled_from(PATTERNS), st.integers(1, 4000), st.integers(1, 99))
    def it_reads_back_every_number_that_is_printed(self, pattern: str, number: int, section: int) -> None:
        assert value(pattern, marker(pattern, number, section)) == number

    @given(st.integers(1, 4000))
    def it_reads_the_number_of_a_section(self, section: int) -> None:
        assert value("{section}.", marker("{section}.", section, section)) == section

    @pytest.mark.parametrize(("pattern", "printed"), [("•", "•"), ("({a})", "1."), ("{n}.", "")])
    def it_reads_no_number_where_there_is_none(self, pattern: str, printed: str) -> None:
        assert value(pattern, printed) is None


class DescribeCounts:
    def it_counts_each_level_below_its_parent(self) -> None:
        counts = Counts()
        for level, number in ((0, 1), (1, 1), (1, 2), (0, 2)):
            assert counts.next(level) == number
            counts.set(level, number)
        assert counts.next(1) == 1

    def it_goes_on_at_the_level_that_is_kept(self) -> None:
        counts = Counts(kept=1)
        for level, number in ((0, 1), (1, 1), (2, 1), (0, 2)):
            counts.set(level, number)
        assert (counts.next(1), counts.next(2)) == (2, 1)

    def it_knows_what_has_nothing_above_it(self) -> None:
        counts = Counts()
        assert counts.has_parent(0)
        assert not counts.has_parent(1)
        counts.set(0, 1)
        assert counts.has_parent(1)
