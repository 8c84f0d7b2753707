"""Completeness: what the form asks for and nobody has answered yet, or not wholly."""

import re
from collections.abc import Iterable
from functools import cache

from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    LineField,
    MarkingField,
    PersonField,
    RecommendationField,
    ReferenceField,
    SignatureField,
    Stage,
    TickField,
    YesNoField,
)
from desktop_app.domain.paper import Choices, Person, RichText
from desktop_app.domain.richtext import Block, ListItem, Paragraph, SubHeading, block_text, is_empty, readable

from .finding import Severity
from .rule import Answer, Note, SectionView


def find_missing(view: SectionView) -> Iterable[Note]:
    """Yield the fields that must be filled by now and are not."""
    for answer in view.answers:
        item = answer.item
        if isinstance(item, TickField | SignatureField) or not answer.asked or answer.answered:
            continue
        if not due(item.required, view.stage) or answer.told_at_source:
            continue
        says = f"{_nothing(answer)} {_why_needed(item)} {_how(item)}"
        yield Note(severity=Severity.ERROR, says=says, key=item.key)


def due(required: Stage, stage: Stage) -> bool:
    """Say whether what is required from one stage on must be there at another."""
    return required is Stage.SIGNING or (required is Stage.DECIDED and stage is Stage.DECIDED)


def _nothing(answer: Answer) -> str:
    match answer.own:
        case str() as words if words:
            return "There are only spaces here."
        case RichText(blocks=blocks) if any(block_text(block) for block in blocks):
            return "There are only spaces here."
        case _:
            return "There is nothing here yet."


def _why_needed(item: AnyField) -> str:
    if item.when is not None:
        return "The answer it depends on asks for it."
    by = "decided" if item.required is Stage.DECIDED else "signed"
    return f"The form needs it before the paper is {by}."


def _how(item: AnyField) -> str:
    match item:
        case YesNoField(yes=yes, no=no):
            return f"Answer {yes} or {no}."
        case ChoiceField() | MarkingField():
            return "Choose what applies."
        case ReferenceField(example=str(example)) if example:
            return f"Give the reference, as in “{example}”."
        case _:
            nil = getattr(item, "nil", "")
            return f"Fill it in, or write “{nil}” where there is nothing to say." if nil else "Fill it in."


def find_nameless(view: SectionView) -> Iterable[Note]:
    """Yield people with a post and no name."""
    for answer in view.answers:
        if answer.asked and isinstance(answer.own, Person):
            person = answer.own
            if person.post.strip() and not person.name.strip():
                says = (
                    f"“{person.post}” stands here without a name. The paper has to say who. Write the name "
                    "before the post."
                )
                yield Note(severity=Severity.ERROR, says=says, key=answer.item.key)


def find_postless(view: SectionView) -> Iterable[Note]:
    """Yield people with a name and no post, where the form has a place for it."""
    for answer in view.answers:
        item, own = answer.item, answer.own
        with_post = isinstance(item, PersonField) and item.with_post
        if (
            answer.asked
            and with_post
            and isinstance(own, Person)
            and own.name.strip()
            and not own.post.strip()
        ):
            says = f"“{own.name}” stands here without a post. Readers may not know who that is. Add the post."
            yield Note(severity=Severity.ADVICE, says=says, key=item.key)


def find_empty_blocks(view: SectionView) -> Iterable[Note]:
    """Yield empty paragraphs and list items among others that have words."""
    for answer in view.answers:
        own = answer.own
        if answer.asked and isinstance(own, RichText) and not is_empty(own.blocks):
            for block in own.blocks:
                if not block_text(block).strip():
                    yield Note(
                        severity=Severity.ADVICE, says=_says_empty(block), key=answer.item.key, block=block.id
                    )


def _says_empty(block: Block) -> str:
    what = "paragraph" if isinstance(block, Paragraph) else "piece"
    return f"This {what} is empty, and its number or mark would print alone. Write it, or take it out."


def find_printed(view: SectionView) -> Iterable[Note]:
    """Yield headings and lead-ins of the form that were written, or pasted, at the head of its text again."""
    section = view.section
    headings = (readable(section.heading), section.label, *section.aliases)
    for answer in view.answers:
        item, own = answer.item, answer.own
        if not (answer.asked and isinstance(own, RichText)):
            continue
        first = next((block for block in own.blocks if block_text(block).strip()), None)
        lead = readable(item.lead_in) if isinstance(item, RecommendationField) else ""
        if isinstance(first, Paragraph | ListItem | SubHeading):
            words = block_text(first)
            if _bare(words) in {_bare(printed) for printed in (*headings, lead) if printed}:
                says = f"The form prints “{words.strip()}” here by itself, so that it would stand twice. "
                yield Note(
                    severity=Severity.WARNING, says=f"{says}Take it out.", key=item.key,
                    block=first.id, end=len(words), text=words,
                )  # fmt: skip


def _bare(words: str) -> str:
    """Return a heading or lead-in without its number, case and last sign."""
    return " ".join(words.casefold().split()).lstrip("(0123456789.) ").rstrip(" :.–-")


def find_unasked(view: SectionView) -> Iterable[Note]:
    """Yield answers that are still there though the answer they depend on no longer asks for them."""
    for answer in view.answers:
        if answer.asked or answer.own is None or answer.began_with or not answer.answered:
            continue
        says = (
            "What is written here is not asked for, by the answer that it depends on, and readers may take "
            "it for an oversight. Clear it, or change that answer."
        )
        yield Note(severity=Severity.ADVICE, says=says, key=answer.item.key)


def find_unknown_options(view: SectionView) -> Iterable[Note]:
    """Yield choices and markings that the form does not offer."""
    for answer in view.answers:
        item, own = answer.item, answer.own
        if not answer.asked or not isinstance(item, ChoiceField | MarkingField) or not answer.answered:
            continue
        if isinstance(item, ChoiceField) and item.free:
            continue
        offered = {option.key for option in item.options}
        chosen = own.keys if isinstance(own, Choices) else (own,) if isinstance(own, str) else ()
        for key in chosen:
            if key not in offered:
                says = (
                    f"“{key}” is none of the answers that this version of the form offers. Choose one of "
                    "them, so that the paper says what the form means."
                )
                yield Note(severity=Severity.WARNING, says=says, key=item.key, text=key)


def find_misfits(view: SectionView) -> Iterable[Note]:
    """Yield references and lines that do not have the shape the form gives for them."""
    for answer in view.answers:
        item, own = answer.item, answer.own
        if not isinstance(item, ReferenceField | LineField) or not item.pattern or not answer.asked:
            continue
        if not isinstance(own, str) or not own.strip() or _pattern(item.pattern).fullmatch(own):
            continue
        shape = f"It is written as in “{item.example}”." if item.example else "It has a shape of its own."
        says = (
            f"“{own}” does not have the shape that the form gives. {shape} The paper is filed and found by "
            "it. Correct it."
        )
        yield Note(severity=Severity.WARNING, says=says, key=item.key, end=len(own), text=own)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
