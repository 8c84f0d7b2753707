from dataclasses import replace

import pytest

from desktop_app.domain.citing import citations, cited, worded
from desktop_app.domain.numbering import Counter, labeller, number
from desktop_app.domain.paper import RichText
from desktop_app.domain.reading import read_public
from desktop_app.domain.richtext import (
    Block,
    Cell,
    CrossRef,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
)
from desktop_app.domain.scheme import Scheme
from tests.domain.forms_for_tests import NOTE, TEMPLATE, paper

BRACKETS = Scheme(
    "{section}", ("{section}.{n}", "({a})", "({i})"), letters=("({a})", "({i})"), numbers=("{n}.", "({a})")
)
ONE_BRACKET = Scheme("{section}.", ("{section}.{n}.", "{a})", "{i})"), letters=("{a})", "{i})"))
STOPS = Scheme("", ("{n}.", "{a}.", "{i}."), letters=("{a}.", "{i}."))
HEADED, PLAIN = SubHeading(()), Paragraph((), numbered=False)


def para(level: int = 0) -> Paragraph:
    return Paragraph((), level)


def letter(level: int = 0) -> ListItem:
    return ListItem((), ListKind.LETTER, level)


def digit(level: int = 0) -> ListItem:
    return ListItem((), ListKind.NUMBER, level)


def bullet(level: int = 0) -> ListItem:
    return ListItem((), ListKind.BULLET, level)


def named(scheme: Scheme, *blocks: Block) -> list[str]:
    """Return how blocks of a third section are cited."""
    each = tuple(replace(block, id=str(place)) for place, block in enumerate(blocks))
    counter = Counter(scheme, 3, in_numbered=True)
    found, _ = citations(each, {block.id: counter.label(block) for block in each})
    return [cited(found[block.id]) for block in each]


class DescribeCiting:
    @pytest.mark.parametrize(
        ("scheme", "told"),
        [
            (BRACKETS, ["3.1", "3.1(a)", "3.1(a)(i)", "3.1(b)"]),
            (ONE_BRACKET, ["3.1", "3.1 a)", "3.1 a) i)", "3.1 b)"]),
            (STOPS, ["1", "1a", "1a.i", "1b"]),
        ],
    )
    def it_names_a_sub_paragraph_whole(self, scheme: Scheme, told: list[str]) -> None:
        assert named(scheme, para(), para(1), para(2), para(1)) == told
        assert named(scheme, para(), letter(), letter(1), letter()) == told

    def it_names_an_item_by_the_paragraph_above_its_list(self) -> None:
        assert named(BRACKETS, para(), para(1), letter(), para(), letter()) == [
            "3.1",
            "3.1(a)",
            "3.1(a)(a)",
            "3.2",
            "3.2(a)",
        ]

    def it_never_makes_an_item_look_like_a_paragraph(self) -> None:
        assert named(BRACKETS, para(), digit())[1] == "3.1, item 1"
        assert named(BRACKETS, para(), letter(), digit(1))[2] == "3.1(a)(a)"

    def it_counts_bullets_which_have_no_number(self) -> None:
        assert named(BRACKETS, para(), bullet(), bullet(), bullet(1), letter(1), letter(), bullet(1)) == [
            "3.1",
            "3.1, first bullet",
            "3.1, second bullet",
            "3.1, second bullet, first sub-bullet",
            "3.1, second bullet, (i)",
            "3.1(a)",
            "3.1(a), first bullet",
        ]

    def it_counts_on_where_a_paragraph_without_number_parts_bullets(self) -> None:
        assert named(BRACKETS, para(), bullet(), PLAIN, bullet())[3] == "3.1, second bullet"
        told = named(BRACKETS, para(), *[bullet()] * 22)
        assert told[10:14] == [f"3.1, {n} bullet" for n in ("tenth", "11th", "12th", "13th")]
        assert told[21:] == ["3.1, 21st bullet", "3.1, 22nd bullet"]

    def it_names_an_item_under_nothing_by_its_own_number(self) -> None:
        assert named(BRACKETS, letter(), letter(1), PLAIN, letter(1)) == ["(a)", "(a)(i)", "", "(i)"]

    def it_has_no_name_for_what_bears_no_number(self) -> None:
        assert named(BRACKETS, bullet(), para(), PLAIN, HEADED, Table(())) == ["", "3.1", "", "", ""]

    def it_passes_over_a_paragraph_whose_sign_is_no_number(self) -> None:
        dotted = Scheme("", ("•", "({a})"))
        assert named(dotted, para(), para(1), letter(), bullet()) == [
            "",
            "(a)",
            "(a) a)",
            "(a), first bullet",
        ]


class DescribeNumbersOfADocument:
    def facts(self, *blocks: Block) -> RichText:
        return RichText(tuple(replace(block, id=f"f{place}") for place, block in enumerate(blocks)))

    def it_cites_what_is_under_a_paragraph(self) -> None:
        facts = self.facts(para(), para(1), bullet())
        numbers = number(NOTE, read_public(TEMPLATE, paper({"note.facts": facts}).public))
        assert numbers.target("f1") == "1.1(a)"
        assert numbers.cited() == {"f0": "1.1", "f1": "1.1(a)", "f2": "1.1(a), first bullet"}
        assert numbers.target("gone") == ""

    def it_takes_nothing_from_another_section(self) -> None:
        money = RichText((replace(letter(), id="m"),))
        public = paper({"note.facts": self.facts(para()), "note.money": money}).public
        assert number(NOTE, read_public(TEMPLATE, public)).target("m") == "a)"

    def it_follows_text_as_it_is_written(self) -> None:
        reading = read_public(TEMPLATE, paper({"note.facts": self.facts(para())}).public)
        written = self.facts(para(), para(), bullet()).blocks
        labels = labeller(NOTE, reading, "note.facts")(written)
        found, _ = citations(written, labels, number(NOTE, reading).above("note.facts"))
        assert cited(found["f2"]) == "1.2, first bullet"

    def it_goes_on_after_a_text_that_is_followed(self) -> None:
        labels = {"f0": "1.", "f1": "•", "g0": "•"}
        _, above = citations(self.facts(para(), bullet()).blocks, labels)
        found, _ = citations((replace(bullet(), id="g0"),), labels, above)
        assert cited(found["g0"]) == "1, second bullet"


class DescribeWords:
    def it_writes_references_out(self) -> None:
        runs = (Text("see "), CrossRef("p"))
        told = worded(Paragraph(runs, id="b"), {"p": "3.1"}.__getitem__)
        assert told == Paragraph((Text("see "), Text("3.1")), id="b")
        table = worded(Table(((Cell(runs),),)), lambda _: "gone")
        assert isinstance(table, Table)
        assert table.rows[0][0].runs[1] == Text("gone")
