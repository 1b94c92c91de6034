"""Messages with a write that a model may want for them and that the message bears out. Own sentences, both languages."""

from __future__ import annotations

from typing import Any

from spotter.language.understanding import Locale

Case = tuple[Locale, str, str, dict[str, Any]]

BENCH = {"key": "bench_press", "name": "bench press"}
SQUAT = {"key": "back_squat", "name": "squat"}
DEADLIFT = {"key": "deadlift", "name": "deadlift"}
RUN = {"key": "running", "name": "run"}
LUNGE = {"key": "lunge", "name": "lunges"}
OHP = {"key": "overhead_press", "name": "overhead press"}
PULL = {"key": "pull_up", "name": "pull-up"}
ROW = {"key": "barbell_row", "name": "barbell row"}
PLANK = {"key": "plank", "name": "plank"}


def lifts(exercise: dict[str, str], *sets: dict[str, Any]) -> dict[str, Any]:
    """Arguments of `log_workout` for one exercise."""
    return {"date": "2026-03-02", "entries": [{"exercise": exercise, "sets": list(sets)}]}


def eaten(*items: dict[str, Any]) -> dict[str, Any]:
    """Arguments of `log_meal`."""
    return {"eaten_at": "2026-03-02T12:30:00", "items": list(items)}


def food(key: str | None, name: str, **figures: Any) -> dict[str, Any]:
    """One food of a meal."""
    return {"food": {"key": key, "name": name}, **figures}


ALLOWED: tuple[Case, ...] = (
    ("en", "finally got under the bar again, bench was 3x5 at 80 kg", "log_workout", lifts(BENCH, *[{"reps": 5, "load_kg": 80}] * 3)),
    ("en", "did some benching after work, 225 for five, then called it", "log_workout", lifts(BENCH, {"reps": 5, "load_kg": 102.06})),
    (
        "en",
        "squats went 5, 5 and 4 with 120 today. should I deload?",
        "log_workout",
        lifts(SQUAT, *[{"reps": r, "load_kg": 120} for r in (5, 5, 4)]),
    ),
    ("en", "jogged five miles in 45 min before the rain came", "log_workout", lifts(RUN, {"distance_m": 8047, "duration_s": 2700})),
    (
        "en",
        "can you put down three sets of eight squats at a hundred kilos",
        "log_workout",
        lifts(SQUAT, *[{"reps": 8, "load_kg": 100}] * 3),
    ),
    ("en", "Deadlift day!! 140x3 @8, felt heavy but moved", "log_workout", lifts(DEADLIFT, {"reps": 3, "load_kg": 140, "rpe": 8})),
    ("en", "I want to log a run: 5k in 27:30", "log_workout", lifts(RUN, {"distance_m": 5000, "duration_s": 1650})),
    ("en", "bench 80kgx5, two left in the tank", "log_workout", lifts(BENCH, {"reps": 5, "load_kg": 80, "rir": 2})),
    ("fr", "séance du soir : développé couché 4 séries de 8 à 70 kg", "log_workout", lifts(BENCH, *[{"reps": 8, "load_kg": 70}] * 4)),
    ("fr", "j'ai couru dix kilomètres en une heure ce matin", "log_workout", lifts(RUN, {"distance_m": 10000, "duration_s": 3600})),
    ("fr", "tu peux noter mon soulevé de terre, 150 kg pour trois", "log_workout", lifts(DEADLIFT, {"reps": 3, "load_kg": 150})),
    ("fr", "squat 5x5 à 92,5, c'était dur. Combien la prochaine fois ?", "log_workout", lifts(SQUAT, *[{"reps": 5, "load_kg": 92.5}] * 5)),
    (
        "en",
        "grabbed two eggs and a slice of toast on the way out",
        "log_meal",
        eaten(food("egg_boiled", "eggs", quantity=2), food(None, "toast")),
    ),
    (
        "en",
        "had 200 g of chicken with rice, is that enough protein?",
        "log_meal",
        eaten(food("chicken_breast", "chicken", quantity=200, unit="g"), food("rice_white", "rice")),
    ),
    ("en", "lunch was a burrito, the label said 650 calories", "log_meal", eaten(food(None, "burrito", kcal=650))),
    ("en", "half a pizza and a beer, oops", "log_meal", eaten(food(None, "pizza", quantity=0.5), food("beer", "beer"))),
    (
        "en",
        "please add a banana and 30 grams of almonds to today",
        "log_meal",
        eaten(food("banana", "banana"), food("almonds", "almonds", quantity=30, unit="g")),
    ),
    (
        "fr",
        "ce midi j'ai mangé 150 g de saumon avec du riz",
        "log_meal",
        eaten(food("salmon", "saumon", quantity=150, unit="g"), food("rice_white", "riz")),
    ),
    ("fr", "petit déj : trois œufs et une tartine", "log_meal", eaten(food("egg_boiled", "œufs", quantity=3), food(None, "tartine"))),
    ("fr", "ajoute un yaourt grec et une poignée de noix", "log_meal", eaten(food(None, "yaourt grec"), food(None, "noix"))),
    ("en", "stepped on the scale, 81.4 this morning", "log_metric", {"metric": "weight", "value": 81.4, "unit": "kg"}),
    ("en", "weighed in at 180 lbs", "log_metric", {"metric": "weight", "value": 81.65, "unit": "kg"}),
    ("en", "only slept about six and a half hours", "log_metric", {"metric": "sleep", "value": 6.5, "unit": "h"}),
    ("en", "doc took my blood pressure, 128 over 82", "log_metric", {"metric": "blood_pressure", "value": [128, 82], "unit": "mmHg"}),
    ("en", "drank two litres of water so far", "log_metric", {"metric": "hydration", "value": 2000, "unit": "ml"}),
    ("fr", "je pèse 74,2 kilos ce matin", "log_metric", {"metric": "weight", "value": 74.2, "unit": "kg"}),
    ("fr", "nuit de 7h30", "log_metric", {"metric": "sleep", "value": 7.5, "unit": "h"}),
    ("fr", "mon pouls au repos est à 52", "log_metric", {"metric": "resting_hr", "value": 52, "unit": "bpm"}),
    ("en", "energy 2 out of 5, legs really sore", "log_readiness", {"energy": 2, "soreness": 4}),
    ("en", "I'm wiped out and work is super stressful", "log_readiness", {"energy": 1, "stress": 4}),
    ("fr", "j'ai mal dormi et je suis crevé", "log_readiness", {"sleep": 2, "energy": 2}),
    (
        "en",
        "my left knee has been bothering me on squats, maybe a 4",
        "report_pain",
        {"region": "knee", "side": "left", "severity": 4, "exercise": SQUAT},
    ),
    ("en", "tweaked something in my lower back yesterday", "report_pain", {"region": "lower_back"}),
    ("en", "ugh, shoulder hurts when I press, what should I do?", "report_pain", {"region": "shoulder"}),
    (
        "fr",
        "j'ai une douleur à l'épaule droite depuis hier, 5 sur 10",
        "report_pain",
        {"region": "shoulder", "side": "right", "severity": 5},
    ),
    ("fr", "le genou me fait mal en descendant", "report_pain", {"region": "knee"}),
    ("en", "good news, the knee pain is gone", "resolve_pain", {"region": "knee"}),
    ("fr", "mon épaule va mieux, plus de douleur", "resolve_pain", {"region": "shoulder"}),
    (
        "en",
        "could you remind me to stretch every evening at 9",
        "set_reminder",
        {"text": "stretch", "rule": "FREQ=DAILY;BYHOUR=21;BYMINUTE=0"},
    ),
    ("en", "don't let me forget leg day, ping me thursday at 6pm", "set_reminder", {"text": "leg day", "at": "2026-03-05T18:00:00"}),
    ("en", "remind me to drink water in 20 minutes", "set_reminder", {"text": "drink water", "at": "2026-03-02T12:50:00"}),
    (
        "fr",
        "rappelle-moi de prendre ma créatine tous les jours à 8h",
        "set_reminder",
        {"text": "prendre ma créatine", "rule": "FREQ=DAILY;BYHOUR=8;BYMINUTE=0"},
    ),
    ("fr", "n'oublie pas de me rappeler la séance de demain à 18h30", "set_reminder", {"text": "la séance", "at": "2026-03-03T18:30:00"}),
    ("en", "push that reminder back half an hour", "snooze_reminder", {"minutes": 30}),
    ("fr", "repousse le rappel de 15 minutes", "snooze_reminder", {"minutes": 15}),
    ("en", "cancel the water reminder please", "cancel_reminder", {"text": "water"}),
    ("fr", "supprime tous mes rappels", "cancel_reminder", {"all": True}),
    ("en", "I need a new plan, three days a week, about 45 minutes each", "propose_plan", {"days_per_week": 3, "minutes": 45}),
    ("en", "could you build me something? a strength routine I can do at home", "propose_plan", {"goal": "strength"}),
    ("fr", "j'aimerais un programme sur quatre jours pour prendre du muscle", "propose_plan", {"days_per_week": 4, "goal": "hypertrophy"}),
    ("fr", "fais-moi un plan d'entraînement", "propose_plan", {}),
    ("en", "could we have rows swapped for pull-ups", "change_plan", {"change": "swap", "exercise": {"key": None, "name": "rows"}}),
    ("en", "the rack is taken, what now", "adjust_workouts", {"missing": ["rack"]}),
    ("en", "please move Thursday's session to Friday for me", "move_workout", {"planned_on": "2026-03-05", "to": "2026-03-06"}),
    ("fr", "mets plutôt quatre séries de squat dans le plan", "change_plan", {"change": "sets", "sets": 4}),
    ("en", "ok let's go with push pull legs", "choose_program", {"program": {"key": None, "name": "push pull legs"}}),
    ("fr", "je veux commencer le 5x5", "choose_program", {"program": {"key": None, "name": "5x5"}}),
    (
        "en",
        "I want to bench 100 kg by June",
        "set_goal",
        {"kind": "load", "exercise": BENCH, "target": 100, "unit": "kg", "text": "bench 100 kg by June"},
    ),
    (
        "en",
        "my dream is a marathon under four hours",
        "set_goal",
        {"kind": "distance", "target": 42195, "unit": "m", "duration_s": 14400, "text": "marathon under four hours"},
    ),
    (
        "fr",
        "mon objectif : perdre 5 kilos d'ici l'été",
        "set_goal",
        {"kind": "body_weight", "target": -5, "unit": "kg_change", "text": "perdre 5 kilos d'ici l'été"},
    ),
    ("en", "please drop my marathon goal", "drop_goal", {"text": "marathon"}),
    ("fr", "abandonne mon objectif de poids", "drop_goal", {"text": "poids"}),
    ("en", "set my calories to 2200 and protein to 150", "set_nutrition_target", {"kcal": 2200, "protein_g": 150}),
    ("en", "I'd like a calorie target for a slow cut", "set_nutrition_target", {"goal": "lose"}),
    ("fr", "mets-moi à 2 000 calories par jour", "set_nutrition_target", {"kcal": 2000}),
    (
        "en",
        "I'm 34, 5'11, and I've got dumbbells and a bench at home",
        "update_profile",
        {"age": 34, "height_cm": 180.3, "equipment": ["dumbbell", "bench"]},
    ),
    ("en", "I can train four days a week, an hour each", "update_profile", {"days_per_week": 4, "minutes": 60}),
    (
        "en",
        "call me Robin, I'm a woman and pretty new to lifting",
        "update_profile",
        {"name": "Robin", "sex": "female", "level": "beginner"},
    ),
    ("fr", "j'ai 29 ans, je mesure 1m72 et je suis débutant", "update_profile", {"age": 29, "height_cm": 172, "level": "beginner"}),
    ("fr", "je travaille assis toute la journée", "update_profile", {"daily_activity": "sedentary"}),
    ("en", "just so you know, I hate burpees", "remember", {"text": "hates burpees"}),
    ("en", "I don't eat pork and I train before work", "remember", {"text": "I don't eat pork"}),
    ("fr", "retiens que je m'entraîne toujours à jeun", "remember", {"text": "s'entraîne toujours à jeun"}),
    ("en", "sorry, that was 85 not 80", "correct_entry", {"target": "set", "load_kg": 85}),
    ("en", "oops wrong, it should be 4 sets of squats", "correct_entry", {"target": "workout", "exercise": SQUAT, "sets": 4}),
    ("fr", "en fait c'était 12 répétitions", "correct_entry", {"target": "set", "reps": 12}),
    ("en", "what should I eat?\nset 2200 calories, yes", "set_nutrition_target", {"kcal": 2200}),
    ("en", "Quick one before bed: pull-ups 8 8 6", "log_workout", lifts(PULL, {"reps": 8}, {"reps": 8}, {"reps": 6})),
    ("en", "I managed a two minute plank!", "log_workout", lifts(PLANK, {"duration_s": 120})),
    ("en", "ohp 40kg 3 sets of 6. Anything I should work on?", "log_workout", lifts(OHP, *[{"reps": 6, "load_kg": 40}] * 3)),
    ("en", "Morning! Knocked out twenty push ups", "log_workout", lifts({"key": "push_up", "name": "push-ups"}, {"reps": 20})),
    ("en", "we hit rows, 4x10 with 60 kilos, then went for tacos", "log_workout", lifts(ROW, *[{"reps": 10, "load_kg": 60}] * 4)),
    (
        "en",
        "that was rough. squat 100x5 100x5 100x3",
        "log_workout",
        lifts(SQUAT, {"reps": 5, "load_kg": 100}, {"reps": 5, "load_kg": 100}, {"reps": 3, "load_kg": 100}),
    ),
    (
        "en",
        "swam 1500m this morning, took me 32 minutes",
        "log_workout",
        lifts({"key": "swimming", "name": "swim"}, {"distance_m": 1500, "duration_s": 1920}),
    ),
    ("fr", "tractions : 3 fois 6 ce matin", "log_workout", lifts(PULL, *[{"reps": 6}] * 3)),
    ("fr", "Gainage 1 min 30, deux fois", "log_workout", lifts(PLANK, *[{"duration_s": 90}] * 2)),
    ("fr", "bon j'ai réussi 60 kg au militaire pour 5 reps", "log_workout", lifts(OHP, {"reps": 5, "load_kg": 60})),
    ("fr", "vélo 45 minutes, 20 km", "log_workout", lifts({"key": "cycling", "name": "vélo"}, {"duration_s": 2700, "distance_m": 20000})),
    (
        "en",
        "for dinner: salmon, 150g, and some broccoli",
        "log_meal",
        eaten(food("salmon", "salmon", quantity=150, unit="g"), food("broccoli", "broccoli")),
    ),
    ("en", "Just finished a protein shake with 30g protein in it", "log_meal", eaten(food(None, "protein shake", protein_g=30))),
    (
        "en",
        "ate my way through a bag of crisps and two beers lol",
        "log_meal",
        eaten(food(None, "crisps"), food("beer", "beers", quantity=2)),
    ),
    ("fr", "j'ai pris un café et deux croissants", "log_meal", eaten(food("coffee", "café"), food("croissant", "croissants", quantity=2))),
    (
        "fr",
        "dîner : soupe de légumes et 80 g de pain",
        "log_meal",
        eaten(food(None, "soupe de légumes"), food("bread", "pain", quantity=80, unit="g")),
    ),
    ("en", "scale says 79.8 today", "log_metric", {"metric": "weight", "value": 79.8, "unit": "kg"}),
    ("en", "12,400 steps yesterday", "log_metric", {"metric": "steps", "value": 12400, "unit": "steps"}),
    ("en", "waist is down to 86 cm", "log_metric", {"metric": "waist", "value": 86, "unit": "cm"}),
    ("fr", "tour de taille : 92 cm", "log_metric", {"metric": "waist", "value": 92, "unit": "cm"}),
    ("fr", "j'ai bu un litre et demi d'eau", "log_metric", {"metric": "hydration", "value": 1500, "unit": "ml"}),
    ("en", "feeling fresh, slept really well", "log_readiness", {"energy": 4, "sleep": 4}),
    ("fr", "courbatures énormes aux jambes aujourd'hui", "log_readiness", {"soreness": 5}),
    ("en", "my elbow is killing me after the dips, it hurts", "report_pain", {"region": "elbow"}),
    ("en", "right wrist is a bit achy, 2/10", "report_pain", {"region": "wrist", "side": "right", "severity": 2}),
    ("fr", "je me suis fait mal au dos en soulevant", "report_pain", {"region": "lower_back"}),
    ("en", "set up a reminder for Monday 7am: gym bag", "set_reminder", {"text": "gym bag", "at": "2026-03-09T07:00:00"}),
    (
        "en",
        "remind me every Tuesday and Friday at 17:30 to train",
        "set_reminder",
        {"text": "train", "rule": "FREQ=WEEKLY;BYDAY=TU,FR;BYHOUR=17;BYMINUTE=30"},
    ),
    ("fr", "mets un rappel lundi à midi pour la pesée", "set_reminder", {"text": "la pesée", "at": "2026-03-09T12:00:00"}),
    ("en", "stop all those reminders", "cancel_reminder", {"all": True}),
    ("en", "my schedule changed, can we redo the plan for 2 days?", "propose_plan", {"days_per_week": 2}),
    ("fr", "refais mon programme avec 3 séances de 30 min", "propose_plan", {"days_per_week": 3, "minutes": 30}),
    ("en", "put me on upper lower", "choose_program", {"program": {"key": "upper_lower_muscle", "name": "upper lower"}}),
    (
        "en",
        "Goal: 10 pull-ups in a row by summer",
        "set_goal",
        {"kind": "reps", "exercise": PULL, "target": 10, "unit": "reps", "text": "10 pull-ups in a row by summer"},
    ),
    (
        "fr",
        "j'aimerais courir 10 km en moins de 50 minutes",
        "set_goal",
        {
            "kind": "distance",
            "target": 10000,
            "unit": "m",
            "duration_s": 3000,
            "exercise": RUN,
            "text": "courir 10 km en moins de 50 minutes",
        },
    ),
    ("en", "bump my protein target to 160g", "set_nutrition_target", {"protein_g": 160}),
    ("fr", "je veux un objectif calorique pour sécher", "set_nutrition_target", {"goal": "lose"}),
    ("en", "I moved to Berlin last week", "update_profile", {"time_zone": "Europe/Berlin"}),
    ("en", "switch me to pounds please", "update_profile", {"units": "imperial"}),
    ("fr", "je fais 1,80 m et j'ai une barre à la maison", "update_profile", {"height_cm": 180, "equipment": ["barbell"]}),
    (
        "en",
        "fyi I'm moving house next month so training will be light",
        "remember",
        {"text": "moving house next month, training will be light"},
    ),
    ("en", "note that mornings work best for me", "remember", {"text": "mornings work best"}),
    ("fr", "sache que je suis allergique aux arachides", "remember", {"text": "allergique aux arachides"}),
    ("en", "make that 6 reps on the last set", "correct_entry", {"target": "set", "set_number": -1, "reps": 6}),
    ("fr", "non, 72,5 pas 75", "correct_entry", {"target": "set", "load_kg": 72.5}),
    ("en", "Legs today: lunges 3 sets of 12 with 16 kg bells", "log_workout", lifts(LUNGE, *[{"reps": 12, "load_kg": 16}] * 3)),
    (
        "en",
        "the gym was packed but I still got 4 sets of 5 deadlifts in at 315 lbs",
        "log_workout",
        lifts(DEADLIFT, *[{"reps": 5, "load_kg": 142.88}] * 4),
    ),
    (
        "en",
        "Rowing machine, 2 km, 8:12",
        "log_workout",
        lifts({"key": "rowing_machine", "name": "rowing machine"}, {"distance_m": 2000, "duration_s": 492}),
    ),
    ("en", "I finished 10 pull ups unbroken, new best for me", "log_workout", lifts(PULL, {"reps": 10})),
    ("fr", "Ce soir tractions lestées 10 kg, 5 5 4", "log_workout", lifts(PULL, *[{"reps": r, "load_kg": 10} for r in (5, 5, 4)])),
    ("fr", "J'ai soulevé 140 au soulevé de terre, trois reps, trop content", "log_workout", lifts(DEADLIFT, {"reps": 3, "load_kg": 140})),
    ("en", "Lunch: tuna sandwich, apple. Do I need more protein?", "log_meal", eaten(food(None, "tuna sandwich"), food("apple", "apple"))),
    ("en", "my flatmate made pancakes and I had three of them", "log_meal", eaten(food("pancakes", "pancakes", quantity=3))),
    (
        "fr",
        "Un bol de flocons d'avoine 60 g avec une pomme",
        "log_meal",
        eaten(food("oats", "flocons d'avoine", quantity=60, unit="g"), food("apple", "pomme")),
    ),
    ("en", "81kg on the dot", "log_metric", {"metric": "weight", "value": 81, "unit": "kg"}),
    ("en", "resting heart rate 54 this week", "log_metric", {"metric": "resting_hr", "value": 54, "unit": "bpm"}),
    ("fr", "j'ai fait 9000 pas", "log_metric", {"metric": "steps", "value": 9000, "unit": "steps"}),
    ("en", "I barely slept and everything aches", "log_readiness", {"sleep": 1, "soreness": 4}),
    ("en", "bit of a niggle in my right hip since Sunday", "report_pain", {"region": "hip", "side": "right"}),
    ("fr", "aïe, ma cheville gauche est gonflée et douloureuse", "report_pain", {"region": "ankle", "side": "left"}),
    (
        "en",
        "can I get a reminder to weigh myself every Monday morning",
        "set_reminder",
        {"text": "weigh myself", "rule": "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0"},
    ),
    ("fr", "préviens-moi mercredi à 12h15 pour manger", "set_reminder", {"text": "manger", "at": "2026-03-04T12:15:00"}),
    ("en", "I only have 2 days next month. Rework my plan please", "propose_plan", {"days_per_week": 2}),
    ("fr", "je voudrais changer de programme, 4 séances par semaine", "propose_plan", {"days_per_week": 4}),
    (
        "en",
        "By Christmas I'd love to deadlift 180",
        "set_goal",
        {"kind": "load", "exercise": DEADLIFT, "target": 180, "unit": "kg", "text": "deadlift 180 by Christmas"},
    ),
    ("en", "I need to get my protein up, make it 140 grams a day", "set_nutrition_target", {"protein_g": 140}),
    ("en", "I turned 41 in May", "update_profile", {"age": 41}),
    ("fr", "je m'appelle Camille", "update_profile", {"name": "Camille"}),
    ("en", "I work night shifts until April", "remember", {"text": "works night shifts until April"}),
    ("en", "actually the squats were 95 kg", "correct_entry", {"target": "workout", "exercise": SQUAT, "load_kg": 95}),
)
