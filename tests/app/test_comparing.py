"""Versions of a paper as Word files with tracked changes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.app.compare_job import compare_data
from desktop_app.app.comparing import Compared, compare_files, comparison, version_at
from desktop_app.app.exporting import NotExportable
from desktop_app.app.history import NOW, name_version, versions
from desktop_app.app.job import run_job
from desktop_app.app.session import Session
from desktop_app.domain.paper import Value
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich
from tests.export.docx_lint import Package
from tests.export.papers import RESOURCES

SENTENCE = "The boats are old, and three of them leak at the stern."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A paper whose first version is named, and changed since."""
    library = Library(tmp_path / "library")
    made = Session(TEMPLATE, library.create(paper({"note.facts": rich(SENTENCE)})))
    name_version(made, versions(made)[0], "As sent")
    write(made, "note.facts", rich(SENTENCE.replace("three", "four")))
    yield made
    made.close()
    library.close()


def write(session: Session, key: str, value: Value) -> None:
    session.change(key, value, label="Typing")
    session.save()


def files(
    session: Session, folder: Path, *documents: str, old: int = 1, new: int = NOW
) -> Iterator[Compared]:
    return compare_files(TEMPLATE, comparison(session, old, new, folder, documents), RESOURCES)


Compare = Callable[..., dict[str, str | None]]


@pytest.fixture
def compared(session: Session, tmp_path: Path) -> Compare:
    """Give what compares two revisions: the body of each file as XML by document, None where the same."""

    def compare(old: int, new: int = NOW, *documents: str) -> dict[str, str | None]:
        made = files(session, tmp_path / "out", *documents, old=old, new=new)
        return {each.document: each.path and body(each.path) for each in made}

    return compare


def body(path: Path) -> str:
    return Package.of(path.read_bytes()).parts["word/document.xml"].decode()


class DescribeComparingFiles:
    def it_makes_one_for_each_document_that_says_it(self, compared: Compare) -> None:
        made = compared(1)
        assert list(made) == ["note", "report"]
        for xml in made.values():
            assert xml is not None
            assert '<w:delText xml:space="preserve">three ' in xml
            assert '<w:t xml:space="preserve">four ' in xml

    def it_makes_none_where_the_versions_print_the_same(self, compared: Compare) -> None:
        assert compared(NOW) == {"note": None, "report": None}

    def it_can_be_asked_for_one_document(self, compared: Compare) -> None:
        assert list(compared(1, NOW, "report")) == ["report"]

    def it_names_the_file_after_the_versions(self, session: Session, tmp_path: Path) -> None:
        (made,) = files(session, tmp_path, "note")
        assert made.path == tmp_path / "Paper Decision note changes 1 to now DRAFT.docx"

    def it_refuses_a_document_that_is_not_there(self, session: Session, tmp_path: Path) -> None:
        with pytest.raises(NotExportable, match=r"no document “letter”\. It has: note, report, closed"):
            list(files(session, tmp_path, "letter"))

    def it_refuses_what_by_now_only_part_2_may_hold(self, session: Session, tmp_path: Path) -> None:
        write(session, "note.facts", rich("See the closed part."))
        write(session, "closed.facts", rich(SENTENCE))
        with pytest.raises(NotExportable):
            list(files(session, tmp_path, "note"))
        assert not list(tmp_path.glob("*.docx"))

    def it_refuses_what_part_2_held_once_and_no_longer(self, session: Session, tmp_path: Path) -> None:
        write(session, "note.facts", rich("See the closed part."))
        write(session, "closed.facts", rich(SENTENCE))
        write(session, "closed.facts", rich("Nothing yet."))
        with pytest.raises(NotExportable):
            list(files(session, tmp_path, "note"))
        assert not list(tmp_path.glob("*.docx"))

    def it_compares_the_restricted_document_where_asked_for(
        self, compared: Compare, session: Session
    ) -> None:
        write(session, "closed.facts", rich("The price is secret."))
        made = compared(1, NOW, "closed")["closed"]
        assert made is not None
        assert "The price is secret." in made


class DescribeFindingAVersion:
    def it_goes_by_name(self, session: Session) -> None:
        assert version_at(session, "As sent") == 1

    def it_goes_by_number(self, session: Session) -> None:
        assert version_at(session, "2") == 2

    def it_takes_the_paper_as_it_is(self, session: Session) -> None:
        assert version_at(session, "now") == NOW

    def it_lists_the_versions_where_there_is_none_of_that_name(self, session: Session) -> None:
        with pytest.raises(
            NotExportable, match=r"no version “Nobody”. There are: 2 \(.*\); 1 \(.*“As sent”\)"
        ):
            version_at(session, "Nobody")


class DescribeAJobOfComparing:
    def it_is_done_by_another_process_and_tells_its_files(self, session: Session, tmp_path: Path) -> None:
        told: list[str] = []
        out = tmp_path / "out"
        job = compare_data(session, 1, NOW, out)
        assert run_job(job, {TEMPLATE.key: TEMPLATE}.__getitem__, RESOURCES, told.append) == 0
        answer = json.loads(told[-1])
        assert answer == {"folder": str(out), "files": sorted(each.name for each in out.iterdir())}

    def it_says_why_it_was_refused(self, session: Session, tmp_path: Path) -> None:
        write(session, "note.facts", rich("See the closed part."))
        write(session, "closed.facts", rich(SENTENCE))
        told: list[str] = []
        job = compare_data(session, 1, NOW, tmp_path)
        assert run_job(job, {TEMPLATE.key: TEMPLATE}.__getitem__, RESOURCES, told.append) == 2
        assert "Part 2" in json.loads(told[-1])["failed"]
