"""Hunspell itself as the engine of spelling."""

from collections.abc import Iterable
from pathlib import Path

from hunspell import Hunspell as Library


class Hunspell:
    """Hunspell with one dictionary."""

    def __init__(self, folder: Path, language: str) -> None:
        self._library = Library(language, hunspell_data_dir=str(folder))

    def knows(self, word: str) -> bool:
        """Say whether a word is in the dictionary."""
        return bool(self._library.spell(word))

    def suggest(self, word: str) -> Iterable[str]:
        """Return what may have been meant."""
        return tuple(str(found) for found in self._library.suggest(word))
