"""Money across a paper: what the recommendation asks for, and what is said of it elsewhere."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block
from desktop_app.domain.same import Itself, same

from .amounts import amounts
from .finding import Severity
from .ledger import Sum, ledger_of, unlike, unmentioned
from .money import slip_words
from .once import once, question
from .passages import Passage, of_role, place, public_forms, recommendations
from .relations import range_words
from .rule import Context, Note
from .terms import year_counts


@question
def _sums(context: Context, form: Form, keys: tuple[str, ...]) -> tuple[Sum, ...]:
    """Return the sums of fields as they print."""
    return tuple(one for key, text in _texts(context, form, keys) for one in _of_text(text, key))


def _texts(context: Context, form: Form, keys: tuple[str, ...]) -> Iterator[tuple[str, RichText]]:
    """Yield the rich texts of fields as they print."""
    values = ((key, context.reading(form).get(key)) for key in keys)
    return ((key, value) for key, value in values if isinstance(value, RichText))


@same(512)  # the fields of some papers
def _of_text(text: RichText, key: str) -> tuple[Sum, ...]:
    return tuple(one for block in text.blocks for one in _of_block(block, key))


@same(16384)  # blocks of some thirty long papers; a block that did not change is not read again
def _of_block(block: Block, key: str) -> tuple[Sum, ...]:
    passage = Passage(key, block)
    return tuple(
        Sum(passage, amount, stretch.text, stretch.cell)
        for stretch in passage.stretches
        if stretch.mark is None and "£" in stretch.text
        for amount in amounts(stretch.text)
        if amount.signed and amount.groups
    )


@once
def asked_for(context: Context, form: Form) -> tuple[Sum, ...]:
    """Return the sums of a form's recommendations, each once, where they are written in the form itself."""
    reading = context.reading(form)
    keys = tuple(item.key for item in recommendations(form) if not reading.sources(item.key))
    return _each_once(_sums(context, form, keys))


@same(64)  # the recommendations of some papers
def _each_once(sums: tuple[Sum, ...]) -> tuple[Sum, ...]:
    found: dict[tuple[Decimal, Decimal], Sum] = {}
    for one in sums:
        found.setdefault((one.amount.low, one.amount.high), one)
    return tuple(found.values())


@same(8192)  # a sum of which the same is still said has the very note of before
def _note(one: Sum, says: str) -> Note:
    return Note(
        severity=Severity.WARNING,
        says=says,
        key=one.passage.key,
        block=one.passage.block.id,
        cell=one.cell,
        start=one.amount.start,
        end=one.amount.end,
        text=one.words,
    )


def find_unmentioned(context: Context) -> Iterable[Note]:
    """Yield sums of the recommendation that the financial comments, which do name sums, never mention."""
    for form in public_forms(context):
        keys = of_role(context, "money", form.document)
        if not keys or not any(context.reading(form).answered(key) for key in keys):
            continue
        told = _sums(context, form, keys)
        read = "name no sum" if not told else f"speak of {_listed(told)}"
        where = place(context, keys[0])
        for one in unmentioned(asked_for(context, form), ledger_of(told)):
            says = (
                f"“{one.words}” is asked for here, and {where} does not mention it: its comments {read}. "
                "Readers will look there for where the money comes from. Should it be explained there?"
            )
            yield _note(one, says)


def _listed(told: tuple[Sum, ...]) -> str:
    words = list(dict.fromkeys(other.words for other in told))
    return ", ".join(words[:3]) + (" and others" if len(words) > 3 else "")


def find_different(context: Context) -> Iterable[Note]:
    """Yield sums of the recommendation that another section has with digits swapped, lost or doubled."""
    forms = list(public_forms(context))
    for form in forms:
        asked = asked_for(context, form)
        if not asked:
            continue
        for other_form in forms:
            for keys in _groups(context, other_form, same=other_form is form):
                for one, other in unlike(asked, ledger_of(_sums(context, other_form, keys))):
                    where = place(context, other.passage.key, other.passage.block)
                    yield _difference(one, Itself(other), where)


def _groups(context: Context, form: Form, *, same: bool) -> Iterator[tuple[str, ...]]:
    """Yield the fields of a form that should each have a sum asked for as it is: summary, comments, requests.

    same: the form is the one that asks.
    """
    reading = context.reading(form)
    asks = () if same else tuple(item.key for item in recommendations(form))
    for keys in (of_role(context, "summary", form.document), of_role(context, "money", form.document), asks):
        yield tuple(key for key in keys if not reading.sources(key))


@same(8192)
def _difference(one: Sum, other: Itself[Sum], where: str) -> Note:
    """Return the note of a sum that another looks like a slip of the pen for, which stands where it says."""
    amount = other.value.amount
    says = (
        f"“{one.words}” stands here, and {other.value.words} in {where}: "
        f"{slip_words(amount.low, one.amount.low)}. One decision can rest on one sum only. Which is meant?"
    )
    return _note(one, says)


_FIRST_BEHIND = re.compile(r"\A (?:for|in) the (?:first|initial) (?:contract )?year\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:first|initial) (?:contract )?year[^.;]{0,40}?\Z|\bfor one year at \Z", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\b(?:total|overall|maximum|whole|full)\b[^.;]{0,40}\Z"
    r"|\b(?:over|for) (?:the |all )?(?:two|three|four|five|\d) years"
    r" (?:is|are|will be|comes to) therefore \Z",
    re.IGNORECASE,
)
_SAME_COST = re.compile(r"\b(?:option(?:al)?|extension|extended?|therefore)\b", re.IGNORECASE)


def find_option_years(context: Context) -> Iterable[Note]:
    """Yield totals for all years that are not the first year's cost times the years."""
    for form in public_forms(context):
        reading = context.reading(form)
        keys = tuple(item.key for item in form.fields if not reading.sources(item.key))
        found = _of_years(context, form, keys)
        first = {one.amount.low: one for one, count in found if not count}
        if len(first) != 1 or not any(_SAME_COST.search(one.text) for one in first.values()):
            continue
        year = next(iter(first.values()))
        for one, count in found:
            if count and one.amount.low > year.amount.low:
                yield from _option_years(context, year, one, count)


@question
def _of_years(context: Context, form: Form, keys: tuple[str, ...]) -> tuple[tuple[Sum, int], ...]:
    """Return the sums that are a first year's, with 0, and those for all years, with how many these are."""
    return tuple(one for key, text in _texts(context, form, keys) for one in _of_years_in(text, key))


@same(512)
def _of_years_in(text: RichText, key: str) -> tuple[tuple[Sum, int], ...]:
    counted = ((one, _years_of(one)) for one in _of_text(text, key))
    return tuple((one, count) for one, count in counted if count is not None)


@same(16384)  # sums of blocks that did not change are the same ones
def _years_of(one: Sum) -> int | None:
    if _is_first(one):
        return 0
    if not _WHOLE.search(_before(one)):
        return None
    behind = one.text[one.amount.stop : one.amount.stop + 60]
    both = " both years" in behind or " both years" in _before(one)
    counts = [2] if both else [n for n in year_counts(behind) if 1 < n <= 10]
    counts = counts or [n for n in year_counts(_before(one)) if 1 < n <= 10]
    return counts[0] if len(counts) == 1 else None


def _is_first(one: Sum) -> bool:
    behind = one.text[one.amount.stop : one.amount.stop + 60]
    return bool(_FIRST.search(_before(one)) or _FIRST_BEHIND.match(behind))


def _before(one: Sum) -> str:
    return one.text[max(0, one.amount.begin - 60) : one.amount.begin]


def _option_years(context: Context, year: Sum, total: Sum, count: int) -> Iterator[Note]:
    worked = year.amount.low * count
    slack = year.amount.half * count + total.amount.half
    if abs(worked - total.amount.low) > slack:
        where = place(context, year.passage.key, year.passage.block)
        worked_words = (
            f"{range_words(year.amount.low, year.amount.high)} × {count} = {range_words(worked, worked)}"
        )
        says = (
            f"“{total.words}” is the total for {count} years, and {where} gives {year.words} for the first: "
            f"{worked_words}. If the years differ in cost, say so; if not, which figure is meant?"
        )
        yield _note(total, says)
