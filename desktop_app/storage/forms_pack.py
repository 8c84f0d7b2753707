"""National law and an authority's pack, from the shape of their files to lists, figures and clauses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop_app.domain.fields import Option
from desktop_app.domain.form import Clause
from desktop_app.domain.pack import Exemption, Figure, Law, Pack, Power
from desktop_app.domain.richtext import Paragraph

from . import forms_raw_pack as raw_pack
from .forms_mistakes import Mistake, listed
from .markup import Markup, MarkupError


@dataclass
class Shared:
    """National law by name. lists: options for forms ("exemptions.foia", "markings.part2")."""

    lists: dict[str, tuple[Option, ...]] = field(default_factory=dict[str, tuple[Option, ...]])
    exemptions: dict[str, tuple[Exemption, ...]] = field(default_factory=dict[str, tuple[Exemption, ...]])
    figures: dict[str, tuple[Figure, ...]] = field(default_factory=dict[str, tuple[Figure, ...]])
    laws: list[Law] = field(default_factory=list[Law])
    mistakes: list[Mistake] = field(default_factory=list[Mistake])

    def add(self, name: str, file: str, source: raw_pack.RawShared) -> None:
        """Take in one file; its figures are known by the file's name."""
        for regime in source.regime:
            self.exemptions[regime.key] = tuple(
                Exemption(item.key, regime.act, item.provision, item.label, item.qualified, regime.source)
                for item in regime.exemption
            )
            options = tuple(_exemption_option(regime, item) for item in regime.exemption)
            self._add_list(f"exemptions.{regime.key}", file, f"regime[{regime.key}]", options)
        for key, markings in source.markings.items():
            options = tuple(Option(item.key, item.label, item.hint) for item in markings)
            self._add_list(f"markings.{key}", file, f"markings.{key}", options)
        self.laws.extend(
            Law(law.key, tuple(law.names), law.subject, law.begins, law.ends, law.transition, law.source)
            for law in source.law
        )
        if source.figure:
            self.figures[name] = tuple(figures(file, source.figure, self.mistakes))

    def _add_list(self, name: str, file: str, path: str, options: tuple[Option, ...]) -> None:
        if name in self.lists:
            self.mistakes.append(Mistake(file, path, f'There are two lists "{name}".'))
        keys = [option.key for option in options]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self.mistakes.append(Mistake(file, path, f'There are two entries "{key}".'))
        self.lists[name] = options


def _exemption_option(regime: raw_pack.RawRegime, item: raw_pack.RawExemption) -> Option:
    weighing = "Qualified: weigh the public interest." if item.qualified else "Absolute."
    hint = " ".join(words for words in (f"{regime.act}.", weighing, item.hint) if words)
    return Option(item.key, f"{item.provision}{regime.joint}{item.label}", hint)


def figures(file: str, sources: Iterable[raw_pack.RawFigure], mistakes: list[Mistake]) -> Iterable[Figure]:
    """Yield figures; one that ends before it begins, or overlaps another of its key, is a mistake."""
    earlier: dict[str, list[Figure]] = {}
    for source in sources:
        figure = Figure(
            source.key,
            source.label,
            Decimal(source.amount),
            source.unit,
            source.begins,
            source.ends,
            source.paragraph,
            source.source,
        )
        path = f"figure[{source.key}]"
        if source.begins and source.ends and source.ends < source.begins:
            mistakes.append(Mistake(file, path, f"It ends on {source.ends}, before it begins."))
        if any(_overlap(figure, other) for other in earlier.get(source.key, ())):
            problem = "Two figures of this key are in force on the same day."
            mistakes.append(Mistake(file, path, problem, "begins and ends that do not overlap"))
        earlier.setdefault(source.key, []).append(figure)
        yield figure


def _overlap(one: Figure, other: Figure) -> bool:
    begins = max(one.begins or date.min, other.begins or date.min)
    return begins <= min(one.ends or date.max, other.ends or date.max)


def build_pack(source: raw_pack.RawPack, file: str, shared: Shared, mistakes: list[Mistake]) -> Pack:
    """Return an authority's figures and lists, national law among them."""
    taken: list[Figure] = []
    for name in source.figures_from:
        _known(name, shared.figures, file, "figures_from", mistakes)
        taken.extend(shared.figures.get(name, ()))
    for name in source.exemptions:
        _known(name, shared.exemptions, file, "exemptions", mistakes)
    for number, pattern in enumerate(source.placeholders):
        _compiles(pattern, file, f"placeholders[#{number + 1}]", mistakes)
    _compiles(source.scheme, file, "scheme", mistakes)
    if _compiles(source.reference_pattern, file, "reference_pattern", mistakes):
        pattern, example = source.reference_pattern, source.reference_example
        if pattern and not re.fullmatch(pattern, example):
            problem = f'The example "{example}" does not match the pattern "{pattern}".'
            mistakes.append(Mistake(file, "reference_example", problem))
    return Pack(
        authority=source.authority,
        figures=(*taken, *figures(file, source.figure, mistakes)),
        exemptions=tuple(item for name in source.exemptions for item in shared.exemptions.get(name, ())),
        placeholders=tuple(source.placeholders),
        earliest_year=source.earliest_year,
        off=tuple(source.off),
        laws=tuple(shared.laws),
        acronyms=tuple(source.acronyms),
        roles={job: tuple(keys) for job, keys in source.roles.items()},
        scheme=source.scheme,
        powers=tuple(_powers(source.power, file, mistakes)),
        posts=tuple(post for post in source.posts if _compiles(post, file, "posts", mistakes)),
    )


def _powers(sources: Iterable[raw_pack.RawPower], file: str, mistakes: list[Mistake]) -> Iterable[Power]:
    for number, source in enumerate(sources):
        path = f"power[#{number + 1}]"
        if source.begins and source.ends and source.ends < source.begins:
            mistakes.append(Mistake(file, path, f"It ends on {source.ends}, before it begins."))
        if _compiles(source.holder, file, f"{path}.holder", mistakes):
            yield Power(
                source.paragraph,
                source.holder,
                source.label,
                source.call_in,
                Decimal(source.amount),
                source.begins,
                source.ends,
                source.source,
            )


def _known(name: str, known: Mapping[str, object], file: str, path: str, mistakes: list[Mistake]) -> None:
    if name not in known:
        mistakes.append(Mistake(file, path, f'There is no "{name}" in shared/.', listed(known, name)))


def _compiles(pattern: str, file: str, path: str, mistakes: list[Mistake]) -> bool:
    try:
        re.compile(pattern)
    except re.error as error:
        mistakes.append(Mistake(file, path, f'"{pattern}" is no regular expression: {error}.'))
        return False
    return True


def build_clauses(source: raw_pack.RawPack, file: str, mistakes: list[Mistake]) -> tuple[Clause, ...]:
    """Return the standard wording that the authority offers."""
    clauses: list[Clause] = []
    for item in source.clause:
        path = f"clause[{item.key}]"
        if any(clause.key == item.key for clause in clauses):
            mistakes.append(Mistake(file, f"{path}.key", f'There are two clauses "{item.key}".'))
        try:
            blocks = Markup(f"{source.authority} {path}", _no_slot, {}).blocks(item.text)
        except MarkupError as error:
            mistakes.append(Mistake(file, f"{path}.text", f"{error}."))
            continue
        numbered = tuple(
            Paragraph(block.runs, numbered=item.numbered, id=block.id)
            if isinstance(block, Paragraph)
            else block
            for block in blocks
        )
        clauses.append(Clause(item.key, item.label, tuple(item.fields), numbered, item.source))
    return tuple(clauses)


def _no_slot(key: str) -> str:
    raise MarkupError(f'standard wording can have no slot: "{{{key}}}"; write [insert …] instead')
