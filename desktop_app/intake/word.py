"""Import of any Word file: by the rules of the text import, with what Word knows of the text kept."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Leftover
from desktop_app.domain.richtext import Footnote, Inlines, readable

from .docx.lines import WordLines
from .docx.reader import read_docx
from .docx.shape import decided, note_words
from .docx.tokens import Para, Sort, Story, accept_all, paragraphs_of
from .pictures import with_pictures_listed
from .squeeze import squeeze
from .text import Beside, Imported, NotAPaper, import_lines

_MOST_LISTED = 200


def import_docx(
    data: bytes, templates: Mapping[str, Template], name: str = "", now: datetime | None = None
) -> Imported:
    """Return the paper that a Word file holds, its tracked changes taken as accepted.

    Raises Refused where the file cannot be read safely, NotAPaper where no form's headings are in it.
    """
    story = read_docx(data)
    words = WordLines(note_words(story, accept_all))
    words.take(decided(story.content, accept_all))
    if not words.lines:
        raise NotAPaper(f"{name or 'The file'} holds no words.")

    def spare(template: Template) -> list[Leftover]:
        return list(_spare(story, words, template))

    found = import_lines(words.lines, templates, name, now, Beside(rich=words.build, spare=spare))
    paper = with_pictures_listed(story, found.template, found.paper)
    return replace(found, paper=paper, notes=(*found.notes, *_remarks(story)))


def _spare(story: Story, words: WordLines, template: Template) -> Iterator[Leftover]:
    """Yield what stands beside the text: notes without a place, text boxes, comments."""
    own = {squeeze(readable(note.note)) for note in _form_notes(template)}
    for key, note in words.notes.items():
        text = readable(note).strip()
        if key not in words.used and text and squeeze(text) not in own:
            yield Leftover(text, why="It is a footnote whose mark stands in no section's text.")
    for para in paragraphs_of(decided(story.boxes, accept_all)):
        if text := _text(para):
            yield Leftover(text, why="It stands in a text box.")
    for comment in story.comments[:_MOST_LISTED]:
        about = f"On “{comment.quote}”: " if comment.quote else ""
        yield Leftover(f"{about}{comment.text}", why=f"It is a comment by {comment.who or 'somebody'}.")


def _text(para: Para) -> str:
    return "".join(token.text for token in para.tokens if token.sort is Sort.TEXT).strip()


def _form_notes(template: Template) -> Iterator[Footnote]:
    """Yield the footnotes that the form gives its own headings."""
    for form in template.forms:
        for section in form.sections:
            heads: tuple[Inlines, ...] = (section.banner, section.heading)
            for runs in heads:
                yield from (run for run in runs if isinstance(run, Footnote))


def _remarks(story: Story) -> Iterator[str]:
    """Yield what was done beyond the text, in plain sentences."""
    if story.changes:
        count = len(story.changes)
        yield f"{count} tracked {'change' if count == 1 else 'changes'} of the file taken as accepted."
    for para in paragraphs_of(decided(story.content, accept_all)):
        for token in para.tokens:
            if token.sort is Sort.OBJECT and token.text:
                where = _text(para)[:60]
                yield f"A {token.text} was left out{f' at “{where}”' if where else ''}."
    if len(story.comments) > _MOST_LISTED:
        yield f"Of {len(story.comments)} comments the first {_MOST_LISTED} are listed."
    yield from story.warnings
