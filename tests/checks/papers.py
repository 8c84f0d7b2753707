"""Small forms and papers for the tests of checks: of no authority, each field there for one rule."""

from collections.abc import Mapping
from datetime import date

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import (
    Alternative,
    AnyField,
    ChoiceField,
    Condition,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    Option,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    Stage,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Form, FormRef, Section, Template
from desktop_app.domain.pack import Exemption, Pack
from desktop_app.domain.paper import Paper, Person, PublicPaper, Restricted, RichText, Value
from desktop_app.domain.reading import read_whole
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import Block, Paragraph, Slot, Text
from desktop_app.domain.scheme import Scheme
from desktop_app.domain.signoff import field_digest

TODAY = date(2021, 5, 17)
SIGNING, DECIDED = Stage.SIGNING, Stage.DECIDED

_YES_DEFERRED = Condition("deferred", True)
_YES_SECRET = Condition("notice.has_secret", True)

_FRONT: tuple[AnyField, ...] = (
    LineField(key="notice.title", label="Title", required=SIGNING),
    ReferenceField(
        key="notice.reference", label="Reference", required=DECIDED, pattern="N [0-9]{3}", example="N 123"
    ),
    LineField(key="notice.code", label="Cost code", pattern="[A-Z]{2}[0-9]{4}", example="AB1234"),
    PersonField(key="notice.author", label="Author", required=SIGNING),
    PersonField(key="notice.sponsor", label="Sponsor", with_post=False),
    MonthField(key="notice.month", label="Month"),
    DateField(key="notice.held", label="Meeting held on"),
    ChoiceField(key="notice.kind", label="Kind", options=(Option("new", "New"), Option("old", "Old"))),
    ChoiceField(key="notice.wards", label="Wards", options=(Option("n", "North"),), many=True, free=True),
)
_BODY: tuple[AnyField, ...] = (
    RichTextField(key="notice.body", label="Body", required=SIGNING, nil="None."),
    RecommendationField(key="notice.asks", label="Recommendations", required=SIGNING),
    RichTextField(key="notice.extra", label="Extra"),
)
_ACCESS: tuple[AnyField, ...] = (
    YesNoField(key="notice.deferred", label="Deferred?", required=SIGNING),
    LineField(key="notice.reason", label="Reason", required=SIGNING, when=_YES_DEFERRED),
    DateField(key="notice.until", label="Until", required=SIGNING, when=_YES_DEFERRED, ahead=True),
    DateField(key="notice.told", label="Told on", when=_YES_DEFERRED),
    YesNoField(key="notice.has_secret", label="Is there a restricted part?", required=SIGNING),
    ChoiceField(
        key="notice.grounds", label="Grounds", options=(Option("s43", "Section 43"),), many=True, free=True
    ),
    MarkingField(key="notice.secret_marking", label="Marking", options=(Option("os", "OFFICIAL-SENSITIVE"),)),
)
_SIGNING: tuple[AnyField, ...] = (
    TickField(
        key="notice.tick_money",
        label="Financial advice",
        statements=((Text("Finance has been consulted."),),),
        vouches_for=("notice.body",),
        alternatives=(Alternative("na", "Not applicable"), Alternative("later", "Later", needs_reason=False)),
    ),
    TickField(key="notice.tick_late", label="Published", required=DECIDED, vouches_for=("notice.title",)),
    SignatureField(key="notice.chief", label="Signature", post="Chief", vouches_for=("notice.body",)),
    SignatureField(
        key="notice.decision", label="Decision", post="Mayor", decides=True, vouches_for=("notice.body",)
    ),
)
NOTICE = Form(
    FormRef("test", "notice", "1"),
    "notice",
    "Notice",
    (
        Section("notice.front", "Front", _FRONT),
        Section("notice.text", "Text", _BODY, heading=(Text("Text"),), numbered=True),
        Section("notice.access", "Access", _ACCESS),
        Section("notice.signing", "Signing", _SIGNING),
    ),
    Scheme(heading="{section}.", levels=("{section}.{n}.", "{a})")),
    title_key="notice.title",
    reference_key="notice.reference",
)
REPORT = Form(
    FormRef("test", "report", "1"),
    "report",
    "Report",
    (
        Section(
            "report.text",
            "Report text",
            (
                LineField(key="report.title", label="Title", required=SIGNING, follows=("notice.title",)),
                RichTextField(
                    key="report.body", label="Report body", required=SIGNING, follows=("notice.body",)
                ),
            ),
            numbered=True,
        ),
    ),
    Scheme(levels=("{n}.", "{a})"), continuous=True),
)
SECRET = Form(
    FormRef("test", "secret", "1"),
    "secret",
    "Restricted annex",
    (
        Section(
            "secret.text",
            "Secret text",
            (
                MarkingField(
                    key="secret.marking",
                    label="Marking",
                    follows=("notice.secret_marking",),
                    options=(Option("os", "OFFICIAL-SENSITIVE"),),
                ),
                RichTextField(key="secret.body", label="Secret body", required=SIGNING),
                TickField(key="secret.tick", label="Legal advice", required=DECIDED),
            ),
        ),
    ),
    Scheme(levels=("{n}.",)),
    restricted=True,
    marking=(Slot("marking"),),
    when=_YES_SECRET,
)
PACK = Pack(
    "test", exemptions=(Exemption("s43", "Act", "Section 43", "Commercial"),), placeholders=("ZZTOP",)
)
TEMPLATE = Template("test/notice", "test", "Test", "Notice", (NOTICE, REPORT, SECRET), pack=PACK)


def rich(*paragraphs: str | Block) -> RichText:
    """Return rich text of plain paragraphs (ids p0, p1 …) and blocks as given."""
    return RichText(
        tuple(
            Paragraph((Text(piece),) if piece else (), id=f"p{number}") if isinstance(piece, str) else piece
            for number, piece in enumerate(paragraphs)
        )
    )


#: A paper with every answer that signing needs, in which no rule finds anything but open statements.
WHOLE: Mapping[str, Value] = {
    "notice.title": "New boilers for the town hall",
    "notice.body": rich("The boilers are worn out."),
    "notice.asks": rich("Approve the purchase."),
    "notice.deferred": False,
    "notice.has_secret": False,
}


def paper(answers: Mapping[str, Value | None] | None = None, **restricted: Value) -> Paper:
    """Return the whole paper with answers changed (None takes one away); restricted by bare field name."""
    merged: dict[str, Value | None] = {**WHOLE, "notice.author": Person("Ann Lee", "Head of Works")}
    merged |= dict(answers or {})
    public = {key: value for key, value in merged.items() if value is not None}
    secret = {f"secret.{name}": value for name, value in restricted.items()}
    return Paper(PublicPaper("id", TEMPLATE.key, public), Restricted(secret, secret="key"))


def given(
    base: Paper, key: str, kind: EventKind, *, choice: str = "", note: str = "", who: str = "Jo"
) -> Paper:
    """Return the paper with an event about a tick or signature on record, for the text as it is now."""
    form = TEMPLATE.form(key.partition(".")[0])
    secret = base.restricted.secret if form.restricted else ""
    digest = field_digest(read_whole(TEMPLATE, base), form, TEMPLATE.field(key), secret)
    part = 2 if form.restricted else 1
    event = Event(
        0, kind, part, "2021-05-10T09:00:00+01:00", who, key=key, choice=choice, note=note, digest=digest
    )
    linked = chained(base.record, event)
    if form.restricted:
        return base.with_restricted(record=(*base.restricted.record, linked))
    return base.with_public(record=(*base.public.record, linked))


def answered(base: Paper, key: str, value: Value) -> Paper:
    """Return the paper with one public answer changed after the fact."""
    return base.with_public(answers={**base.public.answers, key: value})


def found(
    checked: Paper, rule: str, *, stage: Stage = SIGNING, template: Template = TEMPLATE
) -> list[Finding]:
    """Return what one rule finds in a paper."""
    return [f for f in check(template, checked, stage=stage, today=TODAY) if f.rule == rule]


def keys_found(checked: Paper, rule: str, *, stage: Stage = SIGNING) -> list[str]:
    """Return the keys of the fields in which one rule finds something."""
    return [finding.field for finding in found(checked, rule, stage=stage)]
