"""`spotter eval report`: a run as one page for a browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from spotter.cli.progress import say
from spotter.cli.writing import check_writable
from spotter.errors import ConfigError
from spotter.evals.baseline import baseline_of, load_baseline, load_run
from spotter.evals.comparing import compare
from spotter.evals.page.document import page_of


def report(run: Path | None, output: Path, base: Path | None) -> None:
    """Write the page of a run that was kept, or of one that is run now."""
    from spotter.cli.evaluating import Choice, run_chosen  # it writes pages, too

    check_writable(output)
    console = Console(highlight=False)
    if run is None:
        say(console, "no run is named: a page of the coach as it is now")
    write_page(_read(run) if run else run_chosen(Choice(), console).as_json(), output, base, console=console)


def write_page(run: Mapping[str, Any], output: Path, base: Path | None = None, *, console: Console) -> None:
    """Write the page, compared with a run or a baseline, or with the committed one."""
    now = baseline_of(run)
    before = load_run(base) if base else load_baseline(now.kind)
    output.write_text(page_of(run, compare(before, now) if before else None), encoding="utf-8")
    console.print(f"written: {escape(str(output))}", soft_wrap=True)


def _read(path: Path) -> dict[str, Any]:
    """A file of `eval run --json`; one of an older version lacks what the page shows."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
        if "judge" in run:
            return dict(run)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path} is no file of spotter eval run --json: {error}") from error
    raise ConfigError(f"{path} is of an older version: write it again with spotter eval run --json")
