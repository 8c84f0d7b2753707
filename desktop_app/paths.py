"""Where things are: the forms, the resources and the user's papers.

The data folders stand in one of three places: beside the package in a checkout, inside it once
installed, or where a bundled program unpacks itself. Nothing else asks which; only the roots
(`__main__`, `cli`, the window's start) read this module, and hand on what it says.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

#: The environment variable that names another library than the user's own.
LIBRARY_VARIABLE = "ENGROSS_LIBRARY"


def forms_dir() -> Path:
    """Return the folder of the forms: one folder for each authority, and `shared`."""
    return _shipped() / "forms"


def resources_dir() -> Path:
    """Return the folder of fonts, icons, style sheet and the other files that ship with the program."""
    return _shipped() / "resources"


def data_dir() -> Path:
    """Return the user's own folder for this program, which need not exist yet.

    It is the local one: a roaming profile copies files while they are open, which is no place for a database.
    """
    # Imported here, since who names a library does without: 5 ms of the window's start.
    import platformdirs

    return platformdirs.user_data_path("Engross", appauthor=False, roaming=False)


def library_dir(override: str | None, env: Mapping[str, str]) -> Path:
    """Return the absolute folder where the papers are kept, which need not exist yet.

    That is `override` if it names one, else what ENGROSS_LIBRARY in `env` names, else a folder
    in `data_dir`. Empty words name nothing; a leading `~` is the user's home.
    """
    named = override or env.get(LIBRARY_VARIABLE)
    return Path(named).expanduser().absolute() if named else data_dir() / "library"


def _shipped() -> Path:
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle)
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent
