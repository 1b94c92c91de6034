"""What tokens cost. The table is data; a model that it does not name is counted at a high price, so that a budget holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import ROUND_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from spotter.llm.targets import Target
from spotter.log import get_logger

CENT_OF_A_CENT = Decimal("0.000001")
MILLION = Decimal(1_000_000)
DATED = re.compile(r"-(latest|20\d\d-?\d\d-?\d\d)$")

log = get_logger("llm")


class Price(NamedTuple):
    """US dollars per million tokens."""

    input: Decimal
    output: Decimal

    def of(self, input_tokens: int, output_tokens: int) -> Decimal:
        """The cost in US dollars, rounded up to six places."""
        exact = (self.input * input_tokens + self.output * output_tokens) / MILLION
        return exact.quantize(CENT_OF_A_CENT, rounding=ROUND_UP)


FREE = Price(Decimal(0), Decimal(0))


class Prices:
    """The price of a model: from the settings, else from the table, else the table's default with one warning."""

    def __init__(self, own: Mapping[str, tuple[Decimal, Decimal]] | None = None) -> None:
        self._own = own or {}
        self._warned: set[str] = set()

    def known(self, target: Target) -> Price | None:
        """The price of a model by its name, also with a vendor before it ("openai/gpt-5") or a date behind it.

        One that nobody knows costs nothing on this machine; elsewhere it is None.
        """
        if target.model in self._own:
            return Price(*self._own[target.model])
        bare = target.model.rpartition("/")[2]
        models = _table()["models"]
        found = models.get(bare) or models.get(DATED.sub("", bare))
        if found:
            return _price(found)
        return FREE if target.is_near else None

    def of(self, target: Target) -> Price:
        """The price to count with."""
        price = self.known(target)
        if price is not None:
            return price
        if target.model not in self._warned:
            self._warned.add(target.model)
            log.warning("price.missed", model=target.model, hint="set SPOTTER_LLM__PRICES")
        return _price(_table()["default"])


def noted_in() -> str:
    """The month in which the prices of the table were noted: "2026-03"."""
    return str(_table()["as_of"])


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files("spotter.llm").joinpath("prices.json").read_text(encoding="utf-8"))
    return table


def _price(row: list[str]) -> Price:
    return Price(Decimal(row[0]), Decimal(row[1]))
