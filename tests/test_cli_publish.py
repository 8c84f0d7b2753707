"""The commands that publish: files, record and refusals, as a person at a prompt meets them."""

import json
from pathlib import Path

import pytest

from desktop_app import cli


@pytest.fixture
def library(tmp_path: Path) -> list[str]:
    """Return the words that name a library with the sample paper."""
    words = ["--library", str(tmp_path / "library")]
    assert cli.run([*words, "demo", "--out", str(tmp_path / "demo")]) == 0
    return words


class DescribePublish:
    def it_makes_the_pack_and_puts_it_on_record(
        self, library: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out"
        by = ["--by", "Kit Example", "--reason", "A trial", "--combine"]
        capsys.readouterr()
        assert cli.run([*library, "publish", "PCD 1120", "--out", str(out), *by]) == 0
        told = [Path(line) for line in capsys.readouterr().out.splitlines()]
        assert all(path.is_file() for path in told)
        assert len(told) == 11
        assert cli.run([*library, "show", "PCD 1120", "--json"]) == 0
        record = json.loads(capsys.readouterr().out)["record"]
        assert record[-1]["kind"] == "exported"
        assert record[-1]["who"] == "Kit Example"
        assert "A trial" in record[-1]["note"]
        assert cli.run([*library, "verify", "PCD 1120"]) == 0

    def it_is_refused_before_the_decision_without_a_reason(
        self, library: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert cli.run([*library, "publish", "PCD 1120", "--out", str(tmp_path / "out")]) == cli.FAILED
        assert "not decided" in capsys.readouterr().err
        assert not (tmp_path / "out").exists()


class DescribeWebPages:
    def it_makes_them_of_public_documents_alone(
        self, library: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = ["--to", "html", "--out", str(tmp_path / "out")]
        assert cli.run([*library, "export", "PCD 1120", *out]) == 0
        assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".html"}
        assert cli.run([*library, "export", "PCD 1120", *out, "--document", "part2"]) == cli.FAILED
        assert "public documents alone" in capsys.readouterr().err
