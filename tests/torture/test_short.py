"""The suites of faults in short: nothing goes wrong, and each control fails as it must."""

import random
import shutil
import sys
from collections.abc import Callable

import pytest

from tools.torture import damage, faults, forgery, power, racing
from tools.torture.disk import Disk, File, written
from tools.torture.suite import Outcome


class DescribeTheSuitesInShort:
    @pytest.mark.parametrize(("suite", "count"), [(damage.run, 88), (forgery.run, 10), (racing.run, 5)])
    def it_finds_nothing_wrong_and_its_control_fails(
        self, suite: Callable[[int], Outcome], count: int
    ) -> None:
        found = suite(count)
        assert found.passed, (found.wrong[:5], found.control)

    @pytest.mark.skipif(shutil.which("cc") is None or sys.platform != "linux", reason="no compiler of C")
    def it_refuses_calls_of_the_system(self) -> None:
        found = faults.run(1, acts=("save",))
        assert found.passed, (found.wrong[:5], found.control)

    @pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
    def it_loses_nothing_in_power_cuts(self) -> None:
        found = power.run(40)
        assert found.passed, (found.wrong[:5], found.control)


class DescribeADiskAfterAPowerCut:
    def it_has_what_was_synced_whatever_else_it_has(self) -> None:
        disk = Disk({"a": File(b"old", [(0, b"new")])})
        assert disk.left("dropped", random.Random(1)) == {"a": b"old"}
        assert disk.left("kept", random.Random(1)) == {"a": b"new"}

    def it_may_lack_a_name_that_was_not_synced(self) -> None:
        disk = Disk({}, [("a", File(b"x"))])
        assert disk.left("dropped", random.Random(1)) == {}

    def it_fills_what_was_never_written_with_zeros(self) -> None:
        assert written(b"a", [(3, b"b")]) == b"a\0\0b"
