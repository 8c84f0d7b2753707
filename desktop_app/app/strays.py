"""A copy of a paper that lies among the papers under another name: put in as a paper of its own."""

from datetime import datetime

from desktop_app.storage.schema import file_name
from desktop_app.storage.strays import Stray, set_aside

from .desk import Desk
from .packing import packed, take_in


def take_in_stray(desk: Desk, name: str) -> tuple[str, tuple[str, ...]]:
    """Put such a copy in, and set its file aside; return the id of the paper and what it says otherwise.

    name: of the file, without its ending. Where the paper itself is not here, it is that paper again.
    Raises StorageError.
    """
    path = desk.library.papers / file_name(name)
    file = Stray(path)
    try:
        pack = packed(file, "", datetime.now().astimezone(), with_part2=True)
    finally:
        file.close()
    arrived = take_in(desk, pack, separate=True)
    set_aside(path, file.id)
    desk.library.refresh()
    return arrived.paper_id, arrived.differs
