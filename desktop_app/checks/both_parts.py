"""What stands in both parts: sums and names of Part 2 that public text gives away."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desktop_app.domain.richtext import Block
from desktop_app.domain.same import same

from .amounts import amounts
from .facts import facts
from .law import noted
from .once import question
from .rule import Context, Note
from .shared_runs import find_shared_runs
from .stretches_of import stretches
from .telling import spelt_in, told_in

_EXACT = 100  #: in units of the last place printed: three digits say which sum it was, two might be chance


def _rounded(text: str) -> tuple[tuple[int, int, tuple[Decimal, Decimal]], ...]:
    """Return the sums that text gives in thousands or millions, with what they may be rounded from."""
    return tuple(
        (amount.start, amount.end, (amount.least, amount.most))
        for amount in amounts(text)
        if amount.scaled and amount.low == amount.high and amount.low >= _EXACT * 2 * amount.half
    )


@same(16384)  # blocks of some thirty long papers; a block that did not change is not read again
def _facts(block: Block) -> tuple[str, ...]:
    return tuple(fact for stretch in stretches(block) for _, _, fact in told_in(stretch.text))


@question
def _held_back(context: Context) -> frozenset[str]:
    """Return the sums and names of the restricted part."""
    return frozenset(
        fact
        for form in context.template.forms
        if form.restricted and context.in_play(form)
        for item in form.fields
        if not context.whole.sources(item.key)
        for block in context.whole.blocks(item.key)
        for fact in _facts(block)
    )


def find_in_both(context: Context) -> Iterable[Note]:
    """Yield sums, names and longer parts of sentences of the restricted part that public text has as well."""
    yield from find_shared_runs(context)
    secret = _held_back(context) if context.full is not None else frozenset[str]()
    told: set[str] = set()
    for passage, stretch, (start, end, fact) in facts(context, spelt_in) if secret else ():
        if fact in secret and fact not in told:
            told.add(fact)
            says = "“{}” stands in Part 2 as well, and this text is to be published. Is it to be known?"
            yield replace(noted(passage, stretch, start, end, says), restricted=True)
    yield from _find_rounded(context, [Decimal(fact[1:]) for fact in secret if fact.startswith("£")])


def _find_rounded(context: Context, secret: list[Decimal]) -> Iterable[Note]:
    """Yield sums of public text that one of the restricted part may be rounded to, and no public one."""
    read = facts(context, spelt_in) if secret else ()
    public = [Decimal(fact[1:]) for _, _, (_, _, fact) in read if fact.startswith("£")]
    for passage, stretch, (start, end, (least, most)) in facts(context, _rounded) if secret else ():
        if any(least <= s <= most for s in secret) and not any(least <= p <= most for p in public):
            says = "“{}” is a sum of Part 2, rounded, and this text is to be published. Is it to be known?"
            yield replace(noted(passage, stretch, start, end, says), restricted=True)
