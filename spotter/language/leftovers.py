"""What no grammar took of a message: joined again in the person's own words, each piece for the agent that most likely answers it."""

from __future__ import annotations

from spotter.language.advice import asks, asks_what_now
from spotter.language.calendar_words import level
from spotter.language.classifier import best_agent, classify
from spotter.language.domain import domain_of, is_of_field, topic_of
from spotter.language.findings import Findings
from spotter.language.remainder import only_of, word_set
from spotter.language.understanding import AgentName, Residue
from spotter.language.workout_exercises import find_exercises

_EMPHASIS = word_set("emphasis")  # beside what was answered, they ask nothing
_SURELY_OUT = 0.85  # what names the field is out of scope from here on only: "how do I get wine out of the carpet"


def residue_of(found: Findings, clean: str) -> tuple[Residue, ...]:
    """What is left, neighbours of one agent joined again in the person's own words."""
    joined: list[tuple[int, int, AgentName, float]] = []
    calls = [place for place, _ in found.calls]
    for start, clause in sorted(found.rest):
        end = start + len(clause)
        if found.calls and only_of(level(clause), _EMPHASIS):
            continue
        label, confidence = _agent_of(clause, start, found)
        if label is None:
            continue
        before = joined[-1] if joined else None
        if before and not any(before[0] < place < start for place in calls) and (before[2] == label or len(clause.split()) < 4):
            joined[-1] = (before[0], max(end, before[1]), before[2], max(confidence, before[3]))
        else:
            joined.append((start, end, label, confidence))
    if len(joined) > 1 and not found.calls and len(clean.split()) > 25:
        label, confidence = classify(clean)
        return (Residue(clean, label, confidence),) if label else ()
    return tuple(Residue(clean[start:end].strip(" ,;\n"), agent, round(confidence, 3)) for start, end, agent, confidence in joined)


def _agent_of(clause: str, start: int, found: Findings) -> tuple[AgentName | None, float]:
    """Who takes what is left at `start`, and how sure that is; nobody for what is out of scope."""
    label, confidence = classify(clause)
    topic = topic_of(clause)
    if asks_what_now(clause) and any(call.tool == "report_pain" for _, call in found.calls):
        label = "injury"
    if label == "injury" and topic == "nutrition":
        label = topic
    if label is None and found.calls and find_exercises(clause, "en"):
        label = "progress"  # "yoga then a yogurt": what is told beside a meal is not lost
    if label is None and asks(clause) and any(char.isdigit() for char in clause) and find_exercises(clause, "en"):
        label = "planner"  # "do you think 3 sets of 10 push-ups is enough"
    lean, until = found.leans.get(start, (None, 0.0))
    if lean and (label is None or lean == topic or (confidence < until and (topic is None or until == 1.0))):
        label = lean
    label = label or domain_of(clause)
    if label is None and confidence < _SURELY_OUT and is_of_field(clause):
        return best_agent(clause)
    return label, confidence
