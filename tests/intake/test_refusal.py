"""What is no paper is refused in a plain sentence, and nothing takes long, however it is made."""

import time

import pytest

from desktop_app.domain.record import broken_at
from desktop_app.intake.text import NotAPaper

from .sample import imported

PAPER = "Executive Summary:\n\nWords.\n\n{}\n\nLegal Comments\n\n4.1. The power.\n"


@pytest.mark.parametrize(
    "text", ["", "\n \n\t\n", "\x00\x01\x02\x03", "Nothing of any form.", "**", "\ufeff"]
)
def it_refuses_what_is_no_paper(text: str) -> None:
    with pytest.raises(NotAPaper) as problem:
        imported(text, "odd.txt")
    assert "odd.txt" in str(problem.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    "stuff",
    [
        "word " * 100_000,
        "\n".join(f"1.{n}. Words of a paragraph that goes on a little." for n in range(10_000)),
        "**" * 250_000,
        "[" * 500_000,
        "&amp;" * 100_000,
        "x¹ " * 120_000 + "\n\n¹ note",
        "- 1.1. (a) " * 45_000,
        "Equality Comments\nSignature\nDate\n" * 15_000,
        "Part 2 of " * 50_000,
    ],
    ids=lambda stuff: stuff[:8].strip(),
)
def it_reads_half_a_megabyte_of_anything_in_seconds(stuff: str) -> None:
    began = time.process_time()
    found = imported(PAPER.format(stuff))
    assert time.process_time() - began < 8  # of the processor; about half a second each
    assert broken_at(found.paper.record) is None
    assert len(found.paper.public.leftovers) <= 202
