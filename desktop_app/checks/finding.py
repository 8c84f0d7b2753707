"""A finding: what a rule noticed, where, and what would settle it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. Errors keep a paper a draft."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing noticed.

    rule: id of the rule. title: in a few words. message: where, what was read, why it matters, how to mend
    it. within: where within its section and beside its paragraph, "" for nowhere else. says: the message
    without where.
    document: key of the document. section, field: full keys. block: id of the block, "" where the field
    as a whole is meant. paragraph: the block's number as printed. cell: row and column in a table.
    start, end: Unicode code points of the plain text of the block (or of the cell, or of a field's line).
    text: the words meant. restricted: it speaks of Part 2. mark: names the finding while
    its text stays as it is, so that it can be set aside; "" where something is missing, which cannot be.
    """

    rule: str
    severity: Severity
    title: str
    message: str
    document: str
    section: str = ""
    field: str = ""
    block: str = ""
    paragraph: str = ""
    cell: tuple[int, int] | None = None
    start: int = 0
    end: int = 0
    text: str = ""
    restricted: bool = False
    mark: str = ""
    within: str = ""
    says: str = ""

    @property
    def here(self) -> str:
        """The message where section and paragraph are named already."""
        if not self.says:
            return self.message
        return f"{self.within}: {self.says}" if self.within else self.says[:1].upper() + self.says[1:]
