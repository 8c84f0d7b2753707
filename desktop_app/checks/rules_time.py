"""Rules on time: periods, durations, financial years, and the order of the case."""

from . import spans, timeline
from .rule import Rule, Scope

_PAPERS = "Dates of published approval papers, and those of them that did not fit"

TIME_RULES: tuple[Rule, ...] = (
    Rule(
        "timeline.reversed",
        "Ends before it begins",
        "Periods whose end is before their beginning, years among them.",
        "Readers cannot tell when the thing holds.",
        _PAPERS,
        Scope.BLOCK,
        spans.find_reversed,
    ),
    Rule(
        "timeline.duration",
        "Length does not fit",
        "Numbers of months and years that are not those of the two dates beside them.",
        "The contract would be drawn up for one or the other.",
        _PAPERS,
        Scope.BLOCK,
        spans.find_durations,
    ),
    Rule(
        "timeline.year",
        "Outside the financial year",
        "Dates beside a financial year that does not hold them; quarters that no year has.",
        "The cost would fall into another year's budget.",
        _PAPERS,
        Scope.BLOCK,
        spans.find_outside_year,
    ),
    Rule(
        "timeline.ended",
        "Ended before the decision",
        "Contracts and leases that end before the decision that is to extend them is made or wanted.",
        "What covers the time between has to be explained.",
        _PAPERS,
        Scope.PAPER,
        timeline.find_ended,
    ),
    Rule(
        "timeline.board",
        "Decided before the board",
        "Decisions dated or wanted before the month of the board that is to consider them.",
        "The decision is to rest on the board's advice.",
        _PAPERS,
        Scope.PAPER,
        timeline.find_before_board,
    ),
)
