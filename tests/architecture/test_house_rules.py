"""Rules of the house that a reader would otherwise have to remember."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from spotter.store.tables import PERSONAL, Base
from spotter.tools.registry import tools

ROOT = Path(__file__).parents[2]
SOURCE = [path for path in (ROOT / "spotter").rglob("*.py") if "migrations" not in path.parts]
TESTS = list((ROOT / "tests").rglob("*.py"))
BROAD_EXCEPT = {
    "spotter/channels/delivery.py",
    "spotter/channels/telegram/polling.py",  # an update that is asked for has no route around it
    "spotter/evals/runner.py",
    "spotter/graphs/using.py",
    "spotter/jobs/chores.py",
    "spotter/nudges/reminding.py",
    "spotter/nudges/tick.py",
    "spotter/turns/parting.py",  # the apology must not fail for what made the turn fail
    "spotter/turns/runner.py",
}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    too_long = {str(path.relative_to(ROOT)): _lines(path) for path in SOURCE if _lines(path) > 400}
    too_long |= {str(path.relative_to(ROOT)): _lines(path) for path in TESTS if _lines(path) > 600}
    assert too_long == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    }
    assert long == set()


def test_every_table_of_a_person_is_in_the_registry() -> None:
    personal = {table.__tablename__ for table in PERSONAL}
    with_person = {name for name, table in Base.metadata.tables.items() if "user_id" in table.c}
    assert with_person == personal


def test_every_table_that_hangs_on_nobody_is_known() -> None:
    shared = {name for name, table in Base.metadata.tables.items() if "user_id" not in table.c}
    assert shared == {
        "user",
        "suppression",
        "code_sent",
        "program_version",
        "program_block",
        "program_day",
        "program_slot",
        "program_prescription",
        "progression_rule",
    }


def _argument_names(schema: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(schema, dict):
        found |= set(schema.get("properties", {}))
        for value in schema.values():
            found |= _argument_names(value)
    if isinstance(schema, list):
        for value in schema:
            found |= _argument_names(value)
    return found


@pytest.mark.parametrize("name", sorted(tools()))
def test_no_tool_is_told_who_asks(name: str) -> None:
    forbidden = {"user_id", "person_id", "athlete_id", "account_id", "owner_id"}
    assert _argument_names(tools()[name].args.model_json_schema()) & forbidden == set()


@pytest.mark.parametrize("name", sorted(tools()))
def test_every_tool_describes_itself_to_a_model(name: str) -> None:
    assert len(tools()[name].description) > 20


def _catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    return node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException")


def test_only_the_edges_catch_everything() -> None:
    trees = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE}
    broad = {name for name, tree in trees.items() if any(_catches_everything(node) for node in ast.walk(tree))}
    assert broad <= BROAD_EXCEPT


def test_nobody_replaces_real_things_by_mocks() -> None:
    offenders = [str(path) for path in TESTS if "unittest" + ".mock" in path.read_text(encoding="utf-8")]
    assert offenders == []
