"""The commands, as a person at a shell uses them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from desktop_app import __main__ as entry
from desktop_app.app import shell
from desktop_app.app.desk import Desk
from desktop_app.app.showing import finding_data
from desktop_app.checks.engine import RULES
from desktop_app.cli import run
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library

ROOT = Path(__file__).parents[1]

PAPER = """DMPC Decision – PCD 7001

Title: Harbour launch refit

Executive Summary:

This paper seeks approval for the refit of the harbour launch at a cost of £620,000.

Recommendation:

The Deputy Mayor for Policing and Crime is recommended to:

(1) Approve the refit of the harbour launch.

PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC

1. Introduction and background

1.1. The launch was built in 1998 [insert yard].

3. Financial Comments

3.1. The refit costs £620,000.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def engross(library: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command on a library of its own; return exit code, output and what went to standard error."""

    def command(*words: str) -> tuple[int, str, str]:
        code = run(["--library", str(library), *words])
        told = capsys.readouterr()
        return code, told.out.strip(), told.err.strip()

    return command


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "launch.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


Command = Callable[..., tuple[int, str, str]]


class DescribeNew:
    def it_starts_a_paper_and_says_its_id(self, engross: Command) -> None:
        code, paper_id, _ = engross("new", "--template", "mopac/decision-2021", "--title", "Launch refit")
        assert code == 0
        code, told, _ = engross("show", paper_id)
        assert code == 0
        assert told.startswith("Launch refit")

    def it_lists_the_kinds_of_paper(self, engross: Command) -> None:
        assert "mopac/decision-2019" in engross("new", "--list")[1]

    def it_answers_fields(self, engross: Command) -> None:
        _, paper_id, _ = engross(
            "new", "--template", "mopac/decision-2019", "--set", "report.month=June 2026",
            "--set", "decision.deferred=no",
        )  # fmt: skip
        report = json.loads(engross("show", paper_id, "--json")[1])["documents"]["report"]
        assert report["sections"]["report.front"]["fields"]["report.month"]["words"] == "June 2026"

    @pytest.mark.parametrize(
        "words", [("--template", "nowhere/x"), ("--template", "mopac/decision-2019", "--set", "a.b=c")]
    )
    def it_refuses_what_is_not_there(self, engross: Command, words: tuple[str, ...]) -> None:
        code, out, err = engross("new", *words)
        assert (code, out) == (2, "")
        assert err


class DescribeTheWayIn:
    @pytest.mark.parametrize(
        ("given", "library"),
        [([], None), (["--library", "papers"], "papers"), (["--library=my papers"], "my papers")],
    )
    def it_opens_the_window_where_no_command_is_given(
        self, given: list[str], library: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str | None] = []
        monkeypatch.setattr(os, "umask", lambda _: 0o022)  # that of the tests stays as it is
        monkeypatch.setattr(entry, "_window", opened.append)
        entry.main(given)
        assert opened == [library]


class DescribeImport:
    def it_makes_a_paper_of_a_text(self, engross: Command, text_file: Path) -> None:
        code, told, _ = engross("import", str(text_file))
        assert code == 0
        paper_id = told.splitlines()[-1]
        data = json.loads(engross("show", paper_id, "--json")[1])
        facts = data["documents"]["decision"]["sections"]["decision.introduction"]
        assert facts["number"] == "1."
        assert facts["fields"]["decision.introduction"]["blocks"][0]["runs"] == [
            "The launch was built in 1998 [insert yard]."
        ]

    def it_says_which_file_it_could_not_open(self, engross: Command, tmp_path: Path) -> None:
        code, _, err = engross("import", str(tmp_path / "gone.txt"))
        assert code == 2
        assert "gone.txt" in err


class DescribeFindingAPaper:
    def it_takes_reference_id_or_a_file(self, engross: Command, text_file: Path) -> None:
        paper_id = engross("import", str(text_file))[1].splitlines()[-1]
        for name in ("PCD 7001", "pcd 7001", paper_id, paper_id[:8], str(text_file)):
            assert "Harbour launch refit" in engross("show", name)[1]

    def it_lists_the_ids_where_several_fit(self, engross: Command, text_file: Path) -> None:
        ids = [engross("import", str(text_file))[1].splitlines()[-1] for _ in range(2)]
        code, out, err = engross("check", "PCD 7001")
        assert (code, out) == (2, "")
        assert all(paper_id in err for paper_id in ids)

    def it_says_where_to_look_for_one_that_is_not_there(self, engross: Command) -> None:
        code, _, err = engross("show", "PCD 1")
        assert code == 2
        assert "engross list" in err


class DescribeCheck:
    def it_exits_one_where_there_are_errors_and_names_each_place(
        self, engross: Command, text_file: Path
    ) -> None:
        code, told, _ = engross("check", str(text_file), "--json", "--today", "2026-03-02")
        assert code == 1
        findings = json.loads(told)
        keys = ["rule", "severity", "document", "section", "paragraph", "start", "end", "text", "message"]
        assert all(list(finding) == keys for finding in findings)
        left = next(f for f in findings if f["text"] == "[insert yard]")
        assert left["section"] == "decision.introduction"
        assert left["paragraph"].rstrip(".") == "1.1"
        assert "The launch was built in 1998 [insert yard]."[left["start"] : left["end"]] == "[insert yard]"

    def it_tells_the_same_list_each_time(self, engross: Command, text_file: Path) -> None:
        engross("import", str(text_file))
        one, two = (engross("check", "PCD 7001", "--json", "--today", "2026-03-02")[1] for _ in range(2))
        assert one == two

    def it_gives_advice_on_wording_only_where_asked(self, engross: Command, tmp_path: Path) -> None:
        wordy = tmp_path / "wordy.txt"
        words = "The launch was built in 1998 in order to to serve the harbour"
        wordy.write_text(PAPER.replace("The launch was built in 1998 [insert yard]", words), encoding="utf-8")
        ask = ("check", str(wordy), "--json", "--today", "2026-03-02")
        plain, advised = (json.loads(engross(*ask, *more)[1]) for more in ((), ("--language",)))
        more = [finding for finding in advised if finding not in plain]
        assert [finding for finding in advised if finding in plain] == plain
        assert "to to" in {finding["text"] for finding in more}
        assert {finding["severity"] for finding in more} == {"advice"}


class DescribeTheDayOfACheck:
    LEASE = "The present lease of the yard expires on 30 June 2026. A new one is to begin on 31 June 2026."

    @pytest.fixture
    def dated(self, tmp_path: Path) -> Path:
        path = tmp_path / "dated.txt"
        path.write_text(PAPER.replace("The launch was built in 1998", self.LEASE), encoding="utf-8")
        return path

    @staticmethod
    def _set_clock(monkeypatch: pytest.MonkeyPatch, year: int) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> "Clock":
                return cls(year, 1, 2, 3, 4, tzinfo=tz)

        monkeypatch.setattr(shell, "datetime", Clock)

    def it_is_the_one_asked_for_whatever_the_clock_shows(
        self, engross: Command, dated: Path, library: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        told: set[str] = set()
        kept = engross("import", str(dated))[1].splitlines()[-1]
        for year in (2019, 2026, 2041):
            self._set_clock(monkeypatch, year)
            for paper in (str(dated), kept):
                told.add(engross("check", paper, "--json", "--today", "2026-08-01")[1])
        desk = Desk(
            load_catalogue(ROOT / "forms"), Library(library), lambda: datetime(2026, 8, 1, 9, tzinfo=UTC)
        )
        with closing(desk.open(kept)) as session:  # as a window has it
            found = [finding_data(finding) for finding in session.findings()]
        assert [json.loads(one) for one in told] == [found]

    def it_is_what_days_that_have_passed_are_measured_by(self, engross: Command, dated: Path) -> None:
        def ended(*day: str) -> list[str]:
            found = json.loads(engross("check", str(dated), "--json", *day)[1])
            assert [f["text"] for f in found if f["rule"] == "dates.impossible"] == ["31 June 2026"]
            return [finding["message"] for finding in found if finding["rule"] == "timeline.ended"]

        assert ended("--today", "2026-06-30") == []
        (message,) = ended("--today", "2026-08-01")
        assert "“30 June 2026” is when this ends, as the text has it, and today is 1 August 2026" in message
        assert "32 days later" in message

    def it_is_refused_where_it_is_none(self, engross: Command, dated: Path) -> None:
        with pytest.raises(SystemExit):
            engross("check", str(dated), "--today", "2026-06-31")


class DescribeRules:
    def it_says_of_each_what_it_looks_for_why_and_its_source(self, engross: Command) -> None:
        code, told, _ = engross("rules", "--json")
        listed = json.loads(told)
        assert code == 0
        assert [rule["id"] for rule in listed] == [rule.id for rule in RULES]
        assert all(rule[part].strip() for rule in listed for part in ("title", "looks_for", "why", "source"))

    def it_lists_them_in_words(self, engross: Command) -> None:
        code, told, _ = engross("rules")
        assert code == 0
        sums = next(rule for rule in RULES if rule.id == "money.sums")
        for words in (sums.id, sums.title, sums.looks_for, sums.why, sums.source):
            assert words in told

    def it_names_the_rules_that_findings_name(self, engross: Command, text_file: Path) -> None:
        ids = {rule["id"] for rule in json.loads(engross("rules", "--json")[1])}
        found = json.loads(engross("check", str(text_file), "--json", "--today", "2026-03-02")[1])
        assert {finding["rule"] for finding in found} <= ids


class DescribeShow:
    def it_shows_part_two_only_where_asked(self, engross: Command) -> None:
        _, paper_id, _ = engross(
            "new", "--template", "mopac/decision-2021", "--set", "part2.facts=The bid was £3,112,450.",
        )  # fmt: skip
        for words in (("show", paper_id), ("show", paper_id, "--json"), ("list", "--search", "bid")):
            assert "3,112,450" not in engross(*words)[1]
        assert "3,112,450" in engross("show", paper_id, "--json", "--part2")[1]


class DescribeList:
    def it_lists_and_searches(self, engross: Command, text_file: Path) -> None:
        engross("import", str(text_file))
        engross("new", "--template", "mopac/decision-2021", "--title", "Another")
        assert len(engross("list")[1].splitlines()) == 2
        (row,) = json.loads(engross("list", "--search", "refit", "--json")[1])
        assert row["reference"] == "PCD 7001"
        assert engross("list", "--archived")[1] == ""


class DescribeExport:
    def it_makes_public_documents_unless_told_otherwise(
        self, engross: Command, text_file: Path, tmp_path: Path
    ) -> None:
        code, told, _ = engross("export", str(text_file), "--to", "docx,pdf", "--out", str(tmp_path / "out"))
        assert code == 0
        names = [Path(line).name for line in told.splitlines()]
        assert names == sorted(path.name for path in (tmp_path / "out").iterdir()) or len(names) == 4
        assert all("DRAFT" in name for name in names)
        assert not any("Part 2" in name for name in names)

    def it_refuses_final_with_the_list_of_what_is_missing(
        self, engross: Command, text_file: Path, tmp_path: Path
    ) -> None:
        code, out, err = engross("export", str(text_file), "--final", "--out", str(tmp_path / "out"))
        assert (code, out) == (1, "")
        assert "Placeholder" in err
        assert not (tmp_path / "out").exists()


class DescribeTheProgram:
    def it_says_a_refusal_in_one_sentence_without_a_traceback(self, library: Path, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("not a folder")
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "--library", str(blocked / "library"), "list"],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1

    def it_ends_quietly_where_nobody_reads_on(
        self, library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "w") as pipe:
            monkeypatch.setattr("sys.stdout", pipe)
            assert run(["--library", str(library), "new", "--list"]) == 0
        assert not capsys.readouterr().err

    def it_answers_what_it_is_and_can_before_it_loads_anything(self) -> None:
        code = (
            "import sys\n"
            "from desktop_app.__main__ import main\n"
            "try: main(['review', '--help'])\n"
            "finally: print([each for each in sys.modules if each.startswith('desktop_app.app')])\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
        )
        assert "--confirm WHICH" in done.stdout
        assert done.stdout.splitlines()[-1] == "[]"

    def it_runs_every_command_without_qt(self, library: Path, tmp_path: Path) -> None:
        code = (
            "import sys\n"
            "sys.modules['PySide6'] = None\n"
            "from desktop_app.__main__ import main\n"
            f"sys.exit(main(['--library', {str(library)!r}, 'demo', '--out', {str(tmp_path / 'out')!r}]))\n"
        )
        environment = {**os.environ, "DISPLAY": ""}
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, cwd=ROOT, env=environment, check=False, umask=0o022,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert len(list((tmp_path / "out").iterdir())) == 6
        assert "[insert month]" in done.stdout
        made = (library, *library.rglob("*"), tmp_path / "out", *(tmp_path / "out").iterdir())
        if os.name == "posix":  # elsewhere the folder's own rights hold
            others = [path for path in made if path.stat().st_mode & 0o077]
            assert not others, "readable by others than its user"


class DescribeReadingAPaperThatIsOpenInTheWindow:
    @pytest.fixture
    def held(self, engross: Callable[..., tuple[int, str, str]], library: Path) -> Iterator[str]:
        """Give the id of a paper that somebody has open, and is writing in."""
        _, out, _ = engross("new", "--template", "mopac/decision-2021", "--title", "Refit")
        desk = Desk(load_catalogue(ROOT / "forms"), Library(library))
        session = desk.open(out.strip())
        session.change("decision.title", "Not yet copied", label="Typing")
        session.save()
        yield out.strip()
        session.close()
        desk.library.close()

    def it_reads_the_newest_copy_and_says_so_beside_what_it_tells(
        self, engross: Callable[..., tuple[int, str, str]], held: str, tmp_path: Path
    ) -> None:
        for words in (
            ("check", held), ("show", held), ("verify", held), ("compare", held, "--out", str(tmp_path)),
            ("export", held, "--to", "docx", "--document", "decision", "--out", str(tmp_path)),
            ("comments", held), ("review", held, str(tmp_path / "returned.docx")),
        ):  # fmt: skip
            for made in tmp_path.glob("Refit*.docx"):
                made.rename(tmp_path / "returned.docx")
            code, out, err = engross(*words)
            assert code == int(words[0] == "check"), err
            assert err.count("This paper is open in another window of Engross on this computer") == 1, words
            assert "what was written since is not in this" in err
            assert "Not yet copied" not in out
            assert out

    def it_refuses_what_would_change_it(
        self, engross: Callable[..., tuple[int, str, str]], held: str
    ) -> None:
        for words in (("comments", held, "c1", "--settle"), ("review", held, "--keep")):
            code, out, err = engross(*words)
            assert (code, out) == (2, "")
            assert "already open in another window" in err

    @pytest.mark.parametrize("words", [("publish",), ("export", "--final", "--to", "html")])
    def it_refuses_what_goes_on_record(
        self, engross: Callable[..., tuple[int, str, str]], held: str, tmp_path: Path, words: tuple[str, ...]
    ) -> None:
        code, out, err = engross(words[0], held, *words[1:], "--out", str(tmp_path / "out"), "--by", "Me")
        assert (code, out) == (2, "")
        assert "already open in another window" in err
        assert not (tmp_path / "out").exists()
