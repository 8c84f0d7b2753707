"""The shipped catalogue, and the two real papers where they lie beside the project."""

from pathlib import Path

import pytest

from desktop_app.storage.forms import Catalogue, load_catalogue

ROOT = Path(__file__).parents[2]
FORMS = ROOT / "forms"
PAPERS = ROOT.parent / "shared" / "papers"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(FORMS)


@pytest.fixture(scope="session")
def real_papers() -> dict[str, str]:
    if not PAPERS.is_dir():
        pytest.skip("the real papers are not here")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(PAPERS.glob("*.txt"))}
