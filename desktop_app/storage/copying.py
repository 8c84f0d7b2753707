"""A copy of a paper to start another from."""

from collections.abc import Mapping
from itertools import islice

from desktop_app.domain.paper import Paper, PublicPaper, RichText, Value
from desktop_app.domain.richtext import copied


def copy_of(paper: Paper, new_id: str, without: frozenset[str] = frozenset()) -> Paper:
    """Return the public answers of a paper, but those in `without`, as a paper of another id.

    All blocks have new ids; references between fields follow. There is no record, no leftover of an
    import and nothing of Part 2.
    """
    kept = {key: value for key, value in paper.public.answers.items() if key not in without}
    own_way = paper.public.own_way - without
    return Paper(PublicPaper(new_id, paper.public.template, _copied(kept), own_way))


def _copied(answers: Mapping[str, Value]) -> dict[str, Value]:
    texts = {key: value.blocks for key, value in answers.items() if isinstance(value, RichText)}
    # All at once, so that a reference from one field to a block of another is found again.
    blocks = iter(copied(block for held in texts.values() for block in held))
    fresh: dict[str, Value] = dict(answers)
    for key, held in texts.items():
        fresh[key] = RichText(tuple(islice(blocks, len(held))))
    return fresh
