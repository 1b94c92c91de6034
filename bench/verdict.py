"""Counts the rows that a fault run left: what was lost, doubled, overlapped or out of order."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from bench.faulty_server import Engine

EXPECTED_PER_MESSAGE = 2
ANSWERED_WITHOUT_ITS_MODEL = 0.01
SETS = """
SELECT s.user_id, e.name, s.load_kg, count(*) AS times
FROM set_log s JOIN workout_entry e ON e.id = s.entry_id
GROUP BY s.user_id, e.name, s.load_kg
"""
OVERLAPS = """
SELECT count(*) FROM turn a JOIN turn b ON a.user_id = b.user_id AND a.seq < b.seq
WHERE b.started_at < a.finished_at
"""


@dataclass(frozen=True)
class Verdict:
    """`overlaps` are pairs of turns of one person where the later one started before the earlier one had ended.

    `not_by_model` are turns that a model should have answered and that it did not: where a kill left too little of the turn's time, the
    built-in coach answers, which may happen to one message in a hundred.
    """

    lost: int
    doubled: int
    unfinished: int
    overlaps: int
    repeated_replies: int
    not_by_model: int = 0
    sent: int = 0

    def is_clean(self) -> bool:
        wrong = self.lost or self.doubled or self.unfinished or self.overlaps or self.repeated_replies
        return not wrong and self.not_by_model <= self.sent * ANSWERED_WITHOUT_ITS_MODEL

    def __str__(self) -> str:
        return (
            f"{self.lost} lost, {self.doubled} doubled, {self.overlaps} overlaps, {self.unfinished} unfinished, "
            f"{self.repeated_replies} repeated replies" + (f", {self.not_by_model} not by the model" if self.not_by_model else "")
        )


async def judge(engine: Engine, messages: int, people: int, *, by_model: bool = False) -> Verdict:
    """Compare the rows with what was sent: each message logs two sets that nobody else logs."""
    sent = messages // people * people
    async with engine.open() as database, database.read() as session:
        sets = (await session.execute(text(SETS))).all()
        turns = await session.scalar(text("SELECT count(*) FROM turn WHERE status = 'done'")) or 0
        left = await session.scalar(text("SELECT count(*) FROM turn WHERE status <> 'done'")) or 0
        overlaps = await session.scalar(text(OVERLAPS)) or 0
        thought = await session.scalar(text("SELECT count(*) FROM turn WHERE path = 'model'")) or 0
        replies = await session.scalar(text("SELECT count(*) FROM message WHERE role = 'coach'")) or 0
    return Verdict(
        lost=max(0, sent * EXPECTED_PER_MESSAGE - len(sets)) + max(0, sent - turns - left),
        doubled=sum(row.times - 1 for row in sets),
        unfinished=left,
        overlaps=overlaps,
        repeated_replies=max(0, replies - turns - left),
        not_by_model=sent - thought if by_model else 0,
        sent=sent,
    )
