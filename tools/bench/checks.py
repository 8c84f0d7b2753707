"""The races of the checks: all rules over a paper, again, after a change, and as papers grow."""

import re
from collections.abc import Iterator
from itertools import count

from desktop_app.checks import engine, memory, stretches
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, RichText

from . import material
from .race import NotMeasured, Race, timed

_WORDS = re.compile(r"\w+")
_FLOOR = r"all words read once (\w+)"
FULL, CHANGED = 0.15, 0.015  #: seconds that a check of the longest paper may take, and one after a change
#: What one changes a paragraph to: words alone, and what many rules read.
PLAIN = "Retouched for the {} time."
TELLING = "It rises by £1.2m from £4.1m to £5.3m by 3 June 2027 (see paragraph 2.{}), as the PSA set out."


def _check(template: Template, paper: Paper) -> float:
    return timed(lambda: engine.check(template, paper, stage=Stage.SIGNING, today=material.TODAY))


def _anew(template: Template, paper: Paper) -> float:
    """Return the seconds of a check of words that are not remembered."""
    fresh = material.renewed(paper)
    memory.forget()
    missed = stretches.notes_of_equal.cache_info().misses
    seconds = _check(template, fresh)
    blocks = sum(len(v.blocks) for v in fresh.public.answers.values() if isinstance(v, RichText))
    if stretches.notes_of_equal.cache_info().misses - missed < blocks * 0.9:
        raise NotMeasured("the check remembered what it should have read")
    return seconds


def races(template: Template, paper: Paper, pages: int) -> Iterator[Race]:
    """Yield the races of a full check, of one more, and of one after a change, against reading the words."""
    text, changes = material.paper_text(paper), count()

    def read(_: int) -> float:
        return timed(lambda: _WORDS.findall(text))

    def changed(words: str) -> float:
        return _check(template, material.reworded(paper, words.format(next(changes))))

    def moved(number: int) -> float:
        return _check(template, paper if number % 2 else material.longer(paper, PLAIN.format(number)))

    yield Race(f"first check of {pages} pages", lambda _: _anew(template, paper), _FLOOR, read)
    yield Race(f"check of {pages} pages again", lambda _: _check(template, paper), _FLOOR, read, 0, FULL)
    for name, words in (("words", PLAIN), ("sums and dates", TELLING)):
        yield Race(
            f"{pages} pages, a paragraph changed ({name})",
            lambda _, words=words: changed(words),
            _FLOOR,
            read,
            0,
            CHANGED,
        )
    yield Race(
        f"{pages} pages, a paragraph put in or taken out",
        moved,
        _FLOOR,
        read,
        0,
        CHANGED,
    )


def growth(template: Template, short: Paper, long: Paper, times: int) -> Race:
    """Return the race of a first check of a long paper against that of a short one; in line it is `times`."""
    return Race(
        f"first check, {times} times the words",
        lambda _: _anew(template, long),
        f"first check of the short one ({times}× is in line)",
        lambda _: _anew(template, short),
    )
