"""`spotter eval simulate`: trainees live their weeks with the coach, told week by week."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from spotter.cli.evaluating import SECONDS_A_WEEK
from spotter.cli.progress import about, say, steps
from spotter.cli.writing import check_writable, write_json
from spotter.errors import ConfigError
from spotter.evals.minds import LayerMissing
from spotter.evals.suggestions import suggestion
from spotter.evals.trainees.persona import persona, persona_names
from spotter.evals.trainees.simulation import Simulation, simulate

SHOWN = 5  # examples of each kind
HEADINGS = ("wk", "gym", "sets", "told", "right", "said", "load", "fit", "tired", "1RM", "drive", "pain", "kg", "days")  # fits 80 columns


def simulate_trainees(names: Sequence[str], weeks: int, seed: int, *, voiced: bool, path: Path | None) -> bool:
    """Live the weeks and tell them; False where something that was told did not come out right or a duty was not kept."""
    for name in names:
        if name not in persona_names():
            raise ConfigError(f"There is no persona {name}; {suggestion(name, persona_names())}")
    check_writable(path)
    console = Console(highlight=False)
    wanted = names or persona_names()
    people = f"{len(wanted)} trainees live" if len(wanted) > 1 else f"{wanted[0]} lives"
    how_long = "as long as the model of your settings takes" if voiced else about(len(wanted) * weeks * SECONDS_A_WEEK)
    say(console, f"{people} {weeks} weeks: {how_long}")
    try:
        with steps(console, "trainees", len(wanted)) as step:

            def told(one: Simulation) -> None:
                step(one.persona)
                _tell(one, console)

            found = asyncio.run(simulate(wanted, weeks, seed, voiced=voiced, told=told))
    except LayerMissing as missing:
        raise ConfigError(str(missing)) from missing
    if path is not None:
        write_json([one.as_json() for one in found], path)
    wrong = [one.persona for one in found if _problems(one)]
    console.print(
        f"{len(found) - len(wrong)} of {len(found)} came out right" + (f"; not: {', '.join(wrong)}" if wrong else ""), soft_wrap=True
    )
    return not wrong


def _tell(one: Simulation, console: Console) -> None:
    console.print(f"[bold]{one.persona}[/] [dim]seed {one.seed}: {escape(persona(one.persona).about)}[/]", soft_wrap=True)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for heading in HEADINGS:
        is_last = heading == HEADINGS[-1]
        table.add_column(heading, justify="left" if is_last else "right", no_wrap=not is_last)
    for week in one.weeks:
        right = f"[green]{week.right}[/]" if week.right == week.said else f"[red]{week.right}[/]"
        done = (str(week.week), str(week.workouts), str(week.sets), str(week.said), right, str(week.messages))
        state = (f"{week.load:.0f}", f"{week.fitness:.0f}", f"{week.fatigue:.0f}", f"{week.power:.0%}", f"{week.motivation:.2f}")
        table.add_row(*done, *state, str(week.pain or "-"), f"{week.weight_kg:.1f}", ", ".join(week.kinds) or "-")
    console.print(table)
    audit, turns = one.audit, sum(week.messages for week in one.weeks)
    shares = f"{audit.found} of {audit.said} sets stand as told ({audit.share_right:.1%}), {audit.true} of {audit.done} as they were done"
    console.print(f"{shares}; {turns} messages in {one.seconds:.1f} s", soft_wrap=True)
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
