"""Which section of the form a paragraph of a returned file stands in.

Told by the control round it, else by the bookmark in the section's heading, else by the heading's words:
no one of them outlives every program that a reviewer may use.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.intake.squeeze import squeeze

from .tokens import Content, Para, accept_none, paragraphs_of, stands

_TAG = "sec:"
_NUMBER = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,3})*[.)]?\s+")


@dataclass(frozen=True, slots=True)
class SentSection:
    """A section as it was sent out.

    bookmark: in its heading. heading: its words, squeezed, "" where it prints none. field: full key of
    the one field in which an author writes there, "" where there is none or more than one.
    """

    key: str
    bookmark: str = ""
    heading: str = ""
    field: str = ""


def sections_in(content: Iterable[Content], sections: Sequence[SentSection]) -> dict[int, str]:
    """Return the key of the section that each paragraph stands in, by the paragraph's number.

    Paragraphs before the first section have none; those between two belong to the one before them.
    """
    paras = list(paragraphs_of(content))
    tagged = {key for para in paras if (key := _tagged(para, sections))}
    marks = {section.bookmark: section.key for section in sections if section.heading}
    marked = {marks[name] for para in paras for name in para.bookmarks if name in marks}
    titles = [section for section in sections if section.key not in tagged | marked and section.heading]
    found: dict[int, str] = {}
    here = ""
    for para in paras:
        begun = _tagged(para, sections) or next(_begun(para, marks, tagged), "")
        if not begun and titles and (title := _title(para, titles)):
            titles.remove(title)
            begun = title.key
        here = begun or here
        if here:
            found[para.number] = here
    return found


def written_in(content: Iterable[Content], sections: Sequence[SentSection]) -> dict[int, str]:
    """Return by the number of a paragraph the one field that is written in its section, "" for none."""
    fields = {section.key: section.field for section in sections}
    return {number: fields[key] for number, key in sections_in(content, sections).items()}


def _tagged(para: Para, sections: Sequence[SentSection]) -> str:
    """Return the section that the innermost control of one round a paragraph names."""
    names = [tag.removeprefix(_TAG) for tag in reversed(para.tags) if tag.startswith(_TAG)]
    return next((name for name in names if any(section.key == name for section in sections)), "")


def _begun(para: Para, marks: dict[str, str], tagged: set[str]) -> Iterator[str]:
    for name in para.bookmarks:
        if marks.get(name, "") and marks[name] not in tagged:
            yield marks[name]


def _title(para: Para, titles: Sequence[SentSection]) -> SentSection | None:
    """Return the first section whose heading's words a paragraph has, with or without a number."""
    words = "".join(token.text for token in para.tokens if stands(token.within, accept_none))
    said = {squeeze(words), squeeze(_NUMBER.sub("", words, count=1))}
    return next((section for section in titles if section.heading in said), None)
