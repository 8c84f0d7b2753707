"""What rules ask of a paper: worked out once in each check, and written down for the rule that asks."""

from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

from desktop_app.domain.form import Form

from .rule import Asked, Context

P = ParamSpec("P")
T = TypeVar("T")


def once(function: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Return a function of a context that keeps its answer for as long as that check goes on.

    Whoever has the answer has asked all that was asked to work it out. Other arguments are forms, told
    apart by their documents, or values that can be hashed.
    """

    def kept(context: Context, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *map(_sign, args), *((name, _sign(arg)) for name, arg in kwargs.items()))
        if key not in context.kept:
            answer, asked = noting(context, lambda: function(context, *args, **kwargs))
            context.kept[key] = answer, asked
        answer, asked = context.kept[key]
        context.asking[-1].update(asked)
        return answer

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


def question(
    function: Callable[Concatenate[Context, P], T],
) -> Callable[Concatenate[Context, P], T]:
    """Return a function that reads a paper's text for rules: kept, and written down with its answer.

    A rule for which these, its frame and the fields it read (`memory`) are the same as the last time says
    the same, so it is not run. What a rule learns of rich text it has to learn this way. The answer is a
    tuple, or what is as quickly compared; one that equals the last is that very object, so that what was
    made of it is known (`same`). Arguments are forms and values that can be hashed, by position.
    """

    def ask(context: Context, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, *map(_sign, args))
        if key not in context.kept:
            answer, _ = noting(context, lambda: function(context, *args, **kwargs))
            answer = _as_before(key, answer)
            context.kept[key] = answer, Asked({key: (ask, args, answer)})
        answer, asked = context.kept[key]
        context.asking[-1].update(asked)
        return answer

    ask.__doc__ = function.__doc__
    return ask


_MOST = 4096  #: questions about some papers; then all last answers go
_last: dict[Any, Any] = {}


def _as_before(key: Any, answer: T) -> T:
    """Return the last answer to a question where it was an equal one."""
    before = _last.get(key)
    if before is not None and before == answer:
        return before
    if len(_last) >= _MOST:
        _last.clear()
    _last[key] = answer
    return answer


def noting(context: Context, act: Callable[[], T]) -> tuple[T, Asked]:
    """Return what an act returns, with the questions asked meanwhile and their answers."""
    asked = Asked()
    context.asking.append(asked)
    try:
        return act(), asked
    finally:
        context.asking.pop()


def _sign(arg: Any) -> Any:
    return arg.document if isinstance(arg, Form) else arg
