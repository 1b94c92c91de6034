"""`spotter eval simulate`: trainees live their weeks with the coach, told week by week."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from spotter.errors import ConfigError
from spotter.evals.minds import LayerMissing
from spotter.evals.trainees.persona import persona, persona_names
from spotter.evals.trainees.simulation import Simulation, simulate

SHOWN = 5  # examples of each kind
HEADINGS = ("wk", "days", "gym", "sets", "told", "right", "said", "load", "fit", "tired", "1RM", "drive", "pain", "kg")


def simulate_trainees(names: Sequence[str], weeks: int, seed: int, *, voiced: bool, path: Path | None) -> bool:
    """Live the weeks and tell them; False where something that was told did not come out right or a duty was not kept."""
    unknown = set(names) - set(persona_names())
    if unknown:
        raise ConfigError(f"There is no persona {', '.join(sorted(unknown))}; there are {', '.join(persona_names())}.")
    console = Console(highlight=False)
    try:
        found = asyncio.run(simulate(names or persona_names(), weeks, seed, voiced=voiced, told=lambda one: _tell(one, console)))
    except LayerMissing as missing:
        raise ConfigError(str(missing)) from missing
    if path is not None:
        path.write_text(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=1), encoding="utf-8")
    return not any(_problems(one) for one in found)


def _tell(one: Simulation, console: Console) -> None:
    console.print(f"[bold]{one.persona}[/] [dim]seed {one.seed}: {escape(persona(one.persona).about)}[/]")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading == "days" else "right", no_wrap=True)
    for week in one.weeks:
        right = f"[green]{week.right}[/]" if week.right == week.said else f"[red]{week.right}[/]"
        done = (str(week.week), ", ".join(week.kinds) or "-", str(week.workouts), str(week.sets), str(week.said), right, str(week.messages))
        state = (f"{week.load:.0f}", f"{week.fitness:.0f}", f"{week.fatigue:.0f}", f"{week.power:.0%}", f"{week.motivation:.2f}")
        table.add_row(*done, *state, str(week.pain) if week.pain else "-", f"{week.weight_kg:.1f}")
    console.print(table)
    audit, turns = one.audit, sum(week.messages for week in one.weeks)
    shares = f"{audit.found} of {audit.said} sets stand as told ({audit.share_right:.1%}), {audit.true} of {audit.done} as they were done"
    console.print(f"{shares}; {turns} messages in {one.seconds:.1f} s")
    for name, problems in _problems(one).items():
        console.print(f"[red]{name}[/] {len(problems)}: " + escape("; ".join(problems[:SHOWN])), soft_wrap=True)
    console.print()


def _problems(one: Simulation) -> dict[str, list[str]]:
    audit = one.audit
    found = {
        "wrong": audit.wrong,
        "doubled": audit.doubled,
        "missing": audit.missing,
        "invented": audit.invented,
        "weights": audit.weights,
        "pains": audit.pains,
        "misunderstood": audit.misunderstood,
        "questions that led nowhere": list(one.gave_up),
        "duties": [f"{breach.duty}, day {breach.day}: {breach.what}" for breach in one.breaches],
    }
    return {name: problems for name, problems in found.items() if problems}
