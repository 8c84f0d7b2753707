"""Who sits at the window: the name and role that ticks are given in, guidance or none, where they were."""

from collections.abc import Callable


class Who:
    """A name and role, and what to do to remember them. guided: whether guidance is not folded away."""

    #: Where papers were left, by their ids, as field and block; and what keeps that in mind.
    left_at: Callable[[str], tuple[str, str]]
    leave: Callable[[str, str, str], None]

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
        self.left_at = lambda _paper: ("", "")
        self.leave = lambda _paper, _field, _block: None

    def remember(self, name: str, role: str) -> None:
        """Take over a name and role that were typed, and keep them."""
        if (name, role) != (self.name, self.role):
            self.name, self.role = name, role
            self._keep(name, role)

    def guide(self, guided: bool) -> None:
        """Show guidance from now on, or fold it away, and keep that in mind."""
        self.guided = guided
        self._keep_guided(guided)
