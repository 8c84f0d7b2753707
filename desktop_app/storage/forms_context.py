"""What the builders of one form share: its names, its markup, and the mistakes found on the way."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.fields import Condition, Option
from desktop_app.domain.richtext import Blocks, Inlines

from . import forms_raw as raw
from . import forms_raw_pack as raw_pack
from .forms_mistakes import Mistake, listed
from .markup import Markup, MarkupError


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a form that names a field: the path in the file, the full key, and what for."""

    path: str
    key: str
    use: str  #: "slot", "when", "follows", "names" (the field that names the paper)


@dataclass
class Context:
    """One form file while it is being built. Mistakes are gathered, so that all are told at once."""

    source: raw.RawForm
    file: str
    pack: raw_pack.RawPack
    lists: Mapping[str, tuple[Option, ...]]
    mistakes: list[Mistake] = field(default_factory=list[Mistake])
    references: list[Reference] = field(default_factory=list[Reference])
    conditions: list[tuple[str, Condition]] = field(default_factory=list[tuple[str, Condition]])

    def note(self, path: str, problem: str, allowed: str = "") -> None:
        """Write down a mistake."""
        self.mistakes.append(Mistake(self.file, path, problem, allowed))

    def refer(self, path: str, key: str, use: str) -> str:
        """Return the full key of a field named at a path, to be checked when all forms are known."""
        self.references.append(Reference(path, self.full(key), use))
        return self.full(key)

    def full(self, key: str) -> str:
        """Return the full key of a field that may be named without its document."""
        return key if "." in key else f"{self.source.form.document}.{key}"

    def raw_fields(self) -> Iterator[tuple[str, raw.RawField]]:
        """Yield the fields of the file, each with the key of its section."""
        for section in self.source.section:
            for item in section.item:
                if isinstance(item, raw.RawField):
                    yield section.key, item

    def inlines(self, path: str, text: str) -> Inlines:
        """Return a line of markup as runs, none (and a mistake) where it cannot be read."""
        try:
            return self._markup(path).inlines(text)
        except MarkupError as error:
            self.note(path, f"{error}.")
            return ()

    def blocks(self, path: str, text: str) -> Blocks:
        """Return fixed wording as blocks, none (and a mistake) where it cannot be read."""
        try:
            return self._markup(path).blocks(text)
        except MarkupError as error:
            self.note(path, f"{error}.")
            return ()

    def _markup(self, path: str) -> Markup:
        head = self.source.form
        place = f"{self.pack.authority}/{head.name}-{head.version} {path}"
        return Markup(place, lambda key: self.refer(path, key, "slot"), self.source.notes)

    def condition(self, path: str, when: raw.RawWhen | None) -> Condition | None:
        """Return a condition with its key full; None where nothing is asked."""
        if when is None:
            return None
        condition = Condition(self.refer(f"{path}.when", when.key, "when"), when.equals)
        self.conditions.append((f"{path}.when", condition))
        return condition

    def check_pattern(self, path: str, pattern: str) -> None:
        """Note the parts of a numbering pattern that mean no number."""
        for name in re.findall(r"\{.*?\}", pattern):
            if name not in _NUMBERS:
                self.note(path, f'"{name}" in "{pattern}" stands for no number.', ", ".join(_NUMBERS))

    def check_example(self, path: str, pattern: str, example: str) -> None:
        """Note a pattern that is no regular expression, or an example that does not match it."""
        if not pattern:
            return
        try:
            fits = re.fullmatch(pattern, example) is not None
        except re.error as error:
            self.note(f"{path}.pattern", f'"{pattern}" is no regular expression: {error}.')
            return
        if not fits:
            self.note(f"{path}.example", f'The example "{example}" does not match the pattern "{pattern}".')

    def vouched(self, path: str, keys: list[str]) -> tuple[str, ...]:
        """Return the full keys of the texts that a tick or signature stands for."""
        signs = raw.RawTick | raw.RawSignature
        texts = [item.key for _, item in self.raw_fields() if not isinstance(item, signs)]
        for key in keys:
            if key not in texts:
                problem = f'"{key}" is no field of this form whose text can be vouched for.'
                self.note(f"{path}.vouches_for", problem, listed(texts, key))
        return tuple(self.full(key) for key in keys)

    def options(self, path: str, item: raw.RawChoice | raw.RawMarking) -> tuple[Option, ...]:
        """Return the answers to choose from: the field's own, then those of the lists it names."""
        options = [Option(option.key, option.label, option.hint) for option in item.options]
        for name in item.options_from:
            if name not in self.lists:
                self.note(f"{path}.options_from", f'There is no list "{name}".', listed(self.lists, name))
            options.extend(self.lists.get(name, ()))
        if not options and not item.options_from and not (isinstance(item, raw.RawChoice) and item.free):
            self.note(path, "There is nothing to choose from.", "options or options_from")
        keys = [option.key for option in options]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.note(f"{path}.options", f'There are two answers "{key}".')
        return tuple(options)


_NUMBERS = ("{section}", "{n}", "{a}", "{A}", "{i}")
