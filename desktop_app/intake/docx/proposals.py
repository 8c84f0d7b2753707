"""What a reviewer proposes: changes of one person that touch each other, and moves, taken together."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.richtext import Block, Blocks, Inlines, Table, block_text, footnotes_of
from desktop_app.domain.wordwise import told

from .moving import way_of
from .tokens import Change, ChangeKind, Decide, Within
from .units import BEGINNING, Unit

#: Pieces of text to be laid out for all proposals; a thorough review of a long paper asks for a tenth.
_MOST_EFFORT = 600_000
_PUTTING_IN = (ChangeKind.INSERTED, ChangeKind.MOVED_TO)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a reviewer proposes.

    number: of the proposal. kind: what it does, in words before "by". changes: the numbers of the changes
    that it is made of. units: places of those it touches. block: the first that it changes. old, new: the
    words of the stretch without and with it. tracked: whether Word recorded it. around: numbers of the
    changes of others in whose words it stands, without which it says nothing. way: from where to where a
    whole paragraph is moved, in words.
    """

    number: int
    kind: str
    key: str
    block: str
    who: str
    when: str
    old: str
    new: str
    changes: frozenset[int]
    units: tuple[int, ...]
    tracked: bool = True
    around: frozenset[int] = frozenset()
    way: str = ""


@dataclass(slots=True)
class _Cluster:
    changes: dict[int, Change]
    units: set[int]


def proposals_of(units: Sequence[Unit]) -> Iterator[Proposal]:
    """Yield what is proposed, in the order of the file."""
    clusters = _gathered(_merged(_by_person(_clusters(units))), units)
    owners = {number: cluster for cluster in clusters for number in cluster.changes}
    enclosing = _enclosing(units)
    for number, cluster in enumerate(clusters, 1):
        changes = list(cluster.changes.values())
        places = tuple(sorted(cluster.units))
        unit = units[places[0]]
        numbers = frozenset(cluster.changes)
        # What somebody did within another's words is told with these words there.
        others = {id(owners[n]): owners[n] for own in numbers for n in enclosing.get(own, ())}
        around = frozenset(n for other in others.values() if other is not cluster for n in other.changes)
        before, after = (
            [units[place].render(accepting(chosen)) for place in places]
            for chosen in (around, around | numbers)
        )
        block = _first_changed(before[0], after[0]) or (
            unit.blocks[0].id if unit.blocks else unit.after.removeprefix(BEGINNING)
        )
        kind, way = _kind(changes), ""
        if kind == "moved":
            way = way_of(units, places, accepting(around), accepting(around | numbers))
            before, after = _without_same(before, after), _without_same(after, before)
        notes = _notes(before) != _notes(after)
        old, new = (
            "\n".join(blocks_words(blocks, notes=notes) for blocks in each).strip("\n")
            for each in (before, after)
        )
        first, when = changes[0], max(change.when for change in changes)
        yield Proposal(
            number, kind, unit.key, block, first.who, when, old, new, numbers, places,
            first.tracked, around, way,
        )  # fmt: skip


def _without_same(blocks: Sequence[Blocks], others: Sequence[Blocks]) -> list[Blocks]:
    """Return the blocks of each stretch that are not the same in the other state of it."""
    pairs = zip(blocks, others, strict=True)
    return [tuple(block for block in own if block not in other) for own, other in pairs]


def _enclosing(units: Sequence[Unit]) -> dict[int, set[int]]:
    """Return by the number of each change those within whose words it stands."""
    found: dict[int, set[int]] = {}
    for unit in units:
        for within in dict.fromkeys(within for within, _, _ in unit.changes() if len(within) > 1):
            # The last may be a change of look, which stands within the same words as the one before.
            for end in (len(within) - 1, len(within) - 2):
                put_in = (change.number for change in within[:end] if change.kind in _PUTTING_IN)
                found.setdefault(within[end].number, set()).update(put_in)
    return found


def _first_changed(before: Blocks, after: Blocks) -> str:
    """Return the id of the first block that is not the same afterwards, "" where all are."""
    return next((block.id for block in before if block not in after), "")


def accepting(numbers: Collection[int]) -> Decide:
    """Return the decision to accept the changes with these numbers and no other."""
    return lambda change: change.number in numbers


def _by_person(clusters: Iterable[_Cluster]) -> Iterator[_Cluster]:
    """Yield clusters, what one person did within another's change apart."""
    for cluster in clusters:
        for who in dict.fromkeys(change.who for change in cluster.changes.values()):
            own = {number: change for number, change in cluster.changes.items() if change.who == who}
            yield _Cluster(own, set(cluster.units))


def blocks_words(blocks: Blocks, *, notes: bool = False) -> str:
    """Return the words of blocks, a line each. notes: with those of footnotes in brackets."""
    return "\n".join(_with_notes(block) if notes else block_text(block) for block in blocks)


def _with_notes(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join("\t".join(told(cell.runs) for cell in row) for row in block.rows)
    return told(block.runs)


def _notes(stretches: Iterable[Blocks]) -> list[Inlines]:
    return [note.note for blocks in stretches for note in footnotes_of(blocks)]


def _clusters(units: Sequence[Unit]) -> Iterator[_Cluster]:
    """Yield changes of one person that touch each other."""
    for place, unit in enumerate(units):
        held: _Cluster | None = None
        for within, words, is_text in unit.changes():
            if not within:
                if words and is_text and held is not None:
                    yield held
                    held = None
                continue
            if held is not None and not _same_hand(held, within):
                yield held
                held = None
            held = held or _Cluster({}, {place})
            held.changes.update({change.number: change for change in within})
        if held is not None:
            yield held


def _same_hand(held: _Cluster, within: Within) -> bool:
    last = list(held.changes.values())[-1]
    moves = (ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO)
    first = within[0]
    return (first.who, first.tracked, first.kind in moves, first.kind is ChangeKind.RESHAPED) == (
        last.who, last.tracked, last.kind in moves, last.kind is ChangeKind.RESHAPED,
    )  # fmt: skip


def _merged(clusters: Iterable[_Cluster]) -> list[_Cluster]:
    """Return clusters, those that share a change or a move as one."""
    done: list[_Cluster] = []
    by_change: dict[int, _Cluster] = {}
    by_move: dict[str, _Cluster] = {}
    for cluster in clusters:
        moves = {change.move for change in cluster.changes.values() if change.move}
        others = [by_change[n] for n in cluster.changes if n in by_change]
        others += [by_move[move] for move in moves if move in by_move]
        into = others[0] if others else cluster
        if into is cluster:
            done.append(cluster)
        into.changes.update(cluster.changes)
        into.units |= cluster.units
        by_change.update(dict.fromkeys(cluster.changes, into))
        by_move.update(dict.fromkeys(moves, into))
    return done


def _gathered(clusters: list[_Cluster], units: Sequence[Unit]) -> list[_Cluster]:
    """Return clusters, those of one person together in stretches of more changes than anybody can judge.

    Each proposal is told with the whole of its stretch, so that thousands in one would never be told.
    """
    counts = Counter(place for cluster in clusters for place in cluster.units)
    effort, crowded = 0, set[int]()
    for place in sorted(counts, key=lambda place: counts[place] * units[place].size):
        effort += counts[place] * units[place].size
        if effort > _MOST_EFFORT:
            crowded.add(place)
    done: list[_Cluster] = []
    first: dict[tuple[int, str], _Cluster] = {}
    for cluster in clusters:
        who = next(iter(cluster.changes.values())).who
        places = [(place, who) for place in sorted(cluster.units & crowded)]
        into = next((first[place] for place in places if place in first), cluster)
        if into is cluster:
            done.append(cluster)
        else:
            into.changes.update(cluster.changes)
            into.units |= cluster.units
        first.update(dict.fromkeys((place for place in places if place not in first), into))
    return done


def _kind(changes: Sequence[Change]) -> str:
    kinds = {change.kind for change in changes}
    if kinds & {ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO}:
        return "moved"
    if ChangeKind.INSERTED in kinds and ChangeKind.DELETED in kinds:
        return "replaced"
    if kinds == {ChangeKind.RESHAPED}:
        return changes[0].made
    kinds.discard(ChangeKind.RESHAPED)  # of what came in, that is how it came
    return next(iter(kinds)).value if len(kinds) == 1 else "changed"
