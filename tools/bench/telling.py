"""Papers that say much: sums, dates, acronyms, laws, names and tables, of which the rules read all."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

from desktop_app.domain.paper import Paper, RichText, Value
from desktop_app.domain.richtext import Block, Cell, Paragraph, SubHeading, Table, Text

from .race import NotMeasured

MONTHS = ("January", "March", "May", "June", "July", "September", "October", "November")
_NAMES = ("Ashdown", "Barlow", "Cobalt", "Denby", "Elmfield", "Farrant", "Garnet", "Holt", "Ivel", "Jessop")
_SAYS = (
    "The contract with {name} Limited rises by £{a}.1m from £{b}.2m to £{c}.3m until {day} {month} {year}.",
    "The {long} ({short}) has been in use since {month} {year} and is paid for from the {year}/{next} plan.",
    "Of £{total},000 in all, £{a}5,000 is for licences and £{b}7,000 for support (see paragraph 2.{n}).",
    "Section {n} of the Police Act 1996 and the Public Contracts Regulations 2015 allow it, says {name} Ltd.",
    "As {name} Ltd told the {short} team on Monday {day} {month} {year}, it is for the {year}-{next} plan.",
    "This costs £{a},000 per annum for {n} years, £{total},000 in all, excluding VAT of 20%.",
    "The work began in Q3 {year}/{next}, and the review of the {short} is due by {day}/10/{year}.",
    "About {a}% of users answered, most of them from {name} and its {n} partners.",
    "A decision is required by {day} {month} {year}, as the present licence of {name} plc ends that month.",
)


def paper(one: Paper, paragraphs: int) -> Paper:
    """Return a paper with so many telling paragraphs more, the same each time."""
    chance = random.Random(1963)
    answers = dict(one.public.answers)
    keys = [key for key, value in answers.items() if isinstance(value, RichText)]
    if not keys:
        raise NotMeasured("the paper that was read has no rich text")
    for number, key in zip(range(paragraphs), cycle(keys), strict=False):
        value = answers[key]
        assert isinstance(value, RichText)
        answers[key] = RichText((*value.blocks, _block(chance, number)))
    return one.with_public(answers=answers)


def drifted(one: Paper, paragraphs: int) -> Paper:
    """Return the same of a form and its report, whose copies differ in a figure or a word each."""
    one = paper(one, paragraphs // 2)
    answers = dict(one.public.answers)
    for key, source in _COPIES.items():
        value = answers[source]
        assert isinstance(value, RichText)
        answers[key] = RichText(tuple(_drifting(value.blocks)))
    answers["decision.with_report"] = True
    return one.with_public(answers=answers, own_way=frozenset(_COPIES))


def changes(one: Paper) -> dict[str, Callable[[int], Paper]]:
    """Return what is changed in a paper that says much, by its name: each makes another of each number."""
    body, money = "decision.issues", "decision.financial_comments"

    def paragraph(key: str, words: str) -> Callable[[int], Paper]:
        return lambda n: _put(
            one, key, Paragraph, lambda old: Paragraph((Text(words.format(n % 9 + 1, n)),), id=old.id)
        )

    def answer(key: str, made: Callable[[int], Value]) -> Callable[[int], Paper]:
        return lambda n: one.with_public(answers={**one.public.answers, key: made(n)})

    return {
        "a paragraph": paragraph(body, "Retouched for the {1} time, with {0}."),
        "a sum asked for": paragraph("decision.recommendation", "Approve up to £{0}21,3{0}0 in all."),
        "a sum of the comments": paragraph(money, "It costs £{0}21,3{0}0 in all."),
        "an acronym": paragraph(body, "The {1}th team, or TTX{0}, meets the AB{0} here."),
        "a date": paragraph(body, "The contract began on 3 May 2020 and ends on {0} June 2027."),
        "a heading": lambda n: _put(
            one, body, Paragraph, lambda old: SubHeading((Text(f"Part {n}"),), id=old.id)
        ),
        "a cell": lambda n: _put(one, body, Table, lambda old: _with_cost(old, n)),
        "a tick": answer("decision.tick_gdpr", lambda n: bool(n % 2)),
        "the title": answer("decision.title", lambda n: f"Renewal of contract {n}"),
    }


def _put(one: Paper, key: str, kind: type[Block], made: Callable[[Block], Block]) -> Paper:
    """Return a paper with another block for the middle one of a kind."""
    value = one.public.answers[key]
    assert isinstance(value, RichText)
    places = [at for at, block in enumerate(value.blocks) if isinstance(block, kind)]
    at = places[len(places) // 2]
    blocks = (*value.blocks[:at], made(value.blocks[at]), *value.blocks[at + 1 :])
    return one.with_public(answers={**one.public.answers, key: RichText(blocks)})


def _with_cost(block: Block, number: int) -> Block:
    assert isinstance(block, Table)
    rows = [list(row) for row in block.rows]
    rows[2][1] = Cell((Text(f"£{number + 11},000"),))
    return replace(block, rows=tuple(tuple(row) for row in rows))


def _block(chance: random.Random, number: int) -> Block:
    if number % 25 == 3:
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
