"""Which tool each route of a program opens, and what a call of it may look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple


class Door(NamedTuple):
    """A route to a tool. A GET or a DELETE takes the tool's arguments from the query, else they are the body.

    `fixed` are arguments that the route stands for; of the others only those in `takes` can be given, where it is not None. `{entry_id}` in
    the path is the argument `entry`.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    tool: str
    summary: str
    fixed: Mapping[str, str] = {}
    takes: tuple[str, ...] | None = None


PAGE = ("limit", "before")


def _entries(folder: str, kind: str, change: str, what: str, *filters: str) -> tuple[Door, ...]:
    """The routes to what somebody wrote down of a kind: a page of it, one by its id, changed, taken away."""
    own, fixed = f"/users/me/{folder}/{{entry_id}}", {"kind": kind}
    return (
        Door("GET", f"/users/me/{folder}", "list_entries", f"My {what}s, newest first", fixed, (*PAGE, *filters)),
        Door("GET", own, "show_entry", f"One {what}", fixed),
        Door("PUT", own, change, f"Change one {what}; what is left out stays"),
        Door("DELETE", own, "remove_entry", f"Delete one {what}; undo brings it back", fixed),
    )


DOORS = (
    Door("POST", "/users/me/workout-logs", "log_workout", "Log a workout"),
    Door("POST", "/users/me/workout-underway", "start_workout", "Start today's workout, to be told set by set"),
    Door("GET", "/users/me/workout-underway", "show_next_set", "The set that comes next, and the rest before it"),
    Door("POST", "/users/me/workout-underway/sets", "log_sets", "Log sets of it, as they were due where nothing else is said"),
    Door("POST", "/users/me/workout-underway/skipped", "skip_exercise", "Leave an exercise out of it"),
    Door("POST", "/users/me/workout-underway/end", "finish_workout", "Finish it, or say how hard the last one was"),
    Door("GET", "/users/me/progress/history", "show_history", "What I trained"),
    Door("DELETE", "/users/me/workout-logs", "delete_entry", "Delete the last workout, set or measurement, or that of a date"),
    Door("GET", "/users/me/progress", "show_progress", "How my lifts move"),
    Door("GET", "/users/me/progress/records", "show_records", "My records"),
    Door("GET", "/users/me/progress/week", "weekly_summary", "A week in sum"),
    Door("GET", "/users/me/progress/streak", "show_streak", "My streak"),
    Door("GET", "/users/me/progress/1rm", "estimate_1rm", "An estimated one-repetition maximum"),
    Door("POST", "/users/me/goals", "set_goal", "Set a goal"),
    Door("GET", "/users/me/progress/goals", "show_goals", "My goals, and where I stand"),
    Door("DELETE", "/users/me/goals", "drop_goal", "Drop a goal, named in words"),
    Door("POST", "/users/me/injuries", "report_pain", "Report a pain"),
    Door("GET", "/users/me/progress/injuries", "show_injuries", "What hurts, and what healed last"),
    Door("GET", "/users/me/progress/injuries/course", "show_pain_course", "How a pain has been going, with its ratings by day"),
    Door("DELETE", "/users/me/injuries", "resolve_pain", "A pain is over"),
    Door("POST", "/users/me/rehab", "set_rehab", "Keep the rehab that I was given"),
    Door("POST", "/users/me/rehab/done", "log_rehab", "Tick off my rehab, all or some of it"),
    Door("DELETE", "/users/me/rehab", "stop_rehab", "My rehab is over", {}, ()),
    Door("POST", "/users/me/metrics", "log_metric", "Log a body measurement"),
    Door("GET", "/users/me/progress/metrics", "show_metric", "How a measurement moves"),
    Door("POST", "/users/me/readiness", "log_readiness", "How I feel today"),
    Door("POST", "/users/me/meals", "log_meal", "Log a meal"),
    Door("GET", "/users/me/meals", "show_nutrition", "What I ate, against my target"),
    Door("POST", "/users/me/plans", "propose_plan", "Make me a plan"),
    Door("POST", "/users/me/plans/program", "choose_program", "Train by a program of the house"),
    Door("GET", "/users/me/plans/week", "show_week_plan", "The week of my plan"),
    Door("GET", "/users/me/plans/simulation", "simulate_plan", "What the weeks to come of my plan would look like"),
    Door("POST", "/users/me/programs", "create_program", "Bring along a program of my own"),
    Door("GET", "/users/me/plans/{entry_id}/versions", "show_versions", "The versions of a plan"),
    Door("POST", "/users/me/plans/versions", "restore_version", "Bring an earlier version of the running plan back"),
    Door("POST", "/users/me/plans/pause", "pause_plan", "Let the running plan rest"),
    Door("POST", "/users/me/plans/end", "end_plan", "End the running plan"),
    Door("POST", "/users/me/plans/resume", "resume_plan", "Take up the paused plan, or the one before"),
    Door("POST", "/users/me/plans/shared", "use_shared_plan", "Follow a plan that somebody shared, by its code"),
    Door("GET", "/users/me/shares", "show_shares", "What I share"),
    Door("POST", "/users/me/shares", "share_plan", "Share my plan by a code"),
    Door("DELETE", "/users/me/shares", "stop_sharing", "Make a code, or all of them, open nothing any more"),
    Door("GET", "/users/me/reminders", "list_reminders", "My reminders"),
    Door("POST", "/users/me/reminders", "set_reminder", "Set a reminder, at a moment, by a rule, or in words"),
    Door("GET", "/users/me/reminders/{entry_id}", "show_reminder", "One reminder"),
    Door("POST", "/users/me/reminders/{entry_id}/snooze", "snooze_reminder", "Put a reminder off", {}, ("minutes", "until")),
    Door("POST", "/users/me/reminders/{entry_id}/skip", "skip_reminder", "Leave a reminder out once", {}, ("on",)),
    Door(
        "POST",
        "/users/me/reminders/{entry_id}/move",
        "move_reminder",
        "Move a reminder",
        {},
        ("time", "at", "on", "rule", "minutes", "from_time"),
    ),
    Door("POST", "/users/me/reminders/{entry_id}/done", "finish_reminder", "What a reminder was about is done", {}, ("is_done",)),
    Door("DELETE", "/users/me/reminders/{entry_id}", "cancel_reminder", "Cancel a reminder; undo brings it back", {}, ()),
    Door("GET", "/users/me/notification-preferences", "show_notification_preferences", "When, where and how often I want to be written to"),
    Door("PUT", "/users/me/notification-preferences", "set_notification_preference", "Change that; what is left out stays"),
    Door("GET", "/users/me/inbox", "show_inbox", "What the coach wrote first, newest first, and how much of it is unread"),
    Door("GET", "/users/me/inbox/{entry_id}", "show_notice", "One message that the coach wrote first"),
    Door("POST", "/users/me/inbox/{entry_id}/read", "mark_read", "I have read that", {}, ()),
    Door("POST", "/users/me/inbox/read-all", "mark_read", "I have read all of it", {}, ()),
    *_entries("programs", "programs", "change_program", "program of my own"),
    *_entries("workout-logs", "workouts", "change_workout", "workout", "first", "last"),
    *_entries("metrics", "metrics", "change_metric", "measurement", "first", "last", "metric"),
    *_entries("goals", "goals", "change_goal", "goal", "status"),
    *_entries("injuries", "injuries", "change_injury", "pain", "status"),
    *_entries("plans", "plans", "set_plan_status", "plan", "status"),
    Door("POST", "/users/me/undo", "undo", "Take back the last changes"),
    Door("POST", "/ai/agents/generate-plan", "propose_plan", "The planner makes a plan"),
    Door(
        "POST",
        "/ai/agents/optimize-current-plan",
        "review_plan",
        "What speaks against the running plan, and what one made today would change",
    ),
    Door("POST", "/ai/agents/check-injury-risk", "check_injury_risk", "The injury agent looks a list of exercises over"),
    Door("POST", "/ai/agents/nutrition-guidance", "suggest_meal", "The nutrition agent suggests a meal"),
    Door("POST", "/ai/agents/adaptive-workout", "today_workout", "Today's workout as today allows"),
    Door("POST", "/ai/agents/motivation-boost", "motivate", "The motivation agent encourages, by what was done"),
    Door("POST", "/ai/recommend-workout", "today_workout", "The workout of today or of a date"),
    Door("POST", "/ai/analyze-progress", "show_progress", "How training goes"),
    Door("POST", "/ai/suggest-exercises", "find_exercise", "Exercises for a muscle, or in place of another"),
)


# A call of each tool that takes a body, as it might be sent.
EXAMPLES: dict[str, dict[str, Any]] = {
    "log_workout": {
        "date": "2026-03-02",
        "entries": [{"exercise": {"key": "back_squat", "name": "squat"}, "sets": [{"reps": 5, "load_kg": 100}]}],
    },
    "start_workout": {"only_planned": False},
    "log_sets": {"sets": [{"reps": 5, "load_kg": 80, "rpe": 9}]},
    "skip_exercise": {"exercise": {"key": "bench_press", "name": "bench"}},
    "finish_workout": {"effort": 7},
    "set_goal": {
        "kind": "load",
        "exercise": {"key": "bench_press", "name": "bench"},
        "target": "100",
        "unit": "kg",
        "text": "bench 100 kg",
    },
    "change_workout": {"entries": [{"exercise": {"key": "back_squat", "name": "squat"}, "sets": [{"reps": 5, "load_kg": 102.5}]}]},
    "change_metric": {"value": 82.1},
    "change_goal": {"deadline": "2026-12-31"},
    "change_injury": {"severity": 2},
    "set_plan_status": {"status": "paused"},
    "report_pain": {"region": "knee", "side": "left", "severity": 4, "when": "during", "movements": ["stairs"]},
    "log_metric": {"metric": "weight", "value": 82.4, "unit": "kg"},
    "log_readiness": {"energy": 4, "soreness": 2, "sleep": 4},
    "log_meal": {"eaten_at": "2026-03-02T12:30:00", "meal": "lunch", "items": [{"food": {"key": "oats_dry", "name": "oats"}, "grams": 60}]},
    "propose_plan": {"goal": "strength", "days_per_week": 3, "minutes": 60, "level": "beginner"},
    "review_plan": {"minutes": 45},
    "choose_program": {"program": {"key": "first_barbell", "name": "First Barbell"}},
    "create_program": {"title": "Garage", "text": "Mon bench 3x5, row 3x8; Thu squat 5x5", "follow": False},
    "change_program": {"title": "Shed"},
    "restore_version": {"version": 1},
    "pause_plan": {"until": "2026-03-15"},
    "end_plan": {},
    "resume_plan": {"which": "paused"},
    "share_plan": {"with_loads": False},
    "use_shared_plan": {"code": "AB2C-D3EF-GH4J-K5MN"},
    "undo": {"steps": 1},
    "set_reminder": {"text": "stretch", "rule": "FREQ=DAILY;BYHOUR=7;BYMINUTE=0"},
    "snooze_reminder": {"minutes": 30},
    "skip_reminder": {},
    "move_reminder": {"time": "08:00"},
    "finish_reminder": {},
    "set_notification_preference": {"quiet_from": "22:00", "quiet_until": "08:00", "weekly_budget": 3},
    "mark_read": {},
    "check_injury_risk": {
        "exercises": [{"key": "dip", "name": "dips"}, {"key": "upright_row", "name": "upright rows"}],
        "region": "shoulder",
    },
    "set_rehab": {
        "exercises": [{"exercise": {"key": "external_rotation", "name": "external rotations"}, "sets": 3, "reps": 15}],
        "per_week": 7,
    },
    "log_rehab": {"exercises": [{"key": "external_rotation", "name": "external rotations"}]},
    "suggest_meal": {"situation": "after_workout", "focus": "protein"},
    "today_workout": {"minutes": 40},
    "motivate": {"mood": "tired"},
    "show_progress": {"period": "month"},
    "find_exercise": {"query": "chest with dumbbells"},
}
