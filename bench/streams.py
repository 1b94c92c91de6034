"""Ten thousand open streams on one process, and a thousand clients that are cut off in the middle of a turn.

python -m bench.streams                    10,000 streams of 100 people, 1,000 cut clients
python -m bench.streams --streams 1000 --cut 0        fewer, and nobody cut off

Memory is what the server's process holds more (VmRSS) while all streams are open on turns that wait for a model, for each stream;
buffers of the kernel are not in it. Each stream is asked for with a bearer token, which is checked against the database.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.cluster import START_S, Member
from bench.processes import ModelServer, model_server, wait_until_up

PEOPLE = 100
MOST_KB = 60.0
OPENED_PER_S = 60  # at least, on a machine with other work: the model says nothing until all are open
MOST_EVENTS = 4  # after which a client is cut off
SPARE_S = 20.0
FILES_BESIDE = 500
AT_ONCE = 200
QUESTION = "what do you think about training twice a day, all in all?"


@dataclass(frozen=True)
class Somebody:
    """A guest with a turn that a model thinks about."""

    token: str
    turn_id: str = ""


class Stream:
    """One open stream, read with nothing but a socket: ten thousand clients must not need more than the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.events: list[tuple[str, str, str]] = []

    async def open(self, method: str, path: str, token: str, body: str = "", last: str = "") -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {token}", "Accept: text/event-stream"]
        lines += [f"Last-Event-ID: {last}"] if last else []
        lines += ["Content-Type: application/json", f"Content-Length: {len(body.encode())}"] if body else []
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        await self._writer.drain()
        status = await self._reader.readline()
        if b" 200 " not in status:
            raise ConnectionError(status.decode().strip())

    async def next(self) -> tuple[str, str, str]:
        """Id, kind and data of the next event."""
        told: dict[str, str] = {}
        while True:
            line = (await self._reader.readline()).decode()
            if not line:
                raise ConnectionError("the stream ended")
            name, colon, value = line.strip().partition(": ")
            if colon and name in ("id", "event", "data"):
                told[name] = value
            elif not line.strip() and "event" in told:
                event = (told.get("id", ""), told["event"], told.get("data", ""))
                self.events.append(event)
                return event

    async def until_over(self) -> str:
        """The reply that the last event holds."""
        while True:
            _, kind, data = await self.next()
            if kind == "turn.finished":
                return str(json.loads(data)["reply"])
            if kind == "turn.failed":
                raise ConnectionError("the turn failed")

    def cut(self) -> None:
        self._writer.transport.abort()

    def close(self) -> None:
        self._writer.close()


def hold_s(streams: int) -> float:
    """How long the model waits before it answers."""
    return SPARE_S + streams / OPENED_PER_S


def memory_kb(pid: int) -> float:
    """What a process keeps in memory, in kB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


async def guests(http: httpx.AsyncClient, count: int) -> list[Somebody]:
    return [Somebody((await http.post("/api/v1/users", json={})).json()["access_token"]) for _ in range(count)]


async def ask(http: httpx.AsyncClient, one: Somebody, model_waits: asyncio.Semaphore) -> Somebody:
    """Ask something that a model thinks about; the answer of the door is the turn's id once it stops waiting."""
    async with model_waits:
        answer = await http.post("/api/v1/ai/chat", json={"message": QUESTION}, headers={"Authorization": f"Bearer {one.token}"})
    return Somebody(one.token, answer.json()["turn_id"])


async def many_streams(server: Member, model: ModelServer, streams: int) -> bool:
    """Open all of them on turns that wait for a model, let the model answer, and count who heard the end."""
    async with httpx.AsyncClient(base_url=server.url, timeout=60, limits=httpx.Limits(max_connections=PEOPLE)) as http:
        people = await guests(http, PEOPLE)
        model.fail(mode="slow_start", rate=1.0, delay_s=hold_s(streams))
        asked_at = time.perf_counter()
        people = await asyncio.gather(*(ask(http, one, asyncio.Semaphore(PEOPLE)) for one in people))
        before = memory_kb(server.pid)
        gate = asyncio.Semaphore(AT_ONCE)
        began = time.perf_counter()

        async def listen(place: int) -> Stream:
            one = people[place % PEOPLE]
            stream = Stream(server.port)
            async with gate:
                await stream.open("GET", f"/api/v1/ai/turns/{one.turn_id}/events", one.token)
                await stream.next()
            return stream

        opened = await asyncio.gather(*(listen(place) for place in range(streams)), return_exceptions=True)
        opened_at = time.perf_counter()
        alive = [one for one in opened if isinstance(one, Stream)]
        each = (memory_kb(server.pid) - before) / max(1, len(alive))
        replies = await asyncio.gather(*(one.until_over() for one in alive), return_exceptions=True)
        failed = streams - sum(isinstance(reply, str) for reply in replies)
        for one in alive:
            one.close()
    model.fail(mode="none")
    if opened_at - asked_at >= hold_s(streams):
        print("FAIL the first turns were over before the last stream was open: a machine with less to do is needed, or fewer streams")
        return False
    good = failed == 0 and each <= MOST_KB
    print(
        f"{'ok  ' if good else 'FAIL'} {len(alive)} open streams in {opened_at - began:.1f} s, {each:.1f} kB each, {failed} failed",
        flush=True,
    )
    return good


async def cut_clients(server: Member, model: ModelServer, count: int) -> bool:
    """Everybody is cut off after one to four events, comes back with the last one's id, and must hear the reply that is stored."""
    model.fail(mode="slow_start", rate=1.0, delay_s=1.0)
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        people = await guests(http, count)
        gate = asyncio.Semaphore(50)

        async def one_of(place: int) -> bool:
            token = people[place].token
            async with gate:
                first = Stream(server.port)
                await first.open("POST", "/api/v1/ai/chat", token, json.dumps({"message": QUESTION}))
                last, _, data = await first.next()
                turn_id = json.loads(data)["turn_id"]
                for _ in range(place % MOST_EVENTS):
                    last, _, _ = await first.next()
                first.cut()
                again = Stream(server.port)
                await again.open("GET", f"/api/v1/ai/turns/{turn_id}/events", token, last=last)
                reply = await again.until_over()
                again.close()
                stored = await http.get(f"/api/v1/ai/turns/{turn_id}", headers={"Authorization": f"Bearer {token}"})
            return bool(reply == stored.json()["reply"])

        same = await asyncio.gather(*(one_of(place) for place in range(count)), return_exceptions=True)
    model.fail(mode="none")
    good = sum(answer is True for answer in same)
    print(f"{'ok  ' if good == count else 'FAIL'} {count} clients cut in mid-turn, {good} got the identical reply on reconnect", flush=True)
    return good == count


def allow_files(streams: int) -> None:
    """Let this process and the server, which inherits it, open a file for each stream."""
    needed = streams + FILES_BESIDE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        sys.exit(
            f"{streams} streams need {needed} open files, and {hard} are allowed: raise it (ulimit -n, as root) or take fewer (--streams)."
        )
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


async def measure(streams: int, cut: int) -> bool:
    """Both parts on one server; a part of nobody is left out."""
    allow_files(max(streams, cut))
    with tempfile.TemporaryDirectory() as folder, model_server() as model:
        settings = {
            "SPOTTER_DATA_DIR": folder,
            "SPOTTER_DATABASE_URL": "",
            "SPOTTER_RATE_LIMIT_PER_MINUTE": "10000000",
            "SPOTTER_HOST": "127.0.0.1",
            "SPOTTER_GUEST_HOURS": "2",
            "SPOTTER_TURN_WAIT_S": "0.3",
            "SPOTTER_BURST__APP_S": "0",
            "SPOTTER_LOG_LEVEL": "error",
            **model.coach_settings(int(hold_s(streams)) + 60),
            "SPOTTER_LLM__FIRST_TOKEN_S": str(hold_s(streams) + 30),
        }
        server = Member("serve", settings, Path(folder) / "serve.log")
        server.start()
        try:
            await asyncio.to_thread(wait_until_up, f"{server.url}/ready", START_S)
            good = not streams or await many_streams(server, model, streams)
            return (not cut or await cut_clients(server, model, cut)) and good
        finally:
            server.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--cut", type=int, default=1_000)
    asked = parser.parse_args()
    sys.exit(0 if asyncio.run(measure(asked.streams, asked.cut)) else 1)


if __name__ == "__main__":
    main()
