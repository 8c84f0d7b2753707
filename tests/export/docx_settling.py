"""All tracked changes of a Word file accepted or rejected, after the letter of the standard (17.13.5)."""

import io
import zipfile

import lxml.etree

from .docx_lint import Element, Package
from .word_reading import W


def settled(data: bytes, *, accept: bool) -> Package:
    """Return a Word file in which every change of the body was accepted, or every one rejected."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            part = given.read(name)
            made.writestr(name, _body(part, accept=accept) if name == "word/document.xml" else part)
    return Package.of(out.getvalue())


def _body(part: bytes, *, accept: bool) -> bytes:
    root = lxml.etree.fromstring(part)
    kept, gone = (W + "ins", W + "del") if accept else (W + "del", W + "ins")
    for row in list(root.iter(W + "tr")):
        if row.find(f"{W}trPr/{gone}") is not None:
            _remove(row)
    for table in [table for table in root.iter(W + "tbl") if table.find(W + "tr") is None]:
        _remove(table)
    for change in list(root.iter(W + "pPrChange")):
        properties = change.getparent()
        assert properties is not None
        if not accept:
            older = change[0]
            paragraph = properties.getparent()
            assert paragraph is not None
            paragraph.replace(properties, older)
        else:
            properties.remove(change)
    for paragraph in list(root.iter(W + "p")):
        _paragraph(paragraph, kept, gone)
    for mark in list(root.iter(W + "trPr", W + "rPr")):
        for change in mark.findall(kept):
            mark.remove(change)
    for words in root.iter(W + "delText"):
        words.tag = W + "t"
    return lxml.etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _paragraph(paragraph: Element, kept: str, gone: str) -> None:
    for change in [each for each in paragraph.iter(gone) if _holder(each) != W + "rPr"]:
        _remove(change)
    for change in [each for each in paragraph.iter(kept) if _holder(each) != W + "rPr"]:
        parent = change.getparent()
        assert parent is not None
        place = parent.index(change)
        for run in list(change):
            parent.insert(place, run)
            place += 1
        parent.remove(change)
    if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is not None:
        # Its mark goes, so that what is left of it joins what follows: nothing may be left here.
        assert not [each for each in paragraph.iter(W + "t", W + "delText") if each.text]
        _remove(paragraph)


def _holder(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
