"""Cardio by week: easy, long and interval sessions with the heart-rate zone they are meant for."""

from __future__ import annotations

from spotter.coaching.heart import MaxHeartRate, heart_rate_zones, max_heart_rate
from spotter.coaching.planning.course import PlanWeek
from spotter.coaching.planning.dose import ease_of
from spotter.coaching.planning.request import PlanRequest, Reason
from spotter.coaching.prescription import Prescription
from spotter.coaching.unknown import Unknown
from spotter.coaching.volume import WARM_UP_S, Level

EASY_SHARE_OF_LONG, INTERVAL_ROUNDS, INTERVAL_S, INTERVAL_REST_S = 0.8, 6, 120, 120
EASY_ZONE, HARD_ZONE = 2, 4
START_SHARE: dict[Level, float] = {"beginner": 0.6, "intermediate": 0.7, "advanced": 0.8}
WEEKLY_GROWTH = 1.10  # running distance grows by 10 % a week at most (heuristic)
EASY_WEEKS_OF_A_BEGINNER = 2  # before the first intervals
SHORTEST_MIN = 5


def cardio_dose(day: str, request: PlanRequest, week: PlanWeek) -> Prescription:
    """A session inside the request's minutes that grows by at most 10 % a week; shorter in a deload, half in a taper."""
    highest = ease_of(request).zone
    room = max(SHORTEST_MIN, request.minutes - WARM_UP_S // 60)
    share = min(1.0, START_SHARE[request.level] * WEEKLY_GROWTH ** (week.hard - 1))
    if week.is_deload:
        share = START_SHARE[request.level] * EASY_SHARE_OF_LONG
    elif week.kind != "hard" or week.share < 1:
        share *= week.share
    is_new = request.level == "beginner" and week.hard <= EASY_WEEKS_OF_A_BEGINNER
    if day == "cardio_intervals" and highest >= HARD_ZONE and not is_new:
        most = room * 60 // (INTERVAL_S + INTERVAL_REST_S)
        rounds = max(min(2, most), min(round(INTERVAL_ROUNDS * share), most))
        if rounds:
            return Prescription(rounds, load="none", kind="interval", rest_s=INTERVAL_REST_S, duration_s=INTERVAL_S, zone=HARD_ZONE)
    part = 1.0 if day == "cardio_long" else EASY_SHARE_OF_LONG
    minutes = max(SHORTEST_MIN, int(room * min(1.0, share * part)))
    return Prescription(1, load="none", kind="steady", rest_s=0, duration_s=minutes * 60, zone=min(EASY_ZONE, highest))


def zone_reason(request: PlanRequest) -> Reason:
    """What the easy zone means in beats per minute where age and resting pulse are known, else by the talk test."""
    found = None if request.age is None else max_heart_rate(request.age)
    if not isinstance(found, MaxHeartRate) or request.resting_bpm is None or request.is_pregnant:
        return Reason("zones_by_talk", {}, "progression")
    zones = heart_rate_zones(found.bpm, request.resting_bpm)
    if isinstance(zones, Unknown):
        return Reason("zones_by_talk", {}, "progression")
    easy = zones[EASY_ZONE - 1]
    return Reason("zones_by_pulse", {"low": str(easy.low_bpm), "high": str(easy.high_bpm)}, "progression")
