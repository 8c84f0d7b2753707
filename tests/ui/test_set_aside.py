"""Setting a finding aside at its card, and taking it up again."""

from PySide6.QtWidgets import QPushButton

from desktop_app.checks.finding import Finding
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from tests.ui.hands import Key, User

SECTION = "decision.issues"
SUM = "The budget goes from £8.7m to £10.9m, an increase of £2.1m."


def the_sum(user: User) -> Finding:
    """Write a sum that does not add up, stand in its section, and return its finding once it is told."""
    blocks = (*user.session.reading.blocks(SECTION), Paragraph(text_runs(SUM)))
    user.session.change(SECTION, RichText(blocks), label="Typing")
    user.go(SECTION)
    (finding,) = sums(user)
    user.until(lambda: user.sees(finding.here, user.paper.findings))
    return finding


def sums(user: User) -> list[Finding]:
    return [f for f in user.session.findings() if f.rule == "money.sums" and f.section == SECTION]


class DescribeSettingAside:
    def it_asks_why_puts_it_below_and_takes_it_up_again(self, reader: User) -> None:
        finding = the_sum(reader)
        reader.push(f"Set aside: {finding.title}")
        name, reason = reader.lines(reader.paper.findings)
        assert reader.focus is name
        reader.click(reason)
        reader.press(Key.Key_Return)
        assert reader.sees("needs the name of who does it", reader.paper.findings)
        assert reader.focus is name
        reader.write("Jo Lee\nRounded by finance")
        reader.press(Key.Key_Return)
        reader.until(lambda: reader.sees("Set aside: 1", reader.paper.findings))
        assert sums(reader) == []
        reader.until(lambda: reader.paper.findings.isAncestorOf(reader.focus))
        assert reader.sees("Why: Rounded by finance (Jo Lee)", reader.paper.findings)
        reader.push(f"Take up again: {finding.title}")
        reader.until(lambda: not reader.sees("Set aside: 1", reader.paper.findings))
        assert sums(reader) == [finding]

    def it_keeps_a_reason_half_typed_when_the_list_is_made_anew(self, reader: User) -> None:
        finding = the_sum(reader)
        reader.push(f"Set aside: {finding.title}")
        reader.press(Key.Key_Escape)
        assert reader.focus.accessibleName() == f"Set aside: {finding.title}"
        reader.press(Key.Key_Return)
        reader.write("Jo Lee\nRounded by")
        blocks = (*reader.session.reading.blocks(SECTION), Paragraph(text_runs("It costs XX.")))
        reader.session.change(SECTION, RichText(blocks), label="Typing")
        reader.until(lambda: reader.sees("“XX”", reader.paper.findings))
        assert [line.text() for line in reader.lines(reader.paper.findings)] == ["Jo Lee", "Rounded by"]

    def it_is_not_offered_for_what_is_missing(self, user: User) -> None:
        user.new("Kennels")
        user.paper.looking.now()
        missing = next(f for f in user.session.findings() if f.rule == "completeness.required")
        user.go(missing.section)
        offered = [b.accessibleName() for b in user.paper.findings.findChildren(QPushButton)]
        assert f"Go to the text: {missing.title}" in offered
        assert f"Set aside: {missing.title}" not in offered
