"""Checks across the forms of an authority: every field that is named exists, and fits its use."""

from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    Condition,
    LineField,
    MarkingField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Clause, Template

from .forms_build import Built
from .forms_context import Reference
from .forms_fields import kind_of
from .forms_mistakes import Mistake, listed


def check_forms(built: Sequence[Built]) -> Iterable[Mistake]:
    """Yield what is wrong with the fields that the forms of one authority follow.

    A field may follow one that only some versions of the other form have, so all versions count.
    """
    known: dict[str, AnyField] = {}
    restricted: set[str] = set()
    for one in built:
        known |= {item.key: item for item in one.form.fields}
        if one.form.restricted:
            restricted.add(one.form.document)
    for one in built:
        yield from one.mistakes
        for reference in one.references:
            if reference.use == "follows":
                yield from _check_follow(one, reference, known)
            if not one.form.restricted and reference.key.partition(".")[0] in restricted:
                problem = f'A public form can take nothing from the restricted field "{reference.key}".'
                yield Mistake(one.file, reference.path, problem)
    yield from _cycles(built, known)


def _check_follow(one: Built, reference: Reference, known: Mapping[str, AnyField]) -> Iterable[Mistake]:
    target = known.get(reference.key)
    if target is None:
        problem = f'No form of this authority has a field "{reference.key}" to follow.'
        yield Mistake(one.file, reference.path, problem, listed(known, reference.key))
        return
    if target.document == one.form.document:
        yield Mistake(one.file, reference.path, f'"{reference.key}" stands in the same document.')
    follower = next(item for item in one.form.fields if reference.path.endswith(f"[{item.name}].follows"))
    if type(target) is not type(follower):
        kinds = f"{kind_of(follower)} follows {kind_of(target)}"
        yield Mistake(one.file, reference.path, f'"{reference.key}" is of another kind ({kinds}).')
    elif isinstance(target, TickField | SignatureField):
        yield Mistake(one.file, reference.path, "A tick or signature can follow nothing.")


def _cycles(built: Sequence[Built], known: Mapping[str, AnyField]) -> Iterable[Mistake]:
    files = {item.key: one.file for one in built for item in one.form.fields}
    told: set[str] = set()
    for start in known:
        trail = _cycle(start, known, ())
        if trail and not told & set(trail):
            told |= set(trail)
            way = " → ".join((*trail, trail[0]))
            key = start.partition(".")[2]
            yield Mistake(files[start], f"item[{key}].follows", f"These fields follow each other: {way}.")


def _cycle(key: str, known: Mapping[str, AnyField], trail: tuple[str, ...]) -> tuple[str, ...]:
    if key in trail:
        return trail[trail.index(key) :]
    if key not in known:
        return ()
    ways = (_cycle(source, known, (*trail, key)) for source in known[key].follows)
    return next((way for way in ways if way), ())


def check_clauses(clauses: Sequence[Clause], built: Sequence[Built], file: str) -> Iterable[Mistake]:
    """Yield the fields that standard wording is offered for and that no form has, or not as text."""
    texts = {item.key for one in built for item in one.form.fields if isinstance(item, _TEXTS)}
    for clause in clauses:
        for key in clause.fields:
            if key not in texts:
                problem = f'No form of this authority has a text "{key}".'
                yield Mistake(file, f"clause[{clause.key}].fields", problem, listed(texts, key))


_TEXTS = RichTextField | RecommendationField


def check_template(template: Template, built: Sequence[Built], file: str) -> Iterable[Mistake]:
    """Yield what is wrong with one kind of paper: slots, conditions, questions asked, first answers."""
    fields = {item.key: item for item in template.fields}
    for one in built:
        for reference in one.references:
            if reference.use != "follows":
                yield from _check_reference(one, reference, fields, template.key)
        for path, condition in one.conditions:
            yield from _check_condition(one.file, path, condition, fields)
    for key in template.asks:
        if key not in fields:
            problem = f'There is no field "{key}" to ask for.'
            yield Mistake(file, f"template[{_name(template)}].asks", problem, listed(fields, key))
    for key, answer in template.starting.items():
        yield from _check_start(template, file, key, answer, fields)


def _name(template: Template) -> str:
    return template.key.partition("/")[2]


def _check_reference(
    one: Built, reference: Reference, fields: Mapping[str, AnyField], template: str
) -> Iterable[Mistake]:
    target = fields.get(reference.key)
    if target is None:
        problem = f'There is no field "{reference.key}" in {template}.'
        yield Mistake(one.file, reference.path, problem, listed(fields, reference.key))
    elif reference.use == "slot" and isinstance(target, _WORDLESS):
        yield Mistake(one.file, reference.path, f'"{reference.key}" has no words to fill a slot with.')


_WORDLESS = RichTextField | RecommendationField | TickField | SignatureField


def _check_condition(
    file: str, path: str, condition: Condition, fields: Mapping[str, AnyField]
) -> Iterable[Mistake]:
    target = fields.get(condition.key)
    if target is None:
        return
    key = f"{path}.equals"
    if isinstance(target, YesNoField):
        if not isinstance(condition.equals, bool):
            yield Mistake(file, key, f'"{condition.key}" is answered yes or no.', "true, false")
    elif isinstance(target, ChoiceField | MarkingField):
        allowed = [option.key for option in target.options]
        if condition.equals not in allowed:
            problem = f'"{condition.equals}" is no answer of "{condition.key}".'
            yield Mistake(file, key, problem, listed(allowed, str(condition.equals)))
    else:
        problem = f'"{condition.key}" is neither a question nor a choice.'
        yield Mistake(file, f"{path}.key", problem, "fields of kind yes_no, choice or marking")


def _check_start(
    template: Template, file: str, key: str, answer: str | bool, fields: Mapping[str, AnyField]
) -> Iterable[Mistake]:
    path = f'template[{_name(template)}].starting."{key}"'
    match fields.get(key):
        case None:
            yield Mistake(file, path, f'There is no field "{key}".', listed(fields, key))
        case YesNoField():
            if not isinstance(answer, bool):
                yield Mistake(file, path, f'"{key}" is answered yes or no.', "true, false")
        case ChoiceField(options=options) | MarkingField(options=options):
            if answer not in {option.key for option in options}:
                allowed = listed((option.key for option in options), str(answer))
                yield Mistake(file, path, f'"{answer}" is no answer of "{key}".', allowed)
        case LineField() | ReferenceField():
            if not isinstance(answer, str):
                yield Mistake(file, path, f'"{key}" is answered in words.', "text in quotation marks")
        case _:
            problem = f'"{key}" cannot start with an answer.'
            yield Mistake(file, path, problem, "fields of kind line, reference, yes_no, choice, marking")
