"""Words for a look at the plan that runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spotter.language.wording.style import Style
from spotter.language.wording.workouts import exercise_name
from spotter.messages import TableBlock

Facts = Mapping[str, Any]
MOST_NAMED = 4


def plan_reviewed(facts: Facts, style: Style) -> str:
    """What speaks against the plan, how often it was kept, and what another would do otherwise."""
    lines = [_verdict(facts, style)]
    if facts["due"] is not None:
        lines.append(style.phrase("plan_review.kept_days", done=facts["done"], due=facts["due"]))
    if facts["days_per_week"] < facts["days_per_week_now"]:
        lines.append(style.phrase("plan_review.fewer_days", days=facts["days_per_week"]))
    changed = [name for name in ("added", "removed") if facts[name]]
    lines += [style.phrase(f"plan_review.{name}", what=_named(facts[name], style)) for name in changed]
    more = [one for one in facts["muscles"] if one["sets_now"] < one["low"] and one["sets_then"] > one["sets_now"]]
    if more:
        muscles = style.listed([style.phrase(f"plans.muscle_{one['muscle']}") for one in more[:MOST_NAMED]])
        lines.append(style.phrase("plan_review.more_sets", muscles=muscles))
    lines.append(style.phrase("plan_review.offer" if facts["is_better"] else "plan_review.stay"))
    return "\n".join(lines)


def _verdict(facts: Facts, style: Style) -> str:
    title = facts["name"][style.locale]
    worst = [one for one in facts["findings"] if one["severity"] == "error"] or facts["findings"]
    if not worst:
        return style.phrase("plan_review.sound", title=title, week=facts["week"], weeks=facts["weeks"])
    what = style.listed([style.phrase(f"plans.finding_{code}") for code in list(dict.fromkeys(one["code"] for one in worst))[:MOST_NAMED]])
    key = "against" if worst[0]["severity"] == "error" else "worth_knowing"
    return style.phrase(f"plan_review.{key}", title=title, week=facts["week"], weeks=facts["weeks"], what=what)


def _named(refs: Sequence[Facts], style: Style) -> str:
    names = [exercise_name(one, style) for one in refs[:MOST_NAMED]]
    return style.listed([*names, style.phrase("plans.others", n=len(refs) - MOST_NAMED)] if len(refs) > MOST_NAMED else names)


def muscle_table(facts: Facts, style: Style) -> TableBlock:
    """Weekly sets by muscle, now and then, with the band."""
    rows = [
        [
            style.phrase(f"plans.muscle_{one['muscle']}"),
            style.number(one["sets_now"]),
            style.number(one["sets_then"]),
            f"{one['low']}-{one['high']}",
        ]
        for one in facts["muscles"]
    ]
    columns = [style.phrase(f"plan_review.column_{name}") for name in ("muscle", "now", "then", "band")]
    return TableBlock(title=style.phrase("plan_review.title"), columns=columns, rows=rows)


SAY = {"review_plan": plan_reviewed}
