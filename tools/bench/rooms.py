"""The races within one process: writing Word and PDF files, saving, searching, checking."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop_app.document.model import Document
from desktop_app.domain.edition import Edition
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.storage import connection
from desktop_app.storage.index import Index
from desktop_app.storage.library import Library

from . import material
from .race import NotMeasured, Race, timed

SAVES = 41  #: more laps than else: how long a disk takes to make sure of a write differs from one to the next
#: A usual word, two rarer ones, a phrase, the beginning of a word, and a word of a few papers.
QUERIES = ("gateway", "forensic training", '"legal data"', "probat", "noruworth")


def built(template: Template, paper: Paper) -> Document:
    """Return the first public document of a paper, ready to be written."""
    from desktop_app.document.build import build_public

    name = next(form.document for form in template.forms if not form.restricted)
    return build_public(template, name, paper.public, Edition.REVIEW, draft=False)


def pages_of(document: Document) -> int:
    """Return how many pages a document has in print."""
    import pypdfium2

    from desktop_app.export.pdf import write_pdf

    with pypdfium2.PdfDocument(write_pdf(document, material.RESOURCES)) as printed:
        return len(printed)


def of_pages(template: Template, paper: Paper, pages: int) -> Document:
    """Return a document of so many pages: the paper grown until it is. Raises NotMeasured if it never is."""
    paragraphs = 6 * pages
    for _ in range(12):
        document = built(template, material.grown(paper, paragraphs))
        found = pages_of(document)
        if found == pages:
            return document
        paragraphs = max(1, paragraphs + round((pages - found) * paragraphs / found) or paragraphs + 1)
    raise NotMeasured(f"no document of {pages} pages came about")


def save_race(paper: Paper, folder: Path) -> Race:
    """Return the race of a durable save of one changed answer against one row updated as durably."""
    file = Library(folder / "save-library").create(paper)
    changed = material.retouched(paper, 0)
    key = next(key for key, value in changed.public.answers.items() if value != paper.public.answers[key])
    text = material.paper_text(changed.with_public(answers={key: changed.public.answers[key]}))
    plain = sqlite3.connect(folder / "plain.sqlite3", isolation_level=None)
    connection.configure(plain, folder / "plain.sqlite3")
    plain.execute("create table answers (key text primary key, value text not null) strict")
    plain.execute("insert into answers values (?, ?)", (key, text))

    def ours(number: int) -> float:
        edited = material.retouched(paper, number)
        revision = file.revision
        seconds = timed(lambda: file.save(edited, label="Typing"))
        if file.revision == revision:
            raise NotMeasured("nothing was saved")
        return seconds

    def floor(number: int) -> float:
        new = f"{text} {number}"
        return timed(lambda: plain.execute("update answers set value = ? where key = ?", (new, key)))

    name = "one row updated with the same pragmas"
    return Race("durable save of a change, read back", ours, name, floor, SAVES)


def search_races(library: Path) -> Iterator[Race]:
    """Yield the races of searches over many papers against the bare full-text query."""
    path = library / "index.sqlite3"
    index = Index(path)
    raw = sqlite3.connect(path)
    (count,) = raw.execute("select count(*) from papers").fetchone()
    if count != material.PAPERS:
        raise NotMeasured(f"the index has {count} papers")
    for query in QUERIES:
        terms = [f'"{term}"' for term in re.findall(r'[^\s"]+', query)]
        match = query if query.startswith('"') else " AND ".join(terms) + "*"
        found = index.search(query, archived=False, limit=200)
        hits = raw.execute("select count(*) from words where words match ?", (match,)).fetchone()[0]
        if len(found) != min(hits, 200) or not hits:
            raise NotMeasured(f"a search for {query} found {len(found)} of {hits} papers")
        yield Race(
            f"search {material.PAPERS:,} papers: {query} ({hits:,})",
            lambda _, query=query: timed(lambda: index.search(query, archived=False, limit=200)),
            "FTS5 MATCH alone, by rank, 200 rows",
            lambda _, match=match: timed(
                lambda: raw.execute(
                    "select rowid from words where words match ? order by rank limit 200", (match,)
                ).fetchall()
            ),
        )
