"""`spotter eval record`: asks a model what the coach asks it in the cases of the layer replay, and keeps what it answers."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from spotter.cli.evaluating import Choice, chosen_cases
from spotter.cli.progress import steps
from spotter.errors import ConfigError
from spotter.evals.case import Case
from spotter.evals.endpoint import Double, Endpoint
from spotter.evals.recorder import How, Take, delete_recordings, record_cases, recordings_of_nothing, to_be_recorded
from spotter.evals.recording import FOLDER
from spotter.evals.verdict import Verdict
from spotter.settings import load_settings

COLOURS: dict[How, str] = {"recorded": "green", "fresh": "dim", "kept": "yellow", "failed": "red"}


def record(choice: Choice, *, double: bool, force: bool) -> bool:
    """Record what is missing or stale, and tell it; False where something could not be recorded or is still stale."""
    console = Console(highlight=False)
    cases = to_be_recorded(chosen_cases(choice.suites, choice.names), named=bool(choice.names))
    who = _who(double=double)
    if not cases:
        console.print("No case that was chosen has the layer replay: nothing to record.")
        return True
    takes = asyncio.run(_takes(cases, who, console, force=force))
    if not (choice.suites or choice.names):
        gone = recordings_of_nothing(cases)
        delete_recordings(gone)
        for name in gone:
            console.print(f"[yellow]deleted[/] {name}: no case has it any more")
    counted = Counter(take.how for take in takes)
    console.print(", ".join(f"{counted[how]} {how}" for how in COLOURS if counted[how]) + f" ({FOLDER.parent.name}/{FOLDER.name})")
    if counted["kept"]:
        console.print(f"kept: {who.name} did not answer them before. Ask the model that did, or take {who.name} instead with --force")
    return not (counted["failed"] or counted["kept"] or any(take.verdict is Verdict.STALE for take in takes))


def _who(*, double: bool) -> Endpoint | Double:
    settings = load_settings().llm
    if not (double or settings.is_on):
        raise ConfigError(
            "No model is set (SPOTTER_LLM__SPECIALIST). Set one, or record the double that ships: spotter eval record --double"
        )
    return Double() if double else Endpoint(settings)


async def _takes(cases: Sequence[Case], who: Endpoint | Double, console: Console, *, force: bool) -> list[Take]:
    takes = []
    with steps(console, f"asking {who.name}", len(cases)) as step:
        async for take in record_cases(cases, who, force=force):
            takes.append(take)
            step("")
            if take.how != "fresh":
                console.print(_line(take), soft_wrap=True)
    return takes


def _line(take: Take) -> str:
    told = f": {escape(take.why)}" if take.why else f" ({take.questions} questions, the case {_ends(take.verdict)})"
    return f"[{COLOURS[take.how]}]{take.how}[/] {take.case.name}{told}"


def _ends(verdict: Verdict) -> str:
    return {Verdict.PASS: "passes", Verdict.FAIL: "fails"}.get(verdict, f"is {verdict.value}")
