"""Weeks of a trainee with the coach, told week by week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from spotter.evals.crew import folder_for_worlds
from spotter.evals.record import Record
from spotter.evals.runner import quiet
from spotter.evals.solver import solve
from spotter.evals.trainees.audit import Audit, audit
from spotter.evals.trainees.diary import DayTruth, Diary
from spotter.evals.trainees.duties import Breach, breaches
from spotter.evals.trainees.persona import case_of
from spotter.evals.world import open_world


@dataclass(frozen=True, slots=True)
class Week:
    """One week: workouts truly done, sets done, told and noted as told, and the hidden state on its Sunday."""

    week: int
    kinds: tuple[str, ...]
    workouts: int
    sets: int
    said: int
    right: int
    messages: int
    load: float
    fitness: float
    fatigue: float
    power: float
    soreness: float
    motivation: float
    pain: int
    weight_kg: float


@dataclass(frozen=True, slots=True)
class Simulation:
    """A persona's weeks and the judgement over them."""

    persona: str
    weeks: tuple[Week, ...]
    seed: int
    seconds: float
    audit: Audit
    breaches: tuple[Breach, ...]
    gave_up: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Everything but the talk."""
        return asdict(self) | {"share_right": round(self.audit.share_right, 4)}


async def simulate(names: Iterable[str], weeks: int, seed: int, *, voiced: bool, told: Callable[[Simulation], None]) -> list[Simulation]:
    """Live the weeks of each persona in turn; `told` hears of each. `LayerMissing` where a voice is wanted and no model is set."""
    found = []
    with quiet(), folder_for_worlds() as folder:
        async with open_world(folder) as world:
            for name in names:
                began, case = perf_counter(), case_of(name, weeks)
                voices = world.minds.live_models() if voiced else None
                record = await solve(world, case, "code", seed, voices)
                found.append(simulation_of(record, perf_counter() - began))
                told(found[-1])
    return found


def simulation_of(record: Record, seconds: float) -> Simulation:
    """What a record of a trainee tells."""
    diary, judged = record.life, audit(record)
    weeks = tuple(_week(number, diary, judged) for number in range(diary.weeks))
    return Simulation(diary.persona, weeks, diary.seed, round(seconds, 2), judged, tuple(breaches(record)), tuple(diary.gave_up))


def _week(number: int, diary: Diary, judged: Audit) -> Week:
    days = [day for day in diary.days if day.day // 7 == number]
    last: DayTruth = days[-1]
    said = [one for one in diary.sets_said if one.day // 7 == number]
    return Week(
        week=number + 1,
        kinds=tuple(dict.fromkeys(day.kind for day in days if day.kind != "ordinary")),
        workouts=sum(bool(day.sets) for day in days),
        sets=sum(len(day.sets) for day in days),
        said=len(said),
        right=len(said) - sum(day // 7 == number for day in judged.lost_days),
        messages=sum(draft.day // 7 == number for draft in diary.said),
        load=round(sum(day.load for day in days)),
        fitness=round(last.fitness, 1),
        fatigue=round(last.fatigue, 1),
        power=round(last.power, 3),
        soreness=round(last.soreness, 1),
        motivation=round(last.motivation, 2),
        pain=max(day.pain for day in days),
        weight_kg=round(last.weight_kg, 1),
    )
