"""The shape of form files: what may stand in them, as msgspec structs that refuse anything else."""

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct, field

from desktop_app.domain.fields import Show, Stage

Key: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
FullKey: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
AnyKey: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
Name: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9-]*$")]


class RawWhen(Struct, forbid_unknown_fields=True):
    """A condition on the answer of another field."""

    key: AnyKey
    equals: str | bool


class RawOption(Struct, forbid_unknown_fields=True):
    """One answer of a choice."""

    key: Name
    label: str
    hint: str = ""


class RawAlternative(Struct, forbid_unknown_fields=True):
    """Another way to answer a statement that is ticked."""

    key: Name
    label: str
    needs_reason: bool = True
    statement: int = 0


class RawItem(Struct, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What fields and fixed wording have in common."""

    when: RawWhen | None = None
    source: str = ""


class RawWording(RawItem, kw_only=True, tag="wording"):
    """Fixed wording, in markup. refused: what stands there once the decision maker has refused."""

    text: str
    centred: bool = False
    refused: str = ""


class RawField(RawItem, kw_only=True):
    """What all fields have in common. printed: the label in markup, where it is not plain."""

    key: Key
    label: str
    printed: str = ""
    required: Stage = Stage.NEVER
    guidance: str = ""
    follows: list[FullKey] = []
    show: Show = Show.BODY


class RawLine(RawField, kw_only=True, tag="line"):
    """Plain text."""

    lines: int = 1
    suggestions: list[str] = []
    pattern: str = ""
    example: str = ""


class RawReference(RawField, kw_only=True, tag="reference"):
    """The paper's reference; its pattern stands in the pack."""


class RawDate(RawField, kw_only=True, tag="date"):
    """A day. ahead: until when something holds."""

    ahead: bool = False


class RawMonth(RawField, kw_only=True, tag="month"):
    """A month."""


class RawPerson(RawField, kw_only=True, tag="person"):
    """A person."""

    with_post: bool = True
    joint: str = " – "


class RawMarking(RawField, kw_only=True, tag="marking"):
    """A security marking."""

    options: list[RawOption] = []
    options_from: list[str] = []


class RawChoice(RawField, kw_only=True, tag="choice"):
    """One of a list, or many."""

    options: list[RawOption] = []
    options_from: list[str] = []
    many: bool = False
    free: bool = False


class RawYesNo(RawField, kw_only=True, tag="yes_no"):
    """A question answered yes or no."""

    yes: str = "YES"
    no: str = "NO"


class RawRichText(RawField, kw_only=True, tag="rich_text"):
    """A section's text."""

    numbered: bool = True
    nil: str = ""


class RawRecommendations(RawField, kw_only=True, tag="recommendations"):
    """A list of recommendations. lead_in: in markup."""

    lead_in: str
    marker: str = "({n})"
    bold: bool = False
    run_in: bool = False


class RawTick(RawField, kw_only=True, tag="tick"):
    """A statement to tick. statements: in markup."""

    statements: list[str]
    alternatives: list[RawAlternative] = []
    vouches_for: list[Key] = []


class RawSignature(RawField, kw_only=True, tag="signature"):
    """A block to sign."""

    post: str
    date_label: str = "Date"
    vouches_for: list[Key] = []
    decides: bool = False


RawAnyField: TypeAlias = (
    RawLine
    | RawReference
    | RawDate
    | RawMonth
    | RawPerson
    | RawMarking
    | RawChoice
    | RawYesNo
    | RawRichText
    | RawRecommendations
    | RawTick
    | RawSignature
)
RawAnyItem: TypeAlias = RawWording | RawAnyField


class RawSection(Struct, forbid_unknown_fields=True, kw_only=True):
    """A section. heading, banner: in markup."""

    key: Key
    label: str
    item: list[RawAnyItem]
    heading: str = ""
    heading_level: Annotated[int, Meta(ge=1, le=3)] = 1
    numbered: bool = False
    banner: str = ""
    banner_aliases: list[str] = []
    new_page: bool = False
    guidance: str = ""
    looked_for: list[str] = []
    example: str = ""
    aliases: list[str] = []
    table_head: list[str] = []
    source: str = ""


class RawScheme(Struct, forbid_unknown_fields=True, kw_only=True):
    """How a document numbers."""

    heading: str = ""
    levels: tuple[str, ...] = ("", "{a})", "{i})")
    continuous: bool = False
    letters: tuple[str, ...] = ("{a})", "{i})")
    numbers: tuple[str, ...] = ("{n}.", "{a}.", "{i}.")
    bullets: tuple[str, ...] = ("•", "–")


class RawHead(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a form says of itself. marking, kicker, left_behind: in markup."""

    name: Key
    version: Annotated[str, Meta(pattern=r"^[0-9]{4}[a-z0-9.]*$")]
    document: Key
    label: str
    title_key: AnyKey
    reference_key: AnyKey | None = None
    author_key: AnyKey | None = None
    restricted: bool = False
    marking: str = ""
    kicker: list[str] = []
    when: RawWhen | None = None
    language: str = "en-GB"
    source: str = ""
    left_behind: str = ""


class RawForm(Struct, forbid_unknown_fields=True, kw_only=True):
    """A form file. notes: footnotes by name, in markup."""

    form: RawHead
    section: Annotated[list[RawSection], Meta(min_length=1)]
    scheme: RawScheme = field(default_factory=RawScheme)
    notes: dict[str, str] = {}
