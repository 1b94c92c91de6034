"""The page of a run: what it tells of a failure, of the baseline, and of texts that want to be markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from spotter.cli.evals import evals
from spotter.cli.reporting import report
from spotter.errors import ConfigError
from spotter.evals.baseline import baseline_of
from spotter.evals.comparing import compare
from spotter.evals.outcome import Outcome
from spotter.evals.page.document import page_of
from spotter.evals.page.markup import html, tag
from spotter.evals.record import Record, TurnRecord
from spotter.evals.sentences import SentenceResult
from spotter.evals.verdict import Result, Score, Verdict
from tests.evals.conftest import Run

SCRIPT = "<script>alert('x')</script>"
SETS = {"day": "today", "exercise": "bench_press", "times": 3, "reps": 5, "load_kg": 90}
FAILS: dict[str, Any] = {
    "say": "bench 3x5 80kg",
    "expect": {
        "calls": {"strict": [{"tool": "log_workout", "args": {"date": "2026-01-01"}}]},
        "database": {"added": {"workouts": [{"day": "today"}], "sets": [SETS]}},
    },
}


class Text(HTMLParser):
    """What a page says, element by element, and which elements there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.elements: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.told += [" ".join(data.split())] if data.strip() else []


def told(page: str) -> list[str]:
    return Text(page).told


def run_of(*results: Result, sentences: tuple[SentenceResult, ...] = ()) -> dict[str, Any]:
    return Outcome(results, (), sentences, 1.5).as_json()


async def test_a_failure_shows_the_talk_the_call_and_the_rows_beside_what_was_expected(run: Run) -> None:
    texts = told(page_of(run_of(await run(**FAILS))))
    assert "1 that must pass did not" in texts
    assert "Missed 2 of 5 parts: calls, database.sets" in texts
    talk = texts[texts.index("The talk") :]
    assert talk.index("bench 3x5 80kg") < talk.index("log_workout") < talk.index("The database")
    rows = texts[texts.index("The database") :]
    assert rows.index("90") < rows.index("came", rows.index("sets")) < rows.index("80")


async def test_a_long_talk_is_folded_but_for_the_turns_at_which_it_went_wrong(run: Run) -> None:
    base = await run(say="hello", expect={"must_say": ["hello"]})
    record = Record(tuple(TurnRecord(f"said {one}", f"reply {one}", "done") for one in range(1, 13)), {}, {})
    failed = replace(base, verdict=Verdict.FAIL, scores=(Score("turn 5: calls", False),), record=record)
    texts = told(page_of(run_of(failed)))
    talk = texts[texts.index("The talk") :]
    folds = [number for number, text in enumerate(talk) if re.fullmatch(r"\d+ turns", text)]
    assert [talk[number] for number in folds] == ["3 turns", "6 turns"]
    assert folds[0] < talk.index("said 3") < talk.index("said 4") < talk.index("said 6") < folds[1] < talk.index("said 7")


async def test_the_table_says_that_it_goes_on_to_the_right_and_figures_of_nothing_have_none(run: Run) -> None:
    result = await run(say="bench 3x5 80kg", expect={"must_say": ["80"]})
    now = baseline_of(run_of(result))
    texts = told(page_of(run_of(result), compare(now.model_copy(update={"routing": (0, 0)}), now)))
    assert "The table goes on to the right: scroll it sideways." in texts
    assert "Figures before and now" not in texts
    assert "safety recall" not in texts


async def test_what_is_stale_is_no_part_of_what_passed(run: Run) -> None:
    good = await run(say="bench 3x5 80kg", expect={"route": ["progress"]})
    page = page_of(run_of(good, replace(good, verdict=Verdict.STALE), replace(good, verdict=Verdict.ERROR)))
    assert "1 of 1" in told(page)
    assert "1 error, 1 stale" in told(page)


async def test_nothing_failed_is_said_in_words(run: Run) -> None:
    texts = told(page_of(run_of(await run(say="bench 3x5 80kg", expect={"must_say": ["bench"]}))))
    assert "everything that must pass passes" in texts
    assert "Nothing failed: every case and every sentence came out as wanted." in texts
    assert any("There is no baseline" in text for text in texts)


def test_a_run_of_no_case_has_a_page() -> None:
    assert "No case was run." in told(page_of(run_of()))


async def test_what_people_write_never_becomes_markup(run: Run) -> None:
    hostile = await run(say=f"remember that {SCRIPT}</title></style><img src=x onerror=alert(1)>", expect={"must_say": [SCRIPT]})
    broken = Result(hostile.case, "code", 1, Verdict.ERROR, why=f"{SCRIPT}\x00\x1b[31m")
    sentence = SentenceResult("safety", SCRIPT, "x.yaml:1", Score("level", False, "T1", SCRIPT), True, "T1", "none")
    page = page_of(run_of(hostile, broken, sentences=(sentence,)))
    elements = Text(page).elements
    assert (elements.count("script"), elements.count("style"), elements.count("img")) == (1, 1, 0)
    assert "\x00" not in page
    assert "\x1b" not in page
    assert SCRIPT in " ".join(told(page))


async def test_the_page_asks_nobody_for_anything(run: Run) -> None:
    page = page_of(run_of(await run(**FAILS)))
    assert "default-src &#x27;none&#x27;" in page
    assert not {"link", "img", "iframe", "audio", "video"} & set(Text(page).elements)
    assert "http://" not in page
    assert "https://" not in page


async def test_the_trend_names_what_broke_and_shows_before_and_now(run: Run) -> None:
    before = run_of(await run(say="bench 3x5 80kg", expect={"must_say": ["80"]}))
    now = run_of(await run(say="bench 3x5 85kg", expect={"must_say": ["80"]}))
    page = page_of(now, compare(baseline_of(before), baseline_of(now)))
    texts = told(page)
    assert "Broken: 1" in texts
    assert 'href="#case-tests-tried-code-1"' in page
    assert any("85" in text for text in texts[texts.index("now", texts.index("Against the baseline", texts.index("The talk"))) :])
    same = told(page_of(now, compare(baseline_of(now), baseline_of(now))))
    assert "The coach does in every case what it did in the baseline." in same


async def test_trials_show_how_often_all_of_them_pass(run: Run) -> None:
    whole = await run(say="bench 3x5 80kg", expect={"must_say": ["80"]})
    trials = [Result(whole.case, "code", number, whole.verdict, whole.scores, whole.record) for number in range(4)]
    texts = told(page_of(run_of(*trials)))
    assert [text for text in texts if text.startswith("pass^")] == ["pass^1", "pass^2", "pass^3", "pass^4"]


def test_the_command_runs_a_case_and_writes_a_page_that_report_writes_again(tmp_path: Path) -> None:
    page, kept, again = tmp_path / "page.html", tmp_path / "run.json", tmp_path / "again.html"
    done = CliRunner().invoke(evals, ["run", "--case", "progress/bench-triple", "--html", str(page), "--json", str(kept)])
    assert done.exit_code == 0, done.output
    assert CliRunner().invoke(evals, ["report", str(kept), "-o", str(again)]).exit_code == 0
    assert page.read_text(encoding="utf-8").split("<main>")[1] == again.read_text(encoding="utf-8").split("<main>")[1]


def test_a_file_that_is_no_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text('{"cases": [{"name": "a"}]}', encoding="utf-8")
    with pytest.raises(ConfigError, match="older version"):
        report(path, tmp_path / "page.html", None)


def test_markup_is_made_by_its_functions_only() -> None:
    assert tag("p", "a < b & c", tag("b", "d"), class_='"quoted"') == '<p class="&quot;quoted&quot;">a &lt; b &amp; c<b>d</b></p>'
    assert html(["<i>", tag("i", "x"), None]) == "&lt;i&gt;<i>x</i>"
    assert tag("input", hidden=True, disabled=False) == "<input hidden>"
