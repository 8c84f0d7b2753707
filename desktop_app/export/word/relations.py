"""What a part of a Word package is related to, as the part that tells it."""

from .xml import attribute

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_END = "</Relationships>"


class Relations:
    """The relations of one part: those it has in the base document, and those that are added."""

    def __init__(self, given: str = "") -> None:
        """given: the part that tells of the relations it has already, "" where it has none."""
        self._given = given or f'<Relationships xmlns="{_SPACE}">{_END}'
        self._count = self._given.count("<Relationship ")
        self._links: dict[str, str] = {}
        self._added: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._count)

    def link(self, address: str) -> str:
        """Return the id of the relation to an address outside, the same for the same address."""
        if address not in self._links:
            self._links[address] = self.add("hyperlink", address, outside=True)
        return self._links[address]

    def add(self, kind: str, target: str, *, outside: bool = False) -> str:
        """Return the id of a new relation of a kind, as Office names it, to a target."""
        self._count += 1
        name = f"rId{self._count}"
        mode = ' TargetMode="External"' if outside else ""
        self._added.append(
            f'<Relationship Id="{name}" Type="{_TYPES}/{kind}" Target={attribute(target)}{mode}/>'
        )
        return name

    def xml(self) -> str:
        """Return the part that tells of them."""
        return self._given.replace(_END, "".join(self._added) + _END)
