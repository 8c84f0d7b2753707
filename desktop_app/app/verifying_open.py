"""Verifying the paper open in the window: a fingerprint in slices, a file as a job for another process."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop_app.domain.form import Template
from desktop_app.domain.paper_json import paper_data, paper_from
from desktop_app.storage.paper_file import PaperFile

from .session import Session
from .verifying import Verified, fingerprint_looks
from .verifying_files import recorded, verify_file


def looks(session: Session, words: str) -> Iterator[Verified | None]:
    """Look for a fingerprint in an open paper; see `fingerprint_looks`. Raises PaperDamaged."""
    keeper = session.keeper
    if isinstance(keeper, PaperFile):
        yield from fingerprint_looks(session.template, keeper, session.paper, words)


def verify_data(session: Session, path: Path) -> bytes:
    """Return a job as it goes through the pipe: the paper, its recorded states and a file to compare.

    Raises PaperDamaged.
    """
    keeper = session.keeper
    earlier = recorded(keeper) if isinstance(keeper, PaperFile) else ()
    asked = {
        "file": str(path),
        "now": paper_data(session.paper),
        "earlier": [[number, paper_data(paper)] for number, paper in earlier],
    }
    data = {"template": session.template.key, "verify": asked}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def run_verify(
    job: dict[str, Any],
    find_template: Callable[[str], Template],
    resources: Path,
    tell: Callable[[str], None],
) -> int:
    """Carry a job out and tell {"same", "sentence", "lines"}; return the exit code, as of the command."""
    asked = job["verify"]
    earlier = ((number, paper_from(data)) for number, data in asked["earlier"])
    paper, path = paper_from(asked["now"]), Path(asked["file"])
    found = verify_file(find_template(job["template"]), paper, earlier, path, resources)
    tell(json.dumps({"same": found.whole, "sentence": found.sentence, "lines": found.lines}))
    return int(not found.whole)
