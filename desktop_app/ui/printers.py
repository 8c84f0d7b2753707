"""Printers, asked for without the network: those that this machine itself knows, by its own socket."""

import os
import sys

from PySide6.QtPrintSupport import QPrinter

#: Where the print service of a Linux machine listens. A name in this variable that is a path is a socket
#: within the machine; without it, the service is looked for over TCP where that socket is not there.
_SERVICE, _SOCKET = "CUPS_SERVER", "/run/cups/cups.sock"


def new_printer() -> QPrinter:
    """Return the usual printer at its best resolution."""
    if sys.platform == "linux" and not os.environ.get(_SERVICE, "").startswith("/"):
        os.environ[_SERVICE] = _SOCKET
    return QPrinter(QPrinter.PrinterMode.HighResolution)
