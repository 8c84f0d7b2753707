"""What several rules ask of a paper, worked out once in each check."""

from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

from desktop_app.domain.form import Form

from .rule import Context

P = ParamSpec("P")
T = TypeVar("T")


def once(function: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Return a function of a context that keeps its answer for as long as that check goes on.

    Other arguments are forms, told apart by their documents, or values that can be hashed.
    """

    def kept(context: Context, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *map(_sign, args), *((name, _sign(arg)) for name, arg in kwargs.items()))
        if key not in context.kept:
            context.kept[key] = function(context, *args, **kwargs)
        return context.kept[key]

    kept.__doc__ = function.__doc__
    return kept


def listed_once(
    function: Callable[Concatenate[Context, P], Iterable[T]],
) -> Callable[Concatenate[Context, P], tuple[T, ...]]:
    """Return the same for a function that yields: all that it yields is kept."""

    def whole(context: Context, *args: P.args, **kwargs: P.kwargs) -> tuple[T, ...]:
        return tuple(function(context, *args, **kwargs))

    whole.__doc__ = function.__doc__
    return once(whole)


def _sign(arg: Any) -> Any:
    return arg.document if isinstance(arg, Form) else arg
