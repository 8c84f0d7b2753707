"""What an authority's pack holds beside its forms: dated figures and the lists that rules read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in force for a time: a threshold, a limit in per cent, a period.

    key: what it is ("procurement.services"). unit: "GBP", "percent", "months", "years". begins, ends:
    first and last day in force, None for open. paragraph: of the scheme it stands in, where it does.
    """

    key: str
    label: str
    amount: Decimal
    unit: str
    begins: date | None = None
    ends: date | None = None
    paragraph: str = ""
    source: str = ""

    def in_force(self, day: date) -> bool:
        """Say whether the figure is in force on a day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A ground for holding information back, as national law gives it.

    act: its name as printed. provision: "Section 43". qualified: the public interest must be weighed.
    """

    key: str
    act: str
    provision: str
    label: str
    qualified: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """An act or regulation as papers cite it.

    names: how it is cited, the first one in full. begins, ends: first and last day on which a paper may rest
    on it. subject: laws of one subject replace each other. transition: what still falls under it after it
    ended, in words, "" for nothing.
    """

    key: str
    names: tuple[str, ...]
    subject: str = ""
    begins: date | None = None
    ends: date | None = None
    transition: str = ""
    source: str = ""

    def in_force(self, day: date) -> bool:
        """Say whether the law is in force on a day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Power:
    """Who may decide by a paragraph of the scheme of delegation.

    holder: who, as papers call them (a regular expression). label: who and what, in words. call_in: it is
    a right to call in awards, from `amount` pounds on. begins, ends: first and last day in force.
    """

    paragraph: str
    holder: str
    label: str
    call_in: bool = False
    amount: Decimal = Decimal(0)
    begins: date | None = None
    ends: date | None = None
    source: str = ""

    def in_force(self, day: date) -> bool:
        """Say whether the power is in force on a day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Pack:
    """Figures and lists of one authority, national law among them.

    placeholders: words that are never meant to stay in a paper (regular expressions, case kept).
    off: ids of rules that this authority has turned off. laws: those that papers cite. acronyms: those that
    readers know. roles: full keys of the fields that do a job in any paper ("summary", "money", "legal",
    "exempt", "papers"), by the job. scheme: a regular expression of what the scheme of delegation is called.
    powers: who may decide by it. posts: who else papers name as deciding (regular expressions).
    """

    authority: str = ""
    figures: tuple[Figure, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    placeholders: tuple[str, ...] = ()
    earliest_year: int = 2000
    off: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()
    acronyms: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    scheme: str = ""
    powers: tuple[Power, ...] = ()
    posts: tuple[str, ...] = ()

    def figure(self, key: str, day: date) -> Figure | None:
        """Return the figure with a key that is in force on a day, None where there is none."""
        return next((figure for figure in self.figures if figure.key == key and figure.in_force(day)), None)
