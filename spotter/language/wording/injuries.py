"""Words for pain and injuries: where, how strong, what to change and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spotter.catalogue.exercises import exercises
from spotter.coaching.provocation import MOVEMENTS
from spotter.language.wording.rehab import rehab_lines
from spotter.language.wording.style import Style
from spotter.language.wording.workouts import set_ahead

Facts = Mapping[str, Any]
_VOWELS = "aeiouyéè"
_FEMININE = frozenset({"shoulder", "hand", "hip", "ankle", "groin", "neck"})


def part(region: str, side: str | None, style: Style) -> str:
    """A part of the body: "left knee", "épaule droite"."""
    name = style.phrase(f"injuries.part_{region}")
    if side is None:
        return name
    return style.phrase(f"injuries.side_{side}", part=name, e="e" if region in _FEMININE else "")


def own_part(region: str, side: str | None, style: Style) -> str:
    """A part of the body as its owner's: "your left knee", "ta hanche droite"; "ton" before a vowel."""
    name = part(region, side, style)
    is_ta = region in _FEMININE and name[0] not in _VOWELS
    return style.phrase("injuries.your_part", part=name, mine="ta" if is_ta else "ton")


def provoking(codes: Sequence[str], style: Style) -> str:
    """What brings a pain on: movements and exercises."""
    return style.listed([style.phrase(f"injuries.movement_{code}") if code in MOVEMENTS else exercise_name(code, style) for code in codes])


def rating(severity: int | None) -> str:
    """4/10, or nothing where it was not said."""
    return "" if severity is None else f"{severity}/10"


def report_pain(facts: Facts, style: Style) -> str:
    """Noted: left knee 4/10, down from 6. Then what follows for training."""
    name = part(facts["region"], facts["side"], style)
    rate = f" {rating(facts['severity'])}{_trend(facts, style)}" if facts["severity"] is not None else ""
    first = style.phrase(f"injuries.{_what_was_done(facts)}", part=name, rate=rate)
    if facts["on_hold"]:
        return first
    advice = "night" if facts["when"] == "night" else facts["answer"] or "unknown"
    said = [first, style.phrase(f"injuries.advice_{advice}", part=style.phrase(f"injuries.part_{facts['region']}"))]
    if facts["trend"] == "worse" and not facts["is_new"]:
        said.append(style.phrase("injuries.rising"))
    elif _grew(facts):
        said.append(style.phrase("injuries.worse"))
    said += _told_of_it(facts, style)
    lines = [" ".join(said), *(f"- {swap(one, style)}" for one in facts["swaps"])]
    if facts["guidance"]:
        lines.append(set_ahead(facts["guidance"], style))
    return "\n".join(lines)


def _told_of_it(facts: Facts, style: Style) -> list[str]:
    """What brings it on, and what the rating does to the dose."""
    said = [style.phrase("injuries.brings_on", list=provoking(facts["provoked_by"], style))] if facts["provoked_by"] else []
    ramp, move = facts["ramp"], facts["move"]
    if move is None or move == "stop":
        return said
    if ramp is None:
        return [*said, style.phrase("injuries.move_done")] if move == "progress" else said
    held = "hold" if ramp["next_on"] is None and move == "progress" else move
    day = style.day(ramp["next_on"]) if ramp["next_on"] else ""
    return [*said, style.phrase(f"injuries.move_{held}", percent=ramp["percent"], next=ramp["next_percent"], day=day)]


def ramp_in_words(ramp: Facts, style: Style) -> str:
    """left knee on the way back: 60 % of the former load, 70 % from Monday."""
    key = "ramp_one" if ramp["next_on"] else "ramp_held"
    day = style.day(max(ramp["next_on"], style.today)) if ramp["next_on"] else ""
    name = part(ramp["region"], ramp["side"], style)
    return style.phrase(f"injuries.{key}", part=name, percent=ramp["percent"], next=ramp["next_percent"], day=day)


def ramps(found: Sequence[Facts], style: Style) -> list[str]:
    """Every way back, and that its steps are a rule of thumb."""
    return [*(f"{_capital(ramp_in_words(one, style))}." for one in found), style.phrase("injuries.ramp_rule")] if found else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _what_was_done(facts: Facts) -> str:
    """No change is claimed where the figure stays as it was."""
    if facts["is_new"]:
        return "noted"
    return "unchanged" if facts["severity"] is not None and facts["severity"] == facts["severity_before"] else "updated"


def _grew(facts: Facts) -> bool:
    before, now = facts["severity_before"], facts["severity"]
    return before is not None and now is not None and now > before


def _trend(facts: Facts, style: Style) -> str:
    before, now = facts["severity_before"], facts["severity"]
    if before is None or before == now:
        return ""
    return style.phrase("injuries.down" if now < before else "injuries.up", before=before)


def exercise_name(key: str, style: Style) -> str:
    """The catalogue's name of an exercise in the person's language."""
    return exercises()[key].name[style.locale]


def swap(facts: Facts, style: Style) -> str:
    """One exercise with what to do about it."""
    instead = _either(facts["instead"], style)
    said = {"exercise": exercise_name(facts["key"], style), "percent": facts["load_percent"], "instead": instead}
    if facts["verdict"] == "modify":
        return style.phrase(f"injuries.swap_{_kept(facts, is_swapped=bool(instead))}", **said)
    if instead:
        return style.phrase("injuries.swap_avoid", **said)
    if facts["elsewhere"]:
        return style.phrase("injuries.swap_elsewhere", elsewhere=_either(facts["elsewhere"], style), **said)
    return style.phrase("injuries.swap_skip", **said)


def _kept(facts: Facts, *, is_swapped: bool) -> str:
    """How an exercise that may go on is told: as a step of the way back, short of the range that hurts, swapped first, or lighter."""
    if facts["is_returning"]:
        return "returning"
    if facts["is_range_short"]:
        return "range" if is_swapped else "range_only"
    if not is_swapped:
        return "modify_only"
    return "provoking" if facts["is_provoking"] else "modify"


def _either(keys: Sequence[str], style: Style) -> str:
    return style.phrase("injuries.or").join(exercise_name(key, style) for key in keys)


def check_exercise(facts: Facts, style: Style) -> str:
    """The verdict on an exercise, or an overview of what to change."""
    if facts["exercise"] is None:
        return _overview(facts, style)
    verdict = facts["verdict"]
    if verdict is None:
        return style.phrase("injuries.check_unknown", exercise=facts["exercise"]["name"])
    name = exercise_name(verdict["key"], style)
    parts = _parts(verdict["regions"], style)
    if facts["pregnancy"] and (facts["pregnancy"] == "leave_out" or verdict["verdict"] == "fine"):
        return style.phrase("exercises.how", title=name, how=style.phrase(f"injuries.demand_pregnancy_{facts['pregnancy']}"))
    if verdict["verdict"] == "fine":
        ending = "fine_mild" if verdict["regions"] else "fine" if facts["open"] or facts["region"] else "nothing_open"
        return style.phrase(f"injuries.check_{ending}", exercise=name, parts=parts)
    ending = "returning" if verdict["is_returning"] else verdict["verdict"]
    return style.phrase(f"injuries.check_{ending}", exercise=name, parts=parts) + " " + swap(verdict, style)


def _parts(regions: Sequence[str], style: Style) -> str:
    return style.listed([part(region, None, style) for region in dict.fromkeys(regions)])


def _overview(facts: Facts, style: Style) -> str:
    regions = [facts["region"]] if facts["region"] else [one["region"] for one in facts["open"]]
    if not regions:
        return style.phrase("injuries.nothing_open")
    if not facts["swaps"]:
        return style.phrase("injuries.overview_clear", parts=_parts(regions, style))
    return "\n".join(
        [style.phrase("injuries.overview", parts=_parts(regions, style)), *(f"- {swap(one, style)}" for one in facts["swaps"])]
    )


def injury(facts: Facts, style: Style) -> str:
    """left knee 4/10, since Mon 2 Mar."""
    rate = f" {rating(facts['severity'])}" if facts["severity"] is not None else ""
    return style.phrase("injuries.open_one", part=part(facts["region"], facts["side"], style), rate=rate, day=style.day(facts["since"]))


def show_injuries(facts: Facts, style: Style) -> str:
    """What hurts now and what healed."""
    said = [style.phrase("injuries.nothing_open")]
    if facts["open"]:
        listed = "; ".join(injury(one, style) for one in facts["open"])
        said = [style.phrase("injuries.open_list", list=listed), style.phrase("injuries.say_when_gone")]
    if facts["healed"]:
        healed = [
            style.phrase("injuries.healed_one", part=part(one["region"], one["side"], style), day=style.day(one["until"]))
            for one in facts["healed"]
        ]
        said.insert(1, style.phrase("injuries.healed_list", list=style.listed(healed)))
    return "\n".join([" ".join(said), *ramps(facts["ramps"], style), *rehab_lines(facts["rehab"], style)])


def resolve_pain(facts: Facts, style: Style) -> str:
    """Great, I closed it: knee, after 12 days."""
    side = facts["sides"][0] if len(facts["sides"]) == 1 else None
    name = part(facts["region"], side, style)
    key = "resolved_on_hold" if facts["on_hold"] else "resolved" if facts["days"] else "resolved_today"
    said = style.phrase(f"injuries.{key}", part=name, days=facts["days"])
    if (ramp := facts["ramp"]) and ramp["next_on"]:
        told = {"percent": ramp["percent"], "next": ramp["next_percent"], "day": style.day(max(ramp["next_on"], style.today))}
        key = "resolved_ramp" if facts["days"] else "resolved_ramp_today"
        said = style.phrase(f"injuries.{key}", part=name, days=facts["days"], **told)
    return said + (" " + style.phrase("injuries.still_open", n=facts["still_open"]) if facts["still_open"] else "")


SAY = {
    "report_pain": report_pain,
    "show_injuries": show_injuries,
    "check_exercise": check_exercise,
    "resolve_pain": resolve_pain,
}
