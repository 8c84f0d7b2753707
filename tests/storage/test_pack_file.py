import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from desktop_app.domain.paper import Leftover, Paper, RichText
from desktop_app.domain.paper_json import public_data
from desktop_app.domain.record import Event, EventKind, broken_at, chained
from desktop_app.domain.richtext import Paragraph, Text
from desktop_app.storage import sealing
from desktop_app.storage.pack_file import Pack, Then, content_of, pack_from, part_1_only
from desktop_app.storage.sealing import NeedsPassphrase, PackRefused, locked, made_passphrase, opened, sealed
from tests import strategies
from tests.conftest import ROOT

AT = datetime(2026, 3, 2, 14, 2, tzinfo=UTC)
CANARY = "Qzx7-wombat-Kvj4"


def pack_of(paper: Paper, *earlier: Paper) -> Pack:
    return Pack(paper, "A. Bee", AT, 3, True, tuple(Then(AT, "Typing", then) for then in earlier))


@pytest.fixture
def pack() -> Pack:
    paper = strategies.paper_with("Body worn video", part2=CANARY)
    secret = chained(
        paper.record, Event(0, EventKind.SET_ASIDE, 2, AT.isoformat(), note=CANARY, key="part2.legal")
    )
    later = paper.with_restricted(record=(secret,))
    done = chained(later.record, Event(0, EventKind.EXPORTED, 1, AT.isoformat()))
    return pack_of(later.with_public(record=(*later.public.record, done)), paper)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_COST", 10)
    monkeypatch.setattr(sealing, "_LEAST", 10)


class DescribeAPack:
    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.papers())
    def it_gives_back_any_paper_whole(self, paper: Paper) -> None:
        held = pack_of(paper, paper)
        assert pack_from(content_of(held)) == held

    def it_is_the_same_bytes_each_time(self, pack: Pack) -> None:
        assert content_of(pack) == content_of(pack)

    def it_holds_nothing_of_part_2_where_it_is_of_part_1_only(self, pack: Pack) -> None:
        def members(held: Pack) -> bytes:
            with zipfile.ZipFile(io.BytesIO(content_of(held))) as archive:
                return b"".join(archive.read(name) for name in archive.namelist())

        assert CANARY.encode() in members(pack)
        public = part_1_only(pack)
        assert CANARY.encode() not in members(public)
        assert (
            pack.paper.restricted.secret.encode() not in members(public) or not pack.paper.restricted.secret
        )
        assert public.paper.public == pack.paper.public
        assert broken_at(pack_from(content_of(public)).paper.record) is None

    @pytest.mark.parametrize("name", ["../../evil", "00000000", "con", ""])
    def it_takes_nothing_but_an_id_as_an_id(self, pack: Pack, name: str) -> None:
        with pytest.raises(PackRefused, match="not a paper"):
            pack_from(content_of(replace(pack, paper=pack.paper.with_public(id=name))))


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


class DescribeFilesFromOutside:
    @pytest.mark.parametrize(
        "content",
        [
            b"", b"hello", zipped({}), zipped({"manifest.json": b"[]"}), zipped({"../x": b"{}"}),
            zipped({"manifest.json": b"[" * 100_000}), zipped({"manifest.json": b'{"sha256": 7}'}),
        ],
    )  # fmt: skip
    def it_is_refused_with_a_sentence(self, content: bytes) -> None:
        with pytest.raises(PackRefused, match="was not opened"):
            pack_from(content)

    def it_is_refused_where_it_unpacks_to_too_much(self, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
        content = content_of(pack)
        monkeypatch.setattr("desktop_app.storage.pack_file._MOST_INFLATED", 500)
        with pytest.raises(PackRefused):
            pack_from(content)

    def it_is_refused_where_a_member_is_not_that_of_the_manifest(self, pack: Pack) -> None:
        with zipfile.ZipFile(io.BytesIO(content_of(pack))) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        data = json.loads(members["part1.json"])
        data["answers"]["decision.title"] = "Forged"
        members["part1.json"] = json.dumps(data).encode()
        with pytest.raises(PackRefused):
            pack_from(zipped(members))


def with_history(pack: Pack, spoil: Callable[[dict[str, Any]], None]) -> bytes:
    """Return the content of a pack whose history somebody changed, digests made right again."""
    with zipfile.ZipFile(io.BytesIO(content_of(pack))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    data, manifest = json.loads(members["history.json"]), json.loads(members["manifest.json"])
    spoil(data)
    members["history.json"] = json.dumps(data).encode()
    manifest["sha256"]["history.json"] = hashlib.sha256(members["history.json"]).hexdigest()
    return zipped({**members, "manifest.json": json.dumps(manifest).encode()})


class DescribeTheHistoryOfAPack:
    def it_tells_each_paragraph_once_however_often_others_change(self, pack: Pack) -> None:
        long = tuple(Paragraph((Text(f"{number} word " * 200),), id=f"p{number}") for number in range(50))
        stages = [
            pack.paper.with_public(answers={"decision.introduction": RichText((*long, last))})
            for last in (Paragraph((Text(f"Typed {n}"),), id="last") for n in range(300))
        ]
        held = pack_of(stages[-1], *stages)
        with zipfile.ZipFile(io.BytesIO(content_of(held))) as archive:
            told = archive.getinfo("history.json").file_size
        assert told < 3 * len(json.dumps(public_data(stages[-1].public)))
        assert pack_from(content_of(held)) == held

    @pytest.mark.parametrize(
        ("where", "value"),
        [
            (("revisions", 0, "changed"), [1, "views", "x", "y"]),
            (("revisions", 0, "changed"), [3, "answers", "x", "y"]),
            (("revisions", 0, "changed"), [1, "answers", "x", {"blocks": [10**6]}]),
            (("revisions", 0, "changed"), [1, "answers", "x", {"blocks": [-1]}]),
            (("revisions", 0, "changed"), [1, "facts", "id", "../../evil"]),
            (("revisions", 0, "changed"), [1, "facts", "template", 7]),
            (("revisions", 0, "events"), [[0, []]]),
            (("revisions", 0, "events"), [["a", []], [0, []]]),
            (("revisions", 0, "at"), "yesterday"),
            (("revisions",), 7),
            (("blocks",), [{"kind": "none"}]),
        ],
    )
    def it_is_believed_in_nothing(self, pack: Pack, where: tuple[Any, ...], value: Any) -> None:
        def spoil(data: Any) -> None:
            for step in where[:-1]:
                data = data[step]
            if where[-1] == "changed":  # what is there stays, so that this alone can be wrong
                data["changed"].append(value)
            else:
                data[where[-1]] = value

        assert pack_from(with_history(pack, lambda _: None)) == pack
        with pytest.raises(PackRefused, match="not a paper"):
            pack_from(with_history(pack, spoil))


class DescribeAPackThatIsTooMuch:
    @pytest.fixture
    def narrow(self, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> bytes:
        content = content_of(pack)
        monkeypatch.setattr("desktop_app.storage.pack_file._MOST_VALUES", 10)
        return content

    def it_is_not_read_into_memory(self, narrow: bytes) -> None:
        with pytest.raises(PackRefused, match="not a paper"):
            pack_from(narrow)

    def it_is_not_made_in_the_first_place(self, narrow: bytes, pack: Pack) -> None:
        with pytest.raises(PackRefused, match="more than such a file may hold"):
            content_of(pack)


class DescribeSealing:
    def it_refuses_any_changed_byte(self, pack: Pack) -> None:
        data = sealed(content_of(pack))
        assert opened(data) == content_of(pack)
        for place in range(len(data)):
            changed = bytearray(data)
            changed[place] ^= 1 << (place % 8)
            with pytest.raises(PackRefused):
                opened(bytes(changed))

    def it_refuses_any_cut(self, pack: Pack) -> None:
        data = sealed(content_of(pack))
        for length in range(0, len(data), 7):
            with pytest.raises(PackRefused):
                opened(data[:length])


class DescribeLocking:
    def it_opens_with_its_words_alone(self, pack: Pack, quick: None) -> None:
        data = locked(content_of(pack), "acorn badge cedar")
        assert opened(data, " Acorn  badge cedar") == content_of(pack)
        with pytest.raises(PackRefused, match="the words are not those"):
            opened(data, "acorn badge candle")
        with pytest.raises(NeedsPassphrase, match="Give the words"):
            opened(data)

    def it_refuses_changed_bytes(self, pack: Pack, quick: None) -> None:
        data = locked(content_of(pack), "acorn")
        chance = random.Random(3)
        for place in (*range(40), *(chance.randrange(len(data)) for _ in range(40))):
            changed = bytearray(data)
            changed[place] ^= 1 << (place % 8)
            with pytest.raises(PackRefused):
                opened(bytes(changed), "acorn")

    def it_shows_nothing_of_what_is_in_it_and_never_the_same_twice(self, pack: Pack, quick: None) -> None:
        content = content_of(pack)
        one, two = locked(content, "acorn"), locked(content, "acorn")
        assert b"part2.json" not in one
        blocks = {one[at : at + 16] for at in range(40, len(one), 16)}
        assert not blocks & {two[at : at + 16] for at in range(40, len(two), 16)}

    def it_is_not_made_to_work_for_hours(self, pack: Pack, quick: None) -> None:
        data = bytearray(locked(content_of(pack), "acorn"))
        data[9] = 30
        with pytest.raises(PackRefused, match="later version"):
            opened(bytes(data), "acorn")


class DescribeTheWords:
    def it_draws_six_from_enough(self) -> None:
        path = ROOT / "resources" / "words" / "passphrase.txt"
        known = path.read_text().split()
        assert len(known) == len(set(known)) >= 512  # nine bits each: 54 in all
        assert all(word.isascii() and word.islower() and word.isalpha() for word in known)
        drawn = {made_passphrase(path) for _ in range(20)}
        assert len(drawn) == 20
        assert all(len(words.split()) == 6 and set(words.split()) <= set(known) for words in drawn)


class DescribeWhatAHostilePackClaims:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            *[("number", "1"), ("number", 10**40), ("number", -1), ("part", 2), ("who", 7)],
            *[("revision", None), ("at", "yesterday"), ("at", "")],
        ],
    )
    def it_is_refused_where_an_event_is_none(self, pack: Pack, name: str, value: object) -> None:
        record = pack.paper.public.record
        wrong = replace(record[0], **{name: value})
        spoilt = replace(pack, paper=pack.paper.with_public(record=(wrong, *record[1:])))
        with pytest.raises(PackRefused, match="is not a paper"):
            pack_from(content_of(spoilt))

    @pytest.mark.parametrize(("kind", "choice"), [(EventKind.SIGNED, "soon"), (EventKind.STATE, "sealed")])
    def it_is_refused_where_an_event_chose_what_there_is_not(
        self, pack: Pack, kind: EventKind, choice: str
    ) -> None:
        record = pack.paper.public.record
        wrong = chained(record, Event(0, kind, 1, AT.isoformat(), choice=choice))
        with pytest.raises(PackRefused, match="is not a paper"):
            pack_from(content_of(replace(pack, paper=pack.paper.with_public(record=(*record, wrong)))))

    def it_is_refused_where_a_leftover_is_no_text(self, pack: Pack) -> None:
        spoilt = replace(pack, paper=pack.paper.with_public(leftovers=(Leftover(["x"]),)))  # pyright: ignore[reportArgumentType]
        with pytest.raises(PackRefused, match="is not a paper"):
            pack_from(content_of(spoilt))
