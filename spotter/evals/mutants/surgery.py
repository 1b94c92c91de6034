"""Replaces functions of the running process by broken ones. Nothing is put back: a process breaks once and ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from spotter.store.uow import UnitOfWork
from spotter.tools.context import CoachContext
from spotter.tools.registry import tools
from spotter.tools.spec import Result

JUDGED_DIRECTLY = "spotter.evals.sentences"  # it calls the grammar and the screening itself
Broken = Callable[..., Any]  # takes the whole function first, then its arguments
BrokenRun = Callable[[Any, Any, CoachContext, UnitOfWork], Coroutine[Any, Any, Result]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One kind of broken coach. `seen_by` are the suites that are run first, because they should notice."""

    name: str
    about: str
    apply: Callable[[], None]
    seen_by: tuple[str, ...] = ()


@dataclass
class Operation:
    """What goes on in this process. A case's past is lived through by the whole coach: the broken part works only while `acting`.

    `reached` counts how often the broken part was called. `others` are the other people of the case that runs, by id.
    """

    acting: bool = True
    reached: int = 0
    others: tuple[str, ...] = ()


HERE = Operation()


def broken(whole: Callable[..., Any], new: Broken) -> Callable[..., Any]:
    """A function that does what `new` does, which is given `whole` before the arguments.

    `TypeError` where `new` does not take what `whole` takes: a coach that only crashes is noticed by every case, and proves nothing.
    """
    _check_same_arguments(whole, new)

    @wraps(whole)
    def swapped(*args: Any, **options: Any) -> Any:
        if not HERE.acting:
            return whole(*args, **options)
        HERE.reached += 1
        return new(whole, *args, **options)

    return swapped


def _check_same_arguments(whole: Callable[..., Any], new: Broken) -> None:
    """Try `new` with all the arguments of `whole`, and with those alone that it needs."""
    taken = signature(whole).parameters.values()
    for given in (taken, [one for one in taken if one.default is Parameter.empty]):
        named = [one for one in given if one.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)]
        words = {one.name: None for one in named if one.kind is Parameter.KEYWORD_ONLY}
        try:
            signature(new).bind(whole, *[None for one in named if one.name not in words], **words)
        except TypeError as error:
            raise TypeError(f"{whole.__qualname__} takes {signature(whole)}, and what stands in for it does not: {error}") from error


def instead_of(whole: Callable[..., Any], new: Broken) -> None:
    """Break a function wherever a module of the house holds it. Who judges stays whole."""
    swapped = broken(whole, new)
    for name, module in list(sys.modules.items()):
        if name.startswith("spotter.") and (name == JUDGED_DIRECTLY or not name.startswith("spotter.evals.")):
            for attribute in [key for key, value in vars(module).items() if value is whole]:
                setattr(module, attribute, swapped)


def instead_of_method(owner: type, name: str, new: Broken) -> None:
    """Break a method for every object of a class."""
    setattr(owner, name, broken(getattr(owner, name), new))


def instead_of_tools(new: BrokenRun, *names: str) -> None:
    """Break what these tools do; `new` is given the whole `run` first."""
    for name in names:
        spec = tools()[name]
        object.__setattr__(spec, "run", broken(spec.run, new))
