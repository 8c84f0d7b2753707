"""Inline text as HTML: words in their looks, links, the marks of footnotes."""

import re
from collections.abc import Iterable
from html import escape
from typing import assert_never

from desktop_app.document.model import Break, Inline, Inlines, NoteMark, Ref, Span

#: What a link of a public page may lead to.
_LEADS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_NOT_IN_IDS = re.compile(r"[^\w.-]")


def identity(words: str) -> str:
    """Return words as an id that may stand in HTML and in an address."""
    return _NOT_IN_IDS.sub("-", words)


def plain(runs: Iterable[Inline]) -> str:
    """Return the words of runs on one line, without the marks of footnotes."""
    parts = [" " if isinstance(run, Break) else run.text for run in runs if not isinstance(run, NoteMark)]
    return " ".join("".join(parts).split())


class Inliner:
    """Writes inline text. targets: the ids that cross-references can lead to. notes: met so far."""

    def __init__(self, targets: frozenset[str]) -> None:
        self._targets = targets
        self.notes: list[NoteMark] = []

    def html(self, runs: Inlines) -> str:
        """Return runs as HTML, neighbours in one link joined."""
        return "".join(self._one(run) for run in runs)

    def _one(self, run: Inline) -> str:
        match run:
            case Span():
                return _span(run)
            case Break():
                return "<br>"
            case NoteMark(number=number):
                self.notes.append(run)
                label = f'aria-label="Note {number}"'
                return f'<sup><a href="#note-{number}" id="mark-{number}" {label}>{number}</a></sup>'
            case Ref(text=text, target=target):
                known = target in self._targets
                return f'<a href="#{identity(target)}">{escape(text)}</a>' if known else escape(text)
            case _:
                assert_never(run)


def _span(run: Span) -> str:
    words = escape(run.text)
    for wanted, tag in ((run.bold, "strong"), (run.italic, "em"), (run.underline and not run.link, "u")):
        words = f"<{tag}>{words}</{tag}>" if wanted else words
    if run.link and _LEADS.match(run.link) and run.text.strip():
        return f'<a href="{escape(run.link)}">{words}</a>'
    return words
