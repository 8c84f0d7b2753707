"""Inline text with its looks, links and notes, as it is set in lines."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from desktop_app.document.model import Break, Inline, Inlines, NoteMark, Ref, Span

from .fonts import Fonts
from .lines import Filling, Line, Look, Reading, Row, Word
from .nodes import Node

#: What text belongs to that is measured and not set.
_NOWHERE = Node("Span")

#: How large the mark of a footnote is, and how far it is raised, as shares of the size of the text.
_MARK, _RISE = 0.62, 0.33
#: So often the width of a title is halved in on: to two points.
_HALVINGS = 7


class Setter:
    """Sets inline text in lines with one set of fonts. targets: ids that a cross-reference can reach.

    owners: by number of a footnote, the element that its mark stands in.
    """

    def __init__(self, fonts: Fonts, targets: frozenset[str], link_color: str) -> None:
        self.fonts = fonts
        self._targets = targets
        self._link_color = link_color
        self.owners: dict[int, Node] = {}

    def lines(self, runs: Iterable[Inline], look: Look, measure: float, node: Node) -> list[Line]:
        """Return text in lines no wider than measure (points); one empty line where there is no text."""
        filling = Filling(measure, self.fonts)
        for words in self._words(runs, look, node):
            if isinstance(words, Row):
                filling.add_row(words)
            else:
                filling.add(words)
        return filling.lines

    def balanced(self, runs: Inlines, look: Look, measure: float, node: Node) -> list[Line]:
        """Return text in as few lines as `lines` does, but of about one width: no word alone on the last."""
        lines = self.lines(runs, look, measure, node)
        least, most = measure / 2, measure
        for _ in range(_HALVINGS if len(lines) > 1 else 0):
            middle = (least + most) / 2
            enough = len(self.lines(runs, look, middle, node)) <= len(lines)
            least, most = (least, middle) if enough else (middle, most)
        return self.lines(runs, look, most, node)

    def natural(self, runs: Iterable[Inline], look: Look) -> tuple[float, float]:
        """Return the widths in points of the widest word and of the widest line with none broken."""
        widest = line = longest = 0.0
        for words in self._words(runs, look, _NOWHERE):
            if isinstance(words, Row):
                widest = max(widest, max(words.widths) * words.look.size)
                line += sum(words.widths) * words.look.size + words.space.width * (len(words.words) - 1)
            else:
                line = 0.0 if words.end else line + words.width
                widest = max(widest, 0 if words.space else words.width)
            longest = max(longest, line)
        return widest, longest

    def width(self, text: str, look: Look) -> float:
        """Return how wide a text on one line is, in points."""
        return self.natural((Span(text),), look)[1]

    def _words(self, runs: Iterable[Inline], look: Look, node: Node) -> list[Word | Row]:
        reading = Reading(self.fonts)
        for text, its_look, its_node, note in self._texts(runs, look, node):
            reading.add(text, its_look, its_node)
            if note is not None:
                reading.note(note)
        return reading.end()

    def _texts(
        self, runs: Iterable[Inline], look: Look, node: Node
    ) -> Iterator[tuple[str, Look, Node, NoteMark | None]]:
        """Yield the texts of runs with look, structure and the footnote that hangs on each."""
        for run in runs:
            match run:
                case Span(text=text, link=link):
                    if not (link or run.bold or run.italic or run.underline):
                        yield text, look, node, None
                        continue
                    its = replace(
                        look,
                        bold=look.bold or run.bold,
                        italic=look.italic or run.italic,
                        underline=look.underline or run.underline or bool(link),
                        color=self._link_color if link else look.color,
                    )
                    yield text, its, Node("Link", node, url=link, alt=text) if link else node, None
                case Break():
                    yield "\n", look, node, None
                case NoteMark(number=number):
                    raised = replace(look, size=look.size * _MARK, rise=look.size * _RISE, bold=False)
                    link = Node(
                        "Link", Node("Reference", node), target=f"note:{number}", alt=f"Note {number}"
                    )
                    self.owners[number] = node
                    yield str(number), raised, link, run
                case Ref(text=text, target=target):
                    known = target in self._targets
                    link = Node("Link", node, target=f"id:{target}", alt=text) if known else node
                    yield text, look, link, None
                case _:
                    assert_never(run)
