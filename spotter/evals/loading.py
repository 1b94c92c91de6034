"""Reads suites: YAML files in `suites/<suite>/`. What is wrong is said with file, line and field, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ValidationError

from spotter.evals import case as schema
from spotter.evals import expectation
from spotter.evals.case import Case, Layer, LocalTime, Name, Person, ScriptedModel, Step
from spotter.evals.expectation import SOME, Strict
from spotter.evals.suggestions import suggestion
from spotter.evals.yaml_lines import Document, SuiteError, problems_of, read

SUITES = Path(__file__).parent / "suites"
WORLDS = "worlds.yaml"
SENTENCES, SAFETY = "sentences", "safety"  # folders of sentences, not of cases
_FILLED_IN = ("suite", "source", "world_before")
_FIELDS = sorted(
    {
        name
        for kind in (*vars(schema).values(), *vars(expectation).values())
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name in kind.model_fields
    }
)


class World(Strict):
    """A person and their past that several cases start from."""

    about: str = ""
    person: Person = Person()
    before: tuple[Step, ...] = ()


class Defaults(Strict):
    """What holds for every case of a file that does not say otherwise. Fields of `person` are taken one by one, tags are added."""

    tags: tuple[Name, ...] = ()
    layers: Annotated[tuple[Layer, ...], SOME] = ()
    world: Name | None = None
    person: Person = Person()
    clock: LocalTime = ""
    model: ScriptedModel | None = None


def load_cases(root: Path | None = None, suites: Iterable[str] = ()) -> list[Case]:
    """Every case of the suites named, of all where none is, in the order of files and lines. `SuiteError` tells all that is wrong."""
    root = root or SUITES
    names = sorted(suites) or suite_names(root)
    problems = [
        f"{root}: there is no suite {name!r}; there are {', '.join(suite_names(root))}" for name in names if not (root / name).is_dir()
    ]
    cases: list[Case] = []
    worlds = _noted(problems, lambda: load_worlds(root), {})
    for name in names:
        seen: dict[str, str] = {}
        for path in sorted((root / name).glob("*.yaml")):
            for case in _noted(problems, lambda path=path: _cases_of(read(path), path.parent.name, worlds), []):
                if case.id in seen:
                    problems.append(f"{case.source}: the id {case.id!r} stands at {seen[case.id]} already; give this case another")
                seen.setdefault(case.id, case.source)
                cases.append(case)
    if problems:
        raise SuiteError(problems)
    return cases


def suite_names(root: Path | None = None) -> list[str]:
    """The suites of cases that there are."""
    folders = (root or SUITES).iterdir()
    return sorted(path.name for path in folders if path.is_dir() and path.name not in (SENTENCES, SAFETY) and any(path.glob("*.yaml")))


def load_worlds(root: Path) -> dict[str, Mapping[str, Any]]:
    """The worlds by name, as the file writes them, checked."""
    path = root / WORLDS
    if not path.exists():
        return {}
    document, problems = read(path), []
    if not isinstance(document.data or {}, dict):
        raise SuiteError([document.problem("a file of worlds has their names, each with a person and a past")])
    for name, world in (document.data or {}).items():
        try:
            World.model_validate(world)
        except ValidationError as error:
            problems += problems_of(document, error, (name,), f"world {name}", _FIELDS)
    if problems:
        raise SuiteError(problems)
    return dict(document.data or {})


def _noted(problems: list[str], load: Any, otherwise: Any) -> Any:
    try:
        return load()
    except SuiteError as error:
        problems += error.problems
        return otherwise


def _cases_of(document: Document, suite: str, worlds: Mapping[str, Mapping[str, Any]]) -> list[Case]:
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list) or set(data) - {"defaults", "cases"}:
        raise SuiteError([document.problem("a file of cases has `cases:`, a list, and may have `defaults:` before it")])
    defaults = data.get("defaults") or {}
    try:
        Defaults.model_validate(defaults)
    except ValidationError as error:
        raise SuiteError(problems_of(document, error, ("defaults",), "defaults", list(Defaults.model_fields))) from error
    problems: list[str] = []
    cases = []
    for number, given in enumerate(data["cases"]):
        label = f"case {given['id']}" if isinstance(given, dict) and "id" in given else f"case {number + 1}"
        try:
            if not isinstance(given, dict) or given.keys() & set(_FILLED_IN):
                raise SuiteError([document.problem(f"{label}: a case is a mapping of fields; docs/evals.md lists them", "cases", number)])
            source = f"{document.shown}:{document.line('cases', number)}"
            cases.append(Case.model_validate({**_filled(given, defaults, worlds), "suite": suite, "source": source}))
            problems += _proves_nothing(document, given, cases[-1], number)
        except ValidationError as error:
            problems += problems_of(document, error, ("cases", number), label, _FIELDS)
        except KeyError as error:
            problems.append(
                document.problem(
                    f"{label}: there is no world {error.args[0]!r}; {suggestion(error.args[0], worlds)}", "cases", number, "world"
                )
            )
        except SuiteError as error:
            problems += error.problems
    if problems:
        raise SuiteError(problems)
    return cases


def _proves_nothing(document: Document, given: Mapping[str, Any], case: Case, number: int) -> Iterator[str]:
    """Expectations that are empty, and a case without any: neither could ever fail."""
    label = f"case {case.id}: "
    if not case.can_fail:
        yield document.problem(f"{label}nothing is expected, so it could not fail; write `expect:`", "cases", number)
    turns = [(("turns", turn), place) for turn, place in enumerate(given.get("turns") or ())]
    for loc, place in [((), given), *turns]:
        if "expect" in place and not place["expect"]:
            yield document.problem(f"{label}expect: nothing stands here; say what, or leave it out", "cases", number, *loc, "expect")


def _filled(given: Mapping[str, Any], defaults: Mapping[str, Any], worlds: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The case over the defaults of its file, over its world."""
    case: dict[str, Any] = {**defaults, **given}
    world = worlds[str(case["world"])] if case.get("world") else {}
    layers = (world, defaults, given)
    if all(isinstance(layer.get("person", {}), dict) for layer in layers):
        case["person"] = {name: value for layer in layers for name, value in layer.get("person", {}).items()}
    if isinstance(given.get("tags", []), list):
        case["tags"] = [*defaults.get("tags", ()), *given.get("tags", ())]
    case["world_before"] = world.get("before", [])
    return case
