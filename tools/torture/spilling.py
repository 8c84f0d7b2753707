"""Changes to the program, each of which takes Part 2 along by one way out: the search must find them all.

Those that go into files are tried a second time with the program's own search on, which must stop them.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

import pikepdf

from desktop_app.app import comparing, exporting, packing, publishing
from desktop_app.app import desk as desks
from desktop_app.app.exporting import NotExportable
from desktop_app.app.seen import Seen
from desktop_app.app.writers import WRITERS
from desktop_app.document.model import Document, Para, Span
from desktop_app.domain.paper import Paper, with_answer
from desktop_app.export import html
from desktop_app.storage import holder
from desktop_app.storage.settings import Settings
from desktop_app.ui.start import Start

from . import windowed
from .outlets import TITLED, Out, outs, put_in, unguarded
from .planted import OPEN, Planted
from .sniffing import found_in

#: What is changed so that a sentence of Part 2 goes along.
Patches = Callable[[str], list[Any]]


@dataclass(frozen=True, slots=True)
class Spill:
    """A change. ways: those by which it must be found. guarded: whether the program must stop it itself."""

    name: str
    ways: tuple[str, ...]
    patches: Patches
    guarded: bool = True


@dataclass(slots=True)
class Tried:
    """What came of the changes. missed: ways for which none was found. passed: what was not stopped."""

    tried: int = 0
    found: int = 0
    guarded: int = 0
    stopped: int = 0
    missed: list[str] = field(default_factory=list[str])
    passed: list[str] = field(default_factory=list[str])


def tried(planted: Planted, ways: Collection[str]) -> Tried:
    """Make each change once on a paper. ways: all by which anything left; each must have a change."""
    came = Tried()
    shown: set[str] = set()
    secret = [word for word, place in planted.planter.places.items() if not place.startswith(OPEN)]
    for spill in spills():
        came.tried += 1
        seen = {out.way for out in _made(spill, planted) if found_in(out.data, secret)}
        came.found += set(spill.ways) <= seen
        came.missed += [f"{way} ({spill.name})" for way in spill.ways if way not in seen]
        shown |= seen
        if spill.guarded:
            came.guarded += 1
            if _stopped(spill, planted):
                came.stopped += 1
            else:
                came.passed.append(f"not stopped by the program: {spill.name}")
    came.missed += [f"{way} (no change was tried)" for way in ways if way not in shown]
    return came


def _sentence(planted: Planted) -> str:
    """Return a sentence that stands in Part 2 as it is."""
    key = planted.earlier[0]
    word = next(w for w, place in planted.planter.places.items() if place == f"{key}, paragraph")
    return f"The price that was asked by {word} was not the lowest one."


def _made(spill: Spill, planted: Planted) -> Iterator[Out]:
    with tempfile.TemporaryDirectory() as name, _under(spill, planted), unguarded():
        opened = put_in(planted, Path(name) / "library")
        try:
            yield from outs(opened, Path(name))
        finally:
            opened.session.close()
            opened.desk.library.close()
        if set(spill.ways) & windowed.WAYS:
            yield from windowed.outs(opened)


def _stopped(spill: Spill, planted: Planted) -> bool:
    """Say whether the program makes no file with the change in it."""
    with tempfile.TemporaryDirectory() as name, _under(spill, planted):
        opened = put_in(planted, Path(name) / "library")
        try:
            return not [out.way for out in outs(opened, Path(name)) if out.way in spill.ways]
        except NotExportable as problem:
            return "only Part 2 may hold" in str(problem)
        finally:
            opened.session.close()
            opened.desk.library.close()


def _under(spill: Spill, planted: Planted) -> "_All":
    return _All(spill.patches(_sentence(planted)))


class _All:
    """Several changes made together and taken back together."""

    def __init__(self, changes: list[Any]) -> None:
        self._changes = changes

    def __enter__(self) -> None:
        for change in self._changes:
            change.start()

    def __exit__(self, *_: object) -> None:
        for change in self._changes:
            change.stop()


def spills() -> Iterator[Spill]:
    """Yield all changes."""
    for kind in ("docx", "pdf", "html"):
        ways = (f"published {kind}", f"for review {kind}")
        for where, spilt in {**_DOCUMENTS, **_FILES[kind]}.items():
            yield Spill(f"{where} of a {kind}", ways, _writer(kind, spilt))
    yield Spill("summary", ("published json",), _bytes_of(html, "write_summary"))
    yield Spill("receipt", ("receipt json", "receipt txt"), _receipt)
    yield Spill("comparison", ("comparison",), _bytes_of(comparing, "_written", _part))
    yield Spill("name of a file", ("names of files",), _names)
    for way, patches in _UNSEARCHED.items():
        yield Spill(way, (way,), patches, guarded=False)
    crash = ("what a crash prints", "what a crash writes down")
    yield Spill("crash", crash, _crash, guarded=False)


def _changed(of: object, name: str, other: Any) -> Any:
    return mock.patch.object(of, name, other)


def _in_text(made: Document, text: str) -> Document:
    """Return a document with a text of which each word is torn in two looks."""
    half = text.index("Qzx") + 7
    return replace(made, nodes=(*made.nodes, Para((Span(text[:half], bold=True), Span(text[half:])))))


def _in_link(made: Document, text: str) -> Document:
    link = "https://example.org/" + text.replace(" ", "-")
    return replace(made, nodes=(*made.nodes, Para((Span("here", link=link),))))


_DOCUMENTS: dict[str, Any] = {
    "text": _in_text,
    "link": _in_link,
    "title": lambda made, text: replace(made, title=text),
    "author": lambda made, text: replace(made, author=text),
}


def _part(data: bytes, text: str) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("customXml/item9.xml", f"<a><b>{text}</b></a>")
    return target.getvalue()


def _remark(data: bytes, text: str) -> bytes:
    return data.replace(b"</main>", f"<!-- {text} --></main>".encode())


def _hidden(data: bytes, text: str) -> bytes:
    return data.replace(b"</main>", f"<p hidden title='{text}'></p></main>".encode())


def _attached(data: bytes, text: str) -> bytes:
    return _saved(
        data,
        lambda file: file.attachments.__setitem__("a.txt", pikepdf.AttachedFileSpec(file, text.encode())),
    )


def _packed_away(data: bytes, text: str) -> bytes:
    """Return a PDF with a text as a UTF-16 string in a packed object that no page points to."""

    def put(file: pikepdf.Pdf) -> None:
        file.Root.PieceInfo = file.make_indirect(pikepdf.Dictionary(Note=pikepdf.String(f"{text} ₹")))

    return _saved(data, put)


def _saved(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        file.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


_FILES: dict[str, dict[str, Any]] = {
    "docx": {"part": _part},
    "pdf": {"attachment": _attached, "packed object": _packed_away},
    "html": {"remark": _remark, "attribute": _hidden},
}


def _writer(kind: str, spilt: Any) -> Patches:
    """Return what makes the writer of a format take a text along, in the document or in the bytes of it."""
    usual = WRITERS[kind]
    web = html.write_html

    def patches(text: str) -> list[Any]:
        def spill(write: Any, made: Document, *rest: Any) -> bytes:
            if spilt in _DOCUMENTS.values():
                return write(spilt(made, text), *rest)
            return spilt(write(made, *rest), text)

        changed: list[Any] = [mock.patch.dict(WRITERS, {kind: lambda made, *rest: spill(usual, made, *rest)})]
        if kind == "html":
            changed.append(_changed(html, "write_html", lambda made, *rest: spill(web, made, *rest)))
        return changed

    return patches


def _bytes_of(module: Any, name: str, spilt: Any = lambda data, text: data + text.encode()) -> Patches:
    usual = getattr(module, name)
    return lambda text: [_changed(module, name, lambda *given: spilt(usual(*given), text))]


def _receipt(text: str) -> list[Any]:
    usual = publishing.receipt_data
    told = {"receipt_data": lambda *given: {**usual(*given), "note": text}}
    words = publishing.receipt_words
    return [
        _changed(publishing, "receipt_data", told["receipt_data"]),
        _changed(publishing, "receipt_words", lambda *given: words(*given) + text),
    ]


def _names(text: str) -> list[Any]:
    def named(*given: Any, **_: Any) -> str:
        return f"{text} {exporting.safe_name(str(given[1].document))}.{given[3]}"

    return [_changed(publishing, "file_name", named)]


def _copied(text: str) -> list[Any]:
    usual = desks.copy_of

    def copied(paper: Paper, *given: Any) -> Paper:
        key = next(key for key, value in paper.public.answers.items() if value == TITLED)
        return with_answer(usual(paper, *given), key, text, restricted=False)

    return [_changed(desks, "copy_of", copied)]


def _listed(text: str) -> list[Any]:
    usual = desks.Desk.entry
    return [_changed(desks.Desk, "entry", lambda *given: usual(*given)._replace(title=text))]


def _crash(text: str) -> list[Any]:
    usual = Start.broken

    def broken(start: Start, kind: Any, problem: BaseException, trace: Any) -> None:
        usual(start, type(f"{kind.__name__} {problem}", (ValueError,), {}), problem, trace)

    return [_changed(Start, "broken", broken)] if text else []


def _settings(text: str) -> list[Any]:
    usual = Settings.set
    return [_changed(Settings, "set", lambda kept, name, value: usual(kept, name, [value, text]))]


#: Where the program does not search: what never leaves this machine, or is made of nothing but Part 1.
_UNSEARCHED: dict[str, Patches] = {
    "handed over without Part 2": lambda _: [_changed(packing, "part_1_only", lambda pack: pack)],
    "a new paper from it": _copied,
    "index": lambda text: [_changed(desks, "public_text", lambda _: text)],
    "list of papers": _listed,
    "page of all papers": _listed,
    "beside the papers": lambda text: [_changed(holder, "this_process", lambda: holder.Holder(text))],
    "title of the window": lambda text: [_changed(Seen, "name", text)],
    "settings": _settings,
}
