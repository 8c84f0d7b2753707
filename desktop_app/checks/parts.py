"""Part 1 and Part 2: what the paper says of its restricted part, and what is there."""

from collections.abc import Iterable, Iterator

from desktop_app.domain.fields import AnyField, ChoiceField, MarkingField, YesNoField
from desktop_app.domain.form import Form
from desktop_app.domain.richtext import Slot

from .finding import Severity
from .rule import Context, Note


def _announced(context: Context) -> Iterator[tuple[Form, YesNoField]]:
    """Yield each restricted form with the public question of whether there is one."""
    for form in context.template.forms:
        if form.restricted and form.when is not None and form.when.equals is True:
            key = form.when.key if "." in form.when.key else f"{form.document}.{form.when.key}"
            try:
                item = context.template.field(key)
            except KeyError:
                continue
            if isinstance(item, YesNoField):
                yield form, item


def find_empty(context: Context) -> Iterable[Note]:
    """Yield a restricted document that is said to exist and has nothing in it."""
    for form, item in _announced_empty(context):
        says = (
            f"The answer is {item.yes}, but nothing is written in “{form.label}”. Readers of the public "
            f"part would be told of something that is not there. Write it, or answer {item.no}."
        )
        yield Note(severity=Severity.ERROR, says=says, key=item.key, restricted=True)


def is_announced_empty(context: Context, form: Form) -> bool:
    """Say whether a restricted document is said to exist with nothing in it: one gap, not one a field."""
    return any(form is empty for empty, _ in _announced_empty(context))


def _announced_empty(context: Context) -> Iterator[tuple[Form, YesNoField]]:
    if context.full is None:
        return
    for form, item in _announced(context):
        if context.public.get(item.key) is True and not context.has_text(form):
            yield form, item


def find_unannounced(context: Context) -> Iterable[Note]:
    """Yield a restricted document that has text though the public part does not say that it exists."""
    if context.full is None:
        return
    for form, item in _announced(context):
        answer = context.public.get(item.key)
        if answer is not True and context.has_text(form):
            said = f"The answer is {item.no}" if answer is False else "There is no answer yet"
            says = (
                f"{said}, but “{form.label}” has text. It would be left out of what is signed. Answer "
                f"{item.yes}, or clear that text."
            )
            yield Note(severity=Severity.ERROR, says=says, key=item.key, restricted=True)


def find_no_exemption(context: Context) -> Iterable[Note]:
    """Yield lists of exemptions left open though the paper says that something is held back."""
    known = {exemption.key for exemption in context.template.pack.exemptions}
    if not known or not _held_back(context):
        return
    lists = [
        item
        for form in context.template.forms
        if not form.restricted
        for item in form.fields
        if isinstance(item, ChoiceField) and item.options and known.issuperset(o.key for o in item.options)
    ]
    if any(context.public.answered(item.key) for item in lists):
        return
    for item in lists:
        if not _told_already(context, item):
            says = (
                "No exemption is chosen, but the paper says that it holds something back. The public has a "
                "right to know on which ground. Choose the exemptions relied on."
            )
            yield Note(severity=Severity.ERROR, says=says, key=item.key)


def find_no_marking(context: Context) -> Iterable[Note]:
    """Yield the marking of a restricted document left open though there is such a document."""
    if not _held_back(context):
        return
    for form, _ in _announced(context):
        for item in _markings(context, form):
            reading = context.whole if context.full is not None else context.public
            if not reading.answered(item.key) and not _told_already(context, item):
                says = (
                    f"“{form.label}” has no security marking. Whoever holds a page of it must see how to "
                    "treat it. Choose the marking."
                )
                yield Note(severity=Severity.ERROR, says=says, key=item.key)


def _markings(context: Context, form: Form) -> Iterator[MarkingField]:
    """Yield the fields that the marking of a form is taken from, as far as they may be read."""
    for run in form.marking:
        if not isinstance(run, Slot):
            continue
        key = _source(context, run.key if "." in run.key else f"{form.document}.{run.key}")
        item = next((item for item in context.template.fields if item.key == key), None)
        if isinstance(item, MarkingField) and not (
            context.template.is_restricted(key) and context.full is None
        ):
            yield item


def _source(context: Context, key: str) -> str:
    """Return the key of the field that a field takes its answer from, its own where from none."""
    sources = context.whole.sources(key)
    return _source(context, sources[0]) if sources else key


def _held_back(context: Context) -> bool:
    return any(context.public.get(item.key) is True for _, item in _announced(context))


def _told_already(context: Context, item: AnyField) -> bool:
    """Say whether completeness reports the field already."""
    form = context.template.form(item.document)
    return item.required.value == "signing" and context.reading(form).asked(item)
