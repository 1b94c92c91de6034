"""Whom the coach asks in each layer: nobody, a stand-in that speaks the provider's protocol on this machine, or a model by setting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import get_args

from spotter.agents import AGENTS
from spotter.dev.model.faults import Faults
from spotter.dev.serving import serving
from spotter.evals.case import Case, Layer, ScriptedModel
from spotter.evals.recording import load_recording
from spotter.evals.tape import Source, Tape
from spotter.llm.asking import Ask, LanguageModels, Role, Said
from spotter.llm.models import Models
from spotter.llm_settings import LLMSettings
from spotter.settings import load_settings
from spotter.store.uow import Store


class LayerMissing(Exception):
    """This layer cannot be had here; the text says what it needs."""


class SwitchedModels:
    """The models of whatever case runs now. The house is built once, and thinks with these."""

    def __init__(self) -> None:
        self.current: LanguageModels | None = None

    @property
    def _models(self) -> LanguageModels:
        if self.current is None:
            raise RuntimeError("a layer without a model asks none")
        return self.current

    @property
    def is_on(self) -> bool:
        return self.current is not None and self.current.is_on

    def has(self, role: Role) -> bool:
        return self._models.has(role)

    async def ask(self, ask: Ask) -> Said:
        return await self._models.ask(ask)

    def runs_left(self, begun: int) -> int:
        return self._models.runs_left(begun)

    async def close(self) -> None:
        """Each layer closes its own."""


# The stand-in thinks in no time: what takes longer hangs, and the case says so by its faults.
STAND_IN = LLMSettings(
    specialist="double",
    base_url="http://127.0.0.1:1/v1",
    first_token_s=1.0,
    between_tokens_s=1.0,
    turn_s=10.0,
    prices={"double": (Decimal("0.25"), Decimal(2))},
)
ROLES: tuple[Role, ...] = get_args(Role)
PRICE = STAND_IN.prices["double"]
# Recorded questions are known again by role and agent, which stand where the model's name does; who is recorded may take a while.
TAPED = STAND_IN.model_copy(
    update={
        **{role: role for role in ROLES},
        "agents": {agent.name: f"specialist/{agent.name}" for agent in AGENTS},
        "prices": dict.fromkeys((*ROLES, *(f"specialist/{agent.name}" for agent in AGENTS)), PRICE),
    }
)
PATIENT = {"first_token_s": 150.0, "between_tokens_s": 150.0, "turn_s": 600.0}


@dataclass
class Minds:
    """The models of every layer, for one process. With a `source` the layer of recordings records."""

    store: Store
    tape: Tape
    url: str
    stand_in: Models
    live: Models | None = None
    source: Callable[[Case], Source] | None = None
    own: list[Models] = field(default_factory=list)  # of cases whose model fails or is recorded

    def models_for(self, case: Case, layer: Layer) -> LanguageModels | None:
        """Whom the coach asks in this case; `LayerMissing` where that is nobody's to say here."""
        if layer == "code":
            return None
        if layer == "scripted":
            return self._scripted(case)
        if layer == "live":
            return self.live_models()
        if layer == "replay":
            return self._taped(case)
        raise LayerMissing(f"the layer {layer} has no models of its own")

    def terms_of(self, case: Case, layer: Layer) -> tuple[float, bool]:
        """How many seconds a turn may think, and whether the model joins the answers of several agents."""
        if layer == "live":
            settings = load_settings().llm
            return settings.turn_s, bool(settings.composer)
        recording = layer == "replay" and self.source is not None
        return (PATIENT["turn_s"] if recording else STAND_IN.turn_s), case.model is not None and case.model.composes

    def _scripted(self, case: Case) -> LanguageModels:
        script = case.model or ScriptedModel()
        self.tape.reset()
        self.tape.behave(script.behaviour, script.rules)
        self.tape.fail(case.faults.model or Faults())
        return self._new_models(STAND_IN) if case.faults.model else self.stand_in

    def _taped(self, case: Case) -> Models:
        if self.source is None:
            self.tape.play(load_recording(case.name))
            return self._new_models(TAPED)
        self.tape.record(self.source(case))
        return self._new_models(TAPED.model_copy(update=PATIENT))

    def _new_models(self, settings: LLMSettings) -> Models:
        """Models that know nothing of earlier failures."""
        self.own.append(Models(settings.model_copy(update={"base_url": self.url}), self.store, self.store.clock))
        return self.own[-1]

    def live_models(self) -> Models:
        """The models of the settings, `LayerMissing` where none is set."""
        if self.live is None:
            settings = load_settings().llm
            if not settings.is_on:
                raise LayerMissing("no model is set: SPOTTER_LLM__SPECIALIST and a key or an address (README, A language model)")
            self.live = Models(settings, self.store, self.store.clock)
        return self.live

    async def close(self) -> None:
        for models in (self.stand_in, self.live, *self.own):
            if models is not None:
                await models.close()


@contextmanager
def minds(store: Store) -> Iterator[Minds]:
    """The stand-in served on a free port for as long as the block lasts."""
    tape = Tape()
    with serving(tape) as server:
        stand_in = Models(STAND_IN.model_copy(update={"base_url": server.url}), store, store.clock)
        stand_in.warm_up()
        yield Minds(store, tape, server.url, stand_in)
