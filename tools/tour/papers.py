"""The invented papers that the tour is made on: one of each state, and each of the files that come in."""

import io
import sqlite3
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import lxml.etree

from desktop_app.app.acts import tick
from desktop_app.app.desk import Desk, Library
from desktop_app.app.exporting import public_document
from desktop_app.app.packing import hand_over, read_pack, take_in
from desktop_app.app.session import Session
from desktop_app.domain.fields import TickField
from desktop_app.domain.paper import RichText
from desktop_app.domain.record import EventKind
from desktop_app.domain.richtext import Paragraph, blocks_text, text_runs
from desktop_app.domain.state import State
from desktop_app.export.docx import write_docx
from desktop_app.storage.schema import file_name

ROOT = Path(__file__).resolve().parents[2]
FORMS, RESOURCES = ROOT / "forms", ROOT / "resources"
SAMPLE = RESOURCES / "sample" / "paper.json"
TEMPLATE, OLDER = "mopac/decision-2021", "mopac/decision-2019"
MONEY, LEGAL = "decision.financial_comments", "decision.legal_comments"
_REVIEWED = "2026-03-03T10:00:00Z"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Reference, title, and the state they are shown in.
_PAPERS = (
    ("PCD 1098", "Language services: contract extension", State.PUBLISHED),
    ("PCD 1102", "Grants to victims’ services 2022/23", State.DECIDED),
    ("PCD 1109", "Boiler house at the training centre: replacement of the heating plant", State.DECLARED),
    ("PCD 1117", "Framework for the recovery of vehicles", State.IN_REVIEW),
    ("", "Docking stations for body-worn cameras", State.DRAFTING),
)

#: A published paper as copied from a web page, with the page's furniture about it.
_PUBLISHED = """\
DMPC Decision - PCD 1064
Title: Hire of boats for the river police

Executive Summary:
This paper seeks approval to hire two boats for a year at a cost of £86,000.

Recommendation:
The Deputy Mayor for Policing and Crime is recommended to:
Approve the hire of two boats for a year at a cost of £86,000.

PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC
1. Introduction and background
1.1. Two boats are out of use until new engines are fitted.
1.2. The hire was last decided in XX.
2. Issues for consideration
2.1. Without the hire there would be no patrol above Teddington.
3. Financial Comments
3.1. The cost of £86,000 is met from the approved revenue budget.
Was this page helpful?
Cookies on this site
"""


@dataclass(frozen=True)
class Papers:
    """The ids of papers in the library, and the paths of files that come in."""

    sample: str
    imported: str
    older: str
    damaged: str
    away: str
    reviewed: Path
    pack: Path


def fill(desk: Desk, folder: Path) -> Papers:
    """Put the papers into a library and the files into a folder."""
    for reference, title, state in _PAPERS:
        answers = {"decision.title": title, "decision.reference": reference}
        _move(desk, desk.new_paper(TEMPLATE, answers, "Sam Okoro"), state)
    away = desk.new_paper(TEMPLATE, {"decision.title": "Radio masts at Bow"}, "Sam Okoro")
    desk.library.archive(away)
    answers = {"decision.title": "Archive of interviews", "decision.decision_by": "The Mayor"}
    older = desk.new_paper(OLDER, answers)
    published = folder / "pcd-1064.txt"
    published.write_text(_PUBLISHED, encoding="utf-8")
    imported, _ = desk.import_file(published)
    sample = _sample(desk)
    reviewed, pack = folder / "PCD 1120 from Ann Wren.docx", folder / "PCD 1120.engross"
    session = desk.open(sample)
    _review(session, reviewed)
    hand_over(session, pack, "Sam Okoro", part2=False)
    session.close()
    _send_back(desk, folder, pack)
    _change_title(desk, sample)
    return Papers(sample, imported, older, _damaged(desk), away, reviewed, pack)


def _move(desk: Desk, paper: str, state: State) -> None:
    """Put a paper into a state on record, as an old paper has been there."""
    session = desk.open(paper)
    if state is not State.DRAFTING:
        session.record(session.event(EventKind.STATE, who="Sam Okoro", choice=state.value))
    session.close()
    desk.note(session)


def _sample(desk: Desk) -> str:
    """Add the sample paper with two ticks, one of them older than its text, and a word that is misspelt."""
    paper = desk.sample(SAMPLE)
    session = desk.open(paper)
    ticks = [item for item in session.template.form("decision").fields if isinstance(item, TickField)]
    for item in ticks[:2]:
        tick(session, item.key, "Robin Achebe", item.label.rstrip(":"))
    (changed,) = ticks[0].vouches_for
    _add(session, changed, "A contingency of £XX is held by the Chief Finance Officer and is seperate.")
    session.close()
    desk.note(session)
    return paper


def _add(session: Session, key: str, words: str) -> None:
    blocks = session.reading.blocks(key)
    session.change(key, RichText((*blocks, Paragraph(text_runs(words)))), label="Typing")


def _change_title(desk: Desk, paper: str) -> None:
    session = desk.open(paper)
    title = session.reading.words("decision.title")
    session.change("decision.title", f"{title} until 2024", label="Typing in Title")
    session.close()
    desk.note(session)


def _review(session: Session, path: Path) -> None:
    """Write the copy that a reviewer sent back: a sentence taken out and another put in, tracked by Word."""
    form = session.template.form("decision")
    document = public_document(
        session.template, form, session.paper.public, final=False, today=date(2026, 3, 2)
    )
    written = blocks_text(session.reading.blocks("decision.introduction"))
    made = io.BytesIO(write_docx(document, RESOURCES))
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _tracked(data, written) if name == "word/document.xml" else data)


def _tracked(data: bytes, written: str) -> bytes:
    """Return a document with two runs of what an author wrote changed, tracked."""
    root = lxml.etree.fromstring(data)
    texts = ((run, "".join(run.itertext(f"{_W}t"))) for run in root.iter(f"{_W}r"))
    runs = [run for run, text in texts if len(text) > 40 and text in written]
    for number, run in enumerate(runs[:2]):
        parent = run.getparent()
        signed = {f"{_W}id": str(900 + number), f"{_W}author": "Ann Wren", f"{_W}date": _REVIEWED}
        gone, came = lxml.etree.Element(f"{_W}del", signed), lxml.etree.Element(f"{_W}ins", signed)
        parent.insert(parent.index(run), gone)
        gone.addnext(came)
        gone.append(run)
        for text in list(run.iter(f"{_W}t")):
            words = lxml.etree.SubElement(lxml.etree.SubElement(came, f"{_W}r"), f"{_W}t")
            words.text = (text.text or "").replace(" the ", " this ", 1).rstrip(".") + ", as set out above."
            text.tag = f"{_W}delText"
    return lxml.etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _send_back(desk: Desk, folder: Path, pack: Path) -> None:
    """Take the pack in on another laptop, change it there, and send it back."""
    there = Desk(desk.catalogue, Library(folder / "laptop"))
    session = there.open(take_in(there, read_pack(pack)).paper_id)
    title = session.reading.words("decision.title")
    session.change("decision.title", f"{title}, second year", label="Typing in Title")
    _add(session, "decision.issues", "The users were asked in February and want the service to go on.")
    hand_over(session, pack, "Robin Achebe", part2=False)
    session.close()
    there.library.close()


def _damaged(desk: Desk) -> str:
    """Add a paper whose file a disk has damaged; a whole copy of it is in the backups."""
    paper = desk.new_paper(TEMPLATE, {"decision.title": "Harbour launch"}, "Sam Okoro")
    session = desk.open(paper)
    session.change("decision.title", "Harbour launch: second engine", label="Typing in Title")
    session.close()
    desk.note(session)
    connection = sqlite3.connect(desk.library.papers / file_name(paper), isolation_level=None)
    connection.execute("update public_answers set text = '\"Forged\"' where key = 'decision.title'")
    connection.close()
    return paper
