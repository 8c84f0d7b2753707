"""The head of a document: its title and the lines that have no words of the form, only slots."""

import re
from collections import Counter
from collections.abc import Sequence

from desktop_app.domain.fields import AnyField, DateField, MonthField, ReferenceField
from desktop_app.domain.form import Form, Template

from .clean import Line
from .cues import Cues
from .fill import Basket
from .squeeze import squeeze
from .values import read_date, read_month

_FEWEST_WORDS = 3  # of a title; shorter lines before a paper are a page's links
_LONGEST = 250  # characters of a title
_LONGEST_HEAD = 60  # lines before the first words of a form in which its title may stand


def read_head(
    template: Template, form: Form, cues: Cues, basket: Basket, lines: Sequence[Line]
) -> list[Line]:
    """Read the lines before the first words of a form; return those that are not of it."""

    def is_of_head(text: str) -> bool:
        return _is_title(form, template, basket, text) or _in_slots(template, form, cues, basket, text)

    far, near = lines[:-_LONGEST_HEAD], lines[-_LONGEST_HEAD:]
    rest = [line for line in near if not is_of_head(line.text)]
    if form.title_key and form.title_key not in basket.answers and not _followed(template, form, basket):
        rest = _guess_title(template, form, basket, rest)
    return [*far, *rest]


def _followed(template: Template, form: Form, basket: Basket) -> bool:
    item = _field(template, form.title_key)
    return item is not None and any(key in basket.answers for key in item.follows)


def _is_title(form: Form, template: Template, basket: Basket, text: str) -> bool:
    """Say whether a line repeats the title; where this form's is still open, it is answered."""
    words = squeeze(text)
    known = [
        other.title_key for other in template.forms if isinstance(basket.answers.get(other.title_key), str)
    ]
    if not any(squeeze(str(basket.answers[key])) == words for key in known):
        return False
    if form.title_key:
        basket.answers.setdefault(form.title_key, text)
    return True


def _in_slots(template: Template, form: Form, cues: Cues, basket: Basket, text: str) -> bool:
    """Read a line of slots alone, of which all but one must be dates, months or references."""
    index = template.forms.index(form)
    for spot in cues.spots:
        if spot.form != index or len(spot.slots) < 2:
            continue
        items = [_field(template, key) for key in spot.slots]
        found = _solved([item for item in items if item is not None], text)
        if found and all(item.key not in basket.answers for item, _ in found):
            for item, words in found:
                basket.set_words(item, words)
            return True
    return False


def _solved(items: Sequence[AnyField], text: str) -> list[tuple[AnyField, str]]:
    rest = text
    found: list[tuple[AnyField, str]] = []
    plain: list[AnyField] = []
    for item in items:
        before = rest
        match item:
            case MonthField():
                month, rest = read_month(rest)
                words = before[len(rest) :].strip(" ,\u2013\u2014-") if month else ""
            case DateField():
                day, rest = read_date(rest)
                words = before[: len(before) - len(rest)].strip() if day else ""
            case ReferenceField(pattern=pattern) if pattern:
                match_ = re.match(pattern, rest)
                words = match_[0] if match_ else ""
                rest = rest[len(words) :].strip(" ,:\u2013\u2014-")
            case _:
                plain.append(item)
                continue
        if not words:
            return []
        found.append((item, words))
    if len(plain) > 1 or (plain and not rest) or (rest and not plain):
        return []
    return found + [(item, rest) for item in plain]


def _guess_title(template: Template, form: Form, basket: Basket, lines: list[Line]) -> list[Line]:
    """Take the line for the title that is repeated, or else the last that is long enough for one."""
    item = _field(template, form.title_key)
    reference = _field(template, form.reference_key)
    cut = [_without_reference(reference, line.text) for line in lines]
    counts = Counter(squeeze(words) for _, words in cut)
    likely = [
        number
        for number, (_, words) in enumerate(cut)
        if len(words.split()) >= _FEWEST_WORDS and len(words) <= _LONGEST and words[-1] not in ".;"
    ]
    repeated = [number for number in likely if counts[squeeze(cut[number][1])] > 1]
    named = [number for number in likely if cut[number][0]]
    chosen = (repeated or named or likely)[-1:]
    if item is None or not chosen:
        return lines
    code, title = cut[chosen[0]]
    basket.set_words(item, title)
    same = {number for number in likely if squeeze(cut[number][1]) == squeeze(title)}
    codes = {cut[number][0] for number in same} - {""}
    if reference is not None and (code or codes):
        if reference.key not in basket.answers and len(codes) == 1:
            basket.set_words(reference, code or next(iter(codes)))
        held = basket.answers.get(reference.key)
        same = {number for number in same if cut[number][0] in ("", held)}
    return [line for number, line in enumerate(lines) if number not in same]


def _without_reference(item: AnyField | None, text: str) -> tuple[str, str]:
    if isinstance(item, ReferenceField) and item.pattern:
        found = re.match(item.pattern, text)
        if found and found[0]:
            return found[0], text[found.end() :].strip(" :,\u2013\u2014-")
    return "", text


def _field(template: Template, key: str) -> AnyField | None:
    try:
        return template.field(key) if key else None
    except KeyError:
        return None
