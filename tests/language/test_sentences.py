"""A reply is cut into sentences while it streams: whole numbers, whole list lines, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.language.sentences import SentenceStream, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nice work! You hit 82.5 kg. Rest well.", ["Nice work! ", "You hit 82.5 kg. ", "Rest well."]),
        ("That is 1,200 kcal. Enough?", ["That is 1,200 kcal. ", "Enough?"]),
        ("Use a light load, e.g. 20 kg. Then stop.", ["Use a light load, e.g. 20 kg. ", "Then stop."]),
        ("Prends une charge légère, p. ex. 20 kg. Puis repos.", ["Prends une charge légère, p. ex. 20 kg. ", "Puis repos."]),
        ("Bravo ! Tu as fait 3 séries. On continue ?", ["Bravo ! ", "Tu as fait 3 séries. ", "On continue ?"]),
        ("Today:\n- Squat 3x5. Rest 3 min.\n- Bench 3x5.\nGo!", ["Today:\n", "- Squat 3x5. Rest 3 min.\n", "- Bench 3x5.\n", "Go!"]),
        ("1. Warm up. Slowly.\n2. Lift.", ["1. Warm up. Slowly.\n", "2. Lift."]),
        ("Il a dit « repose-toi. » Voilà.", ["Il a dit « repose-toi. » Voilà."]),
        ("ok, that works. let us go", ["ok, that works. ", "let us go"]),
        ("At 6 p.m. we lift.", ["At 6 p.m. we lift."]),
        ("**Good.** Next one.", ["**Good.** ", "Next one."]),
        ("", []),
        ("  ", ["  "]),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_a_sentence_comes_out_as_soon_as_the_next_begins() -> None:
    stream = SentenceStream()
    assert stream.feed("You did 82") == []
    assert stream.feed(".") == []
    assert stream.feed("5 kg. ") == []
    assert stream.feed("W") == ["You did 82.5 kg. "]
    assert stream.end() == ["W"]
    assert stream.end() == []


_pieces = st.lists(
    st.one_of(
        st.text(max_size=12), st.sampled_from([". ", "! ", "82.5", " kg", "\n- ", "1. ", "e.g. ", "Now ", "1,200", "? ", "\n\n", "…"])
    ),
    max_size=30,
)


@given(_pieces)
def test_nothing_is_lost_or_changed_in_any_pieces(pieces: list[str]) -> None:
    stream = SentenceStream()
    out = [sentence for piece in pieces for sentence in stream.feed(piece)]
    assert "".join([*out, *stream.end()]) == "".join(pieces)


@given(_pieces)
def test_the_pieces_do_not_matter(pieces: list[str]) -> None:
    stream = SentenceStream()
    out = [sentence for piece in pieces for sentence in stream.feed(piece)]
    assert [*out, *stream.end()] == sentences("".join(pieces))
