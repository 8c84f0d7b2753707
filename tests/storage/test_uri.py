"""A file's name as SQLite is told it, on each system."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest

from desktop_app.storage.uri import uri_of


class OnWindows(PureWindowsPath):
    """A whole path of Windows."""

    def absolute(self) -> "OnWindows":
        return self


class DescribeAUri:
    @pytest.mark.parametrize(
        ("path", "uri"),
        [
            (r"C:\Users\Jürgen M\a#1.db", "file:///C%3A/Users/J%C3%BCrgen%20M/a%231.db?mode=ro"),
            (r"\\server\share\a.db", "file:////server/share/a.db?mode=ro"),
        ],
    )
    def it_names_a_drive_and_a_share_of_windows(self, path: str, uri: str) -> None:
        assert uri_of(cast("Path", OnWindows(path)), "mode=ro") == uri

    @pytest.mark.parametrize("name", ["it’s 100%? #1", os.fsdecode(b"caf\xe9")], ids=["signs", "latin-1"])
    def it_opens_a_file_of_any_name(self, tmp_path: Path, name: str) -> None:
        if sys.platform in ("win32", "darwin") and not name.isprintable():
            pytest.skip("such names are of Linux alone")
        (tmp_path / name).write_bytes(b"")
        with closing(sqlite3.connect(uri_of(tmp_path / name, "mode=ro"), uri=True)) as found:
            assert found.execute("pragma user_version").fetchone() == (0,)
