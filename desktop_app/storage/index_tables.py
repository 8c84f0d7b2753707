"""The tables of the index over all papers, as SQL."""

import sqlite3
from collections.abc import Iterator

TABLES = """
create table papers (
  number integer primary key, id text not null unique, template text not null, reference text not null,
  title text not null, state text not null, changed text not null, moment real not null,
  archived integer not null, steps_done integer not null, steps integer not null, errors integer not null,
  size integer not null, modified integer not null
) strict;
create index papers_newest on papers (archived, moment desc, number desc);
create index papers_in_state on papers (archived, state, moment desc, number desc);
create index papers_named on papers (reference collate nocase);
create table texts (number integer primary key, title text not null, reference text not null,
  body text not null) strict;
create virtual table words using fts5 (title, reference, body, content='texts', content_rowid='number',
  tokenize='porter unicode61');
"""

#: How many papers there are in each state, which to count takes 2 ms of the start where there are thousands.
TALLY = """
create table tally (archived integer not null, state text not null, papers integer not null,
  primary key (archived, state)) strict, without rowid;
insert into tally select archived, state, count(*) from papers group by archived, state;
create trigger paper_came after insert on papers begin
  insert into tally values (new.archived, new.state, 1) on conflict do update set papers = papers + 1;
end;
create trigger paper_went after delete on papers begin
  update tally set papers = papers - 1 where archived = old.archived and state = old.state;
end;
create trigger paper_moved after update of archived, state on papers begin
  update tally set papers = papers - 1 where archived = old.archived and state = old.state;
  insert into tally values (new.archived, new.state, 1) on conflict do update set papers = papers + 1;
end;
"""


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
