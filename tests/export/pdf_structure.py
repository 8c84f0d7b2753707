"""The structure of a PDF as a program reads it: elements in their tree, each with the text that it marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True)
class Marked:
    """Text on a page that bears a number."""

    page: int
    mark: int
    text: str


@dataclass(frozen=True)
class Annotation:
    """A link or a field on a page. leads: a web address, "inside", or "" for what leads nowhere."""

    kind: str
    contents: str
    leads: str
    name: str = ""


@dataclass
class Element:
    """One element of structure. holds: what it holds, in the order in which it is read."""

    tag: str
    alt: str = ""
    actual: str = ""
    id: str = ""
    scope: str = ""
    numbering: str = ""
    holds: "list[Element | Marked | Annotation]" = field(default_factory=list)

    @property
    def kids(self) -> "list[Element]":
        return [kid for kid in self.holds if isinstance(kid, Element)]

    @property
    def annotations(self) -> list[Annotation]:
        return [kid for kid in self.holds if isinstance(kid, Annotation)]

    def all(self) -> "Iterator[Element]":
        """Yield it and all that is in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    def text(self, *without: str) -> str:
        """Return what is read of it, elements of these types left out."""
        return "".join(
            kid.text if isinstance(kid, Marked) else kid.text(*without)
            for kid in self.holds
            if isinstance(kid, Marked) or (isinstance(kid, Element) and kid.tag not in without)
        )


@dataclass
class Structure:
    """What was read of a file. faults: what does not hold together in it."""

    root: Element
    faults: list[str]
    pages: int
    artifacts: list[str]

    def find(self, *tags: str) -> list[Element]:
        return [element for element in self.root.all() if element.tag in tags]


def read_structure(data: bytes) -> Structure:
    """Return the structure of a file with every tie between tree, pages and parent tree tried."""
    with pikepdf.open(BytesIO(data)) as file:
        return _Reader(file).read()


class _Reader:
    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._texts: dict[tuple[int, int], str] = {}
        self._tags: dict[tuple[int, int], str] = {}
        self._owners: dict[tuple[int, int], Any] = {}
        self._annotated: dict[Any, Any] = {}
        self._pages = {page.obj.objgen: index for index, page in enumerate(file.pages)}
        self._ids: list[str] = []
        self.faults: list[str] = []
        self.artifacts: list[str] = []

    def read(self) -> Structure:
        for index, page in enumerate(self._file.pages):
            self._read_page(index, page)
        root: Any = self._file.Root.StructTreeRoot
        kids = [self._element(kid, root) for kid in root.K]
        self._hold_parents(root)
        self._hold_ids(root)
        self.faults += [f"mark {where} of no element" for where in sorted(self._texts.keys() - self._owners)]
        return Structure(kids[0], self.faults, len(self._pages), self.artifacts)

    def _read_page(self, index: int, page: pikepdf.Page) -> None:
        fonts = {str(name): _characters(font) for name, font in page.obj.Resources.Font.items()}
        font, mark, drawn, tag = {}, -1, "", ""
        for operands, operator in pikepdf.parse_content_stream(page):
            words: list[Any] = list(operands)
            match str(operator):
                case "BDC":
                    if mark >= 0:
                        self.faults.append(f"page {index}: a mark within mark {mark}")
                    mark, drawn, tag = int(words[1].get("/MCID", -2)), "", str(words[0])
                case "EMC":
                    if mark >= 0:
                        self._texts[index, mark] = drawn
                        self._tags[index, mark] = tag
                    else:
                        self.artifacts.append(drawn)
                    mark = -1
                case "Tf":
                    font = fonts[str(words[0])]
                case "Tj":
                    if mark == -1:
                        self.faults.append(f"page {index}: text outside any mark")
                    drawn += "".join(font[byte] for byte in bytes(words[0]))
                case "TJ" | "'" | '"':
                    self.faults.append(f"page {index}: text shown in a way this reader does not know")
                case _:
                    continue

    def _element(self, obj: Any, parent: Any) -> Element:
        if obj.P.objgen != parent.objgen:
            self.faults.append(f"{obj.S} does not name the element that it is in")
        table: Any = obj.get("/A", {})
        made = Element(
            str(obj.S)[1:],
            str(obj.get("/Alt", "")),
            str(obj.get("/ActualText", "")),
            str(obj.get("/ID", "")),
            str(table.get("/Scope", ""))[1:],
            str(table.get("/ListNumbering", ""))[1:],
        )
        if made.id:
            self._ids.append(made.id)
        kids: Any = obj.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
            if isinstance(kid, int):
                made.holds.append(self._marked(obj.Pg, kid, obj))
                continue
            kind = str(kid.get("/Type", ""))
            if kind == "/MCR":
                made.holds.append(self._marked(kid.Pg, int(kid.MCID), obj))
            elif kind == "/OBJR":
                made.holds.append(self._annotation(kid, obj))
            else:
                made.holds.append(self._element(kid, obj))
        return made

    def _marked(self, page: Any, mark: int, owner: Any) -> Marked:
        where = (self._pages[page.objgen], mark)
        if where in self._owners:
            self.faults.append(f"mark {where} of two elements")
        if where not in self._texts:
            self.faults.append(f"mark {where} is on no page")
        elif self._tags[where] != str(owner.S):
            self.faults.append(f"mark {where} is of another type than its element")
        self._owners[where] = owner.objgen
        return Marked(*where, self._texts.get(where, ""))

    def _annotation(self, kid: Any, owner: Any) -> Annotation:
        obj = kid.Obj
        self._annotated[obj.objgen] = owner.objgen
        url = str(obj.A.URI) if "/A" in obj else ""
        contents, name = (str(obj.get(key, "")) for key in ("/Contents", "/T"))
        tip = str(obj.get("/TU", ""))
        return Annotation(str(obj.Subtype)[1:], contents or tip, url or "inside" * ("/Dest" in obj), name)

    def _hold_parents(self, root: Any) -> None:
        listed = list(root.ParentTree.Nums)
        parents = {int(key): value for key, value in zip(listed[::2], listed[1::2], strict=True)}
        if list(parents) != sorted(parents):
            self.faults.append("the parent tree is out of order")
        for index, page in enumerate(self._file.pages):
            owners = [each.objgen for each in parents.pop(int(page.obj.StructParents))]
            said = [self._owners.get((index, mark)) for mark in range(len(owners))]
            if owners != said or any(where == index and mark >= len(owners) for where, mark in self._owners):
                self.faults.append(f"page {index}: its marks and the parent tree differ")
            for annotation in page.obj.get("/Annots", []):
                owner = parents.pop(int(annotation.StructParent)).objgen
                if self._annotated.get(annotation.objgen) != owner:
                    self.faults.append(f"page {index}: an annotation that its element does not hold")
        self.faults += [f"key {key} of the parent tree belongs to nothing" for key in parents]

    def _hold_ids(self, root: Any) -> None:
        named = list(root.IDTree.Kids[0].Names)[::2] if "/IDTree" in root else []
        if sorted(map(str, named)) != sorted(self._ids) or len(set(self._ids)) < len(self._ids):
            self.faults.append("the ids of elements and the tree of ids differ")


def _characters(font: Any) -> dict[int, str]:
    """Return what the codes of a font stand for, by its map to Unicode."""
    told = font.ToUnicode.read_bytes().decode("ascii").partition("endcodespacerange")[2]
    pairs = _PAIR.findall(told)
    return {int(code, 16): bytes.fromhex(char).decode("utf-16-be") for code, char in pairs}
