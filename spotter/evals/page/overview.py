"""The top of the page: how the run ended, the figures, a table of suites and layers, and the state against the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spotter.evals.comparing import Comparison, Pair
from spotter.evals.page.conversation import WORDS
from spotter.evals.page.figures import KINDS, KNOWN, Figures, by_suite, figures_of, kind_of
from spotter.evals.page.markup import Html, html, tag

LISTED = 40  # cases of a kind that the trend links to


def verdict_line(run: Mapping[str, Any]) -> str:
    """How the run ended, in a few words."""
    blocking = sum(one["must_pass"] and kind_of(one) not in ("pass", "skipped") for one in (*run["cases"], *run["sentences"]))
    if run["passed"]:
        return "everything that must pass passes"
    return f"{blocking} that must pass did not" if blocking else "nothing could be judged"


def overview(run: Mapping[str, Any]) -> Html:
    """The figures of the whole run, and suite by suite."""
    whole = figures_of(run["cases"])
    tiles = [
        tag("div", tag("dt", name), tag("dd", value), tag("dd", note, class_="quiet") if note else None)
        for name, value, note in _tiles(run, whole)
    ]
    return tag("section", tag("h2", "Overview", id="overview"), tag("dl", *tiles, class_="tiles"), _table(run), aria_labelledby="overview")


def _tiles(run: Mapping[str, Any], whole: Figures) -> Iterator[tuple[str, str, str]]:
    kinds = whole.kinds
    told = ", ".join(f"{kinds[kind]} {_many(kind, kinds[kind])}" for kind in KINDS[1:] if kinds[kind])
    yield "cases passed", f"{kinds['pass']} of {whole.judged}", told or "nothing failed"
    sentences = run["sentences"]
    if sentences:
        right = sum(one["score"]["passed"] for one in sentences)
        yield "sentences right", f"{right} of {len(sentences)}", "grammar and screening for red flags"
    routing, safety = run["routing"], run["safety"]
    yield "routing, exact set", _share(routing["exact"], routing["of"]), f"{routing['exact']} of {routing['of']} routes"
    if safety["alarms"]:
        yield "safety recall", _share(safety["recalled"], safety["alarms"]), f"{safety['recalled']} of {safety['alarms']} alarms"
        alarms = (safety["false_alarms"], safety["hard_negatives"])
        yield "false alarms", _share(*alarms), f"{alarms[0]} of {alarms[1]} hard negatives"
    yield "model calls", f"{whole.model_calls}", f"{whole.input_tokens:,} tokens in, {whole.output_tokens:,} out"
    yield "cost", f"${whole.cost_usd:.4f}", "by the table of prices"
    if whole.ms is not None and whole.slow_ms is not None:
        yield "a turn takes", f"{whole.ms:.0f} ms", f"one in twenty more than {whole.slow_ms:.0f} ms"
    for rubric, marks in run["judge"].items():
        unmarked = f", {marks['undecided']} without a verdict, {marks['skipped']} not judged"
        told = f"{marks['talks']} talks, spread {marks['spread'] or 0:g}" + (unmarked if marks["undecided"] or marks["skipped"] else "")
        yield f"judge: {rubric}", f"{marks['mark']:g} of 5" if marks["mark"] else "-", told
    for k, share in run["pass_k"].items() if len(run["pass_k"]) > 1 else ():
        yield f"pass^{k}", f"{share:.3f}", "of the cases with as many trials"


def _many(kind: str, number: int) -> str:
    return {KNOWN: "known weaknesses", "error": "errors"}.get(kind, WORDS[kind]) if number > 1 else WORDS[kind]


def _share(part: int, of: int) -> str:
    return f"{part / of:.1%}" if of else "-"


def _table(run: Mapping[str, Any]) -> Html:
    if not run["cases"] and not run["sentences"]:
        return tag("p", "No case was run.", class_="empty")
    headings = ("suite", "layer", *(WORDS[kind] for kind in KINDS), "tokens", "cost", "ms a turn", "slow (p95)")
    rows = [_row(suite, layer, figures_of(trials)) for (suite, layer), trials in by_suite(run["cases"]).items()]
    for name, is_safety in (("sentences", False), ("safety", True)):
        sentences = [one for one in run["sentences"] if (one["kind"] == "safety") is is_safety]
        rows += [_sentence_row(name, sentences)] if sentences else []
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in headings)))
    table = tag("table", tag("caption", "By suite and layer", class_="unseen"), head, tag("tbody", *rows))
    hint = tag("p", "The table goes on to the right: scroll it sideways.", class_="hint")
    return html([hint, tag("div", table, class_="scroll", tabindex=0, role="region", aria_label="Table by suite and layer")])


def _row(suite: str, layer: str, of: Figures) -> Html:
    tokens = f"{of.input_tokens + of.output_tokens:,}" if of.model_calls else "-"
    cost = f"${of.cost_usd:.4f}" if of.model_calls else "-"
    times = [f"{one:.0f}" if one is not None else "-" for one in (of.ms, of.slow_ms)]
    cells = [tag("td", one) for one in (tokens, cost, *times)]
    return tag("tr", tag("th", tag("a", suite, href=f"#suite={suite}"), scope="row"), tag("td", layer), *_counts(of.kinds), *cells)


def _sentence_row(name: str, sentences: Sequence[Mapping[str, Any]]) -> Html:
    kinds = {kind: sum(kind_of(one) == kind for one in sentences) for kind in KINDS}
    return tag(
        "tr", tag("th", tag("a", name, href=f"#suite={name}"), scope="row"), tag("td", "code"), *_counts(kinds), *[tag("td", "-")] * 4
    )


def _counts(kinds: Mapping[str, int]) -> Iterator[Html]:
    for kind in KINDS:
        yield tag("td", str(kinds[kind]), class_=kind) if kinds[kind] else tag("td", "-", class_="quiet")


def trend(found: Comparison | None, links: Mapping[tuple[str, str], str]) -> Html:
    """What is otherwise than in the baseline; `links` are the articles of the cases by name and layer."""
    inside = _no_baseline() if found is None else html(_trend(found, links))
    return tag("section", tag("h2", "Against the baseline", id="trend"), inside, aria_labelledby="trend")


def _no_baseline() -> Html:
    told = ["There is no baseline to compare with. ", tag("code", "spotter eval baseline"), " makes one of a run that passes."]
    return tag("p", *told, class_="empty")


def _trend(found: Comparison, links: Mapping[tuple[str, str], str]) -> Iterator[Html]:
    changes = [str(one) for one in found.base.state.told_models(found.run.state)]
    yield tag("ul", *(tag("li", one) for one in changes)) if changes else tag("p", "Prompts and tools are the same.", class_="quiet")
    counted = (
        ("broken", len(found.broken)),
        ("fixed", len(found.fixed)),
        ("changed", len(found.changed)),
        ("the same", len(found.same)),
        ("not judged", len(found.unjudged)),
        ("new", len(found.new)),
        ("not run now", len(found.gone)),
    )
    yield tag("dl", *(tag("div", tag("dt", name), tag("dd", str(number))) for name, number in counted), class_="tiles small")
    if found.broken or found.fixed:
        yield tag("p", f"Fixed against broken: p = {found.chance:.3f} (exact sign test).", class_="quiet")
    for name, pairs in (("Broken", found.broken), ("Fixed", found.fixed), ("Changed, and judged as before", found.changed)):
        if pairs:
            yield _listed(name, pairs, links)
    if not (found.broken or found.fixed or found.changed or found.unjudged):
        yield tag("p", "The coach does in every case what it did in the baseline.", class_="empty")
    for one in found.unlike():
        yield tag("p", one, class_="why")
    for said in found.newly_missed:
        yield tag("p", f"Raised its alarm and does not any more: {said}", class_="why")
    yield _intervals(found)


def _listed(name: str, pairs: Sequence[Pair], links: Mapping[tuple[str, str], str]) -> Html:
    items = [
        tag("li", tag("a", pair.name, href=f"#{links[pair.now.key]}") if pair.now.key in links else pair.name, " ", _why(pair))
        for pair in pairs[:LISTED]
    ]
    more = tag("li", f"and {len(pairs) - LISTED} more: choose them in the filter below") if len(pairs) > LISTED else None
    return tag("details", tag("summary", f"{name}: {len(pairs)}"), tag("ul", *items, more), class_="fold", open=name == "Broken")


def _why(pair: Pair) -> Html:
    told = pair.now.missed or [one.part for one in pair.differences]
    return tag("span", ", ".join(told), class_="quiet")


def _intervals(found: Comparison) -> Html:
    facts = [(name, f"{was[0]} of {was[1]}", f"{now[0]} of {now[1]}") for name, was, now in found.figures()]
    rows = [tag("tr", tag("th", name, scope="row"), tag("td", before), tag("td", after)) for name, before, after in facts]
    means = [
        tag(
            "tr", tag("th", f"{name} per case", scope="row"), tag("td", f"{one.mean:+.4g}"), tag("td", f"{one.low:+.4g} to {one.high:+.4g}")
        )
        for name, one in found.intervals()
        if one.mean
    ]
    tables = [_small_table(("", "baseline", "now"), rows, "Figures before and now")] if rows else []
    if means:
        tables.append(_small_table(("mean difference", "", "95 % interval (bootstrap)"), means, "Mean differences per case"))
    return html(tables)


def _small_table(headings: Sequence[str], rows: Sequence[Html], label: str) -> Html:
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in headings)))
    return tag("div", tag("table", tag("caption", label, class_="unseen"), head, tag("tbody", *rows)), class_="scroll small")
