"""docs/model-server.md says what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from spotter.dev.model.behaviours import BEHAVIOURS
from spotter.dev.model.faults import Mode
from spotter.dev.model.rule_lines import is_readable
from spotter.dev.model.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs" / "model-server.md").read_text(encoding="utf-8")


def test_every_fault_and_behaviour_stands_in_it() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert set(get_args(Mode)) | set(BEHAVIOURS) <= named


def test_its_rules_are_rules() -> None:
    example = re.search(r"^    \[\n(.+?)^    \]", PAGE, re.MULTILINE | re.DOTALL)
    assert example is not None
    assert len(RULES.validate_json(f"[{example[1]}]")) == 4


def test_the_literal_model_reads_every_form() -> None:
    block = PAGE.partition("others it passes over:")[2].partition("\n## ")[0]
    lines = [form for line in block.splitlines() for form in re.split(r"\s{2,}|(?<=\.) / |(?<=\.)\. / ", line.strip()) if form]
    forms = [form.replace("(at most) N", "at most 2").replace("TOOL", "show_week").replace("AGENT", "injury") for form in lines]
    forms = [re.sub(r"\bN\b", "2", form) for form in forms if form not in ("English.",)]
    assert len(forms) > 12
    assert [form for form in forms if not is_readable(form)] == []
