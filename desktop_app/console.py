"""What is printed where few signs are known, as in a pipe on Windows: no line is lost for a sign in it."""

import codecs
import io
import sys

_ALIKE = {
    **dict.fromkeys("–—−‑", "-"),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("“”", '"'),
    "…": "...",
    "•": "*",
    "✓": "x",
    "→": "->",
    "€": "EUR ",
    "₹": "INR ",
}


def take_every_sign(*, as_json: bool = False) -> None:
    """Let what is printed from now on stand for signs that its stream does not know.

    as_json: what is printed to standard output is JSON, which has a way of its own to write any sign;
    other text has the likest sign, or a question mark.
    """
    codecs.register_error("likest", _likest)
    codecs.register_error("json", _escaped)
    for stream, errors in ((sys.stdout, "json" if as_json else "likest"), (sys.stderr, "likest")):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # not where there is none, as in a windowed program on Windows
            stream.reconfigure(errors=errors)


def _likest(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeEncodeError)
    return "".join(map(_like, problem.object[problem.start : problem.end])), problem.end


def _like(sign: str) -> str:
    """Return a sign as ASCII: without its accent, or by the likest, or as a question mark."""
    import unicodedata  # here, for most streams know all signs

    parts = unicodedata.normalize("NFKD", sign)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return _ALIKE.get(sign, plain if plain.isascii() else "?")


def _escaped(problem: UnicodeError) -> tuple[str, int]:
    import json  # as above

    assert isinstance(problem, UnicodeEncodeError)
    return json.dumps(problem.object[problem.start : problem.end])[1:-1], problem.end
