"""What the coach says as Telegram messages: text with marks, cards as words, answers as buttons under the last part."""

from __future__ import annotations

from datetime import date
from typing import Any

from wcwidth import width

from spotter.channels.telegram.text import Mark, Marked, parts_of, units
from spotter.language.understanding import Locale
from spotter.language.wording.style import MONTHS
from spotter.messages import Block, ChartBlock, ChartPoint, Outgoing, ProgressBlock, SuggestionsBlock, TableBlock

NARROW = 34  # columns of a table that a phone shows without breaking its lines
SHORT = 14  # letters of a button that share a row
ROW = 3
MOST_DATA = 64  # bytes of `callback_data`


def messages_of(outgoing: Outgoing) -> list[dict[str, Any]]:
    """The parts of a message as the Bot API takes them: `text`, `entities` and, under the last, `buttons` in rows."""
    whole = Marked(storable(outgoing.text))
    for card in outgoing.cards:
        drawn = _drawn(card, outgoing)
        if drawn.text:
            whole = whole + Marked("\n\n" if whole.text else "") + drawn
    parts: list[dict[str, Any]] = [{"text": part.text, "entities": _entities(part)} for part in parts_of(whole)]
    if parts:
        parts[-1]["buttons"] = buttons(outgoing)
    return parts


def storable(text: str) -> str:
    """The text without NUL and lone surrogates, which cannot be sent."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _entities(part: Marked) -> list[dict[str, Any]]:
    return [
        {"type": mark.kind, "offset": units(part.text[: mark.start]), "length": units(part.text[mark.start : mark.end])}
        for mark in part.marks
    ]


def buttons(outgoing: Outgoing) -> list[list[dict[str, str]]]:
    """Short answers side by side, then whole sentences one below the other.

    `callback_data` is the place of the word and as much of the word as fits.
    """
    sentences = [text for card in outgoing.cards if isinstance(card, SuggestionsBlock) for text in card.texts]
    rows: list[list[dict[str, str]]] = []
    for place, word in enumerate([*outgoing.options, *sentences]):
        text = storable(word).strip()
        if not text:
            continue
        button = {"text": text[0].upper() + text[1:], "callback_data": _fitting(f"{place}:{text}")}
        beside = rows and len(rows[-1]) < ROW and all(len(one["text"]) <= SHORT for one in (*rows[-1], button))
        if beside:
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _fitting(data: str) -> str:
    return data.encode()[:MOST_DATA].decode("utf-8", "ignore")


def _drawn(card: Block, outgoing: Outgoing) -> Marked:
    if _is_told(card, outgoing):
        return Marked()
    match card:
        case TableBlock():
            return _headed(card.title, _table(card))
        case ChartBlock():
            return _headed(card.title, Marked("\n".join(_courses(card, outgoing.locale))))
        case ProgressBlock():
            value, target = _number(card.value, outgoing.locale), _number(card.target, outgoing.locale)
            return Marked(storable(f"{card.title}: {value} / {target} {card.unit}"))
        case SuggestionsBlock():
            return Marked()


def _is_told(card: Block, outgoing: Outgoing) -> bool:
    """Whether each row of a table stands in a line of the text already."""
    lines = outgoing.text.splitlines()
    return isinstance(card, TableBlock) and all(any(all(cell in line for cell in row) for line in lines) for row in card.rows)


def _headed(title: str, body: Marked) -> Marked:
    title = _one_line(title)
    if not body.text or not title:
        return body
    return Marked(title, (Mark("bold", 0, len(title)),)) + Marked("\n") + body


def _table(table: TableBlock) -> Marked:
    """Columns where a phone has room for them, else a line for each row: "Back Squat: 3 × 8" or "week 1: Sets 12, Load 80 kg"."""
    columns = [_one_line(name) for name in table.columns]
    rows = [[_one_line(cell) for cell in row] for row in table.rows]
    widths = [max(map(width, cells)) for cells in zip(columns, *rows, strict=False)]
    if sum(widths) + 2 * (len(widths) - 1) <= NARROW:
        lines = ["  ".join(_padded(cell, room) for cell, room in zip(row, widths, strict=False)).rstrip() for row in [columns, *rows]]
        text = "\n".join(lines)
        return Marked(text, (Mark("pre", 0, len(text)),)) if text else Marked()
    return Marked("\n".join(_in_words(columns, row) for row in rows))


def _padded(cell: str, room: int) -> str:
    return cell + " " * (room - width(cell))


def _in_words(columns: list[str], row: list[str]) -> str:
    first, *others = row
    if len(others) == 1:
        return f"- {first}: {others[0]}"
    told = [f"{name} {cell}" for name, cell in zip(columns[1:], others, strict=False) if cell not in ("", "-")]
    return f"- {first}: {', '.join(told)}"


def _courses(chart: ChartBlock, locale: Locale) -> list[str]:
    """Each line of a chart as where it began and where it is: "2 Mar 80 kg → 30 Mar 85 kg"."""
    named = [(chart.name, chart.points), *((one.name, one.points) for one in chart.others)]
    return [_course(_one_line(name), points, chart.unit, locale) for name, points in named if points]


def _course(name: str, points: list[ChartPoint], unit: str, locale: Locale) -> str:
    ends = [points[0], points[-1]] if len(points) > 1 else points
    told = " → ".join(f"{_day(one.x, locale)} {_number(one.y, locale)} {_one_line(unit)}".rstrip() for one in ends)
    return f"{name}: {told}" if name else told


def _day(x: str, locale: Locale) -> str:
    try:
        day = date.fromisoformat(x)
    except ValueError:
        return _one_line(x)
    return f"{day.day} {MONTHS[locale][day.month - 1]}"


def _number(value: float, locale: Locale) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if locale == "fr" else text


def _one_line(text: str) -> str:
    return " ".join(storable(text).split())
