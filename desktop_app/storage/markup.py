"""The small markup of form files: headings and fixed wording as runs and blocks.

Inline: `**bold**`, `*italic*`, `[words](address)`, `{slot}`, `[^note]`; a backslash takes the meaning from
the sign after it. Blocks: paragraphs parted by empty lines, `- ` bullets (two spaces deeper for each
level), `# ` sub-headings; a backslash at the end of a line keeps the line break.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    ListItem,
    Paragraph,
    Slot,
    SubHeading,
    Text,
    canonical_runs,
)

_TOKEN = re.compile(
    r"\\(?P<escaped>[\\*\[\]{}#-])|(?P<bold>\*\*)|(?P<italic>\*)|\{(?P<slot>[a-z0-9_.]+)\}"
    r"|\[\^(?P<note>[a-z0-9_]+)\]|\[(?P<words>[^\[\]\n]+)\]\((?P<link>[^()\s]+)\)|(?P<break>\n)"
)
_BULLET = re.compile(r"(?P<indent> *)- (?P<text>.*)")


class MarkupError(ValueError):
    """A piece of markup that means nothing. The message says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Reads the markup of one place in a form.

    place: names the place ("borough/report-2025 section[front].item[#1].text"); ids of blocks and notes
    derive from it, so that the same form is the same value each time it is read. slot: returns the full
    key of a slot, or raises MarkupError. notes: texts of the footnotes that may be referred to.
    """

    place: str
    slot: Callable[[str], str]
    notes: Mapping[str, str]

    def inlines(self, text: str) -> Inlines:
        """Return a line of markup as runs. Raises MarkupError."""
        if not _MARKED.search(text):
            return (Text(text),) if text else ()
        return self._inlines(text)

    def _inlines(self, text: str) -> Inlines:
        runs: list[Inline] = []
        look = Text("")
        position = 0
        for token in _TOKEN.finditer(text):
            _add_text(runs, look, text[position : token.start()])
            position = token.end()
            if token["bold"]:
                look = replace(look, bold=not look.bold)
            elif token["italic"]:
                look = replace(look, italic=not look.italic)
            else:
                runs.append(self._piece(token, look))
        _add_text(runs, look, text[position:])
        if look.bold or look.italic:
            raise MarkupError(f'"{"**" if look.bold else "*"}" is opened but not closed in "{_short(text)}"')
        return canonical_runs(runs)

    def _piece(self, token: re.Match[str], look: Text) -> Inline:
        if token["escaped"]:
            return replace(look, text=token["escaped"])
        if token["slot"]:
            return Slot(self.slot(token["slot"]))
        if token["note"]:
            return self._note(token["note"])
        if token["words"]:
            return replace(look, text=token["words"], link=token["link"])
        return LineBreak()

    def _note(self, name: str) -> Footnote:
        if name not in self.notes:
            known = ", ".join(sorted(self.notes)) or "none: there is no [notes] table"
            raise MarkupError(f'there is no footnote "{name}" (there are: {known})')
        inner = Markup(f"{self.place} note", _no_slot, {}).inlines(self.notes[name])
        note = tuple(run for run in inner if isinstance(run, Text | LineBreak))
        return Footnote(self._id(f"note {name}"), note)

    def blocks(self, text: str) -> Blocks:
        """Return fixed wording as blocks; none of its paragraphs is numbered. Raises MarkupError."""
        parts = _parts(text)
        return tuple(self._block(number, part) for number, part in enumerate(parts))

    def _block(self, number: int, part: str) -> Block:
        id_ = self._id(str(number))
        if bullet := _BULLET.fullmatch(part.split("\n", 1)[0]):
            body = part[bullet.start("text") :]
            indent = len(bullet["indent"])
            if indent % 2:
                raise MarkupError(f'a bullet is indented by two spaces for each level: "{_short(part)}"')
            return ListItem(self.inlines(body), level=indent // 2, id=id_)
        if part.startswith("# "):
            return SubHeading(self.inlines(part[2:]), id=id_)
        return Paragraph(self.inlines(part), numbered=False, id=id_)

    def _id(self, what: str) -> str:
        return blake2b(f"{self.place}|{what}".encode(), digest_size=6).hexdigest()


_MARKED = re.compile(r"[\\*\[\]{}\n]")


def _add_text(runs: list[Inline], look: Text, text: str) -> None:
    if stray := re.search(r"[{}]|\[\^|\]\(", text):
        raise MarkupError(
            f'"{stray[0]}" stands alone in "{_short(text)}"; a slot is {{key}}, a footnote [^name], a link '
            f"[words](address); write \\{stray[0][0]} for the sign itself"
        )
    if text:
        runs.append(replace(look, text=text))


def _no_slot(key: str) -> str:
    raise MarkupError(f'a footnote can have no slot: "{{{key}}}"')


def _parts(text: str) -> list[str]:
    """Return the blocks of a text, each with its lines joined but for those that end in a backslash."""
    parts: list[str] = []
    fresh = True
    for line in text.strip("\n").split("\n"):
        if not line.strip():
            fresh = True
        elif fresh or _BULLET.fullmatch(line) or line.startswith("# "):
            parts.append(line.rstrip())
            fresh = line.startswith("# ")
        elif parts[-1].endswith("\\"):
            parts[-1] = f"{parts[-1][:-1]}\n{line.strip()}"
        else:
            parts[-1] = f"{parts[-1]} {line.strip()}"
    return parts


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
