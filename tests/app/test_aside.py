"""Setting findings aside in an open paper: who may, what stays on record, when it ends."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.app.acts import NotAllowed
from desktop_app.app.aside import reason_of, set_aside, take_up
from desktop_app.app.session import Session
from desktop_app.checks.finding import Finding
from desktop_app.domain.record import EventKind
from desktop_app.storage.library import Library
from tests.domain.forms_for_tests import TEMPLATE, paper, rich

NOW = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
SUM = "It goes from £8.7m to £10.9m, an increase of £2.1m."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A paper with a sum that does not add up as printed."""
    library = Library(tmp_path)
    held = library.create(paper({"note.money": rich(SUM), "note.facts": rich("The boats are old.")}))
    made = Session(TEMPLATE, held, lambda: NOW)
    yield made
    made.close()
    library.close()


def sums(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == "money.sums" and finding.field == "note.money"]


def the_sum(session: Session) -> Finding:
    (finding,) = sums(session.findings())
    return finding


class DescribeSettingAside:
    def it_moves_the_finding_from_the_told_to_those_aside(self, session: Session) -> None:
        finding = the_sum(session)
        others = [other for other in session.findings() if other != finding]
        set_aside(session, finding, "Jo Lee", "Rounded by finance.")
        assert list(session.checked().told) == others
        assert session.checked().aside == (finding,)

    def it_stands_on_record_with_name_and_reason(self, session: Session) -> None:
        finding = the_sum(session)
        set_aside(session, finding, " Jo Lee ", " Rounded by finance. ")
        event = session.paper.public.record[-1]
        assert (event.kind, event.who, event.note) == (EventKind.SET_ASIDE, "Jo Lee", "Rounded by finance.")
        assert reason_of(session, finding) == "Rounded by finance. (Jo Lee)"

    def it_ends_when_the_text_changes(self, session: Session) -> None:
        set_aside(session, the_sum(session), "Jo Lee", "Rounded.")
        session.change("note.money", rich(SUM + " It is so."), label="Typing")
        assert len(sums(session.findings())) == 1
        assert session.checked().aside == ()

    def it_goes_on_when_other_text_changes(self, session: Session) -> None:
        set_aside(session, the_sum(session), "Jo Lee", "Rounded.")
        session.change("note.facts", rich("The boats are new."), label="Typing")
        assert sums(session.findings()) == []

    def it_can_be_taken_up_again(self, session: Session) -> None:
        finding = the_sum(session)
        set_aside(session, finding, "Jo Lee", "Rounded.")
        take_up(session, finding, "Sam")
        assert sums(session.findings()) == [finding]
        assert session.checked().aside == ()

    @pytest.mark.parametrize(("who", "reason"), [("Jo Lee", ""), ("Jo Lee", "  "), ("", "Rounded.")])
    def it_needs_a_name_and_a_reason(self, session: Session, who: str, reason: str) -> None:
        with pytest.raises(NotAllowed):
            set_aside(session, the_sum(session), who, reason)
        assert len(sums(session.findings())) == 1

    def it_is_not_for_what_is_missing(self, session: Session) -> None:
        missing = next(f for f in session.findings() if f.rule == "completeness.required")
        with pytest.raises(NotAllowed, match="missing"):
            set_aside(session, missing, "Jo Lee", "Later.")
        assert missing in session.findings()

    def it_lets_no_reason_tell_part_2_on_the_public_record(self, session: Session) -> None:
        session.change("closed.facts", rich("They were bought of Quillmore for nothing."), label="Typing")
        with pytest.raises(NotAllowed, match=r"“Quillmore”, from .* Word it without that"):
            set_aside(session, the_sum(session), "Ann", "As Quillmore said")
        set_aside(session, the_sum(session), "Ann", "As was said")
        assert not sums(session.findings())
