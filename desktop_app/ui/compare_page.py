"""Any two versions of a paper compared, section by section, and sections brought back from the older."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QSizePolicy, QWidget

from desktop_app.app.compare_job import compare_data
from desktop_app.app.desk import StorageError
from desktop_app.app.history import NOW, Version, bring_back, compare_versions, moment_words, versions
from desktop_app.app.session import Session
from desktop_app.domain.compare import Kind, ValueChange
from desktop_app.domain.form import Form, Section

from .aside import Aside
from .differing import LEGEND, difference
from .documents import documents
from .one_job import Answer, OneJob
from .parts import button, card, clear, column, holder, row, words


def version_words(version: Version) -> str:
    """Return what a version is called: its name with its moment, or its moment alone."""
    when = moment_words(version.ended)
    return f"{version.name} ({when})" if version.name else when


def count_words(inserted: int, deleted: int) -> str:
    """Return how many words came and went, in words."""
    told = [f"{count} word{'s' if count > 1 else ''} {way}"
            for count, way in ((inserted, "added"), (deleted, "taken out")) if count]  # fmt: skip
    return ", ".join(told) or "No words changed"


class ComparePage(Aside):
    """Two versions chosen above, what changed between them below. `made`: Word files were, or refused."""

    made = Signal()

    def __init__(self, session: Session, old: int, new: int = NOW) -> None:
        name = "Make Word files with these changes tracked"
        super().__init__("Compare versions", LEGEND, button("Make Word files …", self._choose, name=name))
        self._session = session
        self._job = OneJob("Comparing", self._answered, self)
        self._versions = versions(session)
        self.older, self.newer = self._choice("Older version"), self._choice("Newer version")
        self.newer.insertItem(0, "The paper as it is now", NOW)
        self.older.setCurrentIndex(max(0, self.older.findData(old)))
        self.newer.setCurrentIndex(max(0, self.newer.findData(new)))
        choices = row(words("From", wrap=False), self.older, words("to", wrap=False), self.newer, space=12)
        choices.setStretch(1, 1)
        choices.setStretch(3, 1)
        self._found = column(space=16)
        self.body.addWidget(holder(choices))
        self.body.addLayout(self._found)
        for choice in (self.older, self.newer):
            choice.currentIndexChanged.connect(self.refresh)
        self.refresh()

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for version in self._versions:
            choice.addItem(version_words(version), version.last)
        return choice

    def refresh(self) -> None:
        """Compare the versions chosen; the older one first, whichever way they were chosen."""
        super().refresh()
        clear(self._found)
        old, new = self._revisions()
        try:
            changes = compare_versions(self._session, old, new)
        except StorageError as problem:
            self._found.addWidget(card("warning", words(str(problem))))
            return
        count = 0
        for form in self._session.template.forms:
            for section in form.sections:
                keys = {item.key for item in section.fields}
                here = [change for change in changes if change.key in keys]
                if here:
                    count += 1
                    self._found.addWidget(self._section(form, section, here, old))
        if not count:
            self._found.addWidget(words("The two versions say the same.", "soft"))

    def _revisions(self) -> tuple[int, int]:
        """Return the revisions chosen, the older one first."""
        chosen = [int(choice.currentData() or NOW) for choice in (self.older, self.newer)]
        old, new = sorted(chosen, key=lambda revision: revision or float("inf"))
        return old, new

    def _name_of(self, revision: int) -> str:
        return self.older.itemText(self.older.findData(revision))

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Folder for the Word files", documents())
        if folder:
            self.make_files(Path(folder))

    def make_files(self, folder: Path) -> None:
        """Make a Word file of each public document, with what changed between the versions tracked."""
        try:
            job = compare_data(self._session, *self._revisions(), folder)
        except StorageError as problem:
            self.told.setText(str(problem))
            return
        self.told.setText("Making the Word files …")
        self._job.start(job)

    def _answered(self, answer: Answer) -> None:
        files = answer.get("files")
        names = [str(name) for name in files] if isinstance(files, list) else []
        nothing = "No file was made: what the two versions print is the same."
        told = f"Made in {answer.get('folder')}: {'; '.join(names)}." if names else nothing
        self.told.setText(str(answer.get("failed", told)))
        self.made.emit()

    def _section(self, form: Form, section: Section, changes: list[ValueChange], old: int) -> QWidget:
        inserted, deleted = (sum(c.words(kind) for c in changes) for kind in (Kind.INSERTED, Kind.DELETED))
        title = words(section.label, "strong")
        where = words(f"{form.label} · {count_words(inserted, deleted)}", "small")
        pieces: list[QWidget] = []
        for change in changes:
            item = self._session.template.field(change.key)
            label = item.label.rstrip(": ")
            if len(list(section.fields)) > 1 and label not in ("", section.label):
                pieces.append(words(label, "soft"))
            if change.own_way is not None:
                told = "Now goes its own way" if change.own_way else "Follows again"
                pieces.append(words(f"{told}.", "small"))
            pieces.append(difference(change))
        acts = row(
            button("Go to the section", lambda: self.go.emit(section.key), "link",
                   f"Go to the section: {section.label}"), None, space=16,
        )  # fmt: skip
        if not self._session.read_only and old != NOW:
            name = f"Bring this section back: {section.label}"
            back = button("Bring this section back", lambda: self._back(section, old), name=name)
            acts.insertWidget(0, back)
            acts.insertWidget(1, words(f"as of {self._name_of(old)}", "small", wrap=False))
        return card("card", column(title, where, space=0), *pieces, acts, space=10)

    def _back(self, section: Section, revision: int) -> None:
        moment = self._name_of(revision)
        try:
            done = bring_back(self._session, section.key, revision)
        except StorageError as problem:
            self.told.setText(str(problem))
            return
        how = f"“{section.label}” is back as of {moment}. Undo takes that back." if done else LEGEND
        self.told.setText(how if done else f"“{section.label}” is as it was then already.")
        self.newer.setCurrentIndex(0)
        self.refresh()
