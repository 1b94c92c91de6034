"""A trainee's side of the talk: messages in order of the clock, answers to what the coach asks, and when to give up."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from typing import Any

from spotter.evals.record import CallMade, TurnRecord
from spotter.evals.trainees.diary import Diary, Draft, PainSaid, Purpose
from spotter.evals.trainees.pains import Pain
from spotter.evals.trainees.words import Words

Exchange = Generator[Draft, TurnRecord, None]
PATIENCE = 2  # answers to the coach's questions before somebody drops it
BETWEEN = 2  # minutes from one message to the next
ARTICLE = re.compile(r"^(?:à la |à l'|au |aux |en )")
SIDES = ("left", "right", "gauche", "droit")


class Talk:
    """Says things and answers questions. `on_hold` where the coach has stopped or limited training; `hurting` is what hurts by now."""

    def __init__(self, words: Words, diary: Diary, hurting: Callable[[], Sequence[Pain]]) -> None:
        self.words, self.diary, self._hurting = words, diary, hurting
        self.on_hold = False
        self._day = self._minute = 0

    def begin_day(self, day: int, minute: int) -> None:
        """The first message of a day goes out at this minute or later."""
        self._day, self._minute = day, minute

    def go_on_at(self, minute: int) -> None:
        """The next message goes out at this minute of the day or later."""
        self._minute = max(self._minute, minute)

    def say(self, purpose: Purpose, text: str, **facts: Any) -> Generator[Draft, TurnRecord, tuple[CallMade, ...]]:
        """Say something and answer what is asked back; the calls that came of all of it."""
        draft = self._draft(purpose, text, **facts)
        record = yield draft
        calls = self._noticed(record)
        for _ in range(PATIENCE):
            if record.asked is None:
                return calls
            pain = None if record.asked == "confirm" or draft.pain else self._asked_about(record.reply)
            record = yield (self._rating(pain) if pain else self._draft("answer", self._answer(draft, record)))
            calls += self._noticed(record)
        if record.asked is not None:
            self.diary.gave_up.append(f"day {draft.day}: {draft.text!r}: {record.reply!r}")
            record = yield self._draft("answer", self.words.pick("never_mind"))
        return calls

    def _draft(self, purpose: Purpose, text: str, **facts: Any) -> Draft:
        draft = Draft(self._day, min(self._minute, 24 * 60 - 1), purpose, text, **facts)
        self._minute += BETWEEN
        return draft

    def _noticed(self, record: TurnRecord) -> tuple[CallMade, ...]:
        for call in record.calls:
            if call.tool == "open_hold":
                self.on_hold = True
            elif call.tool == "clear_hold" and call.result.get("cleared"):
                self.on_hold = False
        return record.calls

    def _asked_about(self, reply: str) -> Pain | None:
        """The pain that the coach asks after, at the end of what it says."""
        question = reply.rsplit("\n", 1)[-1].lower()
        asks_for_rating = "?" in question and "10" in question
        named = (pain for pain in self._hurting() if ARTICLE.sub("", self.words.one_of("place", pain.region)) in question)
        return next(named, None) if asks_for_rating else None

    def _rating(self, pain: Pain) -> Draft:
        pain.told = pain.felt
        return self._draft("answer", str(pain.felt), pain=PainSaid(pain.region, pain.side, pain.felt))

    def _answer(self, draft: Draft, record: TurnRecord) -> str:
        """A yes to what must be confirmed, else the piece that is missing: side, number or load."""
        if record.asked == "confirm":
            return self.words.pick("yes")
        reply = record.reply.lower()
        if draft.pain is not None:
            if draft.pain.side and any(side in reply for side in SIDES):
                return self.words.place(draft.pain.region, draft.pain.side)
            return str(draft.pain.severity or 0)
        asked = self.words.asked_about(record.reply, draft.sets)
        return self.words.figures(asked) if asked else self.words.pick("no")
