"""Published papers and ones made after them, imported: no rule takes a word of theirs for a fault that it is not."""

from datetime import date
from pathlib import Path

import pytest

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import Stage
from desktop_app.intake.text import import_text
from desktop_app.storage.forms import load_catalogue

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted((ROOT / "tests" / "reference").glob("*.txt"))
OF_TEXT = ("placeholders.", "dates.", "references.", "reference.")


def findings_of(path: Path) -> tuple[Finding, ...]:
    """Return what is found in a paper as it was published."""
    imported = import_text(
        path.read_text(encoding="utf-8"), load_catalogue(ROOT / "forms").templates, path.name
    )
    return check(imported.template, imported.paper, stage=Stage.SIGNING, today=date(2021, 7, 1))


@pytest.mark.skipif(not PAPERS, reason="tests/reference holds no paper")
@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
class DescribePublishedPapers:
    def it_finds_no_placeholder_or_impossible_date_in_them(self, path: Path) -> None:
        assert [finding for finding in findings_of(path) if finding.rule.startswith(OF_TEXT)] == []

    def it_takes_their_ticks_and_signatures_for_history(self, path: Path) -> None:
        imported = [
            f.field for f in findings_of(path) if f.rule in ("declarations.claimed", "declarations.open")
        ]
        assert imported
        assert not any(finding.rule == "declarations.stale" for finding in findings_of(path))
