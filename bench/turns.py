"""A local turn over HTTP, all its commits included, beside the supervisor baseline, in one run on one machine."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import httpx

from bench.faulty_server import Engine, FaultyServer, new_engine
from bench.load import Load, run_load
from bench.processes import process

TURNS = 20
CLIENTS = 8
ROUNDS_ALONE = 8  # as many turns with one client as with eight
MESSAGE = "bench 3x5 80kg"


async def _spotter_load(server: FaultyServer, clients: int) -> Load:
    await server.until_ready()
    rounds = [await _spotter_round(server, clients) for _round in range(1 if clients > 1 else ROUNDS_ALONE)]
    return Load(sorted(seconds for one in rounds for seconds in one.seconds), sum(one.elapsed for one in rounds))


async def _spotter_round(server: FaultyServer, clients: int) -> Load:
    headers = []
    async with httpx.AsyncClient(base_url=server.url) as http:
        for _person in range(clients):
            token = (await http.post("/api/v1/users", json={})).json()["access_token"]
            headers.append({"Authorization": f"Bearer {token}"})

    async def send(http: httpx.AsyncClient, _place: int, _number: int) -> None:
        answer = await http.post("/api/v1/ai/chat", json={"message": MESSAGE})
        answer.raise_for_status()
        if not answer.json()["actions"]:
            raise RuntimeError(answer.text)

    await run_load(server.url, send, clients=1, turns=5, headers=headers)
    return await run_load(server.url, send, clients=clients, turns=TURNS, headers=headers)


async def _baseline_load(url: str, clients: int) -> Load:
    async def send(http: httpx.AsyncClient, place: int, _number: int) -> None:
        answer = await http.post("/chat", json={"person": f"{url}-{clients}-{place}", "message": MESSAGE})
        answer.raise_for_status()

    deadline = time.monotonic() + 60
    async with httpx.AsyncClient(base_url=url, timeout=30) as http:
        while True:
            try:
                await send(http, 99, 0)
                break
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.2)
    return await run_load(url, send, clients=clients, turns=TURNS)


def resident_mb(pid: int) -> float:
    """Resident memory of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


async def measure_engine(name: str) -> list[str]:
    """Start, memory and latency of Spotter on one engine."""
    async with new_engine(name) as engine:
        server = FaultyServer(engine)
        server.start()
        try:
            await server.until_ready()
            server.kill()
            server.start()
            ready_s = await server.until_ready()
            one = await _spotter_load(server, 1)
            many = await _spotter_load(server, CLIENTS)
            memory = resident_mb(server.pid)
        finally:
            server.kill()
    return [
        f"{name}: ready to serve, warm: {ready_s:.1f} s; {memory:.0f} MB",
        f"{name}: 1 client: {one}",
        f"{name}: {CLIENTS} clients: {many}",
    ]


async def compare() -> list[str]:
    """Spotter and the baseline on PostgreSQL, one after the other, twice, best run of each."""
    async with new_engine("postgres") as engine:
        server = FaultyServer(engine)
        server.start()
        try:
            ours = await _spotter_load(server, CLIENTS)
        finally:
            server.kill()
        over_http, in_process = await _baselines(engine)
    rows = [f"spotter: {ours}"]
    for name, theirs in (("supervisor, model double over HTTP", over_http), ("supervisor, model double in process", in_process)):
        rows.append(f"{name}: {theirs}")
        rows.append(
            f"  spotter does {ours.per_second / theirs.per_second:.1f} times the turns per second "
            f"at {ours.percentile_ms(0.5) / theirs.percentile_ms(0.5):.2f} of the p50"
        )
    return rows


async def _baselines(engine: Engine) -> tuple[Load, Load]:
    env = {"BASELINE_DATABASE_URL": engine.url}
    with process("bench.model_double") as model, process("bench.baseline", "--model-url", f"{model}/v1", **env) as url:
        over_http = await _baseline_load(url, CLIENTS)
    with process("bench.baseline", **env) as url:
        in_process = await _baseline_load(url, CLIENTS)
    return over_http, in_process
