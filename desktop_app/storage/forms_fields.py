"""From a field of a form file to the domain's field of the same kind."""

from typing import Any

from desktop_app.domain.fields import (
    Alternative,
    AnyField,
    ChoiceField,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Item, Wording

from . import forms_raw as raw
from .forms_context import Context

_KINDS: dict[type, str] = {
    LineField: "line",
    ReferenceField: "reference",
    DateField: "date",
    MonthField: "month",
    PersonField: "person",
    MarkingField: "marking",
    ChoiceField: "choice",
    YesNoField: "yes_no",
    RichTextField: "rich_text",
    RecommendationField: "recommendations",
    TickField: "tick",
    SignatureField: "signature",
}


def kind_of(item: AnyField) -> str:
    """Return the kind of a field as form files call it."""
    return _KINDS[type(item)]


def build_item(context: Context, section: raw.RawSection, number: int) -> Item:
    """Return the item of a section at a position from 0: fixed wording or a field."""
    item = section.item[number]
    source = item.source or section.source or context.source.form.source
    if isinstance(item, raw.RawWording):
        path = f"section[{section.key}].item[#{number + 1}]"
        blocks = context.blocks(f"{path}.text", item.text)
        refused = context.blocks(f"{path}.refused", item.refused) if item.refused else ()
        return Wording(blocks, context.condition(path, item.when), source, item.centred, refused)
    path = f"section[{section.key}].item[{item.key}]"
    for key in item.follows:
        context.refer(f"{path}.follows", key, "follows")
    common: dict[str, Any] = {
        "key": context.full(item.key),
        "label": item.label,
        "required": item.required,
        "when": context.condition(path, item.when),
        "guidance": item.guidance.strip(),
        "follows": tuple(item.follows),
        "show": item.show,
        "printed": context.inlines(f"{path}.printed", item.printed),
        "source": source,
    }
    return _of_kind(context, path, item, common)


def _of_kind(  # noqa: C901, PLR0911 - one case for each kind of field, each a line or two
    context: Context, path: str, item: raw.RawAnyField, common: dict[str, Any]
) -> AnyField:
    match item:
        case raw.RawLine():
            return _line(context, path, item, common)
        case raw.RawReference():
            pattern, example = context.pack.reference_pattern, context.pack.reference_example
            return ReferenceField(**common, pattern=pattern, example=example)
        case raw.RawDate(ahead=ahead):
            return DateField(**common, ahead=ahead)
        case raw.RawMonth():
            return MonthField(**common)
        case raw.RawPerson():
            return PersonField(**common, with_post=item.with_post, joint=item.joint)
        case raw.RawMarking():
            return MarkingField(**common, options=context.options(path, item))
        case raw.RawChoice():
            options = context.options(path, item)
            return ChoiceField(**common, options=options, many=item.many, free=item.free)
        case raw.RawYesNo():
            return YesNoField(**common, yes=item.yes, no=item.no)
        case raw.RawRichText():
            return RichTextField(**common, numbered=item.numbered, nil=item.nil)
        case raw.RawRecommendations():
            return _recommendations(context, path, item, common)
        case raw.RawTick():
            return _tick(context, path, item, common)
        case raw.RawSignature():
            return _signature(context, path, item, common)


def _line(context: Context, path: str, item: raw.RawLine, common: dict[str, Any]) -> LineField:
    context.check_example(path, item.pattern, item.example)
    return LineField(
        **common,
        lines=item.lines,
        suggestions=tuple(item.suggestions),
        pattern=item.pattern,
        example=item.example,
    )


def _recommendations(
    context: Context, path: str, item: raw.RawRecommendations, common: dict[str, Any]
) -> RecommendationField:
    context.check_pattern(f"{path}.marker", item.marker)
    lead_in = context.inlines(f"{path}.lead_in", item.lead_in)
    return RecommendationField(
        **common, lead_in=lead_in, marker=item.marker, bold=item.bold, run_in=item.run_in
    )


def _tick(context: Context, path: str, item: raw.RawTick, common: dict[str, Any]) -> TickField:
    places = [f"{path}.statements[#{number + 1}]" for number in range(len(item.statements))]
    if not places:
        context.note(f"{path}.statements", "There is nothing to tick.", "one text or more")
    for other in item.alternatives:
        if not 0 <= other.statement <= len(places):
            where = f"{path}.alternatives[{other.key}].statement"
            context.note(where, f"There is no statement {other.statement}.", f"0 to {len(places)}")
    return TickField(
        **common,
        statements=tuple(map(context.inlines, places, item.statements)),
        alternatives=tuple(
            Alternative(other.key, other.label, other.needs_reason, other.statement)
            for other in item.alternatives
        ),
        vouches_for=context.vouched(path, item.vouches_for),
    )


def _signature(context: Context, path: str, item: raw.RawSignature, common: dict[str, Any]) -> SignatureField:
    return SignatureField(
        **common,
        post=item.post,
        date_label=item.date_label,
        vouches_for=context.vouched(path, item.vouches_for),
        decides=item.decides,
    )
