"""Pages: strips put on them in order, with the footnotes of each at its foot, in one pass."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop_app.document.model import NoteMark

from .strips import Strip

#: Space above the first footnote, in which the line stands (points).
NOTE_GAP = 14.0
#: The most that footnotes carried over from the page before may take while there is text to place.
_CARRIED_SHARE = 0.6
#: A footnote of at least so many lines may go on at the foot of the next page.
_LONG_NOTE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A strip at its place: top is its distance from the top of the text, in points."""

    strip: Strip
    top: float
    repeated: bool = False


@dataclass(slots=True, eq=False)
class Page:
    """One page: strips of text from the top, strips of footnotes for its foot."""

    body: list[Placed] = field(default_factory=list[Placed])
    notes: list[Strip] = field(default_factory=list[Strip])
    used: float = 0
    full: bool = False

    @property
    def foot(self) -> float:
        """The height that the footnotes take, with the space above them."""
        return NOTE_GAP + sum(strip.height for strip in self.notes) if self.notes else 0.0

    def put(self, strip: Strip) -> None:
        """Put a strip below what is there, a table's head above it where it begins the page."""
        if not self.body:
            for head in strip.head:
                self.body.append(Placed(head, self.used, repeated=True))
                self.used += head.height
        else:
            self.used += strip.gap
        self.body.append(Placed(strip, self.used))
        self.used += strip.height

    def room_for(self, strips: list[Strip]) -> float:
        """Return the height that strips would take here."""
        total = sum(strip.gap + strip.height for strip in strips)
        if not self.body:
            total += sum(head.height for head in strips[0].head) - strips[0].gap
        return total


class Pager:
    """Fills pages of a height (points of text and footnotes together)."""

    def __init__(self, height: float, set_note: Callable[[NoteMark], list[Strip]]) -> None:
        self._height = height
        self._set_note = set_note
        self._carried: list[Strip] = []
        self.pages: list[Page] = []

    def fill(self, strips: list[Strip]) -> list[Page]:
        """Return all strips on pages, at least one."""
        self._turn()
        for chunk in _chunks(strips, self._height):
            if chunk[0].new_page and (self._page.body or self._page.notes):
                self._turn()
            self._place(chunk)
        while self._carried:
            self._turn(share=1.0)
        return self.pages

    @property
    def _page(self) -> Page:
        return self.pages[-1]

    def _free(self) -> float:
        return self._height - self._page.used - self._page.foot

    def _turn(self, share: float = _CARRIED_SHARE) -> None:
        self.pages.append(Page())
        self._take_notes(self._height * share)

    def _take_notes(self, room: float) -> None:
        """Move footnotes that wait to this page's foot, as far as there is room, at least one line."""
        page, waiting = self._page, self._carried
        room -= 0.0 if page.notes else NOTE_GAP
        count = 0
        for strip in waiting:
            if strip.height > room and (count or page.body or page.notes):
                break
            room -= strip.height
            count += 1
        page.notes.extend(waiting[:count])
        del waiting[:count]
        page.full = bool(waiting)

    def _place(self, chunk: list[Strip]) -> None:
        notes = [self._set_note(mark) for strip in chunk for mark in strip.notes]
        while True:
            page = self._page
            free = self._free() - page.room_for(chunk) + 0.01
            if notes and not page.notes:
                free -= NOTE_GAP
            whole = sum(strip.height for note in notes for strip in note)
            least = whole - _can_wait(notes)
            if free >= (whole if not page.full else 0) and not (page.full and notes):
                self._settle(chunk, notes)
                return
            if not page.full and free >= least and least < whole:
                self._settle(chunk, notes)
                return
            if not page.body:
                self._force(chunk, notes)
                return
            self._turn()

    def _settle(self, chunk: list[Strip], notes: list[list[Strip]]) -> None:
        for strip in chunk:
            self._page.put(strip)
        if notes:
            self._carried.extend(strip for note in notes for strip in note)
            self._take_notes(self._free())

    def _force(self, chunk: list[Strip], notes: list[list[Strip]]) -> None:
        """Place on an empty page what no page holds whole: strip by strip, footnotes as far as they go."""
        if len(chunk) > 1:
            for strip in chunk:
                self._place([strip])
            return
        self._settle(chunk, notes)


def _can_wait(notes: list[list[Strip]]) -> float:
    """Return how much of the last footnote may go to the next page: all but its first two lines."""
    last = notes[-1] if notes else []
    return sum(strip.height for strip in last[2:]) if len(last) >= _LONG_NOTE else 0.0


def _chunks(strips: list[Strip], height: float) -> Iterator[list[Strip]]:
    """Yield strips that must stay together; what is higher than a page is let go strip by strip."""
    chunk: list[Strip] = []
    for strip in strips:
        chunk.append(strip)
        if not strip.keep:
            yield from _loosened(chunk, height)
            chunk = []
    if chunk:
        yield from _loosened(chunk, height)


def _loosened(chunk: list[Strip], height: float) -> Iterator[list[Strip]]:
    total = sum(strip.gap + strip.height for strip in chunk) + sum(s.height for s in chunk[0].head)
    if total <= height:
        yield chunk
    else:
        yield from ([strip] for strip in chunk)
