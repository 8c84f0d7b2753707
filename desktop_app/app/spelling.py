"""Spelling: which words of a text the dictionary does not know, and what may have been meant."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from .spelling_order import by_likeness
from .spelling_words import Word, begins_number, forms_of, parts_of, words_of

LANGUAGE = "en_GB"
ADDED = "public_papers.txt"  #: words one a line
_TEXTS = 4096  #: texts whose mistakes are remembered: all paragraphs of a long paper
_WITHIN = re.compile("[\u00ad\ufffc]")  #: soft hyphens and marks of footnotes
_MOST = 6  #: suggestions for a word


class Engine(Protocol):
    """What reads a Hunspell dictionary."""

    def knows(self, word: str) -> bool:
        """Say whether a word is in the dictionary, by itself or with its endings."""
        ...

    def suggest(self, word: str) -> Iterable[str]:
        """Return what may have been meant, the likeliest first. May take a quarter of a second."""
        ...


class NoDictionary(Exception):
    """There is no dictionary, or nothing that can read it; the words say which."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A word that is not known: code points from and to, and the word."""

    start: int
    end: int
    word: str


@dataclass(slots=True)
class Speller:
    """A dictionary that remembers what it was asked."""

    engine: Engine
    added: frozenset[str] = frozenset()  #: words of public papers that the dictionary lacks
    _verdicts: dict[str, bool] = field(default_factory=dict[str, bool])
    _texts: dict[str, tuple[Word, ...]] = field(default_factory=dict[str, tuple[Word, ...]])
    _suggested: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def mistakes(self, text: str, known: frozenset[str] = frozenset()) -> tuple[Mistake, ...]:
        """Return the words of a text that neither the dictionary nor `known` has, in their order.

        The code of a reference, which is known in capitals, may be written small before its number.
        """
        if text not in self._texts:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            self._texts[text] = tuple(part for word in words_of(text) for part in self._unknown(word))
        unknown = self._texts[text]
        return tuple(
            Mistake(w.start, w.end, w.word)
            for w in unknown
            if not is_among(w.word, known) and not (w.word.upper() in known and begins_number(text, w.end))
        )

    def knows(self, word: str) -> bool:
        """Say whether the dictionary has a word, written with either apostrophe, or as a possessive."""
        if word not in self._verdicts:
            plain = unicodedata.normalize("NFC", _WITHIN.sub("", word.replace("’", "'")))
            # Dictionaries have "etc." with its point, which papers write without, too.
            forms = (*forms_of(plain), f"{plain}.")
            self._verdicts[word] = is_among(plain, self.added) or any(map(self.engine.knows, forms))
        return self._verdicts[word]

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first, with the apostrophe that the word has."""
        if word not in self._suggested:
            plain = unicodedata.normalize("NFC", word.replace("’", "'"))
            found = by_likeness(plain, dict.fromkeys(self.engine.suggest(plain)))[:_MOST]
            curly = "'" not in word  # papers are set with curly ones
            self._suggested[word] = tuple(s.replace("'", "’") if curly else s for s in found)
        return self._suggested[word]

    def _unknown(self, word: Word) -> Iterable[Word]:
        if self.knows(word.word):
            return ()
        return tuple(part for part in parts_of(word) if not self.knows(part.word))


def is_among(word: str, known: frozenset[str]) -> bool:
    """Say whether a word is among known ones: in their case, or begun with a capital, or as a possessive."""
    for form in forms_of(word.replace("’", "'")):
        if form in known or (form[:1].isupper() and form[:1].lower() + form[1:] in known):
            return True
    return False


@cache
def load(folder: Path) -> Speller:
    """Return a speller with the dictionary of a folder. Takes a tenth of a second, or one without Hunspell.

    Raises NoDictionary where there is none, or nothing to read it with.
    """
    added = (
        frozenset((folder / ADDED).read_text("utf-8").split()) if (folder / ADDED).is_file() else frozenset()
    )
    aff, dic = (folder / f"{LANGUAGE}.{end}" for end in ("aff", "dic"))
    if not (aff.is_file() and dic.is_file()):
        raise NoDictionary(f"Spelling is not checked: there is no dictionary in {folder}.")
    # Loaded here and not at the top: neither is wanted before the window is painted.
    try:
        from .spelling_hunspell import Hunspell

        return Speller(Hunspell(folder, LANGUAGE), added)
    except (ImportError, OSError):
        pass
    try:
        from .spelling_spylls import Spylls

        return Speller(Spylls(folder, LANGUAGE), added)
    except ImportError as problem:
        raise NoDictionary("Spelling is not checked: nothing that reads dictionaries is there.") from problem
    except (OSError, ValueError) as problem:
        raise NoDictionary(
            f"Spelling is not checked: the dictionary in {folder} cannot be read."
        ) from problem
