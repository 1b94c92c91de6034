"""Who is recorded: the model of the settings, asked as the coach would ask it, or the double that ships."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import httpx

from spotter.dev.model.chat import Call, Reply
from spotter.dev.model.double import ModelDouble
from spotter.evals.case import Case, ScriptedModel
from spotter.evals.recording import DOUBLE
from spotter.evals.tape import NotAnswered, Source
from spotter.llm.targets import Target, target_of
from spotter.llm_settings import LLMSettings, Role

WAIT_S = 120.0  # for a whole answer, which does not stream here
OWN = ("model", "max_tokens", "max_completion_tokens", "temperature", "reasoning_effort", "stream", "stream_options")


class Endpoint:
    """The models of the settings, by role. No key gets into what it returns."""

    def __init__(self, settings: LLMSettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """What a recording calls it."""
        return self._settings.specialist

    def source_for(self, case: Case) -> Source:
        """The same for every case."""
        del case
        return self._answer

    def _answer(self, body: Mapping[str, Any]) -> Reply:
        role, _, agent = str(body["model"]).partition("/")
        target = target_of(self._settings, cast("Role", role), agent or None)
        if target is None:
            raise NotAnswered("server_error", "no model is set")
        try:
            with httpx.Client(timeout=WAIT_S, trust_env=not target.is_near) as client:
                headers = {"authorization": f"Bearer {target.api_key or 'none'}"}
                answer = client.post(f"{target.base_url}/chat/completions", json=_asked(body, target), headers=headers)
            if answer.status_code == 400 and "response_format" in body:
                raise NotAnswered("no_schema", "no answers by schema")
            answer.raise_for_status()
            return _reply(answer.json())
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            raise NotAnswered("rate_limit" if status == 429 else "server_error", f"{target.model} answers with status {status}") from error
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise NotAnswered("server_error", f"{target.model} does not answer ({type(error).__name__})") from error


class Double:
    """The double, behaving as each case says."""

    name = DOUBLE

    def source_for(self, case: Case) -> Source:
        """The behaviour and the rules of the case."""
        script = case.model or ScriptedModel()
        double = ModelDouble(script.behaviour, script.rules)
        return lambda body: double.answer({**body, "model": self.name}).completion.reply


def _asked(body: Mapping[str, Any], target: Target) -> dict[str, Any]:
    """The request with what the settings say of this model."""
    most = "max_completion_tokens" if target.is_openai else "max_tokens"
    own = {"model": target.model, most: target.max_tokens, "temperature": target.temperature, "reasoning_effort": target.effort}
    return {name: value for name, value in body.items() if name not in OWN} | {
        name: value for name, value in own.items() if value is not None
    }


def _reply(answer: Mapping[str, Any]) -> Reply:
    choice = answer["choices"][0]
    message, usage = choice["message"], answer.get("usage") or {}
    calls = tuple(Call(one["function"]["name"], one["function"]["arguments"]) for one in message.get("tool_calls") or ())
    tokens = (usage["prompt_tokens"], usage["completion_tokens"]) if {"prompt_tokens", "completion_tokens"} <= usage.keys() else None
    usual = "tool_calls" if calls else "stop"
    return Reply(message.get("content") or "", calls, None if choice.get("finish_reason") == usual else choice.get("finish_reason"), tokens)
