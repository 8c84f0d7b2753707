"""The publication pack: what is in it, when it is refused, what goes on record."""

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest

from desktop_app.app.acts import NotReady
from desktop_app.app.combining import combined, count_notes
from desktop_app.app.deferral import deferred_until, too_early
from desktop_app.app.exporting import NotExportable, Order, export, part2_in_public
from desktop_app.app.outgoing import Beside
from desktop_app.app.publishing import Ask, in_the_way, publish
from desktop_app.app.writers import WRITERS
from desktop_app.document.model import Document, Heading, Para, Span
from desktop_app.domain.edition import Edition
from desktop_app.domain.fields import DateField
from desktop_app.domain.form import Item
from desktop_app.domain.paper import Paper, Restricted
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.export.pdf import write_pdf
from tests.domain.forms_for_tests import NOTE, TEMPLATE, paper, rich
from tests.export.papers import RESOURCES, documents_of, templates
from tests.export.papers import sample as sample_paper
from tests.export.pdf_samples import body, document
from tests.export.pdf_structure import read_structure

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
SAMPLE = sample_paper()
WHOLE = templates()[SAMPLE.public.template]


def decided(held: Paper) -> Paper:
    event = Event(0, EventKind.STATE, 1, "2026-03-01T09:00:00+00:00", choice="decided")
    return held.with_public(record=(*held.public.record, chained(held.record, event)))


def packed(tmp_path: Path, held: Paper = SAMPLE, **more: object) -> dict[str, bytes]:
    ask = replace(Ask(tmp_path, "Kit Example", "A trial"), **more)
    made = publish(WHOLE, held, ask, WRITERS, RESOURCES, NOW)
    assert sorted(made.files) == sorted(made.folder.iterdir())
    return {path.name: path.read_bytes() for path in made.files}


class DescribeAPack:
    def it_holds_every_public_document_in_every_format(self, tmp_path: Path) -> None:
        made = packed(tmp_path)
        stems = ("PCD 1120 Decision form DRAFT", "PCD 1120 Board report DRAFT")
        wanted = {f"{stem}.{kind}" for stem in stems for kind in ("docx", "pdf", "html", "json")}
        assert made.keys() == {*wanted, "receipt.json", "receipt.txt"}
        assert [path.name for path in tmp_path.iterdir()] == ["PCD 1120 published 2026-03-02"]

    def it_never_takes_the_name_of_an_earlier_one(self, tmp_path: Path) -> None:
        packed(tmp_path)
        packed(tmp_path)
        assert (tmp_path / "PCD 1120 published 2026-03-02 (2)").is_dir()

    def it_is_the_same_each_time(self, tmp_path: Path) -> None:
        assert packed(tmp_path / "a") == packed(tmp_path / "b")

    def it_offers_on_the_page_only_what_lies_beside_it(self, tmp_path: Path) -> None:
        made = packed(tmp_path, combine=True)
        data = json.loads(made["PCD 1120 Decision form DRAFT.json"])
        offered = {unquote(each["contentUrl"]) for each in data["encoding"]}
        assert len(offered) == 5
        assert offered < made.keys()

    def it_tells_no_word_of_part_2(self, tmp_path: Path) -> None:
        for data in packed(tmp_path).values():
            assert b"Halden" not in data


class DescribeItsReceipt:
    def it_lists_every_file_with_its_digest(self, tmp_path: Path) -> None:
        made = packed(tmp_path)
        listed = {each["name"]: each["sha256"] for each in json.loads(made["receipt.json"])["files"]}
        assert listed.keys() == made.keys() - {"receipt.json", "receipt.txt"}
        assert all(hashlib.sha256(made[name]).hexdigest() == digest for name, digest in listed.items())

    def it_says_who_when_why_and_in_spite_of_what(self, tmp_path: Path) -> None:
        made = packed(tmp_path)
        told = json.loads(made["receipt.json"])
        assert told["published"]["by"] == "Kit Example"
        assert told["published"]["at"].startswith("2026-03-02T10:30")
        assert told["reason"] == "A trial"
        assert any(each["title"] == "Not ticked yet" for each in told["overridden"])
        assert not {each["rule"] for each in told["overridden"]} & set(told["checks"]["passed"])
        words = made["receipt.txt"].decode()
        assert words.startswith("For the file, not for the website")
        assert "A trial" in words
        assert all(each["sha256"] in words for each in told["files"])


class DescribeAnUndecidedPaper:
    def it_says_so_in_its_receipt_and_its_files_are_drafts(self, tmp_path: Path) -> None:
        made = packed(tmp_path)
        assert json.loads(made["receipt.json"])["undecided"] is True
        assert "was not decided" in made["receipt.txt"].decode()
        assert all("DRAFT" in name for name in made if not name.startswith("receipt"))


class DescribeWhatStandsInTheWay:
    def it_is_refused_before_the_decision(self, tmp_path: Path) -> None:
        with pytest.raises(NotExportable, match="not decided"):
            packed(tmp_path, who="Kit", reason="")
        assert list(tmp_path.iterdir()) == []

    def it_is_refused_while_something_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(NotReady):
            packed(tmp_path, decided(SAMPLE), reason=" ")

    def it_needs_a_name_with_the_reason(self, tmp_path: Path) -> None:
        with pytest.raises(NotReady):
            packed(tmp_path, decided(SAMPLE), who="")

    def it_leaves_nothing_behind_where_part_2_would_show(self, tmp_path: Path) -> None:
        def leaking(made: Document, resources: Path) -> bytes:
            return write_pdf(replace(made, nodes=(*made.nodes, Para((Span("Halden Archives"),)))), resources)

        ask = Ask(tmp_path, "Kit", "A trial")
        with pytest.raises(NotExportable, match="only Part 2 may hold"):
            publish(WHOLE, SAMPLE, ask, {**WRITERS, "pdf": leaking}, RESOURCES, NOW)
        assert list(tmp_path.iterdir()) == []


class DescribePart2InPart1:
    TOLD = "The bidder would take less for the gates if the term were five years."

    def both(self) -> Paper:
        held = decided(SAMPLE)
        public = {**held.public.answers, "decision.issues": rich(f"It is known that: {self.TOLD}")}
        secret = {**held.restricted.answers, "part2.facts": rich(self.TOLD)}
        return replace(held.with_public(answers=public), restricted=Restricted(secret))

    @pytest.mark.parametrize("combine", [False, True])
    def it_stops_it_whatever_reason_is_given(self, combine: bool, tmp_path: Path) -> None:
        with pytest.raises(NotExportable) as refused:
            packed(tmp_path, self.both(), combine=combine)
        assert str(refused.value) == (
            f"Decision form, Issues for consideration, 2.1: “{self.TOLD[:-1]}” stands word for word in "
            "Part 2 (restricted), Confidential facts and advice, 1.1 as well. This text is to be published, "
            "and nothing of the restricted part may be. Take it out of the one, or of the other."
        )
        assert list(tmp_path.iterdir()) == []

    def it_stops_it_where_the_pack_does_not_look_for_it_too(self, tmp_path: Path) -> None:
        off = replace(WHOLE, pack=replace(WHOLE.pack, off=("part2.repeated",)))
        with pytest.raises(NotExportable, match="word for word"):
            publish(off, self.both(), Ask(tmp_path, "Kit", "A trial"), WRITERS, RESOURCES, NOW)

    @pytest.mark.parametrize(
        ("formats", "final"), [(("html",), False), (("html",), True), (("docx", "pdf"), True)]
    )
    def it_stops_files_that_go_out(self, formats: tuple[str, ...], final: bool, tmp_path: Path) -> None:
        order = Order(("decision",), formats, tmp_path / "out", final, "A trial")
        with pytest.raises(NotExportable, match="word for word"):
            list(export(WHOLE, self.both(), order, WRITERS, RESOURCES, NOW.date()))
        assert not (tmp_path / "out").exists()

    def it_leaves_copies_for_review_alone_which_tell_it_to_nobody(self, tmp_path: Path) -> None:
        order = Order(("decision",), ("docx",), tmp_path, beside=Beside(found=True))
        (made,) = export(WHOLE, self.both(), order, WRITERS, RESOURCES, NOW.date())
        comments = zipfile.ZipFile(made.path).read("word/comments.xml").decode()
        assert "Not ticked yet" in comments
        assert "word for word" not in comments

    def it_is_offered_no_reason(self) -> None:
        assert not any("word for word" in told for told in in_the_way(WHOLE, self.both(), NOW.date()))
        assert part2_in_public(WHOLE, SAMPLE, NOW.date()) == ()

    @pytest.mark.parametrize("mended", ["decision.issues", "part2.facts"])
    def it_is_mended_in_the_one_or_in_the_other(self, mended: str) -> None:
        held = self.both()
        assert part2_in_public(WHOLE, held, NOW.date())
        part = held.restricted if mended.startswith("part2") else held.public
        held = replace(held, **{
            "restricted" if part is held.restricted else "public":
            replace(part, answers={**part.answers, mended: rich("Something else.")})
        })  # fmt: skip
        assert part2_in_public(WHOLE, held, NOW.date()) == ()

    def it_takes_no_reason_that_tells_part_2(self, tmp_path: Path) -> None:
        with pytest.raises(NotExportable, match=r"or the reason, .*“Halden”.*Confidential facts.*Word it"):
            packed(tmp_path, reason="Halden lost")
        assert list(tmp_path.iterdir()) == []


def _ahead(item: Item) -> Item:
    return replace(item, ahead=True) if isinstance(item, DateField) else item


class DescribeADeferral:
    def it_is_read_off_the_answers(self) -> None:
        answers = {"decision.deferred": True, "decision.deferred_until": date(2026, 6, 1)}
        held = SAMPLE.with_public(answers={**SAMPLE.public.answers, **answers}).public
        assert deferred_until(WHOLE, held) == date(2026, 6, 1)
        assert "1 June 2026" in too_early(WHOLE, held, date(2026, 5, 31))
        assert too_early(WHOLE, held, date(2026, 6, 1)) == ""
        assert too_early(WHOLE, SAMPLE.public, date(2026, 1, 1)) == ""

    def it_is_told_in_the_receipt_of_what_was_published_before_its_day(self, tmp_path: Path) -> None:
        answers = {"decision.deferred": True, "decision.deferred_until": date(2026, 6, 1)}
        made = packed(tmp_path, SAMPLE.with_public(answers={**SAMPLE.public.answers, **answers}))
        assert json.loads(made["receipt.json"])["deferred_until"] == "2026-06-01"
        assert "was deferred until 1 June 2026" in made["receipt.txt"].decode()

    def it_keeps_a_web_page_back_until_a_reason_is_given(self, tmp_path: Path) -> None:
        later = tuple(
            replace(
                s, items=tuple(replace(i, ahead=True) if isinstance(i, DateField) else i for i in s.items)
            )
            for s in NOTE.sections
        )
        template = replace(TEMPLATE, forms=(replace(NOTE, sections=later), *TEMPLATE.forms[1:]))
        held = paper({"note.title": "T", "note.deferred": True, "note.until": date(2026, 6, 1)})

        def pages(**more: str) -> list[Path]:
            order = Order(("note",), ("html",), tmp_path / "out", **more)  # pyright: ignore[reportArgumentType]
            return [made.path for made in export(template, held, order, WRITERS, RESOURCES, NOW.date())]

        with pytest.raises(NotExportable, match="deferred until 1 June 2026"):
            pages()
        assert not (tmp_path / "out").exists()
        assert len(pages(reason="The minister said so")) == 1

    def it_makes_no_web_page_of_part_2(self, tmp_path: Path) -> None:
        held = paper({"note.title": "T"}, {"closed.facts": rich("x")})

        def made(*formats: str) -> list[str]:
            order = Order(("note", "closed"), formats, tmp_path)
            return [f.path.name for f in export(TEMPLATE, held, order, WRITERS, RESOURCES, NOW.date())]

        with pytest.raises(NotExportable, match="public documents alone"):
            made("html")
        assert [name.rpartition(".")[2] for name in made("docx", "html")] == ["docx", "html", "docx"]


class DescribeCombining:
    def it_is_one_file_with_one_outline(self) -> None:
        first, second = list(documents_of(SAMPLE, Edition.PUBLICATION))[:2]
        data = write_pdf(combined([("Form", first), ("Report", second)]), RESOURCES)
        file = pypdfium2.PdfDocument(data)
        titles = [entry.get_title() for entry in file.get_toc()]
        file.close()
        one, two = ([n for n in d.nodes if isinstance(n, Heading)] for d in (first, second))
        assert len(titles) == len(one) + 1 + len(two)
        assert titles[len(one)] == "Report"

    def it_counts_notes_through(self) -> None:
        whole = combined([("A", document(*body(2))), ("B", document(*body(3)))])
        assert count_notes(whole.nodes) == 5
        structure = read_structure(write_pdf(whole, RESOURCES))
        assert structure.faults == []
        assert len(structure.find("Note")) == 5

    def it_bears_both_markings_where_they_differ(self) -> None:
        whole = combined([("A", document(marking="OPEN")), ("B", document(marking="CLOSED", draft=True))])
        assert whole.marking == "OPEN / CLOSED"
        assert whole.draft
