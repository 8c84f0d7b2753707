"""Papers that say much: sums, dates, acronyms, laws, names and tables, of which the rules read all."""

import random
from collections.abc import Iterator
from itertools import cycle

from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.richtext import Block, Cell, Paragraph, Table, Text

from .race import NotMeasured

MONTHS = ("January", "March", "May", "June", "July", "September", "October", "November")
_NAMES = ("Ashdown", "Barlow", "Cobalt", "Denby", "Elmfield", "Farrant", "Garnet", "Holt", "Ivel", "Jessop")
_SAYS = (
    "The contract with {name} Limited rises by £{a}.1m from £{b}.2m to £{c}.3m until {day} {month} {year}.",
    "The {long} ({short}) has been in use since {month} {year} and is paid for from the {year}/{next} budget.",
    "Of £{total},000 in all, £{a}5,000 is for licences and £{b}7,000 for support (see paragraph 2.{n}).",
    "It is asked for under section {n} of the Police Act 1996 and regulation 72 of the Public Contracts "
    "Regulations 2015, as {name} Ltd told the {short} team on Monday {day} {month} {year}.",
    "This costs £{a},000 per annum for {n} years, £{total},000 in all, excluding VAT of 20%.",
    "The work began in Q3 {year}/{next}, and the review of the {short} is due by {day}/10/{year}; about "
    "{a}% of users answered, most of them from {name} and its {n} partners.",
    "A decision is required by {day} {month} {year}, as the present licence of {name} plc ends that month.",
)


def paper(one: Paper, paragraphs: int, *, drifted: bool = False) -> Paper:
    """Return a paper with so many telling paragraphs more, the same each time.

    drifted: shared between the form and its report, whose copies differ in a figure or a word each.
    """
    chance = random.Random(1963)
    answers = dict(one.public.answers)
    keys = [key for key, value in answers.items() if isinstance(value, RichText)]
    if not keys:
        raise NotMeasured("the paper that was read has no rich text")
    count = paragraphs // 2 if drifted else paragraphs
    for number, key in zip(range(count), cycle(keys), strict=False):
        value = answers[key]
        assert isinstance(value, RichText)
        answers[key] = RichText((*value.blocks, _block(chance, number)))
    if not drifted:
        return one.with_public(answers=answers)
    return _with_report(one.with_public(answers=answers))


def _block(chance: random.Random, number: int) -> Block:
    if number % 25 == 24:
        return _table(chance, number)
    words = " ".join(_sentence(chance, number) for _ in range(4))
    return Paragraph((Text(words),), level=1 if number % 7 == 6 else 0, id=f"telling{number}")


def _sentence(chance: random.Random, number: int) -> str:
    long = tuple(chance.choice(_NAMES) for _ in range(3))
    year = chance.randint(2015, 2026)
    return chance.choice(_SAYS).format(
        name=chance.choice(_NAMES) + " " + chance.choice(_NAMES),
        long=" ".join(long),
        short="".join(word[0] for word in long),
        a=chance.randint(1, 99),
        b=chance.randint(1, 99),
        c=chance.randint(1, 99),
        n=chance.randint(1, 20),
        total=chance.randint(100, 999) + number,
        day=chance.randint(1, 28),
        month=chance.choice(MONTHS),
        year=year,
        next=(year + 1) % 100,
    )


def _table(chance: random.Random, number: int) -> Table:
    costs = [chance.randint(10, 90) * 1000 for _ in range(5)]
    rows = [("Item", "Cost")]
    rows += [(f"Lot {at}", f"£{cost:,}") for at, cost in enumerate(costs, 1)]
    rows.append(("Total", f"£{sum(costs):,}"))
    cells = tuple(tuple(Cell((Text(words),)) for words in row) for row in rows)
    return Table(cells, total=True, id=f"telling{number}")


#: Where a report has what the form has, after the forms that are measured with.
_COPIES = {
    "report.executive_summary": "decision.executive_summary",
    "report.introduction": "decision.introduction",
    "report.issues": "decision.issues",
    "report.financial_commercial": "decision.financial_comments",
    "report.legal": "decision.legal_comments",
}


def _with_report(one: Paper) -> Paper:
    answers = dict(one.public.answers)
    for key, source in _COPIES.items():
        value = answers[source]
        assert isinstance(value, RichText)
        answers[key] = RichText(tuple(_drifting(value.blocks)))
    answers["decision.with_report"] = True
    return one.with_public(answers=answers, own_way=frozenset(_COPIES))


def _drifting(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield copies of which every third has another figure, every third another word."""
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            yield Table(block.rows, block.header, block.total, block.caption)
            continue
        words = "".join(run.text for run in block.runs if isinstance(run, Text))
        if number % 3 == 1:
            words = words.replace("£", "£1", 1)
        elif number % 3 == 2:
            words = words.replace("The ", "This ", 1).replace("It is", "It has been", 1)
        yield Paragraph((Text(words),))
