"""Paragraphs moved between the parts from the menu of the text."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop_app.app.history import states
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import block_text
from desktop_app.ui.erase_page import show_erase
from desktop_app.ui.fields.parting import Parting
from desktop_app.ui.fields.rich import RichEditor
from tests.ui.hands import User


def parting(user: User, key: str) -> Parting:
    editor = user.editor(key)
    assert isinstance(editor, RichEditor)
    found = editor.findChild(Parting)
    assert isinstance(found, Parting)
    return found


def choose(user: User, key: str, name: str) -> None:
    menu = QMenu()
    parting(user, key).offer(menu, QPoint())
    next(action for action in menu.actions() if action.text() == name).trigger()


def at(user: User, key: str, place: QTextCursor.MoveOperation) -> None:
    cursor = user.rich(key).textCursor()
    cursor.movePosition(place)
    user.rich(key).setTextCursor(cursor)


class DescribeMovingFromTheMenu:
    def it_moves_a_paragraph_away_and_back(self, reader: User) -> None:
        reader.go("decision.issues")
        before = reader.session.reading.blocks("decision.issues")
        at(reader, "decision.issues", QTextCursor.MoveOperation.Start)
        choose(reader, "decision.issues", "Move to Part 2")
        assert reader.sees("a sentence stands here in its place")
        assert reader.session.reading.blocks("decision.issues") != before
        assert before[0] in reader.session.reading.blocks("part2.facts")
        reader.go("part2.facts")
        at(reader, "part2.facts", QTextCursor.MoveOperation.End)
        choose(reader, "part2.facts", "Take back to Part 1")
        assert reader.session.reading.blocks("decision.issues") == before

    def it_warns_of_a_paste_from_part_2(self, reader: User) -> None:
        reader.go("decision.issues")
        parting(reader, "decision.issues")._editor.restricted_pasted.emit()
        assert reader.sees("was copied from Part 2")


class DescribeErasingWhatWasMoved:
    def it_shows_where_it_stood_and_takes_it_out(self, reader: User) -> None:
        reader.go("decision.issues")
        at(reader, "decision.issues", QTextCursor.MoveOperation.Start)
        words = block_text(reader.session.reading.blocks("decision.issues")[0])
        choose(reader, "decision.issues", "Move to Part 2")
        reader.session.save()
        moved = reader.session.reading.blocks("part2.facts")
        reader.session.change("part2.facts", RichText(moved[:-1]), label="Delete")
        show_erase(reader.window)
        assert reader.sees("Goes from Part 1 too")
        assert reader.sees(f"“{words[:40]}")
        reader.push("Erase for good")
        assert reader.sees("Nothing that is kept of this paper says any more")
        assert words not in str(list(states(reader.session)))
