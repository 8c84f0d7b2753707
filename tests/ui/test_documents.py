"""Where files go: what somebody types is a place of its own, or one among the documents."""

from pathlib import Path

from desktop_app.ui.documents import documents, place_of


def test_a_mere_name_is_among_the_documents() -> None:
    assert place_of("papers") == Path(documents()) / "papers"


def test_a_whole_path_is_what_it_says(tmp_path: Path) -> None:
    assert place_of(str(tmp_path)) == tmp_path
    assert place_of("~/papers") == Path.home() / "papers"
