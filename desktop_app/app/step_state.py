"""How it stands with a section: the one word that its mark shows."""

from enum import StrEnum


class StepState(StrEnum):
    """How it stands with a section. ERROR: it keeps the paper from being final; ATTENTION: it may be so."""

    EMPTY = "not started"
    BEGUN = "begun"
    COMPLETE = "complete"
    ATTENTION = "to look at"
    ERROR = "to settle"
