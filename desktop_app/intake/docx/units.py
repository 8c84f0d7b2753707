"""Stretches of a returned file that are decided together, each tied to the blocks it was sent out as."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.richtext import (
    Block,
    Blocks,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
)

from .laid import Laid
from .rebase import counted, rebased, words_of
from .shape import decided
from .standing import as_block, reshaped, shape_of
from .table_rows import table_block, table_over
from .tokens import (
    Change,
    ChangeKind,
    Content,
    Decide,
    Para,
    Shape,
    Sort,
    Standing,
    TableRead,
    Token,
    Within,
    accept_none,
    paragraphs_of,
    stands,
)

TIED = "="  #: begins a bookmark that this program gave a paragraph it knew by its words
BEGINNING = "^"  #: stands for the block before text that begins a field
_SPACES = " \t\u00a0"  #: one stands behind the mark of a note
_CUT = "¶"  #: the key of a mark between two paragraphs of the file that are one in the text sent out


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is decided together.

    key: full key of the field. blocks: as sent out, none for what came in. after: id of the block before
    it. content: paragraphs or one table, rebased. gone: the change by which all of it went, untracked.
    """

    key: str
    blocks: Blocks
    laid: Laid
    content: tuple[Content, ...] = ()
    after: str = ""
    gone: Change | None = None

    @property
    def size(self) -> int:
        """Of how many pieces of text it is made."""
        return sum(len(para.tokens) + 1 for para in paragraphs_of(self.content))

    def render(self, decide: Decide) -> Blocks:
        """Return the blocks of the stretch under decisions."""
        if self.gone is not None:
            return () if decide(self.gone) else self.blocks
        if self.content and isinstance(self.content[0], TableRead):
            base = self.blocks[0]
            table = table_block(base, self.content[0], decide, self.laid) if isinstance(base, Table) else None
            return (table,) if table is not None else ()
        return tuple(self._paragraphs(decide))

    def _paragraphs(self, decide: Decide) -> Iterator[Block]:
        known = {block.id: block for block in self.blocks}
        like: Block | None = self.blocks[0] if self.blocks else None
        for para in decided(self.content, decide):
            if not isinstance(para, Para):
                continue
            runs = self.laid.runs(para.tokens, decide)
            base = known.get(block_id(para, self.laid.targets))
            if not _has_words(runs) and not (base is not None and _is_blank(base)):
                continue
            if base is not None and not isinstance(base, Table):
                like = replace(base, runs=runs)
                made = self._made(base.id, decide)
                yield self._block(made, runs, base.id) if made else like
                continue
            like = self._new(para, decide, runs, like)
            yield like

    def _new(self, para: Para, decide: Decide, runs: Inlines, like: Block | None) -> Block:
        """Return a block for a paragraph that came in."""
        id_, shape = self.laid.new_id(f"p{para.number}"), shape_of(para)
        if para.formatted is not None and para.was is not None:
            if not decide(para.formatted):
                shape = para.was
            elif para.becomes is not None:
                return self._block(para.becomes, runs, id_)
        return _new(shape, runs, like, id_)

    def _block(self, standing: Standing, runs: Inlines, id_: str) -> Block:
        return as_block(standing, runs, id_, self.key in self.laid.unnumbered)

    def _made(self, id_: str, decide: Decide) -> Standing | None:
        """Return what the paragraph of a block is made under decisions, None where it is what it was."""
        for para in self.content:
            if isinstance(para, Para) and block_id(para, self.laid.targets) == id_:
                return para.becomes if para.formatted is not None and decide(para.formatted) else None
        return None

    def changes(self) -> Iterator[tuple[Within, str, bool]]:
        """Yield what stands in revisions, in order: the revisions, the words, and whether it is text."""
        if self.gone is not None:
            yield (self.gone,), "", False
        for each in self.content:
            if isinstance(each, TableRead):
                yield from ((within, "", False) for within in _of_rows(each) if within)
            for para in paragraphs_of([each]):
                for token in para.tokens:
                    yield from self._of_token(token)
                if para.becomes is not None and para.formatted is not None:
                    yield (*self._around(para), para.formatted), "", False
                if para.mark:
                    yield para.mark, "\n", False

    def _around(self, para: Para) -> Within:
        """Return the changes by which a paragraph came that was not sent out as one, none for another."""
        if block_id(para, self.laid.targets) in {block.id for block in self.blocks}:
            return ()
        at = self.content.index(para)
        before = self.content[at - 1] if at and self.blocks else para
        marks = before.mark if isinstance(before, Para) else ()
        return tuple(change for change in marks if change.kind in (ChangeKind.INSERTED, ChangeKind.MOVED_TO))

    def _of_token(self, token: Token) -> Iterator[tuple[Within, str, bool]]:
        looks = (token.formatted,) if token.formatted is not None else ()
        yield (*token.within, *looks), token.text, True
        if token.sort is Sort.NOTE and token.note:
            for inner in self.laid.note_tokens(token.note):
                yield from self._of_token(inner)


def _of_rows(table: TableRead) -> Iterator[Within]:
    """Yield the changes that each row and each cell of a table stands in."""
    for row in table.rows:
        yield row.within
        yield from (cell.within for cell in row.cells)


def block_id(para: Para, targets: Mapping[str, str]) -> str:
    """Return the id of the block that a paragraph was sent out as, "" where none of its bookmarks tells."""
    found = (name[1:] if name.startswith(TIED) else targets.get(name, "") for name in para.bookmarks)
    return next(filter(None, found), "")


def note_tokens(content: Iterable[Content]) -> list[Token]:
    """Return the pieces of a note without the space behind its mark; its paragraphs are lines."""
    tokens: list[Token] = []
    for number, para in enumerate(paragraphs_of(content)):
        given = list(para.tokens)
        while given and not number and given[0].text == "":
            del given[0]  # the mark itself
        if given and not number and given[0].text[0] in _SPACES:
            given[0] = replace(given[0], text=given[0].text[1:])
        tokens.extend([Token("\n")] if number else [])
        tokens.extend(given)
    return tokens


def _has_words(runs: Inlines) -> bool:
    return any(run.text.strip() if isinstance(run, Text) else not isinstance(run, LineBreak) for run in runs)


def _is_blank(block: Block) -> bool:
    return not isinstance(block, Table) and not _has_words(block.runs)


def _new(para: Shape, runs: Inlines, like: Block | None, id_: str) -> Block:
    """Return a block for a paragraph that came in: of the kind its style says, else like its neighbour."""
    level = min(para.numbered.level, 4) if para.numbered else 0
    if para.outline:
        return SubHeading(runs, id_)
    if para.style.startswith("paper paragraph "):
        return Paragraph(runs, max(0, int(para.style[-1]) - 1) if para.style[-1].isdecimal() else 0, id=id_)
    if para.numbered and para.numbered.format == "bullet":
        return ListItem(runs, ListKind.BULLET, level, id_)
    if isinstance(like, ListItem):
        return ListItem(runs, like.kind, like.level, id_)
    if isinstance(like, Paragraph):
        return Paragraph(runs, like.level, like.numbered, id_)
    return Paragraph(runs, id=id_)


def text_unit(key: str, blocks: Blocks, paras: Sequence[Para], laid: Laid, after: str = "") -> Unit:
    """Return the unit of neighbouring paragraphs."""
    known = {block.id: block for block in blocks}
    done: list[Para] = []
    held: list[Para] = []
    for para in paras:
        held.append(para)
        if stands(para.mark, accept_none) or para is paras[-1]:
            bases = (known.get(block_id(each, laid.targets)) for each in held)
            base = next((each for each in bases if each is not None), None)
            held = [_standing(para, known.get(block_id(para, laid.targets)), laid) for para in held]
            runs = base.runs if base is not None and not isinstance(base, Table) else ()
            done += _laid_over(held, runs, laid, laid.leads.get(base.id, "") if base is not None else "")
            held = []
    return Unit(key, blocks, laid, tuple(done), after)


def _standing(para: Para, base: Block | None, laid: Laid) -> Para:
    """Return a paragraph with the change of what it is, where that is one."""
    if isinstance(base, Table) or (base is not None and _is_blank(base)):
        return para
    return reshaped(para, laid.stood.get(base.id) if base is not None else None, laid.untracked)


def _laid_over(paras: list[Para], base: Inlines, laid: Laid, lead: str) -> list[Para]:
    """Return the paragraphs that are one in the text sent out, laid over it, without the form's words."""
    tokens: list[Token] = []
    for number, para in enumerate(paras):
        if number:
            tokens.append(Token("", Sort.OBJECT, note=_CUT))
        tokens += counted(para.tokens, laid.targets)
    if lead and words_of(t for t in tokens if stands(t.within, accept_none)).startswith(lead):
        tokens = _without_lead(tokens, len(lead))
    pieces: list[list[Token]] = [[]]
    for token in rebased(tokens, base, laid.untracked):
        if token.note == _CUT:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [replace(para, tokens=tuple(each)) for para, each in zip(paras, pieces, strict=True)]


def _without_lead(tokens: Iterable[Token], size: int) -> list[Token]:
    """Return pieces without the first so many signs of the text sent out."""
    found: list[Token] = []
    for token in tokens:
        cut = min(size, len(token.text)) if stands(token.within, accept_none) else 0
        size -= cut
        if cut < len(token.text) or not token.text:
            found.append(replace(token, text=token.text[cut:]))
    return found


def table_unit(key: str, base: Table, table: TableRead, laid: Laid) -> Unit | None:
    """Return the unit of a table; None where its rows have not the same columns."""
    laid_over = table_over(base, table, laid)
    return Unit(key, (base,), laid, (laid_over,)) if laid_over is not None else None
