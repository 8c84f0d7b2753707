"""Memory by identity: what was worked out of a frozen value is known again without reading the value."""

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar

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


def _forget(known: dict[Any, Any], count: int) -> None:
    for key in list(known)[:count]:
        known.pop(key, None)
