"""Moving a paper to a newer version of its form: first as a plan that can be read, then as one step.

An answer goes to the field of the same name; where there is none, to the field of its kind in the section
that bears one of its section's headings. What has no place is kept as a leftover of the same part.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.fields import AnyField, ChoiceField, LineField, MarkingField
from desktop_app.domain.form import Section, Template
from desktop_app.domain.numbering import number
from desktop_app.domain.paper import WORDS, Choices, Leftover, Paper, Part, RichText, Value
from desktop_app.domain.reading import read_public, read_whole, value_words
from desktop_app.domain.richtext import Blocks, blocks_text, footnotes_of, readable
from desktop_app.domain.step import LEFTOVER, OWN_WAY, TEMPLATE, Change, Step, leftover_words

from .session import Session


@dataclass(frozen=True, slots=True)
class Placed:
    """One answer and where it goes: full key of its field, and of the new one; "" where it has no place."""

    key: str
    target: str
    value: Value
    part: Part
    why: str = ""  #: why it has no place


@dataclass(frozen=True, slots=True)
class Move:
    """How a paper moves from one version of its form to another."""

    old: Template
    new: Template
    placed: tuple[Placed, ...]

    @property
    def kept(self) -> tuple[Placed, ...]:
        """What stays in the field of its name."""
        return tuple(one for one in self.placed if one.target == one.key)

    @property
    def moved(self) -> tuple[Placed, ...]:
        """What goes to a field of another name."""
        return tuple(one for one in self.placed if one.target not in ("", one.key))

    @property
    def homeless(self) -> tuple[Placed, ...]:
        """What has no place and becomes leftovers."""
        return tuple(one for one in self.placed if not one.target)

    @property
    def added(self) -> tuple[Section, ...]:
        """The sections of the new form that the old one had under no heading."""
        return tuple(
            section
            for form in self.new.forms
            for section in form.sections
            if not _same_section(self.old, form.document, section)
        )


def version_of(template: Template) -> str:
    """Return the version of a kind of paper: that of its first form."""
    return template.forms[0].ref.version


def newer(templates: Mapping[str, Template], template: Template) -> Template | None:
    """Return the newest later version of a kind of paper, None where it is the newest itself."""
    own = template.forms[0].ref
    later = (
        other
        for other in templates.values()
        if (other.authority, other.forms[0].ref.name) == (template.authority, own.name)
        and _order(version_of(other)) > _order(own.version)
    )
    return max(later, key=lambda other: _order(version_of(other)), default=None)


def _order(version: str) -> tuple[int, str]:
    return (int(version), "") if version.isdecimal() else (0, version)


def plan(old: Template, new: Template, paper: Paper) -> Move:
    """Return where each answer of a paper goes when it moves, in the order of the old form."""
    fields = {item.key: item for item in new.fields}
    known = {item.key: item for item in old.fields}
    taken = {key for key in (*paper.public.answers, *paper.restricted.answers) if key in fields}
    placed: list[Placed] = []
    order = {key: place for place, key in enumerate(known)}
    for part, answers in ((Part.ONE, paper.public.answers), (Part.TWO, paper.restricted.answers)):
        asked = answers.keys() - WORDS.values()  # which words are spelt right no form asks
        for key in sorted(asked, key=lambda key: (order.get(key, len(order)), key)):
            target = key if key in fields else _by_heading(old, new, known.get(key), taken)
            why = _obstacle(known.get(key), fields.get(target), answers[key])
            if not why and (Part.TWO if new.is_restricted(target) else Part.ONE) is not part:
                why = "It would change between the public and the restricted part."
            placed.append(Placed(key, "" if why else target, answers[key], part, why))
            taken |= {target} if not why else set()
    return Move(old, new, tuple(placed))


def _obstacle(item: AnyField | None, target: AnyField | None, value: Value) -> str:
    """Return why an answer of a field cannot stand in another, "" where it can."""
    if target is None:
        return "The newer form does not ask for it."
    if item is not None and type(item) is not type(target):
        return "The newer form asks for another kind of answer."
    if isinstance(target, ChoiceField | MarkingField):
        keys = value.keys if isinstance(value, Choices) else (value,)
        free = isinstance(target, ChoiceField) and target.free
        if not free and not set(keys) <= {option.key for option in target.options}:
            return "The newer form does not offer this answer."
    return ""


def _by_heading(old: Template, new: Template, item: AnyField | None, taken: set[str]) -> str:
    """Return the free field of a field's kind in the section of the same heading, "" where there is none."""
    if item is None or item.document not in {form.document for form in new.forms}:
        return ""
    section = old.form(item.document).section_of(item.key)
    names = set(_names(section))
    for other in new.form(item.document).sections:
        if names & set(_names(other)):
            for target in other.fields:
                if type(target) is type(item) and target.key not in taken:
                    return target.key
    return ""


def _names(section: Section) -> Iterator[str]:
    for words in (section.label, readable(section.heading), *section.aliases):
        plain = " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())
        if plain:
            yield plain


def _same_section(template: Template, document: str, section: Section) -> bool:
    forms = [form for form in template.forms if form.document == document]
    keys = {other.key for form in forms for other in form.sections}
    names = {name for form in forms for other in form.sections for name in _names(other)}
    return section.key in keys or bool(names & set(_names(section)))


def step_of(move: Move, paper: Paper) -> Step:
    """Return the one step of undo that carries a move out."""
    changes = [Change(TEMPLATE, Part.ONE, move.old.key, move.new.key)]
    for one in move.placed:
        if one.target == one.key:
            continue
        changes.append(Change(one.key, one.part, one.value, None))
        if one.target:
            changes.append(Change(one.target, one.part, None, one.value))
        else:
            left = Leftover(_words(move.old, one, paper), _section(move, one.key), one.why)
            changes.append(Change(LEFTOVER + left.id, one.part, None, leftover_words(left)))
    changes.extend(_own_ways(move, paper.public.own_way))
    return Step(f"Move to the form of {version_of(move.new)}", tuple(changes))


def _own_ways(move: Move, own_way: frozenset[str]) -> Iterable[Change]:
    """Yield the changes that let what went its own way do so still, and what did not follow not begin to."""
    followed = {item.key: item.follows for item in move.old.fields}
    fields = {item.key: item for item in move.new.fields}
    for one in move.placed:
        part = one.part
        if one.key in own_way and one.target != one.key:
            yield Change(OWN_WAY + one.key, part, True, False)
        wanted = one.key in own_way or not followed.get(one.key)
        held = one.target == one.key and one.key in own_way
        if one.target and wanted and not held and fields[one.target].follows:
            yield Change(OWN_WAY + one.target, part, False, True)


def _section(move: Move, key: str) -> str:
    """Return the section of the new form that a leftover of a field stands behind, "" where it has none."""
    try:
        name = move.old.form(key.partition(".")[0]).section_of(key).key
        return move.new.form(name.partition(".")[0]).section_of(name).key
    except KeyError:
        return ""


def _words(template: Template, one: Placed, paper: Paper) -> str:
    """Return an answer in words, so that nothing of it is lost: a text with its references and notes."""
    if isinstance(one.value, RichText):
        return _text(_told(template, one.key, one.value.blocks, paper))
    known = (item for item in template.fields if item.key == one.key)
    item = next(known, LineField(key=one.key, label=""))
    label = item.label.rstrip(": ")
    words = value_words(item, one.value)
    return f"{label}: {words}" if label else words


def _told(template: Template, key: str, blocks: Blocks, paper: Paper) -> Blocks:
    """Return blocks with their references as they printed in the older form, where it knew the field."""
    form = next((form for form in template.forms if any(item.key == key for item in form.fields)), None)
    if form is None:
        return blocks
    reading = read_whole(template, paper) if form.restricted else read_public(template, paper.public)
    return tuple(map(number(form, reading).readable, blocks))


def _text(blocks: Blocks) -> str:
    notes = [f"[Note {n}] {readable(note.note)}" for n, note in enumerate(footnotes_of(blocks), start=1)]
    return "\n".join((blocks_text(blocks), *notes))


def carry_out(session: Session, move: Move) -> None:
    """Move an open paper, as one step of undo. Raises ReadOnly."""
    session.take(step_of(move, session.paper))
