"""A talk as rows: lines of finished turns, without anybody answering."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from spotter.clock import FixedClock
from spotter.ids import new_id
from spotter.memory import Memory, Recollection
from spotter.memory.recollection import WINDOW
from spotter.memory.remembering import RANKED
from spotter.store.queries.conversations import start_conversation
from spotter.store.queries.facts import FactTold, add_fact
from spotter.store.queries.known import all_known
from spotter.store.queries.people import create_user
from spotter.store.tables import Message, ToolCall, Turn
from spotter.store.uow import Store


@dataclass
class Talk:
    """One person's conversation with the memory that looks after it."""

    store: Store
    clock: FixedClock
    memory: Memory
    user_id: str
    conversation_id: str
    seq: int = field(default=0)

    @classmethod
    async def begin(cls, store: Store, clock: FixedClock, memory: Memory, locale: str = "en") -> Talk:
        """A talk of a new person."""
        async with store.database.write() as session:
            user = await create_user(session, kind="guest", now=clock.now(), locale=locale)
        async with store.write(user.id) as uow:
            conversation = await start_conversation(uow)
        return cls(store, clock, memory, user.id, conversation.id)

    async def exchange(self, said: str, answered: str | None = "Noted.", *, writes: str | None = None) -> str:
        """One turn with both its lines; without an answer it still runs. `writes` names a tool that wrote in it."""
        self.seq += 1
        self.clock.advance(timedelta(minutes=1))
        turn_id, now = new_id(), self.clock.now()
        status = "running" if answered is None else "done"
        own = {"user_id": self.user_id, "conversation_id": self.conversation_id}
        async with self.store.database.write() as session:
            session.add(Turn(id=turn_id, **own, kind="chat", channel="app", status=status, seq=self.seq, attempt=1, created_at=now))
            await session.flush()
            for place, (role, text) in enumerate((("person", said), ("coach", answered))):
                if text is not None:
                    position = 2 * self.seq + place
                    session.add(Message(id=new_id(), **own, turn_id=turn_id, role=role, text=text, position=position, created_at=now))
            if writes is not None:
                call = {"tool": writes, "kind": "write", "args_hash": "", "args": {}, "result": {}, "created_at": now}
                session.add(ToolCall(turn_id=turn_id, call_id="call-0", user_id=self.user_id, **call))
        if answered is not None:
            await self.memory.after_turn(self.user_id, self.conversation_id)
        return turn_id

    async def know(self, text: str, kind: str = "other", **validity: object) -> None:
        """A fact as the `remember` tool would write it."""
        async with self.store.write(self.user_id) as uow:
            await add_fact(uow, FactTold(kind, text, new_id(), **validity))  # type: ignore[arg-type]

    async def recall(self, text: str) -> list[str]:
        """The texts of the facts that are recalled for a message."""
        return [fact.text for fact in (await self.recollect(text)).facts]

    async def recollect(self, text: str, conversation_id: str | None = None) -> Recollection:
        """All that is recalled for a message, in this talk or in the one that is named."""
        async with self.store.read(self.user_id) as uow:
            where = conversation_id or self.conversation_id
            known = await all_known(uow, where, lines=WINDOW, summaries=RANKED, midnight=uow.now)
            past = await self.memory.past(uow, where, known)
        return await self.memory.recall(self.user_id, past, text)
