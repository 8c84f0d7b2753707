"""What marks a paper's file: the numbers in its header and its name. Light enough to read at start-up."""

from pathlib import Path

APPLICATION_ID = 0x456E6772  #: "Engr", in the header of every paper's file
VERSION = 3  #: the number of migrations; a test holds the two equal
SUFFIX = ".engross-paper.sqlite3"
READING = "reading"  #: the folder beside the papers for copies of them that are open for reading


def file_name(paper_id: str) -> str:
    """Return the name of the file of a paper."""
    return paper_id + SUFFIX


def id_of(path: Path) -> str:
    """Return the id of the paper that a file is named for."""
    return path.name.removesuffix(SUFFIX)
