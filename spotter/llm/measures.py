"""What is counted of calls to language models."""

from __future__ import annotations

from prometheus_client import Counter

asked_models = Counter("spotter_model_calls", "Calls to language models, by model and result.", ["model", "result"])
spent_usd = Counter("spotter_model_cost_usd", "What calls to language models cost, in US dollars by our table of prices.", ["model"])
