"""Work that any worker may take up, handed out by procrastinate from the same PostgreSQL. Rows stay the judges: a job only says "look"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from spotter.errors import Unavailable
from spotter.log import get_logger
from spotter.store.queries.jobs import QUEUE_SCHEMA, defer

if TYPE_CHECKING:
    from procrastinate import App
    from sqlalchemy.ext.asyncio import AsyncSession

    from spotter.api.deps import House

log = get_logger("jobs")
AT_ONCE = 16  # turns of one worker; with more of them, each waits longer for its share of one core, and a kill finds more half done
STALLED_AFTER_S = 30.0
STARTS_AGAIN_AFTER_S = 0.5


def queue_of(house: House) -> App:
    """The tasks of this house. Connections are made when it is opened."""
    import psycopg_pool
    from procrastinate import App, PsycopgConnector
    from procrastinate.jobs import Status

    url = house.settings.resolved_database_url.replace("postgresql+asyncpg://", "postgresql://")
    connector = PsycopgConnector(
        conninfo=url,
        kwargs={"options": f"-c search_path={QUEUE_SCHEMA}"},
        pool_factory=psycopg_pool.AsyncConnectionPool,
        min_size=2,
        max_size=6,
    )
    app = App(connector=connector)

    @app.task(name="run_turns", queue="spotter")
    async def run_turns(user_id: str) -> None:
        try:
            await house.runner.run_person(user_id)
        except Unavailable:  # the rows wait, and whoever looks at them next takes the turn up
            log.warning("turns.postponed")

    @app.periodic(cron="* * * * *")
    @app.task(name="rescue", queue="spotter", queueing_lock="rescue")
    async def rescue(timestamp: int) -> None:  # noqa: ARG001  the library passes it
        """Jobs of workers that died are over: the turns behind them are picked up by their rows."""
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_S):
            if job.id is not None:
                await app.job_manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)

    return app


async def hand_out(session: AsyncSession, user_id: str) -> None:
    """Tell the workers of somebody who waits, in the transaction that stored what they said."""
    await defer(session, "run_turns", user_id=user_id)


async def install(url: str) -> None:
    """Make the queue's own tables, in a schema of their own, unless they are there. One process at a time does."""
    import psycopg
    from procrastinate.schema import SchemaManager

    place = url.replace("postgresql+asyncpg://", "postgresql://")
    async with await psycopg.AsyncConnection.connect(place, autocommit=True) as connection:
        await connection.execute("SELECT pg_advisory_lock(hashtext('spotter queue'))")
        await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {QUEUE_SCHEMA}")
        found = await connection.execute("SELECT to_regclass(%s)", (f"{QUEUE_SCHEMA}.procrastinate_jobs",))
        if (await found.fetchone()) == (None,):
            await connection.execute(f"SET search_path = {QUEUE_SCHEMA}")
            await connection.execute(SchemaManager.get_schema().encode())


async def work_forever(house: House) -> None:
    """Take jobs until cancelled. A queue that is lost is opened anew: what was missed, the rows still tell."""
    import psycopg
    from procrastinate.exceptions import ConnectorException

    while True:
        try:
            app = queue_of(house)
            async with app.open_async():
                await app.run_worker_async(
                    queues=["spotter"],
                    concurrency=AT_ONCE,
                    install_signal_handlers=False,
                    listen_notify=True,
                    delete_jobs="always",  # rows tell what became of a turn
                    shutdown_graceful_timeout=0,  # a job only waits for its turns, and they are drained by their runner
                    stalled_worker_timeout=STALLED_AFTER_S,
                )
        except (ConnectorException, psycopg.Error, OSError) as error:
            log.warning("queue.lost", error=type(error).__name__)
        await asyncio.sleep(STARTS_AGAIN_AFTER_S)
