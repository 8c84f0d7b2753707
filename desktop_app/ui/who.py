"""Who sits at the window: the name and role that ticks are given in, remembered on this machine."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Who:
    """A name and role, and what to do to remember them."""

    name: str = ""
    role: str = ""
    keep: Callable[[str, str], None] = field(default=lambda _name, _role: None)

    def remember(self, name: str, role: str) -> None:
        """Take over a name and role that were typed, and keep them."""
        if (name, role) != (self.name, self.role):
            self.name, self.role = name, role
            self.keep(name, role)
