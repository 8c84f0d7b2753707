"""The shape of pack files and of national law, as msgspec structs that refuse anything else."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from .forms_raw import FullKey, Name, RawOption


class RawFigure(Struct, forbid_unknown_fields=True, kw_only=True):
    """A dated figure. amount: digits as text, so that no figure is rounded."""

    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.]*$")]
    label: str
    amount: Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)?$")]
    unit: Annotated[str, Meta(pattern="^(GBP|percent|days|months|years)$")]
    begins: date | None = None
    ends: date | None = None
    paragraph: str = ""
    source: str = ""


class RawPower(Struct, forbid_unknown_fields=True, kw_only=True):
    """Who may decide by a paragraph of the scheme. amount: pounds, digits as text."""

    paragraph: str
    holder: str
    label: str
    call_in: bool = False
    amount: Annotated[str, Meta(pattern=r"^[0-9]+$")] = "0"
    begins: date | None = None
    ends: date | None = None
    source: str


class RawExemption(Struct, forbid_unknown_fields=True, kw_only=True):
    """A ground for holding back, within its regime."""

    key: Name
    provision: str
    label: str
    qualified: bool = False
    hint: str = ""


class RawRegime(Struct, forbid_unknown_fields=True, kw_only=True):
    """An act and its exemptions."""

    key: Name
    act: str
    exemption: list[RawExemption]
    joint: str = " "  #: between provision and label in print
    source: str = ""


class RawLaw(Struct, forbid_unknown_fields=True, kw_only=True):
    """An act or regulation as papers cite it. names: the full one first."""

    key: Name
    names: Annotated[list[str], Meta(min_length=1)]
    subject: str = ""
    begins: date | None = None
    ends: date | None = None
    transition: str = ""
    source: str = ""


class RawShared(Struct, forbid_unknown_fields=True, kw_only=True):
    """A file of national law: regimes of exemptions, lists of markings, figures, laws."""

    regime: list[RawRegime] = []
    markings: dict[str, list[RawOption]] = {}
    figure: list[RawFigure] = []
    law: list[RawLaw] = []


class RawTemplate(Struct, forbid_unknown_fields=True, kw_only=True):
    """A kind of paper. forms: names of form files, without folder and ending."""

    key: Name
    label: str
    forms: Annotated[list[Name], Meta(min_length=1)]
    asks: list[FullKey] = []
    starting: dict[str, str | bool] = {}


class RawClause(Struct, forbid_unknown_fields=True, kw_only=True):
    """Standard wording on offer. text: in markup, without slots."""

    key: Name
    label: str
    fields: Annotated[list[FullKey], Meta(min_length=1)]
    text: str
    numbered: bool = True
    source: str = ""


class RawPack(Struct, forbid_unknown_fields=True, kw_only=True):
    """An authority's pack file. exemptions, figures_from: what it takes of national law, by name.

    example: the authority is invented.
    """

    authority: Name
    name: str
    example: bool = False
    template: Annotated[list[RawTemplate], Meta(min_length=1)]
    reference_pattern: str = ""
    reference_example: str = ""
    earliest_year: int = 2000
    placeholders: list[str] = []
    off: list[str] = []
    acronyms: list[str] = []
    roles: dict[str, list[FullKey]] = {}
    scheme: str = ""
    posts: list[str] = []
    power: list[RawPower] = []
    exemptions: list[Name] = []
    figures_from: list[str] = []
    figure: list[RawFigure] = []
    clause: list[RawClause] = []
