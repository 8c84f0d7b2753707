"""Every part of a Word file of every form, as XML against a reference whose pages were looked at.

After a change that is meant, `ENGROSS_WRITE_REFERENCES=1 pytest tests/export/test_docx_reference.py` writes
them anew; look at the difference, and at the pages, before it goes in.
"""

import os

import lxml.etree
import pytest

from desktop_app.document.model import Document, Edition
from desktop_app.domain.fields import LineField, ReferenceField, RichTextField, Show
from desktop_app.domain.paper import Paper, PublicPaper, Restricted, RichText, Value
from desktop_app.export.docx import write_docx

from .docx_lint import Element, Package
from .papers import RESOURCES, ROOT, documents_of, every_kind_of_block, templates

REFERENCES = ROOT / "tests" / "reference" / "word"
EDITIONS = (Edition.REVIEW, Edition.PUBLICATION)
WRITES = os.environ.get("ENGROSS_WRITE_REFERENCES") == "1"


def begun(key: str) -> Paper:
    """Return a paper with a title, a reference and the first text of each document; all else is blank."""
    template = templates()[key]
    parts: tuple[dict[str, Value], dict[str, Value]] = ({}, {})
    for form in template.forms:
        texts = (item for item in form.fields if isinstance(item, RichTextField) and not item.follows)
        first = next(texts, None)
        for item in form.fields:
            if isinstance(item, LineField) and item.show is Show.TITLE and not item.follows:
                parts[form.restricted][item.key] = "Renewal of the crane"
            elif isinstance(item, ReferenceField) and not item.follows:
                parts[form.restricted][item.key] = "REF 1"
            elif first is not None and item.key == first.key:
                parts[form.restricted][item.key] = RichText(every_kind_of_block(item.key.replace(".", "_")))
    public, restricted = parts
    ids = "00000000-0000-4000-8000-000000000001"
    return Paper(PublicPaper(ids, key, public), Restricted(restricted))


def cases() -> list[tuple[str, Document]]:
    return [
        (f"{key} {document.name} {edition}".replace("/", " "), document)
        for key in templates()
        for edition in EDITIONS
        for document in documents_of(begun(key), edition)
    ]


CASES = cases()


def as_text(data: bytes) -> str:
    """Return all parts of a Word file as one text: their names, and their XML a line for each element."""
    package = Package.of(data)
    return "".join(f"== {name}\n{_pretty(root)}\n" for name, root in sorted(package.roots.items()))


def _pretty(root: Element) -> str:
    lxml.etree.indent(root, "\t")
    words = lxml.etree.tostring(root, encoding="unicode")
    return "\n".join(line.replace("\t", " ") for line in words.splitlines())


@pytest.mark.parametrize(("name", "document"), CASES, ids=[name for name, _ in CASES])
def it_is_the_same_in_every_part(name: str, document: Document) -> None:
    made = as_text(write_docx(document, RESOURCES))
    reference = REFERENCES / f"{name}.txt"
    if WRITES:
        reference.parent.mkdir(parents=True, exist_ok=True)
        reference.write_text(made, "utf-8", newline="\n")
    assert made.splitlines() == reference.read_text("utf-8").splitlines()


def it_has_a_reference_for_every_form_and_no_other() -> None:
    assert {path.stem for path in REFERENCES.iterdir()} == {name for name, _ in CASES}
