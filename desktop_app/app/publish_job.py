"""Publishing as a job for another process: asked for by the window, told back in one JSON line."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.paper_json import paper_data, paper_from

from .acts import NotReady
from .exporting import NotExportable
from .publishing import Ask, publish
from .showing import missing_lines
from .writers import WRITERS


def publish_data(template: Template, paper: Paper, ask: Ask, now: datetime) -> bytes:
    """Return a job as it goes through the pipe. It holds Part 2, for files are searched for that."""
    asked = {"out": str(ask.out), "who": ask.who, "reason": ask.reason, "combine": ask.combine}
    data = {"template": template.key, "publish": asked, "now": now.isoformat(), "paper": paper_data(paper)}
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def run_publish(
    job: dict[str, Any],
    find_template: Callable[[str], Template],
    resources: Path,
    tell: Callable[[str], None],
) -> int:
    """Carry a job out and tell {"folder", "files", "note"} or {"failed", "missing"}; return the exit code."""
    asked = job["publish"]
    template, paper = find_template(job["template"]), paper_from(job["paper"])
    ask = Ask(Path(asked["out"]), asked["who"], asked["reason"], asked["combine"])
    try:
        made = publish(template, paper, ask, WRITERS, resources, datetime.fromisoformat(job["now"]))
    except (NotExportable, OSError) as problem:
        tell(json.dumps({"failed": str(problem)}))
        return 2
    except NotReady as problem:
        lines = missing_lines(template, problem.findings)
        tell(json.dumps({"failed": str(problem), "missing": lines}))
        return 1
    files = [path.name for path in made.files]
    tell(json.dumps({"folder": str(made.folder), "files": files, "note": made.note}))
    return 0
