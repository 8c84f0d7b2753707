"""Who may decide by the scheme of delegation, and what has to be called in: the pack against the text."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from desktop_app.domain.pack import Power

from .amounts import pounds
from .citing import sentence_at
from .facts import facts
from .finding import Severity
from .law import noted
from .ledger import Sum
from .money_across import asked_for
from .passages import of_role, public_forms
from .rule import Context, Note
from .sentences import sentences
from .timeline import paper_day

_PARAGRAPH = re.compile(r"\b[Pp]ara(?:graph)?s?\.?[ \u00a0](?P<number>\d{1,2}\.\d{1,2})(?![\d.]\d)")
#: What makes the one named the one who decides.
_DECIDES = re.compile(
    r"\A[\w ()&-]{0,40}?\b(?:has|have|had|may|can|approves?|decides?|awards?|reserves?|is authorised|is to)\b"
)
_TO_DECIDE = re.compile(r"\b(?:allows?|lets?|authorises?|empowers?|gives?|permits?) (?:the )?\Z")
_CALL_IN = re.compile(r"\bcall(?:s|ed|ing)?[ -]in\b", re.IGNORECASE)
_AWARD = re.compile(r"\bawards?\b|\bawarding\b", re.IGNORECASE)
_OTHER_AWARD = re.compile(r"\bgrants?\b|\bextensions?\b|\bvariations?\b|\bextend", re.IGNORECASE)


@lru_cache(maxsize=64)
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _holder(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _paragraphs(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_PARAGRAPH.finditer(text))


def find_other_deciders(context: Context) -> Iterable[Note]:
    """Yield posts that a sentence lets decide by a paragraph of the scheme that is another's."""
    pack, day = context.template.pack, paper_day(context)
    powers = [power for power in pack.powers if power.in_force(day)]
    if not powers or not pack.posts or not pack.scheme:
        return
    posts = _any(pack.posts)
    for passage, stretch, match in facts(context, _paragraphs):
        of = [power for power in powers if power.paragraph == match["number"]]
        sentence = sentence_at(stretch.text, match.start())
        if not of or not (_holder(pack.scheme).search(sentence) or "Scheme" in sentence):
            continue
        offset = stretch.text.find(sentence)
        named = posts.search(sentence, match.end() - offset)
        if named is None or any(_holder(power.holder).search(named[0]) for power in of):
            continue
        before, behind = sentence[: named.start()], sentence[named.end() :]
        if _DECIDES.match(behind) or _TO_DECIDE.search(before):
            says = (
                f"“{{}}” is said to decide by {match[0]}, and as the authority's list has it, {of[0].label} "
                f"by it ({of[0].source}). Who decides, or which paragraph is meant?"
            )
            yield noted(passage, stretch, named.start() + offset, named.end() + offset, says)


def find_not_called_in(context: Context) -> Iterable[Note]:
    """Yield awards asked for that may be called in, where the legal comments do not speak of it."""
    pack, day = context.template.pack, paper_day(context)
    power = next((power for power in pack.powers if power.call_in and power.in_force(day)), None)
    if power is None:
        return
    for form in public_forms(context):
        legal = [key for key in of_role(context, "legal", form.document) if context.public.answered(key)]
        if not legal or _speaks_of_it(context, power):
            continue
        asked = next((one for one in asked_for(context, form) if _awarded(one, power)), None)
        if asked is not None:
            yield _call_in_note(asked, power)


def _speaks_of_it(context: Context, power: Power) -> bool:
    cites = any(match["number"] == power.paragraph for _, _, match in facts(context, _paragraphs))
    return cites or any(True for _ in facts(context, _calls))


def _calls(text: str) -> tuple[bool, ...]:
    return (True,) if _CALL_IN.search(text) else ()


def _awarded(one: Sum, power: Power) -> bool:
    at = one.amount.start
    sentence = next((one.text[a:b] for a, b in sentences(one.text) if a <= at < b), one.text)
    award = _AWARD.search(sentence) and not _OTHER_AWARD.search(sentence)
    return bool(award) and one.amount.most >= power.amount


def _call_in_note(one: Sum, power: Power) -> Note:
    says = (
        f"“{one.words}” is the value of an award asked for here. By paragraph {power.paragraph} of the "
        f"scheme {power.label}, from {pounds(power.amount)} on ({power.source}), and the paper does not "
        "speak of it. Was it called in, or who awards it? A sentence in the legal comments would settle it."
    )
    return Note(
        severity=Severity.ADVICE,
        says=says,
        key=one.passage.key,
        block=one.passage.block.id,
        cell=one.cell,
        start=one.amount.start,
        end=one.amount.end,
        text=one.words,
    )
