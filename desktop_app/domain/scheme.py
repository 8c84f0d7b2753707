"""How a document numbers its headings, paragraphs and lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a document numbers and marks: patterns in which {section} {n} {a} {i} stand for numbers.

    heading: of a numbered section ("{section}."). levels: of paragraphs by level ("{section}.{n}.",
    "{a})"). continuous: paragraphs run on through all sections. letters, numbers: of list items by
    level. bullets: by level.
    """

    heading: str = ""
    levels: tuple[str, ...] = ("", "{a})", "{i})")
    continuous: bool = False
    letters: tuple[str, ...] = ("{a})", "{i})")
    numbers: tuple[str, ...] = ("{n}.", "{a}.", "{i}.")
    bullets: tuple[str, ...] = ("•", "–")
