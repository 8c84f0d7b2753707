"""The labelled set: for each rule, text that it must find something in, and text alike in which nothing is.

Each file of `labelled/` is a family. A case is a sentence, put in as a paragraph of its own, or a table:
`text`; `table` (rows, cells parted by "|", a last row that is a total is told by its label); fields by
full key (a list is a list of paragraphs or items; a mapping a month or a person); `ticked`, `claimed`
(statements and signatures), `answered` (statement and choice, with a reason behind a colon), `signed`
(signature and day); `then` (answers given after all that); `leftovers` (of an import); `whole` (every other
field that signing needs is filled in); `stage`, `today`; `says` (words that the message must have).
"(ref KEY-2) words" points to the third block of a field.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import LineField, RecommendationField, RichTextField, Stage, YesNoField
from desktop_app.domain.form import Template
from desktop_app.domain.paper import (
    Choices,
    Leftover,
    Month,
    Paper,
    Person,
    PublicPaper,
    Restricted,
    RichText,
    Value,
)
from desktop_app.domain.reading import read_whole
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import (
    Block,
    Cell,
    CrossRef,
    ListItem,
    ListKind,
    Paragraph,
    Table,
    Text,
    text_runs,
)
from desktop_app.domain.signoff import field_digest
from desktop_app.storage.forms import load_catalogue

from .papers import TEMPLATE

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "labelled"
#: Cases of the same kind that were written from papers' phrasing without the rules in view.
HELD_OUT = Path(__file__).parent / "heldout"
#: Cases of the rules that missed most of those, written before these rules were mended.
UNSEEN = Path(__file__).parent / "unseen"
#: Cases of ten rules, written with their code out of sight when all of those above were met.
BLIND = Path(__file__).parent / "blind"
#: Forty cases over all families, from the phrasing of two complete papers, written before rules were tried.
PHRASED = Path(__file__).parent / "phrased"
TODAY = date(2021, 5, 17)
HOME = "decision.issues"  #: where a sentence stands unless the case says otherwise
_OWN = (
    "text", "table", "ticked", "claimed", "answered", "signed", "then", "leftovers", "stage", "today", "says",
    "template", "own_way", "whole",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A case: what it is put in as, and whether the rule must find something."""

    rule: str
    given: Mapping[str, Any]
    found: bool

    @property
    def words(self) -> str:
        """The case in a few words, for the test's name."""
        return str(self.given.get("text") or self.given.get("says") or self.given)[:60]


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Yield all cases of all rules."""
    for path in sorted(folder.glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            for label, wanted in (("found", True), ("quiet", False)):
                for given in rule[label]:
                    yield Case(rule["id"], {"text": given} if isinstance(given, str) else given, wanted)


@cache
def template(key: str = "mopac/decision-2021") -> Template:
    """Return a shipped template, or the tests' own one, which has what no shipped form happens to have."""
    return TEMPLATE if key == TEMPLATE.key else load_catalogue(ROOT / "forms").template(key)


def relations() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield sums and dates of published papers: the paper, its rule ("" for none), the case."""
    for one in tomllib.loads((HELD_OUT / "relations.toml").read_text(encoding="utf-8"))["relation"]:
        given = one["given"]
        yield one["paper"], one.get("rule", ""), {"text": given} if isinstance(given, str) else given


def findings(case: Case) -> list[Finding]:
    """Return what the case's rule finds in it."""
    return [finding for finding in all_findings(case.given) if finding.rule == case.rule]


def all_findings(given: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what all rules find in a case, advice on wording among it."""
    form, paper = case_paper(given)
    today = given.get("today", TODAY)
    assert isinstance(today, date)
    return check(form, paper, stage=Stage(given.get("stage", "signing")), today=today, language=True)


def case_paper(given: Mapping[str, Any]) -> tuple[Template, Paper]:
    """Return the template of a case and the paper that it is put in as."""
    form = template(str(given.get("template", "mopac/decision-2021")))
    return form, _paper(form, given)


def right(case: Case, found: list[Finding]) -> bool:
    """Say whether the rule does with a case what it must. found: what it finds in it."""
    told = all(str(case.given.get("says", "")) in finding.message for finding in found[:1])
    return bool(found) is case.found and (told or not case.found)


def _paper(form: Template, given: Mapping[str, Any]) -> Paper:
    answers: dict[str, Value] = dict(_filled(form)) if given.get("whole") else {}
    if "text" in given:
        answers[HOME] = _rich(str(given["text"]).split("\n"), listed=False)
    if "table" in given:
        answers[HOME] = RichText((_table(given["table"]),))
    for key, value in given.items():
        if key not in _OWN:
            answers[key] = _value(form, key, value)
    answers = {key: _with_ids(key, value) for key, value in answers.items()}
    public = {key: value for key, value in answers.items() if not form.is_restricted(key)}
    secret = {key: value for key, value in answers.items() if form.is_restricted(key)}
    own_way = frozenset(given.get("own_way", ()))
    left = tuple(Leftover(str(words)) for words in given.get("leftovers", ()))
    paper = Paper(PublicPaper("id", form.key, public, own_way, left), Restricted(secret, secret="key"))
    for key, kind, choice in _events(given):
        paper = _given(form, paper, key, kind, choice)
    if "then" in given:
        later = {key: _with_ids(key, _value(form, key, value)) for key, value in given["then"].items()}
        paper = paper.with_public(answers={**paper.public.answers, **later})
    return paper


def _filled(form: Template) -> Iterator[tuple[str, Value]]:
    """Yield an answer for every field that signing needs, in a paper without report and restricted part."""
    for item in form.forms[0].fields:
        if item.required is not Stage.SIGNING or item.when is not None:
            continue
        match item:
            case YesNoField():
                yield item.key, False
            case RecommendationField():
                yield item.key, _rich(["Approve the purchase."], listed=True)
            case RichTextField():
                yield item.key, _rich(["The boilers are worn out and are to be replaced."], listed=False)
            case LineField():
                yield item.key, item.example or "New boilers"
            case _:
                pass


def _events(given: Mapping[str, Any]) -> Iterator[tuple[str, EventKind, str]]:
    yield from ((key, EventKind.TICKED, "") for key in given.get("ticked", ()))
    yield from ((key, EventKind.CLAIMED, "") for key in given.get("claimed", ()))
    yield from ((key, EventKind.TICKED, choice) for key, choice in given.get("answered", {}).items())
    yield from ((key, EventKind.SIGNED, str(day)) for key, day in given.get("signed", {}).items())


def _value(form: Template, key: str, value: Any) -> Value:
    item = form.field(key)
    if isinstance(item, RichTextField | RecommendationField):
        pieces = value if isinstance(value, list) else [value]
        return _rich([str(piece) for piece in pieces], listed=isinstance(item, RecommendationField))
    if isinstance(value, list):
        return Choices(tuple(str(one) for one in value))
    if isinstance(value, dict):
        return Month(value["year"], value["month"]) if "month" in value else Person(**value)
    return value


def _rich(pieces: list[str], *, listed: bool) -> RichText:
    blocks: list[Block] = []
    for piece in pieces:
        if piece.startswith("- "):
            blocks.append(ListItem(text_runs(piece[2:])))
        elif listed:
            blocks.append(ListItem(text_runs(piece), kind=ListKind.NUMBER))
        elif piece.startswith("(ref "):
            target, _, words = piece[5:].partition(") ")
            blocks.append(Paragraph((Text(f"{words} "), CrossRef(target))))
        elif piece.startswith("(http"):
            address, _, words = piece[1:].partition(") ")
            blocks.append(Paragraph((Text(words, link=address),)))
        else:
            blocks.append(Paragraph(text_runs(piece)))
    return RichText(tuple(blocks))


def _table(rows: list[str]) -> Table:
    cells = [tuple(Cell(text_runs(cell.strip())) for cell in row.split("|")) for row in rows]
    return Table(tuple(cells))


def _with_ids(key: str, value: Value) -> Value:
    if not isinstance(value, RichText):
        return value
    return RichText(tuple(replace(block, id=f"{key}-{i}") for i, block in enumerate(value.blocks)))


def _given(form: Template, paper: Paper, key: str, kind: EventKind, choice: str) -> Paper:
    item = form.field(key)
    of = form.form(key.partition(".")[0])
    digest = field_digest(read_whole(form, paper), of, item, "")
    choice, _, note = choice.partition(":")
    at = "2021-05-10T09:00:00+01:00"
    event = Event(0, kind, 1, at, "Jo", key=key, choice=choice, note=note, digest=digest)
    return paper.with_public(record=(*paper.public.record, chained(paper.record, event)))
