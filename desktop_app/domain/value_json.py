"""Answers as JSON data and back: the shape in which they are stored, hashed and handed over."""

from datetime import date
from typing import Any

from .paper import Choices, Month, Person, RichText, Value
from .richtext_json import blocks_data, blocks_from


def value_data(value: Value, *, ids: bool = True) -> Any:
    """Return an answer as JSON data; without block ids for a digest."""
    match value:
        case bool() | str():
            return value
        case Month(year=year, month=month):
            return {"month": f"{year:04}-{month:02}"}
        case Person(name=name, post=post):
            return {"name": name, "post": post}
        case Choices(keys=keys):
            return {"chosen": list(keys)}
        case RichText(blocks=blocks):
            return {"blocks": blocks_data(blocks, ids=ids)}
        case date():
            return {"date": value.isoformat()}


def value_from(data: Any) -> Value:
    """Return the answer that data describes. Raises ValueError where it describes none."""
    match data:
        case bool() | str():
            return data
        case {"month": str(text)}:
            year, _, month = text.partition("-")
            return Month(int(year), int(month))
        case {"name": str(name), "post": str(post)}:
            return Person(name, post)
        case {"chosen": list(keys)}:
            return Choices(tuple(str(key) for key in keys))
        case {"blocks": list(blocks)}:
            return RichText(blocks_from(blocks))
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case _:
            raise ValueError(f"not an answer: {data!r}")
