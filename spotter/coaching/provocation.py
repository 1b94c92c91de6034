"""What brings a pain on: movements as people name them, and the exercises that make them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Movement = Literal[
    "overhead", "pressing", "pulling", "hanging", "squatting", "deep_bend", "lunging", "stairs", "jumping", "bending", "twisting",
    "gripping", "arm_bending", "arm_straightening", "reaching_back", "leaning_on_it", "lying_on_it", "sitting", "kneeling", "walking",
]  # fmt: skip
MOVEMENTS: tuple[Movement, ...] = get_args(Movement)

# The catalogue's patterns that make a movement; everyday positions have none, they are kept and told.
_PATTERNS: dict[str, frozenset[str]] = {
    "overhead": frozenset({"vertical_push", "olympic"}),
    "pressing": frozenset({"horizontal_push", "vertical_push", "chest_fly"}),
    "pulling": frozenset({"horizontal_pull", "vertical_pull"}),
    "hanging": frozenset({"vertical_pull"}),
    "squatting": frozenset({"squat"}),
    "deep_bend": frozenset({"squat", "lunge"}),
    "lunging": frozenset({"lunge"}),
    "stairs": frozenset({"lunge"}),
    "jumping": frozenset({"jump"}),
    "bending": frozenset({"hinge"}),
    "twisting": frozenset({"core_rotation"}),
    "gripping": frozenset({"carry", "shrug", "vertical_pull", "horizontal_pull"}),
    "arm_bending": frozenset({"elbow_flexion"}),
    "arm_straightening": frozenset({"elbow_extension"}),
}
# Where only the end of the range hurts, a shorter range is the first change: load or range of motion (Silbernagel 2007, Thomee 1997).
KEEPS_RANGE_SHORT: frozenset[str] = frozenset({"deep_bend"})


def provokes(provoked_by: Iterable[str], key: str, pattern: str) -> frozenset[str]:
    """Which of the exercises and movements that bring a pain on are this exercise, or are made by its pattern."""
    return frozenset(code for code in provoked_by if code == key or pattern in _PATTERNS.get(code, ()))
