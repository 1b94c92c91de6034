"""What people may write when something is wrong with them, and what only sounds like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.red_flags import screen

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "data" / "safety_sentences.jsonl").read_text("utf-8").splitlines()]
ALLOWED = {"T0": {"T0"}, "T1": {"T0", "T1"}, "T2": {"T2"}, "calm": {"none", "T3"}}


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:60])
def test_every_sentence_gets_the_level_it_deserves(row: dict[str, str]) -> None:
    assert screen(row["text"]).level in ALLOWED[row["expect"]]


@pytest.mark.parametrize("row", [row for row in SENTENCES if row["expect"] == "T0"], ids=lambda row: row["text"][:60])
def test_an_emergency_is_heard_inside_a_long_message_without_punctuation(row: dict[str, str]) -> None:
    story = (
        "hi coach sorry for the long text bench went 3x5 at 80 and the row was easy so anyway. " + row["text"] + ". what should i eat after"
    )
    assert screen(story).level in {"T0", "T1"}


@pytest.mark.parametrize("row", [row for row in SENTENCES if row["expect"] == "T0"], ids=lambda row: row["text"][:60])
def test_capitals_and_missing_marks_change_nothing(row: dict[str, str]) -> None:
    assert screen(row["text"].upper()).level == "T0"
    assert screen(row["text"].replace("'", "’")).level == "T0"


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("my chest feels tight on the stairs", "chest_pain"),
        ("j'ai une douleur dans la poitrine", "chest_pain"),
        ("I passed out at the gym", "fainting"),
        ("my urine is brown since yesterday's class", "dark_urine"),
        ("I don't want to live any more", "suicide"),
        ("j'ai envie de me suicider", "suicide"),
        ("my wife hits me", "abuse"),
        ("knee gives way on stairs", "joint_unstable"),
        ("I'm 14", "minor"),
        ("j'ai 16 ans", "minor"),
        ("plan me 700 calories a day", "low_calories"),
        ("lose 8 kg in two weeks", "rapid_loss"),
        ("perdre 6 kilos en une semaine", "rapid_loss"),
        ("clenbuterol dosage please", "doping"),
        ("my bp was 182 over 95", "high_blood_pressure"),
        ("glycémie à 18", "high_blood_sugar"),
        ("I take warfarin", "medicine"),
    ],
)
def test_the_first_signal_names_what_is_wrong(text: str, signal: str) -> None:
    assert signal in screen(text).signals


def test_the_most_severe_signal_comes_first() -> None:
    seen = screen("my knee hurts, I take warfarin and I fainted this morning")
    assert seen.level == "T0"
    assert seen.signals[0] == "fainting"
    assert "medicine" in seen.signals


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("I have chest pain", "T0"),
        ("I have no chest pain", "none"),
        ("no nausea, chest pain or fainting", "none"),
        ("no sleep, chest pain all night", "T0"),
        ("my chest does not hurt", "none"),
        ("I don't know why, my chest hurts", "T0"),
        ("never had chest pain as bad as this, like this it is new", "T0"),
        ("my aunt had a stroke in 2015", "T3"),
        ("my aunt is having a stroke right now", "T0"),
        ("I fainted in 2012", "T2"),
        ("I fainted yesterday", "T0"),
        ("what are the symptoms of a stroke", "none"),
    ],
)
def test_denial_kinship_and_time_decide(text: str, level: str) -> None:
    assert screen(text).level == level


def test_words_hidden_with_odd_letters_are_read() -> None:
    assert screen("che\u200bst p\u200bain").level == "T0"
    assert screen("ｃｈｅｓｔ ｐａｉｎ").level == "T0"
    assert screen("сhest раin").level == "T0"


def test_both_languages_are_screened_whatever_the_locale() -> None:
    assert screen("j'ai perdu connaissance", "en").level == "T0"
    assert screen("I lost consciousness", "fr").level == "T0"


@pytest.mark.parametrize("text", ["fewer nudges please", "can we do fewer sets", "crashed on the couch", "sorry for my spelling"])
def test_a_real_word_is_no_slip_of_a_dangerous_one(text: str) -> None:
    assert screen(text).level == "none"


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "...", "👍", "\x00", "\ud800"])
def test_nothing_to_read_is_nothing_to_fear(text: str) -> None:
    assert screen(text).level == "none"


@given(st.text(max_size=400))
def test_no_text_breaks_the_screening(text: str) -> None:
    assert screen(text).level in {"none", "T3", "T2", "T1", "T0"}


def test_a_huge_message_is_screened_as_well() -> None:
    assert screen("my chest hurts and i cannot breathe, no pain in my knee " * 30_000).level == "T0"


@pytest.mark.parametrize(
    "text", ["ma fréquence cardiaque au repos est à 52", "rythme cardiaque 130 pendant le run", "2 h en zone cardiaque 2"]
)
def test_a_heart_rate_is_no_heart_disease(text: str) -> None:
    assert screen(text, "fr").level == "none"


@pytest.mark.parametrize(
    "text", ["je suis cardiaque", "je prends un traitement pour mes troubles cardiaques", "j'ai un problème cardiaque"]
)
def test_a_heart_disease_that_is_told_limits_training(text: str) -> None:
    assert screen(text, "fr").level == "T2"


@pytest.mark.parametrize(
    ("report", "harmless"),
    [
        ("I have chest pain", "if I ever get chest pain what should I do?"),
        ("I fainted in the sauna", "the series where a guy faints in the sauna"),
        ("I nearly fainted when I got up", "I nearly fainted when I saw the bill"),
        ("I think I am pregnant", "I look pregnant after that burger"),
        ("I have the flu", "the flu is over, back to training"),
        ("I fainted last week", "I fainted once as a kid, nothing since"),
        ("are you sure? I am diabetic", "diabetic? no, I was only asking"),
        ("my wrist is broken", "my wrist strap is broken"),
        ("I purged after dinner", "I purged my kitchen cupboard"),
        ("j'ai 14 ans", "j'ai 14 ans d'entraînement"),
        ("j'arrive pas à respirer", "j'arrive à respirer par le nez"),
    ],
)
def test_a_frame_tells_a_report_from_talk(report: str, harmless: str) -> None:
    assert screen(report).level in {"T0", "T1", "T2"}
    assert screen(harmless).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "what if this is a heart attack?",
        "my chest pain is gone now",
        "if I lift my arm my chest hurts",
        "lol I passed out on the treadmill and hit my head",
        "my dad gave me his beta blockers",
    ],
)
def test_no_frame_takes_a_report_back(text: str) -> None:
    assert screen(text).level in {"T0", "T1", "T2"}


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("I am 1m75 and want to get down to 48 kg", "eating_disorder"),
        ("going from 60 to 50 kg in three weeks", "rapid_loss"),
        ("lose 9 kg by friday", "rapid_loss"),
        ("nothing eaten for 3 days", "long_fast"),
        ("want to eat 700 kcal till summer", "low_calories"),
        ("glycémie à 0,45", "low_blood_sugar"),
        ("glycémie à 3 g/l", "high_blood_sugar"),
        ("tension 19/12 ce matin", "high_blood_pressure"),
        ("my heart was at 150 just lying on the sofa", "resting_pulse"),
        ("turning 17 next month", "minor"),
    ],
)
def test_figures_alarm_as_words_do(text: str, signal: str) -> None:
    assert signal in screen(text).signals


@pytest.mark.parametrize(
    "text", ["glycémie à 1,1 à jeun", "tension 12/8", "I am 1m75 and want to get down to 70 kg", "ate 700 kcal for dinner"]
)
def test_figures_of_everyday_alarm_nobody(text: str) -> None:
    assert screen(text).level == "none"
