"""From what a language model passed to a tool to safe arguments: names resolved, units converted, dates on the person's calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import ValidationError

from spotter.catalogue.exercise_search import resolve_exercise
from spotter.catalogue.food_search import resolve_food
from spotter.coaching.limits import METRICS
from spotter.coaching.nutrition import FIGURES
from spotter.tools.context import CoachContext
from spotter.tools.model_meals import foods_of
from spotter.tools.model_values import GOAL_MEASURES, MEASURES, METRIC_MEASURES, MOST_CHARS, Measure, Values, refuse
from spotter.tools.schema import OURS, Schema, is_named_thing
from spotter.tools.spec import ToolSpec

_Read = Callable[[Schema, object, str, dict[str, Any]], Any]
_MOST_PARTS = 100
_MOST_NAME = 120
_OF_PLAN = frozenset({"change_plan", "adjust_workouts"})  # what is in the plan may be called by less than its name
_COMING = frozenset({"set_reminder", "snooze_reminder", "move_reminder"})


def from_model(spec: ToolSpec, args: dict[str, Any], text: str, ctx: CoachContext) -> dict[str, Any]:
    """The arguments for `Executor.run`, from a model's for `function_of(spec)`; `text` is what the person wrote in this turn.

    Exercises and foods are found in the catalogue, what is in none stays as it was called. Figures of food are the house's, or those that
    stand in `text`. Units are converted, days are the person's own, null counts as not given. Raises `ToolError`, and nothing else, with a
    short English text that the model can mend its call by.
    """
    values = Values(text, ctx)
    known = _Call(spec, values).read(args)
    if spec.name in ("log_workout", "log_rehab"):
        known["date"] = values.day_said("date").isoformat()  # the day is the person's to say, never the model's
    if spec.name == "log_meal":
        known["eaten_at"] = values.meal_said(known.get("meal"))
    try:
        spec.args.model_validate(known)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "arguments"
        raise refuse(where, f"{first['msg'][:200]}.") from None
    return known


@cache
def _schema(spec: ToolSpec) -> Schema:
    return spec.args.model_json_schema()


class _Call:
    """One call that is read along the schema of its tool, so that nothing deeper or other than the schema is ever looked at."""

    def __init__(self, spec: ToolSpec, values: Values) -> None:
        self.spec, self.values = spec, values
        self.schema = _schema(spec)

    def read(self, args: object) -> dict[str, Any]:
        given = _unpacked(args)
        if self.spec.name == "log_metric" and isinstance(given, dict):
            given = _with_house_unit(given)
        return self._object(self.schema, given, "arguments", {})

    def _node(self, node: Schema) -> Schema:
        """The schema itself: without null, without the text form of a number."""
        if "$ref" in node:
            found: Schema = self.schema["$defs"][node["$ref"].rpartition("/")[2]]
            return found
        branches = [one for one in node.get("anyOf", ()) if one.get("type") != "null"]
        if any(one.get("type") == "number" for one in branches):
            branches = [one for one in branches if one.get("type") != "string"]
        return self._node(branches[0]) if len(branches) == 1 else node

    def _object(self, node: Schema, value: object, name: str, _beside: dict[str, Any]) -> dict[str, Any]:
        given = _unpacked(value)
        if not isinstance(given, dict) or len(given) > _MOST_PARTS:
            raise refuse(name, "should be an object.")
        if "properties" not in node:  # its names are free: the tool's own arguments say which it takes
            return {str(field)[:40]: one for field, one in given.items()}
        fields = {field: sub for field, sub in node["properties"].items() if field not in OURS}
        said = {field: one for field, one in given.items() if one is not None and one != ""}
        strange = next((str(field)[:40] for field in said if field not in fields), None)
        if strange is not None:
            raise refuse(strange, f"there is no such argument. There are: {', '.join(fields) or 'none'}.")
        return {field: self._value(self._node(sub), said[field], field, said) for field, sub in fields.items() if field in said}

    def _value(self, node: Schema, value: object, name: str, beside: dict[str, Any]) -> Any:
        if is_named_thing(node):
            return self._thing(node["title"], value, name)
        kind = node.get("type", "text")
        if "anyOf" in node:  # a number, or several
            kind, node = ("array", {"items": node["anyOf"][0]}) if isinstance(value, list) else ("number", node)
        readers: dict[str, _Read] = {"object": self._object, "array": self._list, "integer": self._number, "number": self._number}
        reader: _Read = readers.get(kind, self._text)
        return self.values.flag(name, value) if kind == "boolean" else reader(node, value, name, beside)

    def _list(self, node: Schema, value: object, name: str, beside: dict[str, Any]) -> list[Any]:
        unpacked = _unpacked(value)
        given = unpacked if isinstance(unpacked, list) else [unpacked]
        if len(given) > _MOST_PARTS:
            raise refuse(name, "has too many entries.")
        one_of = self._node(node["items"])
        if one_of.get("title") == "MealItemArgs":
            return [food for one in given for food in self._foods(one_of, one)]
        return [self._value(one_of, one, name, beside) for one in given]

    def _foods(self, node: Schema, value: object) -> list[dict[str, Any]]:
        given = _unpacked(value)
        if isinstance(given, str):
            given = {"food": given}
        if not isinstance(given, dict) or given.get("food") in (None, ""):
            raise refuse("items", "each should have a food, its name.")
        amounts = self._object(node, {field: one for field, one in given.items() if field != "food"}, "items", {})
        return foods_of(self._name(given["food"], "food"), amounts, self.values)

    def _number(self, _node: Schema, value: object, name: str, beside: dict[str, Any]) -> int | float:
        number = self.values.number(name, value, self._measure(name, beside))
        if name in FIGURES and self.spec.name == "correct_entry" and not self.values.is_stated(number, "energy"):
            raise refuse(name, "is the person's to state, and they did not.")
        if name in ("load_kg", "reps") and self.spec.name == "estimate_1rm" and not self.values.is_stated(number, "mass"):
            raise refuse(name, "was not stated by the person: name the exercise, its best set is taken from the log.")
        return number

    def _measure(self, name: str, beside: dict[str, Any]) -> Measure | None:
        by = {"log_metric": (METRIC_MEASURES, "value", "metric"), "set_goal": (GOAL_MEASURES, "target", "unit")}.get(self.spec.name)
        if by is not None and name == by[1]:
            return by[0].get(str(beside.get(by[2]))[:20])
        return MEASURES.get(name)

    def _text(self, node: Schema, value: object, name: str, beside: dict[str, Any]) -> str:
        match node.get("format"):
            case "date":
                return self.values.day(name, value)
            case "date-time" if self.spec.name in _COMING:
                return self.values.coming(name, value)
            case "date-time":
                meal = beside.get("meal")
                return self.values.past(name, value, meal if meal in ("breakfast", "lunch", "dinner", "snack") else None)
        return self.values.words(name, value, node.get("enum", ()))

    def _thing(self, title: str, value: object, name: str) -> dict[str, Any]:
        """An exercise, a food or a program by name; a key that a model made up is never looked at."""
        called = self._name(value, name)
        if title == "ExerciseRef" and (exercise := resolve_exercise(called)):
            is_planned = name == "exercise" and self.spec.name in _OF_PLAN
            return {"key": exercise.exercise.key, "name": called if is_planned else exercise.exercise.name[self.values.ctx.locale]}
        if title == "FoodRef" and (food := resolve_food(called, locale=self.values.ctx.locale)):
            return {"key": food.food.key, "name": food.food.name["en"]}
        return {"key": None, "name": called}

    def _name(self, value: object, name: str) -> str:
        given = _unpacked(value)
        if isinstance(given, dict):
            given = given.get("name")
        called = self.values.words(name, given)
        if not called or len(called) > _MOST_NAME:
            raise refuse(name, "should be a name.")
        return called


def _with_house_unit(args: dict[str, Any]) -> dict[str, Any]:
    """A measurement with its unit in front of its value's reader: (180, "lb") is "180 lb"."""
    metric, value, unit = args.get("metric"), args.get("value"), args.get("unit")
    house = METRICS[metric].unit if isinstance(metric, str) and metric in METRICS else None
    if house is None:
        return args
    if metric == "blood_pressure" and isinstance(value, str):
        value = value[:20].split("/")
    is_other = isinstance(unit, str) and unit.strip().lower() != house.lower()
    if metric in METRIC_MEASURES and is_other and isinstance(value, (int, float)) and abs(value) < MOST_CHARS * MOST_CHARS:
        value = f"{value} {str(unit)[:20]}"
    return args | {"value": value, "unit": house if metric in METRIC_MEASURES or not unit else unit}


def _unpacked(value: object) -> object:
    """What a model wrapped in a string of JSON once more."""
    if not isinstance(value, str) or value[:1] not in ("{", "[") or len(value) > MOST_CHARS:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value
