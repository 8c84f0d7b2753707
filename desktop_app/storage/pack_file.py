"""A paper as one file to hand over: JSON in a zip, its digests beside it, no database and nothing that runs.

With Part 2 the whole history goes along. Without it only what Part 1 says now does: an earlier Part 1 may
hold what was since moved to Part 2. Events of Part 2 then leave only their place in the chain.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop_app.domain.paper import Paper, Restricted
from desktop_app.domain.paper_json import public_data, public_from, restricted_data, restricted_from
from desktop_app.domain.record import Event, EventKind

from .pack_history import Then, history_data, history_from, sound_event, sound_leftover
from .sealing import MOST, PackRefused

__all__ = ["Pack", "Then", "content_of", "pack_from", "part_1_only"]

_MANIFEST, _PUBLIC, _RESTRICTED, _HISTORY = "manifest.json", "part1.json", "part2.json", "history.json"
_KNOWN = {_MANIFEST, _PUBLIC, _RESTRICTED, _HISTORY}
_MOST_INFLATED = 100 * 2**20
_MOST_VALUES = 4 * 10**6  #: of the JSON in it, each of which takes some hundred bytes once it is read
_ROOM = 100  #: bytes for the shell of a file
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, RecursionError, UnicodeError, ArithmeticError),
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, MemoryError),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What is handed over. made_by, at: as claimed. revision: of the maker's file. earlier: its history."""

    paper: Paper
    made_by: str
    at: datetime
    revision: int
    whole: bool
    earlier: tuple[Then, ...] = ()


def part_1_only(pack: Pack) -> Pack:
    """Return a pack in which nothing of Part 2 is."""
    withheld = tuple(
        Event(event.number, EventKind.WITHHELD, 2, "", previous=event.previous, hash=event.hash)
        for event in pack.paper.restricted.record
    )
    paper = replace(pack.paper, restricted=Restricted(record=withheld))
    return replace(pack, paper=paper, whole=False, earlier=())


def content_of(pack: Pack) -> bytes:
    """Return a pack as the content of a file: the same pack gives the same bytes.

    Raises PackRefused where it would be larger than a file that is opened may be.
    """
    members = {_PUBLIC: public_data(pack.paper.public), _RESTRICTED: restricted_data(pack.paper.restricted)}
    if pack.whole:
        members[_HISTORY] = history_data(pack.earlier)
    texts = {name: json.dumps(data, sort_keys=True).encode() for name, data in members.items()}
    manifest = {
        "format": 1,
        "paper": pack.paper.id,
        "made_by": pack.made_by,
        "at": pack.at.isoformat(),
        "revision": pack.revision,
        "whole": pack.whole,
        "sha256": {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()},
    }
    texts[_MANIFEST] = json.dumps(manifest, sort_keys=True).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(texts):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), texts[name], zipfile.ZIP_DEFLATED)
    content = buffer.getvalue()
    if _too_much(texts.values()) or len(content) > MOST - _ROOM:
        raise PackRefused(
            "This paper with all its earlier versions is more than such a file may hold. "
            "Hand it over without Part 2; then they stay here."
        )
    return content


def _too_much(texts: Collection[bytes]) -> bool:
    """Say whether reading texts would take more memory than a machine should give for them."""
    values = sum(text.count(sign) for text in texts for sign in (b",", b"[", b"{"))
    return values > _MOST_VALUES or sum(map(len, texts)) > _MOST_INFLATED


def pack_from(content: bytes) -> Pack:
    """Return the pack that content is. Raises PackRefused: what comes from outside is trusted in nothing."""
    try:
        data = {name: json.loads(text) for name, text in _texts(content).items()}
        return _pack(data)
    except _BROKEN as problem:
        told = "The file was not opened: what is in it is not a paper as Engross hands it over."
        raise PackRefused(f"{told} Ask for it again.") from problem


def _texts(content: bytes) -> dict[str, bytes]:
    left = _MOST_INFLATED
    texts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(names) != len(set(names)) or not set(names) <= _KNOWN:
            raise ValueError("members")
        for member in members:
            with archive.open(member) as file:
                texts[member.filename] = file.read(left + 1)
            left -= len(texts[member.filename])
            if left < 0 or _too_much(texts.values()):
                raise ValueError("too large")
    manifest = json.loads(texts[_MANIFEST])
    digests = {n: hashlib.sha256(t).hexdigest() for n, t in texts.items() if n != _MANIFEST}
    if manifest["sha256"] != digests:
        raise ValueError("digests")
    return texts


def _pack(data: dict[str, Any]) -> Pack:
    manifest = data[_MANIFEST]
    if manifest["format"] != 1:
        raise PackRefused(
            "The file was not opened: a later version of Engross made it. Open it with that one."
        )
    paper = _proper(Paper(public_from(data[_PUBLIC]), restricted_from(data[_RESTRICTED])))
    # The id becomes a file's name: nothing but an id may be one.
    if str(UUID(paper.id)) != paper.id or paper.id != manifest["paper"]:
        raise ValueError("id")
    earlier = tuple(history_from(data[_HISTORY], paper.id)) if _HISTORY in data else ()
    at = datetime.fromisoformat(str(manifest["at"]))
    made_by = " ".join(str(manifest["made_by"]).split())[:200]
    return Pack(paper, made_by, at, int(manifest["revision"]), bool(manifest["whole"]), earlier)


def _proper(paper: Paper) -> Paper:
    """Return a paper whose record and leftovers hold what they should. Raises ValueError otherwise."""
    for part, half in ((1, paper.public), (2, paper.restricted)):
        for event in half.record:
            sound_event(event, part)
        for leftover in half.leftovers:
            sound_leftover(leftover)
    if not all(isinstance(key, str) for key in paper.public.own_way):
        raise ValueError("own way")
    return paper
