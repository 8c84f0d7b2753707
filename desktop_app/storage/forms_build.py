"""From the shape of a form file to the domain's form, noting every name in it that means nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.fields import Condition, Option
from desktop_app.domain.form import Form, FormRef, Section
from desktop_app.domain.scheme import Scheme

from . import forms_raw as raw
from . import forms_raw_pack as raw_pack
from .forms_context import Context, Reference
from .forms_fields import build_item
from .forms_mistakes import Mistake, listed


@dataclass(frozen=True, slots=True)
class Built:
    """A form with what is needed to check it against the other forms of a template.

    conditions: each with its path in the file.
    """

    form: Form
    file: str
    references: tuple[Reference, ...]
    conditions: tuple[tuple[str, Condition], ...]
    mistakes: tuple[Mistake, ...]


def build_form(
    source: raw.RawForm, file: str, pack: raw_pack.RawPack, lists: Mapping[str, tuple[Option, ...]]
) -> Built:
    """Return a form as far as it could be understood, with its mistakes and references."""
    context = Context(source, file, pack, lists)
    form = _form(context)
    _check_keys(context)
    references, conditions = tuple(context.references), tuple(context.conditions)
    return Built(form, file, references, conditions, tuple(context.mistakes))


def _form(context: Context) -> Form:
    head = context.source.form
    lines = enumerate(head.kicker, 1)
    return Form(
        ref=FormRef(context.pack.authority, head.name, head.version),
        document=head.document,
        label=head.label,
        sections=tuple(_section(context, section) for section in context.source.section),
        scheme=_scheme(context),
        restricted=head.restricted,
        marking=context.inlines("form.marking", head.marking),
        kicker=tuple(context.inlines(f"form.kicker[#{number}]", line) for number, line in lines),
        title_key=_names(context, "title_key", head.title_key),
        reference_key=_names(context, "reference_key", head.reference_key),
        author_key=_names(context, "author_key", head.author_key),
        when=context.condition("form", head.when),
        language=head.language,
        source=head.source,
        left_behind=context.inlines("form.left_behind", head.left_behind),
    )


def _names(context: Context, path: str, key: str | None) -> str:
    return context.refer(f"form.{path}", key, "names") if key else ""


def _scheme(context: Context) -> Scheme:
    scheme = context.source.scheme
    context.check_pattern("scheme.heading", scheme.heading)
    for name in ("levels", "letters", "numbers"):
        patterns: tuple[str, ...] = getattr(scheme, name)
        for number, pattern in enumerate(patterns, 1):
            context.check_pattern(f"scheme.{name}[#{number}]", pattern)
    return Scheme(
        heading=scheme.heading,
        levels=scheme.levels,
        continuous=scheme.continuous,
        letters=scheme.letters,
        numbers=scheme.numbers,
        bullets=scheme.bullets,
    )


def _section(context: Context, section: raw.RawSection) -> Section:
    path = f"section[{section.key}]"
    if len(section.table_head) not in (0, 2):
        context.note(f"{path}.table_head", "A table of ticks has two columns.", "two texts")
    return Section(
        key=context.full(section.key),
        label=section.label,
        items=tuple(build_item(context, section, number) for number in range(len(section.item))),
        heading=context.inlines(f"{path}.heading", section.heading),
        heading_level=section.heading_level,
        numbered=section.numbered,
        banner=context.inlines(f"{path}.banner", section.banner),
        banner_aliases=tuple(section.banner_aliases),
        new_page=section.new_page,
        guidance=section.guidance.strip(),
        looked_for=tuple(section.looked_for),
        example=section.example.strip(),
        aliases=tuple(section.aliases),
        table_head=tuple(section.table_head),
        source=section.source or context.source.form.source,
    )


def _check_keys(context: Context) -> None:
    """Note keys that stand twice. A field may bear the key of its own section, but of no other."""
    sections: set[str] = set()
    for section in context.source.section:
        if section.key in sections:
            context.note(f"section[{section.key}].key", f'There are two sections "{section.key}".')
        sections.add(section.key)
    fields: set[str] = set()
    for section, item in context.raw_fields():
        path = f"section[{section}].item[{item.key}].key"
        if item.key in fields:
            context.note(path, f'There are two fields "{item.key}".', f"any but {listed(fields, item.key)}")
        elif item.key in sections and item.key != section:
            context.note(path, f'"{item.key}" is the key of another section.')
        fields.add(item.key)
