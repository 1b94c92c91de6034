"""What pain means for training: the 0-10 scale, and which exercises a sore region changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

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


@dataclass(frozen=True, slots=True)
class Sore:
    """A region that hurts now. `severity` 0 to 10, None where nobody said; `warning_signs` are codes such as `night_pain`."""

    region: str
    severity: int | None
    warning_signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """What a sore region does to an exercise: the verdict, why (codes), the percent of the load to keep and what to do instead."""

    verdict: Verdict
    reasons: tuple[str, ...]
    load_percent: int
    swaps: tuple[str, ...]


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


def is_stressed(exercise: TrainsJoints, region: str) -> bool:
    """Whether an exercise loads a region, by its joints or, for muscles, by its main muscles."""
    by_joint = bool(_JOINTS.get(region, frozenset({region})) & set(exercise.joints))
    main = {muscle for muscle, share in exercise.muscles.items() if share >= 1.0}
    return by_joint or bool(_MUSCLES.get(region, frozenset({region})) & main)


def check_exercise(exercise: TrainsJoints, sore: Sequence[Sore], candidates: Iterable[TrainsJoints] = ()) -> Check:
    """Whether to do an exercise with what hurts now. An unknown severity counts as 3 to 5: lighter until it is known.

    Swaps train the same main muscles without loading a region that hurts, at most three, the usual ones first.
    """
    hit = [s for s in sore if is_stressed(exercise, s.region)]
    if not hit:
        return Check("fine", (), 100, ())
    answers = {_strictest(s) for s in hit}
    reasons = tuple(f"{s.region}_hurts" for s in hit)
    if answers == {"go"}:
        return Check("fine", reasons, 100, ())
    regions = [s.region for s in sore if _strictest(s) != "go"]
    swaps = _swaps(exercise, regions, candidates)
    if "stop" in answers:
        return Check("avoid", reasons, 0, swaps)
    return Check("modify", reasons, MODIFIED_LOAD_PERCENT, swaps)


def _strictest(sore: Sore) -> PainAnswer:
    if sore.warning_signs:
        return "stop"
    answer = "modify" if sore.severity is None else answer_to_pain(sore.severity)
    return "stop" if isinstance(answer, Unknown) else answer


def _swaps(exercise: TrainsJoints, regions: Sequence[str], candidates: Iterable[TrainsJoints]) -> tuple[str, ...]:
    main = {muscle for muscle, share in exercise.muscles.items() if share >= 1.0}

    def likeness(other: TrainsJoints) -> tuple[bool, int, int, str]:
        shared = main & {muscle for muscle, share in other.muscles.items() if share >= 1.0}
        return (other.pattern != exercise.pattern, -len(shared), other.rank, other.key)

    free = [
        other
        for other in candidates
        if other.key != exercise.key
        and main & {muscle for muscle, share in other.muscles.items() if share >= 1.0}
        and not any(is_stressed(other, region) for region in regions)
    ]
    return tuple(other.key for other in sorted(free, key=likeness)[:3])
