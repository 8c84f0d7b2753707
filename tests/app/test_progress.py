from desktop_app.app.progress import Counts, SectionState, StepState, counts_of, is_gap, section_states
from desktop_app.checks.finding import Finding, Severity
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import read_whole
from tests.domain.forms_for_tests import TEMPLATE, paper, rich


def finding(rule: str, section: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(rule=rule, severity=severity, title="t", message="m", document="note", section=section)


def states(held: Paper, *findings: Finding) -> dict[str, SectionState]:
    found = section_states(TEMPLATE, held, read_whole(TEMPLATE, held), findings)
    return {state.section.key: state for state in found}


class DescribeCounts:
    def it_says_the_same_of_errors_everywhere(self) -> None:
        found = [finding("a", "note.facts", Severity.ERROR), finding("b", "note.facts")]
        assert counts_of(found) == Counts(settle=1, look=1)
        assert counts_of(found).words == "1 to settle, 1 to look at"
        assert Counts(sign=2).words == "2 to sign"
        assert counts_of([]).words == "nothing to settle"


class DescribeSteps:
    def it_starts_with_nothing(self) -> None:
        assert states(paper())["note.head"].state is StepState.EMPTY

    def it_is_begun_while_something_needed_is_missing(self) -> None:
        head = states(paper({"note.reference": "H 1"}))["note.head"]
        assert head.state is StepState.BEGUN
        assert head.left == ("Title",)
        assert (head.done, head.of) == (0, 1)

    def it_is_complete_once_all_that_is_needed_is_there(self) -> None:
        assert states(paper({"note.title": "T"}))["note.head"].state is StepState.COMPLETE

    def it_wants_attention_where_something_is_found(self) -> None:
        state = states(paper({"note.facts": rich("TBC")}), finding("placeholders.word", "note.facts"))[
            "note.facts"
        ]
        assert state.state is StepState.ATTENTION
        assert (state.counts, state.gaps) == (Counts(look=1), False)

    def it_tells_an_error_from_what_may_be_right(self) -> None:
        wrong = finding("placeholders.word", "note.facts", Severity.ERROR)
        doubt = finding("placeholders.word", "note.facts")
        assert states(paper(), wrong, doubt)["note.facts"].state is StepState.ERROR

    def it_owns_up_to_what_is_found_in_the_text_it_repeats(self) -> None:
        wrong = finding("placeholders.word", "note.facts", Severity.ERROR)
        held = paper({"note.facts": rich("TBC")})
        repeats = states(held, wrong)["report.all"]
        assert (repeats.state, repeats.counts) == (StepState.ERROR, Counts())
        assert [place.words for place in repeats.elsewhere] == ["1 to settle in “Facts” (decision note)"]
        apart = held.with_public(own_way=frozenset({"report.all"}))
        assert states(apart, wrong)["report.all"].elsewhere == ()

    def it_does_not_call_a_gap_or_advice_a_finding(self) -> None:
        gap = finding("completeness.required", "note.head", Severity.ERROR)
        advice = finding("style.any", "note.head", Severity.ADVICE)
        assert is_gap(gap)
        head = states(paper(), gap, advice)["note.head"]
        assert (head.state, head.counts, head.gaps) == (StepState.EMPTY, Counts(1, 1), False)
        assert states(paper(), gap)["note.head"].gaps

    def it_counts_ticks_and_signatures_by_what_stands(self) -> None:
        ticks = states(paper())["note.ticks"]
        assert (ticks.done, ticks.of) == (0, 2)
        assert ticks.left == ("Money seen", "Signed")

    def it_does_not_ask_what_depends_on_an_answer_not_given(self) -> None:
        assert states(paper({"note.deferred": False}))["note.access"].state is StepState.COMPLETE

    def it_has_a_step_for_each_section_of_each_document_in_order(self) -> None:
        assert list(states(paper())) == [s.key for form in TEMPLATE.forms for s in form.sections]
