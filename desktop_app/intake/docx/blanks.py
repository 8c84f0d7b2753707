"""Controls of a Word file that a name or date is filled into: which one is, and what it says."""

import re
from xml.etree.ElementTree import Element

from desktop_app.domain.text import clean, clean_line

from .parse import W
from .sheet import VAL
from .tokens import Blank, Change, Token, accept_all, stands

_MOST_NAME = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PROMPTS = (
    "Enter a name",
    "Choose a date",
)  #: of this program: others forget that they are no words of anybody's


def blank_kind(properties: Element) -> str:
    """Return "name" or "date" where a control waits for the one or the other to be signed with, "" if not.

    Told by its tag, else by its alias; a control for a date that has lost both by its being one.
    """
    tag, alias = (_value(properties, name) for name in ("tag", "alias"))
    for kind in ("name", "date"):
        if tag.startswith(f"{kind}:") or (not tag and alias.casefold().startswith(f"{kind}: ")):
            return kind
    return "date" if not tag and not alias and properties.find(W + "date") is not None else ""


def read_blank(properties: Element, tokens: list[Token], changes: list[Change], para: int) -> Blank:
    """Return what a control that waits for a name or date says. tokens, changes: those within it."""
    words = clean_line("".join(t.text for t in tokens if stands(t.within, accept_all))).strip()
    if properties.find(W + "showingPlcHdr") is not None or words in PROMPTS:
        words = ""
    day = properties.find(W + "date")
    full = _DAY.match(day.get(W + "fullDate", "")) if day is not None and words else None
    tag, alias = (_value(properties, name) for name in ("tag", "alias"))
    last = changes[-1] if changes else None
    return Blank(blank_kind(properties), tag, alias, words[:_MOST_NAME], full[0] if full else "", last, para)


def _value(properties: Element, name: str) -> str:
    found = properties.find(W + name)
    return "" if found is None else clean(found.get(VAL, ""))[:_MOST_NAME]
