"""One count of what is left, in the same words wherever it is told, also of a text that is repeated."""

from desktop_app.ui.papers_list import PapersModel, second_line
from tests.ui.hands import CTRL, Key, User


def foot(user: User) -> str:
    """Return what stands between the buttons that go back and on."""
    return " ".join(user.texts(user.section))


class DescribeTheCount:
    def it_is_the_same_in_the_bar_the_pane_the_list_and_the_library(self, reader: User) -> None:
        reader.until(lambda: reader.paper.looking.looked)
        assert reader.paper.counts is not None
        words = reader.paper.counts.words
        assert words == "7 to settle, 4 to look at, 2 to sign"
        assert words in reader.window.status.state.text()
        reader.until(lambda: reader.sees(f"In the whole paper: {words}", reader.paper.findings))
        assert reader.start.tools  # which a start makes once all is painted
        reader.press(Key.Key_L, CTRL)
        reader.until(lambda: reader.sees(f"{words}.", reader.shown))
        reader.window.to_library()
        model = reader.window.library.list.model()
        assert isinstance(model, PapersModel)
        entry = model.lines.at(0)
        assert entry is not None
        assert "7 to settle" in second_line(entry)

    def it_is_the_same_of_a_section_at_its_step_its_foot_and_in_the_pane(self, reader: User) -> None:
        reader.until(lambda: reader.paper.looking.looked)
        reader.go("decision.gdpr")
        line = next(line for line in reader.paper.steps.lines if line.key == "decision.gdpr")
        assert (line.count, line.told) == ("2", "1 to settle, 1 to look at")
        assert "1 to settle, 1 to look at in this section" in foot(reader)
        assert reader.sees("Findings 2") or reader.button("Findings 2")

    def it_is_how_far_one_is_where_all_that_is_found_is_what_is_not_ticked(self, reader: User) -> None:
        reader.until(lambda: reader.paper.looking.looked)
        reader.go("decision.declaration")
        line = next(line for line in reader.paper.steps.lines if line.key == "decision.declaration")
        assert line.count == "0 of 6"
        assert "Still to do: Financial Advice and 5 more" in foot(reader)
        assert reader.button("Findings 6")


class DescribeASectionThatRepeatsAnother:
    def it_says_where_the_finding_is_and_leads_there(self, reader: User) -> None:
        reader.until(lambda: reader.paper.looking.looked)
        reader.go("report.privacy")
        assert "1 to look at in this section, and more in “GDPR and data privacy”" in foot(reader)
        assert reader.sees("1 to settle, 1 to look at in the decision form.", reader.paper.findings)
        reader.push("Go there: GDPR and data privacy", reader.paper.findings)
        assert reader.paper.here == "decision.gdpr"
