"""Files that commands write: whether they can be written is known before the work, not after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spotter.errors import ConfigError


def check_writable(*paths: Path | None) -> None:
    """`ConfigError` for the first of these files that cannot be written; none of them is changed."""
    for path in paths:
        if path is None:
            continue
        is_new = not path.exists()
        try:
            with path.open("ab"):
                pass
        except OSError as error:
            missing = f": there is no folder {path.parent}; make it first" if not path.parent.exists() else f": {error.strerror}"
            raise ConfigError(f"{path} cannot be written{missing}") from error
        if is_new:
            path.unlink()


def write_json(data: Any, path: Path) -> None:
    """Data as people read it, too."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
