"""The pages of papers and the errands about them under one name, to be loaded together when first needed."""

from desktop_app.app.acts import states_after
from desktop_app.app.opening import opened

from .arrived_page import show_arrived
from .aside import Aside
from .asides import declarations_of, show_aside
from .errands import attempt, duplicate, import_file, move_on, put_away
from .export_page import ExportPage
from .left_off import come_back
from .move_page import reopen
from .new_page import NewPage
from .paper_page import PaperPage
from .recovery_page import show_recovery

__all__ = [
    "Aside",
    "ExportPage",
    "NewPage",
    "PaperPage",
    "attempt",
    "come_back",
    "declarations_of",
    "duplicate",
    "import_file",
    "move_on",
    "opened",
    "put_away",
    "reopen",
    "show_arrived",
    "show_aside",
    "show_recovery",
    "states_after",
]
