"""A strict look at a Word file: what Word would refuse, mend or lose without a word, as complaints."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import lxml.etree

Element = Any  #: an lxml element, whose type lxml does not give away

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
COMMENTS = "word/comments.xml"
A4 = {"w": "11906", "h": "16838"}


@dataclass(frozen=True)
class Package:
    """The parts of a Word file: bytes by name, and the roots of those that are XML."""

    parts: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> "Package":
        """Return the package in a file's bytes."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    @cached_property
    def roots(self) -> dict[str, Element]:
        names = [name for name in self.parts if name.endswith((".xml", ".rels"))]
        return {name: lxml.etree.fromstring(self.parts[name]) for name in names}

    def root(self, name: str) -> Element:
        return self.roots[f"word/{name}.xml"]

    @cached_property
    def stories(self) -> dict[str, Element]:
        """The parts that hold text: body, notes, headers and footers."""
        kinds = re.compile(r"word/(document|footnotes|header\d*|footer\d*)\.xml")
        return {name: root for name, root in self.roots.items() if kinds.fullmatch(name)}

    def relationships(self, name: str) -> dict[str, Element]:
        path = PurePosixPath(name)
        rels = self.roots.get(str(path.parent / "_rels" / f"{path.name}.rels"))
        return {} if rels is None else {rel.get("Id"): rel for rel in rels}


def lint(data: bytes) -> list[str]:
    """Return what is wrong with a Word file, in a stable order; nothing where all is well."""
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    found = [f"two entries of the zip are called {name}" for name in _repeated(names)]
    package = Package.of(data)
    for rule in RULES:
        found += rule(package)
    return found


def w(element: Element, name: str) -> str:
    """Return an attribute of the w namespace, "" where it is not there."""
    return element.get(_W + name, "")


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def ignorable_prefixes(package: Package) -> Iterator[str]:
    for name, root in package.roots.items():
        for prefix in root.get(_MC + "Ignorable", "").split():
            if prefix not in root.nsmap:
                yield f"{name}: ignorable prefix {prefix} is not declared"


def content_types(package: Package) -> Iterator[str]:
    types = package.roots["[Content_Types].xml"]
    endings = {e.get("Extension") for e in types.iter(_TYPES + "Default")}
    overridden = [e.get("PartName") for e in types.iter(_TYPES + "Override")]
    for name in _repeated(overridden):
        yield f"content type of {name} is given twice"
    for part in overridden:
        if part.lstrip("/") not in package.parts:
            yield f"content type is given for {part}, which is not there"
    for name in package.parts:
        if f"/{name}" not in overridden and name.rpartition(".")[2] not in endings:
            yield f"{name} has no content type"


def relationship_targets(package: Package) -> Iterator[str]:
    for name, rels in package.roots.items():
        if not name.endswith(".rels"):
            continue
        folder = PurePosixPath(name).parent.parent
        for rel in rels.iter(_RELS + "Relationship"):
            target = rel.get("Target")
            if rel.get("TargetMode") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else str(folder / target)
            if path not in package.parts:
                yield f"{name}: {rel.get('Id')} leads to {target}, which is not there"


def relationship_uses(package: Package) -> Iterator[str]:
    for name, root in package.roots.items():
        known = package.relationships(name)
        for element in root.iter():
            for attribute in ("id", "embed", "link"):
                used = element.get(_R + attribute)
                if used is not None and used not in known:
                    yield f"{name}: {element.tag} names relationship {used}, which is not there"


def styles(package: Package) -> Iterator[str]:
    root = package.root("styles")
    by_kind = {
        kind: {w(s, "styleId") for s in root.iter(_W + "style") if w(s, "type") == kind}
        for kind in ("paragraph", "character", "table")
    }
    for id_ in _repeated(w(s, "styleId") for s in root.iter(_W + "style")):
        yield f"style {id_} is defined twice"
    for name in _repeated(w(s, "val") for s in root.iter(_W + "name")):
        yield f"two styles are called {name}"
    for style in root.iter(_W + "style"):
        for tag in ("basedOn", "next", "link"):
            for link in style.iter(_W + tag):
                if not any(w(link, "val") in ids for ids in by_kind.values()):
                    yield f"style {w(style, 'styleId')} names {w(link, 'val')}, which is not defined"
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        for name, story in package.stories.items():
            for use in sorted({w(e, "val") for e in story.iter(_W + tag)} - by_kind[kind]):
                yield f"{name}: {kind} style {use} is not defined"


def numbering(package: Package) -> Iterator[str]:
    root = package.root("numbering")
    order = [child.tag for child in root]
    if order != sorted(order, key=[_W + "abstractNum", _W + "num"].index):
        yield "a list definition stands after a list"
    kinds = {w(a, "abstractNumId"): a for a in root.iter(_W + "abstractNum")}
    lists = {w(n, "numId"): w(n.find(_W + "abstractNumId"), "val") for n in root.iter(_W + "num")}
    for attribute, tag in (("abstractNumId", "abstractNum"), ("numId", "num")):
        for id_ in _repeated(w(e, attribute) for e in root.iter(_W + tag)):
            yield f"{tag} {id_} is defined twice"
    for id_ in _repeated(w(e, "val") for e in root.iter(_W + "nsid")):
        yield f"two list definitions have the nsid {id_}"
    for number, kind in lists.items():
        if kind not in kinds:
            yield f"list {number} is of kind {kind}, which is not defined"
    for name, part in {**package.stories, "styles": package.root("styles")}.items():
        for use in sorted({w(e, "val") for e in part.iter(_W + "numId")} - {"0", *lists}):
            yield f"{name}: list {use} is not defined"
    yield from _linked(package, kinds, lists)


def _linked(package: Package, kinds: dict[str, Element], lists: dict[str, str]) -> Iterator[str]:
    """Check that styles and levels of lists name each other, or numbers do not follow the styles."""
    named = {
        (kind, w(level, "ilvl")): w(link, "val")
        for kind, abstract in kinds.items()
        for level in abstract.iter(_W + "lvl")
        for link in level.iter(_W + "pStyle")
    }
    for style in _repeated(named.values()):
        yield f"style {style} is bound to two levels"
    naming: dict[tuple[str, str], str] = {}
    for style in package.root("styles").iter(_W + "style"):
        numbers = style.find(f"{_W}pPr/{_W}numPr")
        if numbers is None:
            continue
        level = numbers.find(_W + "ilvl")
        number = w(numbers.find(_W + "numId"), "val")
        if number != "0":
            key = lists.get(number, ""), "0" if level is None else w(level, "val")
            naming[key] = w(style, "styleId")
    for key in sorted({*named, *naming}):
        if named.get(key) != naming.get(key):
            yield f"level {key}: it names style {named.get(key)}, but is named by {naming.get(key)}"


def bookmarks(package: Package) -> Iterator[str]:
    starts: list[Element] = []
    ends: list[Element] = []
    for story in package.stories.values():
        starts += story.iter(_W + "bookmarkStart")
        ends += story.iter(_W + "bookmarkEnd")
    if Counter(w(e, "id") for e in starts) != Counter(w(e, "id") for e in ends):
        yield "bookmarks do not begin and end alike"
    names = [w(e, "name") for e in starts]
    for id_ in _repeated(w(e, "id") for e in starts):
        yield f"two bookmarks have the id {id_}"
    for name in _repeated(name.lower() for name in names):
        yield f"two bookmarks are called {name}"
    for name in names:
        if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII):
            yield f"{name!r} is no name for a bookmark"
    yield from _aims(package, names)


def _aims(package: Package, names: list[str]) -> Iterator[str]:
    """Check that links and fields lead to bookmarks that are there."""
    for part, story in package.stories.items():
        for anchor in sorted({w(e, "anchor") for e in story.iter(_W + "hyperlink")} - {"", *names}):
            yield f"{part}: a link leads to {anchor}, which is not there"
        for code in story.iter(_W + "instrText"):
            words = (code.text or "").split()
            if words[:1] in (["REF"], ["PAGEREF"]) and words[1] not in names:
                yield f"{part}: a field means {words[1]}, which is not there"


def fields(package: Package) -> Iterator[str]:
    for part, story in package.stories.items():
        for paragraph in story.iter(_W + "p"):
            kinds = [w(e, "fldCharType") for e in paragraph.iter(_W + "fldChar")]
            if kinds != ["begin", "separate", "end"] * (len(kinds) // 3):
                yield f"{part}: a field does not begin, part and end in its paragraph: {kinds}"


def ids(package: Package) -> Iterator[str]:
    for what, tag, attribute in (
        ("paragraphs", "p", _W14 + "paraId"),
        ("controls", f"sdtPr/{_W}id", _W + "val"),
        ("tags", f"sdtPr/{_W}tag", _W + "val"),
    ):
        every = [*package.stories.values(), *(r for n, r in package.roots.items() if n == COMMENTS)]
        found = [
            value
            for story in every
            for element in story.findall(f".//{_W}{tag}")
            if (value := element.get(attribute)) is not None
        ]
        for value in _repeated(found):
            yield f"two {what} have the identity {value}"
        if what == "paragraphs":
            yield from (f"paraId {v} is out of range" for v in found if not 0 < int(v, 16) < 0x80000000)


def deleted_text(package: Package) -> Iterator[str]:
    for part, story in package.stories.items():
        for deletion in story.iter(_W + "del"):
            if next(deletion.iter(_W + "t"), None) is not None:
                yield f"{part}: deleted text is not marked as such"


def tables(package: Package) -> Iterator[str]:
    for number, table in enumerate(package.root("document").iter(_W + "tbl"), 1):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        rows = table.findall(_W + "tr")
        if not rows:
            yield f"table {number} has no rows"
        for row in rows:
            width = sum(_span(cell) for cell in row.findall(_W + "tc"))
            if width != columns:
                yield f"table {number}: a row has {width} cells, the grid {columns}"
        for cell in table.iter(_W + "tc"):
            if len(cell) == 0 or cell[-1].tag != _W + "p":
                yield f"table {number}: a cell does not end with a paragraph"
        following = table.getnext()
        if following is None or following.tag != _W + "p":
            yield f"table {number} is not followed by a paragraph"


def _span(cell: Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else int(w(span, "val"))


def notes(package: Package) -> Iterator[str]:
    used = [w(e, "id") for e in package.root("document").iter(_W + "footnoteReference")]
    if "word/footnotes.xml" not in package.parts:
        yield from (f"footnote {id_} is not there" for id_ in used)
        return
    defined = [w(e, "id") for e in package.root("footnotes").iter(_W + "footnote")]
    if defined[:2] != ["-1", "0"]:
        yield "the separators of footnotes are not where Word looks for them"
    if defined[2:] != used:
        yield f"footnotes {defined[2:]} are referred to as {used}"


def page(package: Package) -> Iterator[str]:
    body = package.root("document")
    sections = list(body.iter(_W + "sectPr"))
    if not sections:
        yield "there is no page"
    for section in sections:
        size = section.find(_W + "pgSz")
        if size is None or {"w": w(size, "w"), "h": w(size, "h")} != A4:
            yield "a page is not A4"
    for name, story in package.stories.items():
        if next(story.iter(_W + "p"), None) is None:
            yield f"{name} has no paragraph"


def language(package: Package) -> Iterator[str]:
    every = {**package.stories, "styles": package.root("styles")}
    told = {w(e, "val") for part in every.values() for e in part.iter(_W + "lang")}
    if told != {"en-GB"}:
        yield f"the language is {sorted(told)}"


def characters(package: Package) -> Iterator[str]:
    for name, story in package.stories.items():
        for words in story.iter(_W + "t"):
            if re.search(r"[\n\t\r]", words.text or ""):
                yield f"{name}: a line end or tab stands in text, where Word makes it a space"
            edges = (words.text or "") != (words.text or "").strip()
            if edges and words.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                yield f"{name}: spaces at the edge of {words.text!r} would be lost"


RULES = (
    ignorable_prefixes,
    content_types,
    relationship_targets,
    relationship_uses,
    styles,
    numbering,
    bookmarks,
    fields,
    ids,
    deleted_text,
    tables,
    notes,
    page,
    language,
    characters,
)
