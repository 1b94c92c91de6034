"""What a person said and is, for a turn: the talk before it, summaries, facts, and an index of them by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from spotter.errors import SpotterError
from spotter.language.understanding import Locale, Units
from spotter.language.wording import Style
from spotter.llm.asking import LanguageModels
from spotter.log import get_logger, person_hash
from spotter.memory.entries import Entry
from spotter.memory.recollection import FAR_SUMMARIES, FEW_FACTS, FEW_SUMMARIES, WINDOW, Recollection, chosen, joined, lines_of, shown
from spotter.memory.summaries import SPAN, plain_summary, summarise
from spotter.memory.vectors import Vectors, rank
from spotter.settings import Settings
from spotter.store.queries import summaries as rows
from spotter.store.queries.facts import facts_known
from spotter.store.queries.known import Known
from spotter.store.queries.people import user_of
from spotter.store.tables import Fact, Message, Summary, User
from spotter.store.uow import Store, UnitOfWork

log = get_logger("memory")
FACT, SUMMARY = "fact", "summary"
MOST_SPANS = 3  # that one turn catches up on
RANKED = 100  # summaries that are ranked without an index
SYNCED = 2000  # people whose indexed facts are kept in mind


class Past(NamedTuple):
    """What stands in rows before a turn. `near` are the newest summaries of the conversation, `rest` the lines that none covers yet."""

    lines: list[Message]
    rest: str | None
    near: list[Summary]
    summaries: list[Summary]
    facts: list[Fact]
    zone: ZoneInfo


class Memory:
    """Rows are the truth; the index of vectors is made from them and may be lost. One for a process: the embedded index opens once."""

    def __init__(self, store: Store, settings: Settings, models: LanguageModels | None = None) -> None:
        self._store = store
        self.models = models
        self._vectors = Vectors(settings)
        self._synced: dict[str, frozenset[Entry]] = {}

    async def past(self, uow: UnitOfWork, conversation_id: str, known: Known) -> Past:
        """The rows that a message may be answered with: the lines before it, summaries, and facts that hold."""
        style, zone = _style_of(known.user, uow.now)
        lines, summaries = known.lines, known.summaries
        gap = await _not_summarised(uow, conversation_id, lines)
        wrote = await rows.turns_that_wrote(uow, [line.turn_id for line in gap if line.turn_id]) if gap else frozenset()
        near = [one for one in summaries if one.conversation_id == conversation_id]
        return Past(
            lines=lines,
            rest=plain_summary(gap, wrote, style) if gap else None,
            near=list({(one.first_position, one.last_position): one for one in near}.values())[-FEW_SUMMARIES:],
            summaries=summaries,
            facts=known.facts,
            zone=zone,
        )

    async def recall(self, user_id: str, past: Past, text: str) -> Recollection:
        """What of the past a message is about. The index may be asked over a network: no connection to the database is held."""
        far = await self._far_summaries(user_id, text, past)
        nearest = await self._nearest_facts(user_id, text, past.facts)
        return Recollection(
            lines=lines_of(past.lines),
            summary=joined([*far, *past.near], past.rest),
            facts=tuple(shown(fact, past.zone) for fact in chosen(past.facts, nearest)),
        )

    async def after_turn(self, user_id: str, conversation_id: str) -> None:
        """Shorten lines that have left the window, once, and bring the index up to date. Whatever fails is tried after the next turn."""
        try:
            for _ in range(MOST_SPANS):
                if not await self._shorten(user_id, conversation_id):
                    break
        except SpotterError as error:
            log.warning("memory.postponed", person=person_hash(user_id), code=error.code)
        await self.follow_facts(user_id)

    async def follow_facts(self, user_id: str) -> None:
        """Make the index of a person's facts what their rows are: what was forgotten leaves it. A failure is made up for next time."""
        try:
            await self._index_facts(user_id)
        except SpotterError as error:
            log.warning("memory.postponed", person=person_hash(user_id), code=error.code)

    async def forget_person(self, user_id: str) -> None:
        """Delete a person's vectors; raises `Unavailable` where that cannot be done now, so that their rows wait too."""
        self._synced.pop(user_id, None)
        await self._vectors.forget(user_id)

    async def sweep(self) -> int:
        """Delete vectors of people who are gone, and say of how many: an index that was away when they left."""
        indexed = await self._vectors.people()
        async with self._store.database.read() as session:
            gone = sorted(indexed - await rows.people_among(session, indexed))
        for user_id in gone:
            await self._vectors.forget(user_id)
        return len(gone)

    async def reindex(self) -> int | None:
        """Make the index anew from rows and say how many it holds; None where there is no index."""
        if not await self._vectors.begin_anew():
            return None
        async with self._store.database.read() as session:
            people = await rows.people_with_memory(session)
        count = 0
        for user_id in people:
            async with self._store.read(user_id) as uow:
                entries = [*_fact_entries(await facts_known(uow)), *_summary_entries(await rows.newest_summaries(uow, 10_000))]
            await self._vectors.put(entries)
            count += len(entries)
        return count

    async def close(self) -> None:
        """Let another process have the index."""
        await self._vectors.close()

    async def _shorten(self, user_id: str, conversation_id: str) -> bool:
        """Make the summary of one full span of lines that have left the window; False where there is none."""
        async with self._store.read(user_id) as uow:
            style, _ = _style_of(await user_of(uow.session, user_id), uow.now)
            window = await rows.lines_before_now(uow, conversation_id, WINDOW)
            span = (await _not_summarised(uow, conversation_id, window))[:SPAN]
            if len(span) < SPAN:
                return False
            wrote = await rows.turns_that_wrote(uow, [line.turn_id for line in span if line.turn_id])
        told = await summarise(span, wrote, style, self.models)
        place = rows.Span(span[0].position, span[-1].position)
        async with self._store.write(user_id) as uow:
            made = await rows.add_summary(uow, conversation_id, place, told.text, version=told.version, model=told.model)
        if made is not None:
            await self._vectors.put([Entry(made, user_id, SUMMARY, told.text)])
        return True

    async def _index_facts(self, user_id: str) -> None:
        async with self._store.read(user_id) as uow:
            entries = _fact_entries(await facts_known(uow))
        if self._synced.get(user_id) == frozenset(entries) or not (entries or self._vectors.may_hold_something):
            return
        await self._vectors.match(user_id, FACT, entries)
        if len(self._synced) >= SYNCED:
            self._synced.clear()
        self._synced[user_id] = frozenset(entries)

    async def _nearest_facts(self, user_id: str, text: str, facts: Sequence[Fact]) -> list[str]:
        if len(facts) <= FEW_FACTS:
            return []
        found = await self._vectors.nearest(user_id, FACT, text, FEW_FACTS)
        return rank(text, {fact.id: fact.text for fact in facts})[:FEW_FACTS] if found is None else found

    async def _far_summaries(self, user_id: str, text: str, past: Past) -> list[Summary]:
        """The summaries that are nearest in meaning, beside those that are given anyway."""
        given = {one.id for one in past.near}
        others = {one.id: one for one in past.summaries if one.id not in given}
        if not others:
            return []
        found = await self._vectors.nearest(user_id, SUMMARY, text, FAR_SUMMARIES + len(given))
        if found is None:
            return [others[one] for one in rank(text, {one.id: one.text for one in others.values()})[:FAR_SUMMARIES]]
        wanted = [one for one in found if one not in given][:FAR_SUMMARIES]
        if all(one in others for one in wanted):
            return [others[one] for one in sorted(wanted)]
        async with self._store.read(user_id) as uow:
            return await rows.summaries_by_id(uow, wanted)


def _style_of(user: User, now: datetime) -> tuple[Style, ZoneInfo]:
    zone = ZoneInfo(user.time_zone)
    return Style(cast(Locale, user.locale), cast(Units, user.units), now.astimezone(zone).date()), zone


async def _not_summarised(uow: UnitOfWork, conversation_id: str, window: Sequence[Message]) -> list[Message]:
    """The lines between the last summary and the window, oldest first."""
    if len(window) < WINDOW:
        return []
    return await rows.lines_after(uow, conversation_id, await rows.last_summarised(uow, conversation_id), window[0].position)


def _fact_entries(facts: Sequence[Fact]) -> list[Entry]:
    return [Entry(fact.id, fact.user_id, FACT, fact.text) for fact in facts]


def _summary_entries(summaries: Sequence[Summary]) -> list[Entry]:
    return [Entry(one.id, one.user_id, SUMMARY, one.text) for one in summaries]
