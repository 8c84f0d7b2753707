"""Who sits at the window: the name and role that ticks are given in, and whether they want guidance shown."""

from collections.abc import Callable


class Who:
    """A name and role, and what to do to remember them. guided: whether guidance is not folded away."""

    def __init__(
        self,
        name: str = "",
        role: str = "",
        keep: Callable[[str, str], None] = lambda _name, _role: None,
        guided: bool = True,
        keep_guided: Callable[[bool], None] = lambda _guided: None,
    ) -> None:
        self.name, self.role, self._keep = name, role, keep
        self.guided, self._keep_guided = guided, keep_guided

    def remember(self, name: str, role: str) -> None:
        """Take over a name and role that were typed, and keep them."""
        if (name, role) != (self.name, self.role):
            self.name, self.role = name, role
            self._keep(name, role)

    def guide(self, guided: bool) -> None:
        """Show guidance from now on, or fold it away, and keep that in mind."""
        self.guided = guided
        self._keep_guided(guided)
