"""Forms: what an authority's template says, as frozen values read from data files.

A form is the template of one document (decision form, board report, Part 2). A template is the set of
forms that one kind of paper is made of. Nothing here knows any authority's words.

A field's full key is "document.field" ("decision.financial_comments"). It names the field in the form,
the stored answer, the editor, the finding, the Word control, the PDF destination and the HTML id.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from .fields import AnyField, Condition
from .pack import Pack
from .record import Event
from .richtext import Blocks, Inlines
from .scheme import Scheme
from .state import is_refused


@dataclass(frozen=True, slots=True)
class Wording:
    """Fixed wording of the form: blocks whose runs may have slots. Never changed by an author.

    refused: what stands there instead once the decision maker has refused, empty for the same.
    """

    blocks: Blocks
    when: Condition | None = None
    source: str = ""
    centred: bool = False
    refused: Blocks = ()

    def printed(self, record: Iterable[Event]) -> Blocks:
        """Return the blocks that print, by what is on record of the paper."""
        return self.refused if self.refused and is_refused(record) else self.blocks


Item: TypeAlias = AnyField | Wording


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a form, which is also a step in the window.

    key: full key. heading: as printed, empty for a section without. label: as shown in the window.
    banner: a heading over this and the sections after it; banner_aliases: as other papers have it.
    aliases: headings it bears in other papers.
    heading_level: 1 to 3 as printed. table_head: the two column heads where it is a table of ticks.
    """

    key: str
    label: str
    items: tuple[Item, ...]
    heading: Inlines = ()
    heading_level: int = 1
    numbered: bool = False
    banner: Inlines = ()
    new_page: bool = False
    guidance: str = ""
    looked_for: tuple[str, ...] = ()
    example: str = ""
    aliases: tuple[str, ...] = ()
    table_head: tuple[str, ...] = ()
    source: str = ""
    banner_aliases: tuple[str, ...] = ()

    @property
    def fields(self) -> Iterator[AnyField]:
        """The fields of the section, without its fixed wording."""
        return (item for item in self.items if not isinstance(item, Wording))


@dataclass(frozen=True, slots=True)
class FormRef:
    """Names a form: authority, name and version."""

    authority: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.authority}/{self.name}-{self.version}"


@dataclass(frozen=True, slots=True)
class Form:
    """The template of one document.

    document: its key in a paper ("decision"). kicker: lines above the title. marking: what stands at
    head and foot of each page, with slots. file_stem: pattern of the exported file's name. left_behind:
    of a restricted form, what stands in a public one for a passage that was moved here.
    title_key, reference_key: full keys of the fields that name the paper in this document. when: the
    paper has this document only if it holds.
    """

    ref: FormRef
    document: str
    label: str
    sections: tuple[Section, ...]
    scheme: Scheme = Scheme()  # noqa: RUF009 - a frozen value
    restricted: bool = False
    marking: Inlines = ()
    kicker: tuple[Inlines, ...] = ()
    title_key: str = ""
    reference_key: str = ""
    author_key: str = ""
    when: Condition | None = None
    language: str = "en-GB"
    source: str = ""
    left_behind: Inlines = ()

    @property
    def fields(self) -> Iterator[AnyField]:
        """All fields in form order."""
        return (item for section in self.sections for item in section.fields)

    def section_of(self, key: str) -> Section:
        """Return the section with this key, or that holds the field with it. KeyError if none does."""
        for section in self.sections:
            if section.key == key or any(item.key == key for item in section.fields):
                return section
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Clause:
    """Standard wording on offer for a section, by the full keys of the fields it suits."""

    key: str
    label: str
    fields: tuple[str, ...]
    blocks: Blocks
    source: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The forms that one kind of paper is made of, in order.

    asks: full keys of the fields that a new paper is asked for. starting: answers a new paper starts
    with, by full key, as plain words. pack: the authority's figures and lists that rules read. example: of
    an authority that is invented.
    """

    key: str
    authority: str
    authority_name: str
    label: str
    forms: tuple[Form, ...]
    asks: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    starting: Mapping[str, str | bool] = field(default_factory=dict[str, str | bool])
    pack: Pack = field(default_factory=Pack)
    example: bool = False

    def form(self, document: str) -> Form:
        """Return the form of a document. Raises KeyError where the paper has no such document."""
        for form in self.forms:
            if form.document == document:
                return form
        raise KeyError(document)

    def field(self, key: str) -> AnyField:
        """Return the field with a full key. Raises KeyError where there is none."""
        document = key.partition(".")[0]
        for item in self.form(document).fields:
            if item.key == key:
                return item
        raise KeyError(key)

    @property
    def fields(self) -> Iterator[AnyField]:
        """All fields of all documents in order."""
        return (item for form in self.forms for item in form.fields)

    def is_restricted(self, key: str) -> bool:
        """Say whether the field or section with a full key stands in a restricted document."""
        return self.form(key.partition(".")[0]).restricted
