"""Hunspell itself as the engine of spelling."""

from collections.abc import Iterable
from pathlib import Path

from hunspell import Hunspell as Library


class Hunspell:
    """Hunspell with one dictionary. Raises OSError where the name of its folder is beyond it."""

    def __init__(self, folder: Path, language: str) -> None:
        # The encoding of the folder's name: UTF-8 makes Hunspell take any on Windows.
        self._library = Library(language, hunspell_data_dir=str(folder), system_encoding="UTF-8")

    def knows(self, word: str) -> bool:
        """Say whether a word is in the dictionary."""
        return bool(self._library.spell(word))

    def suggest(self, word: str) -> Iterable[str]:
        """Return what may have been meant."""
        return tuple(str(found) for found in self._library.suggest(word))
