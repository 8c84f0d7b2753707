"""An export as a job for another process of this program, so that making files never stalls the window.

The job comes through a pipe as one JSON object and tells how far it is in JSON lines. No paper is ever
written to a temporary file for it. A public document is built from Part 1 alone, as everywhere; where the
paper has a Part 2, the job is handed it so that the finished bytes can be searched for it.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.checks.finding import Finding
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, PublicPaper
from desktop_app.domain.paper_json import paper_data, paper_from, public_data, public_from

from .acts import NotReady
from .compare_job import run_compare
from .exporting import Exported, NotExportable, Order, export, final_obstacles
from .outgoing import Beside
from .publish_job import run_publish
from .verifying_open import run_verify
from .writers import WRITERS


def job_data(template: Template, paper: Paper, order: Order, today: date) -> bytes:
    """Return a job as it goes through the pipe. Raises NotReady where a final paper has something missing.

    That is found out here, before another process is started for nothing.
    """
    if order.final:
        obstacles = final_obstacles(template, paper, today)
        if obstacles:
            raise NotReady(obstacles)
    asked = any(template.form(key).restricted for key in order.documents)
    part2 = paper.restricted
    whole = asked or bool(part2.answers or part2.leftovers or part2.comments)
    data: dict[str, Any] = {
        "template": template.key,
        "documents": order.documents,
        "formats": order.formats,
        "folder": str(order.folder),
        "final": order.final,
        "reason": order.reason,
        "beside": asdict(order.beside),
        "today": today.isoformat(),
        "paper": paper_data(paper) if whole else None,
        "public": None if whole else public_data(paper.public),
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def run_job(
    data: bytes, find_template: Callable[[str], Template], resources: Path, tell: Callable[[str], None]
) -> int:
    """Carry a job out, telling each file as a JSON line; return the process's exit code.

    The last line is {"done": count}, or {"failed": sentence}.
    """
    job = json.loads(data)
    if "publish" in job:
        return run_publish(job, find_template, resources, tell)
    if "verify" in job:
        return run_verify(job, find_template, resources, tell)
    if "compare" in job:
        return run_compare(job, find_template, resources, tell)
    paper: Paper | PublicPaper
    paper = paper_from(job["paper"]) if job["paper"] else public_from(job["public"])
    documents, formats = tuple(job["documents"]), tuple(job["formats"])
    order = Order(documents, formats, Path(job["folder"]), job["final"], job["reason"])
    order = replace(order, beside=Beside(**job["beside"]))
    day = date.fromisoformat(job["today"])
    count = 0
    try:
        for made in export(find_template(job["template"]), paper, order, WRITERS, resources, day):
            count += 1
            tell(json.dumps(_made(made)))
    except (NotExportable, OSError) as problem:
        tell(json.dumps({"failed": str(problem)}))
        return 2
    except NotReady as problem:
        tell(json.dumps({"failed": str(problem), "missing": [_line(f) for f in problem.findings]}))
        return 1
    tell(json.dumps({"done": count}))
    return 0


def _made(made: Exported) -> dict[str, object]:
    return {"file": str(made.path), "document": made.document, "draft": made.draft}


def _line(finding: Finding) -> str:
    return f"{finding.title}: {finding.message}"
