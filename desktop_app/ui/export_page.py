"""Exporting from the window: which documents, which formats, where to; progress, and what was made."""

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QProgressBar, QVBoxLayout

from desktop_app.app.acts import NotReady
from desktop_app.app.deferral import too_early
from desktop_app.app.desk import StorageError
from desktop_app.app.export_command import note_export
from desktop_app.app.exporting import FORMATS, WEB, NotExportable, Order, formats_of
from desktop_app.app.freezing import changed_since, check_recorded, paper_for_files
from desktop_app.app.job import job_data
from desktop_app.app.outgoing import Beside
from desktop_app.app.session import Session
from desktop_app.app.showing import missing_lines

from .aside import Aside
from .documents import documents, place_of
from .faults import announce
from .job_command import job_command
from .parts import (
    boxes,
    button,
    card,
    clear,
    column,
    into_sight,
    links,
    row,
    words,
)
from .who import Who

_NAMES = {"docx": "Word (.docx)", "pdf": "PDF (.pdf)", "html": "Web page of public documents (.html)"}

_ABOUT = "A paper with open points is marked DRAFT on every page and in its file name."
_WHY = "Reason to make the web page before that day"


class ExportPage(Aside):
    """Makes files of the open paper. The work is done by a child process, so that typing never waits."""

    done = Signal(object)  #: the files that were made

    def __init__(self, session: Session, who: Who, folder: str = "") -> None:
        super().__init__("Export", _ABOUT, widest=820)
        self._session, self._who = session, who
        self._order: Order | None = None  #: what is being made
        self._process: QProcess | None = None
        self._made: list[Path] = []
        self._rest = b""
        self._ended = False  #: whether it was told how the export ended
        self.folder = QLineEdit(folder or documents())
        self.folder.setAccessibleName("Folder")
        self.documents = {
            form.document: self._document(form.document)
            for form in session.template.forms
            if session.reading.has_document(form)
        }
        self.formats = {kind: QCheckBox(_NAMES[kind]) for kind in (*FORMATS, WEB)}
        for kind in FORMATS:
            self.formats[kind].setChecked(True)
        self.name = _line("Your name", who.name)
        self.reason = _line(_WHY, "")
        self.early = too_early(session.template, session.paper.public, session.today)
        self.beside = {
            "kept": QCheckBox("Comments kept with the paper"),
            "found": QCheckBox("What was found in it"),
        }
        self.final = QCheckBox("Final: only if nothing is missing")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Progress of the export")
        self._results: QVBoxLayout = column(space=8)
        self._lay_out()

    @property
    def busy(self) -> bool:
        """Whether files are being made."""
        return self._process is not None

    def _document(self, key: str) -> QCheckBox:
        form = self._session.template.form(key)
        box = QCheckBox(form.label.replace("&", "&&"))
        box.setChecked(not form.restricted)
        return box

    def _lay_out(self) -> None:
        changed = changed_since(self._session.template, self._session.paper)
        self.start = button("Export", self.export, "accent")
        self.stop = button("Cancel", self.cancel)
        browse = button("Choose …", self._browse, name="Choose a folder")
        self.progress.hide()
        self.stop.hide()
        why = card(
            "warning", words(self.early),
            column(words("Your name", "strong"), self.name, space=4),
            column(words(_WHY, "strong"), self.reason, space=4),
        )  # fmt: skip
        why.hide()
        if self.early:
            self.formats[WEB].toggled.connect(why.setVisible)
        where = row(self.folder, browse)
        where.setStretch(0, 1)
        body = column(
            boxes("Documents", self.documents.values()),
            boxes("Formats", self.formats.values()), why,
            column(words("Folder", "strong"), where, space=4),
            boxes("Word comments in review copies", self.beside.values()),
            row(self.final, None), *((card("warning", words(changed)),) if changed else ()),
            row(self.start, self.stop, None, space=12), self.progress, self._results, space=16,
        )  # fmt: skip
        self.body.addLayout(body)
        self.setFocusProxy(next(iter(self.documents.values())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Export with Return in any line or box, which have no use for it themselves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.busy:
            self.export()
            return
        super().keyPressEvent(event)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the files", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def export(self) -> None:
        """Start the export of what is ticked."""
        clear(self._results)
        documents = tuple(key for key, box in self.documents.items() if box.isChecked())
        formats = tuple(kind for kind, box in self.formats.items() if box.isChecked())
        folder = self.folder.text().strip()
        if not (documents and formats and folder):
            self._tell("warning", "Tick at least one document and one format, and name a folder.")
            return
        if WEB in formats and self.early and not (self.name.text().strip() and self.reason.text().strip()):
            self._tell("warning", self.early)
            return
        beside = Beside(**{what: box.isChecked() for what, box in self.beside.items()})
        order = Order(documents, formats, place_of(folder), self.final.isChecked(), beside=beside)
        if WEB in formats and self.early:
            self._who.remember(self.name.text().strip(), self._who.role)
            order = replace(order, reason=self.reason.text().strip())
        session = self._session
        try:
            if order.reason:
                check_recorded(session.keeper)
            whole = paper_for_files(session.template, session.paper, session.keeper, final=order.final)
            job = job_data(session.template, whole, order, session.today)
        except StorageError as problem:
            self._tell("warning", str(problem))
            return
        except NotReady as problem:
            lines = missing_lines(session.template, problem.findings)
            self._tell("warning", "Not exported as final. To settle first:", *lines)
            return
        self._order = order
        forms = map(session.template.form, documents)
        self._run(job, sum(len(formats_of(form, formats)) for form in forms))

    def _run(self, job: bytes, count: int) -> None:
        self._made, self._rest, self._ended = [], b"", False
        self.progress.setRange(0, count)
        self.progress.setValue(0)
        self._busy(True)
        process = self._process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._broken)
        program, arguments = job_command("export-job")
        process.start(program, arguments)
        process.write(job)
        process.closeWriteChannel()

    def _busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        if busy or self.stop.hasFocus():
            self.area.setFocus()  # for what has it cannot be pushed now
        self.stop.setVisible(busy)
        self.start.setEnabled(not busy)
        self.back.setEnabled(not busy)
        if busy:
            into_sight(self.area, self.progress)

    def cancel(self) -> None:
        """Stop the export. Files already made stay; a half-made one never gets its name."""
        if self._process is not None:
            self._ended = True
            self._process.kill()
            self._tell("advice", "The export was cancelled.")

    def _read(self) -> None:
        if self._process is None:
            return
        data = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = data.split(b"\n")
        for line in lines:
            told = json.loads(line)
            if "file" in told:
                self._made.append(Path(told["file"]))
                self.progress.setValue(len(self._made))
                continue
            self._ended = True
            if "failed" in told:
                self._tell("warning", told["failed"], *told.get("missing", ()))

    def _finished(self) -> None:
        self._read()
        process, self._process = self._process, None
        self._busy(False)
        self.go_on_at(self.start)
        if process is None:
            return
        if not self._ended:
            report = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
            self._tell("warning", "The export stopped before it was done. Nothing was lost.", report[-600:])
        if self._made:
            names = [path.name for path in self._made]
            told = f"{'1 file' if len(names) == 1 else f'{len(names)} files'} made in {self._made[0].parent}"
            folder = self._made[0].parent
            files = [button(path.name, lambda path=path: _open(path), "link") for path in self._made]
            made = card("tip", words(told, "strong"), *map(links, files),
                        links(button("Show in folder", lambda: _open(folder), "link")))  # fmt: skip
            self._results.addWidget(made)
            announce(made, told)
            into_sight(self.area, made)
            self.go_on_at(files[0])
            self._note()
        process.deleteLater()
        self.done.emit(tuple(self._made))

    def _note(self) -> None:
        if self._order is None:
            return
        try:
            note_export(self._session, self._order, self._who.name, self._made)
        except NotExportable as problem:
            self._tell("warning", str(problem))

    def _broken(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            self._busy(False)
            self._process = None
            self._tell("warning", "The export could not be started: the program was not found on disk.")

    def _tell(self, look: str, title: str, *lines: str) -> None:
        shown = [words(line) for line in lines[:40] if line]
        told = card(look, words(title, "strong"), *shown)
        self._results.addWidget(told)
        announce(told, title)
        into_sight(self.area, told)


def _line(name: str, text: str) -> QLineEdit:
    line = QLineEdit(text)
    line.setAccessibleName(name)
    return line


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
