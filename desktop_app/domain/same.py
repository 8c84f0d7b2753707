"""Memory by identity: what was worked out of a frozen value is known again without reading the value."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

V = TypeVar("V")
P = ParamSpec("P")
T = TypeVar("T")


def same(
    most: int,
) -> Callable[[Callable[Concatenate[V, P], T]], Callable[Concatenate[V, P], T]]:
    """Return a decorator: the function's answer for one and the same value is kept.

    The value is told by being that very object, so that no long text is hashed; a paper that changed
    shares all that did not with the one before. Further arguments are told by equality. most: answers
    kept, then the older half goes. An answer is the same whoever asks, so threads may share it.
    """

    def decorate(function: Callable[Concatenate[V, P], T]) -> Callable[Concatenate[V, P], T]:
        known: dict[tuple[int, Hashable], tuple[V, T]] = {}

        def kept(value: V, *args: P.args, **kwargs: P.kwargs) -> T:
            key = (id(value), args)
            found = known.get(key)
            if found is not None and found[0] is value:  # held, so that its id is not given away
                return found[1]
            made = function(value, *args, **kwargs)
            if len(known) >= most:
                _forget(known, most // 2)
            known[key] = (value, made)
            return made

        kept.__doc__ = function.__doc__
        kept.__name__ = function.__name__
        return kept

    return decorate


@dataclass(frozen=True, slots=True, eq=False)
class Itself(Generic[V]):
    """A value that equals no other, not even an equal one: a further argument that `same` tells so."""

    value: V

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def _forget(known: dict[Any, Any], count: int) -> None:
    for key in list(known)[:count]:
        known.pop(key, None)
