"""Comments beside the text: said of the paragraph with the caret, answered, settled and opened again."""

from PySide6.QtWidgets import QFrame, QLineEdit

from desktop_app.app.comments import add_comment, comments_of
from desktop_app.ui.comments_pane import CommentsPane
from tests.ui.hands import Key, User

KEY = "decision.introduction"


def pane(user: User) -> CommentsPane:
    """Go to the introduction, with its comments at the right; return their pane."""
    user.go(KEY)
    user.paper.side.turn_to("Comments")
    return user.paper.comments


def line(user: User, name: str) -> QLineEdit:
    found = next(each for each in user.lines(user.paper.comments) if each.accessibleName().startswith(name))
    user.reveal(found)
    return found


class DescribeTheCommentsPane:
    def it_says_something_of_the_paragraph_with_the_caret(self, reader: User) -> None:
        shown = pane(reader)
        editor = reader.rich(KEY)
        reader.click(editor.viewport())
        caret = reader.section.caret()
        reader.click(line(reader, "Comment on the paragraph"))
        reader.write("Is this still so?")
        reader.press(Key.Key_Return)
        [said] = comments_of(reader.session)
        assert (said.block, said.key, said.text) == (caret.block, KEY, "Is this still so?")
        assert caret.block
        assert reader.sees("Is this still so?", shown)
        assert reader.button("Comments 1").isVisible()

    def it_is_answered_settled_and_opened_again(self, reader: User) -> None:
        block = reader.session.reading.blocks(KEY)[0].id
        add_comment(reader.session, KEY, block, "Is this right?", "Ann")
        shown = pane(reader)
        reader.until(lambda: reader.sees("Is this right?", shown))
        reader.click(line(reader, "Answer to"))
        reader.write("It is.")
        reader.press(Key.Key_Return)
        assert [given.text for given in comments_of(reader.session)[0].answers] == ["It is."]
        reader.until(lambda: reader.sees("It is.", shown))
        reader.push("Settle: Is this right?")
        assert comments_of(reader.session)[0].settled
        reader.until(lambda: reader.sees("Settled", shown))
        reader.push("Open again: Is this right?")
        assert not comments_of(reader.session)[0].settled

    def it_leads_to_its_text(self, reader: User) -> None:
        block = reader.session.reading.blocks(KEY)[-1].id
        add_comment(reader.session, KEY, block, "Is this right?", "Ann")
        shown = pane(reader)
        reader.go(reader.paper.states[0].section.key)
        reader.push("Show the comments of the whole paper", shown)
        reader.push("Go to the text: Is this right?", shown)
        assert reader.paper.here == KEY
        assert reader.section.caret().block == block

    def it_tells_a_screen_reader_who_said_what(self, reader: User) -> None:
        add_comment(reader.session, KEY, reader.session.reading.blocks(KEY)[0].id, "Is this right?", "Ann")
        shown = pane(reader)
        reader.until(lambda: reader.sees("Is this right?", shown))
        names = [frame.accessibleName() for frame in shown.findChildren(QFrame)]
        assert "Comment of Ann, open: Is this right?" in names

    def it_goes_with_undo(self, reader: User) -> None:
        add_comment(reader.session, KEY, reader.session.reading.blocks(KEY)[0].id, "Is this right?", "Ann")
        shown = pane(reader)
        reader.until(lambda: reader.sees("Is this right?", shown))
        reader.paper.undo()
        reader.until(lambda: not reader.sees("Is this right?", shown))
