"""The publication pack: Part 1 as files for the website, searched for Part 2, with a receipt.

Everything is made in a folder of no name and gets its name only when all of it is there and was searched.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from pathlib import Path

from desktop_app.checks.finding import Finding
from desktop_app.document.build import build_public
from desktop_app.document.model import Document
from desktop_app.domain.edition import Edition
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import read_public
from desktop_app.domain.state import State, state_of
from desktop_app.export.files import make_folder, put_together

from .acts import NotReady
from .combining import combined
from .deferral import put_off, too_early
from .exporting import (
    NotExportable,
    Writer,
    cut_short,
    documents_of,
    file_name,
    final_obstacles,
    last_change,
    part2_in_public,
    safe_name,
)
from .leaks import Leaked, guard, only_in_part2, told_of_part2
from .left import counts_in, what_is_left
from .progress import AFTER_DECISION
from .receipt import Receipt, receipt_data, receipt_words
from .seen import Seen
from .verifying import broken_record

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_NAMES = {"docx": "Word", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be published where, by whom. reason: why in spite of what stands in the way, "" for none.

    combine: all documents in one PDF beside the single ones. out: the folder that the pack is put into.
    """

    out: Path
    who: str = ""
    reason: str = ""
    combine: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """One file of a pack before it is written."""

    name: str
    document: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A pack that has its name: its folder and files. note: what goes on record."""

    folder: Path
    files: tuple[Path, ...]
    note: str


def publish(
    template: Template, paper: Paper, ask: Ask, writers: Mapping[str, Writer], resources: Path, now: datetime
) -> Published:
    """Make the pack of a paper.

    Raises NotReady or NotExportable where something stands in the way and no name and reason are given;
    NotExportable, always, where Part 1 repeats a sentence of Part 2, or where a file, or the name or reason
    that goes into the receipt, holds anything that only Part 2 does.
    """
    if both := part2_in_public(template, paper, now.date()):
        raise NotExportable(" ".join(both))
    overridden = _in_the_way(template, paper, ask, now)
    held = only_in_part2(template, paper)
    if told := told_of_part2(f"{ask.who}\n{ask.reason}", held):
        raise NotExportable(f"The name or the reason, which the receipt tells, {told}")
    documents = _documents(template, paper, overridden)
    files = list(_files(template, paper, documents, ask, writers, resources))
    receipt = Receipt(template, paper, ask.who, ask.reason, now, overridden)
    listed = [(made.name, made.document, made.data) for made in files]
    data = json.dumps(receipt_data(receipt, listed), ensure_ascii=False, indent=2) + "\n"
    files.append(Made("receipt.json", "", "json", data.encode("utf-8", "replace")))
    words = receipt_words(receipt, listed)
    files.append(Made("receipt.txt", "", "txt", words.encode("utf-8", "replace")))
    try:
        for made in files:
            guard(made.name, made.data, made.kind, held)
            guard(made.name, made.name.encode(), "txt", held)
    except Leaked as problem:
        raise NotExportable(str(problem)) from problem
    make_folder(ask.out)
    name = _folder_name(template, paper, now)
    names = (ask.out / (name if number == 1 else f"{name} ({number})") for number in count(1))
    folder = put_together(names, {made.name: made.data for made in files})
    why = f"; in spite of what stood in the way: {ask.reason}" if ask.reason else ""
    return Published(folder, tuple(folder / made.name for made in files), f"Published as {folder.name}{why}")


def in_the_way(template: Template, paper: Paper, today: date) -> tuple[str, ...]:
    """Return what a paper is published in spite of only with a name and a reason, in sentences."""
    state = state_of(paper.public.record)
    found = final_obstacles(template, paper, today)
    left = counts_in(what_is_left(Seen(template, paper, lambda: datetime.combine(today, time())))).words
    told = (
        put_off(template, paper.public, today),
        "" if state in AFTER_DECISION else _undecided(state),
        f"The paper is not ready: {left}." if found else "",
        broken_record(template, paper),
    )
    return tuple(filter(None, told))


def _undecided(state: State) -> str:
    return f"The paper is “{state.label}”, not decided."


_ALL_THE_SAME = "To publish it all the same, give your name and the reason."


def _in_the_way(template: Template, paper: Paper, ask: Ask, now: datetime) -> tuple[Finding, ...]:
    """Return the findings set aside for this pack. Raises where that would need a name and a reason."""
    early = too_early(template, paper.public, now.date())
    found = final_obstacles(template, paper, now.date())
    state = state_of(paper.public.record)
    if ask.who.strip() and ask.reason.strip():
        return found
    if early:
        raise NotExportable(early)
    if state not in AFTER_DECISION:
        raise NotExportable(f"{_undecided(state)} {_ALL_THE_SAME}")
    if broken := broken_record(template, paper):
        raise NotExportable(f"{broken} {_ALL_THE_SAME}")
    if found:
        raise NotReady(found)
    return ()


def _documents(
    template: Template, paper: Paper, overridden: tuple[Finding, ...]
) -> list[tuple[Form, Document]]:
    made: list[tuple[Form, Document]] = []
    for key in documents_of(template, paper, restricted=False):
        # By what is public alone: what is wrong in Part 2 may change no byte of these files.
        changed = last_change(paper.public.record)
        undecided = state_of(paper.public.record) not in AFTER_DECISION
        draft = undecided or any(not f.restricted for f in overridden)
        document = build_public(
            template, key, paper.public, Edition.PUBLICATION, draft=draft, modified=changed
        )
        made.append((template.form(key), document))
    return made


def _files(
    template: Template,
    paper: Paper,
    documents: list[tuple[Form, Document]],
    ask: Ask,
    writers: Mapping[str, Writer],
    resources: Path,
) -> Iterator[Made]:
    from desktop_app.export.html import Download, write_html, write_summary  # as writers are: when first used

    downloads: list[Download] = []
    for form, document in documents:
        for kind in ("docx", "pdf"):
            name = file_name(template, form, paper.public, kind, draft=document.draft)
            downloads.append(Download(f"{form.label} ({_NAMES[kind]})", name, MEDIA[kind]))
            yield Made(name, form.document, kind, writers[kind](document, resources))
    if ask.combine and len(documents) > 1:
        labels = " and ".join(form.label for form, _ in documents)
        name = file_name(template, documents[0][0], paper.public, "pdf", draft=False)
        stem = name.removesuffix(".pdf").removesuffix(documents[0][0].label).strip()
        draft = " DRAFT" if documents[0][1].draft else ""
        name = f"{safe_name(f'{stem} {labels}{draft}')}.pdf"
        downloads.append(Download(f"{labels}, in one file (PDF)", name, MEDIA["pdf"]))
        whole = combined([(form.label, document) for form, document in documents])
        yield Made(name, "", "pdf", writers["pdf"](whole, resources))
    for form, document in documents:
        name = file_name(template, form, paper.public, "html", draft=document.draft)
        yield Made(name, form.document, "html", write_html(document, resources, downloads))
        name = file_name(template, form, paper.public, "json", draft=document.draft)
        yield Made(name, form.document, "json", write_summary(document, downloads))


def _folder_name(template: Template, paper: Paper, now: datetime) -> str:
    reading = read_public(template, paper.public)
    public = [form for form in template.forms if not form.restricted]
    names = (*(reading.reference(form) for form in public), *(reading.title(form) for form in public))
    stem = next(filter(None, names), "Paper")
    return safe_name(f"{cut_short(stem)} published {now:%Y-%m-%d}")
