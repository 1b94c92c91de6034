"""The second opinion beside the red-flag rules: what it adds on sentences nobody mended anything by, and what it leaves alone."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from spotter.language.red_flag_classifier import opinion, pieces
from spotter.language.red_flag_lexicon import find_concepts
from spotter.language.red_flag_training import forms_of, is_alarm, rows
from spotter.language.red_flag_words import read_words
from spotter.language.red_flags import screen, screen_by_rules
from spotter.language.understanding import Safety

UNSEEN = [json.loads(line) for line in (Path(__file__).parent / "data" / "red_flag_fresh.jsonl").read_text("utf-8").splitlines()]
STOPS = ("T0", "T1")


def heard(expected: tuple[str, ...], screened: list[Safety]) -> int:
    return sum(safety.level in STOPS for row, safety in zip(UNSEEN, screened, strict=True) if row["expect"] in expected)


def test_more_unseen_alarms_are_heard_than_by_the_rules_alone() -> None:
    both = [screen(row["text"]) for row in UNSEEN]
    rules = [screen_by_rules(row["text"]) for row in UNSEEN]
    assert heard(STOPS, both) >= heard(STOPS, rules) + 8
    assert heard(STOPS, both) >= 0.85 * sum(row["expect"] in STOPS for row in UNSEEN)


def test_few_unseen_harmless_sentences_alarm() -> None:
    assert heard(("calm",), [screen(row["text"]) for row in UNSEEN]) <= 0.08 * sum(row["expect"] == "calm" for row in UNSEEN)


def test_no_training_sentence_is_like_an_unseen_one() -> None:
    unseen = [letters_of(row["text"]) for row in UNSEEN]
    for row in rows():
        known = letters_of(re.sub(r"\[([^|\]]*)[^\]]*\]", r"\1", row["text"]))
        assert all(len(known & one) <= 0.5 * len(known | one) for one in unseen), row["text"]


def letters_of(text: str) -> set[str]:
    """The pieces of four letters of a text."""
    words = re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode())
    joined = f" {' '.join(words)} "
    return {joined[at : at + 4] for at in range(len(joined) - 3)}


@pytest.mark.parametrize("text", ["I have chest pain", "I take warfarin", "je veux en finir", "I'm 14", "my knee gives way on stairs"])
def test_what_the_rules_hear_is_left_as_they_say(text: str) -> None:
    assert screen_by_rules(text).level in ("T0", "T1", "T2")
    assert screen(text) == screen_by_rules(text)


@pytest.mark.parametrize(
    "text",
    ["I nearly fainted when I saw the bill", "I have no chest pain", "I fainted once as a kid, nothing since", "", "...", "bench 5x5 80kg"],
)
def test_what_the_rules_took_back_stays_back(text: str) -> None:
    assert screen(text).level == "none"


def test_somebody_beside_the_writer_is_helped_and_the_writer_is_not_stopped() -> None:
    safety = screen("my spotter is on the floor and not moving")
    assert screen_by_rules("my spotter is on the floor and not moving").level == "none"
    assert safety.level == "T0"
    assert safety.others
    assert safety.own_level == "none"


def test_a_long_message_is_read_sentence_by_sentence() -> None:
    words = read_words("bench was easy today and the row too, then i had rice and chicken with my mates. " * 4)
    assert [words.sentence[begin] for begin, _ in pieces(words)] == [0, 1, 2, 3]


def test_a_short_message_alarms_where_a_long_one_has_to_be_surer() -> None:
    alarm = "one calf is twice the other since the flight, and warm"
    assert screen(alarm).level in STOPS
    assert screen_by_rules(alarm).level not in STOPS
    assert screen("bench was easy today and the row too, then i had rice and chicken with my mates").level == "none"


def test_a_huge_message_is_cut() -> None:
    assert sum(end - begin for begin, end in pieces(read_words("legs are sore but fine " * 5000))) < 1000


def test_nothing_to_read_is_no_opinion() -> None:
    words = read_words("!!!")
    assert opinion(words, find_concepts(words), []) is None


def test_a_row_stands_for_several_sentences() -> None:
    class First:
        def choice(self, options: list[str]) -> str:
            return options[0]

    assert forms_of("my [chest|heart] hurts [|a lot]", First()) == ("my chest hurts",)  # type: ignore[arg-type]


def test_only_what_stops_or_tells_of_an_eating_disorder_is_an_alarm() -> None:
    labels = {row["label"] for row in rows()}
    assert {label for label in labels if not is_alarm(label)} == {"none calm", "T3 low_mood"}
