"""Filling: the words behind a cue read as the answer of the field that stands there in the form."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Form
from desktop_app.domain.paper import Choices, RichText, Value
from desktop_app.domain.scheme import Scheme
from desktop_app.domain.text import clean_line

from .blocks import Built, build_blocks
from .clean import Line
from .notes import Bound, NoteLine
from .paragraphs import paragraphs
from .squeeze import squeeze
from .values import read_date, read_month, read_option, read_person, read_yes_no

_TICK = re.compile(r"(?:[\u2611\u2612\u2713-\u2716\u221a\uf0fc\uf0fe]|\[[xX\u2713]\])\s*")
_LONGEST_DATE = 40  # characters of words that may stand in a date's place without being one


@dataclass(slots=True)
class Claim:
    """A tick or signature found in the text: who, on which day as written, and which answer."""

    key: str
    who: str = ""
    role: str = ""
    date: str = ""
    choice: str = ""
    reason: str = ""


#: Makes blocks of the lines of a field, by their number: lines, field, scheme, section's number, last.
Rich: TypeAlias = Callable[[Sequence[Line], RichTextField | RecommendationField, Scheme, int, bool], Built]


@dataclass(slots=True)
class Basket:
    """What has been read so far: answers, ticks and signatures claimed, footnotes used, remarks.

    rich: makes the blocks of rich text where the file knows more of its lines than their words.
    """

    notes: Bound
    answers: dict[str, Value] = field(default_factory=dict[str, Value])
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    used: list[NoteLine] = field(default_factory=list[NoteLine])
    remarks: list[str] = field(default_factory=list[str])
    rich: Rich | None = None

    def fill(
        self, form: Form, item: AnyField, lines: Sequence[Line], *, section: int, last: bool, date: bool
    ) -> list[Line]:
        """Read lines as the answer of a field; return those that are not part of it."""
        if not lines:
            return []
        match item:
            case RichTextField() | RecommendationField():
                return self._rich(form, item, lines, section, last)
            case TickField():
                return self._tick(item, lines)
            case SignatureField():
                return self._signature(item, lines, date=date)
            case ChoiceField():
                return self._choice(item, lines)
            case _:
                return self._short(item, lines)

    def set_words(self, item: AnyField, words: str) -> str:
        """Read words as the answer of a field of one line; return those that are not part of it."""
        if not words.strip(" _"):  # a line to write on that nobody wrote on
            return ""
        if item.key in self.answers:
            return "" if self._same(item, words) else words
        value, rest = self._value(item, words)
        if value is not None and value != "":
            self.answers[item.key] = value
        return rest

    def _same(self, item: AnyField, words: str) -> bool:
        held = self.answers.get(item.key)
        return not words.strip() or (held is not None and self._value(item, words) == (held, ""))

    def _value(self, item: AnyField, words: str) -> tuple[Value | None, str]:
        line = clean_line(words).strip()
        match item:
            case YesNoField(yes=yes, no=no):
                return read_yes_no(line, yes, no)
            case DateField():
                day, rest = read_date(line)
                if day is None and len(line) <= _LONGEST_DATE:
                    self.remarks.append(
                        f'"{line}" ({_name(item)}) could not be read as a date; it is kept as it is.'
                    )
                    return line, ""
                return day, rest
            case MonthField():
                month, before = read_month(line)
                return (month, before) if month else (line, "")
            case PersonField():
                return read_person(line, item), ""
            case MarkingField(options=options) | ChoiceField(options=options):
                option, _ = read_option(line, options)
                words = option.key if option else line
                return (Choices((words,)) if isinstance(item, ChoiceField) else words), ""
            case ReferenceField(pattern=pattern):
                found = re.match(pattern, line) if pattern else None
                return (
                    (found[0], line[found.end() :].strip(" :-\u2013\u2014"))
                    if found
                    else (item.as_written(line), "")
                )
            case _:
                return line, ""

    def _short(self, item: AnyField, lines: Sequence[Line]) -> list[Line]:
        """Read the first paragraph of lines, or all where the field has several lines, as a short answer."""
        if isinstance(item, LineField) and item.lines > 1 and item.key not in self.answers:
            self.answers[item.key] = "\n".join(line.text for line in lines)
            return []
        first = [lines[0]]
        for line in lines[1:]:
            if line.gap or not line.text[:1].islower():
                break
            first.append(line)
        rest = self.set_words(item, " ".join(line.text for line in first))
        after = list(lines[len(first) :])
        return [replace(lines[0], text=rest, looks=(), seams=()), *after] if rest else after

    def _rich(
        self,
        form: Form,
        item: RichTextField | RecommendationField,
        lines: Sequence[Line],
        section: int,
        last: bool,
    ) -> list[Line]:
        if self.rich is not None:
            built = self.rich(lines, item, form.scheme, section, last)
        else:
            built = build_blocks(lines, item, form.scheme, self.notes, section=section, last=last)
        held = self.answers.get(item.key)
        before = held.blocks if isinstance(held, RichText) else ()
        if built.blocks:
            self.answers[item.key] = RichText(before + built.blocks)
        self.used += built.notes
        return list(built.rest)

    def _tick(self, item: TickField, lines: Sequence[Line]) -> list[Line]:
        """Read ticks and "not applicable" behind a statement."""
        rest: list[Line] = []
        for line in lines:
            words = line.text
            ticked = _TICK.match(words)
            if ticked:
                self.claims.setdefault(item.key, Claim(item.key))
                words = words[ticked.end() :].strip()
            words = self._alternative(item, words)
            if words:
                rest.append(line if words == line.text else replace(line, text=words, looks=(), seams=()))
        return rest

    def _alternative(self, item: TickField, words: str) -> str:
        said = squeeze(words)
        held = self.claims.get(item.key)
        if held and held.choice:
            return words
        for other in item.alternatives:
            if said.startswith(squeeze(other.label)):
                reason = words[len(other.label) :].strip(" :\u2013\u2014-.")
                self.claims[item.key] = Claim(item.key, choice=other.key, reason=reason)
                return ""
        return words

    def _signature(self, item: SignatureField, lines: Sequence[Line], *, date: bool) -> list[Line]:
        """Read the name or the date of a signature, or both where they share a line."""
        words = lines[0].text
        claim = self.claims.get(item.key) or Claim(item.key, role=item.post)
        if date:
            day, rest = read_date(words)
            if claim.date or (day is None and len(words) > _LONGEST_DATE):
                return list(lines)
            claim.date = words[: len(words) - len(rest)].strip() if day else words
            self.claims[item.key] = claim
            after = [replace(lines[0], text=rest, looks=(), seams=())] if day and rest else []
            return [*after, *lines[1:]]
        found = re.search(rf"(?:^|\s){re.escape(item.date_label)}\b[\s:]*", words)
        name = words[: found.start()].strip() if found else words
        day_words = words[found.end() :].strip() if found else ""
        if (name and claim.who) or (day_words and claim.date):
            return list(lines)
        claim.who = name or claim.who
        claim.date = day_words or claim.date
        if claim.who or claim.date:
            self.claims[item.key] = claim
        after = list(lines[1:])
        if after and squeeze(after[0].text).rstrip(".") == squeeze(item.post) and item.post:
            del after[0]
        return after

    def _choice(self, item: ChoiceField, lines: Sequence[Line]) -> list[Line]:
        """Read one option from each line; words of one's own where the field allows them."""
        keys: list[str] = []
        rest: list[Line] = []
        gap = False
        for para in paragraphs(lines):
            several = _several(para.text, item)
            if several and not keys:
                keys += several
                continue
            option, exact = read_option(para.text, item.options)
            gap = gap or (bool(keys) and para.gap and option is None)
            if gap or (option is None and not item.free) or (keys and not item.many):
                rest += [piece.line for piece in para.pieces]
                continue
            if option and not exact:
                self.remarks.append(f'"{para.text}" was taken as "{option.label}".')
            keys.append(option.key if option else para.text)
        if keys:
            held = self.answers.get(item.key)
            before = held.keys if isinstance(held, Choices) else ()
            self.answers[item.key] = Choices(tuple(dict.fromkeys((*before, *keys))))
        return rest


def _several(words: str, item: ChoiceField) -> list[str]:
    """Return the options that a list of them in one line names, none where one is unknown."""
    found = [read_option(part, item.options)[0] for part in re.split(r"[;,]|\band\b", words) if part.strip()]
    keys = [option.key for option in found if option]
    return keys if item.many and len(keys) == len(found) > 1 else []


def _name(item: AnyField) -> str:
    return item.label.rstrip(" :?\u2013-")
