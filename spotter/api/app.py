"""The HTTP face: routes, limits and errors around the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from spotter.api.deps import House
from spotter.api.errors import install_handlers
from spotter.api.limiting import AddressLimit, BodyLimit
from spotter.api.routes import (
    chat,
    conversations,
    email,
    executions,
    exercises,
    generations,
    health,
    link,
    my_channels,
    page,
    recommendations,
    shared_plans,
    sms,
    socket,
    telegram,
    tools,
    usage,
    users,
    workout_plans,
)
from spotter.api.sse import OpenStreams

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(house: House, lifespan: Lifespan) -> FastAPI:
    """Build the application around a house."""
    app = FastAPI(
        title="Spotter",
        summary="An AI personal-training coach that people text.",
        version="0.1.0",
        lifespan=lifespan,
        docs_url=None,  # the framework's own viewers load their scripts from the network
        redoc_url=None,
    )
    app.state.house = house
    app.state.sockets = Counter()
    app.state.streams = OpenStreams()
    install_handlers(app)
    for module in (
        chat,
        conversations,
        recommendations,
        executions,
        usage,
        users,
        my_channels,
        tools,
        generations,
        exercises,
        workout_plans,
        shared_plans,
        sms,
        email,
        link,
        socket,
        telegram,
        health,
        page,
    ):
        app.include_router(module.router)
    app.mount("/page", page.files)
    app.add_middleware(AddressLimit)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(house.settings.cors_origins),
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=["Retry-After"],
    )
    return app
