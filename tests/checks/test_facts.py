"""What rules take from text is read once for each block, and a signature's imported day counts."""

from dataclasses import replace
from datetime import date

from desktop_app.checks.timeline import day_of
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.same import same


class DescribeMemoryByIdentity:
    def it_works_out_the_same_object_once(self) -> None:
        read: list[list[int]] = []

        @same(8)
        def total(value: list[int]) -> int:
            read.append(value)
            return sum(value)

        value = [1, 2]
        assert (total(value), total(value), total([1, 2])) == (3, 3, 3)
        assert len(read) == 2

    def it_tells_further_arguments_apart(self) -> None:
        @same(8)
        def times(value: list[int], by: int) -> int:
            return sum(value) * by

        value = [1, 2]
        assert (times(value, 2), times(value, 3)) == (6, 9)

    def it_forgets_the_oldest_and_is_right_again(self) -> None:
        @same(4)
        def total(value: list[int]) -> int:
            return sum(value)

        values = [[number] for number in range(50)]
        assert [total(value) for value in values] == list(range(50))
        assert [total(value) for value in values] == list(range(50))


class DescribeDayOfASignature:
    CLAIM = Event(0, EventKind.CLAIMED, 1, "2021-05-10T09:00:00+01:00", key="decision.chief_executive")

    def it_reads_an_imported_day_as_the_file_wrote_it(self) -> None:
        assert day_of(replace(self.CLAIM, note="10/7/19; read off the page")) == date(2019, 7, 10)
        assert day_of(replace(self.CLAIM, note="30th June 2019")) == date(2019, 6, 30)

    def it_has_none_where_the_file_gave_none(self) -> None:
        assert day_of(replace(self.CLAIM, note="")) is None
        assert day_of(replace(self.CLAIM, note="TBC")) is None

    def it_takes_theday_of_one_signed_here(self) -> None:
        assert day_of(replace(self.CLAIM, kind=EventKind.SIGNED, choice="2021-05-17")) == date(2021, 5, 17)
