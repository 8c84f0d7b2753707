"""What is wrong with a form file: mistakes in plain words, each with file, key and what is allowed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import msgspec


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. file: name with its folder; key: path in the file; allowed: "" where nothing helps."""

    file: str
    key: str
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, {self.key}" if self.key else self.file
        return f"{place}: {self.problem}" + (f" Allowed: {self.allowed}." if self.allowed else "")


class FormError(Exception):
    """Form files that cannot be used. Speaks of the first mistake; `mistakes` has all that were found."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)

    @property
    def file(self) -> str:
        """The file of the first mistake."""
        return self.mistakes[0].file

    @property
    def key(self) -> str:
        """The path of its key in the file."""
        return self.mistakes[0].key

    @property
    def problem(self) -> str:
        """What is wrong with it."""
        return self.mistakes[0].problem

    @property
    def allowed(self) -> str:
        """What is allowed there, "" where that says nothing more."""
        return self.mistakes[0].allowed


def listed(names: Iterable[str], near: str = "") -> str:
    """Return names for "Allowed: …": those like `near` first where there are many."""
    every = sorted(set(names))
    if len(every) <= 16:
        return ", ".join(every)
    close = get_close_matches(near, every, n=6, cutoff=0.4) or every[:6]
    return ", ".join(close) + f" … ({len(every)} in all)"


_STEP = re.compile(r"\.([A-Za-z0-9_]+)|\[(\d+|\.\.\.)\]")
_PATTERNS = {
    "^[a-z][a-z0-9_]*$": "lower-case letters, digits and _, beginning with a letter",
    "^[a-z0-9][a-z0-9-]*$": "lower-case letters, digits and -",
    r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$": 'document and field with a dot between ("decision.title")',
    r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$": 'a field ("title", or "decision.title" for another document)',
    r"^[a-z][a-z0-9_.]*$": "lower-case letters, digits, _ and dots",
    r"^[0-9]{4}[a-z0-9.]*$": 'a year, with more behind it where needed ("2019", "2019.2")',
    r"^[0-9]+(\.[0-9]+)?$": 'digits as text, without separators ("189330")',
    "^(GBP|percent|days|months|years)$": "GBP, percent, days, months, years",
}
_TYPES = {
    "str": "text in quotation marks",
    "bool": "true or false",
    "int": "a whole number",
    "array": "a list",
    "object": "a table",
    "date": "a date (2020-01-01)",
}


def structure_mistake(file: str, data: Mapping[str, Any], kind: type, error: Exception) -> Mistake:
    """Return msgspec's complaint about a file as a mistake: its path by keys, with what is allowed."""
    message, _, path = str(error).partition(" - at `$")
    steps = [name or int(index) for name, index in _STEP.findall(path) if index != "..."]
    shape = _shape(msgspec.inspect.type_info(kind), data, steps)
    key = _path(data, steps)
    if found := re.search(r"unknown field `(.+)`", message):
        name = found[1]
        path = f"{key}.{name}" if key else name
        return Mistake(file, path, f'"{name}" is not a key of this table.', _field_names(shape, name))
    if found := re.search(r"missing required field `(.+)`", message):
        return Mistake(file, key, f'"{found[1]}" is missing.', _tags(shape) if found[1] == "kind" else "")
    if found := re.search(r"Invalid (?:enum )?value (.+)", message):
        allowed = _tags(_shape(msgspec.inspect.type_info(kind), data, steps[:-1])) or _enum(shape)
        return Mistake(file, key, f"{found[1]} is not one of the values that may stand here.", allowed)
    value = repr(_value(data, steps))
    if found := re.search(r"matching regex '(.+)'", message):
        pattern = found[1].replace("\\\\", "\\")
        return Mistake(file, key, f"{value} does not have the right shape.", _PATTERNS[pattern])
    if found := re.search(r"Expected `([a-z]+)", message):
        return Mistake(file, key, f"{value} is of the wrong type.", _TYPES.get(found[1], found[1]))
    if message.startswith("Invalid RFC3339"):
        return Mistake(file, key, f"{value} is not a date.", "a date without quotation marks (2020-01-01)")
    return Mistake(file, key, f"{message}.")


def _path(data: Any, steps: Sequence[str | int]) -> str:
    """Return a path with the keys of list entries in place of their positions, "#2" for those without."""
    words = ""
    for step in steps:
        data = _inner(data, step)
        if isinstance(step, str):
            words += f".{step}" if words else step
        else:
            named = data.get("key") if isinstance(data, dict) else None
            words += f"[{named if isinstance(named, str) else f'#{step + 1}'}]"
    return words


def _value(data: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        data = _inner(data, step)
    return data


def _inner(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _shape(info: Any, data: Any, steps: Sequence[str | int]) -> Any:
    """Return msgspec's description of the type that is asked for at the end of a path."""
    info = _choose(info, data)
    for step in steps:
        data = _inner(data, step)
        if isinstance(step, int):
            info = getattr(info, "item_type", None)
        elif isinstance(info, msgspec.inspect.StructType):
            info = next((field.type for field in info.fields if field.encode_name == step), None)
        else:
            info = getattr(info, "value_type", None)
        info = _choose(info, data)
    return info


def _choose(info: Any, data: Any) -> Any:
    """Return the member of a union that the data at hand means, the union itself where it means none."""
    info = info.type if isinstance(info, msgspec.inspect.Metadata) else info
    if not isinstance(info, msgspec.inspect.UnionType):
        return info
    structs = [item for item in info.types if isinstance(item, msgspec.inspect.StructType)]
    if isinstance(data, dict):
        if len(structs) == 1:
            return structs[0]
        return next((item for item in structs if item.tag == data.get("kind")), info)
    return info


def _field_names(shape: Any, near: str) -> str:
    names = [field.encode_name for field in shape.fields]
    close = get_close_matches(near, names, n=1)
    return f"{close[0]} (or another of {', '.join(names)})" if close else ", ".join(names)


def _tags(shape: Any) -> str:
    if not isinstance(shape, msgspec.inspect.UnionType):
        return ""
    return ", ".join(str(item.tag) for item in shape.types if isinstance(item, msgspec.inspect.StructType))


def _enum(shape: Any) -> str:
    return (
        ", ".join(member.value for member in shape.cls) if isinstance(shape, msgspec.inspect.EnumType) else ""
    )
