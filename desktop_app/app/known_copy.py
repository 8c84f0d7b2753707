"""Whether a Word file that is to be imported is a copy of a paper that the library has already."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.paper import Paper, RichText
from desktop_app.intake.docx.parse import Refused
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.tokens import Story, paragraphs_of
from desktop_app.intake.squeeze import squeeze

from .copies import bookmark, sign_of
from .desk import CannotRead, Desk, Entry, StorageError, UnknownTemplate, is_word, read_bytes

_OPENED = 200  #: papers that are opened at most to find one that goes by other names by now: a second or two


class IsCopy(CannotRead):
    """A file is a copy of a paper in the library, so that a paper made of it would be a second one."""

    def __init__(self, path: Path, entry: Entry) -> None:
        self.entry = entry
        named = entry.reference or entry.id[:8]
        super().__init__(
            f"{path.name} is a copy of {called(entry)}, which is in the library. To take over what was "
            f'changed in it: engross review "{named}" "{path}". To make a new paper of it all the same: '
            "add --separate."
        )


def called(entry: Entry) -> str:
    """Return how a sentence names a paper of the library."""
    title = f"“{entry.title}”" if entry.title else ""
    return " ".join(filter(None, (entry.reference, title))) or "an untitled paper"


def paper_of_copy(desk: Desk, path: Path) -> Entry | None:
    """Return the line of the paper that a Word file was exported from, None where it is of none here.

    A file of this program says that it is one; its paper is known by the marks of its paragraphs, or by the
    sign of the copy. One is not found that has another title and reference by now and was not changed for
    long. Raises CannotRead where the file cannot be opened.
    """
    data = read_bytes(path)
    if not is_word(path, data):
        return None
    try:
        story = read_docx(data)
    except Refused:
        return None  # the import itself says why
    if not story.properties.get("PaperDocument"):
        return None
    marks = {name for para in paragraphs_of(story.content) for name in para.bookmarks}
    return next((entry for entry in _likely(desk, story) if _is_of(desk, entry, story, marks)), None)


def _likely(desk: Desk, story: Story) -> Iterator[Entry]:
    """Yield papers that a copy may be of: those whose reference or title it has, then those changed last."""
    said = squeeze(" ".join(token.text for para in paragraphs_of(story.content) for token in para.tokens))
    others: list[Entry] = []
    for archived in (False, True):
        for entry in desk.library.entries(archived=archived):
            names = (squeeze(name) for name in (entry.reference, entry.title) if name)
            if any(name and name in said for name in names):
                yield entry
            else:
                others.append(entry)
    yield from others[:_OPENED]


def _is_of(desk: Desk, entry: Entry, story: Story, marks: set[str]) -> bool:
    with suppress(StorageError, UnknownTemplate):  # a paper that cannot be read is told of elsewhere
        template, paper = desk.read(entry.id)
        if not marks.isdisjoint(map(bookmark, _blocks(paper))):
            return True
        sign = story.properties.get("PaperExportId", "")
        return bool(sign) and any(sign_of(template, form, paper) == sign for form in template.forms)
    return False


def _blocks(paper: Paper) -> Iterator[str]:
    for value in (*paper.public.answers.values(), *paper.restricted.answers.values()):
        if isinstance(value, RichText):
            yield from (block.id for block in value.blocks)
