"""The engine: places, order, what is switched off, and what need not run again."""

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.checks import stretches
from desktop_app.checks.engine import RULES, check
from desktop_app.checks.finding import Finding, Severity
from desktop_app.checks.rule import Rule, Scope
from desktop_app.domain.paper import Choices, Paper, Person, RichText, Value
from desktop_app.domain.richtext import (
    Block,
    Cell,
    Footnote,
    LineBreak,
    ListItem,
    Paragraph,
    SubHeading,
    Table,
    Text,
    block_text,
)

from .papers import SIGNING, TEMPLATE, TODAY, found, paper, rich

NOTE = Footnote("n", (Text("as of 31 June 2019"),))


def all_found(checked: Paper) -> tuple[Finding, ...]:
    """Return all findings for signing."""
    return check(TEMPLATE, checked, stage=SIGNING, today=TODAY)


class DescribePlaces:
    @pytest.mark.parametrize(
        ("block", "start", "text"),
        [
            (Paragraph((Text("It is TBC."),), id="x"), 6, "TBC"),
            (Paragraph((Text("It is T"), Text("BC", bold=True)), id="x"), 6, "TBC"),
            (Paragraph((Text("One"), LineBreak(), Text("TBC")), id="x"), 4, "TBC"),
            (Paragraph((Text("🚓"), NOTE, Text(" TBC")), id="x"), 3, "TBC"),
            (ListItem((Text("TBC"),), id="x"), 0, "TBC"),
            (SubHeading((Text("Costs £X"),), id="x"), 6, "£X"),
        ],
    )
    def it_gives_the_characters_of_the_block(self, block: Block, start: int, text: str) -> None:
        (finding,) = found(paper({"notice.extra": rich(block)}), "placeholders.left")
        assert (finding.block, finding.start, finding.text) == ("x", start, text)
        assert block_text(block)[finding.start : finding.end] == text

    def it_gives_the_cell_of_a_table(self) -> None:
        table = Table(((Cell((Text("Cost"),)), Cell()), (Cell((Text("a"),)), Cell((Text("is £X"),)))), id="t")
        (finding,) = found(paper({"notice.extra": rich(table)}), "placeholders.left")
        assert (finding.block, finding.cell, finding.start, finding.end) == ("t", (1, 1), 3, 5)
        assert "row 2, column 2" in finding.message

    def it_gives_the_mark_of_a_footnote(self) -> None:
        (finding,) = found(
            paper({"notice.extra": rich(Paragraph((Text("Ends¹"), NOTE), id="x"))}), "dates.impossible"
        )
        assert (finding.start, finding.end, finding.text) == (5, 6, "31 June 2019")
        assert "In the footnote" in finding.message

    def it_reads_the_caption_of_a_table(self) -> None:
        (finding,) = found(
            paper({"notice.extra": rich(Table((), caption="Costs TBC", id="t"))}), "placeholders.left"
        )
        assert "caption" in finding.message

    def it_names_section_field_and_paragraph(self) -> None:
        (finding,) = found(paper({"notice.extra": rich("Words.", "TBC")}), "placeholders.left")
        assert finding.paragraph == "1.3."
        assert finding.message.startswith("Text, Extra, 1.3: “TBC”")
        assert (finding.document, finding.section, finding.field) == ("notice", "notice.text", "notice.extra")

    @pytest.mark.parametrize(
        ("key", "value", "start"),
        [
            ("notice.title", "Boilers TBC", 8),
            ("notice.author", Person("TBC", "Head"), 0),
            ("notice.author", Person("Ann", "TBC"), 6),
            ("notice.held", "TBC", 0),
            ("notice.wards", Choices(("n", "TBC")), 7),
        ],
    )
    def it_reads_lines_people_dates_and_free_choices(self, key: str, value: Value, start: int) -> None:
        (finding,) = found(paper({key: value}), "placeholders.left")
        assert (finding.field, finding.block, finding.start) == (key, "", start)

    def it_does_not_read_answers_that_are_not_asked_for(self) -> None:
        assert found(paper({"notice.reason": "TBC"}), "placeholders.left") == []


class DescribeFollowing:
    def it_tells_of_followed_text_once_at_its_source(self) -> None:
        findings = found(paper({"notice.body": rich("TBC"), "notice.title": "TBC"}), "placeholders.left")
        assert [finding.field for finding in findings] == ["notice.title", "notice.body"]

    def it_reads_what_the_other_document_adds(self) -> None:
        (finding,) = found(
            paper({"report.body": rich(Paragraph((Text("TBC"),), id="r"))}), "placeholders.left"
        )
        assert (finding.document, finding.paragraph) == ("report", "2.")

    def it_reads_text_that_goes_its_own_way(self) -> None:
        own = paper({"report.body": rich("TBC"), "notice.body": rich("TBC")})
        own = own.with_public(own_way=frozenset({"report.body"}))
        assert [finding.document for finding in found(own, "placeholders.left")] == ["notice", "report"]


class DescribeOrder:
    def it_goes_by_form_then_place_then_rule(self) -> None:
        bare = {"secret.body": rich("TBC")}
        full = paper(
            {
                "notice.title": "31 June 2019, TBC",
                "notice.extra": rich("x", "TBC and 31 June 2019 and £X"),
                "notice.has_secret": True,
                "report.body": rich(Paragraph((Text("TBC"),), id="r")),
            },
            body=bare["secret.body"],
        )
        told = [(f.document, f.field, f.block, f.start, f.rule) for f in all_found(full)]
        fields = [item.key for item in TEMPLATE.fields]
        assert told == sorted(told, key=lambda one: (fields.index(one[1]), one[2], one[3], one[4]))
        assert [one[4] for one in told if one[1] == "notice.extra"] == [
            "placeholders.left",
            "dates.impossible",
            "placeholders.left",
        ]

    def it_is_the_same_each_time(self) -> None:
        checked = paper({"notice.body": rich("TBC £X", "31 June 2019"), "notice.title": None})
        assert all_found(checked) == all_found(checked)

    def it_flags_findings_of_part_2(self) -> None:
        secret = paper({"notice.has_secret": True}, body=rich("TBC"))
        (finding,) = found(secret, "placeholders.left")
        assert (finding.document, finding.restricted) == ("secret", True)


class DescribeRules:
    def it_gives_each_an_id_of_its_own_and_says_what_and_why(self) -> None:
        ids = [rule.id for rule in RULES]
        assert len(ids) == len(set(ids))
        for rule in RULES:
            assert all((rule.title, rule.looks_for, rule.why, rule.source))

    @pytest.mark.parametrize(
        "rule", ["placeholders.left", "completeness.required", "declarations.open", "part2.empty"]
    )
    def it_leaves_out_what_the_pack_turned_off(self, rule: str) -> None:
        faulty = paper({"notice.title": None, "notice.has_secret": True, "notice.extra": rich("TBC")})
        off = replace(TEMPLATE, pack=replace(TEMPLATE.pack, off=(rule,)))
        assert found(faulty, rule)
        assert found(faulty, rule, template=off) == []
        others = {finding.rule for finding in all_found(faulty)} - {rule}
        assert others <= {f.rule for f in check(off, faulty, stage=SIGNING, today=TODAY)}

    def it_says_in_every_message_how_to_mend(self) -> None:
        faulty = paper(
            {"notice.title": None, "notice.extra": rich("TBC, 31 June 2019", ""), "notice.has_secret": True}
        )
        for finding in all_found(faulty):
            assert finding.message.count(". ") >= 1, finding.message
            assert finding.severity in tuple(Severity)


class DescribeMemory:
    def it_reads_only_the_block_that_changed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []

        def counting(text: str, _given: object) -> tuple[()]:
            read.append(text)
            return ()

        rule = Rule("counting", "t", "l", "w", "s", Scope.BLOCK, counting)
        monkeypatch.setattr(stretches, "BLOCK_RULES", (rule,))
        stretches.notes_of_equal.cache_clear()
        text = rich("One of a kind.", "Two of a kind.", "Three of a kind.")
        before = paper({"notice.extra": text})
        check(TEMPLATE, before, stage=SIGNING, today=TODAY)
        read.clear()
        blocks = (*text.blocks[:2], Paragraph((Text("Four of a kind."),), id="p2"))
        after = paper({"notice.extra": RichText(blocks)})
        check(TEMPLATE, after, stage=SIGNING, today=date(2021, 5, 18))
        stretches.notes_of_equal.cache_clear()
        assert [words for words in read if words.endswith("kind.")] == ["Four of a kind."]

    def it_does_not_mix_up_papers_of_templates_with_other_patterns(self) -> None:
        words = paper({"notice.extra": rich("as ZZTOP and ABBA say")})
        other = replace(TEMPLATE, pack=replace(TEMPLATE.pack, placeholders=("ABBA",)))
        assert [f.text for f in found(words, "placeholders.left")] == ["ZZTOP"]
        assert [f.text for f in found(words, "placeholders.left", template=other)] == ["ABBA"]
        assert [f.text for f in found(words, "placeholders.left")] == ["ZZTOP"]
