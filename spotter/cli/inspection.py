"""`spotter understand`, `exercises` and `foods`: look at what the language and the catalogue make of a text."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

import typer

from spotter.language.understanding import Locale, Reading, Understanding, Units


def show_understanding(text: str | None, *, as_json: bool, locale: str, units: str, now: str | None) -> None:
    """Print how `text`, or each line of standard input, is understood."""
    from spotter.language.understand import understand

    def one(line: str) -> Understanding:
        request: dict[str, Any] = {"text": line, "locale": locale, "units": units, "now": now}
        if line.lstrip().startswith("{"):
            request |= {key: value for key, value in json.loads(line).items() if value is not None}
        return understand(request["text"], _reading(request))

    for line in _lines(text):
        meaning = one(line)
        typer.echo(json.dumps(as_contract(meaning), ensure_ascii=False) if as_json else _readable(meaning))


def as_contract(meaning: Understanding) -> dict[str, Any]:
    """The understanding as the JSON object that clients and measurements rely on."""
    answer = asdict(meaning)
    answer["question"] = meaning.question.text if meaning.question else None
    return answer


def _reading(request: dict[str, Any]) -> Reading:
    if request["locale"] not in ("en", "fr"):
        raise typer.BadParameter("--locale is en or fr")
    if request["units"] not in ("metric", "imperial"):
        raise typer.BadParameter("--units is metric or imperial")
    at = datetime.fromisoformat(request["now"]) if request["now"] else datetime.now().astimezone()
    if at.tzinfo is None:
        raise typer.BadParameter("--now needs an offset, for example 2026-03-02T18:30:00+01:00")
    return Reading(locale=cast(Locale, request["locale"]), units=cast(Units, request["units"]), now=at)


def _readable(meaning: Understanding) -> str:
    rows = [f"safety    {meaning.safety.level} {' '.join(meaning.safety.signals)}".rstrip()]
    rows += [
        f"call      {c.tool} ({c.agent or 'house'}, {c.confidence:.2f}) {json.dumps(c.args, ensure_ascii=False)}" for c in meaning.calls
    ]
    rows += [f"residue   {r.clause!r} -> {r.agent} ({r.confidence:.2f})" for r in meaning.residue]
    if meaning.question:
        rows.append(f"question  {meaning.question.text}")
    if meaning.chat:
        rows.append(f"chat      {meaning.chat}")
    return "\n".join(rows)


def show_exercises(query: str | None, *, as_json: bool, locale: str, limit: int) -> None:
    """Print the exercises that fit `query`, or each line of standard input."""
    from spotter.catalogue.exercise_search import search_exercises

    def results(line: str) -> list[dict[str, Any]]:
        return [
            {
                "key": match.exercise.key,
                "name": match.exercise.name[locale],
                "aliases": [alias for aliases in match.exercise.aliases.values() for alias in aliases],
                "score": round(match.score, 3),
            }
            for match in search_exercises(line, limit=limit)
        ]

    _show(query, results, as_json=as_json, row=lambda r: f"{r['name']}  [{r['key']}]")


def show_foods(query: str | None, *, as_json: bool, locale: str, limit: int) -> None:
    """Print the foods that fit `query`, or each line of standard input."""
    from spotter.catalogue.food_search import search_foods

    def results(line: str) -> list[dict[str, Any]]:
        return [
            {
                "key": match.food.key,
                "name": match.food.name[locale],
                "per_100g": {
                    "kcal": match.food.kcal,
                    "protein_g": match.food.protein_g,
                    "carbs_g": match.food.carbs_g,
                    "fat_g": match.food.fat_g,
                    "fiber_g": match.food.fiber_g,
                },
                "portions": match.food.portions,
                "score": round(match.score, 3),
            }
            for match in search_foods(line, limit=limit, locale=locale)
        ]

    _show(query, results, as_json=as_json, row=lambda r: f"{r['name']}  [{r['key']}]  {r['per_100g']['kcal']:g} kcal per 100 g")


def _show(
    query: str | None, results: Callable[[str], list[dict[str, Any]]], *, as_json: bool, row: Callable[[dict[str, Any]], str]
) -> None:
    for line in _lines(query):
        found = results(line)
        if as_json:
            typer.echo(json.dumps({"query": line, "results": found}, ensure_ascii=False))
        else:
            typer.echo("\n".join(row(r) for r in found) or f"Nothing found for {line!r}.")


def _lines(text: str | None) -> Iterable[str]:
    if text is None and sys.stdin.isatty():
        raise typer.BadParameter("give a text, or lines on standard input")
    return [text] if text is not None else (line.rstrip("\n") for line in sys.stdin)
