"""Comparing versions as a job for another process: asked for by the window, told back in one JSON line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.domain.form import Template
from desktop_app.domain.paper_json import paper_data, paper_from

from .comparing import Comparison, compare_files, comparison
from .exporting import NotExportable
from .session import Session


def compare_data(session: Session, old: int, new: int, folder: Path) -> bytes:
    """Return a job as it goes through the pipe: the public documents of two revisions compared.

    It holds Part 2, for the files are searched for that. Raises NotFound, PaperDamaged.
    """
    asked = comparison(session, old, new, folder)
    told: dict[str, Any] = {"old": paper_data(asked.old), "new": paper_data(asked.new)}
    told |= {"held": [paper_data(paper) for paper in asked.held]}
    told |= {"called": asked.called, "folder": str(folder)}
    data = {"template": session.template.key, "compare": told}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def run_compare(
    job: dict[str, Any],
    find_template: Callable[[str], Template],
    resources: Path,
    tell: Callable[[str], None],
) -> int:
    """Carry a job out and tell {"folder", "files"} or {"failed"}; return the exit code."""
    told = job["compare"]
    old, new = paper_from(told["old"]), paper_from(told["new"])
    held = tuple(paper_from(paper) for paper in told["held"])
    asked = Comparison(old, new, held, tuple(told["called"]), Path(told["folder"]))
    try:
        made = list(compare_files(find_template(job["template"]), asked, resources))
    except (NotExportable, OSError) as problem:
        tell(json.dumps({"failed": str(problem)}))
        return 2
    files = sorted(each.path.name for each in made if each.path is not None)
    tell(json.dumps({"folder": told["folder"], "files": files}))
    return 0
