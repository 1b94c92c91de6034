"""How far a long command is: a bar in a terminal, lines on standard error where the output goes to a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

EVERY_S = 10.0  # between two lines in a pipe

Step = Callable[[str], None]


@contextmanager
def steps(console: Console, what: str, total: int) -> Iterator[Step]:
    """Yields what is called after each step, with a word on how it goes, or none."""
    if not console.is_terminal:
        yield _lines(what, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda word: bar.update(task, advance=1, description=f"{what} {escape(word)}".strip())


def say(console: Console, text: str) -> None:
    """What is about to happen: beside the bar, not in what a pipe keeps."""
    if console.is_terminal:
        console.print(f"[dim]{escape(text)}[/]", soft_wrap=True)
    else:
        print(text, file=sys.stderr, flush=True)


def _lines(what: str, total: int) -> Step:
    done, told_at = 0, perf_counter()

    def step(word: str) -> None:
        nonlocal done, told_at
        done += 1
        if done < total and perf_counter() - told_at >= EVERY_S:
            told_at = perf_counter()
            print(f"{what}: {done} of {total}{f' ({word})' if word else ''}", file=sys.stderr, flush=True)

    return step


def about(seconds: float) -> str:
    """A length of time as nobody takes it for exact: `about 40 s`, `about 3 min`."""
    return f"about {max(round(seconds, -1), 10):.0f} s" if seconds < 90 else f"about {seconds / 60:.0f} min"
