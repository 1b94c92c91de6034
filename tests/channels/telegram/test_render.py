"""What the coach says, as Telegram messages: marks within the text, no character cut, nothing lost."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from spotter.channels.telegram.render import messages_of
from spotter.channels.telegram.text import Mark, Marked, parts_of, units
from spotter.messages import ChartBlock, ChartPoint, Outgoing, ProgressBlock, SuggestionsBlock, TableBlock

FAMILY, FLAG, ACCENT, SKIN = "👨‍👩‍👧‍👦", "🇫🇷", "e\u0301", "💪🏽"
PLAN = TableBlock(
    title="Full body A", columns=["Exercise", "Sets"], rows=[["Back Squat", "3 × 8-10 at 60 kg, 3 in reserve"], ["Row", "3 × 8"]]
)


def only(outgoing: Outgoing) -> dict[str, Any]:
    [message] = messages_of(outgoing)
    return message


def marked(message: dict[str, Any]) -> list[tuple[str, str]]:
    """Each mark with the words that it is on, as Telegram counts them."""
    encoded = message["text"].encode("utf-16-le")
    cuts = ((one["type"], 2 * one["offset"], 2 * (one["offset"] + one["length"])) for one in message["entities"])
    return [(kind, encoded[start:end].decode("utf-16-le")) for kind, start, end in cuts]


def test_a_reply_is_its_words_and_looks_like_them() -> None:
    message = only(Outgoing(text="Logged: *bench_press* [3x5] <b>80</b> & `more`"))
    assert message == {"text": "Logged: *bench_press* [3x5] <b>80</b> & `more`", "entities": [], "buttons": []}


def test_a_plan_is_told_day_by_day_though_it_stands_only_in_the_cards() -> None:
    message = only(Outgoing(text=f"Your plan {FAMILY}", cards=[PLAN]))
    assert message["text"].endswith("Full body A\n- Back Squat: 3 × 8-10 at 60 kg, 3 in reserve\n- Row: 3 × 8")
    assert marked(message) == [("bold", "Full body A")]


def test_a_narrow_table_keeps_its_columns() -> None:
    table = TableBlock(title="Weeks", columns=["Week", "Sets"], rows=[["1", "12"], ["2, easy", "6"]])
    assert marked(only(Outgoing(text="", cards=[table])))[1] == ("pre", "Week     Sets\n1        12\n2, easy  6")


def test_a_wide_row_names_its_columns_and_leaves_out_what_is_empty() -> None:
    table = TableBlock(
        title="To come", columns=["Week", "Workouts", "Bench Press"], rows=[["1 (Monday 7 December)", "3", "62.5 kg × 8"], ["2", "3", "-"]]
    )
    assert (
        only(Outgoing(text="", cards=[table]))["text"]
        == "To come\n- 1 (Monday 7 December): Workouts 3, Bench Press 62.5 kg × 8\n- 2: Workouts 3"
    )


def test_what_the_words_told_already_is_not_told_again() -> None:
    text = "Full body A\n- Back Squat: 3 × 8-10 at 60 kg, 3 in reserve\n- Row: 3 × 8"
    assert only(Outgoing(text=text, cards=[PLAN]))["text"] == text


@pytest.mark.parametrize(("locale", "told"), [("en", "2 Mar 80 kg → 30 Mar 85.5 kg"), ("fr", "2 mars 80 kg → 30 mars 85,5 kg")])
def test_a_chart_is_where_it_began_and_where_it_is(locale: Any, told: str) -> None:
    points = [ChartPoint(x="2026-03-02", y=80), ChartPoint(x="2026-03-16", y=82.5), ChartPoint(x="2026-03-30", y=85.5)]
    chart = ChartBlock(title="Bench Press", kind="line", unit="kg", points=points)
    assert only(Outgoing(text="", cards=[chart], locale=locale))["text"] == f"Bench Press\n{told}"


def test_a_bar_is_a_line() -> None:
    assert only(Outgoing(text="", cards=[ProgressBlock(title="Protein", unit="g", value=66, target=140)]))["text"] == "Protein: 66 / 140 g"


def test_answers_stand_side_by_side_and_sentences_below_each_other() -> None:
    sentence = "make me a 3 day plan for strength with what I have at home and no more"
    message = only(Outgoing(text="Shall I?", options=["yes", "no"], cards=[SuggestionsBlock(texts=[sentence, "how am I doing?"])]))
    labels = [[button["text"] for button in row] for row in message["buttons"]]
    assert labels == [["Yes", "No"], [sentence.capitalize().replace(" i ", " I ")], ["How am I doing?"]]
    assert all(len(button["callback_data"].encode()) <= 64 for row in message["buttons"] for button in row)


def test_buttons_stand_under_the_last_part() -> None:
    parts = messages_of(Outgoing(text="A sentence of some length. " * 400, options=["undo"]))
    assert len(parts) == 3
    assert ["buttons" in part for part in parts] == [False, False, True]
    assert all(part["text"].endswith(".") for part in parts)


def test_a_long_plan_is_cut_between_its_days() -> None:
    rows = [[f"Exercise {row}", "3 × 8-10"] for row in range(20)]
    days = [TableBlock(title=f"Day {number}", columns=["Exercise", "Sets"], rows=rows) for number in range(30)]
    parts = messages_of(Outgoing(text="Your plan", cards=days))
    assert len(parts) > 2
    assert all(part["text"].startswith("Day") for part in parts[1:])


def test_nothing_to_say_is_no_message() -> None:
    assert messages_of(Outgoing(text=" \n ")) == []


def test_a_single_character_that_is_too_long_is_cut_all_the_same() -> None:
    assert [units(part.text) for part in parts_of(Marked("e" + "\u0301" * 9000))] == [4096, 4096, 809]


PIECES = (
    FAMILY,
    FLAG,
    ACCENT,
    SKIN,
    "a",
    " ",
    "\n",
    "\n\n",
    ". ",
    "، ",
    "한",
    "ن",
    "\u200f",
    "𝔘",
    "1️⃣",
    "word",
    "\u0301",
    "\u200d",
    "\ufe0f",
)


def borders_of(text: str) -> list[int]:
    """The places between characters, as a reader counts them."""
    return list(accumulate((len(grapheme) for grapheme in iter_graphemes(text)), initial=0))


@settings(max_examples=200)
@given(st.integers(0, 2**32), st.text(max_size=20))
def test_whatever_is_said_fits_and_keeps_its_characters(seed: int, odd: str) -> None:
    """5,000 texts: 25 of each example."""
    dice = random.Random(seed)
    for _ in range(25):
        text = "".join(dice.choices([*PIECES, odd], k=dice.randint(0, 60)))
        check_parts(text, most=dice.randint(4, 60), dice=dice)


def check_parts(text: str, most: int, dice: random.Random) -> None:
    """What parts of a text with random marks have to keep."""
    borders = borders_of(text)
    ends = [sorted(dice.choices(borders, k=2)) for _ in range(3)]
    parts = parts_of(Marked(text, tuple(Mark("pre", start, end) for start, end in ends if start < end)), most)
    place, whole = 0, max((units(one) for one in iter_graphemes(text)), default=0) <= most
    for part in parts:
        assert 0 < units(part.text) <= most
        assert all(0 <= mark.start < mark.end <= len(part.text) for mark in part.marks)
        place = text.index(part.text, place) + len(part.text)
        assert place in borders or text[place].isspace() or not whole
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())


@settings(max_examples=200)
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=80))
def test_whatever_stands_in_cards_is_words_with_marks_on_whole_characters(text: str, title: str, cell: str) -> None:
    table = TableBlock(title=title, columns=["A", cell], rows=[[cell, "1"], [title, "2"]])
    for part in messages_of(Outgoing(text=text, cards=[table], options=[cell])):
        assert part["text"].strip()
        assert all(one["offset"] >= 0 and one["offset"] + one["length"] <= units(part["text"]) for one in part["entities"])
        assert len(marked(part)) == len(part["entities"])
