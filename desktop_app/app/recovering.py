"""A damaged paper: the newest good state to go back to, and what the damaged file says otherwise, named."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.comments import Comment, Decision
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Leftover, Paper, Part, with_answer
from desktop_app.domain.step import applied, comment_change
from desktop_app.storage.items import Item, Slot
from desktop_app.storage.recovery import Offer, Salvage, differing, go_back, offers, salvage
from desktop_app.storage.schema import file_name

from .desk import Desk
from .history import moment_words


@dataclass(frozen=True, slots=True)
class Recovery:
    """What can be done about a damaged paper.

    offer: the newest good state, None where there is none. later: fields that the damaged file still has
    otherwise. lost: fields whose text in it is not what was saved.
    """

    path: Path
    offer: Offer | None
    found: Salvage
    later: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """When the state offered was saved, "" where there is none."""
        return moment_words(self.offer.saved) if self.offer is not None else ""


def recovery_of(desk: Desk, paper_id: str) -> Recovery:
    """Return what can be done about a damaged paper."""
    path = desk.library.papers / file_name(paper_id)
    whole = offers(path)
    found = salvage(path)
    if not whole:
        return Recovery(path, None, found)
    offer = whole[0]
    template = desk.catalogue.template(offer.paper.public.template)
    later = _labels(template, differing(offer, found))
    return Recovery(path, offer, found, later, _labels(template, found.lost))


def _labels(template: Template, slots: Iterable[Slot]) -> tuple[str, ...]:
    labels = {item.key: (template.form(item.document).label, item.label) for item in template.fields}
    answers = (slot for slot in slots if slot.kind == "answers")
    named = (labels.get(slot.key, ("", slot.key)) for slot in answers)
    return tuple(dict.fromkeys(f"{form}: {label.rstrip(': ')}" if form else label for form, label in named))


def recover(desk: Desk, recovery: Recovery, *, with_later: bool) -> str:
    """Go back to the state offered; return the paper's id. The damaged file is kept aside.

    with_later: put what the damaged file still has otherwise on top, as a revision of its own, so that
    both states stand in the history. Raises StorageError.
    """
    if recovery.offer is None:
        raise ValueError("there is no state to go back to")
    file = go_back(recovery.path, recovery.offer)
    try:
        if with_later:
            file.save(_with_later(recovery), label="Brought back from the damaged file")
    finally:
        file.close()
    desk.library.refresh()
    return file.id


def _with_later(recovery: Recovery) -> Paper:
    assert recovery.offer is not None
    paper = recovery.offer.paper
    for slot in differing(recovery.offer, recovery.found):
        value: Item = recovery.found.items[slot]
        if isinstance(value, Comment):
            here = paper.comments.get(value.id)
            paper = applied(paper, (comment_change(slot.part, here, value),))
        elif slot.kind == "answers" and not isinstance(value, Leftover | Decision):
            paper = with_answer(paper, slot.key, value, restricted=slot.part is Part.TWO)
    return paper
