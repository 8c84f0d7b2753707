"""What the law and the authority's figures say: laws in force, thresholds, exemptions, public interest."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from desktop_app.domain.pack import Exemption, Figure, Law
from desktop_app.domain.paper import Choices
from desktop_app.domain.reading import date_words
from desktop_app.domain.richtext import Block
from desktop_app.domain.same import same

from .amounts import Amount, amounts, pounds
from .citing import Citation, Provision, citations, provisions, sentence_at
from .facts import Reader, facts
from .finding import Severity
from .once import question
from .passages import Passage, of_role, public_forms
from .regime import PROCUREMENT, regime
from .rule import Context, Note
from .stretches_of import Stretch
from .timeline import day_words, paper_day


def noted(passage: Passage, stretch: Stretch, start: int, end: int, says: str) -> Note:
    """Return a warning about words of a piece of text; {} in what it says stands for them."""
    words = stretch.text[start:end]
    return Note(
        severity=Severity.WARNING,
        says=says.replace("{}", words, 1),
        key=passage.key,
        block=passage.block.id,
        cell=stretch.cell,
        start=start,
        end=end,
        text=words,
    )


_PAST = re.compile(
    r"\b(?:was|were|had|began|begun|commenced|originally|previous(?:ly)?|former(?:ly)?|under which|awarded"
    r"|procured"
    r"|repealed|replaced|existing|before|prior|transitional|modif\w+|variation|exten(?:sion|ded|ds)|let in"
    r"|breach\w*)\b",
    re.IGNORECASE,
)


def find_other_regime(context: Context) -> Iterable[Note]:
    """Yield procurement laws that are not those of the day on which the procurement began."""
    laws, known = context.template.pack.laws, regime(context)
    if known is None:
        return
    (day, now), told = known, set[str]()
    for passage, stretch, cited in facts(context, _reader(laws)):
        law = cited.law
        if law.subject != PROCUREMENT or law.key in (now.key, *told):
            continue
        if _OTHER_CASE.search(sentence_at(stretch.text, cited.start)):
            continue
        told.add(law.key)
        says = (
            f"“{{}}” is named, and the procurement began on {date_words(day.first)} as the paper has it, "
            f"when {now.names[0]} governed what began. Which one governs this, or is the day another one?"
        )
        yield noted(passage, stretch, cited.start, cited.end, says)


_OTHER_CASE = re.compile(
    r"\b(?:not|no longer|replaced|repealed|existing|original(?:ly)?|previous(?:ly)?|earlier|instead"
    r"|rather|unlike|modif\w+|variation)\b",
    re.IGNORECASE,
)


def find_not_in_force(context: Context) -> Iterable[Note]:
    """Yield laws cited that are not in force on the paper's day, unless its words place them earlier."""
    laws, day = context.template.pack.laws, paper_day(context)
    told: set[str] = set()
    for passage, stretch, cited in facts(context, _reader(laws)):
        law = cited.law
        if law.in_force(day) or law.key in told:
            continue
        if law.subject == PROCUREMENT and regime(context) is not None:
            continue  # what began on a day that is known is judged by that day
        past = _PAST.search(sentence_at(stretch.text, cited.start))
        if past and law.ends is not None and law.ends < day:
            continue
        told.add(law.key)
        yield noted(
            passage, stretch, cited.start, cited.end, _force_words(law, laws, day, day_words(context))
        )


@same(64)  # the laws of each pack
def _reader(laws: tuple[Law, ...]) -> Reader[Citation]:
    return partial(citations, laws=laws)


def _force_words(law: Law, laws: tuple[Law, ...], day: date, when: str) -> str:
    other = next(
        (one for one in laws if one.subject and one.subject == law.subject and one.in_force(day)), None
    )
    now = f" In force then: {other.names[0]}." if other else ""
    if law.ends is not None and law.ends < day:
        asks = "Which one governs this?"
        if law.transition:
            covers = f"The one named still covers {law.transition}"
            asks = f"{covers}: if that is the case here, say so; if not, which one governs it?"
        return f"“{{}}” was in force until {date_words(law.ends)}, and {when}.{now} {asks}"
    begins = date_words(law.begins) if law.begins else "later"
    return f"“{{}}” is in force from {begins}, and {when}.{now} Which one governs this?"


_THRESHOLD = re.compile(
    r"\bthreshold|\bvalued at\b|\bshall be procured\b|\bmust be procured\b", re.IGNORECASE
)
_BEGAN = re.compile(r"\b(?:began|begun|commenced|started)\b", re.IGNORECASE)
_PROCURE = re.compile(r"\bprocur|\bregulations\b|\bcontract|\btender", re.IGNORECASE)


def find_old_threshold(context: Context) -> Iterable[Note]:
    """Yield procurement thresholds quoted that are those of another time."""
    day = paper_day(context)
    figures = [
        f for f in context.template.pack.figures if f.key.startswith("procurement.") and f.unit == "GBP"
    ]
    for passage, stretch, amount in facts(context, _thresholds):
        same = [figure for figure in figures if figure.amount == amount.low]
        if same and not any(figure.in_force(day) for figure in same):
            now = next((f for f in figures if f.key == same[0].key and f.in_force(day)), None)
            yield noted(
                passage, stretch, amount.start, amount.end, _threshold_words(same[0], now, day_words(context))
            )


def _thresholds(text: str) -> Iterator[Amount]:
    """Yield the sums that text gives for procurement thresholds of the time it speaks of."""
    for amount in amounts(text) if "£" in text and _THRESHOLD.search(text) else ():
        sentence = sentence_at(text, amount.start)
        told = _THRESHOLD.search(sentence) and _PROCURE.search(sentence) and not _BEGAN.search(sentence)
        if told and amount.half <= 1:
            yield amount


def _threshold_words(quoted: Figure, now: Figure | None, when: str) -> str:
    begins = date_words(quoted.begins) if quoted.begins else "the start"
    ends = f"to {date_words(quoted.ends)}" if quoted.ends else "on"
    other = f" The one in force is {pounds(now.amount)} ({now.label})." if now else ""
    return (
        f"“{{}}” was the threshold from {begins} {ends}, and {when}.{other} If the procurement began in that "
        "time, say when; if not, which figure is meant?"
    )


_EXEMPT = re.compile(r"\bexempt|\bwithheld|\bwithhold|\bheld back|\bdisclos|\bnon-publication", re.IGNORECASE)


@same(64)  # the laws of each pack
def _sections(laws: tuple[Law, ...]) -> Reader[Provision]:
    """Return what reads the sections that text cites of a law."""

    def read(text: str) -> Iterator[Provision]:
        if "ection" in text or _EXEMPT.search(text):
            yield from provisions(text, laws)

    return read


def find_foreign_exemptions(context: Context) -> Iterable[Note]:
    """Yield exemptions cited that are another act's than the one named, or none of that act's."""
    pack = context.template.pack
    by_number = {_number(item): item for item in pack.exemptions if item.provision.startswith("Section ")}
    acts = {item.act for item in by_number.values()}
    if not acts:
        return
    for passage, stretch, cited in facts(context, _sections(pack.laws)):
        if cited.law is None:
            continue
        item = by_number.get(cited.number)
        of_act = any(name in acts for name in cited.law.names)
        exempting = bool(_EXEMPT.search(sentence_at(stretch.text, cited.start)))
        same_name = item is not None and _alike(item.label, cited.label)
        if not (exempting or same_name):
            continue
        start = cited.start
        no_sections = (
            cited.law.names[0].partition(" Regulations")[1] and "ection" in stretch.text[start : start + 8]
        )
        under = _UNDER.search(stretch.text[max(0, start - 80) : start])
        meant = same_name or no_sections or under or passage.key in of_role(context, "exempt")
        if item is not None and not of_act and meant:
            says = (
                f"“{{}}” stands beside “{cited.law.names[0]}”, and {item.provision} – {item.label} is of the "
                f"{item.act}. Which act is relied on?"
            )
            yield noted(passage, stretch, cited.start, cited.end, says)
        elif item is None and of_act and (20 < int(cited.number.rstrip(_LETTERS)) < 45 or under):
            says = (
                f"“{{}}” is not among the exemptions of the {cited.law.names[0]} in the authority's list. "
                "Which one is relied on?"
            )
            yield noted(passage, stretch, cited.start, cited.end, says)


_UNDER = re.compile(
    r"\b(?:exempt(?:ed)?(?: from \w+)?|withheld|held back|not (?:to be )?published|not (?:to be )?disclosed)"
    r" under (?:[\w ]{0,50})\Z",
    re.IGNORECASE,
)


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  #: behind the number of a section that was put in between


def _number(item: Exemption) -> str:
    return item.provision.removeprefix("Section ")


def _alike(label: str, words: str) -> bool:
    first = words.casefold().split()[:1]
    return bool(first) and label.casefold().startswith(words.casefold()[: max(8, len(first[0]))].rstrip("s"))


_INTEREST = re.compile(r"\bpublic[- ]interest\b", re.IGNORECASE)


@same(16384)  # blocks of some thirty long papers
def _weighs(block: Block) -> bool:
    return any(_INTEREST.search(stretch.text) for stretch in Passage("", block).stretches)


@question
def _weighed(context: Context) -> bool:
    """Say whether any text of the paper speaks of the public interest."""
    reading = context.whole if context.full is not None else context.public
    fields = (item for form in context.template.forms for item in form.fields)
    return any(_weighs(block) for item in fields for block in reading.blocks(item.key))


def find_no_public_interest(context: Context) -> Iterable[Note]:
    """Yield qualified exemptions relied on where the paper never weighs the public interest."""
    chosen = list(_chosen(context))
    if not chosen:
        return
    if _weighed(context):
        return
    key, exemption = chosen[0]
    words = context.public.words(key)
    where = "It can be said here or in Part 2." if context.full is not None else "It can be said in Part 2."
    says = (
        f"“{exemption.provision} – {exemption.label}” is a qualified exemption: it holds only where the "
        "public interest in holding back outweighs that in telling, and the paper does not speak of it. "
        f"{where}"
    )
    yield Note(
        severity=Severity.WARNING,
        says=says,
        key=key,
        end=len(words),
        text=words,
        restricted=context.full is not None,
    )


def _chosen(context: Context) -> Iterator[tuple[str, Exemption]]:
    qualified = {item.key: item for item in context.template.pack.exemptions if item.qualified}
    for form in public_forms(context):
        for item in form.fields:
            own = context.public.own(item.key)
            if isinstance(own, Choices) and context.public.asked(item):
                yield from ((item.key, qualified[key]) for key in own.keys if key in qualified)
    by_number = {_number(item): item for item in qualified.values()}
    laws, exempt = context.template.pack.laws, of_role(context, "exempt")
    for passage, _, cited in facts(context, _sections(laws)) if _says_part2(context) else ():
        item = by_number.get(cited.number) if passage.key in exempt else None
        if item is not None and (cited.law is None or item.act in cited.law.names):
            yield passage.key, item


def _says_part2(context: Context) -> bool:
    """Say whether the paper has a restricted part, or may have one."""
    forms = [form for form in context.template.forms if form.restricted and form.when is not None]
    return any(context.public.holds(form.when, form.document) for form in forms)
