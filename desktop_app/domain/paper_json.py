"""A whole paper as JSON data and back, for jobs in another process and for hand-over."""

from dataclasses import asdict
from typing import Any

from .comments import comment_data, comment_from, decision_from
from .paper import Leftover, Paper, PublicPaper, Restricted, Value
from .record import Event, EventKind
from .value_json import value_data, value_from


def public_data(paper: PublicPaper) -> dict[str, Any]:
    """Return Part 1 as JSON data."""
    return {
        "id": paper.id,
        "template": paper.template,
        "answers": {key: value_data(value) for key, value in sorted(paper.answers.items())},
        "own_way": sorted(paper.own_way),
        "leftovers": [asdict(leftover) for leftover in paper.leftovers],
        "record": [asdict(event) for event in paper.record],
        **_review_data(paper),
    }


def restricted_data(part: Restricted) -> dict[str, Any]:
    """Return Part 2 as JSON data."""
    return {
        "answers": {key: value_data(value) for key, value in sorted(part.answers.items())},
        "leftovers": [asdict(leftover) for leftover in part.leftovers],
        "record": [asdict(event) for event in part.record],
        "secret": part.secret,
        **_review_data(part),
    }


def _review_data(part: PublicPaper | Restricted) -> dict[str, Any]:
    """Return comments and decisions as JSON data; where there are none, nothing."""
    comments = [comment_data(comment) for _, comment in sorted(part.comments.items())]
    decisions = [asdict(decision) for _, decision in sorted(part.decisions.items())]
    return {name: data for name, data in (("comments", comments), ("decisions", decisions)) if data}


def _review_from(data: dict[str, Any]) -> dict[str, Any]:
    comments = (comment_from(each) for each in data.get("comments", ()))
    decisions = (decision_from(each) for each in data.get("decisions", ()))
    return {
        "comments": {comment.id: comment for comment in comments},
        "decisions": {decision.id: decision for decision in decisions},
    }


def public_from(data: dict[str, Any]) -> PublicPaper:
    """Return the Part 1 that data describes. Raises ValueError or KeyError where it describes none."""
    return PublicPaper(
        id=str(data["id"]),
        template=str(data["template"]),
        answers=_answers(data["answers"]),
        own_way=frozenset(data["own_way"]),
        leftovers=tuple(Leftover(**leftover) for leftover in data["leftovers"]),
        record=tuple(event_from(event) for event in data["record"]),
        **_review_from(data),
    )


def restricted_from(data: dict[str, Any]) -> Restricted:
    """Return the Part 2 that data describes. Raises ValueError or KeyError where it describes none."""
    return Restricted(
        answers=_answers(data["answers"]),
        leftovers=tuple(Leftover(**leftover) for leftover in data["leftovers"]),
        record=tuple(event_from(event) for event in data["record"]),
        secret=str(data["secret"]),
        **_review_from(data),
    )


def paper_data(paper: Paper) -> dict[str, Any]:
    """Return a whole paper as JSON data."""
    return {"public": public_data(paper.public), "restricted": restricted_data(paper.restricted)}


def paper_from(data: dict[str, Any]) -> Paper:
    """Return the paper that data describes. Raises ValueError or KeyError where it describes none."""
    return Paper(public_from(data["public"]), restricted_from(data["restricted"]))


def event_from(data: dict[str, Any]) -> Event:
    """Return the event that data describes, unchecked. Raises ValueError or TypeError where none."""
    fields: dict[str, Any] = {**data}
    return Event(kind=EventKind(fields.pop("kind")), **fields)


def _answers(data: dict[str, Any]) -> dict[str, Value]:
    return {key: value_from(value) for key, value in data.items()}
