"""Where a library lies: whether a network or a synchronising program stands between it and the disk."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

MOUNTS = Path("/proc/mounts")
_SERVICES = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
)
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "afs", "9p", "davfs"}
)
_DRIVE = re.compile(r"[A-Za-z]:")
_REMOTE = 4  #: what Windows says of a drive letter that stands for a share
_MEND = "Keep papers on a local disk, and hand them over as files: “Hand over” in the menu Review."


def _drive_kind(root: str) -> int:
    """Return of which kind a drive is, as Windows numbers them; 0 where that cannot be told."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return ctypes.windll.kernel32.GetDriveTypeW(root)


def warning_of(
    folder: Path, mounts: Iterable[str] | None = None, drive_kind: Callable[[str], int] = _drive_kind
) -> str:
    """Return the warning for a library in such a folder, "" for one on a local disk.

    mounts: lines as in /proc/mounts, for where that is not to be read. drive_kind: tells of "Z:\\" of
    which kind it is, for where Windows is not to be asked.
    """
    for part in reversed(folder.parts):
        service = next((name for name in _SERVICES if part.casefold().startswith(name)), "")
        if service:
            return (
                f"The library is in {part}, a folder that is synchronised. It may be copied while it is "
                f"written to, and two people may each get a paper of their own. {_MEND}"
            )
    shared = _DRIVE.match(str(folder)) and drive_kind(str(folder)[:2] + "\\") == _REMOTE
    if shared or _on_network(folder, _lines() if mounts is None else mounts):
        return (
            f"The library {folder} is in a network folder. Should the network fail while you type, "
            f"nothing can be saved until it is back. {_MEND}"
        )
    return ""


def _on_network(folder: Path, mounts: Iterable[str]) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    best, kind = -1, ""
    for line in mounts:
        words = line.split()
        if len(words) < 3:
            continue
        point = words[1].replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), words[2]
    return kind in _NETWORK


def _lines() -> list[str]:
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
