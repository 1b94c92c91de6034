"""Where the last step of a turn that thinks is kept: on its row, before the next step starts, until the turn is done.

A checkpoint written later than its step would be lost with the process, and the step would run again with other calls. A thread per person
would grow with every turn. Both were measured; see docs/adr/0010-one-row-holds-a-turns-steps.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from langgraph.checkpoint.base import BaseCheckpointSaver, CheckpointTuple
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from spotter.store.queries.steps import keep_step, kept_step
from spotter.store.queries.turns import Lease
from spotter.store.uow import Store

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata

FORMAT = "msgpack"  # what the serializer makes of a mapping


class TurnSteps(BaseCheckpointSaver[int]):
    """The saver that graphs are compiled with.

    `kept` are the types a step may hold: nothing else is made of what stands in one. `is_needed` says of the values of a step that who
    goes on cannot make them again; every other step is left out.
    """

    def __init__(self, store: Store, kept: Sequence[type[Any]], is_needed: Callable[[Mapping[str, Any]], bool]) -> None:
        super().__init__(serde=JsonPlusSerializer(allowed_msgpack_modules=[(one.__module__, one.__name__) for one in kept]))
        self._store = store
        self._is_needed = is_needed

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """The last step that was kept; a first attempt has none, and nobody asks for it."""
        lease = lease_in(config)
        if lease.attempt == 1:
            return None
        async with self._store.read(lease.user_id) as uow:
            blob = await kept_step(uow, lease.turn_id)
        if blob is None:
            return None
        step = self.serde.loads_typed((FORMAT, blob))
        return CheckpointTuple(thread_of(lease, step["checkpoint"]["id"]), step["checkpoint"], step["metadata"])

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,  # noqa: ARG002  the library says it, and one row holds all channels
    ) -> RunnableConfig:
        """Keep a step in place of the one before.

        Raises `Fenced` where another worker was given the turn.
        """
        lease = lease_in(config)
        if self._is_needed(checkpoint["channel_values"]):
            _, blob = self.serde.dumps_typed({"checkpoint": checkpoint, "metadata": metadata})
            async with self._store.write_once(lease.user_id) as uow:
                await keep_step(uow, lease, blob)
        return thread_of(lease, checkpoint["id"])

    async def aput_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        """Nothing: one node runs at a time, so that what it gave stands in the step that follows at once."""


def thread_of(lease: Lease, checkpoint_id: str | None = None) -> RunnableConfig:
    """The thread of a turn, for one attempt."""
    named: dict[str, Any] = {"thread_id": lease.turn_id, "checkpoint_ns": "", "user_id": lease.user_id, "attempt": lease.attempt}
    return {"configurable": named | ({"checkpoint_id": checkpoint_id} if checkpoint_id else {})}


def lease_in(config: RunnableConfig) -> Lease:
    """Whose attempt a thread belongs to."""
    named = config["configurable"]
    return Lease(named["thread_id"], named["user_id"], named["attempt"])
