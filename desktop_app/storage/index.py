"""The index over all papers: their lines and a full-text search of their public words.

It may be deleted at any time and is made again from the papers. It never holds anything of Part 2:
what is put in is an entry and text made from Part 1 alone. Plain sqlite3, so that the first page of the
library need not wait for sqlite-utils to load.
"""

import contextlib
import os
import re
import sqlite3
from collections.abc import Generator, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from .entry import Entry

_APPLICATION_ID = 0x456E6749  #: "EngI"
_VERSION = 4  #: since 2 no word stays in the full text that is in no paper any more; since 4 it has a tally
_WAIT = 2.0  #: seconds for a command in another process to finish with the index
_COLUMNS = "id, template, reference, title, state, changed, archived, steps_done, steps, errors"
_READ = ", ".join(f"papers.{name}" for name in _COLUMNS.split(", "))
#: A hit in the title counts ten times one in the text, one in the reference too.
_RANK = "bm25(words, 10.0, 10.0, 1.0)"
#: From here on FTS5 can take a word out of its pages at once; before, it only marks it as gone.
_TAKES_OUT = sqlite3.sqlite_version_info >= (3, 42)


class Print(NamedTuple):
    """A file's size and time of last change, by which a change behind the index's back is found."""

    size: int
    modified: int


class Index:
    """The one index of a library. Raises sqlite3.Error where its file is of no use; then drop it."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the index; in memory alone where path is None."""
        self._path = path
        if path is not None and not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        name = ":memory:" if path is None else str(path)
        self._connection = sqlite3.connect(name, isolation_level=None, timeout=_WAIT)
        try:
            self._prepare()
        except sqlite3.Error:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        run = self._connection.execute
        # Left as it is after a power cut or not: it can be made again, so one sync a change is enough.
        for setting in ("journal_mode = truncate", "synchronous = normal", "secure_delete = on",
                        "trusted_schema = off", "temp_store = memory", "cache_size = -16000"):  # fmt: skip
            run(f"pragma {setting}").fetchall()
        if self._marks() == (_APPLICATION_ID, _VERSION):
            return
        from .index_tables import TABLES, TALLY, statements  # here, since an index is made once

        with self._transaction():
            marks = self._marks()  # as another process may have left it by now
            if marks == (_APPLICATION_ID, _VERSION):
                return
            if marks == (_APPLICATION_ID, _VERSION - 1):
                for statement in statements(TALLY):
                    run(statement)
                run(f"pragma user_version = {_VERSION}")
                return
            if run("select count(*) from sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("not an index of this version")
            for statement in statements(TABLES + TALLY):
                run(statement)
            if _TAKES_OUT:
                run("insert into words (words, rank) values ('secure-delete', 1)")
            run(f"pragma application_id = {_APPLICATION_ID}")
            run(f"pragma user_version = {_VERSION}")

    def _marks(self) -> tuple[int, int]:
        run = self._connection.execute
        return run("pragma application_id").fetchone()[0], run("pragma user_version").fetchone()[0]

    def put(self, entry: Entry, text: str, file: Print) -> None:
        """Put in a paper's line and public words in place of what was there."""
        self.put_all([(entry, text, file)])

    def put_all(self, lines: Iterable[tuple[Entry, str, Print]]) -> None:
        """Put in many papers' lines and words, all or none."""
        with self._transaction():
            gone = [self._put(entry, text, file) for entry, text, file in lines]
            if any(gone):
                self._take_out()

    def _put(self, entry: Entry, text: str, file: Print) -> bool:
        """Put in a line and its words; say whether words that stood there before are gone."""
        from desktop_app.domain.text import whole_signs  # here: nothing is put in while the window starts

        run = self._connection.execute
        entry = entry._replace(title=whole_signs(entry.title), reference=whole_signs(entry.reference))
        names = f"{_COLUMNS}, moment, size, modified"
        values = (
            entry.id, entry.template, entry.reference, entry.title, entry.state, entry.changed.isoformat(),
            entry.archived, entry.steps_done, entry.steps, entry.errors,
            entry.changed.timestamp(), file.size, file.modified,
        )  # fmt: skip
        updates = ", ".join(f"{name} = excluded.{name}" for name in names.split(", ")[1:])
        number = run(
            f"insert into papers ({names}) values ({', '.join('?' * len(values))})"
            f" on conflict (id) do update set {updates} returning number",
            values,
        ).fetchall()[0][0]
        words = (entry.title, entry.reference, whole_signs(text))
        held = run("select title, reference, body from texts where number = ?", (number,)).fetchone()
        if held != words:
            self._forget(number)
            run("insert into texts (number, title, reference, body) values (?, ?, ?, ?)", (number, *words))
            run("insert into words (rowid, title, reference, body) values (?, ?, ?, ?)", (number, *words))
        return held is not None and not _words(held) <= _words(words)

    def _take_out(self) -> None:
        """Let no word stay in the full text that is gone from all papers: it may be in Part 2 by now.

        Where SQLite cannot take out single words, it has to write the full text anew.
        """
        if not _TAKES_OUT:
            self._connection.execute("insert into words (words) values ('optimize')")

    def _forget(self, number: int) -> None:
        """Take out a paper's words. FTS5 must be told the very words that it once was given.

        Not by trigger: with an untrusted schema, a trigger may not write to a full-text table.
        """
        self._connection.execute(
            "insert into words (words, rowid, title, reference, body)"
            " select 'delete', number, title, reference, body from texts where number = ?",
            (number,),
        )
        self._connection.execute("delete from texts where number = ?", (number,))

    def drop(self, ids: Iterable[str]) -> None:
        """Take papers out whose files are gone."""
        with self._transaction():
            for paper_id in ids:
                gone = self._connection.execute(
                    "delete from papers where id = ? returning number", (paper_id,)
                ).fetchall()
                for (number,) in gone:
                    self._forget(number)
            self._take_out()

    def seen(self, paper_id: str, file: Print) -> None:
        """Note that a paper's file was looked at as it is now."""
        self._connection.execute(
            "update papers set size = ?, modified = ? where id = ?", (file.size, file.modified, paper_id)
        )

    def files(self) -> Mapping[str, Print]:
        """Return each paper's file as it was when its line was put in, by id."""
        found = self._connection.execute("select id, size, modified from papers")
        return {paper_id: Print(size, modified) for paper_id, size, modified in found}

    def entries(self, *, archived: bool, state: str = "", limit: int = -1, start: int = 0) -> list[Entry]:
        """Return the lines of papers, of those in a state where one is named, those changed last first."""
        where, values = ("and state = ?", (state,)) if state else ("", ())
        return self._entries(
            f"where archived = ? {where} order by moment desc, number desc limit ? offset ?",
            (archived, *values, limit, start),
        )

    def place(self, paper_id: str, *, archived: bool, state: str = "") -> int:
        """Return how many papers stand before a paper in what `entries` gives, -1 if it is not there."""
        found = self._connection.execute(
            "select moment, number from papers where id = ?1 and archived = ?2 and ?3 in ('', state)",
            (paper_id, archived, state),
        ).fetchone()
        if found is None:
            return -1
        before = "select count(*) from papers where archived = ? and (moment, number) > (?, ?)"
        values = (archived, *found, state) if state else (archived, *found)
        row = self._connection.execute(before + (" and state = ?" if state else ""), values).fetchone()
        return int(row[0])

    def counts(self, *, archived: bool) -> dict[str, int]:
        """Return how many papers there are in each state."""
        return dict(
            self._connection.execute(
                "select state, papers from tally where archived = ? and papers", (archived,)
            )
        )

    def find(self, text: str) -> list[Entry]:
        """Return the papers that have this id or reference, else those whose id begins so."""
        from .seeking import typed  # here, since nothing is sought while the window starts: 5 ms

        name = " ".join(typed(text).split())
        exact = self._entries("where id = ?", (name.lower(),)) or self._entries(
            "where reference = ? collate nocase and reference <> '' order by archived, moment desc", (name,)
        )
        if exact or not re.fullmatch(r"[0-9a-fA-F-]{4,36}", name):
            return exact
        start = name.lower()
        return self._entries("where id >= ? and id < ? order by +archived, moment desc", (start, start + "g"))

    def search(self, words: str, *, archived: bool, limit: int) -> list[Entry]:
        """Return papers that have all the words, titles and references first; each with an excerpt.

        Words in double quotes must stand together; the last word may be unfinished. Any text will do.
        """
        from .seeking import excerpt, parts_of, query_of, typed  # as in find

        sought = typed(words).strip()
        query = query_of(sought)
        if not query:
            return []
        in_title = self._entries(
            "where archived = ? and (instr(lower(title), lower(?)) or instr(lower(reference), lower(?)))"
            " order by moment desc limit ?",
            (archived, sought, sought, limit),
        )
        # The plus keeps SQLite from asking the full-text index once for every paper of the library.
        rows = self._connection.execute(
            f"select {_READ}, body from (select rowid as hit, {_RANK} as place from words"
            " where words match ?1 and +rowid in (select number from papers where archived = ?2)"
            " order by place limit ?3)"
            " join papers on papers.number = hit join texts on texts.number = hit"
            " order by place, moment desc",
            (query, archived, limit),
        )
        wanted = parts_of(sought)
        hits: dict[str, Entry] = {}
        for *row, body in rows:
            entry = _entry(tuple(row))
            # The title stands above it, with what was sought marked: the excerpt shows where else that is.
            hits[entry.id] = entry._replace(excerpt=excerpt(body.replace(entry.title, "", 1), wanted))
        first = [hits.pop(entry.id, entry) for entry in in_title]
        return [*first, *hits.values()][:limit]

    def close(self) -> None:
        """Let the index go."""
        self._connection.close()

    def _entries(self, rest: str, values: tuple[object, ...]) -> list[Entry]:
        return [_entry(row) for row in self._connection.execute(f"select {_READ} from papers {rest}", values)]

    @contextlib.contextmanager
    def _transaction(self) -> Generator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
            self._connection.execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            raise


def _entry(row: tuple[str, str, str, str, str, str, int, int, int, int]) -> Entry:
    id_, template, reference, title, state, changed, archived, done, steps, errors = row
    moment = datetime.fromisoformat(changed)
    return Entry(id_, template, reference, title, state, moment, bool(archived), done, steps, errors)


def _words(texts: tuple[str, ...]) -> set[str]:
    return set(" ".join(texts).split())
