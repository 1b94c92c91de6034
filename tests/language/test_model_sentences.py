"""Own sentences of both languages: what a model may write for a message, and what it may say.

Each batch was measured before anything was mended by it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spotter.language.claims import claims_unrun
from spotter.language.generated import SafetyFacts, unsafe_sentences
from spotter.language.leaks import leaks
from spotter.language.permits import permitted
from spotter.tools.registry import tools
from tests.language.test_generated import LIMITED, MAN, PREGNANT, STOPPED, TEEN, UNKNOWN, WOMAN
from tests.language.test_permits import TODAY

PEOPLE: dict[str, SafetyFacts] = {
    "WOMAN": WOMAN,
    "MAN": MAN,
    "TEEN": TEEN,
    "PREGNANT": PREGNANT,
    "STOPPED": STOPPED,
    "LIMITED": LIMITED,
    "UNKNOWN": UNKNOWN,
}


def read(name: str) -> list[dict[str, Any]]:
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


WRITES = read("permit_sentences.jsonl")
SENTENCES = read("generated_sentences.jsonl")


def objections(row: dict[str, Any]) -> list[str]:
    found: list[str] = [finding.kind for finding in unsafe_sentences(row["text"], row["locale"], PEOPLE[row["for"]])]
    found += ["claim"] * claims_unrun(row["text"], ())
    return found + ["leak"] * (leaks(row["text"], tools(), "") is not None)


@pytest.mark.parametrize("row", [row for row in WRITES if row["allowed"]], ids=lambda row: f"{row['text'][:48]} -> {row['tool']}")
def test_what_people_tell_or_ask_for_may_be_written(row: dict[str, Any]) -> None:
    assert permitted(row["tool"], row["args"], row["text"], row["locale"], TODAY) is None


@pytest.mark.parametrize("row", [row for row in WRITES if not row["allowed"]], ids=lambda row: f"{row['text'][:48]} -> {row['tool']}")
def test_what_people_ask_imagine_or_tell_of_others_is_not_written(row: dict[str, Any]) -> None:
    assert permitted(row["tool"], row["args"], row["text"], row["locale"], TODAY)


@pytest.mark.parametrize("row", [row for row in SENTENCES if row["harm"]], ids=lambda row: f"{row['harm']}: {row['text'][:48]}")
def test_a_sentence_that_may_harm_is_not_told(row: dict[str, Any]) -> None:
    assert objections(row)


@pytest.mark.parametrize("row", [row for row in SENTENCES if not row["harm"]], ids=lambda row: f"{row['text'][:56]}")
def test_a_harmless_sentence_is_told(row: dict[str, Any]) -> None:
    assert objections(row) == []
