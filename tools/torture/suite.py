"""A suite: how often something was tried, how often it went wrong, and whether its control failed."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """What came of a suite. wrong: a line for each promise broken. control: whether the control failed."""

    name: str
    tried: int = 0
    wrong: list[str] = field(default_factory=list[str])
    control: bool = False
    told: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing went wrong, and the suite has shown that it would have seen it."""
        return not self.wrong and self.control and self.tried > 0
