"""Led through a paper: what is asked at its start, and guidance that can be folded away."""

from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from desktop_app.domain.paper import Month, Person
from desktop_app.ui.new_page import NewPage
from tests.ui.hands import CTRL, Key, User


def page_of(user: User) -> NewPage:
    user.press(Key.Key_N, CTRL)
    page = user.shown
    assert isinstance(page, NewPage)
    return page


def asked(page: NewPage) -> list[str]:
    """Return the keys of what is asked."""
    return [key for key, editor in page.editors.items() if editor.isVisible()]


class DescribeANewPaper:
    def it_asks_who_reports_on_whose_behalf_to_which_board_and_when(self, user: User) -> None:
        page = page_of(user)
        for key, words in (
            ("decision.title", "Boat engines"),
            ("decision.reference", "pcd 1201"),
            ("report.report_by", "Ann Lee"),
            ("report.on_behalf_of", "Sam Okoro"),
            ("report.month", "March 2026"),
        ):
            line = page.editors[key].findChildren(QLineEdit)[0]
            user.reveal(line)
            user.click(line)
            user.write(words)
        user.press(Key.Key_Return)
        answers = user.session.paper.public.answers
        assert answers["decision.reference"] == "PCD 1201"
        assert answers["report.report_by"] == Person("Ann Lee")
        assert answers["report.on_behalf_of"] == Person("Sam Okoro")
        assert answers["report.month"] == Month(2026, 3)
        assert answers["report.board"] == "MOPAC Investment Advisory Board"
        assert user.paper.here == user.paper.states[0].section.key

    def it_says_right_below_the_title_that_there_has_to_be_one(self, user: User) -> None:
        page = page_of(user)
        user.press(Key.Key_Return)
        told = next(label for label in page.findChildren(QLabel) if "needs a title" in label.text())
        title = page.editors["decision.title"]
        user.until(lambda: 0 < told.y() - title.geometry().bottom() < told.height() * 2)
        assert title.isAncestorOf(user.focus)

    def it_asks_nothing_of_a_report_that_there_is_not(self, user: User) -> None:
        page = page_of(user)
        assert "report.board" in asked(page)
        user.push("Is there a board report? No")
        assert asked(page) == ["decision.title", "decision.reference", "decision.with_report"]

    def it_takes_a_title_that_is_typed_at_once(self, user: User) -> None:
        page = page_of(user)
        kind = page.template.key
        user.write("Mayor's boats")
        assert page.template.key == kind
        assert page.editors["decision.title"].value() == "Mayor's boats"

    def it_is_given_up_with_escape(self, user: User) -> None:
        page_of(user)
        user.press(Key.Key_Escape)
        assert user.shown is user.window.library


class DescribeTheTools:
    def it_shows_what_each_puts_before_a_paragraph_and_no_two_the_same(self, reader: User) -> None:
        reader.go("decision.issues")
        tools = [tool.text() for tool in reader.section.findChildren(QToolButton) if tool.isVisible()]
        assert {"1.1", "a)", "•", "1."} <= set(tools)
        assert len(tools) == len(set(tools))


class DescribeGuidance:
    def it_stays_folded_away_from_section_to_section(self, reader: User) -> None:
        reader.go("decision.issues")
        told = reader.section.section.guidance
        assert told in reader.texts(reader.section)
        reader.push("Fold away: What goes here")
        assert told not in reader.texts(reader.section)
        reader.go("decision.introduction")
        told = reader.section.section.guidance
        assert told not in reader.texts(reader.section)
        assert reader.start.settings.get("guidance", True) is False
        reader.push("Unfold: What goes here")
        assert told in reader.texts(reader.section)

    def it_has_an_example_on_request(self, reader: User) -> None:
        reader.go("decision.issues")
        example = reader.section.section.example
        assert example not in reader.texts(reader.section)
        reader.push("Show an example")
        assert example in reader.texts(reader.section)
