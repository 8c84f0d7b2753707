"""From the shape of a form file to the domain's form, noting every name in it that means nothing."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never

from desktop_app.domain.fields import (
    Alternative,
    AnyField,
    ChoiceField,
    Condition,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    Option,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Form, FormRef, Item, Scheme, Section, Wording
from desktop_app.domain.richtext import Blocks, Inlines

from . import forms_raw as raw
from .forms_mistakes import Mistake, listed
from .markup import Markup, MarkupError


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a form that names a field: the path in the file, the full key, and what for."""

    path: str
    key: str
    use: str  #: "slot", "when", "follows"


@dataclass(frozen=True, slots=True)
class Built:
    """A form with what is needed to check it against the other forms of a template."""

    form: Form
    file: str
    references: tuple[Reference, ...]
    mistakes: tuple[Mistake, ...]
    conditions: tuple[tuple[str, Condition], ...] = ()


@dataclass
class FormBuilder:
    """Builds one form. Mistakes are gathered, so that all of a file are told at once."""

    source: raw.RawForm
    file: str
    pack: raw.RawPack
    lists: Mapping[str, tuple[Option, ...]]
    mistakes: list[Mistake] = field(default_factory=list[Mistake])
    references: list[Reference] = field(default_factory=list[Reference])
    conditions: list[tuple[str, Condition]] = field(default_factory=list[tuple[str, Condition]])

    def build(self) -> Built:
        """Return the form as far as it could be understood, with its mistakes and references."""
        head = self.source.form
        form = Form(
            ref=FormRef(self.pack.authority, head.name, head.version),
            document=head.document,
            label=head.label,
            sections=tuple(self._section(section) for section in self.source.section),
            scheme=self._scheme(self.source.scheme),
            restricted=head.restricted,
            marking=self._inlines("form.marking", head.marking),
            kicker=tuple(self._inlines(f"form.kicker[#{n + 1}]", line) for n, line in enumerate(head.kicker)),
            title_key=self._own("form.title_key", head.title_key),
            reference_key=self._own("form.reference_key", head.reference_key),
            author_key=self._own("form.author_key", head.author_key),
            when=self._condition("form", head.when),
            language=head.language,
            source=head.source,
        )
        self._check_keys()
        return Built(form, self.file, tuple(self.references), tuple(self.mistakes), tuple(self.conditions))

    def note(self, path: str, problem: str, allowed: str = "") -> None:
        """Write down a mistake."""
        self.mistakes.append(Mistake(self.file, path, problem, allowed))

    def full(self, key: str) -> str:
        """Return the full key of a field that may be named without its document."""
        return key if "." in key else f"{self.source.form.document}.{key}"

    def raw_fields(self) -> Iterable[tuple[str, raw.RawField]]:
        """Yield the fields with their section's key."""
        for section in self.source.section:
            for item in section.item:
                if isinstance(item, raw.RawField):
                    yield section.key, item

    def _check_keys(self) -> None:
        sections: set[str] = set()
        for section in self.source.section:
            if section.key in sections:
                self.note(f"section[{section.key}].key", f'There are two sections "{section.key}".')
            sections.add(section.key)
        fields: set[str] = set()
        for section, item in self.raw_fields():
            path = f"section[{section}].item[{item.key}].key"
            if item.key in fields:
                self.note(path, f'There are two fields "{item.key}".')
            elif item.key in sections and item.key != section:
                self.note(path, f'"{item.key}" is the key of another section.')
            fields.add(item.key)

    def _own(self, path: str, key: str | None) -> str:
        """Return the full key of a field of this form."""
        if key is None:
            return ""
        names = [item.key for _, item in self.raw_fields()]
        if key not in names:
            self.note(path, f'This form has no field "{key}".', listed(names, key))
        return self.full(key)

    def _scheme(self, scheme: raw.RawScheme) -> Scheme:
        for name in ("heading", "levels", "letters", "numbers"):
            value: Any = getattr(scheme, name)
            for pattern in [value] if isinstance(value, str) else value:
                self._check_pattern(f"scheme.{name}", pattern)
        return Scheme(
            heading=scheme.heading,
            levels=scheme.levels,
            continuous=scheme.continuous,
            letters=scheme.letters,
            numbers=scheme.numbers,
            bullets=scheme.bullets,
        )

    def _check_pattern(self, path: str, pattern: str) -> None:
        for name in re.findall(r"\{(.*?)\}", pattern):
            if name not in _NUMBER_SLOTS:
                self.note(path, f'"{{{name}}}" in "{pattern}" is no number.', ", ".join(_NUMBERS))

    def _markup(self, path: str) -> Markup:
        def slot(key: str) -> str:
            self.references.append(Reference(path, self.full(key), "slot"))
            return self.full(key)

        head = self.source.form
        place = f"{self.pack.authority}/{head.name}-{head.version} {path}"
        return Markup(place, slot, self.source.notes)

    def _inlines(self, path: str, text: str) -> Inlines:
        try:
            return self._markup(path).inlines(text)
        except MarkupError as error:
            self.note(path, f"{error}.")
            return ()

    def _blocks(self, path: str, text: str) -> Blocks:
        try:
            return self._markup(path).blocks(text)
        except MarkupError as error:
            self.note(path, f"{error}.")
            return ()

    def _condition(self, path: str, when: raw.RawWhen | None) -> Condition | None:
        if when is None:
            return None
        condition = Condition(self.full(when.key), when.equals)
        self.references.append(Reference(f"{path}.when", condition.key, "when"))
        self.conditions.append((f"{path}.when", condition))
        return condition

    def _section(self, section: raw.RawSection) -> Section:
        path = f"section[{section.key}]"
        if len(section.table_head) not in (0, 2):
            self.note(f"{path}.table_head", "A table of ticks has two columns.", "two texts")
        return Section(
            key=self.full(section.key),
            label=section.label,
            items=tuple(self._item(path, number, item) for number, item in enumerate(section.item)),
            heading=self._inlines(f"{path}.heading", section.heading),
            heading_level=section.heading_level,
            numbered=section.numbered,
            banner=self._inlines(f"{path}.banner", section.banner),
            new_page=section.new_page,
            guidance=section.guidance.strip(),
            looked_for=tuple(section.looked_for),
            example=section.example.strip(),
            aliases=tuple(section.aliases),
            table_head=tuple(section.table_head),
            source=section.source or self.source.form.source,
        )

    def _item(self, section: str, number: int, item: raw.RawAnyItem) -> Item:
        if isinstance(item, raw.RawWording):
            path = f"{section}.item[#{number + 1}]"
            blocks = self._blocks(f"{path}.text", item.text)
            when = self._condition(path, item.when or self.source.form.when)
            return Wording(blocks, when, item.source or self.source.form.source, item.centred)
        return self._field(f"{section}.item[{item.key}]", item)

    def _field(self, path: str, item: raw.RawAnyItem) -> AnyField:
        assert not isinstance(item, raw.RawWording)
        for key in item.follows:
            self.references.append(Reference(f"{path}.follows", key, "follows"))
        common: dict[str, Any] = {
            "key": self.full(item.key),
            "label": item.label,
            "required": item.required,
            "when": self._condition(path, item.when or self.source.form.when),
            "guidance": item.guidance.strip(),
            "follows": tuple(item.follows),
            "show": item.show,
            "printed": self._inlines(f"{path}.printed", item.printed),
            "source": item.source or self.source.form.source,
        }
        return self._kind(path, item, common)

    def _kind(self, path: str, item: raw.RawAnyItem, common: dict[str, Any]) -> AnyField:
        match item:
            case raw.RawLine(lines=lines, suggestions=suggestions, pattern=pattern, example=example):
                self._check_regex(path, pattern, example)
                offers = tuple(suggestions)
                return LineField(**common, lines=lines, suggestions=offers, pattern=pattern, example=example)
            case raw.RawReference():
                pattern, example = self.pack.reference_pattern, self.pack.reference_example
                return ReferenceField(**common, pattern=pattern, example=example)
            case raw.RawDate():
                return DateField(**common)
            case raw.RawMonth():
                return MonthField(**common)
            case raw.RawPerson(with_post=with_post, joint=joint):
                return PersonField(**common, with_post=with_post, joint=joint)
            case raw.RawMarking():
                return MarkingField(**common, options=self._options(path, item))
            case raw.RawChoice(many=many, free=free):
                return ChoiceField(**common, options=self._options(path, item), many=many, free=free)
            case raw.RawYesNo(yes=yes, no=no):
                return YesNoField(**common, yes=yes, no=no)
            case raw.RawRichText(numbered=numbered, nil=nil):
                return RichTextField(**common, numbered=numbered, nil=nil)
            case raw.RawRecommendations():
                return self._recommendations(path, item, common)
            case raw.RawTick():
                return self._tick(path, item, common)
            case raw.RawSignature(post=post, date_label=date_label, decides=decides):
                keys = self._vouched(path, item.vouches_for)
                return SignatureField(
                    **common, post=post, date_label=date_label, vouches_for=keys, decides=decides
                )
            case raw.RawWording():
                raise AssertionError("wording is no field")
        assert_never(item)

    def _recommendations(
        self, path: str, item: raw.RawRecommendations, common: dict[str, Any]
    ) -> RecommendationField:
        self._check_pattern(f"{path}.marker", item.marker)
        lead_in = self._inlines(f"{path}.lead_in", item.lead_in)
        return RecommendationField(
            **common, lead_in=lead_in, marker=item.marker, bold=item.bold, run_in=item.run_in
        )

    def _tick(self, path: str, item: raw.RawTick, common: dict[str, Any]) -> TickField:
        places = [f"{path}.statements[#{number + 1}]" for number in range(len(item.statements))]
        for other in item.alternatives:
            if not 0 <= other.statement <= len(places):
                where = f"{path}.alternatives[{other.key}].statement"
                self.note(where, f"There is no statement {other.statement}.", f"0 to {len(places)}")
        return TickField(
            **common,
            statements=tuple(map(self._inlines, places, item.statements)),
            alternatives=tuple(
                Alternative(other.key, other.label, other.needs_reason, other.statement)
                for other in item.alternatives
            ),
            vouches_for=self._vouched(path, item.vouches_for),
        )

    def _vouched(self, path: str, keys: Iterable[str]) -> tuple[str, ...]:
        texts = {
            item.key
            for _, item in self.raw_fields()
            if not isinstance(item, raw.RawTick | raw.RawSignature)
        }
        for key in keys:
            if key not in texts:
                problem = f'"{key}" is no field of this form whose text can be vouched for.'
                self.note(f"{path}.vouches_for", problem, listed(texts, key))
        return tuple(self.full(key) for key in keys)

    def _options(self, path: str, item: raw.RawChoice | raw.RawMarking) -> tuple[Option, ...]:
        options = [Option(option.key, option.label, option.hint) for option in item.options]
        for name in item.options_from:
            if name not in self.lists:
                self.note(f"{path}.options_from", f'There is no list "{name}".', listed(self.lists, name))
            options.extend(self.lists.get(name, ()))
        if not options and not (isinstance(item, raw.RawChoice) and item.free):
            self.note(path, "There is nothing to choose from.", "options or options_from")
        keys = [option.key for option in options]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.note(f"{path}.options", f'There are two answers "{key}".')
        return tuple(options)

    def _check_regex(self, path: str, pattern: str, example: str) -> None:
        if not pattern:
            return
        try:
            fits = re.fullmatch(pattern, example) is not None
        except re.error as error:
            self.note(f"{path}.pattern", f'"{pattern}" is no regular expression: {error}.')
            return
        if not fits:
            self.note(f"{path}.example", f'The example "{example}" does not match the pattern "{pattern}".')


_NUMBERS = ("{section}", "{n}", "{a}", "{A}", "{i}")
_NUMBER_SLOTS = {name.strip("{}") for name in _NUMBERS}
