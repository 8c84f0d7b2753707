"""Loads the catalogue: every kind of paper that the folder of forms describes.

The folder holds one folder for each authority (`pack.toml` and form files) and `shared/`, where national
law stands once. Everything is read and checked at once: a catalogue that loads can be used throughout.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import msgspec

from desktop_app.domain.form import Template

from . import forms_raw as raw
from . import forms_raw_pack as raw_pack
from .forms_build import Built, build_form
from .forms_check import check_clauses, check_forms, check_template
from .forms_mistakes import FormError, Mistake, listed, structure_mistake
from .forms_pack import Shared, build_clauses, build_pack

__all__ = ["Catalogue", "FormError", "Mistake", "UnknownTemplate", "load_catalogue"]

_File = TypeVar("_File", raw.RawForm, raw_pack.RawPack, raw_pack.RawShared)


class UnknownTemplate(LookupError):
    """There is no kind of paper with this key; says which there are."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All kinds of paper by key ("authority/name"), in the order of their packs."""

    templates: Mapping[str, Template]

    def template(self, key: str) -> Template:
        """Return the kind of paper with a key. Raises UnknownTemplate."""
        if key not in self.templates:
            known = ", ".join(self.templates)
            raise UnknownTemplate(f'There is no kind of paper "{key}". There are: {known}.')
        return self.templates[key]


def load_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue of a folder of forms. Raises FormError with every mistake that was found."""
    if not folder.is_dir():
        raise FormError([Mistake(str(folder), "", "There is no such folder of forms.")])
    mistakes: list[Mistake] = []
    shared = _read_shared(folder / "shared", mistakes)
    templates: dict[str, Template] = {}
    for pack in sorted(folder.glob("*/pack.toml")):
        for template in _read_authority(pack.parent, shared, mistakes):
            templates[template.key] = template
    if not templates and not mistakes:
        mistakes.append(Mistake(str(folder), "", "No folder in it holds a pack.toml."))
    if mistakes:
        raise FormError(mistakes)
    return Catalogue(MappingProxyType(templates))


def _read(path: Path, kind: type[_File], mistakes: list[Mistake]) -> _File | None:
    """Return a file in its shape, None (and a mistake) where it has another."""
    name = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Mistake(name, "", f"It is not TOML: {error}."))
        return None
    except UnicodeDecodeError:
        mistakes.append(Mistake(name, "", "It is not text in UTF-8."))
        return None
    except OSError as error:
        mistakes.append(Mistake(name, "", f"It cannot be read: {error.strerror}."))
        return None
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        mistakes.append(structure_mistake(name, data, kind, error))
        return None


def _read_shared(folder: Path, mistakes: list[Mistake]) -> Shared:
    shared = Shared()
    for path in sorted(folder.glob("*.toml")):
        source = _read(path, raw_pack.RawShared, mistakes)
        if source is not None:
            shared.add(path.stem, f"shared/{path.name}", source)
    mistakes.extend(shared.mistakes)
    return shared


def _read_authority(folder: Path, shared: Shared, mistakes: list[Mistake]) -> list[Template]:
    """Return the kinds of paper of one authority, none where one of its files has a mistake."""
    before = len(mistakes)
    pack = _read(folder / "pack.toml", raw_pack.RawPack, mistakes)
    if pack is None:
        return []
    built: dict[str, Built] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == "pack.toml":
            continue
        source = _read(path, raw.RawForm, mistakes)
        if source is not None:
            built[path.stem] = build_form(source, f"{folder.name}/{path.name}", pack, shared.lists)
    if len(mistakes) > before:
        return []
    mistakes.extend(check_forms(tuple(built.values())))
    return _templates(pack, f"{folder.name}/pack.toml", built, shared, mistakes)


def _templates(
    pack: raw_pack.RawPack, file: str, built: Mapping[str, Built], shared: Shared, mistakes: list[Mistake]
) -> list[Template]:
    if pack.authority != file.partition("/")[0]:
        mistakes.append(Mistake(file, "authority", "It is the name of the folder.", file.partition("/")[0]))
    figures = build_pack(pack, file, shared, mistakes)
    clauses = build_clauses(pack, file, mistakes)
    mistakes.extend(check_clauses(clauses, tuple(built.values()), file))
    templates: list[Template] = []
    for item in pack.template:
        path = f"template[{item.key}]"
        for name in item.forms:
            if name not in built:
                problem = f'There is no form file "{name}.toml".'
                mistakes.append(Mistake(file, f"{path}.forms", problem, listed(built, name)))
        forms = [built[name] for name in item.forms if name in built]
        keys = {field.key for one in forms for field in one.form.fields}
        template = Template(
            key=f"{pack.authority}/{item.key}",
            authority=pack.authority,
            authority_name=pack.name,
            example=pack.example,
            label=item.label,
            forms=tuple(one.form for one in forms),
            asks=tuple(item.asks),
            clauses=tuple(clause for clause in clauses if keys & set(clause.fields)),
            starting=item.starting,
            pack=figures,
        )
        if len(forms) == len(item.forms):
            mistakes.extend(_twice(template, file, path))
            mistakes.extend(check_template(template, forms, file))
        templates.append(template)
    return templates


def _twice(template: Template, file: str, path: str) -> list[Mistake]:
    documents = [form.document for form in template.forms]
    return [
        Mistake(file, f"{path}.forms", f'Two of its forms are for the document "{name}".')
        for name in sorted({name for name in documents if documents.count(name) > 1})
    ]
