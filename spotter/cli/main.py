"""The `spotter` command. Only typer is imported here; every command imports what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    name="spotter",
    help="Spotter, the personal-training coach that people text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="One JSON object per input line.")]
LocaleOption = Annotated[str, typer.Option("--locale", help="en or fr.")]
UnitsOption = Annotated[str, typer.Option("--units", help="metric or imperial.")]


@app.command()
def understand(
    text: Annotated[str | None, typer.Argument(help="The sentence; read line by line from standard input when left out.")] = None,
    json: Json = False,
    locale: LocaleOption = "en",
    units: UnitsOption = "metric",
    now: Annotated[str | None, typer.Option(help="The moment to read it at, ISO 8601 with offset.")] = None,
) -> None:
    """Show how a sentence is understood. Writes nothing and needs no server."""
    from spotter.cli.inspection import show_understanding

    show_understanding(text, as_json=json, locale=locale, units=units, now=now)


@app.command()
def exercises(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    json: Json = False,
    locale: LocaleOption = "en",
    limit: Annotated[int, typer.Option(help="How many to show.")] = 10,
) -> None:
    """Search the exercise catalogue."""
    from spotter.cli.inspection import show_exercises

    show_exercises(query, as_json=json, locale=locale, limit=limit)


@app.command()
def foods(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    json: Json = False,
    locale: LocaleOption = "en",
    limit: Annotated[int, typer.Option(help="How many to show.")] = 10,
) -> None:
    """Search the food catalogue."""
    from spotter.cli.inspection import show_foods

    show_foods(query, as_json=json, locale=locale, limit=limit)


if __name__ == "__main__":
    app()
