"""Where the steps of a plan in the making are kept: on its own row, which outlives the turn that works on it, so that it can be paused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from langgraph.checkpoint.base import BaseCheckpointSaver, CheckpointTuple
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from spotter.graphs.checkpoint import FORMAT, lease_in, thread_of
from spotter.store.queries.generations import keep_state, kept_state
from spotter.store.uow import Store

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig
    from langgraph.checkpoint.base import ChannelVersions, Checkpoint, CheckpointMetadata


class GenerationSteps(BaseCheckpointSaver[int]):
    """The saver of one generation. `kept` are the types that a state may hold: nothing else is made of what stands in one."""

    def __init__(self, store: Store, generation_id: str, kept: Sequence[type[Any]]) -> None:
        super().__init__(serde=JsonPlusSerializer(allowed_msgpack_modules=[(one.__module__, one.__name__) for one in kept]))
        self._store = store
        self._generation_id = generation_id

    async def aget_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        """Where an earlier turn, or an earlier attempt of this one, left it."""
        lease = lease_in(config)
        async with self._store.read(lease.user_id) as uow:
            blob = await kept_state(uow, self._generation_id)
        if blob is None:
            return None
        state = self.serde.loads_typed((FORMAT, blob))
        return CheckpointTuple(thread_of(lease, state["checkpoint"]["id"]), state["checkpoint"], state["metadata"])

    async def aput(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,  # noqa: ARG002  the library says it, and one row holds all channels
    ) -> RunnableConfig:
        """Keep the state, and the steps that are new in it, in one transaction. `Fenced` where it was paused or is in other hands."""
        lease = lease_in(config)
        _, blob = self.serde.dumps_typed({"checkpoint": checkpoint, "metadata": metadata})
        steps = checkpoint["channel_values"].get("rows", [])
        async with self._store.write(lease.user_id) as uow:
            await keep_state(uow, lease, self._generation_id, blob, steps)
        return thread_of(lease, checkpoint["id"])

    async def aput_writes(self, config: RunnableConfig, writes: Sequence[tuple[str, Any]], task_id: str, task_path: str = "") -> None:
        """Nothing: one node runs at a time, so that what it gave stands in the step that follows at once."""
