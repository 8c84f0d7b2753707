"""The commands that publish: files, record and refusals, as a person at a prompt meets them."""

import json
from pathlib import Path

import pytest

from desktop_app import cli
from desktop_app.app import exporting
from desktop_app.app.writers import WRITERS
from desktop_app.document.model import Document


@pytest.fixture
def library(tmp_path: Path) -> list[str]:
    """Return the words that name a library with the sample paper."""
    words = ["--library", str(tmp_path / "library")]
    assert cli.run([*words, "demo", "--out", str(tmp_path / "demo")]) == 0
    return words


def no_room(_document: Document, _resources: Path) -> bytes:
    raise OSError("no room on the disk")


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


class DescribeAFileThatIsThere:
    def it_stays_unless_it_is_to_be_replaced(
        self, library: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = ["export", "PCD 1120", "--to", "docx", "--document", "report", "--out", str(tmp_path / "out")]
        assert cli.run([*library, *out]) == 0
        (file,) = (tmp_path / "out").iterdir()
        made = file.read_bytes()
        file.write_bytes(b"edited by somebody")
        capsys.readouterr()
        assert cli.run([*library, *out]) == 0
        assert capsys.readouterr().out.strip().endswith("DRAFT (2).docx")
        assert file.read_bytes() == b"edited by somebody"
        assert cli.run([*library, *out, "--replace"]) == 0
        assert file.read_bytes() == made


class DescribeFinalFiles:
    def record(self, library: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
        capsys.readouterr()
        assert cli.run([*library, "show", "PCD 1120", "--json"]) == 0
        return json.loads(capsys.readouterr().out)["record"]

    def it_puts_them_on_record_with_who_made_them(
        self,
        library: list[str],
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(exporting, "final_obstacles", lambda *_: ())
        out = ["--to", "docx", "--document", "report", "--out", str(tmp_path / "out")]
        assert cli.run([*library, "export", "PCD 1120", *out, "--final", "--by", "Kit Example"]) == 0
        (file,) = (tmp_path / "out").iterdir()
        event = self.record(library, capsys)[-1]
        assert (event["kind"], event["who"]) == ("exported", "Kit Example")
        assert event["note"] == f"Final files: {file.name}"

    def it_records_no_copy_for_review(
        self, library: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = self.record(library, capsys)
        assert cli.run([*library, "export", "PCD 1120", "--to", "docx", "--out", str(tmp_path / "out")]) == 0
        assert self.record(library, capsys) == before


class DescribeAWebPageBeforeItsDay:
    @pytest.fixture
    def deferred(self, library: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
        answers = ["decision.deferred=yes", "decision.deferred_until=1 June 2099", "decision.reference=PCD 9"]
        words = [word for answer in answers for word in ("--set", answer)]
        assert (
            cli.run([*library, "new", "--template", "mopac/decision-2021", "--title", "Launch", *words]) == 0
        )
        capsys.readouterr()
        return library

    def it_goes_on_record_with_the_reason_once_it_is_made(
        self, deferred: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = ["export", "PCD 9", "--to", "html", "--document", "decision", "--out", str(tmp_path / "out")]
        assert cli.run([*deferred, *out]) == cli.FAILED
        assert cli.run([*deferred, *out, "--reason", "A trial"]) == cli.FAILED
        assert "--by" in capsys.readouterr().err
        in_the_way = tmp_path / "out"
        in_the_way.write_text("")
        assert cli.run([*deferred, *out, "--reason", "A trial", "--by", "Kit Example"]) == cli.FAILED
        assert self.notes(deferred, capsys) == []
        in_the_way.unlink()
        assert cli.run([*deferred, *out, "--reason", "A trial", "--by", "Kit Example"]) == 0
        (page,) = in_the_way.iterdir()
        assert self.notes(deferred, capsys) == [f"Web page made before its day, {page.name}: A trial"]

    def it_is_not_on_record_where_other_files_were_made_and_no_page(
        self, deferred: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = ["export", "PCD 9", "--to", "docx,html", *self.place(tmp_path)]
        why = ["--reason", "A trial", "--by", "Kit Example"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(WRITERS, "html", no_room)
            assert cli.run([*deferred, *out, *why]) == cli.FAILED
        assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".docx"]
        assert self.notes(deferred, capsys) == []

    def it_is_on_record_where_it_was_made_and_another_file_failed(
        self, deferred: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = ["export", "PCD 9", "--to", "html,docx", *self.place(tmp_path)]
        why = ["--reason", "A trial", "--by", "Kit Example"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(WRITERS, "docx", no_room)
            assert cli.run([*deferred, *out, *why]) == cli.FAILED
        assert [note.partition(",")[0] for note in self.notes(deferred, capsys)] == [
            "Web page made before its day"
        ]

    def place(self, folder: Path) -> list[str]:
        return ["--document", "decision", "--out", str(folder / "out")]

    def notes(self, library: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
        capsys.readouterr()
        assert cli.run([*library, "show", "PCD 9", "--json"]) == 0
        record = json.loads(capsys.readouterr().out)["record"]
        return [event["note"] for event in record if event["kind"] == "exported"]
