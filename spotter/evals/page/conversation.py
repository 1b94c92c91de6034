"""One trial as a chat: what was said, which tools ran with what, and what the database came to beside what it should have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from spotter.evals.comparing import Difference, Pair
from spotter.evals.page.figures import KNOWN, Trial, kind_of, suite_of, turns_of
from spotter.evals.page.markup import Html, html, tag
from spotter.evals.page.sides import calls_sides, database_sides, is_told_by_sides, pretty

WORDS = {"pass": "passed", "fail": "failed", KNOWN: "known weakness", "error": "error", "stale": "stale", "skipped": "skipped"}
TURNS = {True: 12, False: 200}  # that are shown of a trial that passed, and of one that did not
CHARS = 2500  # of a tool's result


def anchor(trial: Trial) -> str:
    """The id of a trial's article."""
    return "case-" + re.sub(r"[^a-z0-9]+", "-", f"{trial['name']} {trial['layer']} {trial['trial'] + 1}".lower())


def conversation(trial: Trial, pair: Pair | None) -> Html:
    """The article of a trial; `pair` is its case in the baseline and now."""
    kind, change = kind_of(trial), change_of(pair)
    number = f", trial {trial['trial'] + 1}" if trial["trial"] else ""
    summary = tag(
        "summary",
        badge(kind),
        tag("h3", tag("span", f"{suite_of(trial)}/", class_="quiet"), str(trial["name"]).partition("/")[2]),
        tag("span", f"{trial['layer']}{number}", class_="layer"),
        tag("span", change, class_=f"change {change}") if change else None,
        tag("span", _missed_in_a_word(trial), class_="missed-parts"),
    )
    inside = html([*_head(trial), _parts(trial), _talk(trial), *_sides(trial), _marks(trial), _against_baseline(pair)])
    marks = {"data_kind": kind, "data_suite": suite_of(trial), "data_layer": str(trial["layer"]), "data_change": change}
    body = tag("div", inside, class_="inside")
    return tag("article", tag("details", summary, body), id=anchor(trial), class_="item", **marks)


def badge(kind: str) -> Html:
    """How it ended, in a word."""
    return tag("span", WORDS[kind], class_=f"badge {kind}")


def change_of(pair: Pair | None) -> str:
    """What became of a case since the baseline, in a word; nothing where it is as it was."""
    if pair is None:
        return ""
    if pair.is_broken or pair.is_fixed:
        return "broken" if pair.is_broken else "fixed"
    return "changed" if pair.is_judged and pair.differences else ""


def _head(trial: Trial) -> Iterator[Html]:
    told = trial.get("case", {})
    person = told.get("person", {})
    about = [str(told.get("clock", "")).replace("T", " "), *(str(person[name]) for name in ("locale", "units", "zone") if name in person)]
    channel = person.get("channel", "app")
    if trial["about"]:
        yield tag("p", trial["about"], class_="about")
    facts = [*filter(None, about), *([f"by {channel}"] if channel != "app" else []), *(f"#{name}" for name in trial["tags"])]
    yield tag("p", " · ".join([*facts, str(trial["source"])]), class_="quiet facts")
    if trial["why"]:
        yield tag("p", trial["why"], class_="why")


def _missed_in_a_word(trial: Trial) -> str:
    return ", ".join(score["part"] for score in trial["scores"] if not score["passed"])


def _parts(trial: Trial) -> Html | None:
    """The parts that were missed, wanted beside got; calls and rows stand below, after the talk."""
    missed = [score for score in trial["scores"] if not score["passed"]]
    if not missed:
        return None
    told = [score for score in missed if trial["record"] is None or not is_told_by_sides(score["part"])]
    title = f"Missed {len(missed)} of {len(trial['scores'])} parts: {_missed_in_a_word(trial)}"
    return tag("section", tag("h4", title, class_="title"), *(_part(score) for score in told))


def _part(score: Mapping[str, Any]) -> Html:
    texts = (("wanted", score["wanted"] or "-"), ("got", score["got"] or "nothing"))
    sides = (tag("div", tag("b", name), tag("p", text), class_="side") for name, text in texts)
    return tag("div", tag("h4", score["part"]), *sides, class_="pair missed")


def _talk(trial: Trial) -> Html | None:
    turns = turns_of(trial)
    if not turns:
        return None
    most = TURNS[kind_of(trial) == "pass"]
    before = _before(trial.get("case", {}))
    told = set(trial["told_turns"]) if kind_of(trial) != "pass" and trial.get("told_turns") else set(range(most))
    lines = [
        line for is_told, group in groupby(enumerate(turns[:most]), lambda one: one[0] in told) for line in _turns(is_told, list(group))
    ]
    more = tag("p", f"and {len(turns) - most} more turns, which the JSON has", class_="quiet") if len(turns) > most else None
    return tag("section", tag("h4", "The talk", class_="title"), before, tag("ol", *lines, class_="talk"), more)


def _turns(is_told: bool, turns: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Html]:
    """Turns as they are, or folded: of a long talk that went wrong those around the place are told."""
    lines = [line for number, turn in turns for line in _turn(number + 1, turn)]
    if is_told:
        yield from lines
    else:
        title = f"{len(turns)} turn{'s' if len(turns) > 1 else ''}"
        yield tag("li", tag("details", tag("summary", title), tag("ol", *lines, class_="talk")), class_="folded")


def _before(case: Mapping[str, Any]) -> Html | None:
    """The case's own past."""
    steps = case.get("before", ())
    if not (steps or case.get("world")):
        return None
    told = [f"{step['at']}: {step.get('say') or ' '.join((step['tool'], pretty(step.get('args', {}))))}" for step in steps]
    world = [f"the past of {case['world']}"] if case.get("world") else []
    steps_told = [f"{len(told)} step{'s' if len(told) > 1 else ''}"] if told else []
    title = f"Before: {' and '.join([*world, *steps_told])}"
    return tag("details", tag("summary", title), tag("ul", *(tag("li", one) for one in told)) if told else None, class_="fold")


def _turn(number: int, turn: Mapping[str, Any]) -> Iterator[Html]:
    yield tag("li", _speaker(f"Turn {number}, the person"), tag("div", turn["said"], class_="bubble"), class_="mine")
    for call in turn["calls"]:
        yield tag("li", _call(call), class_="deed")
    if turn["model_calls"]:
        yield tag("li", _model_calls(turn["model_calls"]), class_="deed")
    dead = turn["status"] != "done"
    alarm = " alarm" if turn["safety"] in ("T0", "T1", "T2") else ""
    speaker = _speaker("The coach, who gave up" if dead else "The coach")
    yield tag("li", speaker, tag("div", turn["reply"], class_="bubble"), _meta(turn), class_=f"coach{alarm}")


def _speaker(who: str) -> Html:
    return tag("span", f"{who}: ", class_="unseen")


def _meta(turn: Mapping[str, Any]) -> Html:
    told = [turn["path"], " + ".join(turn["agents"]), *turn["prompts"]]
    told += [f"safety {turn['safety']}"] if turn["safety"] != "none" else []
    told += [f"waits for: {turn['asked']}"] if turn["asked"] else []
    told += [*map(str, turn["decisions"]), f"{turn['ms']:.0f} ms"]
    return tag("p", " · ".join(filter(None, told)), class_="quiet meta")


def _call(call: Mapping[str, Any]) -> Html:
    summary = tag("summary", tag("code", call["tool"]), " ", tag("span", _in_a_line(call["args"]), class_="args"))
    result = pretty(call["result"])
    shown = result if len(result) <= CHARS else f"{result[:CHARS]}\n… {len(result) - CHARS} more characters"
    head = f"{call['kind']} tool, asked by {call['agent'] or 'the local coach'}"
    inside = [
        tag("p", head, class_="quiet"),
        tag("b", "arguments"),
        tag("pre", pretty(call["args"])),
        tag("b", "result"),
        tag("pre", shown),
    ]
    return tag("details", summary, *inside, class_=f"tool {call['kind']}")


def _model_calls(calls: Sequence[Mapping[str, Any]]) -> Html:
    title = f"{len(calls)} model call{'s' if len(calls) > 1 else ''}"
    lines = [tag("li", _model_call(call)) for call in calls]
    return tag("details", tag("summary", title), tag("ul", *lines), class_="tool model")


def _model_call(call: Mapping[str, Any]) -> str:
    who = " ".join(filter(None, (call["role"], call["agent"])))
    told = [f"{who}: {call['model']}", f"{call['input_tokens']} + {call['output_tokens']} tokens", f"${call['cost_usd']:.5f}"]
    told += [f"{call['attempts']} attempts"] if call["attempts"] > 1 else []
    told += [f"no answer: {call['error']}"] if call["error"] else []
    return ", ".join(told)


def _in_a_line(args: Mapping[str, Any]) -> str:
    given = {name: value for name, value in args.items() if value not in (None, [], {})}
    return json.dumps(given, ensure_ascii=False)[1:-1].replace('"', "")


def _sides(trial: Trial) -> Iterator[Html | None]:
    if trial["record"] is None or kind_of(trial) == "pass":
        return
    yield calls_sides(trial)
    yield database_sides(trial)


def _marks(trial: Trial) -> Html | None:
    """What a judge gave, with its reasons."""
    found = trial["judgements"]
    if not found:
        return None
    told = [tag("li", tag("b", one["told"]), tag("ul", *(tag("li", reason) for reason in one["reasons"]))) for one in found]
    return tag("section", tag("h4", "The judge", class_="title"), tag("ul", *told, class_="marks"))


def _against_baseline(pair: Pair | None) -> Html | None:
    """What the case does now beside what it did in the baseline."""
    if pair is None or not pair.differences:
        return None
    title = tag("h4", "Against the baseline", class_="title")
    return tag("section", title, *(_difference(one) for one in pair.differences))


def _difference(one: Difference) -> Html:
    sides = (("before", one.gone, "gone"), ("now", one.new, "new"))
    told = [
        tag(
            "div",
            tag("b", name),
            tag("ul", *(tag("li", line, class_=kind) for line in lines) if lines else [tag("li", "-")]),
            class_="side",
        )
        for name, lines, kind in sides
    ]
    return tag("div", tag("h4", one.part), *told, class_="pair")
