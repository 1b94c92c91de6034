"""The `spotter` command. Only typer is imported here; every command imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spotter.cli.evals import evals

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


Host = Annotated[str | None, typer.Option(help="The address to serve on.")]
Port = Annotated[int | None, typer.Option(help="The port to serve on.")]

database = typer.Typer(help="The database: migrate, check, revision.", no_args_is_help=True)
app.add_typer(database, name="db")


@app.command()
def serve(host: Host = None, port: Port = None) -> None:
    """Serve the API and the chat page."""
    from spotter.cli.serving import serve as start

    start(host, port)


@app.command()
def worker(
    metrics_port: Annotated[int | None, typer.Option(help="Serve this process's Prometheus metrics on a port of its own.")] = None,
) -> None:
    """Run turns, deliveries and nudges beside `spotter serve` (PostgreSQL, SPOTTER_WORKERS=true)."""
    from spotter.cli.working import work

    work(metrics_port)


@app.command()
def run(host: Host = None, port: Port = None) -> None:
    """Serve, and open the chat in this terminal."""
    from spotter.cli.serving import run as start

    start(host, port)


@app.command()
def chat(url: Annotated[str | None, typer.Option(help="A server that already runs.")] = None) -> None:
    """Talk to the coach in this terminal."""
    from spotter.cli.chatting import chat as talk

    talk(url)


@app.command()
def demo(
    again: Annotated[bool, typer.Option("--again", help="Even when there are workouts already.")] = False,
    locale: LocaleOption = "en",
) -> None:
    """Fill twelve weeks of an invented log, to have something to ask about. The server must not run."""
    from spotter.cli.demo import demo as fill

    fill(again=again, locale=locale)


@app.command()
def trace(turn: Annotated[str, typer.Argument(help="The turn_id of a reply, or `last`.")] = "last") -> None:
    """Tell a turn's steps with file names and milliseconds."""
    from spotter.cli.tracing import show_trace

    show_trace(turn)


@app.command()
def usage(days: Annotated[int, typer.Option(min=1, max=366, help="How many days back.")] = 7) -> None:
    """Tell what language models cost, by day, agent, role, model and person, and what is left today."""
    from spotter.cli.spending import show_usage

    show_usage(days)


@app.command()
def doctor() -> None:
    """Look at settings, database, Redis, models, channels, clock and disk, and say what to do about what is not well."""
    from spotter.cli.doctor import examine

    examine()


post = typer.Typer(help="Messages that leave the house: list them, send dead ones once more.", no_args_is_help=True)
app.add_typer(post, name="outbox")


@post.command("list")
def list_outbox(
    status: Annotated[str, typer.Option(help="pending, sending, sent, dead or cancelled.")] = "dead",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
) -> None:
    """List the newest messages of a status, without their words."""
    from spotter.cli.posting import show_outbox

    show_outbox(status, limit)


@post.command("retry")
def retry_outbox(
    message: Annotated[str | None, typer.Argument(help="The id of a dead message; all that nobody got yet when left out.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only of this kind: reply, code, reminder, notice, check_in, nudge, service.")] = None,
    hours: Annotated[float, typer.Option(min=0.1, help="Only what was written in the last hours: older words fit nothing any more.")] = 24,
) -> None:
    """Put dead messages back in line."""
    from spotter.cli.posting import send_again

    send_again(message, kind, hours)


nudging = typer.Typer(help="What the coach writes of its own: whether it helped, and why it wrote.", no_args_is_help=True)
app.add_typer(nudging, name="nudges")
DaysBack = Annotated[int, typer.Option(min=1, max=366, help="How many days back.")]


@nudging.command("report")
def nudges_report(days: DaysBack = 90) -> None:
    """Tell what followed messages that were sent, against those held out, by kind and with intervals."""
    from spotter.cli.nudging import show_report

    show_report(days)


@nudging.command("why")
def nudges_why(user: Annotated[str, typer.Argument(help="The person's id.")], days: DaysBack = 30) -> None:
    """Tell what was planned for a person, why, and what became of it."""
    from spotter.cli.nudging import show_why

    show_why(user, days)


configuration = typer.Typer(help="The settings in force, secrets hidden; `check` asks every model one word.", invoke_without_command=True)
app.add_typer(configuration, name="config")


@configuration.callback()
def config(context: typer.Context) -> None:
    """Print the settings in force, secrets hidden."""
    if context.invoked_subcommand is None:
        from spotter.cli.keeping import show_config

        show_config()


@configuration.command("check")
def check_config() -> None:
    """Ask every model that is set for one word, and say what is wrong where something is."""
    from spotter.cli.model_check import check_models

    check_models()


@database.command("migrate")
def migrate_database() -> None:
    """Bring the database to this version's tables."""
    from spotter.cli.keeping import migrate

    migrate()


@database.command("reindex")
def reindex_memory() -> None:
    """Make the index of facts and summaries anew from rows."""
    from spotter.cli.keeping import reindex

    reindex()


@database.command("check")
def check_migrations() -> None:
    """Prove that the migrations make exactly the tables in code."""
    from spotter.cli.keeping import check

    check()


@database.command("revision")
def new_revision(message: Annotated[str, typer.Argument(help="Why the tables change.")]) -> None:
    """Write a migration from the tables in code."""
    from spotter.cli.keeping import revise

    revise(message)


app.add_typer(evals, name="eval")


doubles = typer.Typer(help="Local servers that stand in for a provider.", no_args_is_help=True)
app.add_typer(doubles, name="dev")


@doubles.command("model-server")
def model_server(
    port: Annotated[int, typer.Option(help="The port to serve on; the address is this machine's own.")] = 8100,
    behaviour: Annotated[str, typer.Option(help="sensible, literal, obedient or echo.")] = "sensible",
    rules: Annotated[Path | None, typer.Option(help="A JSON file of rules that answer first.")] = None,
    faults: Annotated[str, typer.Option(help="How calls fail: none, mixed, rate_limit, cut, drip ... (docs/model-server.md).")] = "none",
    rate: Annotated[float, typer.Option(help="The share of calls that fail, 0 to 1.")] = 1.0,
    seed: Annotated[int, typer.Option(help="Chooses which calls fail.")] = 0,
) -> None:
    """Serve a stand-in for a language model, to try the coach without a key."""
    from spotter.cli.doubles import serve_model

    serve_model(port, behaviour, rules, {"mode": faults, "rate": rate, "seed": seed})


@doubles.command("twilio-server")
def twilio_server(
    port: Annotated[int, typer.Option(help="The port to serve on; the address is this machine's own.")] = 8120,
    coach: Annotated[str, typer.Option(help="Where the coach is, which is told of messages that arrive.")] = "http://127.0.0.1:8000",
    faults: Annotated[str, typer.Option(help="How sending fails: none, rate_limit, forbidden ... (docs/channels.md).")] = "none",
) -> None:
    """Serve a stand-in for Twilio, to try text messages without an account."""
    from spotter.cli.doubles import serve_twilio

    serve_twilio(port, coach, faults)


@doubles.command("telegram-server")
def telegram_server(
    port: Annotated[int, typer.Option(help="The port to serve on; the address is this machine's own.")] = 8101,
    token: Annotated[str, typer.Option(help="The token of the bot; one of this machine where none is given.")] = "",
) -> None:
    """Serve a stand-in for Telegram, to text the coach without an account."""
    from spotter.cli.doubles import serve_telegram

    serve_telegram(port, token)


@doubles.command("smtp-server")
def smtp_server(
    port: Annotated[int, typer.Option(help="The port to serve on; the address is this machine's own.")] = 8125,
) -> None:
    """Serve a mail server that shows what it is given, to try e-mail without an account."""
    from spotter.cli.doubles import serve_mail

    serve_mail(port)


def main() -> None:
    """The command as a person calls it: an error of ours is one line that says what to do."""
    from spotter.errors import SpotterError

    try:
        app()
    except SpotterError as error:
        typer.echo(error.text, err=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
