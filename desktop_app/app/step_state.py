"""How it stands with a section: the one word that its mark shows."""

from enum import StrEnum


class StepState(StrEnum):
    """How it stands with a section."""

    EMPTY = "not started"
    BEGUN = "begun"
    COMPLETE = "complete"
    ATTENTION = "needs attention"
