"""What is read at the door, before a message is a turn, takes time as its text grows and no more.

However often somebody repeats the words that it looks for.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from importlib.resources import files

import pytest

from spotter.language.channels import code_in
from spotter.language.elisions import elide
from spotter.language.misspelt import mend
from spotter.language.normalise import normalise
from spotter.language.opt_out import opt_word
from spotter.language.red_flags import screen
from spotter.language.slips import take_back
from spotter.language.tongue import language_of

LENGTHS = (400, 4000)  # characters: ten times as much, so ten times as long where time grows with it, a hundred times in its square
MOST = 45
UNSEEN_S = 0.005  # what is over by then is not judged: a clock shows nothing of its growth
REPEATS = range(6, 31, 4)  # that fit into a message read for opt-out words; what backtracks takes 2 ** 4 times as long each step
STEEP = 8
OPENINGS = (
    "stop sending me",
    "stop it with",
    "i am sick and tired of",
    "no longer want to",
    "ne veux plus",
    "arrete de m envoyer",
    "retire moi de la",
    "start sending",
    "recommence a m",
    "je veux recevoir",
    "revoke my consent to",
    "turn off",
)
DOOR: dict[str, Callable[[str], object]] = {
    "opt-out": opt_word,
    "code": code_in,
    "language": language_of,
    "danger": lambda text: screen(mend(elide(normalise(text))), "en"),
    "slips": lambda text: take_back(normalise(text), "en"),
}
SAID = (
    "no more", "\n", " \n", ",", ".", "-", "7,7", "9 ", "9 k", "link", "code", "link code", "my code is", "no wait", "actually",
    "or rather", "well", "chest pain", "not", "my dad", "no", "mon ", "mon, ", "j'", "d'", "please", "ok so", "1 1/2", "5x5", "lost 3 kg",
)  # fmt: skip


def _took_s(read: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def _repeated(words: str, length: int) -> str:
    return (f"{words} " * length)[:length] + "zz"


def _backtracks(opening: str, words: str) -> bool:
    """Whether some repeats more make the time of reading leap; found by few of them, before the test itself stands still."""
    before = UNSEEN_S
    for times in REPEATS:
        text = (opening + words * times)[:290] + "zz"
        took = _took_s(opt_word, text)
        if took > STEEP * before and _took_s(opt_word, text) > STEEP * before:
            return True
        before = max(took, UNSEEN_S)
    return False


def _words_of_opting_out() -> list[str]:
    """Every phrase that stands between the signs of the patterns, and those that two of one list make."""
    data = json.loads((files("spotter.language") / "data" / "opt_out.json").read_text("utf-8"))
    written = " | ".join([*data["words"].values(), *data["opt_out"], *data["closed"], *data["bare"], *data["start"]])
    return sorted({phrase.strip() for phrase in re.findall(r"(?<![<\w])[a-z]+(?: [a-z]+)*(?![\w>])", written)})


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_opt_out_word_said_again_and_again_costs_nobody_the_door(opening: str) -> None:
    opt_word(opening)  # tables are read once
    assert [phrase for phrase in _words_of_opting_out() if _backtracks(f"{opening} ", f"{phrase} ")] == []


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("read", DOOR.values(), ids=DOOR)
def test_ten_times_the_text_takes_about_ten_times_as_long(read: Callable[[str], object], said: str) -> None:
    short, long = (_repeated(said, length) for length in LENGTHS)
    read(said)  # tables are read once
    shorter = max(min(_took_s(read, short) for _ in range(3)), UNSEEN_S)
    assert min(_took_s(read, long) for _ in range(2)) < MOST * shorter
