"""The figures of the suites are a record: a run replaces its own row, and a short one never a long one."""

from dataclasses import replace
from pathlib import Path

from tools.torture.__main__ import SUITES
from tools.torture.results import FOLDER, PAGE, Run, enter, page, read

ORDER = ["kills", "power"]
LONG = Run("kills", "process killed", True, 1000, "1,000", 0, True, 900, "1 May 2026", "abc", "Linux", "well")


class DescribeTheRecordOfRuns:
    def it_replaces_a_suite_s_own_row_alone(self, tmp_path: Path) -> None:
        power = replace(LONG, suite="power", fault="power cut")
        for run in (power, LONG, replace(LONG, commit="def")):
            enter(run, ORDER, tmp_path)
        assert [(run.suite, run.commit) for run in read(tmp_path)] == [("kills", "def"), ("power", "abc")]

    def it_keeps_a_run_of_full_size_when_a_shorter_one_follows(self, tmp_path: Path) -> None:
        short = replace(LONG, full=False, tried=8, commit="def")
        enter(LONG, ORDER, tmp_path)
        enter(short, ORDER, tmp_path)
        assert sorted(read(tmp_path), key=lambda run: run.tried) == [short, LONG]
        text = (tmp_path / PAGE).read_text(encoding="utf-8")
        full, shorter = text.split("## Shorter runs")
        assert LONG.row in full
        assert short.row in shorter

    def it_says_which_suites_were_never_run_at_full_size(self, tmp_path: Path) -> None:
        assert "Not yet run at full size: power." in page([LONG], ORDER)

    def it_shows_a_suite_that_went_wrong_or_whose_control_passed(self) -> None:
        assert "| **3** | **no** |" in replace(LONG, wrong=3, control=False).row

    def it_is_the_page_that_is_kept(self) -> None:
        assert page(read(), list(SUITES)) == (FOLDER / PAGE).read_text(encoding="utf-8")
