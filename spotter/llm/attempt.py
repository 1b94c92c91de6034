"""One attempt with one model: streamed, watched by the clock, and every failure in one word."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import httpx
import openai

from spotter.clock import Clock
from spotter.llm.faults import Fault, fault_of_status
from spotter.llm.hearing import Heard

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

# What the client raises at bytes that are no protocol: no JSON, half a character, a list where an object belongs.
GARBLED = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Patience:
    """Until when an attempt may last: seconds to the first piece and between pieces, and the loop's time at which the turn ends."""

    first_token_s: float
    between_tokens_s: float
    deadline: float


async def attempt(
    chunks: AsyncIterator[AIMessageChunk], heard: Heard, on_text: Callable[[str], None] | None, patience: Patience, clock: Clock
) -> None:
    """Put what a model says into `heard`. Raises `Fault`; what came until then stays in `heard`."""
    loop = asyncio.get_running_loop()
    first_by = loop.time() + patience.first_token_s
    async with aclosing(cast("AsyncGenerator[AIMessageChunk, None]", chunks)) as stream:
        while True:
            limit = loop.time() + patience.between_tokens_s if heard.has_begun else first_by
            chunk = await _next(stream, min(limit, patience.deadline), heard, clock)
            if chunk is None:
                break
            piece = heard.add(chunk)
            if heard.has_begun and heard.first_at is None:
                heard.first_at = loop.time()
            if piece and on_text is not None:
                on_text(piece)
    if not heard.is_whole:
        raise Fault("cut", "the stream ended before its end")
    if heard.is_empty:
        raise Fault("filtered" if heard.finish == "content_filter" else "empty", f"finished by {heard.finish}")


async def _next(stream: AsyncGenerator[AIMessageChunk, None], limit: float, heard: Heard, clock: Clock) -> AIMessageChunk | None:
    """The next chunk, None at the end."""
    try:
        async with asyncio.timeout_at(limit):
            return await anext(stream, None)
    except TimeoutError as error:
        raise Fault("stalled" if heard.has_begun else "slow", "out of patience") from error
    except openai.APIStatusError as error:
        raise fault_of_status(error, clock.now()) from error
    except openai.APIConnectionError as error:  # its timeouts are of this kind too
        raise _of_connection(error, heard) from error
    except openai.OpenAIError as error:  # an error sent as an event, in the middle of a stream
        raise Fault("server_error", str(error)[:300]) from error
    except httpx.HTTPError as error:
        raise Fault("cut", type(error).__name__) from error
    except GARBLED as error:
        raise Fault("garbled", f"{type(error).__name__}: {error}"[:300]) from error


def _of_connection(error: openai.APIConnectionError, heard: Heard) -> Fault:
    root = _root(error)
    detail = f"{type(root).__name__}: {root}"[:300]
    if isinstance(root, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return Fault("unreachable", detail)
    if isinstance(root, httpx.TimeoutException):
        return Fault("stalled" if heard.has_begun else "slow", detail)
    return Fault("cut", detail)


def _root(error: BaseException) -> BaseException:
    """What the connection itself said: the libraries above wrap it in errors of their own."""
    while not isinstance(error, httpx.HTTPError) and error.__cause__ is not None:
        error = error.__cause__
    return error
