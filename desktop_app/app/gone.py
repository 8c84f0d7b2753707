"""What Part 2 once said and does not say today: by which it is known in earlier versions of Part 1.

A paragraph is known by its identity, which it keeps when it is moved between the parts, and by its words,
for it may have been split, joined or typed anew. What either part says today, and what forms say, stays.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.checks.sentences import sentences
from desktop_app.domain.comments import Comment, Decision
from desktop_app.domain.form import Template
from desktop_app.domain.form_words import words_of_forms
from desktop_app.domain.paper import WORDS, Choices, Leftover, Paper, RichText
from desktop_app.domain.richtext import Blocks, Table, footnotes_of, plain, runs_of
from desktop_app.storage.items import Item, Slot, items_of

from .kept import proposal_words
from .leaks import runs_of_words, words_of

#: A sentence of another paragraph goes where so many of its words in a row are gone, or so many of them all.
_ROW, _SHARE = 10, 0.6
_LEAST = 2  #: words of a sentence that is known by being the very same
#: What stands where something was erased; see `erased_words`.
_MARK = re.compile(r"\[Erased on [^\]]{1,40}\]")

Span = tuple[int, int]


def erased_words(day: str) -> str:
    """Return what stands in an earlier version where words were erased on a day, in words."""
    return f"[Erased on {day}]"


def is_mark(text: str) -> bool:
    """Say whether a text is what stands where something was erased."""
    return _MARK.fullmatch(text) is not None


@dataclass
class Ever:
    """All that Part 2 has ever held, taken in item by item."""

    texts: dict[str, None] = field(default_factory=dict[str, None])
    blocks: set[str] = field(default_factory=set[str])
    others: set[str] = field(default_factory=set[str])  #: ids of comments, decisions and leftovers
    told: set[str] = field(default_factory=set[str])  #: proposals as the record tells of them

    def add(self, key: str, item: Item) -> None:
        """Take in an item of Part 2. key: of its slot."""
        if key in WORDS.values():
            return
        self.texts.update(dict.fromkeys(texts_of(item)))
        if isinstance(item, RichText):
            self.blocks.update(block.id for block in item.blocks)
        elif isinstance(item, Comment | Decision | Leftover):
            self.others.add(item.id)
        if isinstance(item, Decision) and (item.old or item.new):
            self.told.add(proposal_words(item.old, item.new))


@dataclass(frozen=True)
class Gone:
    """What is gone, as words are compared: runs of words, whole sentences, identities.

    said: the sentences that are said today; they stay wherever they stand.
    """

    runs: frozenset[tuple[str, ...]]
    sentences: frozenset[tuple[str, ...]]
    said: frozenset[tuple[str, ...]]
    blocks: frozenset[str]
    others: frozenset[str]
    told: frozenset[str]
    #: What goes of texts that were looked at: most paragraphs are the same in hundreds of versions.
    _seen: dict[tuple[str, bool], list[Span]] = field(
        default_factory=dict[tuple[str, bool], list[Span]], compare=False, repr=False
    )

    def spans(self, text: str, *, own: bool) -> list[Span]:
        """Return what goes of a text, sentence by sentence, neighbours joined.

        own: it is of a paragraph that was in Part 2; of another one goes what that said.
        """
        found = self._seen.get((text, own))
        if found is None:
            found = self._seen[text, own] = self._spans(text, own=own)
        return found

    def _spans(self, text: str, *, own: bool) -> list[Span]:
        found: list[Span] = []
        for start, end in sentences(text.replace("\ufffc", "”")):
            words = tuple(words_of(text[start:end]))
            if not words or words in self.said or is_mark(text[start:end].strip("\ufffc")):
                continue
            if own or words in self.sentences or self._mostly(words):
                joins = found and not text[found[-1][1] : start].strip()
                found.append((found.pop()[0] if joins else start, end))
        return found

    def _mostly(self, words: tuple[str, ...]) -> bool:
        """Say whether a sentence is one that is gone, or a good part of one."""
        covered = [False] * len(words)
        for at, run in enumerate(runs_of_words(list(words))):
            if run in self.runs:
                covered[at : at + len(run)] = [True] * len(run)
        row = most = 0
        for one in covered:
            row = row + 1 if one else 0
            most = max(most, row)
        return most >= _ROW or sum(covered) >= max(1, _SHARE * len(words))

    def stays(self, text: str) -> bool:
        """Say whether all of a text is said today."""
        return all(words in self.said for words in _sentences([text]))

    def spoken_in(self, text: str) -> bool:
        """Say whether a text that is no part of the paper, such as a note or a file, says what is gone."""
        if any(told in text for told in self.told):
            return True
        words = words_of(_MARK.sub(" ", text))
        if any(run in self.runs for run in runs_of_words(words)):
            return True
        whole = (tuple(words_of(text[start:end].strip("“”"))) for start, end in sentences(text))
        return any(sentence in self.sentences for sentence in whole if len(sentence) > _LEAST)


def texts_of(item: Item) -> Iterator[str]:
    """Yield the texts of an item, each piece by itself."""
    match item:
        case RichText(blocks=blocks):
            yield from _of_blocks(blocks)
        case Comment():
            yield from (item.quote, item.text, *(answer.text for answer in item.answers))
        case Decision():
            yield from (item.old, item.new, item.reason)
        case Leftover():
            yield from (item.text, item.why)
        case Choices(keys=keys):
            yield from keys
        case str():
            yield item
        case _:
            return


def _of_blocks(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from map(plain, runs_of(block))
        if isinstance(block, Table):
            yield block.caption
    yield from (plain(note.note) for note in footnotes_of(blocks))


def gone(template: Template, ever: Ever, paper: Paper, *, public: bool = True) -> Gone:
    """Return what Part 2 ever said and a paper does not. public: what Part 1 says today counts as said.

    A paragraph that is still there is known by its words alone: only some of them are gone.
    """
    now = items_of(paper)
    open_now = [item for slot, item in now.items() if public and _is_text(slot)]
    kept = [item for slot, item in now.items() if slot.table.startswith("restricted")]
    texts = [*_fixed(template), *(text for item in (*open_now, *kept) for text in texts_of(item))]
    said = set(_sentences(texts))
    known = {run for text in texts for run in runs_of_words(words_of(text))}
    here = (*open_now, *kept)
    held = {block.id for item in here if isinstance(item, RichText) for block in item.blocks}
    other = {item.id for item in here if isinstance(item, Comment | Leftover)}
    return Gone(
        frozenset(run for text in ever.texts for run in runs_of_words(words_of(text))) - known,
        frozenset(words for words in _sentences(ever.texts) if len(words) >= _LEAST) - said,
        frozenset(said),
        frozenset(ever.blocks) - held,
        frozenset(ever.others) - other,
        frozenset(ever.told),
    )


def _is_text(slot: Slot) -> bool:
    """Say whether an item is what Part 1 itself says: review is beside it, and no reader has it."""
    return slot.table in ("public_answers", "public_leftovers") and slot.key not in WORDS.values()


def _fixed(template: Template) -> Iterator[str]:
    """Yield what forms and standard wording say, which nobody wrote into this paper."""
    yield from words_of_forms(template)
    for clause in template.clauses:
        yield from _of_blocks(clause.blocks)


def _sentences(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for text in texts:
        for start, end in sentences(text.replace("\ufffc", "”")):
            yield tuple(words_of(text[start:end]))
