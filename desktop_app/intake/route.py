"""Routing: the text between the cues brought to the fields it belongs to; the rest kept as leftovers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop_app.domain.fields import AnyField, RecommendationField, RichTextField
from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.paper import Leftover
from desktop_app.domain.richtext import readable

from .align import Path, Taken
from .clean import Line
from .cues import Cues, is_free
from .fill import Basket
from .head import read_head
from .hits import Found, end_of
from .marks import marks_of
from .notes import Bound
from .squeeze import Scroll, squeeze

_BEFORE = "It stands before the first words of the form."
_NO_PLACE = "The form has no place for text here."
_BEHIND = "It stands behind the end of what the form asks for."
_MOST_LEFTOVERS = 200  # a list longer than this is nothing to go through one by one


@dataclass(slots=True)
class Routed:
    """What a text gave: the basket of answers, and leftovers of the public and the restricted part."""

    basket: Basket
    public: list[Leftover] = field(default_factory=list[Leftover])
    restricted: list[Leftover] = field(default_factory=list[Leftover])


class Router:
    """Brings a text to the fields of one template, along a path. Made for one text."""

    def __init__(self, scroll: Scroll, cues: Cues, found: Found, path: Path, notes: Bound) -> None:
        self._scroll = scroll
        self._cues = cues
        self._asides = found.asides
        self._taken = path.taken
        self.routed = Routed(Basket(notes))

    @property
    def _template(self) -> Template:
        return self._cues.template

    def run(self) -> Routed:
        """Bring everything to its place."""
        taken = self._taken
        first = self._between((0, 0), taken[0] if taken else None)
        head_form = self._form(taken[0]) if taken else None
        head: list[Line] = first
        for index, one in enumerate(taken):
            following = taken[index + 1] if index + 1 < len(taken) else None
            if head_form is not None:
                before = taken[index - 1] if index else None
                self._head(head_form, head, before)
                head_form = None
            self._captures(one)
            lines = self._between(end_of(self._scroll, one.match), following)
            leaves = following is None or following.spot.form != one.spot.form
            if leaves and following is not None:
                lines, head = self._parted(lines)
                head_form = self._form(following)
                head = [*self._fill(one, lines, following, last=True), *head]
            else:
                self._leave(one, self._fill(one, lines, following, last=leaves))
        if not taken:
            self._add(first, "", restricted=False, why=_BEFORE)
        self._loose_notes()
        return self.routed

    def _form(self, taken: Taken) -> Form:
        return self._template.forms[taken.spot.form]

    def _between(self, start: tuple[int, int], following: Taken | None) -> list[Line]:
        """Return the lines from a place to the next cue, without what stands on every page."""
        lines: list[Line] = []
        end = (following.hit.line, following.hit.column) if following else (len(self._scroll.lines), 0)
        for number in range(start[0], min(end[0] + 1, len(self._scroll.lines))):
            line = self._scroll.lines[number]
            piece = line.cut(start[1] if number == start[0] else 0, end[1] if number == end[0] else None)
            if number == end[0] and (end[1] == 0 or _only_mark(piece.text)):
                continue
            if piece.text and number not in self._asides:
                lines.append(piece)
        return lines

    def _captures(self, taken: Taken) -> None:
        """Read what stood in the slots of a cue."""
        for key, words in taken.match.captures:
            item = self._field(key)
            rest = words if item is None else self.routed.basket.set_words(item, words)
            if rest and not self._known(item, words):
                self._add(
                    [Line(rest)],
                    taken.spot.section.key,
                    restricted=self._form(taken).restricted,
                    why=_NO_PLACE,
                )
        self._note_of_heading(taken)

    def _known(self, item: AnyField | None, words: str) -> bool:
        """Say whether words repeat a line that is answered already, there or where it follows."""
        if item is None:
            return False
        answers = self.routed.basket.answers
        held = [answers.get(key) for key in (item.key, *item.follows)]
        return any(isinstance(value, str) and squeeze(value) == squeeze(words) for value in held)

    def _note_of_heading(self, taken: Taken) -> None:
        if not taken.match.note_mark:
            return
        line = self._scroll.lines[taken.hit.line]
        forms = [squeeze(readable(note.note)) for note in taken.match.cue.notes]
        last = self._scroll.place(taken.match.end, end=True)[0]
        for number in {line.number, self._scroll.lines[last].number}:
            for place, note in self.routed.basket.notes.get(number, {}).values():
                if place.start < taken.hit.column:
                    continue
                self.routed.basket.used.append(note)
                if squeeze(note.text) not in forms:
                    why = "It is a footnote of a heading, and the form gives its headings their footnotes."
                    self._add(
                        [Line(note.text)],
                        taken.spot.section.key,
                        restricted=self._form(taken).restricted,
                        why=why,
                    )

    def _field(self, key: str) -> AnyField | None:
        try:
            return self._template.field(key)
        except KeyError:
            return None

    def _fill(self, taken: Taken, lines: list[Line], following: Taken | None, *, last: bool) -> list[Line]:
        """Bring lines to the field that opens behind a cue, then to the next free ones."""
        spot = taken.spot
        item = spot.opens
        form = self._form(taken)
        end = (
            following.spot.order if following and following.spot.form == spot.form else len(self._cues.spots)
        )
        at = spot.order
        tried: set[str] = set()
        while lines:
            if item is None:
                found = self._next_free(spot.section, at, end, tried, lines)
                found = found or self._skipped(taken, following, lines)
                if found is None:
                    break
                at, item = found
            tried.add(item.key)
            lines = self.routed.basket.fill(
                form, item, lines, section=taken.hit.number, last=last, date=spot.date and at == spot.order
            )
            if isinstance(item, RichTextField | RecommendationField):
                break
            item = None
        return lines

    def _next_free(
        self, section: Section, at: int, end: int, tried: set[str], lines: Sequence[Line]
    ) -> tuple[int, AnyField] | None:
        """Return the next field of a section that bears no label; of several, one numbered as they are."""
        found: list[tuple[int, AnyField]] = []
        for spot in self._cues.spots[at + 1 :]:
            if spot.section is not section or (spot.order >= end > at):
                break
            if spot.opens and spot.opens.key not in tried and (spot.slots or is_free(spot.opens)):
                found.append((spot.order, spot.opens))
        if marks_of(lines[0].text).number:
            numbered = [one for one in found if isinstance(one[1], RichTextField) and one[1].numbered]
            found = numbered or found
        return found[0] if found else None

    def _skipped(
        self, taken: Taken, following: Taken | None, lines: Sequence[Line]
    ) -> tuple[int, AnyField] | None:
        """Return the field of a section without numbers, passed over, whose heading the text has lost."""
        if following is None or following.spot.form != taken.spot.form or not _is_prose(lines):
            return None
        answers = self.routed.basket.answers
        for spot in self._cues.spots[taken.spot.order + 1 : following.spot.order]:
            if spot.section in (taken.spot.section, following.spot.section) or spot.section.numbered:
                continue
            if isinstance(spot.opens, RichTextField) and spot.opens.key not in answers:
                label = spot.opens.label.rstrip(":")
                self.routed.basket.remarks.append(
                    f"Text without a heading was taken for the {label.lower()}."
                )
                return spot.order, spot.opens
        return None

    def _parted(self, lines: list[Line]) -> tuple[list[Line], list[Line]]:
        """Part lines at the repeated title of the paper, with which another document begins."""
        titles = {
            squeeze(str(self.routed.basket.answers.get(form.title_key, ""))) for form in self._template.forms
        }
        for index, line in enumerate(lines):
            if squeeze(line.text) in titles:
                return lines[:index], lines[index:]
        return lines, []

    def _head(self, form: Form, lines: list[Line], before: Taken | None) -> None:
        rest = read_head(self._template, form, self._cues, self.routed.basket, lines)
        if before is None:
            self._add(rest, "", restricted=form.restricted, why=_BEFORE)
        else:
            self._add(
                rest,
                before.spot.section.key,
                restricted=self._form(before).restricted or form.restricted,
                why=_BEHIND,
            )

    def _leave(self, taken: Taken, lines: list[Line]) -> None:
        why = _BEHIND if taken is self._taken[-1] else _NO_PLACE
        self._add(lines, taken.spot.section.key, restricted=self._form(taken).restricted, why=why)

    def _add(self, lines: Sequence[Line], after: str, *, restricted: bool, why: str) -> None:
        """Keep lines as leftovers, one for each run of lines without a blank one between."""
        place = self.routed.restricted if restricted else self.routed.public
        group: list[str] = []
        for line in lines:
            if line.gap and group and len(place) < _MOST_LEFTOVERS:
                place.append(Leftover("\n".join(group), after, why))
                group = []
            elif line.gap and group:
                group.append("")
            group.append(line.text)
        if group:
            place.append(Leftover("\n".join(group), after, why))

    def _loose_notes(self) -> None:
        """Keep the footnotes whose mark did not come into any field."""
        used = {id(note) for note in self.routed.basket.used}
        for marks in self.routed.basket.notes.values():
            for _, note in marks.values():
                if id(note) not in used:
                    why = "It is a footnote whose mark stands in no section's text."
                    self._add(
                        [Line(f"{note.mark} {note.text}")], "", restricted=self._any_restricted(), why=why
                    )

    def _any_restricted(self) -> bool:
        return any(self._form(taken).restricted for taken in self._taken)


def _is_prose(lines: Sequence[Line]) -> bool:
    return any(len(line.text.split()) > 5 and line.text.endswith(".") for line in lines)


def _only_mark(text: str) -> bool:
    marks = marks_of(text)
    mark = marks.number or marks.bullet
    return not text or (mark is not None and mark.end >= len(text)) or text.isdigit()
