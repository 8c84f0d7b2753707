"""Moving a paper to a newer version of its form: nothing is lost, and undo brings all of it back."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.app.desk import Desk
from desktop_app.app.moving import carry_out, newer, plan, step_of
from desktop_app.domain.form import Item, Wording
from desktop_app.domain.paper import Choices, Leftover, Paper, Person, PublicPaper, RichText, Value
from desktop_app.domain.richtext import (
    CrossRef,
    Footnote,
    Paragraph,
    Text,
    footnotes_of,
    plain,
    readable,
    runs_of,
)
from desktop_app.domain.step import applied
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.library import Library
from tests import strategies as make
from tests.conftest import ROOT

CATALOGUE = load_catalogue(ROOT / "forms")
NEW_KEY, OLD_KEY = "mopac/decision-2021", "mopac/decision-2019"
OLD, NEW = CATALOGUE.template(OLD_KEY), CATALOGUE.template(NEW_KEY)
KEYS = tuple(sorted({item.key for template in (OLD, NEW) for item in template.fields}))
PUBLIC = tuple(key for key in (*KEYS, *make.PUBLIC_KEYS) if not key.startswith("part2."))
RESTRICTED = tuple(key for key in (*KEYS, *make.RESTRICTED_KEYS) if key.startswith("part2."))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper with answers of any kind in fields of either version and in fields of neither."""
    paper = draw(make.papers())
    answers = st.dictionaries(st.sampled_from(PUBLIC), make.values, max_size=12)
    hidden = st.dictionaries(st.sampled_from(RESTRICTED), make.values, max_size=4)
    return paper.with_public(
        answers=draw(answers), own_way=draw(st.frozensets(st.sampled_from(PUBLIC), max_size=4))
    ).with_restricted(answers=draw(hidden))


def _pieces(value: Value) -> list[str]:
    """Return every piece of words in an answer, each of which has to be found again."""
    match value:
        case RichText(blocks=blocks):
            cells = "\ufffc".join(plain(runs) for block in blocks for runs in runs_of(block))
            return cells.split("\ufffc") + [readable(note.note) for note in footnotes_of(blocks)]
        case Person(name=name, post=post):
            return [name, post]
        case Choices(keys=keys):
            return list(keys)
        case str():
            return [value]
        case _:
            return []


def _lost(answers: dict[str, Value], after: dict[str, Value], leftovers: tuple[Leftover, ...]) -> list[str]:
    held, words = list(after.values()), "\n".join(leftover.text for leftover in leftovers)
    lost: list[str] = []
    for key, value in answers.items():
        if value not in held and any(piece not in words for piece in _pieces(value)):
            lost.append(key)
    return lost


class DescribeAMove:
    @given(papers(), st.booleans())
    def it_loses_no_word(self, paper: Paper, back: bool) -> None:
        old, new = (NEW, OLD) if back else (OLD, NEW)
        after = applied(paper, step_of(plan(old, new, paper), paper).changes)
        for before, now in ((paper.public, after.public), (paper.restricted, after.restricted)):
            assert _lost(dict(before.answers), dict(now.answers), now.leftovers) == []
            assert set(now.leftovers) >= set(before.leftovers)
            assert now.record == before.record
        assert set(after.public.answers) | set(after.restricted.answers) <= {f.key for f in new.fields}
        assert after.public.template == new.key

    @given(papers(), st.booleans())
    def it_is_undone_whole(self, paper: Paper, back: bool) -> None:
        old, new = (NEW, OLD) if back else (OLD, NEW)
        paper = paper.with_public(template=old.key)
        step = step_of(plan(old, new, paper), paper)
        assert applied(applied(paper, step.changes), step.reversed.changes) == paper

    @given(papers())
    def it_puts_nothing_of_part_2_into_part_1(self, paper: Paper) -> None:
        move = plan(OLD, NEW, paper)
        after = applied(paper, step_of(move, paper).changes)
        alone = Paper(paper.public)
        apart = applied(alone, step_of(plan(OLD, NEW, alone), alone).changes)
        assert after.public.answers == apart.public.answers
        words = [left.text for left in after.public.leftovers]
        assert words == [left.text for left in apart.public.leftovers]

    def it_keeps_blocks_with_their_identity(self) -> None:
        text = RichText((Paragraph((Text("It costs £5."),), id="one"),))
        paper = Paper(PublicPaper("x", OLD_KEY, {"decision.financial_comments": text}))
        after = applied(paper, step_of(plan(OLD, NEW, paper), paper).changes)
        assert after.public.answers == {"decision.financial_comments": text}

    def it_finds_a_renamed_field_by_the_heading_of_its_section(self) -> None:
        """A form whose field is called otherwise, under the same heading."""

        def renamed(key: str) -> str:
            return key.replace("legal_comments", "law")

        form = OLD.forms[0]

        def item_of(item: Item) -> Item:
            return item if isinstance(item, Wording) else replace(item, key=renamed(item.key))

        sections = tuple(
            replace(section, key=renamed(section.key), items=tuple(map(item_of, section.items)))
            for section in form.sections
        )
        old = replace(OLD, forms=(replace(form, sections=sections), *OLD.forms[1:]))
        text = RichText((Paragraph((Text("Lawful."),)),))
        paper = Paper(PublicPaper("x", OLD_KEY, {"decision.law": text}))
        move = plan(old, NEW, paper)
        assert [(one.key, one.target) for one in move.moved] == [("decision.law", "decision.legal_comments")]
        after = applied(paper, step_of(move, paper).changes)
        assert after.public.answers == {"decision.legal_comments": text}

    def it_keeps_what_has_no_place_with_its_references_and_notes_and_says_why(self) -> None:
        note = Footnote("n", (Text("See the annex."),))
        text = RichText((Paragraph((Text("One supplier, as in "), CrossRef("p"), Text("."), note), id="p"),))
        paper = Paper(PublicPaper("x", NEW_KEY, {"decision.commercial_issues": text}))
        move = plan(NEW, OLD, paper)
        assert [one.key for one in move.homeless] == ["decision.commercial_issues"]
        (left,) = applied(paper, step_of(move, paper).changes).public.leftovers
        assert left.text == "One supplier, as in 5.1.\n[Note 1] See the annex."
        assert left.why == "The newer form does not ask for it."

    def it_says_what_the_newer_form_asks_beyond_the_old(self) -> None:
        added = plan(OLD, NEW, Paper(PublicPaper("x", OLD_KEY))).added
        assert "decision.commercial_issues" in {section.key for section in added}


class DescribeNewer:
    def it_is_the_later_version_of_the_same_form(self) -> None:
        assert newer(CATALOGUE.templates, OLD) is NEW

    @pytest.mark.parametrize("key", [key for key in CATALOGUE.templates if key != OLD_KEY])
    def it_is_nothing_where_a_form_is_the_newest(self, key: str) -> None:
        assert newer(CATALOGUE.templates, CATALOGUE.template(key)) is None


class DescribeMovingAnOpenPaper:
    def it_survives_saving_reopening_and_undo(self, tmp_path: Path) -> None:
        library = Library(tmp_path)
        desk = Desk(CATALOGUE, library)
        answers: dict[str, Value] = {"decision.title": "Archive", "decision.decision_by": "The Mayor"}
        paper = Paper(PublicPaper(str(uuid4()), OLD_KEY, answers))
        desk.add(OLD, paper)

        session = desk.open(paper.id)
        carry_out(session, plan(OLD, NEW, session.paper))
        moved = session.paper
        assert session.template is NEW
        assert session.steps_state()
        session.close()

        again = desk.open(paper.id)
        assert again.template is NEW
        assert again.paper == moved
        assert again.undo_label == "Move to the form of 2021"
        again.undo()
        assert again.template is OLD
        assert again.paper.public.answers == answers
        again.close()
        assert desk.open(paper.id).template is OLD
        library.close()
