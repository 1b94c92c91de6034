"""Cards in a terminal: tables, small plots and bars."""

from __future__ import annotations

from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

BARS = "▁▂▃▄▅▆▇█"
PLOT_HEIGHT = 6
BAR_WIDTH = 28


def draw(card: dict[str, Any], console: Console) -> None:
    """Print one card."""
    match card["type"]:
        case "table":
            table = Table(*card["columns"], title=card["title"], title_justify="left", show_edge=False)
            for row in card["rows"]:
                table.add_row(*row)
            console.print(table)
        case "chart":
            console.print(Plot(card))
            for other in card.get("others") or ():
                console.print(Plot({**card, "title": other["name"], "points": other["points"]}))
        case "progress":
            console.print(_bar(card))
        case "suggestions":
            for text in card["texts"]:
                console.print(Text(f"  › {text}", style="cyan"))


def _bar(card: dict[str, Any]) -> Text:
    share = min(1.0, card["value"] / card["target"]) if card["target"] else 0.0
    full = round(share * BAR_WIDTH)
    text = Text(f"{card['title']:<14} ")
    text.append("█" * full, style="green").append("░" * (BAR_WIDTH - full), style="dim")
    return text.append(f" {card['value']:g} / {card['target']:g} {card['unit']}")


class Plot:
    """A series over time, a few lines high, one column for each point (the last ones that fit)."""

    def __init__(self, card: dict[str, Any]) -> None:
        self._card = card

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        card = self._card
        points = card["points"][-max(1, options.max_width - 14) :]
        yield Text(f"{card['title']} ({card['unit']})", style="bold")
        if not points:
            return
        values = [point["y"] for point in points]
        low = 0.0 if card["kind"] == "bar" else min(values)
        spread = (max(values) - low) or 1.0
        heights = [(value - low) / spread * (PLOT_HEIGHT * 8 - 1) + 1 for value in values]
        width = max(1, min(3, (options.max_width - 14) // len(points)))
        for level in range(PLOT_HEIGHT - 1, -1, -1):
            label = {PLOT_HEIGHT - 1: f"{max(values):g}", 0: f"{low:g}"}.get(level, "")
            yield Text(f"{label:>9} ┤").append("".join(_cell(height - level * 8) * width for height in heights), style="green")
        yield Text(" " * 11 + f"{points[0]['x']} … {points[-1]['x']}", style="dim")


def _cell(height: float) -> str:
    if height <= 0:
        return " "
    return BARS[min(7, int(height))] if height < 8 else BARS[7]
