"""How long understanding takes, in milliseconds over sentences of up to 500 characters: `python bench/understanding.py`."""

from __future__ import annotations

import statistics
import time
from datetime import datetime

from spotter.language.understand import understand, warm_up
from spotter.language.understanding import Reading

SENTENCES = (
    "bench 3x5 80kg",
    "squat 5x5 @ 100, then rows 3x10 60kg and 20 min on the bike",
    "two eggs, toast with butter and a large latte for breakfast",
    "tired today, what's my workout and remind me tomorrow at 7",
    "my left knee hurts on squats",
    "how am I doing this month?",
    "j'ai mangé du poulet avec du riz puis couru 5 km en 27 minutes",
    "je pèse 82,3 kg ce matin",
    "what should I eat after a long run if I want to keep my weight?",
    "no, 82.5",
    "I moved last month and the new gym only has dumbbells and one cable tower. I used to run a barbell program four days a week "
    "and I was happy with it. "
    "Now I am not sure how to keep my legs growing. Should I switch to higher reps, "
    "or is there a smarter way to load them? I also play football on sundays.",
    "set an alarm for 6 am",
    "qu'est-ce que je fais aujourd'hui ?",
    "thanks coach",
    "3 rounds of: push ups x10, rows 40kg x12, plank 60s",
    "no, the bench was 77.5",
    "Bench press\n60x10\n80x8\n90x5\n90x4\nIncline db press 30s for 3 sets of 10\nDips bw x 12, x 10, x 8\nSquat 3x5 100kg tomorrow",
)


def understanding_row() -> str:
    """Mean and 95th percentile of the sentences, after a warm-up, as one line."""
    reading = Reading("en", "metric", datetime.now().astimezone())
    warm_up()
    for sentence in SENTENCES:
        understand(sentence, reading)
    took: list[float] = []
    for _ in range(20):
        for sentence in SENTENCES:
            start = time.perf_counter()
            understand(sentence, reading)
            took.append((time.perf_counter() - start) * 1000)
    return f"understand: mean {statistics.mean(took):.2f} ms, p95 {statistics.quantiles(took, n=20)[-1]:.2f} ms, n={len(took)}"


if __name__ == "__main__":
    print(understanding_row())
