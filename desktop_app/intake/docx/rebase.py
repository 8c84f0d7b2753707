"""A paragraph that came back, laid over the text sent out: what is untracked becomes a change too."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from desktop_app.domain.citing import JOINTS, LOST
from desktop_app.domain.richtext import CrossRef, Footnote, Inlines, LineBreak, Slot, Text, plain
from desktop_app.domain.wordwise import Kind, compare_words

from .tokens import Change, ChangeKind, Look, Sort, Token, accept_all, accept_none, stands

#: The name of a bookmark by which a paragraph is named before what stands under it is.
_ABOVE = re.compile("_[0-9a-f]{16}a")
MARK = "\ufffc"  #: what stands for a note or a cross-reference in plain words


_NO_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the text that was sent out: its look, link, and the note or reference that it is."""

    look: Look = _NO_LOOK
    link: str = ""
    note: str = ""
    target: str = ""


def signs_of(runs: Inlines) -> list[Sign]:
    """Return what each sign of runs is, as `plain` counts them."""
    found: list[Sign] = []
    for run in runs:
        match run:
            case Text():
                sign = Sign(Look(run.bold, run.italic, run.underline), run.link)
                found += [sign] * len(run.text)
            case LineBreak():
                found.append(Sign())
            case Footnote(id=id_):
                found.append(Sign(note=id_))
            case CrossRef(target=target):
                found.append(Sign(target=target))
            case Slot():
                found.append(Sign())
    return found


def counted(tokens: Iterable[Token], targets: Mapping[str, str]) -> list[Token]:
    """Return pieces each as long as it counts: a note or known reference one mark, a picture nothing."""
    found: list[Token] = []
    before = ""
    for token in whole(tokens, targets):
        if token.sort is Sort.OBJECT:
            continue
        if token.sort is Sort.NOTE:
            found.append(replace(token, text=MARK))
        elif token.ref in targets:
            if token.ref == before:  # more of what it shows, which Word may just have worked out anew
                found[-1] = replace(found[-1], within=_either(found[-1].within, token.within))
            else:
                found.append(replace(token, text=MARK, sort=Sort.NOTE, note=""))
        elif token.text:
            found += _lost(token)
        before = token.ref if token.ref in targets else ""
    return found


def _either(one: tuple[Change, ...], other: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return what a mark stands in of which pieces stand in these: it is there while one of them is."""
    for decide in (accept_none, accept_all):
        if not (stands(one, decide) or stands(other, decide)):
            return one
    both = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return tuple(change for change, _ in both)


def whole(tokens: Iterable[Token], targets: Mapping[str, str]) -> Iterator[Token]:
    """Yield pieces without the numbers that a known reference puts before the one that it means."""
    before: list[Token] = []
    joint = ""
    for token in _joined(tokens):
        plain_words = token.sort is Sort.TEXT and not (token.ref or token.link)
        if _ABOVE.fullmatch(token.ref):
            before.append(token)
            joint = ""
        elif before and plain_words and not joint and token.text in JOINTS:
            before.append(token)
            joint = token.text
        else:
            if token.ref not in targets:
                yield from before
            before, joint = [], ""
            yield token
    yield from before


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield pieces, neighbours that differ in their words alone as one: programs part runs as they like."""
    held: Token | None = None
    for token in tokens:
        alike = held is not None and held.sort is token.sort is Sort.TEXT
        if held is not None and alike and replace(held, text="") == replace(token, text=""):
            held = replace(held, text=held.text + token.text)
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


def _lost(token: Token) -> Iterator[Token]:
    """Yield a piece, a reference that led nowhere when it was sent out as the mark it is counted as."""
    for number, words in enumerate(token.text.split(LOST)):
        if number:
            yield replace(token, text=MARK, sort=Sort.NOTE, note="", ref="")
        if words:
            yield replace(token, text=words)


def words_of(tokens: Iterable[Token]) -> str:
    """Return the words of pieces."""
    return "".join(token.text for token in tokens)


@dataclass(slots=True)
class Untracked:
    """Numbers for the changes that were made without tracking. who: nobody is known to have made them."""

    next: int

    def change(self, kind: ChangeKind) -> Change:
        """Return a new change."""
        self.next += 1
        return Change(self.next, kind, tracked=False)


def rebased(tokens: Sequence[Token], base: Inlines, untracked: Untracked) -> list[Token]:
    """Return pieces of which those that stand with no change accepted say exactly what `base` says.

    Each has the look it was sent out with; only a tracked change of formatting gives it another.
    """
    old = plain(base)
    original = [token for token in tokens if stands(token.within, accept_none)]
    pieces = compare_words(old, words_of(original))
    signs = signs_of(base)
    found: list[Token] = []
    rest = list(tokens)
    at = 0  # in base
    for piece in pieces:
        size = len(piece.text)
        if piece.kind is Kind.DELETED:
            change = untracked.change(ChangeKind.DELETED)
            found += _cut_from(signs[at : at + size], piece.text, change)
            at += size
            continue
        change = untracked.change(ChangeKind.INSERTED) if piece.kind is Kind.INSERTED else None
        while size and rest:
            token = rest.pop(0)
            if not token.text or not stands(token.within, accept_none):
                found.append(token)
                continue
            if len(token.text) > size:
                rest.insert(0, replace(token, text=token.text[size:]))
                token = replace(token, text=token.text[:size])
            size -= len(token.text)
            if change is not None:
                found.append(replace(token, within=(*token.within, change)))
            else:
                found += _dressed(token, signs[at : at + len(token.text)])
                at += len(token.text)
    return found + rest


def sent_tokens(runs: Inlines) -> Iterator[Token]:
    """Yield what was sent out as pieces, a sign each."""
    for sign, letter in zip(signs_of(runs), plain(runs), strict=True):
        yield _as_token(sign, letter, ())


def _cut_from(signs: Sequence[Sign], words: str, change: Change) -> Iterator[Token]:
    for sign, letter in zip(signs, words, strict=True):
        yield _as_token(sign, letter, (change,))


def _as_token(sign: Sign, letter: str, within: tuple[Change, ...]) -> Token:
    marked = bool(sign.note or sign.target)
    sort = Sort.NOTE if marked else Sort.TEXT
    note = f"kept {sign.note}" if sign.note else ""
    return Token(letter, sort, within, sign.look, sign.link, ref=sign.target, note=note)


def _dressed(token: Token, signs: Sequence[Sign]) -> Iterator[Token]:
    """Yield a piece with the look of each sign it was sent out with."""
    start = 0
    for place in range(1, len(signs) + 1):
        if place < len(signs) and signs[place] == signs[start]:
            continue
        sign = signs[start]
        look = sign.look
        if token.formatted is not None:
            look = Look(
                *(
                    new if new != before else own
                    for new, before, own in (
                        (token.look.bold, token.old.bold, sign.look.bold),
                        (token.look.italic, token.old.italic, sign.look.italic),
                        (token.look.underline, token.old.underline, sign.look.underline),
                    )
                )
            )
        # The sign of a note knows which note it was; its words may have been changed.
        kept = f"kept {sign.note}" if sign.note else ""
        yield replace(
            token, text=token.text[start:place], look=look, old=sign.look, link=sign.link,
            ref=sign.target or token.ref, note=f"{kept}|{token.note}" if kept else token.note,
        )  # fmt: skip
        start = place
