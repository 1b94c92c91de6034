"""What pain means for training: the 0-10 scale, and which exercises a sore region changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from spotter.coaching.provocation import KEEPS_RANGE_SHORT, provokes
from spotter.coaching.unknown import Unknown

PainAnswer = Literal["go", "modify", "stop"]
Verdict = Literal["fine", "modify", "avoid"]

GO_UP_TO = 2  # pain-monitoring model, Silbernagel 2007 / Thomee 1997
MODIFY_UP_TO = 5
MODIFIED_LOAD_PERCENT = 70


class TrainsJoints(Protocol):
    """What an exercise has to tell: its key, its movement pattern, the joints it stresses, its muscles and equipment."""

    @property
    def key(self) -> str: ...
    @property
    def pattern(self) -> str: ...
    @property
    def joints(self) -> tuple[str, ...]: ...
    @property
    def muscles(self) -> dict[str, float]: ...
    @property
    def equipment(self) -> tuple[str, ...]: ...
    @property
    def rank(self) -> int: ...
    @property
    def demanding(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Sore:
    """A region that hurts now, or is on its way back. `severity` 0 to 10, None where nobody said; `warning_signs` are codes such as
    `night_pain`; `provoked_by` are exercises and movements that brought the pain on; `load_percent` is what the way back allows so far.
    """

    region: str
    severity: int | None
    warning_signs: tuple[str, ...] = ()
    provoked_by: frozenset[str] = frozenset()
    load_percent: int = 100


@dataclass(frozen=True, slots=True)
class Check:
    """What a sore region does to an exercise: the verdict, why (codes), the percent of the load to keep and what to do instead.

    `is_provoking`: it is known to bring the pain on, so that a swap comes before a lighter load; `is_demanding`: it asks more of the
    place that hurts than others that do the same work; `is_range_short`: only its end of range
    is; `is_returning`: the region is calm, and the load comes back in steps.
    """

    verdict: Verdict
    reasons: tuple[str, ...]
    load_percent: int
    swaps: tuple[str, ...]
    is_provoking: bool = False
    is_range_short: bool = False
    is_returning: bool = False
    is_demanding: bool = False

    @property
    def regions(self) -> tuple[str, ...]:
        """The sore regions that the exercise loads."""
        return tuple(reason.removesuffix("_hurts") for reason in self.reasons)


# Regions as people name them -> joints as the catalogue names them
_JOINTS: dict[str, frozenset[str]] = {
    "knee": frozenset({"knee"}),
    "hip": frozenset({"hip"}),
    "groin": frozenset({"hip"}),
    "ankle": frozenset({"ankle"}),
    "foot": frozenset({"ankle", "foot"}),
    "shin": frozenset({"ankle"}),
    "calf": frozenset({"ankle"}),
    "achilles": frozenset({"ankle"}),
    "lower_back": frozenset({"lower_back", "spine", "lumbar_spine", "back"}),
    "upper_back": frozenset({"spine", "thoracic_spine", "upper_back"}),
    "back": frozenset({"lower_back", "spine", "lumbar_spine", "back"}),
    "neck": frozenset({"neck", "cervical_spine"}),
    "shoulder": frozenset({"shoulder"}),
    "elbow": frozenset({"elbow"}),
    "wrist": frozenset({"wrist"}),
    "hand": frozenset({"wrist", "hand"}),
    "forearm": frozenset({"wrist", "elbow"}),
}
# Regions that are muscles -> muscles as the catalogue names them
_MUSCLES: dict[str, frozenset[str]] = {
    "hamstring": frozenset({"hamstrings"}),
    "quad": frozenset({"quads"}),
    "glute": frozenset({"glutes"}),
    "chest": frozenset({"chest"}),
    "biceps": frozenset({"biceps"}),
    "triceps": frozenset({"triceps"}),
    "calf": frozenset({"calves"}),
    "upper_back": frozenset({"upper_back", "traps", "lats"}),
}


def answer_to_pain(severity: int) -> PainAnswer | Unknown:
    """0 to 2 go on, 3 to 5 lighter or a swap and settled by next morning, above 5 stop that movement."""
    if not 0 <= severity <= 10:
        return Unknown("severity_out_of_range")
    if severity <= GO_UP_TO:
        return "go"
    return "modify" if severity <= MODIFY_UP_TO else "stop"


def joints_of(region: str) -> frozenset[str]:
    """The joints of a region, as the catalogue names them."""
    return _JOINTS.get(region, frozenset({region}))


def is_stressed(exercise: TrainsJoints, region: str) -> bool:
    """Whether an exercise loads a region, by its joints or, for muscles, by its main muscles."""
    by_joint = bool(joints_of(region) & set(exercise.joints))
    main = {muscle for muscle, share in exercise.muscles.items() if share >= 1.0}
    return by_joint or bool(_MUSCLES.get(region, frozenset({region})) & main)


def check_exercise(exercise: TrainsJoints, sore: Sequence[Sore], candidates: Iterable[TrainsJoints] = ()) -> Check:
    """Whether to do an exercise with what hurts now. An unknown severity counts as 3 to 5: lighter until it is known.

    Swaps train the same main muscles without loading a region that hurts, at most three, the usual ones first. What is calm again but on
    its way back is done with the share of the load that the way back allows.
    """
    hit = [s for s in sore if is_stressed(exercise, s.region) or exercise.key in s.provoked_by]
    if not hit:
        return Check("fine", (), 100, ())
    answers = {_strictest(s) for s in hit}
    reasons = tuple(f"{s.region}_hurts" for s in hit)
    percent = min(s.load_percent for s in hit)
    if answers == {"go"}:
        return Check("fine", reasons, 100, ()) if percent == 100 else Check("modify", reasons, percent, (), is_returning=True)
    swaps = _swaps(exercise, [s for s in sore if _strictest(s) != "go"], candidates)
    if "stop" in answers:
        return Check("avoid", reasons, 0, swaps)
    found = {code for s in hit if _strictest(s) != "go" for code in provokes(s.provoked_by, exercise.key, exercise.pattern)}
    is_short = bool(found) and found <= KEEPS_RANGE_SHORT
    asked = any(joints_of(s.region) & set(exercise.demanding) for s in hit if _strictest(s) != "go")
    percent = min(percent, MODIFIED_LOAD_PERCENT)
    return Check("modify", reasons, percent, swaps, bool(found) and not is_short, is_short, is_demanding=asked)


def _strictest(sore: Sore) -> PainAnswer:
    if sore.warning_signs:
        return "stop"
    answer = "modify" if sore.severity is None else answer_to_pain(sore.severity)
    return "stop" if isinstance(answer, Unknown) else answer


def _swaps(exercise: TrainsJoints, sore: Sequence[Sore], candidates: Iterable[TrainsJoints]) -> tuple[str, ...]:
    main = {muscle for muscle, share in exercise.muscles.items() if share >= 1.0}

    def likeness(other: TrainsJoints) -> tuple[bool, int, int, str]:
        shared = main & {muscle for muscle, share in other.muscles.items() if share >= 1.0}
        return (other.pattern != exercise.pattern, -len(shared), other.rank, other.key)

    free = [
        other
        for other in candidates
        if other.key != exercise.key
        and main & {muscle for muscle, share in other.muscles.items() if share >= 1.0}
        and not any(is_stressed(other, each.region) or other.key in each.provoked_by for each in sore)
    ]
    return tuple(other.key for other in sorted(free, key=likeness)[:3])
