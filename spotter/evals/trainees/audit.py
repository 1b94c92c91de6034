"""Holds the log against what a trainee said: which sets are there as told, wrong, doubled, missing or invented; weights and pains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from spotter.evals.moments import moment
from spotter.evals.record import Record
from spotter.evals.rows import Row
from spotter.evals.trainees.diary import Diary, Draft, Purpose, SetDone, SetSaid
from spotter.evals.trainees.persona import START

LOAD_KG = 0.06  # pounds are kept to a hundredth of a kilogram
# What must come of a message, by why it is sent; nothing else may be written by it.
WANTED: dict[Purpose, tuple[str, ...]] = {
    "ask_plan": ("propose_plan", "choose_program"),
    "ask_today": ("today_workout",),
    "report": ("log_workout",),
    "again": ("log_workout",),
    "correct": ("correct_entry",),
    "weigh": ("log_metric",),
    "check_in": ("log_readiness",),
    "pain": ("report_pain", "open_hold"),
    "pain_over": ("resolve_pain",),
    "clearance": ("clear_hold",),
    "skip": ("skip_workout",),
    "away": ("remember",),
    "review": ("weekly_summary",),
    "ask_max": ("estimate_1rm", "show_records", "show_progress"),
}
# What may be written beside it, by what the message is about: an illness may stop training, and the day is skipped all the same.
BESIDE: dict[str | None, tuple[str, ...]] = {"sick": ("open_hold",)}
NOTHING_TO_SKIP = ("nothing is planned", "rien n'est prévu", "no plan", "pas de programme", "pas encore de plan")
MORNING = datetime.combine(START, time(6), UTC)
HONEST_KG = 0.3  # a load told in round pounds is still the one that was lifted


@dataclass(frozen=True, slots=True)
class SetLogged:
    """A set as it stands in the log."""

    day: int
    exercise: str
    reps: int | None
    load_kg: float | None
    duration_s: int | None


@dataclass
class Audit:
    """What became of everything that was said. Lists tell each case with the words that it was said in.

    `said` and `found` are sets told and those that stand as told; `done` and `true` are sets truly done and those that the log has as
    they were done. `lost_days` has the day of every set that was told and does not stand so.
    """

    said: int = 0
    found: int = 0
    done: int = 0
    true: int = 0
    wrong: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    weights: list[str] = field(default_factory=list)
    pains: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    misunderstood: list[str] = field(default_factory=list)
    lost_days: list[int] = field(default_factory=list)

    @property
    def share_right(self) -> float:
        """The share of the sets that were told which stand in the log as told; 1 where none was told."""
        return self.found / self.said if self.said else 1.0


def audit(record: Record) -> Audit:
    """The judgement over a trainee's record. Sets are paired by day, exercise and figures; what is left over by figures alone."""
    diary, found = record.life, Audit()
    _sets(found, diary, logged_sets(record.after["sets"]))
    found.weights = list(_weights(diary, record.after["metrics"]))
    found.pains = list(_pains(diary, record))
    found.misunderstood = list(_misunderstood(diary, record))
    found.again = [f"day {draft.day}: {draft.text!r}" for draft in diary.said if draft.purpose == "again"]
    return found


def logged_sets(rows: Iterable[Row]) -> list[SetLogged]:
    """The rows of the projection, one for each set."""
    return [
        SetLogged(day_number(row["day"]), row["exercise"], row.get("reps"), row.get("load_kg"), row.get("duration_s"))
        for row in rows
        for _ in range(row["times"])
    ]


def day_number(told: str) -> int:
    """The day of the simulation that a projection's moment names."""
    return (moment(told, MORNING).date() - START).days


def _sets(found: Audit, diary: Diary, logged: list[SetLogged]) -> None:
    said = diary.sets_said
    left_said, left_logged = _paired(said, logged, with_name=True)
    found.said, found.found = len(said), len(said) - len(left_said)
    found.lost_days = [one.day for one in left_said]
    doubled = [one for one in left_logged if any(_fits(other, one, with_name=True) for other in said)]
    others = [one for one in left_logged if one not in doubled]
    wrong_said, missing, invented = _by_place(left_said, others)
    missing, invented_too = _paired(missing, invented, with_name=False)
    renamed = len(invented) - len(invented_too)
    found.wrong = [_told(one, diary) for one in wrong_said] + [f"{renamed} sets under another name or day"] * bool(renamed)
    found.doubled = [f"{one}" for one in doubled]
    found.missing = [_told(one, diary) for one in missing]
    found.invented = [f"{one}" for one in invented_too]
    found.done = len(diary.sets_done)
    found.true = found.done - len(_paired([_as_said(day, one) for day, one in diary.sets_done], logged, with_name=True, kg=HONEST_KG)[0])


def _as_said(day: int, one: SetDone) -> SetSaid:
    return SetSaid(day, one.exercise, one.reps, one.load_kg, one.duration_s)


def _paired(
    said: Sequence[SetSaid], logged: Sequence[SetLogged], *, with_name: bool, kg: float = LOAD_KG
) -> tuple[list[SetSaid], list[SetLogged]]:
    """What of both sides has no partner on the other."""
    left, unsaid = list(logged), []
    for one in said:
        partner = next((row for row in left if _fits(one, row, with_name=with_name, kg=kg)), None)
        if partner is None:
            unsaid.append(one)
        else:
            left.remove(partner)
    return unsaid, left


def _by_place(said: Sequence[SetSaid], logged: Sequence[SetLogged]) -> tuple[list[SetSaid], list[SetSaid], list[SetLogged]]:
    """Sets of the same day and exercise with other figures are wrong; the others are missing or invented."""
    left, wrong, missing = list(logged), [], []
    for one in said:
        partner = next((row for row in left if (row.day, row.exercise) == (one.day, one.exercise)), None)
        if partner is None:
            missing.append(one)
        else:
            left.remove(partner)
            wrong.append(one)
    return wrong, missing, left


def _fits(said: SetSaid, row: SetLogged, *, with_name: bool, kg: float = LOAD_KG) -> bool:
    if with_name and (said.day, said.exercise) != (row.day, row.exercise):
        return False
    return said.reps == row.reps and said.duration_s == row.duration_s and _same(said.load_kg, row.load_kg, kg)


def _same(one: float | None, other: float | None, tolerance: float) -> bool:
    return (one is None and other is None) or (one is not None and other is not None and abs(one - other) <= tolerance)


def _told(one: SetSaid, diary: Diary) -> str:
    words = next((draft.text for draft in diary.said if one in draft.sets), "")
    return f"day {one.day}: {one.exercise} {one.reps or one.duration_s} x {one.load_kg} of {words!r}"


def _weights(diary: Diary, metrics: Sequence[Row]) -> Iterable[str]:
    """Weights that were told and are not in the log, or are there more often."""
    rows = [(day_number(row["day"]), float(row["value"])) for row in metrics if row["metric"] == "weight"]
    for draft in diary.said:
        if draft.weight_kg is None:
            continue
        partner = next((row for row in rows if row[0] == draft.day and abs(row[1] - draft.weight_kg) < LOAD_KG), None)
        if partner is None:
            yield f"day {draft.day}: {draft.text!r} is not in the log"
        else:
            rows.remove(partner)
    yield from (f"day {day}: {value} kg was not told" for day, value in rows)


def _misunderstood(diary: Diary, record: Record) -> Iterable[str]:
    """Messages of which the wanted call did not come, or another write did. Reports are judged by their sets, pains by themselves."""
    for draft, turn in zip(diary.said, record.turns, strict=False):
        wanted = WANTED.get(draft.purpose)
        if wanted is None:
            continue
        made = {call.tool for call in turn.calls}
        others = {call.tool for call in turn.calls if call.kind == "write"} - {*wanted, *BESIDE.get(draft.about, ())}
        is_judged_here = draft.purpose not in ("report", "again", "pain", "pain_over", "weigh")
        idle = draft.purpose == "skip" and any(words in turn.reply.lower() for words in NOTHING_TO_SKIP)
        if others:
            yield f"{_line(draft)} wrote {', '.join(sorted(others))}: {turn.reply!r}"
        elif is_judged_here and not idle and not made & set(wanted) and turn.asked is None:
            yield f"{_line(draft)}: {turn.reply!r}"
        elif draft.check_in is not None:
            given = [call.args for call in turn.calls if call.tool == "log_readiness"]
            noted = {name: value for args in given for name, value in args.items() if name in draft.check_in}
            if noted != draft.check_in:
                yield f"{_line(draft)} noted as {noted}"


def _line(draft: Draft) -> str:
    return f"day {draft.day}: {draft.text!r}"


def _pains(diary: Diary, record: Record) -> Iterable[str]:
    """Pains that the coach did not note in the turn they were told in, and ends that it did not take in."""
    for draft, turn in zip(diary.said, record.turns, strict=False):
        if draft.pain is None:
            continue
        wanted = "resolve_pain" if draft.pain.severity is None else "report_pain"
        calls = [call for call in turn.calls if call.tool == wanted and call.args.get("region") == draft.pain.region]
        if not calls:
            yield f"day {draft.day}: {draft.text!r}: {turn.reply!r}"
        elif draft.pain.severity is not None and calls[0].args.get("severity") != draft.pain.severity:
            yield f"day {draft.day}: {draft.text!r} noted as {calls[0].args.get('severity')}/10"
