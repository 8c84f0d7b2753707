"""Where the proposals of a review stand, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.app.session import Session
from desktop_app.intake.docx.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Named:
    """The place of a proposal in words: by itself, and below the name of its section."""

    alone: str
    below: str


class Places:
    """Names the places of proposals; sections with their document where proposals are of several."""

    def __init__(self, session: Session, proposals: Iterable[Proposal]) -> None:
        self._session = session
        self._several = len({p.key.partition(".")[0] for p in proposals}) > 1

    def section(self, proposal: Proposal) -> str:
        """Return the name of a proposal's section."""
        form = self._session.form_of(proposal.key)
        label = form.section_of(proposal.key).label
        return f"{form.label}, {label}" if self._several else label

    def named(self, proposal: Proposal) -> Named:
        """Return the place of a proposal: its field, where that is not all of its section, and number."""
        section = self._session.form_of(proposal.key).section_of(proposal.key).label
        label = self._session.template.field(proposal.key).label.rstrip(": ")
        number = self._session.numbers(proposal.key.partition(".")[0]).of(proposal.key, proposal.block)
        said = "" if label == section.rstrip(": ") else label
        return Named(_joined(label or section, number), _joined(said, number))

    def alone(self, proposal: Proposal) -> str:
        """Return the place of a proposal by itself."""
        return self.named(proposal).alone


def _joined(*told: str) -> str:
    return ", ".join(filter(None, told))
