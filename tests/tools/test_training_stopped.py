"""While training is stopped no tool hands out training: no plan, load, dose or coming workout; what was done is logged all the same."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

from spotter.api.deps import House
from spotter.clock import FixedClock
from spotter.tools.executor import Done, NeedsConsent
from spotter.tools.registry import tools
from tests.tools.desk import Answer, Desk, question_of

SQUAT, BENCH = {"key": "back_squat", "name": "squat"}, {"key": "bench_press", "name": "bench"}
WALL_SIT = {"key": "wall_sit", "name": "wall sit"}
STEADY_FIVES = {"key": "steady_fives", "name": "Steady Fives"}
OWN = "Mon: squat 3x7 43 kg, bench press 3x7 41 kg\nThu: deadlift 2x6 47 kg, barbell row 3x7 39 kg"
RESTS = "Training rests for now, and so does this: ask your doctor or physio before you go on with it."
RESTS_FR = "L'entraînement est en pause, et ceci aussi : demande à ton médecin ou à ton kiné avant de continuer."
DONE = {"reps": 9, "load_kg": 57}
# What each tool is called with. The figures of what was done (9 at 57, 90 kg, ...) are none that the plan asks for.
CALLS: dict[str, dict[str, Any]] = {
    "delete_account": {},
    "keep_account": {},
    "adjust_workouts": {"first": "2026-03-02", "last": "2026-03-05", "lighter": True},
    "move_workout": {"planned_on": "2026-03-05", "to": "2026-03-06"},
    "give_advice": {"topic": "deload"},
    "log_as_planned": {},
    "note_barrier": {"barrier": "time", "text": "no time"},
    "suggest_way": {"barrier": "time"},
    "correct_entry": {"target": "set", "exercise": SQUAT, "reps": 8},
    "delete_entry": {"target": "workout"},
    "list_entries": {"kind": "plans"},
    "show_entry": {"kind": "plans", "entry": "PLAN"},
    "remove_entry": {"kind": "plans", "entry": "PLAN"},
    "change_workout": {"entry": "WORKOUT", "note": "hard"},
    "change_metric": {"entry": "METRIC", "value": 80},
    "change_goal": {"entry": "GOAL", "text": "stronger"},
    "change_injury": {"entry": "INJURY", "severity": 1},
    "set_plan_status": {"entry": "PLAN", "status": "active"},
    "find_exercise": {"query": "squat"},
    "finish_workout": {"effort": 8},
    "forecast_goal": {"exercise": SQUAT, "target_kg": 140},
    "accept_generation": {"generation": "none"},
    "set_goal": {"kind": "load", "exercise": SQUAT, "target": 140, "unit": "kg", "text": "squat 140"},
    "show_goals": {},
    "drop_goal": {"text": "squat"},
    "start_workout": {},
    "log_sets": {"exercise": SQUAT, "sets": [DONE]},
    "show_next_set": {},
    "skip_exercise": {},
    "undo": {},
    "why": {},
    "help": {},
    "open_hold": {"level": "T1", "signals": ["palpitations"]},
    "clear_hold": {},
    "clear_numbers": {},
    "note_health": {},
    "report_pain": {"region": "knee", "severity": 1},
    "show_injuries": {},
    "check_exercise": {"exercise": SQUAT},
    "resolve_pain": {"region": "knee"},
    "check_injury_risk": {"exercises": [SQUAT]},
    "suggest_meal": {},
    "find_food": {"query": "rice"},
    "log_meal": {"eaten_at": "2026-03-02T12:00", "items": [{"food": {"key": "banana", "name": "Banana"}}]},
    "remember": {"text": "I like mornings"},
    "correct_fact": {"old": "mornings", "new": "evenings"},
    "show_memory": {},
    "forget": {"text": "mornings"},
    "log_metric": {"metric": "weight", "value": 80, "unit": "kg"},
    "show_metric": {"metric": "weight"},
    "motivate": {},
    "show_nutrition": {},
    "set_nutrition_target": {},
    "show_pain_course": {"region": "knee"},
    "create_program": {"text": OWN},
    "save_program": {"title": "Cellar"},
    "rename_program": {"program": "Garage", "title": "Cellar"},
    "delete_program": {"program": "Garage"},
    "change_program": {"entry": "PROGRAM", "title": "Cellar"},
    "show_own_programs": {},
    "review_plan": {},
    "change_plan": {"change": "easier"},
    "share_plan": {},
    "show_shares": {},
    "stop_sharing": {},
    "use_shared_plan": {"code": "CODE"},
    "pause_plan": {},
    "resume_plan": {},
    "show_versions": {},
    "restore_version": {},
    "propose_plan": {},
    "show_programs": {},
    "show_featured_programs": {},
    "choose_program": {"program": STEADY_FIVES},
    "update_profile": {"days_per_week": 3, "minutes": 40},
    "show_profile": {},
    "show_program": {"program": "steady_fives"},
    "show_progress": {"exercise": SQUAT},
    "log_readiness": {"energy": 2, "sleep": 2},
    "show_records": {"exercise": SQUAT},
    "estimate_1rm": {"exercise": SQUAT},
    "set_rehab": {"exercises": [{"exercise": SQUAT, "sets": 3, "reps": 5, "load_kg": 100}], "per_week": 7, "told_by": "physio"},
    "log_rehab": {},
    "stop_rehab": {},
    "set_reminder": {"text": "water", "at": "2026-03-03T09:00"},
    "list_reminders": {},
    "snooze_reminder": {},
    "skip_reminder": {},
    "move_reminder": {"minutes": 30},
    "finish_reminder": {},
    "show_reminder": {"entry": "PLAN"},
    "check_in": {},
    "show_notification_preferences": {},
    "set_notification_preference": {"weekly_budget": 2},
    "show_inbox": {},
    "show_notice": {"entry": "PLAN"},
    "mark_read": {},
    "cancel_reminder": {},
    "simulate_plan": {},
    "skip_workout": {},
    "judge_suggestion": {"verdict": "declined"},
    "today_workout": {},
    "show_volume": {},
    "check_load": {},
    "show_history": {},
    "show_warm_up": {"exercise": SQUAT, "load_kg": 100},
    "show_week_plan": {},
    "show_streak": {},
    "weekly_summary": {},
    "show_wins": {},
    "log_workout": {"date": "2026-03-01", "entries": [{"exercise": BENCH, "sets": [DONE]}]},
    "explain_nudge": {},
    "tune_nudges": {"change": "less"},
    "pause_nudges": {},
    "link_channel": {},
    "redeem_link_code": {"code": "none"},
    "unlink_channel": {},
    "list_channels": {},
    "show_target": {},
    "show_planned_load": {"exercise": SQUAT},
    "end_plan": {},
    "note_illness": {"text": "a cold"},
    "come_back": {},
}
ENDS_IT = frozenset({"clear_hold", "delete_account"})  # asked only: a yes would end the hold, or everything
NOT_UNDONE = frozenset({"open_hold", "note_health", "undo"})
# What the person did and told stays theirs; an example of how to log, days that are no workouts, and how often the coach writes.
TOLD = re.compile(
    r"1 × [89] at 57 kg|9 reps at|\b(57|80|140|513|74\.1) kg|83 kg to go|bench 3x8 60kg|Day A (done in|is skipped)"
    r"|until Wednesday 1 Apr|Tuesday 3 Mar, at 09:00|Friday 20 Feb|I write first [^.]*, at most \d times a week"
)
TRAINING = re.compile(
    r"\d+ ?[×x] ?\d|\d ?(kg|lb|%)|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d|\bNext\b|\bDay [AB]\b|every day|\d times a"
)
# What a model would read of it.
FACTS = frozenset(
    {"ramp", "ramps", "move", "swaps", "guidance", "coming", "next_on", "next_name", "left", "blocks", "plan_weekdays", "plan_reasons"}
)


async def before_it(desk: Desk) -> None:
    """Somebody with a plan of two versions for today and Thursday, a sore knee on its way back, rehab, a goal and a shared plan."""
    await desk.log("squat", (9, 57), key="back_squat", on="2026-02-20")
    await desk.agree("create_program", text=OWN, title="Garage")
    await desk.agree("change_plan", change="sets", exercise=BENCH, sets=4)
    await desk.run("set_goal", **CALLS["set_goal"])
    await desk.run("log_metric", **CALLS["log_metric"])
    await desk.run("report_pain", region="knee", severity=4)
    exercise = {"exercise": WALL_SIT, "sets": 3, "duration_s": 35}
    await desk.run("set_rehab", exercises=[exercise], region="knee", per_week=7, told_by="physio")


async def in_a_workout(desk: Desk) -> None:
    """The same person after the first set of today's workout."""
    await before_it(desk)
    await desk.run("start_workout")
    await desk.run("log_sets", exercise=SQUAT, sets=[DONE])


async def resting(desk: Desk) -> None:
    """The same person with the plan paused."""
    await before_it(desk)
    await desk.run("pause_plan")


async def ids_of(desk: Desk) -> dict[str, str]:
    """The ids of what stands there, by the word that stands for them in `CALLS`."""
    kinds = {"PLAN": "plans", "WORKOUT": "workouts", "METRIC": "metrics", "GOAL": "goals", "INJURY": "injuries", "PROGRAM": "programs"}
    listed = {word: (await desk.run("list_entries", kind=kind)).result["entries"][0]["id"] for word, kind in kinds.items()}
    shared = (await desk.run("share_plan")).result.get("share", {"code": "none"})
    return listed | {"CODE": shared["code"]}


async def answers_of(desk: Desk, name: str, ids: Mapping[str, str]) -> list[Answer]:
    """What a tool says, after a yes where it asks for one. What it wrote is taken back."""
    args = {key: ids.get(value, value) if isinstance(value, str) else value for key, value in CALLS[name].items()}
    answers = [await desk.run(name, **args)]
    if isinstance(answers[0].outcome, NeedsConsent) and name not in ENDS_IT:
        answers.append(await desk.agree(name, **args))
    if isinstance(answers[-1].outcome, Done) and tools()[name].kind == "write" and name not in NOT_UNDONE:
        answers.append(await desk.run("undo"))
    return answers


def told(answer: Answer) -> list[str]:
    """What of training an answer hands out, in its words, cards, question and facts."""
    said = " ".join([answer.words, question_of(answer) or "", *(card.model_dump_json() for card in answer.cards)])
    of_now = {name: value for name, value in answer.result.items() if name != "calls"}  # those that undo took back were told before
    return [*(match[0] for match in TRAINING.finditer(TOLD.sub("", said))), *facts_in(of_now)]


def facts_in(value: Any) -> list[str]:
    """The names of what is told of training in a result, at any depth."""
    if isinstance(value, list):
        return [name for one in value for name in facts_in(one)]
    if not isinstance(value, dict):
        return []
    return [name for name, one in value.items() if name in FACTS and one] + [name for one in value.values() for name in facts_in(one)]


def test_every_tool_is_called() -> None:
    assert set(CALLS) == set(tools())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("level", ["T0", "T1"])
@pytest.mark.parametrize("scene", [before_it, in_a_workout, resting])
async def test_no_tool_hands_out_training(house: House, clock: FixedClock, scene: Callable[[Desk], Awaitable[None]], level: str) -> None:
    desk = await Desk.open(house.store, clock)
    await scene(desk)
    ids = await ids_of(desk)
    await desk.run("open_hold", level=level, signals=["chest_pain"])
    in_order = [*(name for name in CALLS if name != "undo"), "undo"]  # undo takes back what the others need
    found = {name: [leak for answer in await answers_of(desk, name, ids) for leak in told(answer)] for name in in_order}
    assert {name: leaks for name, leaks in found.items() if leaks} == {}


async def test_without_a_stop_the_same_tools_tell_it(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await in_a_workout(desk)
    ids = await ids_of(desk)
    asked = (
        "today_workout",
        "show_program",
        "show_injuries",
        "show_pain_course",
        "show_versions",
        "log_rehab",
        "show_entry",
        "finish_workout",
    )
    found = {name: [leak for answer in await answers_of(desk, name, ids) for leak in told(answer)] for name in asked}
    assert [name for name, leaks in found.items() if not leaks] == []


async def test_what_was_done_is_logged_while_training_is_stopped(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock)
    await in_a_workout(desk)
    await desk.run("open_hold", level="T0", signals=["chest_pain"])
    assert (await desk.run("log_sets", exercise=SQUAT, sets=[DONE])).words == "Logged for today: Back Squat 1 × 9 at 57 kg."
    assert (await desk.run("finish_workout", effort=8)).words.startswith("Day A done in 1 min, 2 of 7 sets:\n- Back Squat 2 × 9 at 57 kg")
    rehab = await desk.run("log_rehab")
    assert rehab.words == "Done today: Wall Sit.\n" + RESTS
    given = await desk.run("set_rehab", exercises=[{"exercise": SQUAT, "sets": 3, "reps": 5, "load_kg": 100}], per_week=7, told_by="physio")
    assert given.words == "Kept, as your physio gave it:\n- Back Squat\n" + RESTS
    assert (await desk.run("resolve_pain", region="knee")).words == "Great, I closed it: knee. Training still rests for now."
    again = await desk.run("report_pain", region="knee", severity=2)
    assert again.words == "Updated: knee 2/10, down from 4."  # the same pain, whose way back goes on in the rows


async def test_the_same_in_french(house: House, clock: FixedClock) -> None:
    desk = await Desk.open(house.store, clock, locale="fr")
    await in_a_workout(desk)
    await desk.run("open_hold", level="T1", signals=["palpitations"])
    assert (await desk.run("show_injuries")).words.endswith("Rééducation :\n- Chaise contre le mur\n" + RESTS_FR)
    assert (
        await desk.run("resolve_pain", region="knee")
    ).words == "Super, c'est clos : genou. L'entraînement reste en pause pour l'instant."
    assert "Ensuite" not in (await desk.run("finish_workout", effort=8)).words
