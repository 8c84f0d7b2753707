"""Pictures of the window for the README, taken on a library of invented papers (`make screenshots`)."""

import argparse
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop_app.app.acts import tick  # noqa: E402
from desktop_app.app.desk import Desk  # noqa: E402
from desktop_app.domain.fields import TickField  # noqa: E402
from desktop_app.domain.paper import RichText  # noqa: E402
from desktop_app.domain.record import EventKind  # noqa: E402
from desktop_app.domain.richtext import Paragraph, text_runs  # noqa: E402
from desktop_app.domain.state import State  # noqa: E402
from desktop_app.ui.asides import show_aside, show_declarations, show_two_documents  # noqa: E402
from desktop_app.ui.compare_page import ComparePage  # noqa: E402
from desktop_app.ui.start import Start  # noqa: E402
from desktop_app.ui.window import Window  # noqa: E402

TEMPLATE = "mopac/decision-2021"
SAMPLE = ROOT / "resources" / "sample" / "paper.json"
WIDE, HIGH = 1280, 800

#: Invented papers: reference, title, and the state they are shown in.
PAPERS = (
    ("PCD 1098", "Language services: contract extension", State.PUBLISHED),
    ("PCD 1102", "Grants to victims’ services 2022/23", State.DECIDED),
    ("PCD 1109", "Boiler house at the training centre: replacement of the heating plant", State.DECLARED),
    ("PCD 1117", "Framework for the recovery of vehicles", State.IN_REVIEW),
    ("", "Docking stations for body-worn cameras", State.DRAFTING),
)

#: Text of a published paper with a web page's furniture about it, to show what an import leaves over.
PUBLISHED = """\
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


def fill_library(desk: Desk, folder: Path) -> tuple[str, str]:
    """Put the papers in; return the ids of the sample and of the imported one."""
    for reference, title, state in PAPERS:
        answers = {"decision.title": title, "decision.reference": reference}
        _move(desk, desk.new_paper(TEMPLATE, answers, "Sam Okoro"), state)
    published = folder / "pcd-1064.txt"
    published.write_text(PUBLISHED, encoding="utf-8")
    imported, _ = desk.import_file(published)
    return _sample(desk), imported


def _move(desk: Desk, paper: str, state: State) -> None:
    """Put a paper into a state on record, as an old paper has been there."""
    session = desk.open(paper)
    if state is not State.DRAFTING:
        session.record(session.event(EventKind.STATE, who="Sam Okoro", choice=state.value))
    session.close()
    desk.note(session)


def _sample(desk: Desk) -> str:
    """Add the sample paper with two ticks, one of them older than its text."""
    paper = desk.sample(SAMPLE)
    session = desk.open(paper)
    ticks = [item for item in session.template.form("decision").fields if isinstance(item, TickField)]
    for item in ticks[:2]:
        tick(session, item.key, "Robin Achebe", item.label.rstrip(":"))
    (changed,) = ticks[0].vouches_for
    blocks = session.reading.blocks(changed)
    words = "A contingency of £XX is held by the Chief Finance Officer."
    value = RichText((*blocks, Paragraph(text_runs(words))))
    session.change(changed, value, label="Typing")
    session.close()
    desk.note(session)
    return paper


class Camera:
    """Takes the pictures of a window that runs."""

    def __init__(self, start: Start, out: Path, suffix: str) -> None:
        self._start, self._out, self._suffix = start, out, suffix

    def settle(self, seconds: float = 0.4) -> None:
        """Let the window come to rest."""
        until = monotonic() + seconds
        while monotonic() < until:
            self._start.app.processEvents()
            sleep(0.01)

    def take(self, name: str) -> None:
        """Take one picture, in few colours, so that it stays small."""
        self.settle()
        path = self._out / f"{name}{self._suffix}.png"
        self._start.window.grab().save(str(path))
        with Image.open(path) as whole:
            few = whole.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        print(f"{path.name} {few.width}×{few.height} {path.stat().st_size // 1024} KB")


SECTIONS = {
    "section": "decision.financial_comments",
    "declaration": "decision.declaration",
    "access": "decision.public_access",
    "report": "report.financial_commercial",
    "front": "report.front",
    "part2": "report.part2_statement",
}
#: The pictures that are kept: a page in a look. With --all, every page is shown in every look.
KEPT = {
    "light": ("library", "section", "declaration", "access", "export", "new", "import"),
    "dark": ("section", "library"),
    "contrast": ("section",),
}


#: Pages beside a paper, and its history in the right pane.
ASIDES = ("history", "declarations", "two-documents", "versions")


def beside(window: Window, page: str) -> None:
    """Show a page beside the open paper."""
    assert window.paper is not None
    if page == "history":
        window.paper.side.turn_to("History")
    elif page == "declarations":
        show_declarations(window)
    elif page == "two-documents":
        show_two_documents(window)
    else:
        show_aside(window, ComparePage(window.paper.session, 1))


def take_all(start: Start, camera: Camera, papers: tuple[str, str], kept: dict[str, tuple[str, ...]]) -> None:
    """Take a picture of each page that is to be kept, in its look."""
    window, (sample, imported) = start.window, papers
    for look, pages in kept.items():
        start.change_look(look)
        window.to_library()
        for page in pages:
            if page == "library":
                window.to_library()
            elif page == "new":
                window.new_paper()
            elif page == "import":
                window.open_paper(imported)
            else:
                window.open_paper(sample)
                assert window.paper is not None
                window.paper.show_section(SECTIONS.get(page, SECTIONS["section"]))
            if page == "export":
                window.export()
            elif page in ASIDES:
                beside(window, page)
            camera.take(f"{page}-{look}")


def main() -> None:
    """Take the pictures and say how large each is."""
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--out", type=Path, default=ROOT / "resources" / "screenshots")
    asking.add_argument("--all", action="store_true", help="every page in every look, to be looked through")
    asking.add_argument("--size", type=float, default=1.0, help="factor for the size of type")
    asking.add_argument("--suffix", default="", help="what the names of the files end in")
    asking.add_argument("--high", type=int, default=HIGH)
    asked = asking.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    with tempfile.TemporaryDirectory() as folder:
        start = Start(app, Path(folder) / "library", ROOT / "forms", ROOT / "resources")
        start.settings.set("size", asked.size)
        papers = fill_library(start.desk, Path(folder))
        start.window.library.refresh()
        start.window.resize(WIDE, asked.high)
        start.window.show()
        camera = Camera(start, asked.out, asked.suffix)
        every = dict.fromkeys(KEPT, ("library", *SECTIONS, *ASIDES, "export", "new", "import"))
        take_all(start, camera, papers, every if asked.all else KEPT)
        start.window.close()
        start.library.close()


if __name__ == "__main__":
    main()
