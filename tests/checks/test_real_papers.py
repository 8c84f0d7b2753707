"""Published papers, imported: no rule takes a word of theirs for a fault that it is not."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import Stage
from desktop_app.intake.text import import_text
from desktop_app.storage.forms import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
MADE = sorted((ROOT / "tests" / "reference").glob("*.txt"))
OF_TEXT = ("placeholders.", "dates.", "references.", "reference.")


def findings_of(path: Path, *, language: bool = False) -> tuple[Finding, ...]:
    """Return what is found in a paper as it was published."""
    templates = load_catalogue(ROOT / "forms").templates
    imported = import_text(path.read_text(encoding="utf-8"), templates, path.name)
    return check(
        imported.template, imported.paper, stage=Stage.SIGNING, today=date(2021, 7, 1), language=language
    )


class DescribePublishedPapers:
    @pytest.mark.parametrize("name", ["pcd-602.txt", "pcd-963.txt"])
    def it_finds_no_placeholder_or_impossible_date_in_them(self, real_papers: Path, name: str) -> None:
        found = findings_of(real_papers / name)
        assert [finding for finding in found if finding.rule.startswith(OF_TEXT)] == []

    @pytest.mark.parametrize("name", ["pcd-602.txt", "pcd-963.txt"])
    def it_gives_advice_at_most_once_in_150_words(self, real_papers: Path, name: str) -> None:
        found = findings_of(real_papers / name, language=True)
        words = len((real_papers / name).read_text(encoding="utf-8").split())
        assert sum(finding.severity == "advice" for finding in found) <= words / 150

    def it_takes_their_ticks_for_history(self, real_papers: Path) -> None:
        claimed = [f for f in findings_of(real_papers / "pcd-602.txt") if f.rule == "declarations.claimed"]
        assert len(claimed) == 7

    def it_misses_what_a_web_page_leaves_out(self, real_papers: Path) -> None:
        missing = {
            f.field for f in findings_of(real_papers / "pcd-963.txt") if f.rule == "completeness.required"
        }
        assert {"decision.deferred", "decision.has_part2"} <= missing
        assert not missing & {"decision.title", "decision.introduction", "decision.equality"}


class DescribePapersOfOtherShapes:
    @pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
    def it_finds_no_placeholder_or_impossible_date_in_them(self, path: Path) -> None:
        assert [finding for finding in findings_of(path) if finding.rule.startswith(OF_TEXT)] == []
