"""Papers and findings as words and as JSON, for the commands."""

from collections.abc import Iterable, Iterator
from typing import Any

from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.fields import RecommendationField, RichTextField, SignatureField, TickField
from desktop_app.domain.form import Form, Template
from desktop_app.domain.numbering import number
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.paper_json import public_data
from desktop_app.domain.reading import Reading, read_public, read_whole
from desktop_app.domain.richtext import block_text, readable
from desktop_app.domain.richtext_json import block_data
from desktop_app.domain.state import state_of
from desktop_app.domain.value_json import value_data

from .progress import standing_of


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as the JSON object that `check --json` prints."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "document": finding.document,
        "section": finding.section,
        "paragraph": finding.paragraph,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
    }


def finding_lines(template: Template, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield findings as text for people, with a last line that counts them."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
        place = template.form(finding.document).label if finding.document else "Paper"
        yield f"{finding.severity.value}: {place}: {finding.title}. {finding.message}"
    told = (f"{count} {_plural(kind, count)}" for kind, count in counts.items() if count)
    yield ", ".join(told) or "Nothing found."


def _plural(kind: Severity, count: int) -> str:
    if kind is Severity.ADVICE:
        return "pieces of advice" if count > 1 else "piece of advice"
    return kind.value + ("s" if count > 1 else "")


def place_words(template: Template, finding: Finding) -> str:
    """Return the place of a finding in words: document and section as the window names them."""
    if not finding.document:
        return "Paper"
    form = template.form(finding.document)
    section = next((s.label for s in form.sections if s.key == finding.section), "")
    return ", ".join(word for word in (form.label, section) if word)


def missing_lines(template: Template, findings: Iterable[Finding]) -> list[str]:
    """Return findings that hold a paper up, each as a line with its place."""
    return [
        f"{' '.join(filter(None, (place_words(template, f), f.paragraph.rstrip('.'))))}: {f.title}. {f.here}"
        for f in findings
    ]


def overview(template: Template, paper: Paper, *, restricted: bool = False) -> Iterator[str]:
    """Yield a paper as lines of text: what it is, then its sections with their numbered text."""
    reading = read_whole(template, paper) if restricted else read_public(template, paper.public)
    form = template.forms[0]
    name = " ".join(word for word in (reading.reference(form), reading.title(form)) if word)
    yield f"{name or 'Untitled'} ({template.label}, {state_of(paper.record).label.lower()})"
    for other in template.forms:
        if (restricted or not other.restricted) and reading.has_document(other):
            yield ""
            yield other.label.upper()
            yield from _sections(other, reading)


def _sections(form: Form, reading: Reading) -> Iterator[str]:
    numbers = number(form, reading)
    for section in form.sections:
        yield f"{numbers.headings.get(section.key, '')} {section.label}".strip()
        for item in section.fields:
            blocks = reading.blocks(item.key)
            for block in blocks:
                label = numbers.of(item.key, block.id)
                words = block_text(numbers.readable(block)).replace("\ufffc", "")
                yield f"  {label} {words}".rstrip()
            if not blocks and reading.answered(item.key):
                yield f"  {item.label}: {reading.words(item.key)}"


def shown(template: Template, paper: Paper, *, restricted: bool) -> dict[str, Any]:
    """Return a whole paper as JSON data: documents, sections by key, their fields with blocks as printed.

    Without `restricted` nothing of Part 2 is in it, nor was it looked at.
    """
    reading = read_whole(template, paper) if restricted else read_public(template, paper.public)
    shown_paper = paper if restricted else Paper(paper.public)
    public = public_data(paper.public)
    forms = [f for f in template.forms if (restricted or not f.restricted) and reading.has_document(f)]
    return {
        "id": paper.id,
        "template": template.key,
        "state": state_of(shown_paper.record).value,
        "documents": {form.document: _document(form, reading, shown_paper) for form in forms},
        "leftovers": public["leftovers"],
        "record": public["record"],
    }


def _document(form: Form, reading: Reading, paper: Paper) -> dict[str, Any]:
    numbers = number(form, reading)
    sections: dict[str, Any] = {}
    for section in form.sections:
        fields = {item.key: _field(form, reading, paper, item.key) for item in section.fields}
        heading = readable(reading.fill(section.heading, form.document))
        sections[section.key] = {
            "number": numbers.headings.get(section.key, ""),
            "heading": heading,
            "fields": fields,
        }
    return {"form": str(form.ref), "sections": sections}


def _field(form: Form, reading: Reading, paper: Paper, key: str) -> dict[str, Any]:
    item = reading.template.field(key)
    if isinstance(item, TickField | SignatureField):
        given = standing_of(paper, reading, form, item)
        who = given.event.who if given.event else ""
        return {"label": item.label, "standing": given.standing.value, "who": who}
    if isinstance(item, RichTextField | RecommendationField):
        numbers = number(form, reading)
        blocks = [{"number": numbers.of(key, block.id), **block_data(block)} for block in reading.blocks(key)]
        return {"label": item.label, "follows": list(reading.sources(key)), "blocks": blocks}
    value = reading.get(key)
    data = None if value is None or isinstance(value, RichText) else value_data(value)
    return {"label": item.label, "value": data, "words": reading.words(key)}
