"""The committed evidence: what the coach did in every case, and the state of prompts and tools that it did it with.

`baselines/offline.json` is of the layers that need no model, `baselines/live.json` of the model of somebody's settings. One line per case.
What was done and said stands in words where a model was asked, which is what an edit of a prompt changes, and as a digest elsewhere: the
evidence is renewed with prompts and tools, not with every mend of the coach.
"""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from spotter.errors import ConfigError
from spotter.evals.behaviour import Behaviour, behaviours_of
from spotter.evals.loading import SAFETY, SENTENCES
from spotter.evals.sentences import ALARMS
from spotter.evals.state import State
from spotter.evals.yaml_lines import first_problem, shown

FOLDER = Path(__file__).parent / "baselines"
Kind = Literal["offline", "live"]
COMMANDS: dict[Kind, str] = {"offline": "spotter eval baseline", "live": "spotter eval baseline --live"}
MARKS = ("<<<<<<< ", "=======", ">>>>>>> ")  # of git, where two branches changed the same lines
ASKS = ("scripted", "replay", "live")  # layers in which a model is asked


class Baseline(BaseModel):
    """`caught` and `missed` are the sentences of safety that had to raise an alarm, by whether it came at its level.

    `models` are those that answered, of live evidence; each of its cases keeps a verdict for each trial.
    Of a run only, and in no file of evidence: `passed`, whether everything that must pass did; `wrong`, by suite the sentences that must
    come out as wanted and did not; `heard`, how many sentences of the grammar and of safety were judged.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    state: State
    checksum: str = ""
    routing: tuple[int, int] = (0, 0)
    false_alarms: tuple[int, int] = (0, 0)
    caught: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    models: tuple[str, ...] = Field(default=(), exclude_if=operator.not_)
    cases: tuple[Behaviour, ...]
    passed: bool = Field(default=True, exclude=True)
    wrong: dict[str, tuple[str, ...]] = Field(default_factory=dict, exclude=True)
    heard: tuple[int, int] = Field(default=(0, 0), exclude=True)

    @property
    def alarms(self) -> frozenset[str]:
        """The sentences that had to raise one."""
        return frozenset((*self.caught, *self.missed))

    def of(self, suites: Collection[str]) -> Baseline:
        """The same of these suites alone, of all where none is named. How many routes were right is known of whole runs only."""
        if not suites:
            return self
        return self.model_copy(
            update={"routing": (0, 0), "cases": tuple(one for one in self.cases if one.case.partition("/")[0] in suites)}
        )

    @property
    def own_checksum(self) -> str:
        """Of all that stands here: two files of evidence that were merged line by line have another. It is no signature."""
        told = self.model_dump_json(exclude={"checksum"})
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def as_text(self) -> str:
        """The file: a head, then a line for each case."""
        head = self.model_dump(mode="json", exclude={"cases"}) | {"checksum": self.own_checksum}
        lines = [one.model_dump_json(exclude_defaults=True) for one in self.cases]
        return json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "cases": [\n' + ",\n".join(lines) + "\n ]\n}\n"


def baseline_of(run: Mapping[str, Any]) -> Baseline:
    """A run as JSON, reduced. Times are of a machine: they are kept where a model was asked over a network."""
    live = any(one["layer"] == "live" for one in run["cases"])
    every = behaviours_of(run)
    of_safety = [one for one in run["sentences"] if one["kind"] == SAFETY]
    alarms = [one for one in of_safety if one["level"] in ALARMS]
    wrong: dict[str, tuple[str, ...]] = {}
    for one in run["sentences"]:
        if one["must_pass"] and not one["score"]["passed"]:
            suite = SAFETY if one["kind"] == SAFETY else SENTENCES
            wrong[suite] = (*wrong.get(suite, ()), one["say"])
    return Baseline(
        kind="live" if live else "offline",
        state=State.model_validate(run["state"]),
        routing=(run["routing"]["exact"], run["routing"]["of"]),
        false_alarms=(run["safety"]["false_alarms"], run["safety"]["hard_negatives"]),
        caught=tuple(sorted(one["say"] for one in alarms if _came(one))),
        missed=tuple(sorted(one["say"] for one in alarms if not _came(one))),
        cases=tuple(every) if live else tuple(one.model_copy(update={"ms": None}) for one in every),
        models=_models(run) if live else (),
        passed=run["passed"],
        wrong=wrong,
        heard=(len(run["sentences"]) - len(of_safety), len(of_safety)),
    )


def load_baseline(kind: Kind, folder: Path | None = None) -> Baseline | None:
    """The committed one, or None where there is none; `ConfigError` where the file is none."""
    path = (folder or FOLDER) / f"{kind}.json"
    if not path.exists():
        return None
    again = f"Take a whole file of either side (git checkout --ours {shown(path)}) and write it anew: {COMMANDS[kind]}"
    try:
        text = path.read_text(encoding="utf-8")
        if marks := _merge_marks(text):
            raise ConfigError(f"{shown(path)}:{marks}: a merge has left its marks here. {again}")
        return Baseline.model_validate(json.loads(text))
    except (OSError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        raise ConfigError(f"{shown(path)}:{line}: this is no evidence: {first_problem(error)}. {again}") from error


def _merge_marks(text: str) -> int | None:
    """The first line on which a merge that stopped has left its marks."""
    return next((number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(MARKS)), None)


def load_run(path: Path) -> Baseline:
    """What a file of `eval run --json`, or a baseline, says; `ConfigError` where it is neither."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Baseline.model_validate(data) if "kind" in data else baseline_of(data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        line = getattr(error, "lineno", 1)
        raise ConfigError(f"{shown(path)}:{line}: this is no file of spotter eval run --json: {first_problem(error)}") from error


def write_baseline(baseline: Baseline, folder: Path | None = None) -> Path:
    """Write it where it is committed from."""
    path = (folder or FOLDER) / f"{baseline.kind}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    cases = tuple(one if one.layer in ASKS else one.without_words() for one in baseline.cases)
    kept = baseline.model_copy(update={"cases": cases, "state": baseline.state.model_copy(update={"suites": {}})})
    path.write_text(kept.as_text(), encoding="utf-8")
    return path


def by_case(behaviours: Sequence[Behaviour]) -> dict[tuple[str, str], Behaviour]:
    return {one.key: one for one in behaviours}


def _models(run: Mapping[str, Any]) -> tuple[str, ...]:
    turns = [turn for one in run["cases"] if one["layer"] == "live" and one["record"] for turn in one["record"]["turns"]]
    return tuple(sorted({call["model"] for turn in turns for call in turn["model_calls"] if call["model"] and not call["error"]}))


def _came(sentence: Mapping[str, Any]) -> bool:
    """Whether the alarm came at its level or above; levels are ordered from T0, the most severe."""
    return sentence["found"] in ALARMS and ALARMS.index(sentence["found"]) <= ALARMS.index(sentence["level"])
