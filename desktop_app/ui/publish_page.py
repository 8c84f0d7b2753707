"""Publishing from the window: who, why if something is in the way, where to; and what was made."""

from datetime import datetime

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QSizePolicy, QVBoxLayout

from desktop_app.app.desk import StorageError
from desktop_app.app.exporting import NotExportable, part2_in_public
from desktop_app.app.freezing import changed_since, paper_for_files
from desktop_app.app.publish_command import put_on_record
from desktop_app.app.publish_job import publish_data
from desktop_app.app.publishing import Ask, in_the_way
from desktop_app.app.session import Session

from .aside import Aside
from .documents import documents, place_of
from .faults import announce
from .one_job import Answer, OneJob
from .parts import button, card, clear, column, into_sight, row, words
from .showing import Showing
from .who import Who

_ABOUT = (
    "Makes a folder with Part 1 as Word, PDF and web page, and a receipt. Every file is searched for what "
    "only Part 2 holds before it gets its name."
)

_IN_SPITE = (
    "To publish it all the same, give your name and the reason: both go on record and into the receipt. "
    "What Part 2 alone may hold is kept out whatever is given."
)
_NEVER = "No reason sets this aside. Once it is mended in the paper, come back to this page."
_WHY = "Reason to publish it all the same"


class PublishPage(Aside):
    """Makes the publication pack of the open paper in a child process, and puts it on record."""

    done = Signal()  #: the job has ended, one way or the other

    def __init__(self, session: Session, who: Who) -> None:
        super().__init__("Publish", _ABOUT, widest=820)
        self._session, self._who = session, who
        self._job = OneJob("Publishing", self._finished, self)
        self.name = _line("Your name", who.name)
        self.reason = _line(_WHY, "")
        self.folder = _line("Folder", documents())
        self.combine = QCheckBox("All documents in one PDF as well")
        self._results: QVBoxLayout = column(space=8)
        self._lay_out()

    @property
    def busy(self) -> bool:
        """Whether the pack is being made."""
        return self._job.busy

    def _lay_out(self) -> None:
        self.start = button("Publish", self.publish, "accent")
        where = row(self.folder, button("Choose …", self._browse, name="Choose a folder"))
        where.setStretch(0, 1)
        session = self._session
        changed = changed_since(session.template, session.paper)
        never = part2_in_public(session.template, session.paper, session.today)
        self.start.setEnabled(not never)
        ways = () if never else in_the_way(session.template, session.paper, session.today)
        body = column(
            *([card("error", *map(words, (*never, _NEVER)))] if never else []),
            *([card("warning", *map(words, (*ways, _IN_SPITE)))] if ways else []),
            *([card("warning", words(changed))] if changed else []),
            column(words("Your name", "strong"), self.name, space=4),
            *([column(words(_WHY, "strong"), self.reason, space=4)] if ways else []),
            column(words("Folder", "strong"), where, space=4), row(self.combine, None),
            row(self.start, None), self._results, space=16,
        )  # fmt: skip
        self.body.addLayout(body)
        self.setFocusProxy(self.name)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the pack", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def publish(self) -> None:
        """Start making the pack."""
        clear(self._results)
        folder, name = self.folder.text().strip(), self.name.text().strip()
        if not (folder and name):
            self._tell("warning", "Give your name." if folder else "Name a folder.")
            (self.folder if name else self.name).setFocus()
            return
        self._who.remember(name, self._who.role)
        ask = Ask(place_of(folder), name, self.reason.text().strip(), self.combine.isChecked())
        session = self._session
        try:
            paper = paper_for_files(session.template, session.paper, session.keeper, final=True)
        except StorageError as problem:
            self._tell("warning", str(problem))
            return
        job = publish_data(session.template, paper, ask, datetime.now().astimezone())
        self._wait(busy=True)
        self._tell("advice", "The files are being made and searched …")
        self._job.start(job)

    def _wait(self, *, busy: bool) -> None:
        if busy:
            self.area.setFocus()  # for what has it cannot be pushed now
        for way in (self.start, self.back):
            way.setEnabled(not busy)

    def _finished(self, told: Answer) -> None:
        self._wait(busy=False)
        clear(self._results)
        self.go_on_at(self.start)
        self._told(told)
        self.done.emit()

    def _told(self, told: Answer) -> None:
        if "failed" in told:
            missing = told.get("missing", [])
            self._tell("warning", str(told["failed"]), *(missing if isinstance(missing, list) else ()))
            return
        folder, files = str(told["folder"]), told["files"]
        names = [str(name) for name in files] if isinstance(files, list) else []
        self._tell("tip", f"{len(names)} files made in {folder}", "\n".join(names))
        show = button("Show in folder", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)), "link")
        self._results.addWidget(show)
        into_sight(self.area, show)
        self.go_on_at(show)
        try:
            put_on_record(self._session, self.name.text(), str(told["note"]))
        except NotExportable as problem:
            self._tell("warning", str(problem))

    def _tell(self, look: str, title: str, *lines: object) -> None:
        shown = [words(str(line)) for line in lines[:40]]
        told = card(look, words(title, "strong"), *shown)
        told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._results.addWidget(told)
        announce(told, title)
        into_sight(self.area, told)


def show_publish(window: Showing) -> None:
    """Show the page that publishes the open paper."""
    if window.paper is not None:
        window.paper.pen.flush()
        page = PublishPage(window.paper.session, window.who)
        page.left.connect(window.back_to_paper)
        window.show_page(page)


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    return line
