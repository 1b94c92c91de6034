"""Every numbered rule of every prompt: without it a case fails that passes with it, or the contract says why none can."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from spotter.agents.prompting import prompts
from spotter.dev.model.rule_lines import is_readable
from spotter.evals.contract import open_contract
from spotter.evals.loading import load_cases
from spotter.evals.runner import Job, run_case
from spotter.evals.verdict import Verdict
from spotter.evals.world import World

LINE = re.compile(r"^- \[([A-Z]\d+)\] (.*)$", re.MULTILINE)
RULES = {f"{name}.{label}": text for name, prompt in prompts().items() for label, text in LINE.findall(prompt.fixed)}
UNSEEN = open_contract().terms.unseen
CASES = {rule: [case for case in load_cases(suites=["prompts"]) if rule.lower() in case.tags] for rule in RULES}


def test_the_prompts_of_everybody_who_answers_have_numbered_rules() -> None:
    agents = {"house", "planner", "progress", "nutrition", "injury", "motivation", "router", "composer", "ideas"}
    assert {rule.partition(".")[0] for rule in RULES} == agents


def test_every_rule_has_a_case_or_a_reason_and_no_case_is_of_a_rule_that_is_gone() -> None:
    seen = {rule for rule, cases in CASES.items() if cases}
    assert set(RULES) - seen == set(UNSEEN)
    tagged = {tag for case in load_cases(suites=["prompts"]) for tag in case.tags}
    assert tagged == {rule.lower() for rule in seen} | {"any-model"}


@pytest.mark.parametrize("rule", sorted(set(RULES) - set(UNSEEN)))
async def test_a_case_passes_with_the_rule_and_fails_without_it(rule: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [Job(case, "scripted", 0) for case in CASES[rule]]
    assert [(await run_case(world, job)).verdict for job in jobs] == [Verdict.PASS] * len(jobs)
    name, label = rule.split(".")
    whole = prompts()[name]
    shorter = re.sub(rf"^- \[{label}\].*\n?", "", whole.fixed, flags=re.MULTILINE).strip()
    monkeypatch.setitem(prompts(), name, replace(whole, fixed=shorter))
    assert Verdict.FAIL in [(await run_case(world, job)).verdict for job in jobs]


@pytest.mark.parametrize("rule", sorted(set(RULES) - set(UNSEEN)))
def test_the_literal_model_reads_every_rule_that_has_a_case(rule: str) -> None:
    assert is_readable(RULES[rule])
