"""Cues: the words of a template's forms by which a place in a text is known, in the order of the forms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop_app.domain.fields import (
    AnyField,
    RecommendationField,
    RichTextField,
    Show,
    SignatureField,
    TickField,
)
from desktop_app.domain.form import Form, Section, Template, Wording
from desktop_app.domain.richtext import (
    Block,
    Footnote,
    Inline,
    Inlines,
    Slot,
    Table,
    Text,
    readable,
    text_runs,
)

from .squeeze import squeeze


class CueKind(StrEnum):
    """What a cue is in the form."""

    HEADING = "heading"
    ALIAS = "alias"
    LABEL = "label"
    WORDING = "wording"
    LEAD_IN = "lead_in"
    CAPTION = "caption"  #: of a line to sign on, or of its date
    KIN = "kin"  #: how another version of the form heads the same section
    ASIDE = "aside"  #: stands on every page: says nothing of the place


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a template: a heading, a piece of fixed wording or a field.

    order: its place among all, from 0. form: index of the form. opens: the field whose answer begins
    behind it. date: it is the line for the date of a signature. slots: it is wording of slots alone.
    """

    order: int
    form: int
    section: Section
    opens: AnyField | None = None
    date: bool = False
    slots: tuple[str, ...] = ()


#: A part of a cue: squeezed words, or the slot that stands between them.
Part: TypeAlias = str | Slot


@dataclass(frozen=True, slots=True)
class Cue:
    """Words to be found, the spot they mark, and the notes that their runs bear.

    tail: the signs at the end of the words, which a text may lack. question: the words are one.
    """

    kind: CueKind
    spot: int
    parts: tuple[Part, ...]
    notes: tuple[Footnote, ...] = ()
    tail: str = ""
    question: bool = False

    @property
    def size(self) -> int:
        """The number of squeezed characters of the cue."""
        return sum(len(part) for part in self.parts if isinstance(part, str))


@dataclass(frozen=True)
class Cues:
    """All spots and cues of a template, and the cues by their first characters."""

    template: Template
    spots: tuple[Spot, ...]
    by_start: dict[str, list[Cue]]

    def starting(self, text: str, at: int) -> Iterator[Cue]:
        """Yield the cues whose first characters stand at a place of a squeezed text."""
        for size in (KEY, *range(1, KEY)):
            key = text[at : at + size]
            if len(key) == size:
                yield from self.by_start.get(key, ())


_TAIL = ".:;?-\u2013 "
KEY = 4  # characters that cues are filed under; shorter cues are filed under all they have


def cues_of(template: Template, templates: Iterable[Template] = ()) -> Cues:
    """Return the spots and cues of a template; how its authority's other versions head sections count too."""
    maker = _Maker()
    for other in templates:
        if other.authority == template.authority and other.key != template.key:
            maker.kin(other)
    for index, form in enumerate(template.forms):
        maker.form(index, form)
    by_start: dict[str, list[Cue]] = {}
    for cue in maker.cues:
        first = cue.parts[0]
        if isinstance(first, str):
            by_start.setdefault(first[:KEY], []).append(cue)
    return Cues(template, tuple(maker.spots), by_start)


class _Maker:
    def __init__(self) -> None:
        self.spots: list[Spot] = []
        self.cues: list[Cue] = []
        self._form = 0
        self._kin: dict[str, list[Inlines]] = {}

    def kin(self, template: Template) -> None:
        """Learn how another version heads its sections."""
        for form in template.forms:
            for section in form.sections:
                self._kin.setdefault(section.key, []).extend((section.banner, section.heading))

    def form(self, index: int, form: Form) -> None:
        self._form = index
        for number, section in enumerate(form.sections):
            if not number:
                for runs in form.kicker:
                    self._cue(CueKind.WORDING, self._spot(section), runs)
            self._section(section)
        self._cue(CueKind.ASIDE, len(self.spots) - 1, form.marking)

    def _section(self, section: Section) -> None:
        if section.banner:
            self._cue(CueKind.WORDING, self._spot(section), section.banner)
        spot = self._spot(section)
        self._cue(CueKind.HEADING, spot, section.heading)
        for words in dict.fromkeys(section.aliases):
            self._cue(CueKind.ALIAS, spot, text_runs(words))
        own = {_parts(section.heading), _parts(section.banner)}
        for runs in self._kin.get(section.key, ()):
            if _parts(runs) not in own:
                own.add(_parts(runs))
                self._cue(CueKind.KIN, spot, runs)
        for words in section.table_head:
            self._cue(CueKind.WORDING, self._spot(section), text_runs(words))
        for item in section.items:
            if isinstance(item, Wording):
                for block in (*item.blocks, *item.refused):
                    self._wording(section, block)
            else:
                self._field(section, item)

    def _wording(self, section: Section, block: Block) -> None:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    self._cue(CueKind.WORDING, self._spot(section), cell.runs)
            return
        slots = tuple(run.key for run in block.runs if isinstance(run, Slot))
        alone = bool(slots) and not any(sign.isalnum() for sign in readable(block.runs))
        opens = _field(section, slots[0]) if alone and len(slots) == 1 else None
        spot = self._spot(section, opens, slots=slots if alone else ())
        self._cue(CueKind.WORDING, spot, block.runs)

    def _field(self, section: Section, item: AnyField) -> None:
        spot = self._spot(section, item)
        label = item.printed or text_runs(item.label)
        if isinstance(item, SignatureField):
            self._cue(CueKind.CAPTION, spot, label)
            self._cue(CueKind.CAPTION, self._spot(section, item, date=True), text_runs(item.date_label))
            return
        self._cue(CueKind.LABEL, spot, label)
        if isinstance(item, RecommendationField):
            self._cue(CueKind.LEAD_IN, spot, item.lead_in)
        if isinstance(item, TickField):
            for statement in item.statements:
                self._cue(CueKind.WORDING, self._spot(section, item), statement)

    def _spot(
        self,
        section: Section,
        opens: AnyField | None = None,
        *,
        date: bool = False,
        slots: tuple[str, ...] = (),
    ) -> int:
        self.spots.append(Spot(len(self.spots), self._form, section, opens, date, slots))
        return len(self.spots) - 1

    def _cue(self, kind: CueKind, spot: int, runs: Inlines) -> None:
        parts = _parts(runs)
        if not parts or not isinstance(parts[0], str) or not any(sign.isalnum() for sign in parts[0]):
            return
        notes = tuple(run for run in runs if isinstance(run, Footnote))
        words = readable(runs).rstrip()
        tail = words[len(words.rstrip(_TAIL)) :]
        self.cues.append(Cue(kind, spot, parts, notes, tail, "?" in tail))


def _field(section: Section, key: str) -> AnyField | None:
    return next((item for item in section.fields if item.key == key), None)


def _parts(runs: Iterable[Inline]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for run in runs:
        if isinstance(run, Slot):
            parts.append(run)
        elif isinstance(run, Text):
            words = squeeze(run.text)
            if parts and isinstance(parts[-1], str):
                parts[-1] += words
            elif words:
                parts.append(words)
    if parts and isinstance(parts[-1], str):
        last = parts[-1].rstrip(_TAIL)
        parts[-1:] = [last] if last else []
    return tuple(parts)


def is_free(item: AnyField) -> bool:
    """Say whether a field's answer may stand in a text without its label before it."""
    if isinstance(item, RichTextField | RecommendationField):
        return True
    if isinstance(item, TickField | SignatureField):
        return False
    return item.show in (Show.BODY, Show.BOX, Show.TITLE)
