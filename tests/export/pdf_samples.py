"""Papers to write as PDF: a decision form, a board report, made-up figures throughout."""

from typing import Any

from desktop_app.document.model import (
    Box,
    Break,
    DataTable,
    Declaration,
    Document,
    Edition,
    Heading,
    Inlines,
    Item,
    Kicker,
    Labelled,
    Node,
    NoteMark,
    Para,
    Question,
    Questions,
    Ref,
    Scheme,
    Signature,
    Span,
    Statement,
    TableCell,
    Title,
)


def words(text: str, *, bold: bool = False) -> tuple[Span, ...]:
    return (Span(text, bold=bold),)


def document(*nodes: Node, **more: Any) -> Document:
    facts: dict[str, Any] = {
        "title": "Renewal of the Custody Records Archive Service",
        "subject": "Request for DMPC decision – PCD 1120",
        "author": "Alex Example",
        "marking": "OFFICIAL – PUBLIC",
        "foot": "PCD 1120  Custody Records Archive Service",
        "reference": "PCD 1120",
        "name": "decision",
        "modified": "2022-03-01T10:00:00Z",
    } | more
    return Document(edition=Edition.SIGNING, nodes=nodes, scheme=Scheme(), **facts)


def table(rows: list[list[str]], **more: Any) -> DataTable:
    """Return a table whose cells that begin with a digit or £ below the head are amounts."""
    cells = tuple(
        tuple(TableCell(words(text), index > 0 and text[:1] in "£0123456789" and text != "") for text in row)
        for index, row in enumerate(rows)
    )
    return DataTable(cells, **more)


NOTE = NoteMark("n1", 1, words("Contract PCD 431, let in 2018."))
COSTS = table(
    [
        ["", "2022/23", "2023/24", "Total"],
        ["Service charge", "£560,000", "£560,000", "£1,120,000"],
        ["Storage", "£45,000", "£45,000", "£90,000"],
        ["Migration", "£15,000", "£15,000", "£30,000"],
        ["Total", "£620,000", "£620,000", "£1,240,000"],
    ],
    total=True,
    under=True,
    id="t1",
)
_CONFIRM = (
    "I confirm I have considered whether or not I have any personal or prejudicial interest in this matter "
    "and take the proposed decision in compliance with the Code of Conduct. Any such interests are recorded "
    "below."
)
_HEAD: tuple[Node, ...] = (
    Kicker(words("Mayor’s Office for Policing and Crime")),
    Kicker(words("Request for DMPC decision – PCD 1120")),
    Title(words("Renewal of the Custody Records Archive Service"), "decision.title"),
    Heading(1, words("Executive summary"), key="decision.summary"),
    Para(
        words(
            "This paper seeks approval to renew the contract for the Custody Records Archive Service for two "
            "years at a cost of £1,240,000, funded from the approved Digital Policing revenue budget."
        )
    ),
    Heading(1, words("Recommendation")),
    Para(words("The Deputy Mayor for Policing and Crime is recommended to:"), fixed=True),
    Item(
        words(
            "Approve the award of a two-year contract for the Custody Records Archive Service at a "
            "cost of £1,240,000."
        ),
        "(1)",
        "recommendation",
        "({n})",
        first=True,
    ),
    Item(
        words("Delegate the signature of the contract to the Director of Commercial Services."),
        "(2)",
        "recommendation",
        "({n})",
    ),
    Heading(1, words("Deputy Mayor for Policing and Crime")),
    Para(words(_CONFIRM), fixed=True),
    Box((), "decision.interests"),
    Para(words("The above request has my approval."), fixed=True),
    Signature("Deputy Mayor for Policing and Crime", "decision.signature", fingerprint="7F3K-9QXM-2C4D"),
)
_FACTS: tuple[Node, ...] = (
    Heading(
        1, words("PART I – NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC"), "", "", banner=True, new_page=True
    ),
    Heading(2, words("Introduction and background"), "1.", "decision.introduction"),
    Para(
        (
            Span(
                "The Metropolitan Police Service (MPS) keeps custody records in a managed archive. "
                "The present contract ends on 31 March 2022."
            ),
            NOTE,
        ),
        "1.1.",
        id="p1",
    ),
    Para(words("The archive holds records that must be kept for seven years."), "1.2.", id="p2"),
    Heading(2, words("Issues for consideration"), "2."),
    Para(
        words(
            "Without a new contract the records could not be searched. The contract must therefore provide:"
        ),
        "2.1.",
    ),
    Item(words("search by name, date and custody number;"), "(a)", "letter", "({a})", under=True, first=True),
    Item(words("retention and deletion to the schedule."), "(b)", "letter", "({a})", under=True),
    Heading(2, words("Financial comments"), "3."),
    Para(
        words("The cost of the contract is £1,240,000 over two years, which is £620,000 in each year."),
        "3.1.",
        id="p3",
    ),
    COSTS,
    Para(
        words(
            "It will be met from the approved Digital Policing revenue budget. There is no call on capital."
        ),
        "3.2.",
    ),
    Heading(2, words("Legal comments"), "4."),
    Para(
        (
            Span("MOPAC is a contracting authority as defined in the "),
            Span("Public Contracts Regulations 2015", link="https://www.legislation.gov.uk/uksi/2015/102"),
            Span("."),
        ),
        "4.1.",
    ),
    Para(
        (
            Span("Paragraph 4.8 of the "),
            Span("Scheme of Delegation and Consent", italic=True),
            Span(" gives the Deputy Mayor authority to approve business cases of "),
            Span("£500,000 and above", bold=True),
            Span(" (see paragraph "),
            Ref("3.1", "p3"),
            Span(")."),
        ),
        "4.2.",
    ),
)
_TICKS = (
    ("Financial advice", "The Strategic Finance and Resource Management Team has been consulted.", True),
    ("Legal advice", "The MPS legal team has been consulted on the proposal.", True),
    ("Equalities advice", "Equality and diversity issues are covered in the body of the report.", True),
    (
        "Commercial issues",
        "The proposal is in keeping with the GLA Group Responsible Procurement Policy.",
        True,
    ),
    (
        "GDPR and data privacy",
        "GDPR compliance issues are covered in the body of the report. A DPIA has been completed.",
        False,
    ),
    (
        "Director / Head of Service",
        (
            "The Chief Finance Officer has reviewed the request and is satisfied it is correct and "
            "consistent with the MOPAC’s plans and priorities."
        ),
        False,
    ),
)
_END: tuple[Node, ...] = (
    Heading(1, words("Public access to information"), new_page=True),
    Para(
        words(
            "Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FOIA) and "
            "will be made available on the MOPAC website following approval."
        ),
        fixed=True,
    ),
    Questions(
        (
            Question(
                words("Is the publication of Part 1 of this approval to be deferred?"), words("NO"), "a"
            ),
            Question(words("If yes, for what reason:"), (), "b"),
            Question(words("Until what date:"), (), "c"),
            Question(words("Is there a Part 2 form?"), words("YES"), "d"),
        )
    ),
    Declaration(
        ("Originating officer declaration", "Tick to confirm"),
        tuple(Statement(name, (words(text),), ticked, f"tick.{name}") for name, text, ticked in _TICKS),
    ),
    Heading(1, words("Chief Executive Officer")),
    Para(
        words(
            "I have been consulted about the proposal and confirm that financial, legal and equalities "
            "advice has been taken into account in the preparation of this report. I am satisfied that this "
            "is an appropriate request to be submitted to the Deputy Mayor for Policing and Crime."
        ),
        fixed=True,
    ),
    Signature("Chief Executive Officer", "decision.ceo", name="Sam Sample", date="3 March 2022"),
)
DECISION = document(*_HEAD, *_FACTS, *_END)

_PROSE = (
    "The programme board considered four ways to keep the archive in service after the present contract "
    "ends, and weighed each against cost, risk and the time that a move of eleven million records would "
    "take. Officers in three boroughs took part in a trial, and their remarks are summed up in the annex. "
)


def body(sections: int, paragraphs: int = 6) -> tuple[Node, ...]:
    """Return numbered sections of text, each with a list, a table and a footnote."""
    nodes: list[Node] = []
    for section in range(1, sections + 1):
        nodes.append(
            Heading(1, words(f"Section {section} of the report"), f"{section}.", f"report.s{section}")
        )
        for n in range(1, paragraphs + 1):
            note = NoteMark(
                f"n{section}-{n}", section * 100 + n, words(f"Board minute {section}/{n}, as agreed.")
            )
            text: Inlines = (Span(_PROSE * 2), note) if n == 2 else (Span(_PROSE * 2),)
            nodes.append(Para(text, f"{section}.{n}.", id=f"p{section}-{n}"))
        nodes.extend(
            Item(words(f"point {mark}: {_PROSE[:90]}"), f"({mark})", "letter", "({a})", 0, True, mark == "a")
            for mark in "abc"
        )
        nodes.append(COSTS)
    return tuple(nodes)


REPORT = document(
    Kicker(words("Portfolio & Investment Board – June 2022")),
    Title(words("Custody Records Archive: business justification"), "report.title"),
    Labelled("Report by", words("Alex Example"), "report.by"),
    Labelled("On behalf of", (), "report.behalf"),
    Para(words("Restricted facts are in Part 2.", bold=True), centred=True),
    *body(6),
    Heading(1, words("Closing"), "7."),
    Para((Span("First line"), Break(), Span("second line")), hangs=True),
    Item(words("A bullet at the margin."), "•", "bullet", "•", first=True),
    Item(words("A bullet below it."), "–", "bullet", "–", level=1),
    title="Custody Records Archive: business justification",
    marking="DRAFT – OFFICIAL – PUBLIC",
)
