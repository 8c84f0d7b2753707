"""Text made to be slow to read: no rule takes more than in proportion to it, whatever it is made of."""

import gc
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count as counting
from itertools import islice
from pathlib import Path

from desktop_app.checks import engine, memory, stretches
from desktop_app.checks.engine import RULES, check
from desktop_app.checks.finding import Severity
from desktop_app.checks.rule import Given, Note, Rule, Scope
from desktop_app.domain.fields import LineField, RecommendationField, RichTextField, Stage
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, PublicPaper, Restricted, RichText, Value
from desktop_app.domain.richtext import Block, ListItem, Paragraph, Text
from desktop_app.storage.forms import load_catalogue

from .suite import Outcome, in_two

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2021, 5, 17)
#: What hostile text is made of, each piece many times over: what patterns begin with and then wait for more.
PIECES = (
    " ", "\u00a0", "9", "£", ",", ".", "(", ")", "[", "]", "<", ">", "x", "X", "M", "?", "_", "…", "n",
    "é", "🚓", "\n", "a ", "A ", "AB ", "A B C ", "aX", "Ab ", "the the ", "and ", "of the ", "(Ab",
    "Ab (AB) ", "ab-", "a,", "1/", "1 2", "20", "31/", "31 ", "31 June ", "June ", "Monday ",
    "Monday the ", "2021-", "2019/20 ", "Q3 2022/23 ", "June 2021 to ", "1 June 2021 ", "two years ",
    "2+1+", "2 x ", "term ", "in 2021/22 on ", "quarter ", "£1,", "1,000,", "£1-£1", "£1m ", "£1m and ",
    "£1m plus £2m = ", "(£1m ", "£1,000 plus VAT ", "up to ", "5% ", "5% of £1m ", "£1 pa for 2 years ",
    "from £1m to £2m ", "by £1m ", "from to by ", "totalling ", "of which £1 ", "not exceeding £1m ",
    "bid for £1m ", "3 at £5 each ", "£5 per month for ", "contract ", "contract of £1m ", "XX ", "TBC",
    "T.B.", "[ ", "[ ] ", "[insert ", "<a ", "(to be confirmed", "[to be ", "to be ", "#REF", "£X.", "**",
    "www.", "http://", "@", "a@", "a@b XX ", "C:\\\\a", "\\\\", "07", "+44 ", "GB12 ", "sort code ",
    "contract ends ", "decision required by ", "section 43 ", "regulation 72 ", "paragraph 4.13 ",
    "Section 4 of the ", "Data Protection Act ", "Appendix A ", "OFFICIAL", "Mr A ", "Ltd ", "has been ",
    "will be ", "no DPIA ", "need for a DPIA ", "awaited ", "paragraphs 4.8, 4.13, ", "Of the £1m fund, ",
    "program ", "\uf900", "\u0130", "ß", "\u200b", "e\u0301",
)  # fmt: skip
SIZE = 8_000  #: characters of the shorter text; the longer one has four times as many
TIMES = 4
TOO_MUCH = 8.0  #: times the work for four times the text; in line it is 4, with the square of it 16
DOUBTFUL = 6.0  #: times from which on it is measured again: what else the machine did may have come between
LEAST = 0.12  #: seconds below which a difference tells nothing
AGAIN = 3  #: measurements at most, of which the least counts
#: One text as a single paragraph, and as many.
SHAPES = ("one", "many")
_SERIAL = counting()  #: begins each text, so that nothing of one before is known again


def template() -> Template:
    """Return the form that hostile text is put into: one with two public documents and a restricted one."""
    return load_catalogue(ROOT / "forms").template("mopac/decision-2019")


def paper(form: Template, text: str, shape: str) -> Paper:
    """Return a paper that says a text in its body, and beginnings of it everywhere else."""
    part = [text[at : at + 240] for at in range(0, len(text), 240)] if shape == "many" else [text]
    fields = [
        item for item in form.fields if isinstance(item, RichTextField | RecommendationField | LineField)
    ]
    answers: dict[str, Value] = {}
    for item in fields:
        if isinstance(item, LineField):
            answers[item.key] = text[:200]
        else:
            whole = part if item.key.endswith((".issues", ".recommendation")) else [text[:400]]
            answers[item.key] = RichText(
                tuple(_blocks(item.key, whole, listed=isinstance(item, RecommendationField)))
            )
    public = {key: value for key, value in answers.items() if not form.is_restricted(key)}
    secret = {key: value for key, value in answers.items() if form.is_restricted(key)}
    yes = {item.key: True for item in form.fields if item.key.endswith(("with_report", "has_part2"))}
    own_way = frozenset(item.key for item in form.fields if item.follows)
    return Paper(PublicPaper("hostile", form.key, public | yes, own_way), Restricted(secret, secret="key"))


def _blocks(key: str, texts: list[str], *, listed: bool) -> Iterator[Block]:
    for at, words in enumerate(texts):
        runs = (Text(words),) if words else ()
        yield ListItem(runs, id=f"{key}-{at}") if listed else Paragraph(runs, id=f"{key}-{at}")


@dataclass(slots=True)
class Part:
    """What came of some of the texts. worst: the most times the work."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list[str])
    worst: float = 0.0


def run(count: int) -> Outcome:
    """Measure so many texts, each piece alone first, then pieces by chance. Control: a rule that is slow."""
    found = Outcome("hostile text")
    parts = in_two(texts, count, at_least=20)
    found.tried = sum(part.tried for part in parts)
    found.wrong = [line for part in parts for line in part.wrong]
    repeated = growth(template(), _repeated("a "), "one", (_slow_rule(),))
    found.control = repeated > TOO_MUCH
    found.told = (
        f"at most {max(part.worst for part in parts):.1f} times the work for {TIMES} times the text; "
        f"{repeated:.1f} times in the control"
    )
    return found


def texts(count: int, share: int) -> Part:
    """Measure so many texts. share: 1 for the first and every second after it, 2 for the others."""
    part = Part()
    form = template()
    _seconds(form, "", "one", RULES)  # what is made once is made now
    for name, text, shape in islice(_texts(), share - 1, None, 2):
        if part.tried == count:
            break
        part.tried += 1
        rate = growth(form, text, shape)
        part.worst = max(part.worst, rate)
        if rate > TOO_MUCH:
            slow = ", ".join(_slow(form, text, shape))
            part.wrong.append(f"{name!r} as {shape}: {rate:.1f} times the work; {slow}")
    return part


def _texts() -> Iterator[tuple[str, Callable[[int], str], str]]:
    for shape in SHAPES:
        for piece in PIECES:
            yield piece, _repeated(piece), shape
    chance = random.Random(602)
    while True:
        pieces = [chance.choice(PIECES) for _ in range(chance.randint(2, 5))]
        yield "".join(pieces), _repeated("".join(pieces)), chance.choice(SHAPES)


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def growth(form: Template, text: Callable[[int], str], shape: str, rules: tuple[Rule, ...] = RULES) -> float:
    """Return how many times the work four times a text takes, 0 where it takes no time worth measuring."""
    long = _seconds(form, text(SIZE * TIMES), shape, rules)
    if long < LEAST:
        return 0.0
    short = _seconds(form, text(SIZE), shape, rules)
    for _ in range(AGAIN - 1):
        if long / short <= DOUBTFUL:
            break
        short = min(short, _seconds(form, text(SIZE), shape, rules))
        long = min(long, _seconds(form, text(SIZE * TIMES), shape, rules))
    return long / short


def _seconds(form: Template, text: str, shape: str, rules: tuple[Rule, ...]) -> float:
    """Return the seconds of work of some rules over a text that nothing is remembered of."""
    checked = paper(form, f"{next(_SERIAL)} {text}", shape)
    kept = engine.RULES, stretches.BLOCK_RULES
    engine.RULES = rules
    stretches.BLOCK_RULES = tuple(rule for rule in rules if rule.scope is Scope.BLOCK)
    gc.collect()
    try:
        begun = time.process_time()
        check(form, checked, stage=Stage.SIGNING, today=TODAY, language=True)
        return time.process_time() - begun
    finally:
        engine.RULES, stretches.BLOCK_RULES = kept
        memory.forget()


def _slow(form: Template, text: Callable[[int], str], shape: str) -> list[str]:
    """Return the rules that a text is slow for."""
    return [rule.id for rule in RULES if growth(form, text, shape, (rule,)) > TOO_MUCH] or ["all together"]


def _slow_rule() -> Rule:
    """Return a rule whose work grows with the square of the text."""
    pattern = re.compile(r"(?:a )+!")

    def find(text: str, _given: Given) -> Iterator[Note]:
        if pattern.search(text[: len(text) // 4]):
            yield Note(severity=Severity.ADVICE, says="")

    return Rule("control", "t", "l", "w", "s", Scope.BLOCK, find)
