"""Hunspell written in Python as the engine of spelling, for machines that there is no built one for."""

import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary
from spylls.hunspell.readers import read_aff, read_dic
from spylls.hunspell.readers.file_reader import BaseReader

_MOST = 15  #: suggestions asked for; each costs time


class _Lines(BaseReader):
    """The lines of a UTF-8 file. The library's own reader leaves its files open."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.StringIO(path.read_text(encoding="utf-8-sig")))

    def reset_encoding(self, encoding: str) -> None:
        """Do nothing: the text has been read."""


class Spylls:
    """Spylls with one dictionary in UTF-8."""

    def __init__(self, folder: Path, language: str) -> None:
        aff, context = read_aff(_Lines(folder / f"{language}.aff"))
        self._dictionary = Dictionary(
            aff, read_dic(_Lines(folder / f"{language}.dic"), aff=aff, context=context)
        )

    def knows(self, word: str) -> bool:
        """Say whether a word is in the dictionary."""
        return bool(self._dictionary.lookup(word))

    def suggest(self, word: str) -> Iterable[str]:
        """Return what may have been meant."""
        return tuple(str(found) for found in islice(self._dictionary.suggest(word), _MOST))
