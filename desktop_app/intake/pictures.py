"""Pictures of an imported Word file: a paper's text cannot hold them, so they are listed as left out."""

from collections.abc import Iterator

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Leftover, Paper, RichText
from desktop_app.domain.richtext import block_text

from .docx.shape import decided
from .docx.tokens import Para, Sort, Story, accept_all, paragraphs_of
from .squeeze import squeeze

_MOST = 200  #: listed one by one
_WHY = "A paper’s text holds words, lists and tables, so it was left out by the import."


def with_pictures_listed(story: Story, template: Template, paper: Paper) -> Paper:
    """Return a paper with the pictures and the like of its file listed behind the sections they stood in."""
    public, restricted = [*paper.public.leftovers], [*paper.restricted.leftovers]
    held = any(paper.restricted.answers)  # what stands nowhere known may belong to the text of Part 2
    for section, piece in _left_out(story, paper, template):
        hidden = template.is_restricted(section) if section else held
        (restricted if hidden else public).append(piece)
    return paper.with_public(leftovers=tuple(public)).with_restricted(leftovers=tuple(restricted))


def _left_out(story: Story, paper: Paper, template: Template) -> Iterator[tuple[str, Leftover]]:
    places = _places(paper, template)
    section, block, last = "", "", ""
    count = 0
    for para in paragraphs_of(decided(story.content, accept_all)):
        words = _words(para)
        placed = places.get(squeeze(words))
        section, block = placed or (section, block)
        for token in para.tokens:
            if token.sort is Sort.OBJECT and token.text and count < _MOST:
                count += 1
                where = f" at “{words[:60]}”" if words else f" after “{last[:60]}”" if last else ""
                yield section, Leftover(f"A {token.text}{where}", section, _WHY, block=block)
        last = words if placed else last


def _places(paper: Paper, template: Template) -> dict[str, tuple[str, str]]:
    """Return the section of each paragraph's words, and its id."""
    found: dict[str, tuple[str, str]] = {}
    for key, value in (*paper.public.answers.items(), *paper.restricted.answers.items()):
        section = template.form(key.partition(".")[0]).section_of(key).key
        for block in value.blocks if isinstance(value, RichText) else ():
            found.setdefault(squeeze(block_text(block)), (section, block.id))
    found.pop("", None)
    return found


def _words(para: Para) -> str:
    return "".join(token.text for token in para.tokens if token.sort is Sort.TEXT).strip()
