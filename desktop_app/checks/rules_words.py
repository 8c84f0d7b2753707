"""Rules on wording, which speak only when asked, and on documents that agree."""

from collections.abc import Callable, Iterable

from . import consistency, drift, language, wording
from .rule import Note, Rule, Scope

_STYLE = "GOV.UK style guide"
_PAPERS = "Published approval papers"
_EASY = "It reads more easily."


def _advice(
    rule_id: str,
    title: str,
    looks_for: str,
    source: str,
    function: Callable[..., Iterable[Note]],
    scope: Scope,
) -> Rule:
    return Rule(rule_id, title, looks_for, _EASY, source, scope, function, quiet=True)


WORDS_RULES: tuple[Rule, ...] = (
    _advice(
        "language.doubled", "Word twice", "Words written twice.", _STYLE, language.find_doubled, Scope.BLOCK
    ),
    _advice(
        "language.long",
        "Long sentence",
        "Sentences of more than 35 words: the longest of each document, with where the others are.",
        _STYLE,
        wording.find_long,
        Scope.DOCUMENT,
    ),
    _advice(
        "language.plain",
        "Plainer word",
        "Words that say little, each told once.",
        _STYLE,
        wording.find_wordy,
        Scope.DOCUMENT,
    ),
    _advice(
        "language.spelling",
        "American spelling",
        "American spellings.",
        _STYLE,
        language.find_american,
        Scope.BLOCK,
    ),
    _advice(
        "language.capitals",
        "All in capitals",
        "Runs of words in capitals.",
        _STYLE,
        language.find_shouting,
        Scope.BLOCK,
    ),
    _advice(
        "language.marks",
        "Left from drafting",
        "Stars, doubled signs and open brackets left from drafting.",
        _PAPERS,
        language.find_marks,
        Scope.BLOCK,
    ),
    _advice(
        "language.stop",
        "Sentence not finished",
        "Paragraphs that end in the middle of a sentence or without a full stop.",
        _STYLE,
        language.find_unstopped,
        Scope.SECTION,
    ),
    _advice(
        "language.terms",
        "Spelt in two ways",
        "Words spelt in two ways in one document.",
        _STYLE,
        consistency.find_inconsistent,
        Scope.DOCUMENT,
    ),
    Rule(
        "agree.lines",
        "Documents differ",
        "Titles and other lines that are the same on every document of a paper, and read differently.",
        "Readers cannot tell whether it is one decision.",
        _PAPERS,
        Scope.PAPER,
        drift.find_titles,
    ),
    Rule(
        "agree.passages",
        "Passages drifted apart",
        "Passages that once were the same in two documents, and differ now in some words, sums or names.",
        "One may have been corrected and the other forgotten.",
        _PAPERS,
        Scope.PAPER,
        drift.find_passages,
    ),
)
