"""What was submitted stays: final files are made of that version, whatever is written since.

Only what is answered after submission, the decision itself, is taken from now, and the record with it.
"""

import hashlib

from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, PublicPaper
from desktop_app.domain.reading import read_public
from desktop_app.domain.record import Event, EventKind
from desktop_app.domain.signoff import document_digest
from desktop_app.domain.state import State, next_states, state_of
from desktop_app.storage.errors import NotFound, NotSaved
from desktop_app.storage.later import check_made_here
from desktop_app.storage.paper_file import PaperFile

from .verifying import erased_since

#: States in which a paper has been submitted and not been taken back.
_FROZEN = (State.SUBMITTED, State.DECIDED, State.REFUSED, State.DEFERRED, State.PUBLISHED)


def submitted_digest(template: Template, paper: PublicPaper) -> str:
    """Return the digest of what is frozen of Part 1 when a paper is submitted."""
    later = _later(template)
    kept = PublicPaper(
        paper.id,
        paper.template,
        {key: value for key, value in paper.answers.items() if key not in later},
        paper.own_way,
    )
    reading = read_public(template, kept)
    marks = (document_digest(reading, form) for form in template.forms if not form.restricted)
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def paper_for_files(template: Template, paper: Paper, keeper: object, *, final: bool) -> Paper:
    """Return the paper that files are made of, as it is or as `final_paper` has it.

    Raises PaperNewer where a later version wrote it, as `check_recorded` where they are final, or as
    `final_paper` does.
    """
    check_made_here(keeper)
    if not final:
        return paper
    check_recorded(keeper)
    return final_paper(template, paper, keeper)


def check_recorded(keeper: object) -> None:
    """Raise NotSaved where it could not go on record that files were made."""
    if isinstance(keeper, PaperFile) and keeper.read_only:
        told = (
            "No file was made: this paper is open for reading only, and that such files were made has to go "
            "on its record."
        )
        raise NotSaved(f"{told} {keeper.why_not}".rstrip())


def final_paper(template: Template, paper: Paper, keeper: object) -> Paper:
    """Return the paper that final files are made of: what was submitted, or as it is where nothing was.

    keeper: what keeps the paper; only its file has earlier versions. Raises NotFound where what was
    submitted is not in the file, or PaperDamaged.
    """
    event = _submitted(paper)
    if event is None or not isinstance(keeper, PaperFile):
        return paper
    then = _at(template, keeper, event)
    if then is None and submitted_digest(template, paper.public) == event.digest:
        return paper
    if then is None:
        raise NotFound(_why_not(paper, event))
    return _with_later(template, then, paper)


def submitted(template: Template, paper: Paper, keeper: object) -> tuple[Event, Paper] | None:
    """Return the entry by which a paper was submitted, and the version it froze; None where there is none."""
    event = _submitted(paper)
    then = _at(template, keeper, event) if event is not None and isinstance(keeper, PaperFile) else None
    return None if event is None or then is None else (event, then)


def _why_not(paper: Paper, event: Event) -> str:
    """Return why what was submitted cannot be had, and what can be done where something can."""
    erased = erased_since(paper.record, event.number)
    told = "What was submitted is not among the versions of this paper here, and its text is another now."
    if erased:
        told = f"Words of what was submitted ({event.at[:10]}) were erased from Part 2 {erased}."
    if erased and State.DRAFTING not in next_states(state_of(paper.public.record)):
        return f"{told} Final files can no longer be made of it."
    return f"{told} Mark it as drafting, and submit it again."


def changed_since(template: Template, paper: Paper) -> str:
    """Return the sentence that the text is no longer what was submitted, "" where it is or none was."""
    event = _submitted(paper)
    if event is None or not event.digest or submitted_digest(template, paper.public) == event.digest:
        return ""
    return (
        f"The text was changed after it was submitted ({event.at[:10]}). Final files are made of the version "
        "that was submitted. To let the changes in, mark the paper as drafting and submit it again."
    )


def _submitted(paper: Paper) -> Event | None:
    if state_of(paper.public.record) not in _FROZEN:
        return None
    given = (e for e in reversed(paper.public.record) if e.kind is EventKind.STATE)
    return next((event for event in given if event.choice == State.SUBMITTED.value), None)


def _at(template: Template, file: PaperFile, event: Event) -> Paper | None:
    """Return the version that was submitted. Its number may be of another laptop's file, so it is proved."""

    def fits(then: Paper) -> bool:
        if then.public.template != template.key:
            return False
        return not event.digest or submitted_digest(template, then.public) == event.digest

    if 0 < event.revision <= file.revision and fits(then := file.paper_at(event.revision)):
        return then
    found = None
    for _, then in file.past.papers():
        found = then if fits(then) else found
    return found


def _with_later(template: Template, then: Paper, now: Paper) -> Paper:
    later = _later(template)
    parts = ((then.public.answers, now.public.answers), (then.restricted.answers, now.restricted.answers))
    public, restricted = (
        {key: value for key, value in old.items() if key not in later}
        | {key: value for key, value in new.items() if key in later}
        for old, new in parts
    )
    kept = now.with_public(answers=public, own_way=then.public.own_way)
    return kept.with_restricted(answers=restricted)


def _later(template: Template) -> frozenset[str]:
    """Return the full keys of fields that are answered once the decision is taken."""
    return frozenset(item.key for item in template.fields if item.required is Stage.DECIDED)
