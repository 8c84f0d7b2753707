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
from .scheme import paragraphs
from .sentences import sentences
from .timeline import paper_day

#: What makes the one named the one who decides.
_DECIDES = re.compile(
    r"\A[\w ()&-]{0,40}?\b(?:has|have|had|may|can|approves?|decides?|awards?|reserves?|is authorised|is to)\b"
)
_TO_DECIDE = re.compile(r"\b(?:allows?|lets?|authorises?|empowers?|gives?|permits?) (?:the )?\Z")
#: The same where the paragraph stands behind: "the Director has authority under …", "may approve … under".
_BY_IT = re.compile(
    r"\A[\w ()&-]{0,40}?\b(?:(?:has|have|had) [^.;,]{0,20}?(?:authority|power|consent)|may|can|is to"
    r"|is authorised to|approves?|decides?|awards?)\b[^.;,]{0,80}"
    r"\b(?:under|by|in|from)(?: the| its)? \Z|\A,? ?(?:\(|under |in (?:line|accordance) with )\Z"
)
_DECIDED_BY = re.compile(r"\b(?:approved|decided|agreed|awarded|authorised|called in) by (?:the )?\Z")
_CALL_IN = re.compile(r"\bcall(?:s|ed|ing)?[ -]in\b", re.IGNORECASE)
_AWARD = re.compile(r"\bawards?\b|\bawarding\b|\bbe awarded\b", re.IGNORECASE)
_OTHER_AWARD = re.compile(
    r"\b(?:grants?|extensions?|variations?)\b|\bextend"
    r"|\b(?:pay|staff|compensation|damages|arbitration|costs?|pension) awards?\b|\bawards? of damages\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _holder(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def find_other_deciders(context: Context) -> Iterable[Note]:
    """Yield posts that a sentence lets decide by a paragraph of the scheme that is another's."""
    pack, day = context.template.pack, paper_day(context)
    powers = [power for power in pack.powers if power.in_force(day)]
    if not powers or not pack.posts or not pack.scheme:
        return
    posts = _any(pack.posts)
    for passage, stretch, (start, end, number) in facts(context, paragraphs):
        of = [power for power in powers if power.paragraph == number]
        sentence = sentence_at(stretch.text, start)
        if not of or not (_holder(pack.scheme).search(sentence) or "Scheme" in sentence):
            continue
        offset = stretch.text.find(sentence)
        named = _decider(posts, sentence, start - offset, end - offset)
        if named is not None and not any(_holder(power.holder).search(named[0]) for power in of):
            says = (
                f"“{{}}” is said to decide by {stretch.text[start:end]}, and as the authority's list has it, "
                f"{of[0].label} by it ({of[0].source}). Who decides, or which paragraph is meant?"
            )
            yield noted(passage, stretch, named.start() + offset, named.end() + offset, says)


def _decider(posts: re.Pattern[str], sentence: str, start: int, end: int) -> re.Match[str] | None:
    """Return the post that a sentence lets decide by the paragraph that it cites at [start:end]."""
    named = posts.search(sentence, end)
    if named is not None:
        before, behind = sentence[: named.start()], sentence[named.end() :]
        if _DECIDES.match(behind) or _TO_DECIDE.search(before):
            return named
    for named in posts.finditer(sentence, 0, start):
        tied = _BY_IT.match(sentence[named.end() : start])
        if tied and (tied[0].strip(" ,")[0].isalpha() or _DECIDED_BY.search(sentence[: named.start()])):
            return named
    return None


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
    cites = any(number == power.paragraph for _, _, (_, _, number) in facts(context, paragraphs))
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
        f"scheme {power.label}, from {pounds(power.amount)} on, as in {power.source}, and the paper does not "
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
