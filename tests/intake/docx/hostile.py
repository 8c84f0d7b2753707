"""Files that would harm whoever opens them carelessly, each with what is said of it; "" where it is read."""

import io
import struct
import zipfile
from collections.abc import Callable

from tests.intake.docx.wordfile import DATE, NS, Parts, cut, ins, p, parts, relations, t, word_file, zipped

STORED = zipfile.ZIP_STORED
GOOD = p(t("The harbour silts up."))
DTD = "declares entities"
LARGE = "unpacked it would be far larger than any paper"
PIECES = "made of more pieces than any paper"
DEEP = "nested deeper than in any paper"
DAMAGED = "damaged or was not copied whole"
PART = "in it is damaged"
NAME = "a name that leads out of the file"
NO_WORD = "is no Word document"
PACKED = "not packed as a Word file is"

SPAN = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
ODD = '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="-9e9"/></w:numPr><w:outlineLvl w:val="٣"/>'
CIRCLE = f'<w:styles {NS}><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'
ENDS = '<w:bookmarkEnd w:id="1"/><w:commentRangeEnd w:id="x"/><w:moveToRangeEnd/>'
CONTROLS = "<w:sdt><w:sdtContent>" * 500 + "</w:sdtContent></w:sdt>" * 500
TABLES = "<w:tbl><w:tr><w:tc>" * 60 + GOOD + f"{p()}</w:tc></w:tr></w:tbl>" * 60

Case = tuple[Callable[[], bytes], str]


def with_parts(**changed: bytes | str) -> bytes:
    """Return a good file with parts changed: document, types, root, links by short name."""
    names = {
        "document": "word/document.xml",
        "types": "[Content_Types].xml",
        "root": "_rels/.rels",
        "links": "word/_rels/document.xml.rels",
    }
    return zipped({**parts(GOOD), **{names[name]: content for name, content in changed.items()}})


def added(**extra: bytes | str) -> bytes:
    return zipped({**parts(GOOD), **{name.replace("__", "/"): content for name, content in extra.items()}})


def document(body: str, before: str = "") -> str:
    return f"{before}<w:document {NS}><w:body>{body}</w:body></w:document>"


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_parts(document=document(p(t("&l9;")), f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'))


def encoded(encoding: str, mark: bytes = b"") -> bytes:
    text = document(p(t("&x;")), f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY x "y">]>')
    return with_parts(document=mark + text.encode(encoding))


def patched(data: bytes, find: bytes, put: bytes, *, last: bool = False) -> bytes:
    at = data.rfind(find) if last else data.find(find)
    assert at >= 0
    return data[:at] + put + data[at + len(find) :]


def named_member(name: str) -> bytes:
    """Return a file in which a part has a name that zipfile itself would not write."""
    stand = "x" * len(name)
    return zipped({**parts(GOOD), stand: "y"}).replace(stand.encode(), name.encode())


def twice(first: str, second: str) -> bytes:
    made = zipped({**parts(GOOD), "word/documenX.xml": "<x/>"})
    return made.replace(b"word/documenX.xml", second.encode()) if first else made


def lying() -> bytes:
    """Return a file whose text says to be small and is large."""
    made = zipped({**parts(GOOD), "word/document.xml": document(p(t("a" * 40_000_000)))})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return made.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def overlapping() -> bytes:
    """Return a file in whose directory two parts are the same stretch of it."""
    made = zipped({**parts(GOOD), "a.bin": b"a" * 500, "b.bin": b"b" * 500}, zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        one, two = (archive.getinfo(name).header_offset for name in ("a.bin", "b.bin"))
    return patched(made, struct.pack("<L", two) + b"b.bin", struct.pack("<L", one) + b"b.bin", last=True)


def flagged(bit: int) -> bytes:
    made = bytearray(word_file(GOOD))
    at = made.find(b"PK\1\2")
    while at >= 0:
        made[at + 8] |= bit
        at = made.find(b"PK\1\2", at + 4)
    return bytes(made)


def linked_out(kind: str, target: str = "http://host.invalid/x") -> bytes:
    return with_parts(links=relations(("rId9", kind, target), external=("rId9",)))


def main_of(kind: str) -> bytes:
    return zipped(parts(GOOD, main_type=kind))


def linked_symlink() -> bytes:
    buffer = io.BytesIO(word_file(GOOD))
    with zipfile.ZipFile(buffer, "a") as made:
        member = zipfile.ZipInfo("word/link")
        member.create_system = 3
        member.external_attr = 0o120777 << 16
        made.writestr(member, "/etc/passwd")
    return buffer.getvalue()


def comments(count: int) -> bytes:
    each = "".join(f'<w:comment w:id="{n}" w:author="A" {DATE}>{p(t("x"))}</w:comment>' for n in range(count))
    return word_file(GOOD, comments=f"<w:comments {NS}>{each}</w:comments>")


def split_bodies(count: int) -> Parts:
    return parts(p(t("x")) * count)


def attributes(count: int) -> list[str]:
    return [f'a{n}=""' for n in range(count)]


_TYPES = "application/vnd.ms-word.document.macroEnabled.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_PURL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT = relations(
    ("rId1", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", "word/document.xml")
)
_XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

CASES: dict[str, Case] = {
    "nothing": (lambda: b"", "The file is empty"),
    "one byte": (lambda: b"P", NO_WORD),
    "old Word or password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "protected with a password",
    ),
    "rich text": (lambda: b"{\\rtf1 hello}", "rich text"),
    "PDF": (lambda: b"%PDF-1.7", "PDF"),
    "web page": (lambda: b"<html><body>x", "web page"),
    "web page with a type": (lambda: b"\xef\xbb\xbf <!doctype html>", "web page"),
    "XML": (lambda: b"<?xml version='1.0'?><a/>", "XML file"),
    "plain text": (lambda: b"The harbour", NO_WORD),
    "OpenDocument": (lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    "any zip": (lambda: zipped({"a.txt": "b"}), NO_WORD),
    "empty zip": (lambda: zipped({}), NO_WORD),
    "half a file": (lambda: word_file(GOOD)[:700], DAMAGED),
    "no end": (lambda: word_file(GOOD)[:-22], DAMAGED),
    "cut in its end": (lambda: word_file(GOOD)[:-3], DAMAGED),
    "several disks": (lambda: patched(word_file(GOOD), b"PK\5\6\0\0", b"PK\5\6\1\0"), "one part of several"),
    "a bit flipped": (lambda: patched(zipped(parts(GOOD), STORED), b"silts", b"silty"), DAMAGED),
    "51 MB": (lambda: b"PK" + bytes(51 * 2**20), "larger than 50 MB"),
    "text bomb": (lambda: with_parts(document=document(p(t("a" * 40_000_000)))), LARGE),
    "a part of a gigabyte": (lambda: added(word__media=bytes(70_000_000)), LARGE),
    "many large parts": (
        lambda: zipped({**parts(GOOD), **{f"m{n}": bytes(range(256)) * 4000 for n in range(230)}}),
        LARGE,
    ),
    "says to be small": (lying, DAMAGED),
    "parts over each other": (overlapping, "lie over each other"),
    "thousands of parts": (
        lambda: zipped({**parts(GOOD), **{f"m{n}": "" for n in range(2500)}}),
        "more than 2,000 parts",
    ),
    "a hundred thousand parts": (
        lambda: zipped({**parts(GOOD), **{f"m{n}": "" for n in range(30_000)}}),
        "more than 2,000 parts",
    ),
    "a million empty paragraphs": (lambda: with_parts(document=document("<w:p/>" * 1_000_000)), LARGE),
    "half a million paragraphs": (lambda: zipped({**parts("<w:p/>" * 500_000)}, STORED), PIECES),
    "a million runs": (lambda: zipped(parts(p(t("x") * 1_000_000)), STORED), LARGE),
    "too many runs": (lambda: zipped(parts(p(t("x") * 110_000)), STORED), PIECES),
    "a million attributes": (
        lambda: zipped(parts(p(f"<w:r {' '.join(attributes(1_000_000))}/>")), STORED),
        PIECES,
    ),
    "nested without end": (lambda: with_parts(document=document(CONTROLS)), DEEP),
    "nested a hundred thousand deep": (
        lambda: zipped(parts("<w:x>" * 100_000 + "</w:x>" * 100_000), STORED),
        DEEP,
    ),
    "sixty tables in each other": (lambda: word_file(TABLES), ""),
    "billion laughs": (laughs, DTD),
    "an entity of a file": (lambda: with_parts(document=document(p(t("&e;")), _XXE)), DTD),
    "an entity of a host": (
        lambda: with_parts(document=document(p(t("&e;")), _XXE.replace("file:///etc", "http://h"))),
        DTD,
    ),
    "a parameter entity": (
        lambda: with_parts(document=document(p(), '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://h">%e;]>')),
        DTD,
    ),
    "an outside type": (
        lambda: with_parts(document=document(p(), '<!DOCTYPE x SYSTEM "http://h/x.dtd">')),
        DTD,
    ),
    "an entity in the types": (lambda: with_parts(types=_XXE + "<Types>&e;</Types>"), DTD),
    "an entity in the links": (lambda: with_parts(root=_XXE + "<Relationships>&e;</Relationships>"), DTD),
    "an entity in UTF-16": (lambda: encoded("utf-16"), DTD),
    "an entity in UTF-16 without mark": (lambda: encoded("utf-16-le"), DTD),
    "an entity in UTF-16 the other way": (lambda: encoded("utf-16-be"), DTD),
    "an entity in UTF-32": (lambda: encoded("utf-32"), PART),
    "an entity in UTF-7": (lambda: encoded("utf-7"), "an encoding"),
    "an entity in EBCDIC": (lambda: encoded("cp037"), PART),
    "another encoding": (
        lambda: with_parts(document='<?xml version="1.0" encoding="latin-1"?><a/>'),
        "an encoding",
    ),
    "broken text": (lambda: with_parts(document=document("<w:p>")), PART),
    "text that is no text": (lambda: with_parts(document=bytes(range(256))), PART),
    "a sign that may not be": (lambda: with_parts(document=document(p(t("a\x00b")))), PART),
    "a character reference that may not be": (lambda: with_parts(document=document(p(t("&#xD800;")))), PART),
    "the same part twice": (lambda: twice("yes", "word/document.xml"), "two parts called"),
    "the same part in capitals": (lambda: twice("yes", "Word/Document.xml"), "two parts called"),
    "a parent folder": (lambda: named_member("../../evil.txt"), NAME),
    "an absolute name": (lambda: named_member("/etc/passwd"), NAME),
    "a drive": (lambda: named_member("C:/evil.txt"), NAME),
    "a backslash": (lambda: named_member("word\\evil.txt"), NAME),
    "a control sign": (lambda: named_member("word/ev\til.txt"), NAME),
    "a name without end": (lambda: zipped({**parts(GOOD), "n" * 60_000: "x"}), NAME),
    "a link to a file": (linked_symlink, NAME),
    "a password on its parts": (lambda: flagged(1), "protected with a password"),
    "other packing": (lambda: zipped(parts(GOOD), zipfile.ZIP_BZIP2), PACKED),
    "macros": (lambda: main_of(_TYPES), "with macros"),
    "a spreadsheet": (lambda: main_of(_SHEET), "another kind of Office file"),
    "a text of no kind": (lambda: main_of("text/plain"), NO_WORD),
    "strict": (lambda: with_parts(root=_STRICT), "Strict Open XML"),
    "no main part": (lambda: with_parts(root=relations()), NO_WORD),
    "a main part elsewhere": (
        lambda: with_parts(root=relations(("r", "officeDocument", "../../etc/passwd"))),
        NO_WORD,
    ),
    "a main part on a host": (
        lambda: with_parts(root=relations(("r", "officeDocument", "http://h"), external=("r",))),
        NO_WORD,
    ),
    "no body": (lambda: with_parts(document=f"<w:document {NS}/>"), "its text is missing"),
    "links in a circle": (lambda: with_parts(links=relations(("r", "styles", "document.xml"))), ""),
    "macros inside": (lambda: added(word__vbaProject="x"), ""),
    "a template elsewhere": (lambda: linked_out("attachedTemplate", "\\\\\\\\host\\\\x.dotm"), ""),
    "a picture elsewhere": (lambda: linked_out("image"), ""),
    "an object elsewhere": (lambda: linked_out("oleObject"), ""),
    "another document": (lambda: linked_out("aFChunk"), ""),
    "a huge span": (lambda: word_file(SPAN), ""),
    "numbers that are none": (lambda: word_file(p(t("x"), ODD)), ""),
    "a style based on itself": (
        lambda: word_file(p(t("x"), '<w:pStyle w:val="a"/>'), styles=CIRCLE),
        "",
    ),
    "too many changes": (lambda: zipped(parts(p(ins(t("x")) * 21_000)), STORED), "tracked changes"),
    "ten thousand comments": (lambda: comments(10_000), "comments"),
    "changes in changes": (lambda: word_file(p(ins(ins(cut("x") + t("y")) * 50))), ""),
    "ends without beginnings": (lambda: word_file(ENDS + GOOD), ""),
    "fields that never end": (
        lambda: word_file(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 2000 + t("x"))),
        "",
    ),
    "a field that fetches": (
        lambda: word_file(p(f'<w:fldSimple w:instr="INCLUDETEXT http://h">{t("x")}</w:fldSimple>')),
        "",
    ),
}
