from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.paper import Paper, RichText, Value
from desktop_app.domain.reading import read_whole
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import Paragraph, Text, copied
from desktop_app.domain.signoff import (
    SignOff,
    Standing,
    document_digest,
    field_digest,
    fingerprint,
    sign_off,
    vouched,
)
from desktop_app.domain.step import Caret, Change, Part, Step, applied, joined
from tests.domain.forms_for_tests import NOTE, TEMPLATE, paper, rich

TICK, SIGN = TEMPLATE.field("note.tick"), TEMPLATE.field("note.sign")


def given_for(held: Paper, kind: EventKind = EventKind.TICKED) -> Event:
    digest = field_digest(read_whole(TEMPLATE, held), NOTE, TICK)
    return chained((), Event(0, kind, 1, "2026-01-01T10:00:00+00:00", who="A", key=TICK.key, digest=digest))


def standing(held: Paper, *record: Event) -> SignOff:
    return sign_off(read_whole(TEMPLATE, held), NOTE, TICK, record)


class DescribeATick:
    def it_is_open_until_given(self) -> None:
        assert standing(paper()).standing is Standing.OPEN

    def it_stands_while_its_text_does(self) -> None:
        held = paper({"note.money": rich("£5")})
        assert standing(held, given_for(held)).standing is Standing.STANDS

    def it_is_stale_once_its_text_changes_and_stands_again_when_that_is_undone(self) -> None:
        before, after = paper({"note.money": rich("£5")}), paper({"note.money": rich("£6")})
        tick = given_for(before)
        assert standing(after, tick).standing is Standing.STALE
        assert standing(before, tick).standing is Standing.STANDS

    def it_does_not_mind_other_sections(self) -> None:
        tick = given_for(paper({"note.money": rich("£5")}))
        held = paper({"note.money": rich("£5"), "note.facts": rich("new")})
        assert standing(held, tick).standing is Standing.STANDS

    def it_is_open_again_once_withdrawn(self) -> None:
        held = paper()
        withdrawn = Event(2, EventKind.WITHDRAWN, 1, "", key=TICK.key)
        assert standing(held, given_for(held), withdrawn).standing is Standing.OPEN

    def it_never_counts_when_only_an_imported_file_claims_it(self) -> None:
        held = paper()
        assert standing(held, given_for(held, EventKind.CLAIMED)).standing is Standing.CLAIMED

    def it_stands_for_the_whole_document_where_the_form_names_no_sections(self) -> None:
        assert "note.facts" in vouched(NOTE, SIGN)
        assert "note.tick" not in vouched(NOTE, SIGN)
        assert vouched(NOTE, TICK) == ("note.money",)


class DescribeDigests:
    def digest(self, answers: dict[str, Value], secret: str = "") -> str:
        return document_digest(read_whole(TEMPLATE, paper(answers)), NOTE, secret)

    def it_does_not_mind_identities_composition_or_line_ends(self) -> None:
        held = rich("caf\u00e9")
        assert self.digest({"note.facts": held}) == self.digest({"note.facts": RichText(copied(held.blocks))})
        assert self.digest({"note.facts": held}) == self.digest({"note.facts": rich("cafe\u0301")})
        assert self.digest({"note.title": "a\nb"}) == self.digest({"note.title": "a\r\nb"})

    @pytest.mark.parametrize(
        "other",
        [
            rich("ab", "c "), rich("ab"), rich("a", "bc"), rich("ab", "C"),
            RichText((Paragraph((Text("ab", bold=True),)), Paragraph((Text("c"),)))),
            RichText((Paragraph((Text("ab"),), 1), Paragraph((Text("c"),)))),
        ],
    )  # fmt: skip
    def it_minds_every_word_and_look(self, other: RichText) -> None:
        assert self.digest({"note.facts": rich("ab", "c")}) != self.digest({"note.facts": other})

    @given(st.text(max_size=12), st.text(max_size=12))
    def it_tells_different_titles_apart(self, one: str, two: str) -> None:
        same = self.digest({"note.title": one}) == self.digest({"note.title": two})
        assert same or one != two

    def it_minds_the_form_s_version_and_the_secret(self) -> None:
        reading = read_whole(TEMPLATE, paper())
        later = replace(NOTE, ref=replace(NOTE.ref, version="2"))
        assert document_digest(reading, NOTE) != document_digest(reading, later)
        assert document_digest(reading, NOTE) != document_digest(reading, NOTE, "s")

    def it_minds_the_statement_that_was_ticked(self) -> None:
        reading = read_whole(TEMPLATE, paper())
        other = replace(TICK, statements=((Text("The treasurer has not seen this."),),))
        assert field_digest(reading, NOTE, TICK) != field_digest(reading, NOTE, other)

    def it_prints_as_a_fingerprint_for_people(self) -> None:
        told = fingerprint(self.digest({}))
        assert len(told) == 14
        assert set(told) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")
        assert fingerprint("0" * 64) == "0000-0000-0000"
        assert fingerprint("f" * 64) == "ZZZZ-ZZZZ-ZZZZ"


class DescribeSteps:
    def it_makes_a_change_and_takes_it_back(self) -> None:
        held = paper({"note.title": "old"})
        step = Step("Typing", (Change("note.title", Part.ONE, "old", "new"),), Caret(), Caret("note.title"))
        after = applied(held, step.changes)
        assert after.public.answers["note.title"] == "new"
        assert applied(after, step.reversed.changes) == held
        assert step.reversed.after == Caret()

    def it_keeps_parts_apart(self) -> None:
        after = applied(paper(), (Change("closed.facts", Part.TWO, None, rich("x")),))
        assert not after.public.answers
        assert after.restricted.answers == {"closed.facts": rich("x")}

    def it_joins_typing_that_goes_on_in_one_field(self) -> None:
        one = Step("Typing", (Change("note.title", Part.ONE, None, "a"),))
        two = Step("Typing", (Change("note.title", Part.ONE, "a", "ab"),))
        assert joined(one, two) == Step("Typing", (Change("note.title", Part.ONE, None, "ab"),))

    def it_does_not_join_different_fields_or_deeds(self) -> None:
        one = Step("Typing", (Change("note.title", Part.ONE, None, "a"),))
        assert joined(one, Step("Typing", (Change("note.reference", Part.ONE, None, "b"),))) is None
        assert joined(one, Step("Replace", (Change("note.title", Part.ONE, "a", "b"),))) is None
