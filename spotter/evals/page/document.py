"""The whole page: overview, trend, filters, and every conversation and sentence that they choose from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spotter.evals.comparing import Comparison, Pair
from spotter.evals.page.conversation import WORDS, anchor, badge, conversation
from spotter.evals.page.figures import KINDS, Trial, kind_of, suite_of
from spotter.evals.page.markup import Html, raw, tag
from spotter.evals.page.overview import overview, trend, verdict_line

HERE = Path(__file__).parent
CHANGES = ("broken", "fixed", "changed")


def page_of(run: Mapping[str, Any], found: Comparison | None = None) -> str:
    """A run as JSON (`eval run --json`), and how it compares with the baseline, as one HTML document."""
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"Spotter evals: {verdict_line(run)}"),
        tag("style", raw(style)),
    )
    body = tag("body", *_body(run, found), tag("script", raw(script)))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _body(run: Mapping[str, Any], found: Comparison | None) -> Iterator[Html]:
    trials: list[Trial] = run["cases"]
    pairs = {pair.now.key: pair for pair in found.pairs} if found else {}
    links: dict[tuple[str, str], str] = {}
    for trial in trials:
        links.setdefault((trial["name"], trial["layer"]), anchor(trial))
    yield tag("a", "To the conversations", href="#conversations", class_="skip")
    yield tag(
        "header",
        tag("h1", "Spotter evals ", tag("span", verdict_line(run), class_="badge " + ("pass" if run["passed"] else "fail"))),
        tag("p", " · ".join(_about(run)), class_="quiet"),
    )
    sections = [overview(run), trend(found, links), _conversations(run, pairs)]
    yield tag("main", *sections)


def _about(run: Mapping[str, Any]) -> Iterator[str]:
    if run.get("at"):
        yield str(run["at"]).replace("T", " ")[:16] + " UTC"
    yield f"trials: {len(run['cases'])}, sentences: {len(run['sentences'])}, in {run['seconds']:.1f} s"
    yield f"{len(run['state']['prompts'])} prompts, {len(run['state']['tools'])} tools"


def _conversations(run: Mapping[str, Any], pairs: Mapping[tuple[str, str], Pair]) -> Html:
    broken = {key for key, pair in pairs.items() if pair.is_broken}
    trials = sorted(run["cases"], key=lambda trial: ((trial["name"], trial["layer"]) not in broken, _rank(trial)))
    articles = [conversation(trial, pairs.get((trial["name"], trial["layer"]))) for trial in trials]
    sentences = [_sentence(one) for one in sorted(run["sentences"], key=_rank) if kind_of(one) != "pass"]
    is_calm = not any(kind_of(one) != "pass" for one in (*run["cases"], *run["sentences"]))
    calm = tag("p", "Nothing failed: every case and every sentence came out as wanted.", class_="empty") if is_calm else None
    title = tag("h2", "Conversations and sentences", id="conversations", tabindex=-1)
    none = tag("p", "Nothing here fits these filters.", class_="empty", id="none", hidden=True)
    items = tag("div", *articles, *sentences, id="items")
    return tag("section", title, calm, _filters(run, pairs), none, items, aria_labelledby="conversations")


def _rank(one: Mapping[str, Any]) -> int:
    """What must be looked at first comes first; within a kind the order of the run stays."""
    order = ("fail", "error", "stale", "known", "skipped", "pass")
    return order.index(kind_of(one))


def _filters(run: Mapping[str, Any], pairs: Mapping[tuple[str, str], Pair]) -> Html:
    """Hidden until the script is there, because nothing else makes them work."""
    suites = dict.fromkeys(suite_of(trial) for trial in run["cases"])
    suites |= dict.fromkeys("safety" if one["kind"] == "safety" else "sentences" for one in run["sentences"])
    layers = dict.fromkeys(str(trial["layer"]) for trial in run["cases"])
    kinds = [(kind, WORDS[kind]) for kind in KINDS]
    chosen = [
        _select("kind", "How it ended", [("", "all"), ("notable", "not passed, or changed"), *kinds]),
        _select("suite", "Suite", [("", "all"), *((one, one) for one in sorted(suites))]),
        _select("layer", "Layer", [("", "all"), *((one, one) for one in sorted(layers))]),
    ]
    if pairs:
        chosen.append(_select("change", "Since the baseline", [("", "all"), *((one, one) for one in CHANGES)]))
    search = tag(
        "label", tag("span", "Search"), tag("input", type="search", name="q", autocomplete="off", placeholder="words, tools, rows ...")
    )
    count = tag("p", id="count", role="status", class_="quiet")
    toggle = tag("button", "Open all", type="button", id="toggle")
    return tag("form", search, *chosen, tag("div", count, toggle, class_="bar"), id="filters", hidden=True, role="search")


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    told = [tag("option", words, value=value) for value, words in options]
    return tag("label", tag("span", label), tag("select", *told, name=name))


def _sentence(one: Mapping[str, Any]) -> Html:
    """A sentence that did not come out as wanted."""
    score, kind = one["score"], kind_of(one)
    suite = "safety" if one["kind"] == "safety" else "sentences"
    alarm = "a false alarm" if one["hard_negative"] else "an alarm missed or of another level"
    told = alarm if suite == "safety" else one["kind"]
    head = tag("p", badge(kind), tag("q", one["say"]), tag("span", told, class_="quiet"), class_="said")
    sides = [
        tag("div", tag("b", name), tag("p", text or "nothing"), class_="side")
        for name, text in (("wanted", score["wanted"]), ("got", score["got"]))
    ]
    pair = tag("div", *sides, class_="pair missed")
    source = tag("p", one["source"], class_="quiet facts")
    marks = {"data_kind": kind, "data_suite": suite, "data_layer": "code", "data_change": ""}
    return tag("article", head, pair, source, class_="item sentence", **marks)
