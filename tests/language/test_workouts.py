"""What people write about a workout, and what is logged, asked or left to others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from spotter.language.understanding import Locale, Parse, Reading, Units
from spotter.language.workouts import parse_workout

NOW = datetime(2026, 3, 4, 18, tzinfo=UTC)  # a Wednesday


def spell(parse: Parse | None) -> str:
    """ "Bench Press 5@80 5@80 | Running 1650s 5000m", with the day in front when it is not today."""
    if parse is None or not parse.calls:
        return ""
    args = parse.calls[0].args
    day = "" if args["date"] == NOW.date().isoformat() else args["date"] + " "
    return day + " | ".join(_entry(entry) for entry in args["entries"])


def _entry(entry: dict[str, Any]) -> str:
    sets = [_set(one) for one in entry["sets"]]
    groups: list[list[Any]] = []
    for one in sets:
        if groups and groups[-1][0] == one:
            groups[-1][1] += 1
        else:
            groups.append([one, 1])
    name = str(entry["exercise"]["name"]) + ("" if entry["exercise"]["key"] else "?")
    return name + ": " + ", ".join(one if count == 1 else f"{count} x {one}" for one, count in groups)


def _set(one: dict[str, Any]) -> str:
    load = "" if one["load_kg"] is None else f"@{one['load_kg']:g}"
    parts = ["" if one["reps"] is None else f"{one['reps']}", load]
    spans = [f"{one['duration_s']:g}s" if one["duration_s"] else "", f"{one['distance_m']:g}m" if one["distance_m"] else ""]
    effort = [f"rpe{one['rpe']:g}" if one["rpe"] else "", f"rir{one['rir']}" if one["rir"] is not None else ""]
    kind = "" if one["kind"] == "work" else one["kind"]
    return " ".join(part for part in ("".join(parts), *spans, *effort, kind) if part)


def read(text: str, who: str, usual: dict[str, float] | None = None) -> Parse | None:
    """The parse for somebody who writes English in kg ("en"), French ("fr") or English in lb ("lb")."""
    locale: Locale = "fr" if who == "fr" else "en"
    units: Units = "imperial" if who == "lb" else "metric"
    return parse_workout(text, Reading(locale, units, NOW, usual or {}))


NOTES = [
    ("power snatch 2 reps @ 50 kg x 6 sets", "en", "Power Snatch: 6 x 2@50"),
    ("seated db press: 40s x 12, 45s x 10", "lb", "Dumbbell Shoulder Press: 12@18.14, 10@20.41"),
    ("press 3x5 up 2.5 kg from last week to 52.5", "en", "Overhead Press: 3 x 5@52.5"),
    ("bench 185x8 (rest 3 min), 205x5, 225x3", "lb", "Bench Press: 8@83.91, 5@92.99, 3@102.06"),
    ("20kg x 10, 40kg x 5, 60kg x 5 squat", "en", "Back Squat: 10@20, 5@40, 5@60"),
    ("rowed 5k in 21:30 at 155 bpm", "en", "Rowing Machine: 1290s 5000m"),
    ("squat - 3 x 5 x 120\nbench - 3 x 5 x 80\nchin ups - 3 x 8", "en", "Back Squat: 3 x 5@120 | Bench Press: 3 x 5@80 | Chin-Up: 3 x 8"),
    ("front squat: 70 6,6,5", "en", "Front Squat: 2 x 6@70, 5@70"),
    ("Bench 3x5 at 80, then squats 100x5, 110x5 and 120x3", "en", "Bench Press: 3 x 5@80 | Back Squat: 5@100, 5@110, 3@120"),
    ("3x8 squats at 60kg, 3x10 lunges with 12kg each hand and 50 pushups", "en", "Back Squat: 3 x 8@60 | Lunge: 3 x 10@12 | Push-Up: 50"),
    ("20 pushups, 15 pullups and 30 situps", "en", "Push-Up: 20 | Pull-Up: 15 | Sit-Up: 30"),
    ("ran 5k in 27:30", "en", "Running: 1650s 5000m"),
    ("20 min rowing, 4.2 km", "en", "Rowing Machine: 1200s 4200m"),
    ("plank 3x60s", "en", "Plank: 3 x 60s"),
    ("3 x 1 min plank", "en", "Plank: 3 x 60s"),
    ("8x400m in 90s", "en", "Running: 8 x 90s 400m"),
    ("played tennis for an hour", "en", "Tennis: 3600s"),
    ("pull-ups assisted -20kg 3x8", "en", "Assisted Pull-Up: 3 x 8@-20"),
    ("BW+20 pullups 3x5", "en", "Pull-Up: 3 x 5@20"),
    ("dips lestés +15 kg 4x6", "en", "Weighted Dip: 4 x 6@15"),
    ("développé couché 3x5 à 80 kg", "fr", "Bench Press: 3 x 5@80"),
    ("j'ai couru 5 km en 27 min", "fr", "Running: 1620s 5000m"),
    ("squat : 3 séries de 8 à 60 kilos", "fr", "Back Squat: 3 x 8@60"),
    ("squat 4x6 100kg rpe 8", "fr", "Back Squat: 4 x 6@100 rpe8"),
    ("tractions lestées +10 3x6", "fr", "Weighted Pull-Up: 3 x 6@10"),
    ("hier soir soulevé de terre 5x3 à 140kg puis rowing barre 3x10 70", "fr", "2026-03-03 Deadlift: 5 x 3@140 | Barbell Row: 3 x 10@70"),
    ("j'ai fait 50 pompes et 3 séries de 12 fentes avec 10 kg", "fr", "Push-Up: 50 | Lunge: 3 x 12@10"),
    ("gainage 3x1 min", "fr", "Plank: 3 x 60s"),
    ("une heure de vélo, 25 km", "fr", "Cycling: 3600s 25000m"),
    ("squat last set to failure 3x8 100", "en", "Back Squat: 3 x 8@100"),
    ("squat 5x5 100kg, last set to failure", "en", "Back Squat: 4 x 5@100, 5@100 failure"),
    ("Squat\n60x5\n80x5\n100x5\nBench\n3x8 60", "en", "Back Squat: 5@60, 5@80, 5@100 | Bench Press: 3 x 8@60"),
    ("Zercher carry: 3x10 40kg", "en", "Front Rack Carry: 3 x 10@40"),
    ("100 lbs x5 bench, then 100x5", "en", "Bench Press: 2 x 5@45.36"),
    ("bench 2 plates for 5", "en", "Bench Press: 5@100"),
    ("bench 60kg x 10, 80kg x 8 then 100kg for 3 @9", "en", "Bench Press: 10@60, 8@80, 3@100 rpe9"),
    ("hit 225lb for a triple on deadlift, new PR!", "en", "Deadlift: 3@102.06"),
    ("OHP 40kg 8,8,6 - rir 2", "en", "Overhead Press: 2 x 8@40, 6@40 rir2"),
    ("did 45 minutes on the bike at 140 bpm", "en", "Cycling: 2700s"),
    ("yesterday I squatted 100 for 5 and it felt great", "en", "2026-03-03 Back Squat: 5@100"),
    ("dead hang 45s, 40s", "en", "Dead Hang: 45s, 40s"),
    ("farmers walk 3x40m 32kg", "en", "Farmer's Walk: 3 x @32 40m"),
    ("leg press 4 sets of 12 with 140kg, calf raises 3x20", "en", "Leg Press: 4 x 12@140 | Standing Calf Raise: 3 x 20"),
    ("bench 3x5 80kg but my shoulder hurts", "en", "Bench Press: 3 x 5@80"),
    ("pull-ups 3x5, close grip 3x5", "en", "Pull-Up: 3 x 5 | Neutral-Grip Pull-Up: 3 x 5"),
    ("bench 5x5 100, incline 3x8 80", "en", "Bench Press: 5 x 5@100 | Incline Bench Press: 3 x 8@80"),
    ("Deadlifts today: 225 for 5, 275 for 3, 315 for 1", "lb", "Deadlift: 5@102.06, 3@124.74, 1@142.88"),
    ("worked up to a 315 squat single then 3x5 at 265", "lb", "Back Squat: 1@142.88, 3 x 5@120.2"),
    (
        "Push day: bench 4x8 70kg, ohp 3x10 40kg, tricep pushdown 3x15 25kg, lateral raises 4x12 10kg",
        "en",
        "Bench Press: 4 x 8@70 | Overhead Press: 3 x 10@40 | Triceps Pushdown: 3 x 15@25 | Lateral Raise: 4 x 12@10",
    ),
    (
        "legs - squats 5 sets of 5 reps with 90 kg; leg curls 3 x 12 @ 35; calves 4x15",
        "en",
        "Back Squat: 5 x 5@90 | Lying Leg Curl: 3 x 12@35 | Standing Calf Raise: 4 x 15",
    ),
    (
        "3 rounds of 10 burpees, 15 kettlebell swings 16kg and 20 air squats",
        "en",
        "Burpee: 3 x 10 | Kettlebell Swing: 3 x 15@16 | Bodyweight Squat: 3 x 20",
    ),
    ("100 pushups", "en", "Push-Up: 100"),
    ("I did three sets of ten pull ups", "en", "Pull-Up: 3 x 10"),
    ("2 sets of 12 goblet squats with a 24kg kettlebell", "en", "Goblet Squat: 2 x 12@24"),
    ("10x3 deadlift at 120", "en", "Deadlift: 10 x 3@120"),
    ("bench 100kg 1x8, 2x6", "en", "Bench Press: 8@100, 2 x 6@100"),
    ("row 2000m in 7:45", "en", "Rowing Machine: 465s 2000m"),
    ("5k run 24:10", "en", "Running: 1450s 5000m"),
    ("ran 10 miles in 1h25", "en", "Running: 5100s 16093.4m"),
    ("went for a 45 minute swim", "en", "Swimming: 2700s"),
    ("cycled 40 km in an hour and 20 minutes", "en", "Cycling: 4800s 40000m"),
    ("squat 100kg 5 reps RPE 8, 105kg 5 reps RPE 9", "en", "Back Squat: 5@100 rpe8, 5@105 rpe9"),
    ("bench: 60kg x 10, 70kg x 8, 80kg x 6, 80kg x 5", "en", "Bench Press: 10@60, 8@70, 6@80, 5@80"),
    ("curls 12kg 12/12/10", "en", "Barbell Curl: 2 x 12@12, 10@12"),
    ("lunges 3x10 each leg 16 kg", "en", "Lunge: 3 x 10@16"),
    ("face pulls 15kg 3 sets 15 reps", "en", "Face Pull: 3 x 15@15"),
    ("wall sit 2 x 90 seconds", "en", "Wall Sit: 2 x 90s"),
    ("bench press 82.5 kg for 3 sets of 5", "en", "Bench Press: 3 x 5@82.5"),
    ("log bench 3x5 80", "en", "Bench Press: 3 x 5@80"),
    ("please log: deadlift 140kg x 3", "en", "Deadlift: 3@140"),
    ("bench 3x5 80kg and log 2 eggs for breakfast", "en", "Bench Press: 3 x 5@80"),
    ("bench 3x5 80kg and I weighed 81.2 this morning", "en", "Bench Press: 3 x 5@80"),
    ("Incline db press 4 x 10 30kg superset with rows 4x10 50kg", "en", "Incline Dumbbell Bench Press: 4 x 10@30 | Barbell Row: 4 x 10@50"),
    ("hip thrusts 4x8 100kg, felt strong", "en", "Hip Thrust: 4 x 8@100"),
    ("squats: warm up 60x5, 80x3, then 100x5x3", "en", "Back Squat: 5@60 warmup, 3@80 warmup, 3 x 5@100"),
    ("bench 80x8, drop set 60x10", "en", "Bench Press: 8@80, 10@60 drop"),
    ("leg press 3x12 140kg @8", "en", "Leg Press: 3 x 12@140 rpe8"),
    ("chin ups 10, 8, 6", "en", "Chin-Up: 10, 8, 6"),
    ("dips 3 x 12 bodyweight", "en", "Dip: 3 x 12@0"),
    ("pushups: 25, 20, 15", "en", "Push-Up: 25, 20, 15"),
    ("did 5 sets of 5 on squat with 100", "en", "Back Squat: 5 x 5@100"),
    ("5/3/1 squat: 85x5, 95x3, 105x1+", "en", "Back Squat: 5@85, 3@95, 1@105"),
    ("12,5 kg curls 3x12", "en", "Barbell Curl: 3 x 12@12.5"),
    ("spent 30 min on elliptical", "en", "Elliptical: 1800s"),
    ("tractions 10, 8, 6", "fr", "Pull-Up: 10, 8, 6"),
    ("aujourd'hui : squat 5x5 à 100, développé militaire 3x8 à 40", "fr", "Back Squat: 5 x 5@100 | Overhead Press: 3 x 8@40"),
    ("j'ai fait trois séries de dix tractions", "fr", "Pull-Up: 3 x 10"),
    ("course à pied 10 km en 52 minutes", "fr", "Running: 3120s 10000m"),
    ("30 min de rameur", "fr", "Rowing Machine: 1800s"),
    ("pompes 3 x 20", "fr", "Push-Up: 3 x 20"),
    ("presse à cuisses 4 séries de 12 à 140 kg, repos 2 min", "fr", "Leg Press: 4 x 12@140"),
    ("soulevé de terre : 100 kg x 5, 120 kg x 3, 140 kg x 1", "fr", "Deadlift: 5@100, 3@120, 1@140"),
    ("curl haltères 3x12 12,5kg puis dips 3x10", "fr", "Dumbbell Curl: 3 x 12@12.5 | Dip: 3 x 10"),
    ("hier j'ai fait 20 km de vélo en 45 min", "fr", "2026-03-03 Cycling: 2700s 20000m"),
    ("hip thrust 80kg 10-10-8", "fr", "Hip Thrust: 2 x 10@80, 8@80"),
    ("squat 100 kilos pour 5", "fr", "Back Squat: 5@100"),
    ("chest fly machine 3x12 45kg, abs 3x20, plank 1 min", "en", "Pec Deck: 3 x 12@45 | Abs?: 3 x 20 | Plank: 60s"),
    ("Bench Press\nSet 1: 60 kg x 10\nSet 2: 70 kg x 8\nSet 3: 80 kg x 6", "en", "Bench Press: 10@60, 8@70, 6@80"),
    ("bench 80kg 3x5 at 6pm with 2 friends", "en", "Bench Press: 3 x 5@80"),
    ("45 lb dumbbell press 3x10", "en", "Dumbbell Bench Press: 3 x 10@20.41"),
    ("kb swing 5x20 @ 24kg rest 60s", "en", "Kettlebell Swing: 5 x 20@24"),
    ("benched 5x5 at 80 kg on 1 march", "en", "2026-03-01 Bench Press: 5 x 5@80"),
    ("Jump rope 10 min\nPushups 3x15\nSitups 3x20", "en", "Jump Rope: 600s | Push-Up: 3 x 15 | Sit-Up: 3 x 20"),
    ("overhead press 5 x 42.5kg", "en", "Overhead Press: 5@42.5"),
    ("pendlay row 60 x 8 x 4", "en", "Pendlay Row: 4 x 8@60"),
    ("bench 8/8/7 @ 75", "en", "Bench Press: 2 x 8@75, 7@75"),
    ("romanian deadlift 90kg: 10, 10, 8", "en", "Romanian Deadlift: 2 x 10@90, 8@90"),
    ("deadlift 4*3*150", "en", "Deadlift: 4 x 3@150"),
    ("bulgarian split squat 3x8 per leg w/ 14kg", "en", "Bulgarian Split Squat: 3 x 8@14"),
    ("weighted pull-ups +12.5 4x5", "en", "Weighted Pull-Up: 4 x 5@12.5"),
    ("incline bench 50/55/60 x 8", "en", "Incline Bench Press: 8@50, 8@55, 8@60"),
    ("goblet squat 24kg 3 rounds of 15", "en", "Goblet Squat: 3 x 15@24"),
    ("squat 4x4 (100, 105, 110, 115)", "en", "Back Squat: 4@100, 4@105, 4@110, 4@115"),
    ("good mornings 40kg x 10 x 3", "en", "Good Morning: 3 x 10@40"),
    ("seated cable row 3 x 12 @ 55 kg, rest 90s", "en", "Seated Cable Row: 3 x 12@55"),
    ("I managed a 150 kg single on the deadlift", "en", "Deadlift: 1@150"),
    ("hack squat 100kg 10 reps x 4", "en", "Hack Squat: 4 x 10@100"),
    ("bench 5 reps at 90", "en", "Bench Press: 5@90"),
    ("lat pulldown 65kg 12 reps 3 sets", "en", "Lat Pulldown: 3 x 12@65"),
    ("5 sets of 3 power cleans at 70", "en", "Power Clean: 5 x 3@70"),
    ("squat twenty-five reps at sixty kilos", "en", "Back Squat: 25@60"),
    ("bench two twenty-five for five", "lb", "Bench Press: 5@102.06"),
    ("deadlift 405# x 2", "lb", "Deadlift: 2@183.7"),
    ("squat 135 x 10, 185 x 8, 225 x 5 x 3", "lb", "Back Squat: 10@61.23, 8@83.91, 3 x 5@102.06"),
    ("ohp 95x5x5", "lb", "Overhead Press: 5 x 5@43.09"),
    ("bench 60kg x 12\nrest 2 min\nincline press 22.5kg 3x10", "en", "Bench Press: 12@60 | Incline Bench Press: 3 x 10@22.5"),
    ("Monday: squat 5x5 90kg", "en", "2026-03-02 Back Squat: 5 x 5@90"),
    ("last night deadlift 3x3 130", "en", "2026-03-03 Deadlift: 3 x 3@130"),
    ("squat 3x5 100kg @RPE 8.5", "en", "Back Squat: 3 x 5@100 rpe8.5"),
    ("3 days ago I ran 8 km in 44 min", "en", "2026-03-01 Running: 2640s 8000m"),
    ("row 500 m in 1:52", "en", "Rowing Machine: 112s 500m"),
    ("4x800m run in 3:10", "en", "Running: 4 x 190s 800m"),
    ("hiked 12 km in 3 hours", "en", "Hiking: 10800s 12000m"),
    ("swam 1500 m in 32:10", "en", "Swimming: 1930s 1500m"),
    ("yoga for 50 minutes", "en", "Yoga: 3000s"),
    ("pullups 12\npushups 30\ndips 15", "en", "Pull-Up: 12 | Push-Up: 30 | Dip: 15"),
    ("30 pushups and 20 squats", "en", "Push-Up: 30 | Back Squat: 20"),
    ("bench (3x5) 85kg", "en", "Bench Press: 3 x 5@85"),
    ("bench 85kg (3x5)", "en", "Bench Press: 3 x 5@85"),
    ("leg extension 3 x 15 x 40", "en", "Leg Extension: 3 x 15@40"),
    ("deadlift 180 kg x 1, missed 190", "en", "Deadlift: 1@180"),
    ("bench 100kg x 5 and 5 km run in 26:00", "en", "Bench Press: 5@100 | Running: 1560s 5000m"),
    ("squat 3x5 100kg. Tomorrow I will bench 4x8.", "en", "Back Squat: 3 x 5@100"),
    ("squat 3x5 100kg. How much protein should I eat?", "en", "Back Squat: 3 x 5@100"),
    ("skipped squats, did leg press 3x12 150kg", "en", "Leg Press: 3 x 12@150"),
    ("can you log 3x5 squats at 100?", "en", "Back Squat: 3 x 5@100"),
    ("squat 60x3x5", "en", "Back Squat: 5 x 3@60"),
    ("développé couché : 4 x 8 à 60kg, puis écarté 3x12 10 kg", "fr", "Bench Press: 4 x 8@60 | Dumbbell Fly: 3 x 12@10"),
    ("squat avant 60 x 5 x 3", "fr", "Front Squat: 3 x 5@60"),
    ("soulevé de terre roumain 80kg 3 séries de 10 reps", "fr", "Romanian Deadlift: 3 x 10@80"),
    ("rowing haltère 3x10 par bras 22 kg", "fr", "Dumbbell Row: 3 x 10@22"),
    ("tirage vertical 3x12 à 55", "fr", "Lat Pulldown: 3 x 12@55"),
    ("dips lestés 4x6 +20kg", "fr", "Weighted Dip: 4 x 6@20"),
    ("élévations latérales 4x15 8 kg", "fr", "Lateral Raise: 4 x 15@8"),
    ("gainage 1 min 30", "fr", "Plank: 90s"),
    ("j'ai nagé 1 km en 25 min", "fr", "Swimming: 1500s 1000m"),
    ("vélo 1h15, 30 km", "fr", "Cycling: 4500s 30000m"),
    ("couru une demi-heure", "fr", "Running: 1800s"),
    ("quinze pompes et vingt squats", "fr", "Push-Up: 15 | Back Squat: 20"),
    ("fentes 3x12 par jambe avec 12,5 kg", "fr", "Lunge: 3 x 12@12.5"),
    ("développé militaire 40 kg x 8, 42,5 kg x 6", "fr", "Overhead Press: 8@40, 6@42.5"),
    ("squat 3x8 à 100kg puis je veux savoir quoi manger", "fr", "Back Squat: 3 x 8@100"),
    (
        "séance jambes : squat 5x5 110kg, presse 4x12 180kg, mollets 4x15 60kg",
        "fr",
        "Back Squat: 5 x 5@110 | Leg Press: 4 x 12@180 | Standing Calf Raise: 4 x 15@60",
    ),
    ("lundi dernier : squat 5x3 à 120", "fr", "2026-03-02 Back Squat: 5 x 3@120"),
    ("corde à sauter 10 min", "fr", "Jump Rope: 600s"),
    ("marche 6 km en 1h10", "fr", "Walking: 4200s 6000m"),
    ("hip thrust 4 x 10 90 kg RPE 7", "fr", "Hip Thrust: 4 x 10@90 rpe7"),
]

NOT_A_LOG = [
    ("I usually squat 100kg 3x5", "en"),
    ("squat 5x5 100kg every monday", "en"),
    ("what do you think of squat 5x5 100kg?", "en"),
    ("walked 10000 steps", "en"),
    ("should I do 5x5 or 3x8?", "en"),
    ("what weight for 3x5 bench?", "en"),
    ("tomorrow I'll do squats 5x5", "en"),
    ("I want to bench 100 kg", "en"),
    ("qu'est-ce que je devrais manger après mon 5x5 ?", "fr"),
    ("my knee hurts when I squat 100kg", "en"),
    ("ate 2 eggs and 200 g chicken", "en"),
    ("I slept 7 hours and weigh 82 kg", "en"),
    ("remind me to squat 3x5 at 6pm", "en"),
    ("my program is 5x5 bench and squats", "en"),
    ("is 3x5 at 80kg bench good?", "en"),
    ("what's my 1rm if I bench 100kg for 5?", "en"),
    ("show me my bench 3x5 history", "en"),
    ("demain je vais faire 5x5 au squat", "fr"),
    ("combien de séries pour 3x5 au développé couché ?", "fr"),
    ("didn't bench, only squatted 100kg 3x5", "en"),
    ("my brother benched 140 for 5", "en"),
    ("goal: deadlift 200 kg x 1", "en"),
    ("undo that", "en"),
    ("weight 82.4", "en"),
    ("slept 7h30", "en"),
    ("I had 3 eggs, 200 ml milk", "en"),
    ("j'ai mal au genou quand je squatte 100 kg", "fr"),
    ("je voudrais soulever 200 kg", "fr"),
]

ASKED = [
    ("bench 80kg", "en", "How many sets and reps was that for Bench Press?"),
    ("bench 10000 kg x 5", "en", "Bench Press: that figure cannot be right. I log loads in kg from -200 to 600. What was it?"),
    ("bench 3x-5 80kg", "en", "Bench Press: that figure cannot be right. I log reps from 1 to 500. What was it?"),
    ("bench 0 sets of 5", "en", "Bench Press: that figure cannot be right. I log sets from 1 to 50. What was it?"),
    ("squat 5 x 99999999999999 reps", "en", "Back Squat: that figure cannot be right. I log loads in kg from -200 to 600. What was it?"),
    ("bench 1e308 x 5", "en", "Bench Press: that figure cannot be right. I log loads in kg from -200 to 600. What was it?"),
    ("bench 3x8-10 60kg", "en", "How many sets and reps was that for Bench Press?"),
    ("benched 225", "en", "How many sets and reps was that for Bench Press?"),
    ("bench 3x600 80kg", "en", "Bench Press: that figure cannot be right. I log reps from 1 to 500. What was it?"),
    ("bench 3x5 900kg", "en", "Bench Press: that figure cannot be right. I log loads in kg from -200 to 600. What was it?"),
    ("bench 300 sets of 5 at 50kg", "en", "Bench Press: that figure cannot be right. I log sets from 1 to 50. What was it?"),
    ("rpe 14 squat 3x5 100kg rpe 14", "en", "Back Squat: that figure cannot be right. I log an RPE from 1 to 10. What was it?"),
    ("squat 100kg", "fr", "Combien de séries et de répétitions pour Squat barre ?"),
]


@pytest.mark.parametrize(("text", "who", "logged"), NOTES)
def test_notes_are_logged(text: str, who: str, logged: str) -> None:
    assert spell(read(text, who)) == logged


@pytest.mark.parametrize(("text", "who"), NOT_A_LOG)
def test_questions_plans_and_other_subjects_are_no_log(text: str, who: str) -> None:
    assert read(text, who) is None


@pytest.mark.parametrize(("text", "who", "question"), ASKED)
def test_what_is_missing_or_impossible_is_asked_and_not_written(text: str, who: str, question: str) -> None:
    parse = read(text, who)
    assert parse is not None
    assert parse.calls == ()
    assert parse.question is not None
    assert parse.question.text == question


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("bench 3x5 80kg and what should I eat after?", ("what should I eat after?",)),
        ("squat 3x5 100kg but my shoulder hurts", ("my shoulder hurts",)),
        ("squat 3x5 100kg. How much protein should I eat?", ("How much protein should I eat?",)),
        ("slept 7 hours, bench 3x5 80", ("slept 7 hours",)),
        ("bench 3x5 80, felt great, new PR!", ()),
    ],
)
def test_other_subjects_are_left_over_and_remarks_are_not(text: str, leftover: tuple[str, ...]) -> None:
    parse = read(text, "en")
    assert parse is not None
    assert parse.calls
    assert parse.leftover == leftover


def test_a_load_far_above_the_usual_one_asks_for_its_unit() -> None:
    parse = read("bench 225 x 5", "en", {"bench_press": 100})
    assert parse is not None
    assert parse.question is not None
    assert "lb" in parse.question.text
    assert spell(read("bench 105 x 5", "en", {"bench_press": 100})) == "Bench Press: 5@105"
    assert spell(read("bench 225 kg x 5", "en", {"bench_press": 100})) == "Bench Press: 5@225"


def test_one_exercise_is_asked_about_and_the_others_are_logged() -> None:
    parse = read("squat 3x5 100kg\nbench 80kg", "en")
    assert spell(parse) == "Back Squat: 3 x 5@100"
    assert parse is not None
    assert parse.question is not None
    assert parse.question.clause == "bench 80kg"


def test_a_day_to_come_or_that_never_was_is_asked() -> None:
    parse = read("bench 3x5 80kg on 30 february", "en")
    assert parse is not None
    assert parse.calls == ()
    assert parse.question is not None


def test_an_unknown_exercise_keeps_the_words_of_the_person() -> None:
    parse = read("Blorp hold: 3x12 20kg", "en")
    assert parse is not None
    assert parse.calls[0].args["entries"][0]["exercise"] == {"key": None, "name": "Blorp hold"}
    assert parse.calls[0].confidence < 0.8
