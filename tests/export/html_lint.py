"""A look at a web page as a checker of accessibility has: what is wrong with its outline, names and links."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import html as reader

_VOID_OF_WORDS = {"td", "th", "dd", "dt", "li", "a", "h1", "h2", "h3", "h4", "h5", "h6", "title", "caption"}


def parsed(data: bytes) -> reader.HtmlElement:
    return reader.document_fromstring(data.decode())


def words(element: Any) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def complaints(data: bytes) -> list[str]:
    """Return what is wrong with a page."""
    page = parsed(data)
    rules = (_frame, _headings, _ids, _names, _regions, _tables, _lists, _nothing_from_elsewhere)
    return [complaint for rule in rules for complaint in rule(page)]


def _frame(page: reader.HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "no language"
    if not words(page.find("head/title")):
        yield "no title"
    for landmark in ("main", "header", "footer", "h1"):
        if len(page.findall(f".//{landmark}")) != 1:
            yield f"not one {landmark}"
    viewport = page.xpath("//meta[@name='viewport']/@content")
    if not viewport or re.search(r"maximum-scale|user-scalable", viewport[0]):
        yield "it cannot be made larger"


def _headings(page: reader.HtmlElement) -> Iterator[str]:
    before = 0
    for element in page.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(str(element.tag)[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {words(element)}"
        if not words(element):
            yield f"an empty h{level}"
        before = level


def _ids(page: reader.HtmlElement) -> Iterator[str]:
    ids = Counter(page.xpath("//@id"))
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for target in page.xpath("//a/@href[starts-with(., '#')]"):
        if target[1:] not in ids:
            yield f"{target} leads nowhere"
    for name in page.xpath("//@aria-labelledby"):
        if name not in ids:
            yield f"named by {name}, which is not there"


def _names(page: reader.HtmlElement) -> Iterator[str]:
    for element in page.iter("a", "img", "section", "nav", "dt", "dd"):
        named = element.get("aria-label") or element.get("alt") or element.get("aria-labelledby")
        if not named and not words(element):
            yield f"{element.tag} without a name"
    for element in page.xpath("//*[@tabindex and @tabindex != '0']"):
        yield f"{element.tag} out of the order of tabs"
    for element in page.xpath("//*[@tabindex='0']"):
        if not (element.get("role") and element.get("aria-label")):
            yield "a place for the focus without role and name"


def _regions(page: reader.HtmlElement) -> Iterator[str]:
    names = Counter(page.xpath("//*[@role='region']/@aria-label"))
    yield from (f"{count} regions are called {name}" for name, count in names.items() if count > 1)


def _tables(page: reader.HtmlElement) -> Iterator[str]:
    for table in page.iter("table"):
        widths = {len(row.xpath("./td|./th")) for row in table.iter("tr")}
        if len(widths) > 1:
            yield "rows of unequal length"
        for head in table.iter("th"):
            if head.get("scope") not in {"col", "row"} or not words(head):
                yield "a head without scope or words"


def _lists(page: reader.HtmlElement) -> Iterator[str]:
    for element in page.iter("ul", "ol"):
        if any(kid.tag != "li" for kid in element):
            yield f"{element.tag} holds something that is no item"
    for element in page.iter("dl"):
        for kid in element:
            if kid.tag != "div" or [each.tag for each in kid] != ["dt", "dd"]:
                yield "dl holds something that is no pair"
    for element in page.iter("p"):
        if element.xpath(".//p|.//div|.//ul|.//ol|.//table|.//section"):
            yield "p holds a block"


def _nothing_from_elsewhere(page: reader.HtmlElement) -> Iterator[str]:
    for element in page.iter("script", "link", "img", "iframe", "object", "embed", "video", "base", "form"):
        if element.tag != "script" or element.get("type") != "application/ld+json" or element.get("src"):
            yield f"{element.tag} in the page"
    for element in page.iter():
        for name in element.keys():  # noqa: SIM118 - attributes, which lxml does not iterate over
            if name.startswith("on"):
                yield f"{element.tag} {name}"
    style = "".join(page.xpath("//style/text()"))
    if re.search(r"url\(|@import", style):
        yield "style from elsewhere"
