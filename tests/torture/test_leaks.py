"""What leaves a paper holds nothing of its Part 2; the search that says so finds whatever is put there."""

import base64
import io
import zipfile

import pikepdf
import pytest

from desktop_app.app.writers import WRITERS
from desktop_app.domain.edition import Edition
from tests.export.papers import RESOURCES, documents_of, sample
from tools.torture import leaks, spilling
from tools.torture.sniffing import found_in

WORD = "Qzxwvbkdjfhgm"
#: One change for each kind of file and one for what the program itself does not search.
TRIED = (
    "text of a docx",
    "packed object of a pdf",
    "receipt",
    "handed over without Part 2",
    "a new paper from it",
)


class DescribeWhatLeavesAPaper:
    @pytest.mark.slow
    def it_holds_nothing_of_part_2(self) -> None:
        part = leaks.papers(1, 1)
        assert part.tried == 1
        assert part.wrong == []
        assert len(part.ways) >= 15

    @pytest.mark.slow
    def it_would_be_noticed_if_erasing_left_what_part_1_said(self) -> None:
        assert leaks.forgetful()

    @pytest.mark.slow
    @pytest.mark.parametrize("name", TRIED)
    def it_would_be_found_to_hold_it(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        wanted = [spill for spill in spilling.spills() if spill.name == name]
        monkeypatch.setattr(spilling, "spills", lambda: wanted)
        came = spilling.tried(leaks.unmoved(), [])
        assert (came.tried, came.found, came.stopped) == (1, 1, came.guarded)
        assert came.missed == came.passed == []


def package(name: str, data: bytes, *, directory: bool = True) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", "<a/>")
        archive.writestr(name, data)
    whole = target.getvalue()
    return whole if directory else whole[: whole.index(b"PK\x01\x02")]


def pdf(text: str) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as file:
        file.Root.PieceInfo = file.make_indirect(pikepdf.Dictionary(Note=pikepdf.String(text)))
        file.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _hidden() -> dict[str, bytes]:
    """Return files with the word in them, by how it is hidden there."""
    return {
        "small letters": WORD.lower().encode(),
        "UTF-16": WORD.encode("utf-16-le"),
        "UTF-16 the other way": b"\xfe\xff" + WORD.encode("utf-16-be"),
        "hexadecimal": WORD.encode().hex().encode(),
        "base 64": base64.b64encode(b"x" + WORD.encode()),
        "torn by marks": b"<p>Qzxwv<b>bkdj</b>fhgm</p>",
        "an entity": b"<p title='Qzxwv&#98;kdjfhgm'>",
        "an address": b"<a href='Qzxwv%62kdjfhgm'>",
        "an escape": b'{"a": "Qzxwv\\u0062kdjfhgm"}',
        "a package": package("b.xml", f"<t>{WORD}</t>".encode()),
        "a package without directory": package("b.bin", WORD.encode(), directory=False),
        "a name in a package": package(f"{WORD}.xml", b""),
        "a package in a shell": b"a shell" + package("b.xml", WORD.encode()),
        "a package in a package": package("b.docx", package("c.xml", WORD.encode())),
        "a packed object": pdf(WORD),
        "a packed object in UTF-16": pdf(f"{WORD} ₹"),
    }


class DescribeTheSearch:
    @pytest.mark.parametrize("way", _hidden())
    def it_finds_a_word(self, way: str) -> None:
        assert found_in(_hidden()[way], {WORD, "Qzxwvnowherest"}) == {WORD}

    @pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
    def it_reads_what_a_file_shows(self, kind: str) -> None:
        document = next(documents_of(sample(), Edition.PUBLICATION))
        data = WRITERS[kind](document, RESOURCES)
        assert found_in(data, {"Recommendation", "Qzxwv"}) == {"Recommendation"}

    def it_finds_nothing_where_nothing_is(self) -> None:
        assert found_in(package("b.xml", b"<t>Qzx wv</t>"), {WORD, "Qzxwvnowherest"}) == set()
