"""What goes out as SMS: short, in cheap letters, with buttons as words that no carrier takes for an opt-out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.channels.sms.render import LONGEST, messages
from spotter.language.wording.sms import segments
from spotter.messages import Outgoing, OutKind, TableBlock

OPT_OUT = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET", "ARRÊT"}
KINDS = st.sampled_from(["reminder", "nudge", "check_in", "notice", "code"])


@given(st.text(max_size=2000), KINDS, st.lists(st.sampled_from(["yes", "no", "skip", "later", "annule ça"]), max_size=4))
def test_what_the_coach_writes_first_takes_two_segments_at_most(text: str, kind: str, options: list[str]) -> None:
    parts = messages(Outgoing(text=text, kind=kind, options=options))
    assert len(parts) == 1
    assert segments(parts[0]) <= 2


@given(st.text(max_size=5000))
def test_a_reply_is_sent_whole_in_parts_that_twilio_takes(text: str) -> None:
    parts = messages(Outgoing(text=text))
    assert all(len(part) <= LONGEST for part in parts)


@pytest.mark.parametrize("kind", ["reply", "service"])
def test_words_of_safety_stay_whole(kind: OutKind) -> None:
    text = "Stop now. Call 112. " * 30
    assert " ".join(messages(Outgoing(text=text, kind=kind))).split() == text.split()


@given(st.lists(st.sampled_from([*sorted(OPT_OUT), "yes"]), min_size=1, max_size=5))
def test_no_answer_is_asked_for_that_ends_everything(options: list[str]) -> None:
    (text,) = messages(Outgoing(text="Go on?", options=[option.lower() for option in options]))
    assert not OPT_OUT & set(text.replace(".", "").replace(",", "").split())


@pytest.mark.parametrize(
    ("options", "locale", "told"),
    [
        (["yes", "no"], "en", "Shall I?\nReply YES or NO."),
        (["oui", "non"], "fr", "Shall I?\nRéponds OUI ou NON."),
        (["done", "skip", "later"], "en", "Shall I?\nReply DONE, SKIP or LATER."),
        (["undo"], "en", "Shall I?\nReply UNDO."),
        (["annule ça"], "fr", "Shall I?\nRéponds ANNULE ÇA."),
        (["quit"], "en", "Shall I?"),
        ([], "en", "Shall I?"),
    ],
)
def test_buttons_become_words(options: list[str], locale: str, told: str) -> None:
    assert messages(Outgoing(text="Shall I?", options=options, locale=locale)) == [told]


def test_words_that_are_asked_for_already_are_not_asked_for_again() -> None:
    assert messages(Outgoing(text="Delete all? Reply YES or NO.", options=["yes", "no"])) == ["Delete all? Reply YES or NO."]


def test_a_way_back_is_offered_only_where_it_costs_nothing() -> None:
    assert messages(Outgoing(text="a" * 155, options=["undo"])) == ["a" * 155]
    assert segments(messages(Outgoing(text="a" * 155, options=["yes", "no"]))[0]) == 2


def test_cards_are_left_to_the_app() -> None:
    card = TableBlock(title="Week", columns=["day"], rows=[["Monday"]])
    assert messages(Outgoing(text="3 workouts this week.", cards=[card])) == ["3 workouts this week."]
