"""One copy with everything in it that several people do in Word: just that is proposed, each at its place."""

import re
from collections.abc import Callable

import pytest

from desktop_app.app.comments import add_comment, answer, comments_of, settle, take_comments
from desktop_app.app.deciding import Conflict, accept, accept_all, along_with, conflicts_of, reject
from desktop_app.app.outgoing import Beside
from desktop_app.app.review import Review, review_of
from desktop_app.app.session import Session
from desktop_app.domain.richtext import Block, Cell, Paragraph, Table, Text, runs_of, text_runs
from desktop_app.storage.library import Library
from tests.intake.docx.commented import Said, commented
from tests.intake.docx.wordfile import DATE, cut, gone, ins, p, t

from .under_review import KEY, copy_of, edited, opened, paragraph, text, words


def said(words: str, id_: str) -> Paragraph:
    return Paragraph(text_runs(words), id=id_)


def row(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell(text_runs(words)) for words in cells)


SENT: tuple[Block, ...] = (
    said("The contract costs £48,000 a year.", "b1"),
    Paragraph((Text("It ends "), Text("soon", bold=True), Text(".")), id="b2"),
    said("Divers saw the quay in May.", "b3"),
    said("The lease runs out in June. It can be renewed.", "b4"),
    said("Nobody objects.", "b5"),
    said("The harbour is deep.", "b6"),
    said("It was dredged last year.", "b7"),
    said("Members met twice in all.", "b8"),
    Table((row("Item", "Cost"), row("Launch", "£9,000"), row("Crane", "£7,000")), header=1, id="t1"),
    said("The quay stays open.", "b9"),
)
WHOLE = "The contract costs £48,000 a year."


def by(who: str, number: int) -> str:
    """Return what Word says of a change: its number, whose, and when."""
    return f'w:id="{number}" w:author="{who}" {DATE}'


def mark(kind: str, who: str, number: int) -> str:
    """Return what makes the end of a paragraph a change, put first into its properties' runs."""
    return f"<w:rPr><w:{kind} {by(who, number)}/></w:rPr></w:pPr>"


def price_by_two(xml: str) -> str:
    """Ann puts another figure in; Bob takes part of hers out again and adds his own."""
    inner = f"<w:del {by('Bob', 703)}>{gone('2,000')}</w:del>"
    put = f"<w:ins {by('Ann', 702)}>{t('5')}{inner}</w:ins>{ins(t('0,000'), 'Bob', 704)}"
    return words(WHOLE, t("The contract costs £") + cut("48,000", "Ann", 701) + put + t(" a year."))(xml)


def bold_on_record(xml: str) -> str:
    """Bob makes words bold, which Word keeps with how they looked."""
    look = f"<w:b/><w:rPrChange {by('Bob', 711)}><w:rPr/></w:rPrChange>"
    return words("The quay stays open.", t("The quay ") + t("stays open", look) + t("."))(xml)


def moved(xml: str) -> str:
    """Cy moves a paragraph behind another with the mouse."""
    whole = re.search(r"<w:p (?:(?!</w:p>).)*Divers saw the quay in May\.(?:(?!</w:p>).)*</w:p>", xml)
    assert whole, xml
    run = t("Divers saw the quay in May.")
    left = whole[0].replace("</w:pPr>", mark("moveFrom", "Cy", 721), 1)
    left = left.replace(run, f"<w:moveFrom {by('Cy', 722)}>{run}</w:moveFrom>")
    span = f'<w:moveFromRangeStart {by("Cy", 723)} w:name="move7"/>'
    xml = xml.replace(whole[0], f'{span}{left}<w:moveFromRangeEnd w:id="723"/>')
    at = xml.index("</w:p>", xml.index("Nobody objects.")) + len("</w:p>")
    style = re.search(r'<w:pStyle w:val="\w+"/>', whole[0])
    assert style
    put = p(f"<w:moveTo {by('Cy', 725)}>{run}</w:moveTo>", style[0] + mark("moveTo", "Cy", 724)[:-8])
    span = f'<w:moveToRangeStart {by("Cy", 726)} w:name="move7"/>{put}<w:moveToRangeEnd w:id="726"/>'
    return xml[:at] + span + xml[at:]


def parted(xml: str) -> str:
    """Ann presses Enter between two sentences."""
    run = t("The lease runs out in June. It can be renewed.")
    at = xml.index(run)
    start = xml.rindex("<w:p ", 0, at)
    head = xml[start:at]
    bare = re.sub(r"<w:bookmarkStart [^>]*/>", "", re.sub(r' w14:paraId="\w+"', "", head))
    first = (
        head.replace("</w:pPr>", mark("ins", "Ann", 731), 1) + t("The lease runs out in June. ") + "</w:p>"
    )
    return xml[:start] + first + bare + t("It can be renewed.") + xml[at + len(run) :]


def joined(xml: str) -> str:
    """Bob takes out the end of a paragraph and puts a space there."""

    def change(whole: str) -> str:
        run = t("The harbour is deep.")
        return whole.replace("</w:pPr>", mark("del", "Bob", 741), 1).replace(
            run, run + ins(t(" "), "Bob", 742)
        )

    return paragraph("b6", change)(xml)


def untracked(xml: str) -> str:
    """Somebody types with recording off."""
    return xml.replace("Members met twice in all.", "Members met three times in all.")


def in_the_table(xml: str) -> str:
    """Ann mends a cell, Bob puts a row in, Cy takes one out."""
    start = xml.rindex("<w:tr>", 0, xml.index(">Launch<"))
    ends = [found.end() + start for found in re.finditer("</w:tr>", xml[start:])][:2]
    first, last = xml[start : ends[0]], xml[ends[0] : ends[1]]
    added = re.sub(r' w14:paraId="\w+"|<w:bookmark\w+ [^>]*/>', "", first)
    added = added.replace("<w:trPr>", f"<w:trPr><w:ins {by('Bob', 751)}/>", 1)
    added = re.sub(r"(<w:trPr>)(<w:ins [^>]*/>)(.*?)(</w:trPr>)", r"\1\3\2\4", added, count=1)
    for old, new in (("Launch", "Buoys"), ("£9,000", "£500")):
        added = added.replace(t(old), ins(t(new), "Bob", 752))
    mended = first.replace(t("£9,000"), t("£9,") + cut("000", "Ann", 753) + ins(t("500"), "Ann", 754))
    out = re.sub(r"(<w:trPr>.*?)(</w:trPr>)", rf"\1<w:del {by('Cy', 755)}/>\2", last, count=1)
    for each in ("Crane", "£7,000"):
        out = out.replace(t(each), cut(each, "Cy", 756))
    return xml[:start] + mended + added + out + xml[ends[1] :]


ACTS: tuple[Callable[[str], str], ...] = (
    price_by_two,
    bold_on_record,
    moved,
    parted,
    joined,
    untracked,
    in_the_table,
)


@pytest.fixture
def session(library: Library) -> Session:
    return opened(library, *SENT)


def returned(session: Session) -> Review:
    data = copy_of(session)
    for act in ACTS:
        data = edited(data, act)
    data = commented(
        data,
        "Nobody objects.",
        Said("Ann", "Is that so?"),
        Said("Bob", "I asked them all.", answers=0),
        Said("Cy", "Fine now.", done=True),
    )
    return review_of(session, "returned.docx", data)


ALL = "The contract costs £50,000 a year."
TABLE = "Item\tCost\nLaunch\t£9,000\nCrane\t£7,000"
ACCEPTED = f"""{ALL}
It ends soon.
The lease runs out in June.\x20
It can be renewed.
Nobody objects.
Divers saw the quay in May.
The harbour is deep. It was dredged last year.
Members met three times in all.
Item\tCost
Launch\t£9,500
Buoys\t£500
The quay stays open."""


class DescribeACopyWithEverythingInIt:
    def it_proposes_just_what_was_done_each_at_its_place(self, session: Session) -> None:
        read = returned(session)
        assert [(q.kind, q.who, q.block, q.tracked) for q in read.proposals] == [
            ("replaced", "Ann", "b1", True),
            ("replaced", "Bob", "b1", True),
            ("moved", "Cy", "b3", True),
            ("inserted", "Ann", "b4", True),
            ("replaced", "Bob", "b6", True),
            ("replaced", "", "b8", False),
            ("inserted", "Bob", "t1", True),
            ("deleted", "Cy", "t1", True),
            ("replaced", "Ann", "t1", True),
            ("formatted", "Bob", "b9", True),
        ]
        assert {q.key for q in read.proposals} == {KEY}
        assert (read.unplaced, read.claims, conflicts_of(session, read)) == ((), (), frozenset())

    def it_tells_a_change_within_anothers_words_by_these(self, session: Session) -> None:
        ann, bob, *_ = returned(session).proposals
        assert (ann.old, ann.new) == (WHOLE, "The contract costs £52,000 a year.")
        assert (bob.old, bob.new) == ("The contract costs £52,000 a year.", ALL)

    def it_tells_of_a_move_what_is_moved_and_from_where_to_where(self, session: Session) -> None:
        moved = returned(session).proposals[2]
        assert moved.old == moved.new == "Divers saw the quay in May."
        assert moved.way == "From after “It ends soon.” to after “Nobody objects.”"

    def it_accepts_with_a_change_what_it_stands_in(self, session: Session) -> None:
        read = returned(session)
        assert along_with(session, read, read.proposals[1]) == (read.proposals[0],)
        assert along_with(session, read, read.proposals[0]) == ()
        accept(session, read, [read.proposals[1]])
        assert text(session).startswith(ALL)
        assert read.accepted == {1, 2}
        session.undo()
        assert read.accepted == frozenset()

    def it_is_in_conflict_where_what_it_stands_in_was_rejected(self, session: Session) -> None:
        read = returned(session)
        reject(session, read, [read.proposals[0]])
        assert conflicts_of(session, read) == {2}
        with pytest.raises(Conflict, match="words that were rejected"):
            accept(session, read, [read.proposals[1]])
        assert text(session).startswith(WHOLE)

    def it_becomes_the_reviewers_text_where_all_is_accepted(self, session: Session) -> None:
        before = session.paper
        accept_all(session, returned(session))
        assert text(session) == ACCEPTED
        (runs,) = runs_of(session.reading.blocks(KEY)[-1])
        assert Text("stays open", bold=True) in runs
        session.undo()
        assert session.paper == before

    def it_becomes_the_same_one_by_one_from_the_end(self, session: Session) -> None:
        read = returned(session)
        for proposal in reversed(read.proposals):
            accept(session, read, [proposal])
        assert text(session) == ACCEPTED

    def it_leaves_the_text_where_all_is_rejected(self, session: Session) -> None:
        read = returned(session)
        reject(session, read, read.proposals)
        assert session.reading.blocks(KEY) == SENT
        assert read.open == ()

    def it_brings_the_comments_with_their_answers(self, session: Session) -> None:
        take_comments(session, returned(session))
        told = [(c.block, c.text, c.settled, [a.text for a in c.answers]) for c in comments_of(session)]
        asked = ("b5", "Is that so?", False, ["I asked them all."])
        assert sorted(told) == [("b5", "Fine now.", True, []), asked]


class DescribeCommentsThatGoOutAndBack:
    def it_neither_doubles_nor_loses_one(self, session: Session) -> None:
        take_comments(session, returned(session))
        own = add_comment(session, KEY, "b9", "Until when?", "Jo")
        first = next(c for c in comments_of(session) if c.text == "Is that so?")
        answer(session, first.id, "Two of them.", "Jo")
        settle(session, first.id, "Jo")
        out = copy_of(session, Beside(kept=True))
        assert take_comments(session, review_of(session, "same.docx", out)) == 0
        mine = comments_of(session)
        replied = review_of(session, "reply.docx", answered(out, "Until when?", "Ann", "Until June."))
        assert take_comments(session, replied) == 1
        again = copy_of(session, Beside(kept=True))
        assert take_comments(session, review_of(session, "again.docx", again)) == 0
        now = {c.id: c for c in comments_of(session)}
        assert [(a.who, a.text) for a in now.pop(own).answers] == [("Ann", "Until June.")]
        assert now == {c.id: c for c in mine if c.id != own}


def answered(data: bytes, to: str, who: str, reply: str) -> bytes:
    """Return a copy in which somebody answered a comment in Word."""
    seen: list[str] = []

    def add(xml: str) -> str:
        found = re.search(rf'paraId="(\w+)"(?:(?!paraId).)*{re.escape(to)}', xml)
        assert found
        seen.append(found[1])
        said = f'<w:p w14:paraId="00ABCDEF">{t(reply)}</w:p>'
        made = f'<w:comment w:id="990" w:author="{who}" {DATE}>{said}</w:comment>'
        return xml.replace("</w:comments>", f"{made}</w:comments>")

    def join(xml: str) -> str:
        made = f'<w15:commentEx w15:paraId="00ABCDEF" w15:paraIdParent="{seen[0]}" w15:done="0"/>'
        return xml.replace("</w15:commentsEx>", f"{made}</w15:commentsEx>")

    return edited(edited(data, add, "word/comments.xml"), join, "word/commentsExtended.xml")
