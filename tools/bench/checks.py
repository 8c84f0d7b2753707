"""The races of the checks: all rules over a paper, again, after a change, and as papers grow."""

import re
import sys
from collections.abc import Callable, Iterator
from itertools import count

from desktop_app.checks import engine, memory, stretches
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, RichText

from . import material, telling
from .race import NotMeasured, Race, spent

_WORDS = re.compile(r"\w+")
_FLOOR = r"all words read once (\w+)"
FULL, CHANGED = 0.15, 0.015  #: seconds that a check of the longest paper may take, and one after a change
IN_LINE = 1.1  #: how much more than in proportion to its words a long paper's first check may take
#: What one changes a paragraph to: words alone, and what many rules read.
PLAIN = "Retouched for the {} time."
TELLING = "It rises by £1.2m from £4.1m to £5.3m by 3 June 2027 (see paragraph 2.{}), as the PSA set out."


def _check(template: Template, paper: Paper) -> float:
    return spent(lambda: engine.check(template, paper, stage=Stage.SIGNING, today=material.TODAY))


def _anew(template: Template, paper: Paper) -> float:
    """Return the seconds of a check of words that are not remembered."""
    fresh = material.renewed(paper)
    _forget()
    seconds = _check(template, fresh)
    blocks = sum(len(v.blocks) for v in fresh.public.answers.values() if isinstance(v, RichText))
    if stretches.notes_of_equal.cache_info().misses < blocks * 0.9:
        raise NotMeasured("the check remembered what it should have read")
    return seconds


def _forget() -> None:
    """Forget what the rules said, and what they read in texts: a short paper would be known whole."""
    memory.forget()
    for name, module in list(sys.modules.items()):
        if name.startswith(engine.__name__.rpartition(".")[0]):
            for kept in vars(module).values():
                if callable(clear := getattr(kept, "cache_clear", None)):
                    clear()


def races(template: Template, paper: Paper, pages: int) -> Iterator[Race]:
    """Yield the races of a full check, of one more, and of one after a change, against reading the words."""
    text, changes = material.paper_text(paper), count()

    def moved(number: int) -> Paper:
        return paper if number % 2 else material.longer(paper, PLAIN.format(number))

    def reworded(words: str) -> Callable[[int], Paper]:
        return lambda _: material.reworded(paper, words.format(next(changes)))

    name = f"{pages} pages"
    yield _race(f"first check of {name}", lambda _: _anew(template, paper), text)
    yield _race(f"check of {name} again", lambda _: _check(template, paper), text, FULL)
    for what, made in (
        ("a paragraph changed (words)", reworded(PLAIN)),
        ("a paragraph changed (sums and dates)", reworded(TELLING)),
        ("a paragraph put in or taken out", moved),
    ):
        yield _changed(template, f"{name}, {what}", made, text)


def telling_races(template: Template, paper: Paper, paragraphs: int) -> Iterator[Race]:
    """Yield those of papers that say much, of one document and of two that have drifted apart."""
    for name, grown in (("many sums", telling.paper), ("two drifted documents", telling.drifted)):
        one = grown(paper, paragraphs)
        text = material.paper_text(one)
        yield _race(f"check of {name} again", lambda _, one=one: _check(template, one), text, FULL)
        for what, made in telling.changes(one).items():
            yield _changed(template, f"{name}, {what} changed", made, text)


def _race(name: str, ours: Callable[[int], float], text: str, target: float = 0) -> Race:
    return Race(name, ours, _FLOOR, lambda _: spent(lambda: _WORDS.findall(text)), 0, target)


def _changed(template: Template, name: str, made: Callable[[int], Paper], text: str) -> Race:
    return _race(name, lambda number: _check(template, made(number)), text, CHANGED)


def growths(template: Template, paper: Paper, short: int, times: int) -> Iterator[Race]:
    """Yield the races of a first check of a long paper against that of a short one; in line it is `times`.

    short: paragraphs of the short one.
    """
    for what, grown in (
        ("words", material.grown),
        ("words that say much", telling.paper),
        ("words of drifted documents", telling.drifted),
    ):
        few, many = grown(paper, short), grown(paper, short * times)
        yield Race(
            f"first check, {times} times the {what}",
            lambda _, many=many: _anew(template, many),
            f"first check of the short one ({times}× is in line)",
            lambda _, few=few: _anew(template, few),
            most=IN_LINE * times,
        )
